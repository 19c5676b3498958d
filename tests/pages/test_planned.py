"""SZ learns of an announcement by itself, and sees what units plan before the public does (§ 3 pkt 6)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from coordination.models import OutboxMessage, PortalAssignment
from coordination.states import PortalOffice
from pages.announced import KIND
from pages.models import CompetitionPage
from publishing import actions, confinement
from publishing.actions import Dates
from tests.publishing.city import FRIDAY, NOW, TODAY, TUESDAY, as_read, fresh
from tests.publishing.conftest import as_, city, clock
from tests.scenarios.test_46_only_extended import LATER, announcement, moved, published
from tests.scenarios.travel import beat

__all__ = ["as_", "city", "clock"]

SignIn = Callable[[Any], Client]
LIST = "competitions:planned"


def told() -> list[tuple[str, str]]:
    return list(OutboxMessage.objects.filter(kind=KIND).order_by("pk").values_list("to", "subject"))


# -- the notice -----------------------------------------------------------------------------------------------------


@pytest.mark.par(3, pkt=6)
def test_sz_is_told_at_the_hour_of_the_announcement_and_once(city: SimpleNamespace, clock: Any) -> None:
    page = announcement(city, deadline=LATER)
    row = actions.hand_over(page, by=fresh(city.coordinator), publish_at=TUESDAY, now=NOW)
    actions.approve(row, by=fresh(city.editor), read=as_read(row), now=NOW)
    assert told() == []
    beat(clock, TUESDAY)
    assert told() == [(city.monitor.email, "Ogłoszono: Kluby sąsiedzkie")]
    moved(page, LATER + dt.timedelta(days=7)).get_latest_revision().publish()
    assert len(told()) == 1


def test_an_announcement_foretold_is_told_when_it_comes(city: SimpleNamespace) -> None:
    page = foretold(city)
    assert told() == []
    moved(page, page.deadline, "", planned_announcement_on=None).get_latest_revision().publish()
    assert len(told()) == 1


def test_without_a_monitor_the_people_of_sz_are_told(city: SimpleNamespace) -> None:
    PortalAssignment.objects.filter(office=PortalOffice.MONITOR).update(until_on=dt.date(2026, 11, 1))
    city.sz.email = "sz@umk.example"
    city.sz.save()
    published(city)
    assert [to for to, _ in told()] == ["sz@umk.example"]


# -- the list -------------------------------------------------------------------------------------------------------


def foretold(city: SimpleNamespace, **values: Any) -> Any:
    page = announcement(city, **{"planned_announcement_on": dt.date(2026, 12, 7), "title": "Wolontariat", **values})
    draft = page.get_latest_revision_as_object()
    draft.publications = []
    draft.save_revision(clean=False).publish()
    return CompetitionPage.objects.get(pk=page.pk)


@pytest.fixture
def plans(city: SimpleNamespace) -> SimpleNamespace:
    """One of each, and what is no plan: announced, old, taken off."""
    city.draft = announcement(city, title="Szkic")
    city.foretold = foretold(city)
    city.waiting = announcement(city, title="W kolejce", deadline=LATER, overlap_is_meant=True)
    actions.hand_over(city.waiting, by=fresh(city.coordinator), publish_at=TUESDAY, now=NOW)
    city.scheduled = announcement(city, title="Na wtorek", deadline=LATER, overlap_is_meant=True)
    row = actions.hand_over(city.scheduled, by=fresh(city.coordinator), publish_at=TUESDAY, now=NOW)
    actions.approve(row, by=fresh(city.editor), read=as_read(row), now=NOW)
    dates = Dates(publish_at=FRIDAY, deliver_by=TODAY)
    by = fresh(city.coordinator)
    actions.reserve(title="Tylko termin", unit=city.kd, kind="competition", dates=dates, by=by, now=NOW)
    published(city, title="Ogłoszony")
    announcement(city, title="Dawny", is_archival=True)
    published(city, title="Zdjęty").unpublish()
    return city


def titles(client: Client, **query: Any) -> list[str]:
    return [row["page"].title for row in client.get(reverse(LIST), query).context["rows"]]


def test_every_stage_is_there_and_nothing_else(plans: SimpleNamespace, as_: SignIn) -> None:
    client = as_(plans.monitor)
    assert sorted(titles(client)) == ["Na wtorek", "Szkic", "W kolejce", "Wolontariat"]
    for sort, title in (
        ("termin", "Na wtorek"),
        ("kolejka", "W kolejce"),
        ("zapowiedz", "Wolontariat"),
        ("szkic", "Szkic"),
    ):
        assert titles(client, etap=sort) == [title]
    page = client.get(reverse(LIST)).content.decode()
    assert "Tylko termin" in page
    assert "Podane dotąd kwoty: 1\u00a0920\u00a0000\u00a0zł" in page


def test_numbers_follow_the_unit_and_not_the_stage(plans: SimpleNamespace, as_: SignIn) -> None:
    client = as_(plans.monitor)
    counted = [tab["number"] for tab in client.get(reverse(LIST), {"etap": "szkic"}).context["tabs"]]
    assert counted == [4, 1, 1, 1, 1]
    other = client.get(reverse(LIST), {"komorka": plans.sp.pk})
    assert [tab["number"] for tab in other.context["tabs"]] == [0, 0, 0, 0, 0]
    assert other.context["reserved"] == []
    assert "Pokaż wszystkie" in other.content.decode()


@pytest.mark.parametrize("who", ["monitor", "director", "administrator", "root"])
def test_sz_and_administrators_see_it(plans: SimpleNamespace, as_: SignIn, who: str) -> None:
    client = as_(getattr(plans, who))
    assert len(titles(client)) == 4
    assert reverse(LIST) in client.get("/admin/").content.decode()


@pytest.mark.parametrize("who", ["coordinator", "deputy", "head", "other", "editor", "operator"])
def test_nobody_else_does(plans: SimpleNamespace, as_: SignIn, who: str) -> None:
    client = as_(getattr(plans, who))
    assert client.get(reverse(LIST)).status_code == 403
    assert client.get(reverse("competitions:planned_export", args=["csv"])).status_code == 403
    assert reverse(LIST) not in client.get("/admin/").content.decode()


def test_a_draft_limited_to_others_is_not_told(plans: SimpleNamespace, as_: SignIn) -> None:
    confinement.confine(plans.draft, people=[plans.deputy], reason="Bo projekt.", by=fresh(plans.coordinator), now=NOW)
    assert "Szkic" not in titles(as_(plans.monitor))
    file = as_(plans.monitor).get(reverse("competitions:planned_export", args=["csv"]))
    assert "Szkic" not in file.content.decode()


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_list_as_a_file(plans: SimpleNamespace, as_: SignIn, form: str) -> None:
    answer = as_(plans.monitor).get(reverse("competitions:planned_export", args=[form]))
    assert f"planowane-konkursy-2026-11-23.{form}" in answer["Content-Disposition"]
    if form == "csv":
        lines = answer.content.decode("utf-8-sig").splitlines()
        assert len(lines) == 1 + 4 + 1
        assert any(line.startswith("Wolontariat;") and ";07.12.2026;" in line for line in lines)


def test_the_number_of_queries_does_not_grow(plans: SimpleNamespace, as_: SignIn) -> None:
    client = as_(plans.monitor)

    def asked() -> int:
        client.get(reverse(LIST))
        with CaptureQueriesContext(connection) as found:
            client.get(reverse(LIST))
        return len(found)

    before = asked()
    for number in range(6):
        announcement(plans, title=f"Kolejny {number}")
    assert asked() == before
