"""Dates of the demo: written as days before or after the day it is built, and filled into the texts.

Shifted days snap to working days, past ones backwards and coming ones forwards, so that a period never gets shorter.
Statutory dates are plain words in the texts and never shift.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.utils import timezone
from django.utils.formats import date_format

from coordination.calendar import WorkingCalendar, warsaw

MORNING = dt.time(10)
TOKEN = re.compile(r"\{(?P<what>[a-z]+):(?P<days>[+-]?\d+)\}")
NUMBER = re.compile(r"(?<=\d) (?=\d{3}\b|zł\b|%|pkt\b|r\.)")
TO_DAY = ("poniedziałku", "wtorku", "środy", "czwartku", "piątku", "soboty", "niedzieli")
ON_DAY = ("w poniedziałek", "we wtorek", "w środę", "w czwartek", "w piątek", "w sobotę", "w niedzielę")
OF_MONTH = (
    "styczniowym",
    "lutowym",
    "marcowym",
    "kwietniowym",
    "majowym",
    "czerwcowym",
    "lipcowym",
    "sierpniowym",
    "wrześniowym",
    "październikowym",
    "listopadowym",
    "grudniowym",
)
QUARTERS = ("I", "II", "III", "IV")


def together(text: str) -> str:
    """Numbers stay in one line with what they count: «480 000 zł», «10 %»."""
    return NUMBER.sub("\N{NO-BREAK SPACE}", text)


class Shift:
    """`day(+18)` is the working day that many days from the day of the build."""

    def __init__(self, today: dt.date) -> None:
        self.today = today
        self.calendar = WorkingCalendar()

    def day(self, days: int, *, working: bool = True) -> dt.date:
        """The shifted day; today itself counts as past."""
        day = self.today + dt.timedelta(days=days)
        if working and not self.calendar.is_working_day(day):
            return self.calendar.add_working_days(day, 1 if days > 0 else -1)
        return day

    def at(self, days: int, time: dt.time = MORNING) -> dt.datetime:
        """The instant at which Warsaw clocks show `time` on the shifted day."""
        return warsaw(self.day(days), time)

    def working_days(self, count: int, time: dt.time = MORNING) -> dt.datetime:
        """An instant that many working days from today."""
        return warsaw(self.calendar.add_working_days(self.today, count), time)

    def end_of_task(self, start: dt.date, month: int, day: int, *, years: int = 0) -> dt.date:
        """The last day of a task: a fixed day of a budget year, at least four months after the start."""
        end = dt.date(start.year + years, month, day)
        return end if (end - start).days >= 120 else dt.date(end.year + 1, month, day)

    def saturday(self) -> dt.date:
        """The coming Saturday, never today."""
        return self.today + dt.timedelta(days=(4 - self.today.weekday()) % 7 + 1)

    def spring(self) -> int:
        """The year of the next spring."""
        return self.today.year + (self.today >= dt.date(self.today.year, 3, 1))

    def fill(self, text: str) -> str:
        """Replace tokens: `{d:+18}` the date, `{dm:+9}` without year, `{do:+3}` «do czwartku», `{rok:-7}` the year."""
        return together(TOKEN.sub(lambda found: self._words(found["what"], int(found["days"])), text))

    def _words(self, what: str, days: int) -> str:
        day = self.day(days)
        words: dict[str, Callable[[], str]] = {
            "d": lambda: date_format(day, "j E Y"),
            "dm": lambda: date_format(day, "j E"),
            "do": lambda: f"do {TO_DAY[day.weekday()]}",
            "w": lambda: ON_DAY[day.weekday()],
            "rok": lambda: str(day.year),
            "kwartal": lambda: QUARTERS[(day.month - 1) // 3],
            "miesiac": lambda: OF_MONTH[day.month - 1],
            "wiosna": lambda: str(self.spring()),
        }
        return words[what]()


@contextmanager
def as_of(moment: dt.datetime) -> Iterator[None]:
    """Inside, the clock of the process shows `moment`: what Wagtail stamps by itself belongs to the story told.

    For one process that builds the demo and nothing else; never inside a server.
    """
    real = timezone.now
    timezone.now = lambda: moment  # type: ignore[assignment]
    try:
        yield
    finally:
        timezone.now = real
