"""Days that the act on public benefit counts from a competition, each with the row of law that was used.

Another act has days of its own, which are not known here; an old announcement is shown as it was.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from coordination.calendar import WorkingCalendar
from coordination.deadlines import limits_of
from coordination.law import Limit, NoLimit, in_force, known_deadline

OFFERS, REASONS, REPORT = "competition.offer_window", "competition.reasons_window", "competition.report_after_end"
CONTRACT = "competition.contract_length"


@dataclass(frozen=True)
class Counted:
    """The row that was used, and the last Warsaw day."""

    limit: Limit
    until: dt.date


def reasons_of(page: Any) -> Counted | None:
    """Until when anybody may ask for the reasons of the choice (art. 15 ust. 2i)."""
    return days_of(page, REASONS).get(REASONS)


def days_of(page: Any, *keys: str) -> dict[str, Counted]:
    """What the act counts from the days of a competition, by the key of the row; one query where there is a day."""
    if page.is_archival or page.outside_act:
        return {}
    days = {REASONS: page.last_day_of_results(), REPORT: page.realised_until}
    return counted({key: day for key, day in days.items() if day and key in keys})


def counted(days: dict[str, dt.date]) -> dict[str, Counted]:
    """Left out where the register has no row of the day, or the row names no day. One query, none without a day."""
    rows, calendar = limits_of(*days) if days else [], WorkingCalendar()
    found = {key: (_row(rows, key, since), since) for key, since in days.items()}
    ends = {key: (row, row and known_deadline(since, row, calendar)) for key, (row, since) in found.items()}
    return {key: Counted(row, until) for key, (row, until) in ends.items() if row and until}


def row_on(key: str, on: dt.date | None) -> Limit | None:
    """The row that holds on the day; None without a day or a row. One query."""
    return _row(limits_of(key), key, on) if on else None


def _row(rows: list[Limit], key: str, on: dt.date) -> Limit | None:
    try:
        return in_force(rows, key, on)
    except NoLimit:
        return None
