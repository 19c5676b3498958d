"""Does an offer fit the limits of art. 19a? By the day it is filed; pure. Amounts in złoty, periods in days."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from coordination.calendar import WorkingCalendar
from coordination.law import Limit, Measure, in_words, known_deadline, within
from coordination.wording import full_day

from .law import DISPLAY, DURATION, PER_TASK, PER_YEAR, PUBLISH, REMARKS, GrantLaw

FITS, EXCEEDS, UNKNOWN = "fits", "exceeds", "unknown"


@dataclass(frozen=True)
class Asked:
    """What the visitor entered. `days` and `granted` None: not said, which is neither zero nor no limit."""

    filed: dt.date
    amount: Decimal
    days: int | None = None
    granted: Decimal | None = None
    published: dt.date | None = None


@dataclass(frozen=True)
class Line:
    """One judgement with the row of law it rests on."""

    verdict: str
    text: str
    limit: Limit

    @property
    def label(self) -> str:
        return {FITS: _("fits"), EXCEEDS: _("does not fit"), UNKNOWN: _("not known")}[self.verdict]


@dataclass(frozen=True)
class Step:
    """What happens with the offer and by when."""

    title: str
    on: dt.date
    limit: Limit


def judge(asked: Asked, law: GrantLaw) -> list[Line]:
    """A line for each limit. Raises NoLimit where the law of the day is not known."""
    return [
        _per_task(asked, law.on(PER_TASK, asked.filed)),
        _duration(asked, law.on(DURATION, asked.filed)),
        _per_year(asked, law.on(PER_YEAR, asked.filed)),
    ]


def _per_task(asked: Asked, limit: Limit) -> Line:
    if within(limit, asked.amount):
        return Line(FITS, _("%(amount)s for one task is within the limit.") % {"amount": money(asked.amount)}, limit)
    over = asked.amount - (limit.value or 0)
    words = {"amount": money(asked.amount), "over": money(over)}
    return Line(EXCEEDS, _("%(amount)s is %(over)s more than one task may get.") % words, limit)


def _duration(asked: Asked, limit: Limit) -> Line:
    if limit.value is None:
        return Line(FITS, _("The act sets no limit to how long the task lasts."), limit)
    if asked.days is None:
        return Line(UNKNOWN, _("Enter how many days the task lasts."), limit)
    words = {"days": in_words(asked.days, Measure.DAYS)}
    if within(limit, asked.days):
        return Line(FITS, _("A task of %(days)s is short enough.") % words, limit)
    return Line(EXCEEDS, _("A task of %(days)s is too long.") % words, limit)


def _per_year(asked: Asked, limit: Limit) -> Line:
    if asked.granted is None:
        return Line(UNKNOWN, _("Enter how much the organisation has been granted already this year."), limit)
    together = asked.granted + asked.amount
    words: dict[str, Any] = {"year": asked.filed.year, "together": money(together)}
    if within(limit, together):
        if limit.value is None:
            return Line(FITS, _("In %(year)s it would be %(together)s together.") % words, limit)
        words["left"] = money(limit.value - together)
        text = _("In %(year)s it would be %(together)s together; %(left)s would be left to the limit.")
        return Line(FITS, text % words, limit)
    words["over"] = money(together - (limit.value or 0))
    return Line(EXCEEDS, _("In %(year)s it would be %(together)s together, %(over)s too much.") % words, limit)


def steps(asked: Asked, law: GrantLaw, calendar: WorkingCalendar) -> Iterator[Step]:
    """By when the offer is published, until when it is on display and remarks are taken. Raises NoLimit."""
    publish = law.on(PUBLISH, asked.filed)
    latest = known_deadline(asked.filed, publish, calendar)
    if latest is None:
        return
    yield Step(_("The unit publishes the offer at the latest on"), latest, publish)
    shown_on = asked.published or latest
    for name, title in ((DISPLAY, _("The offer is on display until")), (REMARKS, _("Remarks are taken until"))):
        limit = law.on(name, shown_on)
        last = known_deadline(shown_on, limit, calendar)
        if last is not None:
            yield Step(title, last, limit)


def is_late(asked: Asked, law: GrantLaw, calendar: WorkingCalendar) -> bool:
    """Whether the offer was published later than the act allows. Raises NoLimit."""
    latest = known_deadline(asked.filed, law.on(PUBLISH, asked.filed), calendar)
    return asked.published is not None and latest is not None and asked.published > latest


def counted_from(asked: Asked) -> str:
    """From which day display and remarks are counted, in words."""
    if asked.published:
        return _("counted from the publication on %(day)s") % {"day": full_day(asked.published)}
    return _("counted from the latest day of publication")


def money(amount: Decimal) -> str:
    return in_words(amount, Measure.PLN)
