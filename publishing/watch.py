"""The clock's watch over dates: late material, items nobody is there for, steps and hours that are about to be missed.

Each is told once an item and step, on working days from seven o'clock; what an outage swallowed is told after it.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

from django.db import transaction

from coordination import audit, reminding
from coordination.calendar import warsaw_date
from coordination.deadlines import office_calendar
from coordination.reminders import is_time

from . import desks, dues, notices, rosters, set_notices
from .dues import Due
from .models import Handoff
from .rosters import Uncovered
from .states import Side, Stage

LATE, UNCOVERED, OWED, MISSED = "late_material", "uncovered", "owed", "missed"


def run_once(now: dt.datetime) -> dict[str, int]:
    """One pass. Counts what was told."""
    if not is_time(now):
        return dict.fromkeys((LATE, UNCOVERED, OWED, MISSED), 0)
    return {
        LATE: sum(_tell_late(row, now) for row in _late(now)),
        UNCOVERED: sum(_alarm(one, now) for one in rosters.uncovered(now)),
        OWED: sum(_remind(group, now) for group in _events(owed(now))),
        MISSED: sum(_tell_missed(group, now) for group in _events(missed(now))),
    }


def _late(now: dt.datetime) -> Iterator[Handoff]:
    """Agreed, never delivered, past the day of delivery, and nobody was told of that day yet. Two queries."""
    told = reminding.taken(LATE)
    rows = Handoff.objects.filter(stage=Stage.PREPARED, agreed_at__isnull=False, delivered_at__isnull=True)
    for row in rows.filter(deliver_by__lt=warsaw_date(now)).select_related("unit", "page").order_by("deliver_by", "pk"):
        if (audit.reference(row), str(row.deliver_by)) not in told:
            yield row


@transaction.atomic
def _tell_late(row: Handoff, now: dt.datetime) -> bool:
    """The unit and its head learn of it the next morning (scenario 20); a moved day begins anew."""
    if not reminding.take(row, LATE, since=str(row.deliver_by), now=now):
        return False
    notices.tell(LATE, row, Side.UNIT, notices.HEADS, now=now)
    audit.write("remind.late_material", now=now, about=row, unit=row.unit, note=str(row.deliver_by))
    return True


@transaction.atomic
def _alarm(one: Uncovered, now: dt.datetime) -> bool:
    """Administrators and SZ, once for each working day that is left; a moved hour begins anew."""
    row, since = one.handoff, reminding.instant(one.handoff.publish_at)
    if not reminding.take(row, f"{UNCOVERED}.{one.step}", since=since, now=now):
        return False
    notices.tell(UNCOVERED, row, notices.WATCHERS, now=now, days=one.days)
    audit.write("remind.uncovered", now=now, about=row, unit=row.unit, note=", ".join(f"{day}" for day in one.days))
    return True


def owed(now: dt.datetime) -> list[Due]:
    """Steps whose day is here and that nobody was reminded of yet. Four queries."""
    return _untold(dues.owed(now), lambda one: f"{OWED}.{one.deed}")


def missed(now: dt.datetime) -> list[Due]:
    """Hours that passed without a decision, of which nobody was told yet. Three queries."""
    return _untold(dues.missed(now), lambda one: MISSED)


def _untold(found: list[Due], step: Callable[[Due], str]) -> list[Due]:
    told = reminding.steps_of(audit.reference(one.handoff) for one in found) if found else set()
    return [one for one in found if (audit.reference(one.handoff), step(one), one.since) not in told]


def _events(found: list[Due]) -> list[list[Due]]:
    """What one letter tells: the items of a set whose turn is the same, any other item alone."""
    groups: dict[tuple[Any, ...], list[Due]] = {}
    for one in found:
        row = one.handoff
        key = ("set", row.together_id) if row.together_id else ("item", row.pk)
        groups.setdefault((*key, one.side, one.deed, row.publish_at), []).append(one)
    return list(groups.values())


@transaction.atomic
def _remind(group: list[Due], now: dt.datetime) -> int:
    """Whoever owes the next step, once a step and hour; a moved hour and another proposal begin anew."""
    taken = [one for one in group if _take(one, f"{OWED}.{one.deed}", now)]
    if taken:
        first = taken[0]
        words = desks.next_step(first.handoff, warsaw_date(now), office_calendar(), reader=first.side)
        _tell(OWED, taken, first.side, now=now, step=first.deed, next_step=words)
        _write_down("remind.owed", taken, now, words)
    return len(taken)


@transaction.atomic
def _tell_missed(group: list[Due], now: dt.datetime) -> int:
    """Both sides, once an hour: nothing goes public by itself any more, and what each of them can do.

    Whoever only agrees dates reads of that, and not of publishing.
    """
    taken = [one for one in group if _take(one, MISSED, now)]
    if taken:
        sides, first = (Side.UNIT, Side.PORTAL, notices.OFFICE), taken[0]
        _tell(MISSED, taken, *sides, now=now, turn=first.side, deed=first.deed)
        _write_down("remind.missed", taken, now, reminding.instant(taken[0].handoff.publish_at))
    return len(taken)


def _take(one: Due, step: str, now: dt.datetime) -> bool:
    return reminding.take(one.handoff, step, since=one.since, now=now)


def _tell(what: str, taken: list[Due], *sides: str, **about: Any) -> None:
    """About one item, or about the items of a set together."""
    rows = [one.handoff for one in taken]
    if len(rows) == 1:
        notices.tell(what, rows[0], *sides, **about)
    else:
        set_notices.tell(f"set_{what}", rows[0].together, rows, *sides, **about)


def _write_down(verb: str, taken: list[Due], now: dt.datetime, note: str) -> None:
    for one in taken:
        audit.write(verb, now=now, about=one.handoff, unit=one.handoff.unit, note=note)
