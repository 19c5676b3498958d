"""Limits of statutes and service standards as dated data: the date the statute names chooses the row.

Pure: rows come in as arguments (seeds or the `LawLimit` table), nothing here reads a clock or a database.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from coordination.states import Confidence
from coordination.wording import day_and_month

if TYPE_CHECKING:
    from coordination.calendar import WorkingCalendar


NBSP = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class Article:
    """A place in a statute. `str()` gives «art. 13 ust. 1 ustawy»; `act` is in the genitive."""

    art: str
    ust: str | None = None
    pkt: str | None = None
    act: str = "ustawy"

    def __str__(self) -> str:
        parts = [f"art. {self.art}"]
        if self.ust is not None:
            parts.append(f"ust. {self.ust}")
        if self.pkt is not None:
            parts.append(f"pkt {self.pkt}")
        parts.append(self.act)
        return " ".join(parts)


class Measure(TextChoices):
    """What a limit or a standard counts."""

    DAYS = "days", _("days")
    WORKING_DAYS = "working_days", _("working days")
    MONTHS = "months", _("months")
    HOURS = "hours", _("hours")
    MINUTES = "minutes", _("minutes")
    PLN = "pln", _("PLN")
    PERCENT = "percent", _("per cent")
    COUNT = "count", pgettext_lazy("measure", "items")
    DAY_OF_YEAR = "day_of_year", _("day of the year")


LONGEST = {Measure.DAYS: 36_500, Measure.WORKING_DAYS: 2_500, Measure.MONTHS: 1_200}
"""A longer period is a slip of the hand, and leads beyond the end of calendars; working days are walked one by one."""


def too_long(value: Decimal | int | None, measure: str) -> str:
    """What to say of a period that no calendar holds; empty for any other."""
    longest = LONGEST.get(Measure(measure))
    if longest is None or value is None or value <= longest:
        return ""
    return _("This is too long; write %(longest)s at most.") % {"longest": in_words(longest, measure)}


def in_words(value: Decimal | int | None, measure: str) -> str:
    """«21 dni», «1 miesiąc», «20 000 zł», «30%»; None is «bez limitu». Whole numbers; money keeps its grosze."""
    if value is None:
        return str(_("no limit"))
    if measure == Measure.PLN:
        whole = value == int(value)
        return f"{value:,.{0 if whole else 2}f}".replace(",", NBSP).replace(".", ",") + f"{NBSP}zł"
    count = int(value)
    if measure == Measure.DAY_OF_YEAR:
        return _day_in_words(count)
    if measure == Measure.PERCENT:
        return f"{count}%"
    words = {
        Measure.DAYS: ngettext("%(count)s day", "%(count)s days", count),
        Measure.WORKING_DAYS: ngettext("%(count)s working day", "%(count)s working days", count),
        Measure.MONTHS: ngettext("%(count)s month", "%(count)s months", count),
        Measure.HOURS: ngettext("%(count)s hour", "%(count)s hours", count),
        Measure.MINUTES: ngettext("%(count)s minute", "%(count)s minutes", count),
    }
    return words.get(Measure(measure), "%(count)s") % {"count": count}


def _day_in_words(value: int) -> str:
    """«30 listopada»; a number that is no day stands as it was typed."""
    try:
        return day_and_month(day_of(value, LEAP_YEAR))
    except ValueError:
        return str(value)


LEAP_YEAR = 2024


def day_of(value: Decimal | int, year: int) -> dt.date:
    """The day that a limit names in a year: 1130 is 30 November. ValueError where the year has no such day."""
    month, day = divmod(int(value), 100)
    return dt.date(year, month, day)


@dataclass(frozen=True, slots=True)
class Limit:
    """One row. `value` None means that the statute sets no limit; both dates are inclusive, None is open."""

    key: str
    value: Decimal | None
    unit: str
    valid_from: dt.date | None
    valid_until: dt.date | None
    source: str
    confidence: str = Confidence.LOW

    def __str__(self) -> str:
        return in_words(self.value, self.unit)

    @property
    def source_words(self) -> str:
        """The source as a sentence cites it; a row that nobody confirmed says so."""
        words = self.source if self.is_verified else _("%(source)s, to be confirmed by SZ") % {"source": self.source}
        return str(words)

    def holds_on(self, on: dt.date) -> bool:
        after_start = self.valid_from is None or self.valid_from <= on
        return after_start and (self.valid_until is None or on <= self.valid_until)

    @property
    def is_verified(self) -> bool:
        """Only a fact seen in an official text is shown as law; others «do potwierdzenia przez SZ»."""
        return self.confidence == Confidence.HIGH


class NoLimit(LookupError):
    """No row of this key holds on the day asked; absence of a row is never «no limit»."""

    def __init__(self, key: str, on: dt.date) -> None:
        super().__init__(f"{key} on {on.isoformat()}")
        self.key, self.on = key, on


def in_force(limits: Iterable[Limit], key: str, on: dt.date) -> Limit:
    """The row of `key` that holds on `on`; where rows overlap, the one that began last. Raises NoLimit."""
    holding = [limit for limit in limits if limit.key == key and limit.holds_on(on)]
    if not holding:
        raise NoLimit(key, on)
    return max(holding, key=lambda limit: limit.valid_from or dt.date.min)


def within(limit: Limit, amount: Decimal | int) -> bool:
    """Is `amount`, in the limit's own unit, allowed? True where the statute sets no limit."""
    return limit.value is None or amount <= limit.value


def deadline(start: dt.date, limit: Limit, calendar: WorkingCalendar) -> dt.date | None:
    """Last day of a period that begins with the event of `start` (that day is not counted).

    Days and months are not moved when they end on a day off: the earlier reading is the safe promise.
    None where the statute sets no limit. ValueError for amounts of money and shares.
    """
    if limit.value is None:
        return None
    count = int(limit.value)
    if limit.unit == Measure.WORKING_DAYS:
        return calendar.add_working_days(start, count)
    if limit.unit == Measure.MONTHS:
        return calendar.add_months(start, count)
    if limit.unit == Measure.DAYS:
        return start + dt.timedelta(days=count)
    raise ValueError(limit.unit)


def known_deadline(start: dt.date, limit: Limit, calendar: WorkingCalendar) -> dt.date | None:
    """As `deadline`; None also where the row counts no days or leads beyond the calendar: readers lose one day only."""
    try:
        return deadline(start, limit, calendar)
    except (ValueError, OverflowError):
        return None
