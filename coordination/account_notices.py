"""Letters about accounts: to the person at their own mailbox, never to a mailbox whose owner holds no office."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.urls import reverse

from . import conf, outbox
from .calendar import warsaw_date
from .models import Designation, Invitation, Person
from .outbox import Recipient
from .routing import coordinating_unit
from .states import Office

FOLDER = "coordination/emails"


def invitation(of: Invitation, key: str, now: dt.datetime) -> None:
    """Who invites, to what, from which day, the one-time link, until when it works, whom to ask."""
    path = reverse("coordination:invitation", args=[key])
    _write("account.invitation", of.person, now, of.designation, invitation=of, link=f"{conf.portal_url()}{path}")


def designated(of: Designation, now: dt.datetime) -> None:
    """To a person who signs in already: a further office, no invitation."""
    _write("account.designated", of.person, now, of)


def warning(user: Any, shut_on: dt.date, now: dt.datetime) -> None:
    _write_to_account("account.warning", user, now, shut_on=shut_on)


def dormant(user: Any, now: dt.datetime) -> None:
    _write_to_account("account.dormant", user, now)


def restored(user: Any, now: dt.datetime) -> None:
    _write_to_account("account.restored", user, now)


def to_ask(of: Designation | None, on: dt.date) -> dict[str, str]:
    """Whom a person asks about the account: the head of the unit, else the unit that coordinates. Up to two queries."""
    unit = of.unit if of else None
    head = Designation.objects.in_force(on).filter(unit=unit, office=Office.HEAD).select_related("person").first()
    if head and unit and head.person_id != of.person_id:  # type: ignore[union-attr]
        return {"name": f"{head.person.full_name}, {unit}", "phone": head.person.phone, "email": head.person.email}
    sz = coordinating_unit()
    return {"name": sz.name, "phone": sz.phone, "email": sz.email}


def last_designation(person: Person | None) -> Designation | None:
    if person is None:
        return None
    return person.designations.select_related("unit").order_by("-from_on", "-pk").first()


def _write_to_account(kind: str, user: Any, now: dt.datetime, **context: Any) -> None:
    person = Person.objects.filter(user=user).first()
    _write(kind, person, now, last_designation(person), user=user, **context)


def _write(
    kind: str, person: Person | None, now: dt.datetime, of: Designation | None, user: Any = None, **context: Any
) -> None:
    account: Any = user or (person.user if person else None)
    to = Recipient(person.email, person.full_name) if person else Recipient(account.email, account.get_full_name())
    outbox.write(
        kind,
        to=[to],
        template=f"{FOLDER}/{kind.replace('.', '_')}",
        context={
            "person": person,
            "account": account,
            "designation": of,
            "ask": to_ask(of, warsaw_date(now)),
            "desk": f"{conf.portal_url()}{conf.staff_home()}",
            "again": f"{conf.portal_url()}{reverse('coordination:invitation-again')}",
            **context,
        },
        about=person or account,
        now=now,
    )
