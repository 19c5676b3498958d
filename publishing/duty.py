"""Who of the approvers is on duty, and which agreed items nobody could decide about. Pure: facts come in, days go out.

On a day off the office is closed, so what goes public then is looked after on the working day before.
"""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from coordination.calendar import DAY, WorkingCalendar

from .coverage import Seat

Days = tuple[dt.date, dt.date]
"""First and last day of an absence, both inclusive."""


@dataclass(frozen=True)
class Officer:
    """Somebody of the portal side with the offices held and the days away."""

    account_id: int
    seats: tuple[Seat, ...]
    away: tuple[Days, ...] = ()

    def holds(self, on: dt.date) -> bool:
        """Whether some office is in force on the day."""
        return any(seat.holds(on) for seat in self.seats)

    def is_away(self, on: dt.date) -> bool:
        return any(first <= on <= last for first, last in self.away)

    def is_on_duty(self, on: dt.date) -> bool:
        return self.holds(on) and not self.is_away(on)

    def may_decide(self, item: "Agreed", on: dt.date) -> bool:
        """Present, within the scope, not among those who wrote it, named where the draft is limited."""
        if self.is_away(on) or self.account_id in item.author_ids:
            return False
        if item.named is not None and self.account_id not in item.named:
            return False
        return any(seat.holds(on) and seat.post.covers(item.unit_id, item.kind, item.site_id) for seat in self.seats)


@dataclass(frozen=True)
class Agreed:
    """An agreed item: what it is, who wrote it, the Warsaw day it is due. `approved`: only the clock is awaited.

    `material_on` is the day on which the material, or what was returned, is to come; None where it is there.
    """

    unit_id: int
    kind: str
    site_id: int | None
    due_on: dt.date
    approved: bool
    author_ids: frozenset[int] = frozenset()
    named: frozenset[int] | None = None
    material_on: dt.date | None = None


def duty_day(on: dt.date, calendar: WorkingCalendar) -> dt.date:
    """The day itself, or the working day before a day off."""
    return on if calendar.is_working_day(on) else calendar.add_working_days(on, -1)


def days_of(item: Agreed, today: dt.date, calendar: WorkingCalendar) -> list[dt.date]:
    """The working days on which somebody has to be there: that of publication; before approval from today on.

    There is nothing to read before the day of the material.
    """
    last = duty_day(item.due_on, calendar)
    if item.approved:
        return [last] if last >= today else []
    first = max(today, min(item.material_on or today, last))
    days = (first + number * DAY for number in range((last - first).days + 1))
    return [day for day in days if calendar.is_working_day(day)]


def gaps(item: Agreed, approvers: Collection[Officer], today: dt.date, calendar: WorkingCalendar) -> list[dt.date]:
    """Of these days the ones on which nobody on duty may decide about the item."""
    return [day for day in days_of(item, today, calendar) if not _anybody(approvers, item, day)]


def _anybody(approvers: Iterable[Officer], item: Agreed, day: dt.date) -> bool:
    return any(one.may_decide(item, day) for one in approvers)


def step_of(item: Agreed, today: dt.date, calendar: WorkingCalendar) -> int:
    """How many working days are left until somebody has to be there: 2, 1, 0."""
    return max(0, calendar.working_days_between(today, duty_day(item.due_on, calendar)))
