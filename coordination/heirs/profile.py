"""What a unit that ends answers for, and who of the portal works on it: both go on with the successor."""

from __future__ import annotations

from .. import audit
from ..belongings import Found, Succession, Thing, found
from ..models import PortalAssignment, Unit, UnitTopic


def profile(unit: Unit) -> Found:
    return found(
        UnitTopic.objects.filter(content_object=unit).select_related("tag").order_by("tag__name"),
        lambda row: Thing(row.tag.name),
    )


def hand_on_profile(succession: Succession) -> int:
    """Topics, spheres and districts are added to the successor's; the closed unit keeps its own as they were.

    No district means the whole city, on either side, and stays so.
    """
    unit, heir = succession.unit, succession.heir
    if heir is None:
        return 0
    had = set(heir.topics.values_list("pk", flat=True))
    new = [topic for topic in unit.topics.all() if topic.pk not in had]
    if new:
        heir.topics.add(*new)
    heir.spheres.add(*unit.spheres.all())
    districts = list(unit.districts.all())
    if districts and heir.districts.exists():
        heir.districts.add(*districts)
    elif heir.districts.exists():
        heir.districts.clear()
    return len(new)


def narrowed_offices(unit: Unit) -> Found:
    return found(PortalAssignment.objects.filter(units=unit).order_by("name", "pk"), lambda row: Thing(str(row)))


def widen_offices(succession: Succession) -> int:
    """Who works for the portal on this unit goes on with the successor; the unit stays in the scope as history."""
    if succession.heir is None:
        return 0
    rows = PortalAssignment.objects.filter(units=succession.unit).exclude(units=succession.heir)
    for row in rows:
        row.units.add(succession.heir)
        audit.write(
            "office.change", now=succession.now, about=row, by=succession.by, right=row.basis, note=succession.basis
        )
    return len(rows)
