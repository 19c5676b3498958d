"""Months and weeks of a calendar on screen. Pure."""

import datetime as dt
from dataclasses import dataclass

from dateutil.relativedelta import relativedelta
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from coordination.calendar import DAY, WorkingCalendar

WEEK = 7 * DAY
SATURDAY = 5
EARLIEST, LATEST = dt.date(2000, 1, 1), dt.date(2199, 12, 31)
"""A day beyond these is nonsense in an address."""


@dataclass(frozen=True)
class Span:
    """What the screen shows: whole weeks, Monday to Sunday. `first` and `last` are the days it is about, inclusive."""

    view: str
    first: dt.date
    last: dt.date
    previous: dt.date
    following: dt.date

    @property
    def weeks(self) -> list[list[dt.date]]:
        monday, found = monday_of(self.first), []
        while monday <= self.last:
            found.append([monday + number * DAY for number in range(7)])
            monday += WEEK
        return found

    @property
    def title(self) -> str:
        """«Listopad 2026», «23–29 listopada 2026» or «30 listopada – 6 grudnia 2026»."""
        if self.view == "miesiac":
            return date_format(self.first, "F Y")
        if self.first.month == self.last.month:
            return f"{self.first.day}–{date_format(self.last, 'j E Y')}"
        year = " Y" if self.first.year != self.last.year else ""
        return f"{date_format(self.first, f'j E{year}')} – {date_format(self.last, 'j E Y')}"


def month_of(day: dt.date) -> Span:
    first = day.replace(day=1)
    month = relativedelta(months=1)
    return Span("miesiac", first, first + month - DAY, first - month, first + month)


def week_of(day: dt.date) -> Span:
    monday = monday_of(day)
    return Span("tydzien", monday, monday + 6 * DAY, monday - WEEK, monday + WEEK)


def monday_of(day: dt.date) -> dt.date:
    return day - day.weekday() * DAY


def typed_day(typed: str, today: dt.date) -> dt.date:
    """«2026-11-24» from an address; anything else is today."""
    try:
        day = dt.date.fromisoformat(typed) if len(typed) == 10 else today
    except ValueError:
        return today
    return day if EARLIEST <= day <= LATEST else today


def day_off(day: dt.date, calendar: WorkingCalendar) -> str:
    """Why nobody works on the day, in words; empty for a working day."""
    name = calendar.day_off_name(day)
    if name:
        return _("day off: %(name)s") % {"name": name}
    return _("day off") if day.weekday() >= SATURDAY else ""
