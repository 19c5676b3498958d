"""The clock's watch over what was agreed: late material, and agreed items that no approver is there for.

Each is told once an item and step, on working days from seven o'clock; what an outage swallowed is told after it.
"""

import datetime as dt
from collections.abc import Iterator

from django.db import transaction

from coordination import audit, reminding
from coordination.calendar import warsaw_date
from coordination.reminders import is_time

from . import notices, rosters
from .models import Handoff
from .rosters import Uncovered
from .states import Side, Stage

LATE, UNCOVERED = "late_material", "uncovered"


def run_once(now: dt.datetime) -> dict[str, int]:
    """One pass. Counts what was told."""
    if not is_time(now):
        return {LATE: 0, UNCOVERED: 0}
    return {
        LATE: sum(_tell_late(row, now) for row in _late(now)),
        UNCOVERED: sum(_alarm(one, now) for one in rosters.uncovered(now)),
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
