"""What a unit declared of itself: the successor held its meetings; whether it grants aid it says itself."""

from __future__ import annotations

from coordination.belongings import Found, Succession, Thing, found
from coordination.models import Unit

from ..declared import AidDeclaration, MeetingAttestation


def meetings(unit: Unit) -> Found:
    rows = MeetingAttestation.objects.filter(unit=unit)
    return found(rows, lambda row: Thing(row.place, note=f"{row.on:%d.%m.%Y}"))


def move_meetings(succession: Succession) -> int:
    """The organisations of the unit have had their meeting: it counts for the successor's year."""
    if succession.heir is None:
        return 0
    return MeetingAttestation.objects.filter(unit=succession.unit).update(unit=succession.heir)


def declarations(unit: Unit) -> Found:
    rows = AidDeclaration.objects.in_force().filter(unit=unit)
    return found(rows, lambda row: Thing(row.reason))


def end_declarations(succession: Succession) -> int:
    """It was about the aid of that unit, and ends with it."""
    rows = AidDeclaration.objects.in_force().filter(unit=succession.unit)
    return rows.update(revoked_at=succession.now, revoked_by_name=succession.by_name)
