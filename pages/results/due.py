"""When a unit is reminded of results: a week and a day before the declared choice, and the day after. Pure."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from coordination.calendar import DAY, WorkingCalendar


class Step(StrEnum):
    """Each goes once for one declared day; the words of the letter follow it."""

    WEEK = "results.week"
    EVE = "results.eve"
    AFTER = "results.after"


def due(choice_on: dt.date, today: dt.date, calendar: WorkingCalendar) -> Step | None:
    """The step of the day; whoever asks has to know which were taken.

    A reminder that falls on a day off comes on the working day before it. After an outage only the step that still
    says something true is due: nobody is told the day after that a week is left. How long after the day a letter still
    makes sense is for whoever asks (reminders.BACK).
    """
    if today > choice_on:
        return Step.AFTER
    if today >= _working_day_up_to(choice_on - DAY, calendar):
        return Step.EVE
    return Step.WEEK if today >= first_day(choice_on, calendar) else None


def first_day(choice_on: dt.date, calendar: WorkingCalendar) -> dt.date:
    """From when on the day is looked at."""
    return _working_day_up_to(choice_on - 7 * DAY, calendar)


def _working_day_up_to(day: dt.date, calendar: WorkingCalendar) -> dt.date:
    return day if calendar.is_working_day(day) else calendar.add_working_days(day, -1)
