"""By when an answer is promised: working days of the office, with the derivation shown to the asker.

The number of days is a service standard of the city, not law; the order sets none (§ 5 pkt 2).
"""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from . import standards
from .calendar import WorkingCalendar, warsaw_date
from .models import Holiday
from .wording import day_and_month

ANSWER_DAYS = 7
REOPEN_DAYS = 30
LONGEST_REOPENING = 3650
"""Days; a larger number in the register is a slip of the hand."""


class Promise(NamedTuple):
    """`on` is the last day, a Warsaw date; `derivation` says how it was counted."""

    on: dt.date
    derivation: str


def office_calendar() -> WorkingCalendar:
    """Statutory days off plus those of the register. One query."""
    return WorkingCalendar(dict(Holiday.objects.values_list("on", "name")))


def answer_promise(now: dt.datetime, *, calendar: WorkingCalendar | None = None, anew: bool = False) -> Promise:
    """The promised day for what came in at `now`: the day of receipt is not counted.

    `anew` marks a count that starts again, after a clarification or a further message.
    """
    calendar = calendar or office_calendar()
    received = warsaw_date(now)
    days = standards.value("inquiry.answer", ANSWER_DAYS)
    until = calendar.add_working_days(received, days)
    parts = [ngettext("%(count)s working day", "%(count)s working days", days) % {"count": days}]
    parts.append(_("from the day after %(day)s") % {"day": day_and_month(received)})
    left_out = [
        _("without %(day)s (%(name)s)") % {"day": day_and_month(day), "name": name}
        for day, name in calendar.days_off_between(received + dt.timedelta(days=1), until)
    ]
    parts += left_out
    if anew:
        parts.append(_("counted anew from your last message"))
    return Promise(until, shortened("; ".join(parts)))


def reopening_ends(now: dt.datetime) -> dt.date:
    """The last Warsaw day on which the asker may write on: so many days after the answer or the closing."""
    return warsaw_date(now) + dt.timedelta(days=min(standards.value("inquiry.reopen", REOPEN_DAYS), LONGEST_REOPENING))


def shortened(text: str, limit: int = 255) -> str:
    return text if len(text) <= limit else f"{text[: limit - 1]}…"
