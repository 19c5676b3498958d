"""By when an answer is promised: the office's calendar, the city's standard, the limits of law in force on the day.

The number of working days of an ordinary inquiry is a service standard of the city, not law; the order sets none
(§ 5 pkt 2). Other matters have a period of law, chosen by the day of receipt.
"""

from __future__ import annotations

import datetime as dt

from . import matters, standards
from .calendar import WorkingCalendar, warsaw_date
from .law import Limit, in_force
from .matters import RULES, Promise, Run
from .models import Holiday, Inquiry, LawLimit
from .states import Matter

ANSWER, ANSWER_DAYS = "inquiry.answer", 7
REOPEN, REOPEN_DAYS = "inquiry.reopen", 30
LONGEST_REOPENING = 3650
"""Days; a larger number in the register is a slip of the hand."""


def office_calendar() -> WorkingCalendar:
    """Statutory days off plus those of the register. One query."""
    return WorkingCalendar(dict(Holiday.objects.values_list("on", "name")))


def limits_of(*keys: str) -> list[Limit]:
    """The rows of law of these keys, for `law.in_force` to choose from. One query."""
    return [row.as_limit() for row in LawLimit.objects.filter(key__in=keys)]


def limit_on(key: str, on: dt.date) -> Limit:
    """The row of law of the day. One query. Raises NoLimit."""
    return in_force(limits_of(key), key, on)


def promised(matter: str, run: Run, calendar: WorkingCalendar | None = None) -> Promise:
    """The day of the answer of a matter whose clock has come so far. Raises NoLimit where no row of law holds."""
    calendar, rule = calendar or office_calendar(), RULES[matter]
    if not rule.limit:
        return matters.by_standard(standards.value(ANSWER, ANSWER_DAYS), run, calendar)
    return matters.by_law(limit_on(rule.limit, run.started), run, calendar)


def first_promise(now: dt.datetime) -> Promise:
    """What whoever asks is promised on receipt."""
    received = warsaw_date(now)
    return promised(Matter.INQUIRY, Run(received, received))


def reopening_ends(now: dt.datetime) -> dt.date:
    """The last Warsaw day on which the asker may write on: so many days after the answer or the closing."""
    return warsaw_date(now) + dt.timedelta(days=min(standards.value(REOPEN, REOPEN_DAYS), LONGEST_REOPENING))


def run_of(inquiry: Inquiry) -> Run:
    """How far the clock of an inquiry has come. One query."""
    voices = inquiry.messages.order_by("at", "pk").values_list("voice", "at")
    return matters.run_of(warsaw_date(inquiry.received_at), ((voice, warsaw_date(at)) for voice, at in voices))


def longest(inquiry: Inquiry) -> tuple[Limit, dt.date] | None:
    """The period to which law lets the answer be put off, and its last day; None where it gives none.

    It runs from the day of receipt and grows by nothing. Raises NoLimit.
    """
    rule = RULES[inquiry.matter]
    if not rule.extended:
        return None
    started = run_of(inquiry).started
    limit = limit_on(rule.extended, started)
    return limit, matters.by_law(limit, Run(started, started), WorkingCalendar()).on


def forward_by(inquiry: Inquiry) -> Promise | None:
    """By when a matter that is another authority's has to be sent on; None where no such rule holds."""
    rule, received = RULES[inquiry.matter], warsaw_date(inquiry.received_at)
    if not rule.forward:
        return None
    return matters.by_law(limit_on(rule.forward, received), Run(received, received), WorkingCalendar())
