"""The hour offered when somebody asks «when?»."""

from __future__ import annotations

import datetime as dt

import pytest

from coordination.calendar import WorkingCalendar, warsaw
from publishing.slots import HOURS, next_slot

CALENDAR = WorkingCalendar()


def at(month: int, day: int, hour: int) -> dt.datetime:
    return warsaw(dt.date(2026, month, day), dt.time(hour))


@pytest.mark.par(4, ust=2)
@pytest.mark.parametrize(
    ("now", "lead", "slot"),
    [
        (at(11, 23, 10), 2, at(11, 25, 9)),  # Monday: Wednesday
        (at(11, 23, 10), 0, at(11, 24, 9)),  # never today
        (at(11, 27, 16), 1, at(11, 30, 9)),  # Friday: Monday
        (at(11, 10, 12), 1, at(11, 12, 9)),  # over Independence Day
        (at(12, 23, 9), 1, at(12, 28, 9)),  # 24 December is free since 2025, then Christmas and a weekend
        (at(11, 23, 0), 1, at(11, 24, 9)),
    ],
)
def test_the_first_working_day_that_leaves_the_lead_time(now: dt.datetime, lead: int, slot: dt.datetime) -> None:
    assert next_slot(now, lead, set(), CALENDAR) == slot


def test_taken_hours_are_passed_over_and_a_full_day_goes_to_the_next() -> None:
    now = at(11, 23, 10)
    assert next_slot(now, 1, {at(11, 24, 9), at(11, 24, 10)}, CALENDAR) == at(11, 24, 11)
    assert next_slot(now, 1, {at(11, 24, hour) for hour in HOURS}, CALENDAR) == at(11, 25, 9)


def test_an_extra_day_off_is_no_day_for_publishing() -> None:
    calendar = WorkingCalendar({dt.date(2026, 11, 24): "dzień wolny prezydenta"})
    assert next_slot(at(11, 23, 10), 1, set(), calendar) == at(11, 25, 9)
