"""Does somebody answer the phone now, and if not, when? Pure: slots, calendar and the instant come in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

from django.utils.translation import gettext as _

from .calendar import WorkingCalendar, warsaw_date, warsaw_time
from .wording import clock_time, when

LOOK_AHEAD = 21  # days; the longest holidays are shorter


class Slot(NamedTuple):
    weekday: int
    opens: dt.time
    closes: dt.time


class PhoneLine(NamedTuple):
    """`text` for the card, empty when no hours are known."""

    text: str
    is_open: bool


def phone_line(slots: Iterable[Slot], *, calendar: WorkingCalendar, now: dt.datetime) -> PhoneLine:
    """«teraz odbiera, do 15:30», «teraz nieczynne, jutro od 7:30». Hours are Warsaw time, the end is exclusive."""
    known = sorted(slots, key=lambda slot: (slot.weekday, slot.opens))
    today, time = warsaw_date(now), warsaw_time(now)
    if calendar.is_working_day(today):
        for slot in known:
            if slot.weekday == today.weekday() and slot.opens <= time < slot.closes:
                return PhoneLine(_("answers now, until %(hour)s") % {"hour": clock_time(slot.closes)}, True)
    for day, opens in _openings(known, calendar, today):
        if day > today or opens > time:
            context = {"day": when(day, today=today), "hour": clock_time(opens)}
            return PhoneLine(_("closed now, %(day)s from %(hour)s") % context, False)
    return PhoneLine("", False)


def _openings(slots: list[Slot], calendar: WorkingCalendar, start: dt.date) -> Iterable[tuple[dt.date, dt.time]]:
    for ahead in range(LOOK_AHEAD):
        day = start + dt.timedelta(days=ahead)
        if calendar.is_working_day(day):
            yield from ((day, slot.opens) for slot in slots if slot.weekday == day.weekday())
