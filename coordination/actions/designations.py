"""Deeds on designations and absences (§ 2 pkt 1-3). Records are closed with a last day, never deleted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from .. import audit, order
from ..calendar import warsaw_date
from ..models import Absence, Designation, Person, Sphere, Topic, Unit
from ..policies import DesignationPolicy
from ..signals import designated, designation_ended
from ..standing import Standing
from .accounts import reopen
from .deed import deed

AMENDABLE = frozenset(
    {"until_on", "topics", "spheres", "substitutes_for", "designated_by", "document", "noticed_on"}
    | {"duties_attested_on"}
)


@deed("designation.designate")
def designate(
    *,
    person: Person,
    unit: Unit,
    office: str,
    from_on: dt.date,
    by: Standing,
    now: dt.datetime,
    until_on: dt.date | None = None,
    topics: Iterable[Topic] = (),
    spheres: Iterable[Sphere] = (),
    substitutes_for: Designation | None = None,
    designated_by: str = "",
    document: str = "",
    noticed_on: dt.date | None = None,
    duties_attested_on: dt.date | None = None,
) -> Designation:
    """Make a person head, coordinator or deputy of a unit (§ 2 pkt 1). Days are Warsaw dates, both inclusive.

    Writing it here tells SZ, so `noticed_on` is today unless a letter came earlier (§ 2 pkt 2).
    An account that the clock shut opens again. Raises Refused, or ValidationError for days and scope that do not fit.
    """
    DesignationPolicy(by).may_designate(unit.pk).enforce()
    designation = Designation(
        person=person,
        unit=unit,
        office=office,
        from_on=from_on,
        until_on=until_on,
        substitutes_for=substitutes_for,
        designated_by=designated_by or by.name,
        document=document,
        noticed_on=noticed_on or warsaw_date(now),
        duties_attested_on=duties_attested_on,
    )
    if unit.is_closed(from_on):
        raise ValidationError({"unit": _("This unit does not exist on that day any more. Choose its successor.")})
    designation.clean()
    designation.save()
    designation.topics.set(topics)
    designation.spheres.set(spheres)
    audit.write("designation.designate", now=now, about=designation, by=by, unit=unit, right=str(order.DESIGNATION))
    reopen(person, designation, by=by, now=now)
    designated.send(Designation, designation=designation, now=now)
    return designation


@deed("designation.amend")
def amend_designation(
    designation: Designation, *, changes: dict[str, Any], by: Standing, now: dt.datetime
) -> Designation:
    """Change scope, last day, document or attestation; person, unit, office and first day stay as they were.

    Raises Refused; ValueError for a field that history does not let go of.
    """
    if unknown := set(changes) - AMENDABLE:
        raise ValueError(f"not amendable: {sorted(unknown)}")
    DesignationPolicy(by).may_designate(designation.unit_id).enforce()
    was_open = designation.until_on is None
    for field, value in changes.items():
        if field not in {"topics", "spheres"}:
            setattr(designation, field, value)
    designation.clean()
    designation.save()
    for field in {"topics", "spheres"} & set(changes):
        getattr(designation, field).set(changes[field])
    note = ", ".join(sorted(changes))
    right, unit = str(order.DESIGNATION), designation.unit
    audit.write("designation.amend", now=now, about=designation, by=by, unit=unit, right=right, note=note)
    if designation.until_on is None or designation.until_on >= warsaw_date(now):
        reopen(designation.person, designation, by=by, now=now)
    if was_open and designation.until_on:
        designation_ended.send(Designation, designation=designation, now=now)
    return designation


@deed("designation.end")
def end_designation(designation: Designation, *, until_on: dt.date, by: Standing, now: dt.datetime) -> Designation:
    """Close a designation with its last day, inclusive. Raises Refused, or ValidationError before the first day."""
    DesignationPolicy(by).may_end(designation.unit_id).enforce()
    designation.until_on = until_on
    designation.clean()
    designation.save(update_fields=["until_on"])
    audit.write(
        "designation.end",
        now=now,
        about=designation,
        by=by,
        unit=designation.unit,
        right=str(order.DESIGNATION),
        note=until_on.isoformat(),
    )
    designation_ended.send(Designation, designation=designation, now=now)
    return designation


@deed("absence.mark")
def mark_absent(person: Person, *, from_on: dt.date, until_on: dt.date, by: Standing, now: dt.datetime) -> Absence:
    """Days on which somebody is away, both inclusive; no reason is asked. Raises Refused or ValidationError."""
    held = person.designations.in_force(warsaw_date(now)).values_list("unit_id", flat=True)
    DesignationPolicy(by).may_mark_absent(person.pk, frozenset(held)).enforce()
    absence = Absence(person=person, from_on=from_on, until_on=until_on)
    absence.clean()
    absence.save()
    unit = Unit.objects.filter(pk__in=list(held)).order_by("name").first()
    audit.write("absence.mark", now=now, about=absence, by=by, unit=unit, right=str(order.DESIGNATION))
    return absence
