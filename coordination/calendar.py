"""Working days and Warsaw time. Pure: no clock, no database.

Statutory days off come from `holidays` (24 December since 2025 included); Saturdays and Sundays are off.
Days off of the office, or new ones the library does not know yet, are given as `extra_days_off`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType
from zoneinfo import ZoneInfo

import holidays
from dateutil.relativedelta import relativedelta
from django.utils.translation import gettext_lazy as _

WARSAW = ZoneInfo("Europe/Warsaw")
DAY = dt.timedelta(days=1)
FRIDAY = 4
UNNAMED_DAY_OFF = "Dzień wolny urzędu"


class WarsawTimeError(ValueError):
    """A clock time that does not name one instant in Warsaw; `str()` is the sentence for the form."""

    message = _("This is not a time of day in Warsaw.")

    def __str__(self) -> str:
        return str(self.message)


class NoSuchTime(WarsawTimeError):
    """Skipped when clocks go forward (last Sunday of March)."""

    message = _("There is no such time on this day: clocks go forward from 2:00 to 3:00. Please choose another time.")


class AmbiguousTime(WarsawTimeError):
    """Comes twice when clocks go back (last Sunday of October)."""

    message = _("This time comes twice on this day: clocks go back from 3:00 to 2:00. Please choose another time.")


@lru_cache(maxsize=64)
def statutory_days_off(year: int) -> Mapping[dt.date, str]:
    """Days off by statute in Poland, with Polish names (Sundays without a feast are not listed)."""
    return MappingProxyType(dict(holidays.country_holidays("PL", years=year, language="pl").items()))


class WorkingCalendar:
    """Working days in Poland: Monday to Friday without statutory and extra days off.

    `extra_days_off` is a set of dates, or a mapping of dates to Polish names.
    """

    def __init__(self, extra_days_off: Iterable[dt.date] | Mapping[dt.date, str] = frozenset()) -> None:
        named = extra_days_off if isinstance(extra_days_off, Mapping) else dict.fromkeys(extra_days_off, "")
        self._extra = {day: name or UNNAMED_DAY_OFF for day, name in named.items()}

    def day_off_name(self, day: dt.date) -> str:
        """Name of the feast or of the extra day off; empty for other days, weekends included."""
        return statutory_days_off(day.year).get(day) or self._extra.get(day, "")

    def is_working_day(self, day: dt.date) -> bool:
        return day.weekday() <= FRIDAY and not self.day_off_name(day)

    def add_working_days(self, day: dt.date, count: int) -> dt.date:
        """The `count`-th working day after `day` (before it, when negative); `day` itself is not counted.

        With 0: `day` when it is a working day, otherwise the next one. The result is always a working day.
        """
        if count == 0:
            return day if self.is_working_day(day) else self.add_working_days(day, 1)
        step = DAY if count > 0 else -DAY
        left = abs(count)
        while left:
            day += step
            left -= self.is_working_day(day)
        return day

    def add_months(self, day: dt.date, count: int) -> dt.date:
        """The day of the same number `count` months on, or the last of that month. May be a day off."""
        return day + relativedelta(months=count)

    def working_days_between(self, start: dt.date, end: dt.date) -> int:
        """Working days after `start` up to and including `end`; negative when `end` is earlier."""
        if end < start:
            return -self.working_days_between(end, start)
        return sum(self.is_working_day(start + n * DAY) for n in range(1, (end - start).days + 1))

    def days_off_between(self, start: dt.date, end: dt.date) -> list[tuple[dt.date, str]]:
        """Feasts and extra days off from `start` to `end`, both included, that take away a Monday to Friday."""
        days = (start + n * DAY for n in range((end - start).days + 1))
        return [(day, name) for day in days if day.weekday() <= FRIDAY and (name := self.day_off_name(day))]


def warsaw_date(instant: dt.datetime) -> dt.date:
    """Calendar day in Warsaw of an aware instant. ValueError for a naive one."""
    return _aware(instant).astimezone(WARSAW).date()


def warsaw_time(instant: dt.datetime) -> dt.time:
    """Clock time in Warsaw of an aware instant. ValueError for a naive one."""
    return _aware(instant).astimezone(WARSAW).time()


def warsaw(day: dt.date, time: dt.time, *, fold: int | None = None) -> dt.datetime:
    """The instant at which clocks in Warsaw show `time` on `day`.

    Raises NoSuchTime in the spring gap, AmbiguousTime in the autumn hour unless `fold` says which
    of the two is meant (0 the first, summer time; 1 the second).
    """
    first = dt.datetime.combine(day, time.replace(fold=0), tzinfo=WARSAW)
    second = first.replace(fold=1)
    if first.utcoffset() == second.utcoffset():
        return first
    if first.astimezone(dt.UTC).astimezone(WARSAW).time() != time.replace(fold=0):
        raise NoSuchTime
    if fold is None:
        raise AmbiguousTime
    return second if fold else first


def _aware(instant: dt.datetime) -> dt.datetime:
    if instant.utcoffset() is None:
        raise ValueError("an aware instant is needed")
    return instant
