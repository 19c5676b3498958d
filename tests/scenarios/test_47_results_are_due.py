"""The declared day of choice passes without results: three reminders, each once, then the board (scenario 47)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from coordination import clock as jobs
from coordination.calendar import WorkingCalendar, warsaw
from coordination.models import OutboxMessage, ReminderStep
from pages.results import reminders
from pages.results.due import Step, due
from pages.vocabularies import Place
from tests.publishing.city import TODAY
from tests.scenarios.test_46_only_extended import moved, published

SignIn = Callable[[Any], Client]
DAY = dt.timedelta(days=1)
CHOICE = dt.date(2026, 12, 11)  # a Friday
SEVEN = dt.time(7)


def chosen(city: SimpleNamespace, on: dt.date = CHOICE, **values: Any) -> Any:
    return published(city, deadline=warsaw(dt.date(2026, 11, 20), dt.time(15)), choice_on=on, **values)


def passes(*days: dt.date) -> list[int]:
    """What the clock does on each of the days, at seven and again at noon."""
    return [reminders.run_once(warsaw(day, hour)) for day in days for hour in (SEVEN, dt.time(12))]


def letters() -> list[str]:
    return list(OutboxMessage.objects.filter(kind=reminders.KIND).order_by("pk").values_list("subject", flat=True))


def days(first: dt.date, last: dt.date) -> list[dt.date]:
    return [first + number * DAY for number in range((last - first).days + 1)]


def test_a_week_a_day_before_and_the_day_after_each_once(city: SimpleNamespace) -> None:
    chosen(city)
    passes(*days(TODAY, CHOICE + 30 * DAY))
    steps = list(ReminderStep.objects.filter(step__startswith="results.").values_list("step", "sent_at__date"))
    assert steps == [
        (Step.WEEK, dt.date(2026, 12, 4)),
        (Step.EVE, dt.date(2026, 12, 10)),
        (Step.AFTER, dt.date(2026, 12, 14)),  # the Monday after
    ]
    to = set(OutboxMessage.objects.filter(kind=reminders.KIND).values_list("to", flat=True))
    assert to == {city.coordinator.email, city.deputy.email}
    assert len(letters()) == 3 * len(to)


@pytest.mark.parametrize(
    ("back_on", "steps"),
    [
        (dt.date(2026, 12, 7), [Step.WEEK]),
        (dt.date(2026, 12, 9), [Step.WEEK]),
        (dt.date(2026, 12, 10), [Step.EVE]),
        (dt.date(2026, 12, 11), [Step.EVE]),
        (dt.date(2026, 12, 21), [Step.AFTER]),
    ],
)
def test_after_an_outage_what_still_says_something_true_is_sent(
    city: SimpleNamespace, back_on: dt.date, steps: list[Step]
) -> None:
    chosen(city)
    passes(TODAY, back_on)
    assert list(ReminderStep.objects.filter(step__startswith="results.").values_list("step", flat=True)) == steps


@pytest.mark.parametrize("ended", [{"results_on": dt.date(2026, 12, 3)}, {"annulled_on": dt.date(2026, 12, 3)}])
def test_results_or_an_annulment_end_it(city: SimpleNamespace, ended: dict[str, Any]) -> None:
    page = chosen(city)
    moved(page, page.deadline, "", **ended).get_latest_revision().publish()
    passes(*days(dt.date(2026, 12, 3), CHOICE + 3 * DAY))
    assert letters() == []


def test_a_day_moved_begins_anew(city: SimpleNamespace) -> None:
    page = chosen(city)
    passes(dt.date(2026, 12, 4))
    moved(page, page.deadline, "", choice_on=CHOICE + 14 * DAY).get_latest_revision().publish()
    passes(*days(dt.date(2026, 12, 7), dt.date(2026, 12, 21)))
    assert ReminderStep.objects.filter(step=Step.WEEK).count() == 2


def test_drafts_old_and_hidden_ones_are_left_alone(city: SimpleNamespace) -> None:
    page = chosen(city)
    moved(page, page.deadline, "", choice_on=dt.date(2026, 12, 1))
    chosen(city, title="Dawny", is_archival=True)
    chosen(city, title="Zdjęty").unpublish()
    assert passes(dt.date(2026, 12, 4)) == [1, 0]
    assert {subject.rpartition(": ")[2] for subject in letters()} == {page.title}


@pytest.mark.parametrize(("days_after", "count"), [(31, 1), (32, 0)])
def test_an_old_declared_day_gets_no_letter_and_stands_on_the_board(
    city: SimpleNamespace, as_: SignIn, clock: Any, days_after: int, count: int
) -> None:
    today = dt.date(2026, 12, 4)
    page = chosen(city, on=today - days_after * DAY)
    assert passes(today) == [count, 0]
    clock.move_to(warsaw(today, SEVEN), tick=False)
    assert page.title in as_(city.head).get(reverse("coordination_todo")).content.decode()


def test_what_is_only_foretold_owes_no_results(city: SimpleNamespace, as_: SignIn, clock: Any) -> None:
    today = dt.date(2026, 12, 14)
    chosen(city, title="Jutro w BIP", places=dict.fromkeys(Place.values, today + DAY))
    chosen(city, title="Tylko zapowiedź", places={}, planned_announcement_on=today)
    assert passes(today) == [0, 0]
    clock.move_to(warsaw(today, SEVEN), tick=False)
    board = as_(city.head).get(reverse("coordination_todo")).content.decode()
    assert "Konkursy bez wyników" not in board


def test_then_it_stands_on_the_board_until_results_come(city: SimpleNamespace, as_: SignIn, clock: Any) -> None:
    page = chosen(city)
    clock.move_to(warsaw(CHOICE, dt.time(12)), tick=False)
    assert "Konkursy bez wyników" not in as_(city.head).get(reverse("coordination_todo")).content.decode()
    clock.move_to(warsaw(CHOICE + DAY, dt.time(0, 1)), tick=False)
    for who in (city.head, city.coordinator, city.deputy):
        board = as_(who).get(reverse("coordination_todo")).content.decode()
        assert "Konkursy bez wyników" in board
        assert page.title in board
    assert "Konkursy bez wyników" not in as_(city.other).get(reverse("coordination_todo")).content.decode()
    moved(page, page.deadline, "", results_on=CHOICE + DAY).get_latest_revision().publish()
    assert "Konkursy bez wyników" not in as_(city.head).get(reverse("coordination_todo")).content.decode()


def test_the_letter_says_what_to_do(city: SimpleNamespace) -> None:
    page = chosen(city)
    passes(dt.date(2026, 12, 10), dt.date(2026, 12, 14))
    before, after = OutboxMessage.objects.filter(kind=reminders.KIND, to=city.coordinator.email).order_by("pk")
    assert before.subject == f"Wyniki do 11 grudnia 2026: {page.title}"
    assert "To za 1 dzień." in before.text
    assert after.subject == f"Brak wyników: {page.title}"
    assert "Opublikuj wyniki niezwłocznie" in after.text
    assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in after.text


def test_the_clock_knows_the_job() -> None:
    assert "results" in {job.name for job in jobs.jobs()}


CALENDAR = WorkingCalendar()


@pytest.mark.parametrize(
    ("choice", "today", "step"),
    [
        (CHOICE, dt.date(2026, 12, 3), None),
        (CHOICE, dt.date(2026, 12, 4), Step.WEEK),
        (CHOICE, dt.date(2026, 12, 9), Step.WEEK),
        (CHOICE, dt.date(2026, 12, 10), Step.EVE),
        (CHOICE, CHOICE, Step.EVE),
        (CHOICE, CHOICE + DAY, Step.AFTER),
        # a Monday: the eve is the Friday before, the week before that a Monday
        (dt.date(2026, 12, 14), dt.date(2026, 12, 10), Step.WEEK),
        (dt.date(2026, 12, 14), dt.date(2026, 12, 11), Step.EVE),
        # 4 January 2027, a Monday: 28 December is a Monday, 3 January a Sunday, 1 January New Year
        (dt.date(2027, 1, 4), dt.date(2026, 12, 27), None),
        (dt.date(2027, 1, 4), dt.date(2026, 12, 28), Step.WEEK),
        (dt.date(2027, 1, 4), dt.date(2026, 12, 30), Step.WEEK),
        (dt.date(2027, 1, 4), dt.date(2026, 12, 31), Step.EVE),
        # 31 December 2026: a week before is 24 December, a day off, and so is 25; the day before is 23
        (dt.date(2026, 12, 31), dt.date(2026, 12, 22), None),
        (dt.date(2026, 12, 31), dt.date(2026, 12, 23), Step.WEEK),
    ],
)
def test_days_off_bring_a_reminder_forward(choice: dt.date, today: dt.date, step: Step | None) -> None:
    assert due(choice, today, CALENDAR) == step
