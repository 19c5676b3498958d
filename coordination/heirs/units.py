"""Units around one that ends: those it serves, those below it."""

from __future__ import annotations

from ..belongings import Found, Succession, Thing, found
from ..models import Unit


def served_units(unit: Unit) -> Found:
    return found(Unit.objects.filter(served_by=unit).order_by("name"), lambda row: Thing(str(row)))


def move_served_units(succession: Succession) -> int:
    """Schools of a merged service centre are served by its successor; the successor itself serves itself."""
    heir = succession.heir
    if heir is None:
        return 0
    own = Unit.objects.filter(served_by=succession.unit, pk=heir.pk).update(served_by=None)
    return own + Unit.objects.filter(served_by=succession.unit).update(served_by=heir)


def subordinate_units(unit: Unit) -> Found:
    return found(Unit.objects.filter(parent=unit).order_by("name"), lambda row: Thing(str(row)))


def move_subordinate_units(succession: Succession) -> int:
    """Below the successor; the successor itself, and units of one without successor, rise to the unit above."""
    below, above = Unit.objects.filter(parent=succession.unit), succession.unit.parent
    if succession.heir is None:
        return below.update(parent=above)
    if above is not None and above.pk == succession.heir.pk:
        above = None
    risen = below.filter(pk=succession.heir.pk).update(parent=above)
    return risen + below.update(parent=succession.heir)
