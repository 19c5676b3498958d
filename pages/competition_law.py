"""Days that the act on public benefit counts from a competition, each with the row of law that was used.

Another act has days of its own, which are not known here; an old announcement is shown as it was.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from coordination.calendar import WorkingCalendar
from coordination.deadlines import limit_on
from coordination.law import Limit, NoLimit, known_deadline

OFFERS, REASONS, REPORT = "competition.offer_window", "competition.reasons_window", "competition.report_after_end"
CONTRACT = "competition.contract_length"


@dataclass(frozen=True)
class Counted:
    """The row that was used, and the last Warsaw day."""

    limit: Limit
    until: dt.date


def reasons_of(page: Any) -> Counted | None:
    """Until when anybody may ask for the reasons of the choice (art. 15 ust. 2i)."""
    return counted(REASONS, page.last_day_of_results()) if is_ruled(page) else None


def report_of(page: Any) -> Counted | None:
    """Until when the report on the task is due (art. 18 ust. 1)."""
    return counted(REPORT, page.realised_until) if is_ruled(page) else None


def is_ruled(page: Any) -> bool:
    return not page.is_archival and not page.outside_act


def counted(key: str, since: dt.date | None) -> Counted | None:
    """None without a day, where the register has no row of it, or the row names no day. One query."""
    limit = row_on(key, since)
    until = known_deadline(since, limit, WorkingCalendar()) if since and limit else None
    return Counted(limit, until) if limit and until else None


def row_on(key: str, on: dt.date | None) -> Limit | None:
    """The row that holds on the day; None without a day or a row. One query."""
    try:
        return limit_on(key, on) if on else None
    except NoLimit:
        return None
