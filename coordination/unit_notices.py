"""Letters about changes of units: everybody learns what happens to the unit, to its matters and to their own office."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Q
from django.urls import NoReverseMatch, reverse

from . import belongings, notices, outbox
from .calendar import warsaw_date
from .models import Designation, Inquiry, InquiryMessage, Unit, UnitChange
from .outbox import Recipient
from .querysets import on_day
from .routing import coordinating_unit
from .states import InquiryState, Voice

TEMPLATE = "coordination/emails/unit_change"


def planned(change: UnitChange, now: dt.datetime) -> None:
    _tell(change, "planned", now)


def cancelled(change: UnitChange, now: dt.datetime) -> None:
    _tell(change, "cancelled", now)


def renamed(change: UnitChange, now: dt.datetime) -> None:
    _tell(change, "done", now)


def closed(change: UnitChange, heir: Unit | None, now: dt.datetime) -> None:
    """To the people of both units, without a successor to SZ for what it took; to each asker who still waits."""
    keeper = coordinating_unit() if any("keeper" in row for row in change.report) else None
    _tell(change, "done", now, heir=heir, keeper=keeper)
    answering = heir or keeper
    if answering is not None:
        for message in _passed_on(change, answering, now):
            notices.to_asker("inquiry_passed", message.inquiry, now, message=message)


def _passed_on(change: UnitChange, heir: Unit, now: dt.datetime) -> list[InquiryMessage]:
    open_ones = Inquiry.objects.of(heir).filter(state__in=[InquiryState.OPEN, InquiryState.CLARIFY])
    rows = InquiryMessage.objects.filter(inquiry__in=open_ones, voice=Voice.PASSED, at=now)
    return list(rows.filter(author_role=change.unit_name[:200]).select_related("inquiry"))


def _tell(
    change: UnitChange, what: str, now: dt.datetime, heir: Unit | None = None, keeper: Unit | None = None
) -> None:
    heir = heir or change.successor
    shared = {"change": change, "what": what, "heir": heir, "link": _link()}
    for unit, own, rows in (
        (change.unit, True, []),
        (heir, False, change.report),
        (keeper, False, [row for row in change.report if "keeper" in row]),
    ):
        if unit is None:
            continue
        moved = [{"title": belongings.title_of(row["key"]), "number": row["number"]} for row in rows]
        people, context = _people(unit, change, now), shared | {"own": own, "moved": moved}
        outbox.write(f"unit.{what}", to=people, template=TEMPLATE, context=context, about=change, now=now)


def _people(unit: Unit, change: UnitChange, now: dt.datetime) -> list[Recipient]:
    """Whoever holds an office today, or held one on the unit's last day; a shut account gets no letter."""
    last = change.on - dt.timedelta(days=1)
    days = on_day(warsaw_date(now)) | on_day(last)
    rows = Designation.objects.filter(Q(unit=unit), days).exclude(person__user__is_active=False)
    return [Recipient(row.person.email, row.person.full_name) for row in rows.select_related("person")]


def _link() -> Any:
    try:
        return reverse("coordination_todo")
    except NoReverseMatch:  # a host without the staff screens
        return ""
