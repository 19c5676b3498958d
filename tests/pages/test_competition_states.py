"""The life of a competition follows the clock; Python and SQL judge alike."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from itertools import product
from typing import Any

import pytest

from coordination.calendar import warsaw
from pages.competition_states import CompetitionDates, State, Timing, state_on
from pages.models import CompetitionPage, Publication

TODAY = dt.date(2026, 11, 23)
NOON = warsaw(TODAY, dt.time(12, 0))
ANNOUNCED = dt.date(2026, 11, 2)


def at(days: int, hour: int = 12) -> dt.datetime:
    return warsaw(TODAY + dt.timedelta(days=days), dt.time(hour, 0))


@pytest.mark.parametrize(
    ("dates", "state"),
    [
        (CompetitionDates(), State.FORETOLD),
        (CompetitionDates(planned_announcement_on=dt.date(2026, 12, 7), deadline=at(42)), State.FORETOLD),
        (CompetitionDates(announced_on=dt.date(2026, 11, 24), deadline=at(42)), State.FORETOLD),
        (CompetitionDates(announced_on=TODAY, deadline=at(42)), State.OPEN),
        (CompetitionDates(deadline=at(3)), State.OPEN),
        (CompetitionDates(announced_on=ANNOUNCED, deadline=at(0, 13)), State.OPEN),
        (CompetitionDates(announced_on=ANNOUNCED, deadline=at(0, 12)), State.CLOSED),
        (CompetitionDates(announced_on=ANNOUNCED, deadline=at(0, 9)), State.CLOSED),
        (CompetitionDates(announced_on=ANNOUNCED, deadline=at(-1, 23)), State.ASSESSMENT),
        (CompetitionDates(deadline=at(-30), results_on=TODAY), State.SETTLED),
        (CompetitionDates(deadline=at(-30), results_on=TODAY + dt.timedelta(days=1)), State.ASSESSMENT),
        (CompetitionDates(deadline=at(-30), results_on=dt.date(2025, 11, 23)), State.SETTLED),
        (CompetitionDates(deadline=at(-500), results_on=dt.date(2025, 11, 22)), State.ARCHIVED),
        (CompetitionDates(deadline=at(-30), annulled_on=TODAY), State.ANNULLED),
        (CompetitionDates(deadline=at(-500), annulled_on=dt.date(2025, 11, 22)), State.ARCHIVED),
        (CompetitionDates(deadline=at(5), is_archival=True), State.ARCHIVED),
    ],
)
def test_the_state_follows_the_dates(dates: CompetitionDates, state: State) -> None:
    assert state_on(dates, NOON, Timing()) == state


def test_the_day_ends_at_midnight_in_warsaw() -> None:
    dates = CompetitionDates(deadline=warsaw(TODAY, dt.time(15, 0)))
    assert state_on(dates, warsaw(TODAY, dt.time(23, 59)), Timing()) == State.CLOSED
    assert state_on(dates, warsaw(TODAY + dt.timedelta(days=1), dt.time(0, 0)), Timing()) == State.ASSESSMENT


@pytest.mark.parametrize(
    "now", [NOON, warsaw(dt.date(2028, 2, 29), dt.time(8)), warsaw(dt.date(2027, 2, 28), dt.time(8))]
)
@pytest.mark.parametrize("timing", [Timing(), Timing(0, 1), Timing(3, 9)])
def test_sql_judges_as_python_does(add: Callable[..., Any], now: dt.datetime, timing: Timing) -> None:
    today = now.date()
    days: list[dt.date | None] = [None, today, today + dt.timedelta(days=1), today - dt.timedelta(days=400)]
    reviews = [None, today, today - dt.timedelta(days=1)]
    deadlines = [None, now, now + dt.timedelta(hours=1), now - dt.timedelta(hours=1), now - dt.timedelta(days=1)]
    page = add(CompetitionPage)
    pages = []
    for deadline, announced, results, annulled in product(deadlines, days, days, days):
        for review in reviews if deadline and not results and not annulled else [None]:
            CompetitionPage.objects.filter(pk=page.pk).update(
                deadline=deadline,
                announced_on=announced,
                results_on=results,
                annulled_on=annulled,
                formal_review_until=review,
            )
            judged = CompetitionPage.objects.with_state(now, timing).get(pk=page.pk)
            pages.append((judged.state_now, state_on(judged.dates, now, timing).value))
    assert [pair for pair in pages if pair[0] != pair[1]] == []
    assert {state for state, _ in pages} == {*State.values}


def test_the_last_place_of_announcement_counts(add: Callable[..., Any]) -> None:
    page = add(CompetitionPage, live=False)
    page.publications = [Publication(place="bip", on=TODAY), Publication(place="tablica", on=dt.date(2026, 11, 25))]
    page.save()
    assert page.announced_on == dt.date(2026, 11, 25)
    assert page.state_on(NOON) == State.FORETOLD
