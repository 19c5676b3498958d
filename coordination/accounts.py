"""What is known of people's accounts: the state of one, and whose day has come. Reads only; time is an argument."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import is_password_usable
from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from . import standards
from .calendar import warsaw_date
from .models import AccountEvent, Designation, Invitation, Person, PortalAssignment
from .states import AccountState, AccountStep

DORMANT_DAYS, WARNING_DAYS = 180, 14
"""Calendar days; service standards `account.dormant` and `account.warning`."""
SHUT = (AccountStep.DORMANT, AccountStep.ENDED)


def state_of(person: Person, now: dt.datetime) -> AccountState:
    """How far the person is; up to two queries, none for rows read with `with_accounts`."""
    user = person.user
    if user is not None and not user.is_active:
        return AccountState.SUSPENDED if was_shut_by_the_clock(user) else AccountState.SHUT_BY_HAND
    if user is not None and is_password_usable(user.password) and user.password:
        return AccountState.WORKS
    invitation = open_invitation(person)
    if invitation is not None:
        return AccountState.INVITED if invitation.expires_at > now else AccountState.EXPIRED
    return AccountState.NONE if user is None else AccountState.UNINVITED


def open_invitation(person: Person) -> Invitation | None:
    """The invitation that is neither used nor taken back; it may have expired."""
    return next((row for row in person.invitations.all() if not row.used_at and not row.revoked_at), None)


def was_shut_by_the_clock(user: Any) -> bool:
    """The newest step of the account says that the clock shut it; without one somebody did it by hand."""
    newest = max(user.account_events.all(), key=lambda row: (row.at, row.pk), default=None)
    return newest is not None and newest.step in SHUT


def with_accounts(rows: QuerySet) -> QuerySet:
    """Designations with what `state_of` reads: three queries whatever the number of rows."""
    return rows.select_related("person__user", "unit").prefetch_related(
        "person__invitations", "person__user__account_events"
    )


# -- whose day has come -------------------------------------------------------------------------------------------


def whose_office_ended(today: dt.date) -> Iterable[tuple[Any, dt.date]]:
    """Open accounts whose last office, of a unit or of the portal, has ended, with its last day. One query.

    Who holds or will hold any other is not among them; who never held one neither.
    """
    lasts = Q(until_on__isnull=True) | Q(until_on__gte=today)
    in_units = Designation.objects.filter(lasts, person__user=OuterRef("pk"))
    in_portal = PortalAssignment.objects.filter(lasts, account=OuterRef("pk"))
    users = (
        get_user_model()
        ._default_manager.filter(~Exists(in_units), ~Exists(in_portal), is_active=True, is_superuser=False)
        .annotate(
            in_unit_until=Max("person__designations__until_on"), in_portal_until=Max("portal_assignments__until_on")
        )
        .exclude(in_unit_until=None, in_portal_until=None)
    )
    for user in users.order_by("pk"):
        yield user, max(day for day in (user.in_unit_until, user.in_portal_until) if day)


@dataclass(frozen=True)
class Silence:
    """An account nobody signs in to: since which Warsaw day, and on which it is shut."""

    user: Any
    since: dt.date
    shut_on: dt.date


def silent(now: dt.datetime) -> list[Silence]:
    """Accounts for which the warning is due, the longest silence first. The two standards and one query.

    Silence is counted from the last sign-in, else from the making of the account; opening it again, and the first
    day of an office, count like a sign-in.
    """
    today = warsaw_date(now)
    days = standards.value("account.dormant", DORMANT_DAYS)
    ahead = min(standards.value("account.warning", WARNING_DAYS), days)
    limit = today - dt.timedelta(days=days - ahead)
    restored = Q(account_events__step=AccountStep.RESTORED)
    users = (
        get_user_model()
        ._default_manager.filter(
            is_active=True, is_superuser=False, date_joined__lt=now - dt.timedelta(days=days - ahead - 1)
        )
        .annotate(
            opened=Max("account_events__since", filter=restored),
            began=Max("person__designations__from_on", filter=Q(person__designations__from_on__lte=today)),
        )
    )
    found = []
    for user in users:
        marks = [warsaw_date(user.last_login or user.date_joined), user.opened, user.began]
        since = max(mark for mark in marks if mark)
        if since <= limit:
            found.append(Silence(user, since, since + dt.timedelta(days=days)))
    return sorted(found, key=lambda silence: (silence.since, silence.user.pk))


def steps_of(user: Any, since: dt.date) -> dict[str, AccountEvent]:
    """The steps taken for one silence."""
    return {row.step: row for row in AccountEvent.objects.filter(user=user, since=since)}
