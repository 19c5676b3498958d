"""The duty roster of the portal side, read for the screen and for the alarm, in a fixed number of queries."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from coordination import standards
from coordination.calendar import DAY, WorkingCalendar, warsaw, warsaw_date
from coordination.deadlines import office_calendar
from coordination.models import Absence, PortalAssignment
from coordination.standing import APPROVERS, OFFICERS

from . import duty
from .coverage import Seat
from .duty import Agreed, Officer
from .facts import site_of
from .grounds import authors_of, limits_on
from .models import Handoff
from .states import MOVABLE, Stage

ALARM, ALARM_DAYS = "handoff.alarm", 2
"""Key of the service standard, and the working days that hold while nobody has set it."""
AWAITED = frozenset({Stage.PREPARED, Stage.RETURNED})
"""Stages in which the material is still to come, or to come back."""


@dataclass(frozen=True)
class Member:
    """Somebody of the portal team on the roster."""

    name: str
    officer: Officer
    approves: bool


def members(first: dt.date, last: dt.date) -> list[Member]:
    """Who holds an office of the portal team on some of the days, by name. Three queries."""
    rows = PortalAssignment.objects.of_offices(OFFICERS).within(first, last).filter(account__is_active=True)
    held: dict[int, list[PortalAssignment]] = {}
    for row in rows.select_related("account").prefetch_related("units"):
        held.setdefault(row.account_id or 0, []).append(row)
    away = Absence.objects.within(first, last).days_of(held)
    found = [_member(account, rows, away.get(account, [])) for account, rows in held.items()]
    return sorted(found, key=lambda member: (not member.approves, member.name))


def _member(account: int, rows: list[PortalAssignment], away: Iterable[duty.Days]) -> Member:
    seats = tuple(Seat(account, row.post(), row.from_on, row.until_on) for row in rows)
    approves = any(row.office in APPROVERS for row in rows)
    return Member(str(rows[0].account), Officer(account, seats, tuple(away)), approves)


def approvers(people: Iterable[Member]) -> list[Officer]:
    """Those who may approve at all, with the seats from which they do."""
    return [
        Officer(one.officer.account_id, seats, one.officer.away)
        for one in people
        if (seats := tuple(seat for seat in one.officer.seats if seat.post.office in APPROVERS))
    ]


@dataclass(frozen=True)
class Uncovered:
    """An agreed item with the days on which nobody on duty may decide about it; `step`: working days left."""

    handoff: Any
    days: list[dt.date]
    step: int


def uncovered(now: dt.datetime, rows: Any = None) -> list[Uncovered]:
    """Agreed items due soon that nobody is there for, by their hour; none: two queries and one for the days off.

    `rows` is a query set of handoffs, with whatever marks the reader needs.
    """
    today, calendar = warsaw_date(now), office_calendar()
    until = calendar.add_working_days(today, standards.value(ALARM, ALARM_DAYS))
    soon = list(_soon(Handoff.objects.all() if rows is None else rows, today, until, calendar))
    if not soon:
        return []
    last = max(duty.duty_day(warsaw_date(row.publish_at), calendar) for row in soon)
    there, items = approvers(members(today, last)), _items(soon)
    found = [
        Uncovered(row, duty.gaps(item, there, today, calendar), duty.step_of(item, today, calendar))
        for row, item in zip(soon, items, strict=True)
    ]
    return [one for one in found if one.days]


def _soon(rows: Any, today: dt.date, until: dt.date, calendar: WorkingCalendar) -> Any:
    """Agreed and not public yet, due from today up to the last day; days off after it belong to it."""
    end = calendar.add_working_days(until, 1)
    found = rows.filter(
        agreed_at__isnull=False,
        stage__in=MOVABLE,
        publish_at__gte=warsaw(today, dt.time()),
        publish_at__lt=warsaw(end, dt.time()),
    )
    return found.select_related("page", "revision", "unit").order_by("publish_at", "pk")


def _items(rows: list[Any]) -> list[Agreed]:
    """Four queries."""
    limits, authors = limits_on(), authors_of(rows)
    return [
        Agreed(
            unit_id=row.unit_id,
            kind=row.kind,
            site_id=site_of(row.page) if row.page else None,
            due_on=warsaw_date(row.publish_at),
            approved=row.stage == Stage.SCHEDULED,
            author_ids=authors[row.pk],
            named=limits[row.page_id].to if row.page_id in limits else None,
            material_on=row.deliver_by if row.stage in AWAITED else None,
        )
        for row in rows
    ]


def days_between(first: dt.date, last: dt.date) -> list[dt.date]:
    return [first + number * DAY for number in range((last - first).days + 1)]
