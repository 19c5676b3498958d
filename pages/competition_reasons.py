"""Until when anybody may ask for the reasons of the choice (art. 15 ust. 2i): the row of law of the day of results."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from coordination.calendar import WorkingCalendar
from coordination.deadlines import limit_on
from coordination.law import Limit, NoLimit, known_deadline

WINDOW = "competition.reasons_window"


@dataclass(frozen=True)
class Reasons:
    """The row that was used, and the last Warsaw day."""

    limit: Limit
    until: dt.date


def reasons_of(page: Any) -> Reasons | None:
    """None before results, of an old announcement, and where another act rules: what it gives is not known here."""
    if page.results_on is None or page.is_archival or page.outside_act:
        return None
    return reasons_after(page.results_on)


def reasons_after(results_on: dt.date) -> Reasons | None:
    """None where the register has no row of that day, or the row names no such day. One query."""
    try:
        limit = limit_on(WINDOW, results_on)
    except NoLimit:
        return None
    until = known_deadline(results_on, limit, WorkingCalendar())
    return Reasons(limit, until) if until else None
