"""How fast answers come, reckoned fairly. Pure: no query, no clock.

Each inquiry is one case and counts once, for the unit that gave the first answer, else for the one that owes it, in
the period in which it came in. Working days run from the day of receipt to the first answer, without those on which
we waited for the asker. Who never answers is not rewarded: what is overdue counts as not in time. Below the smallest
sample there is no middle value and no share. Nothing here puts units in an order.
"""

from __future__ import annotations

import datetime as dt
import statistics
from collections.abc import Iterable
from dataclasses import dataclass

from .calendar import WorkingCalendar

Span = tuple[dt.date, dt.date]


@dataclass(frozen=True, slots=True)
class Case:
    """One inquiry. All dates are Warsaw dates; `promised_on` is the day in force at the first answer, or today.

    `waits` are the spans in which the asker was awaited before the first answer; `asks` while that is so today.
    """

    unit_id: int
    received_on: dt.date
    promised_on: dt.date
    answered_on: dt.date | None = None
    waits: tuple[Span, ...] = ()
    asks: bool = False


@dataclass(frozen=True, slots=True)
class Figures:
    """What comes of the cases. `answered`, `waiting`, `overdue` and `asked` have no case in common; they add up.

    `median` is in working days: half of the answers came within so many. `share` is of 0 to 100, in time of what was
    due. Both are None below the smallest sample.
    """

    answered: int = 0
    in_time: int = 0
    waiting: int = 0
    overdue: int = 0
    asked: int = 0
    median: int | None = None
    share: int | None = None

    @property
    def total(self) -> int:
        return self.answered + self.waiting + self.overdue + self.asked

    @property
    def due(self) -> int:
        """What the share is a share of: answered, and overdue without an answer."""
        return self.answered + self.overdue


def days_of(case: Case, calendar: WorkingCalendar) -> int | None:
    """Working days to the first answer; 0 on the day of receipt, None while there is no answer."""
    if case.answered_on is None:
        return None
    waited = sum(calendar.working_days_between(start, end) for start, end in case.waits)
    return max(0, calendar.working_days_between(case.received_on, case.answered_on) - waited)


def figures(cases: Iterable[Case], *, on: dt.date, calendar: WorkingCalendar, sample: int) -> Figures:
    """The figures of the cases as they stand on the day."""
    days, in_time, waiting, overdue, asked = [], 0, 0, 0, 0
    for case in cases:
        taken = days_of(case, calendar)
        if case.answered_on is not None and taken is not None:
            days.append(taken)
            in_time += case.answered_on <= case.promised_on
        elif case.asks:
            asked += 1
        elif case.promised_on < on:
            overdue += 1
        else:
            waiting += 1
    due = len(days) + overdue
    return Figures(
        answered=len(days),
        in_time=in_time,
        waiting=waiting,
        overdue=overdue,
        asked=asked,
        median=statistics.median_low(days) if days and len(days) >= sample else None,
        share=round(100 * in_time / due) if due and due >= sample else None,
    )


def by_unit(cases: Iterable[Case]) -> dict[int, list[Case]]:
    found: dict[int, list[Case]] = {}
    for case in cases:
        found.setdefault(case.unit_id, []).append(case)
    return found
