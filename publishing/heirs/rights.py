"""Publishing rights of a unit that ends: they end with it."""

from __future__ import annotations

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from coordination import audit
from coordination.belongings import Found, Succession, Thing, found
from coordination.calendar import warsaw_date
from coordination.models import Unit

from .. import kinds
from ..models import PublishingRight


def rights(unit: Unit) -> Found:
    rows = PublishingRight.objects.filter(unit=unit, until_on__isnull=True).order_by("kind", "from_on", "pk")
    return found(rows, lambda row: Thing(str(row.kind_label), note=row.basis))


def end_rights(succession: Succession) -> int:
    """With the last day of the unit. The successor publishes by its own rights: a merger never widens them."""
    last = succession.last_on
    rows = PublishingRight.objects.filter(unit=succession.unit).filter(Q(until_on__isnull=True) | Q(until_on__gt=last))
    ended = [row for row in rows.select_related("unit") if row.until_on != row.from_on]
    for row in ended:
        row.until_on = max(last, row.from_on)
        row.save(update_fields=["until_on"])
        audit.write("right.end", now=succession.now, about=row, by=succession.by, unit=row.unit, right=succession.basis)
    return len(ended)


def lacking_rights(unit: Unit, heir: Unit | None) -> list[str]:
    """What the old unit published itself and the successor will have to hand over."""
    if heir is None:
        return []
    today = warsaw_date(timezone.now())
    held = PublishingRight.objects.in_force(today).filter(unit__in=[unit, heir], person__isnull=True)
    own: dict[int, set[str]] = {unit.pk: set(), heir.pk: set()}
    for unit_id, kind in held.values_list("unit_id", "kind"):
        own[unit_id].add(kind)
    lacking = sorted(str(kinds.label(kind)) for kind in own[unit.pk] - own[heir.pk])
    if not lacking:
        return []
    text = _(
        "%(heir)s does not publish by itself: %(kinds)s. Its people will hand this content over, or you give the right."
    )
    return [text % {"heir": heir, "kinds": ", ".join(lacking)}]
