"""How days, hours and units are said in Polish, for texts made outside templates."""

from __future__ import annotations

import datetime as dt
import re

from django.utils.translation import gettext as _

_MONTHS = (
    "stycznia",
    "lutego",
    "marca",
    "kwietnia",
    "maja",
    "czerwca",
    "lipca",
    "sierpnia",
    "września",
    "października",
    "listopada",
    "grudnia",
)
_ON_WEEKDAY = (
    "w poniedziałek",
    "we wtorek",
    "w środę",
    "w czwartek",
    "w piątek",
    "w sobotę",
    "w niedzielę",
)

_IN_WORDS = re.compile(
    rf"^(\d{{1,2}})\s+({'|'.join(_MONTHS)})\s+(\d{{4}})(?:\s*r\.)?(?:[,\s]+(?:o\s+)?(?:godz\.\s*)?(\d.*))?$",
    re.IGNORECASE,
)


def named(name: str, symbol: str) -> str:
    """A unit as it is called: «Wydział Sportu (SP)»."""
    return f"{name} ({symbol})" if symbol else name


def day_and_month(day: dt.date) -> str:
    """«24 grudnia»."""
    return f"{day.day} {_MONTHS[day.month - 1]}"


def full_day(day: dt.date) -> str:
    """«24 grudnia 2026»."""
    return f"{day_and_month(day)} {day.year}"


def in_digits(typed: str) -> str:
    """«2 grudnia 2026 r., godz. 15:30» as «2.12.2026 15:30»; whatever is not a day in words stays as typed."""
    found = _IN_WORDS.match(typed.strip())
    if not found:
        return typed
    day, month, year, hour = found.groups()
    return f"{day}.{_MONTHS.index(month.lower()) + 1}.{year} {hour or ''}".strip()


def clock_time(time: dt.time) -> str:
    """«7:30»."""
    return f"{time.hour}:{time.minute:02}"


def when(day: dt.date, *, today: dt.date) -> str:
    """«dziś», «jutro», «w poniedziałek», or the date when it is a week or more away."""
    away = (day - today).days
    if away == 0:
        return _("today")
    if away == 1:
        return _("tomorrow")
    return _ON_WEEKDAY[day.weekday()] if away < 7 else day_and_month(day)
