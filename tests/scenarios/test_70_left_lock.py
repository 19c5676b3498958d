"""A lock left by somebody on leave is released by an administrator, with a line in the book (scenario 70)."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from coordination.models import AuditEntry
from coordination.states import PortalOffice
from tests.publishing.city import news, officer
from tests.publishing.test_direct import edit

SignIn = Callable[[Any], Client]


def locked(city: SimpleNamespace, as_: SignIn) -> Any:
    """A draft of KD that the editor has locked by hand."""
    page = news(city)
    as_(city.editor).post(reverse("wagtailadmin_pages:lock", args=[page.pk]))
    page.refresh_from_db()
    assert page.locked
    return page


def unlock(client: Client, page: Any) -> bool:
    client.post(reverse("wagtailadmin_pages:unlock", args=[page.pk]))
    page.refresh_from_db()
    return not page.locked


def test_the_lock_stops_the_unit(city: SimpleNamespace, as_: SignIn) -> None:
    page = locked(city, as_)
    edit(as_(city.coordinator), page, lead="Mimo blokady.")
    page.refresh_from_db()
    assert page.latest_revision.content["lead"] != "Mimo blokady."


@pytest.mark.parametrize("who", ["coordinator", "deputy", "operator", "monitor", "other"])
def test_it_is_not_for_everybody_to_release(city: SimpleNamespace, as_: SignIn, who: str) -> None:
    assert not unlock(as_(getattr(city, who)), locked(city, as_))


def test_another_editor_does_not_release_it(city: SimpleNamespace, as_: SignIn) -> None:
    second = officer("redaktor.2", "Renata Redaktorka", PortalOffice.EDITOR)
    assert not unlock(as_(second), locked(city, as_))


@pytest.mark.parametrize("who", ["editor", "administrator"])
def test_who_locked_it_or_an_administrator_releases_it(city: SimpleNamespace, as_: SignIn, who: str) -> None:
    page, user = locked(city, as_), getattr(city, who)
    assert unlock(as_(user), page)
    line = AuditEntry.objects.get(verb="page.unlock")
    assert line.actor_name == user.get_full_name()
    edit(as_(city.coordinator), page, lead="Po zdjęciu blokady.")
    page.refresh_from_db()
    assert page.latest_revision.content["lead"] == "Po zdjęciu blokady."
