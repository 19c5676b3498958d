"""On what a deed of a person rests: the very right in the register, and its place in the order in words."""

import datetime as dt

from django.db.models import F, Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from coordination import order
from coordination.models import Unit
from coordination.standing import Standing

from .models import PublishingRight


def right_row(
    by: Standing, unit: Unit | None, kind: str, on: dt.date, site_id: int | None = None
) -> PublishingRight | None:
    """The very right a direct publication rests on, a person's own before the unit's (§ 4 ust. 1 pkt 1)."""
    if unit is None or not by.acts_for(unit.pk):
        return None
    rows = PublishingRight.objects.in_force(on).for_person(by.user_id).filter(unit=unit, kind=kind)
    return (
        rows.filter(Q(site__isnull=True) | Q(site_id=site_id))
        .order_by(F("person_id").asc(nulls_first=True), "pk")
        .last()
    )


def right_words(by: Standing | None, unit: Unit | None, row: PublishingRight | None) -> str:
    """The place in the order a deed rests on; for a direct publication with the basis of the right."""
    if row is not None:
        since = date_format(row.from_on, "j E Y")
        told = _("right no. %(number)s of %(since)s: %(basis)s") % {
            "number": row.pk,
            "since": since,
            "basis": row.basis,
        }
        return f"{order.WITHIN_RIGHTS}, {told}"
    if by is None:
        return ""
    if unit is not None and by.acts_for(unit.pk):
        return str(order.WITHIN_RIGHTS)
    if by.is_portal_officer:
        return str(order.BEYOND_RIGHTS)
    if by.units:
        return str(order.DESIGNATION)
    return _("superuser") if by.is_superuser else ""
