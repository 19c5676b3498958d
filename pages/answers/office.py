"""What the registers of units and people give to everybody: mailboxes, phones, addresses."""

from __future__ import annotations

import datetime as dt

from coordination.anonymity import Office
from coordination.anonymity.words import MAIL_PROVIDERS
from coordination.models import Designation, Unit
from coordination.phones import PhoneError, parse


def office_on(on: dt.date) -> Office:
    """Of the units that exist and the people in office on the day. Two queries."""
    units = list(Unit.objects.active(on).values_list("email", "phone", "address"))
    people = Designation.objects.in_force(on).order_by().values_list("person__email", "person__phone").distinct()
    pairs = [(email, phone) for email, phone, _address in units] + list(people)
    emails = frozenset(email.lower() for email, _phone in pairs if email)
    return Office(
        emails=emails,
        domains=frozenset(email.partition("@")[2] for email in emails) - MAIL_PROVIDERS,
        phones=frozenset(filter(None, (_e164(phone) for phone in {phone for _email, phone in pairs}))),
        addresses=tuple(address for _email, _phone, address in units if address),
    )


def _e164(phone: str) -> str:
    try:
        return parse(phone).e164
    except PhoneError:
        return ""
