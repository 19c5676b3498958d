"""To whom a question goes: chosen person or unit, else the topic; deputy when absent, head when nobody, SZ at last."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from django.contrib.auth import get_user_model

from .models import Designation, Person, PortalAssignment, Topic, Unit
from .outbox import Recipient
from .states import Office


class Route(NamedTuple):
    """The unit that owes the answer, and the person on today, when there is one."""

    unit: Unit
    person: Person | None


def route(
    on: dt.date,
    *,
    designation: Designation | None = None,
    unit: Unit | None = None,
    topic: Topic | None = None,
) -> Route:
    """Where a question of the day goes. Raises Unit.DoesNotExist when even SZ is not in the register."""
    if designation is not None:
        return _to_designation(designation, on)
    if unit is not None:
        return _to_unit(unit, on, topic)
    if topic is not None and (found := _by_topic(topic, on)):
        return found
    return _to_unit(coordinating_unit(), on, None)


def coordinating_unit() -> Unit:
    """SZ, the unit that coordinates the cooperation (§ 1 pkt 5)."""
    return Unit.objects.filter(coordinates=True).order_by("pk")[0:1].get()


def people_in_charge(unit: Unit, on: dt.date) -> list[Designation]:
    """Present coordinators and deputies; when there are none, the head; when nobody is, those away. One query.

    Whose account was shut is not in charge any more, and no letter goes to that mailbox (scenario 27).
    """
    held = Designation.objects.in_force(on).of(unit).reachable().with_absence(on)
    held = held.select_related("person").order_by("office", "pk")
    rows: Sequence[Designation] = list(held)
    contacts = [row for row in rows if row.office != Office.HEAD]
    present = [row for row in contacts if not row.is_absent]  # type: ignore[attr-defined]
    return present or [row for row in rows if row.office == Office.HEAD] or contacts


def recipients_of(unit: Unit, on: dt.date) -> list[Recipient]:
    """Mail goes to the role: whoever is in charge today, else the unit's own address, else SZ."""
    people = people_in_charge(unit, on)
    found = [person_recipient(row.person) for row in people if row.person.email]
    if found:
        return found
    if unit.email:
        return [Recipient(unit.email, unit.name)]
    return [] if unit.coordinates else recipients_of(coordinating_unit(), on)


def person_recipient(person: Person) -> Recipient:
    return Recipient(person.email, person.full_name, person.user_id)


def account_recipient(account: Any) -> Recipient:
    return Recipient(account.email, account.get_full_name() or account.get_username(), account.pk)


def accounts_at(address: str) -> list[Any]:
    """Open accounts of people whose office mailbox the address is."""
    rows = Person.objects.filter(email__iexact=address, user__is_active=True).select_related("user").order_by("user")
    return list({row.user_id: row.user for row in rows}.values())


def officers(offices: Iterable[str], on: dt.date) -> Any:
    """Open accounts that hold one of the portal's offices on the day, whatever their scope: a query set."""
    held = PortalAssignment.objects.in_force(on).of_offices(offices)
    return get_user_model()._default_manager.filter(pk__in=held.values("account_id"), is_active=True)


def _to_designation(designation: Designation, on: dt.date) -> Route:
    """The chosen person while in office and present; else whoever acts for the same unit and scope."""
    rows = Designation.objects.in_force(on).reachable().with_absence(on)
    holds = rows.filter(pk=designation.pk).select_related("person").first()
    if holds and not holds.is_absent:
        return Route(designation.unit, holds.person)
    substitute = _substitute(designation, on)
    return Route(designation.unit, substitute) if substitute else _to_unit(designation.unit, on, None)


def _substitute(designation: Designation, on: dt.date) -> Person | None:
    named = (
        Designation.objects.in_force(on)
        .reachable()
        .with_absence(on)
        .filter(substitutes_for=designation, is_absent=False)
    )
    found = named.select_related("person").order_by("pk").first()
    return found.person if found else None


def _to_unit(unit: Unit, on: dt.date, topic: Topic | None) -> Route:
    unit = _standing_in(unit, on)
    first = Designation.objects.answering(on, unit=unit, topic=topic).reachable().first()
    if first and not first.is_absent:
        return Route(unit, first.person)
    others = people_in_charge(unit, on)
    return Route(unit, others[0].person if others else None)


def _standing_in(unit: Unit, on: dt.date) -> Unit:
    """The successor of a closed unit; the unit that serves one without people of its own."""
    if unit.successor and unit.active_until and unit.active_until < on:
        return _standing_in(unit.successor, on) if unit.successor_id != unit.pk else unit
    if unit.served_by and not Designation.objects.in_force(on).contacts().of(unit).exists():
        return unit.served_by
    return unit


def _by_topic(topic: Topic, on: dt.date) -> Route | None:
    """A present person in scope; failing that, a unit that carries the topic, through its head."""
    first = Designation.objects.answering(on, topic=topic).reachable().first()
    if first and not first.is_absent:
        return Route(first.unit, first.person)
    carrying = Unit.objects.active(on).filter(topic_items__tag=topic).order_by("name", "pk").first()
    unit = first.unit if first else carrying
    return _to_unit(unit, on, None) if unit else None
