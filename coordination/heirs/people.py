"""People of a unit that ends: their offices and phone hours end with it."""

from __future__ import annotations

from django.db.models import Q

from .. import audit
from ..belongings import Found, Succession, Thing, found
from ..models import Designation, OfficeHours, Unit
from ..signals import designation_ended


def holders(unit: Unit) -> Found:
    rows = Designation.objects.of(unit).filter(until_on__isnull=True).select_related("person").order_by("office", "pk")
    return found(rows, lambda row: Thing(row.person.full_name, note=row.get_office_display()))


def end_designations(succession: Succession) -> int:
    """With the last day of the unit. What would begin later never begins: the unit is closed then."""
    last = succession.last_on
    rows = Designation.objects.of(succession.unit).filter(Q(until_on__isnull=True) | Q(until_on__gt=last))
    ended = [row for row in rows.select_related("person", "unit") if row.until_on != row.from_on]
    for row in ended:
        row.until_on = max(last, row.from_on)
        row.save(update_fields=["until_on"])
        audit.write(
            "designation.end",
            now=succession.now,
            about=row,
            by=succession.by,
            unit=succession.unit,
            right=succession.basis,
            note=row.until_on.isoformat(),
        )
        designation_ended.send(Designation, designation=row, now=succession.now)
    return len(ended)


def phone_hours(unit: Unit) -> Found:
    return Found(OfficeHours.objects.filter(unit=unit).count())


def end_phone_hours(succession: Succession) -> int:
    return OfficeHours.objects.filter(unit=succession.unit).delete()[0]
