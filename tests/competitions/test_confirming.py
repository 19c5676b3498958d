"""Planned places of announcement suffice to publish, and are confirmed the day after (art. 13 ust. 3, § 3 pkt 6)."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from coordination.calendar import warsaw
from coordination.models import AuditEntry, DutyTask
from pages.announcing import confirming
from pages.models import CompetitionPage, PlaceConfirmation
from pages.vocabularies import Place
from tests.competitions.calls import ANNOUNCED, DAY, call
from tests.publishing.city import TUESDAY, approved
from tests.scenarios.travel import beat, row_of

THE_DAY_AFTER = warsaw(ANNOUNCED + DAY, dt.time(8))


@pytest.fixture
def announced(city: SimpleNamespace, clock: Any) -> CompetitionPage:
    """Public since Tuesday morning by the clock, all three places planned for that day."""
    row = approved(city, call(city, title="Kluby"))
    beat(clock, TUESDAY)
    return CompetitionPage.objects.get(pk=row_of(row).page_id)


def confirm(client: Client, page: Any, place: str, on: dt.date) -> Any:
    address = reverse("competitions:confirm_place", args=[page.pk, place])
    return client.post(address, {f"{place}-on": on.isoformat()})


def tasks() -> Any:
    return DutyTask.objects.open().filter(subject__startswith="places:")


@pytest.mark.par(3, pkt=6)
def test_the_unit_is_asked_the_day_after_and_not_on_the_day(announced: CompetitionPage, city: Any) -> None:
    assert confirming.run_once(warsaw(ANNOUNCED, dt.time(23, 59)))["opened"] == 0
    assert confirming.run_once(THE_DAY_AFTER)["opened"] == 1
    task = tasks().get()
    assert (task.unit, task.due_on, task.duty.key) == (city.kd, ANNOUNCED + DAY, "announced-competitions")
    assert "Kluby" in task.title
    assert "24 listopada 2026" in task.title
    assert task.url == reverse("competitions:announcement", args=[announced.pk])


def test_asking_again_changes_nothing(announced: CompetitionPage, django_assert_max_num_queries: Any) -> None:
    confirming.run_once(THE_DAY_AFTER)
    with django_assert_max_num_queries(3):
        assert confirming.run_once(THE_DAY_AFTER + dt.timedelta(days=3)) == {"opened": 0, "settled": 0}


def test_one_click_confirms_a_place_and_the_last_one_settles_the_task(
    announced: CompetitionPage, city: Any, as_: Any, clock: Any
) -> None:
    confirming.run_once(THE_DAY_AFTER)
    clock.move_to(THE_DAY_AFTER, tick=False)
    client = as_(city.coordinator)
    shown = client.get(reverse("competitions:announcement", args=[announced.pk])).content.decode()
    assert "date-time-chooser.js" in shown, "the picker beside the day"
    assert shown.count("Potwierdź dzień") == 3
    for place in Place.values:
        assert tasks().exists()
        assert confirm(client, announced, place, ANNOUNCED).status_code == 302
    assert not tasks().exists()
    public = Client().get(announced.url).content.decode()
    assert "planowane" not in public
    assert AuditEntry.objects.filter(verb="competition.confirm", unit_id=city.kd.pk).count() == 3
    assert confirming.run_once(THE_DAY_AFTER) == {"opened": 0, "settled": 0}


def test_a_later_day_is_kept_and_what_follows_is_said(
    announced: CompetitionPage, city: Any, as_: Any, clock: Any
) -> None:
    """The board carried it two days later: a fact, though it leaves nineteen days."""
    clock.move_to(THE_DAY_AFTER + 2 * DAY, tick=False)
    client = as_(city.coordinator)
    answer = confirm(client, announced, Place.BOARD, ANNOUNCED + 2 * DAY)
    told = client.get(answer.url).content.decode()
    assert "17 grudnia 2026" in told
    assert "Przedłuż termin" in told
    assert CompetitionPage.objects.get(pk=announced.pk).announced_on == ANNOUNCED + 2 * DAY
    restored = CompetitionPage.objects.get(pk=announced.pk).get_latest_revision_as_object()
    restored.save()
    assert CompetitionPage.objects.get(pk=announced.pk).announced_on == ANNOUNCED + 2 * DAY, "no old text takes it back"


@pytest.mark.parametrize(
    ("who", "place", "days", "status"),
    [
        ("other", Place.BIP, 0, 403),
        ("head", Place.BIP, 0, 403),
        ("editor", Place.BIP, 0, 403),
        ("coordinator", Place.BIP, 2, 403),
        ("coordinator", "nigdzie", 0, 403),
        ("deputy", Place.BIP, 0, 302),
        ("administrator", Place.BIP, 0, 302),
    ],
)
def test_who_confirms_what(
    announced: CompetitionPage, city: Any, as_: Any, clock: Any, who: str, place: str, days: int, status: int
) -> None:
    clock.move_to(THE_DAY_AFTER, tick=False)
    answer = confirm(as_(getattr(city, who)), announced, place, ANNOUNCED + days * DAY)
    assert answer.status_code == status
    assert PlaceConfirmation.objects.exists() is (status == 302)


def test_a_place_is_confirmed_once(announced: CompetitionPage, city: Any, as_: Any, clock: Any) -> None:
    clock.move_to(THE_DAY_AFTER, tick=False)
    client = as_(city.coordinator)
    assert confirm(client, announced, Place.BIP, ANNOUNCED).status_code == 302
    assert confirm(client, announced, Place.BIP, ANNOUNCED).status_code == 403


def test_a_page_that_left_the_public_is_not_asked_about(announced: CompetitionPage) -> None:
    confirming.run_once(THE_DAY_AFTER)
    announced.unpublish()
    assert confirming.run_once(THE_DAY_AFTER) == {"opened": 0, "settled": 1}
