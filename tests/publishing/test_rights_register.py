"""§ 4 ust. 1 pkt 1: rights are given in a register, with basis and days; a unit cannot give them to itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from coordination.models import AuditEntry, Person
from coordination.standing import standing_of
from coordination.verdict import Refused
from publishing import actions, lapsed
from publishing.facts import desk_of
from publishing.models import PublishingRight
from tests.publishing.city import NOW, TODAY, fresh, news

SignIn = Callable[[Any], Client]
LIST, ADD = "publishing_rights:list", "publishing_rights:add"


def filled(city: SimpleNamespace, **more: str) -> dict[str, str]:
    given = {"unit": str(city.kd.pk), "kind": "news", "from_on": "2026-11-23", "until_on": "", "basis": "pismo OR-1"}
    return given | {"person": "", "site": ""} | more


@pytest.mark.par(4, ust=1, pkt=1)
def test_an_administrator_gives_a_right_and_it_holds_from_its_first_day(city: SimpleNamespace, as_: SignIn) -> None:
    before = PublishingRight.objects.count()
    answer = as_(city.administrator).post(reverse(ADD), filled(city))
    assert answer.status_code == 302
    right = PublishingRight.objects.latest("pk")
    assert (PublishingRight.objects.count(), right.granted_by) == (before + 1, str(city.administrator))
    assert desk_of(fresh(city.coordinator)).granted.covers(city.kd.pk, "news")
    assert AuditEntry.objects.filter(verb="right.give", unit_id=city.kd.pk).exists()


@pytest.mark.par(4, ust=1, pkt=1)
def test_sz_gives_a_right_to_any_unit(city: SimpleNamespace, as_: SignIn) -> None:
    """SZ holds no office in the unit; the register is its own (§ 4 ust. 1 pkt 1)."""
    answer = as_(city.monitor).post(reverse(ADD), filled(city, unit=str(city.sp.pk)))
    assert answer.status_code == 302
    assert PublishingRight.objects.latest("pk").unit == city.sp


def test_a_unit_gives_itself_nothing(city: SimpleNamespace, as_: SignIn) -> None:
    before = PublishingRight.objects.count()
    unit = as_(city.coordinator)
    assert unit.get(reverse(LIST)).status_code in (302, 403)
    assert unit.post(reverse(ADD), filled(city)).status_code in (302, 403)
    assert PublishingRight.objects.count() == before


def test_days_in_the_wrong_order_are_said_at_the_field(city: SimpleNamespace, as_: SignIn) -> None:
    answer = as_(city.administrator).post(reverse(ADD), filled(city, until_on="2026-10-01"))
    assert answer.status_code == 200
    assert "Ostatni dzień" in answer.content.decode()
    assert "pismo OR-1" in answer.content.decode()


def test_a_right_that_has_ended_is_not_opened_again(city: SimpleNamespace, as_: SignIn) -> None:
    right = PublishingRight.objects.create(
        unit=city.sp, kind="news", from_on="2026-01-01", until_on="2026-06-30", basis="pismo OR-0", granted_by="SZ"
    )
    client, edit = as_(city.administrator), reverse("publishing_rights:edit", args=[right.pk])
    answer = client.post(edit, filled(city, unit=str(city.sp.pk), from_on="2026-01-01"))
    assert answer.status_code == 403
    assert "To uprawnienie już wygasło" in answer.content.decode()
    right.refresh_from_db()
    assert (str(right.until_on), right.basis) == ("2026-06-30", "pismo OR-0")
    assert edit not in client.get(reverse(LIST)).content.decode()


def test_a_deed_judges_the_right_as_it_stands_and_changes_its_last_day_and_basis_only(city: SimpleNamespace) -> None:
    """Somebody ended it while the form was open; and what the form must not change, the deed does not."""
    right = PublishingRight.objects.create(
        unit=city.sp, kind="news", from_on="2026-01-01", basis="pismo OR-0", granted_by="SZ"
    )
    read = PublishingRight.objects.get(pk=right.pk)
    read.basis, read.kind = "pismo OR-2", "competition"
    actions.keep_right(read, by=standing_of(fresh(city.monitor)), now=NOW)
    right.refresh_from_db()
    assert (right.basis, right.kind, right.granted_by) == ("pismo OR-2", "news", "SZ")
    PublishingRight.objects.filter(pk=right.pk).update(until_on=TODAY - dt.timedelta(days=1))
    with pytest.raises(Refused, match="już wygasło"):
        actions.keep_right(read, by=standing_of(fresh(city.monitor)), now=NOW)


def test_a_right_of_one_person_without_an_account_opens_to_nobody(city: SimpleNamespace, as_: SignIn) -> None:
    """Designated, but not invited yet: the colleagues do not publish in the meantime."""
    anna = Person.objects.create(first_name="Anna", last_name="Bez Konta", email="anna@umk.example")
    PublishingRight.objects.create(
        unit=city.kd, kind="news", person=anna, from_on="2026-01-01", basis="pismo OR-3", granted_by="SZ"
    )
    page = news(city)
    assert not desk_of(fresh(city.coordinator)).policy(page).may_publish()
    revision = page.save_revision(user=city.coordinator)
    assert not lapsed.still_holds(revision, now=NOW)
    Person.objects.filter(pk=anna.pk).update(user=city.nobody)
    assert not desk_of(fresh(city.coordinator)).policy(page).may_publish()


def test_what_a_form_does_not_change_stays_as_somebody_else_left_it(city: SimpleNamespace) -> None:
    right = PublishingRight.objects.create(
        unit=city.sp, kind="news", from_on="2026-01-01", basis="pismo OR-0", granted_by="SZ"
    )
    read = PublishingRight.objects.get(pk=right.pk)
    PublishingRight.objects.filter(pk=right.pk).update(until_on=TODAY + dt.timedelta(days=5))
    read.basis = "pismo OR-0a"
    actions.keep_right(read, by=standing_of(fresh(city.monitor)), now=NOW, changed=["basis"])
    right.refresh_from_db()
    assert (right.basis, right.until_on) == ("pismo OR-0a", TODAY + dt.timedelta(days=5))
