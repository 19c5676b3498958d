"""Whoever keeps accounts gives nobody powers, and takes no account over (stock Wagtail lets them do both)."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core import mail
from django.test import Client
from django.urls import reverse

from coordination import outbox
from coordination.models import OutboxMessage
from tests.publishing.city import NOW

SignIn = Callable[[Any], Client]
POWERS = {"is_superuser": "on", "password1": "Zupelnie-nowe-haslo-1", "password2": "Zupelnie-nowe-haslo-1"}


def typed(user: Any = None, **values: Any) -> dict[str, Any]:
    given = {"username": "nowa.osoba", "email": "nowa@umk.example", "first_name": "Nowa", "last_name": "Osoba"}
    if user is not None:
        given = {name: getattr(user, name) for name in given} | {"is_active": "on"}
    return given | values


def test_an_administrator_makes_nobody_a_superuser(city: SimpleNamespace, as_: SignIn) -> None:
    group = Group.objects.create(name="goście")
    powers = POWERS | {"groups": str(group.pk)}
    client, users = as_(city.administrator), get_user_model().objects
    for who in (city.editor, city.administrator):
        before = users.get(pk=who.pk).password
        client.post(reverse("wagtailusers_users:edit", args=[who.pk]), typed(who, first_name="Inne", **powers))
        after = users.get(pk=who.pk)
        assert (after.first_name, after.is_superuser, after.groups.count()) == ("Inne", False, 0)
        assert after.password == before
    client.post(reverse("wagtailusers_users:add"), typed(**powers))
    made = users.get(username="nowa.osoba")
    assert (made.is_superuser, made.groups.count(), made.check_password(POWERS["password1"])) == (False, 0, False)


@pytest.mark.parametrize("who", ["administrator", "editor", "monitor", "coordinator"])
def test_nobody_but_operations_touches_a_superuser(city: SimpleNamespace, as_: SignIn, who: str) -> None:
    client = as_(getattr(city, who))
    for name in ("edit", "delete"):
        address = reverse(f"wagtailusers_users:{name}", args=[city.root.pk])
        assert client.get(address).status_code == 403
        assert client.post(address, typed(city.root, email="moj@adres.example")).status_code == 403
    kept = get_user_model().objects.get(pk=city.root.pk)
    assert (kept.email, kept.is_active) == ("root@umk.example", True)


@pytest.mark.parametrize("action", ["delete", "set_active_state", "assign_role"])
def test_accounts_are_not_acted_on_by_the_dozen(city: SimpleNamespace, as_: SignIn, action: str) -> None:
    address = reverse("wagtail_bulk_action", args=["portal", "user", action]) + f"?id={city.root.pk}&next=/admin/"
    for who in (city.administrator, city.editor):
        assert as_(who).get(address).status_code == 403
        assert as_(who).post(address, {"mark_as_active": "False"}).status_code == 403
    assert get_user_model().objects.get(pk=city.root.pk).is_active


def test_the_owner_of_a_new_account_sets_the_password_with_the_link(city: SimpleNamespace, as_: SignIn) -> None:
    as_(city.administrator).post(reverse("wagtailusers_users:add"), typed())
    letter = OutboxMessage.objects.get(to="nowa@umk.example")
    assert "nowa.osoba" in letter.text
    link = next(word for word in letter.text.split() if "/konto/haslo/nowe/" in word)
    browser = Client()
    shown = browser.get(link, follow=True)
    assert shown.status_code == 200
    given = {"password1": "Cisza-nad-Wisla-26", "password2": "Cisza-nad-Wisla-26"}
    browser.post(shown.request["PATH_INFO"], given)
    assert get_user_model().objects.get(username="nowa.osoba").check_password("Cisza-nad-Wisla-26")
    outbox.send_due(NOW)
    assert [one.to for one in mail.outbox if "nowa@umk.example" in one.to]


def test_the_list_of_accounts_offers_only_what_works(city: SimpleNamespace, as_: SignIn) -> None:
    """No ticks and no copies for an administrator; operations act on several at once."""
    listed = reverse("wagtailusers_users:index")
    several = reverse("wagtail_bulk_action", args=["portal", "user", "set_active_state"])
    shown = as_(city.administrator).get(listed).content.decode()
    assert several not in shown
    assert "bulk-action-checkbox" not in shown
    assert "/users/copy/" not in shown
    assert several in as_(city.root).get(listed).content.decode()
