"""What a unit declares: that it grants no aid, that it held the sector meeting of the year. Never deleted."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from coordination import audit, order
from coordination.actions.deed import deed
from coordination.calendar import warsaw_date
from coordination.models import Unit
from coordination.order import Citation
from coordination.standing import Standing

from ..declared import AidDeclaration, MeetingAttestation
from ..policies.completeness import CompletenessPolicy


@deed("unit.no_aid")
def declare_no_aid(unit: Unit, *, reason: str, by: Standing, now: dt.datetime) -> AidDeclaration:
    """«Nie udzielamy pomocy», with the reason (§ 5 pkt 3); then no card of aid is asked of the unit.

    Raises Refused for others than the unit's people, and while one is in force.
    """
    Unit.objects.select_for_update().get(pk=unit.pk)
    stands = AidDeclaration.objects.in_force().filter(unit=unit).exists()
    CompletenessPolicy(by, unit.pk).may_declare(stands=stands).enforce()
    made = AidDeclaration.objects.create(unit=unit, reason=reason, at=now, by_name=by.name)
    _write("unit.no_aid", made, order.INFORM_ON_AID, by, now, reason)
    return made


@deed("unit.no_aid_back")
def take_back_no_aid(declaration: AidDeclaration, *, by: Standing, now: dt.datetime) -> AidDeclaration:
    """The unit grants aid after all. Raises Refused, also when it was taken back already."""
    found = AidDeclaration.objects.select_for_update(of=("self",)).select_related("unit").get(pk=declaration.pk)
    _take_back(found, by, now)
    _write("unit.no_aid_back", found, order.INFORM_ON_AID, by, now)
    return found


@deed("unit.meeting")
def attest_meeting(unit: Unit, *, on: dt.date, place: str, by: Standing, now: dt.datetime) -> MeetingAttestation:
    """A sector meeting was held on the Warsaw date, which is not ahead, at the place (§ 2 pkt 5).

    Raises Refused for others than the unit's people, ValidationError for a day that is ahead or before the last year.
    """
    CompletenessPolicy(by, unit.pk).may_declare().enforce()
    today = warsaw_date(now)
    if on > today:
        raise ValidationError(
            {"on": _("A meeting is attested when it has been held. Publish a coming one as an event.")}
        )
    if on.year < today.year - 1:
        raise ValidationError({"on": _("Attest meetings of this year or of the last one.")})
    made = MeetingAttestation.objects.create(unit=unit, on=on, place=place, at=now, by_name=by.name)
    _write("unit.meeting", made, order.SECTOR_MEETING, by, now, place)
    return made


@deed("unit.meeting_back")
def take_back_meeting(attestation: MeetingAttestation, *, by: Standing, now: dt.datetime) -> MeetingAttestation:
    """It was entered by mistake. Raises Refused, also when it was taken back already."""
    found = MeetingAttestation.objects.select_for_update(of=("self",)).select_related("unit").get(pk=attestation.pk)
    _take_back(found, by, now)
    _write("unit.meeting_back", found, order.SECTOR_MEETING, by, now)
    return found


def _take_back(row: AidDeclaration | MeetingAttestation, by: Standing, now: dt.datetime) -> None:
    CompletenessPolicy(by, row.unit_id).may_take_back(stands=row.revoked_at is None).enforce()
    row.revoked_at, row.revoked_by_name = now, by.name
    row.save(update_fields=["revoked_at", "revoked_by_name"])


def _write(
    verb: str,
    row: AidDeclaration | MeetingAttestation,
    place: Citation,
    by: Standing,
    now: dt.datetime,
    note: str = "",
) -> None:
    audit.write(verb, now=now, about=row, by=by, unit=row.unit, right=str(place), note=note)
