"""Deeds on accounts: invite, accept, take back; shut and open again (§ 2 pkt 1)."""

from __future__ import annotations

import datetime as dt
from importlib import import_module
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib.auth import SESSION_KEY, get_user_model
from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from .. import audit, order, signals, standards, steps
from ..accounts import state_of, was_shut_by_the_clock
from ..calendar import warsaw_date
from ..models import AccountEvent, AuditEntry, Designation, Invitation, Person
from ..policies import AccountPolicy
from ..standing import Standing, nobody, standing_of
from ..states import AccountState, AccountStep, Outcome
from ..text import fold
from ..verdict import Refused, Verdict
from .deed import deed
from .numbering import digest, new_key

INVITATION_DAYS = 14
"""How long a link works; a service standard, `account.invitation`."""
NO_LONGER = Verdict(_("This invitation does not work any more. Ask for a new one."), order.DESIGNATION, steps.OFFICES)
NAME_LENGTH = 120


class Invited(NamedTuple):
    """The invitation with the key that only its letter knows."""

    invitation: Invitation
    key: str


# -- inviting -----------------------------------------------------------------------------------------------------


@deed("account.invite")
def invite(designation: Designation, *, by: Standing, now: dt.datetime) -> Invited:
    """Make the account where there is none, and write the letter with the one-time link.

    A former link stops working. Raises Refused: not in this unit, designation ended, the person signs in already.
    """
    person = _locked(designation.person_id)
    _policy(designation, person, by, now).may_invite().enforce()
    return _invite("account.invite", designation, person, by=by, name=by.name, now=now)


@deed("account.renew")
def renew_invitation(email: str, *, now: dt.datetime) -> Invited | None:
    """A new link for the person of the mailbox, asked for by themselves; None when none is due.

    Only where the unit invited before and has not taken it back, and the designation still lasts.
    """
    for person in Person.objects.filter(email__iexact=email, invitations__isnull=False).distinct().order_by("pk"):
        person = _locked(person.pk)
        last = person.invitations.select_related("designation__unit").order_by("-created_at", "-pk")[0]
        waits = state_of(person, now) in (AccountState.INVITED, AccountState.EXPIRED)
        ended = last.designation.until_on and last.designation.until_on < warsaw_date(now)
        if waits and not ended:
            asked_by = nobody(warsaw_date(now))  # anybody may type a mailbox
            return _invite("account.renew", last.designation, person, by=asked_by, name=last.invited_by_name, now=now)
    return None


def _invite(
    verb: str, designation: Designation, person: Person, *, by: Standing, name: str, now: dt.datetime
) -> Invited:
    if person.user is None:
        person.user = _new_account(person)
        person.save(update_fields=["user"])
    person.invitations.filter(used_at=None, revoked_at=None).update(revoked_at=now)
    key = new_key()
    days = standards.value("account.invitation", INVITATION_DAYS)
    invitation = Invitation.objects.create(
        person=person,
        designation=designation,
        key_digest=digest(key),
        invited_by_name=name,
        created_at=now,
        expires_at=now + dt.timedelta(days=days),
    )
    _write(verb, person, designation, by=by, now=now)
    signals.invited.send(Invitation, invitation=invitation, key=key, now=now)
    return Invited(invitation, key)


def _new_account(person: Person) -> Any:
    """«ewelina.brodacka», with a number when that is taken; nobody can sign in before a password is set."""
    users = get_user_model()._default_manager
    parts = [slugify(fold(part)) for part in (person.first_name, person.last_name)]
    stem = ".".join(part for part in parts if part)[:NAME_LENGTH] or "konto"
    for number in range(1, 1000):
        name = stem if number == 1 else f"{stem}{number}"
        if users.filter(username__iexact=name).exists():
            continue
        try:
            with transaction.atomic():  # somebody of the same name may be invited at this moment
                return users.create_user(
                    username=name,
                    email=person.email,
                    password=None,
                    first_name=person.first_name,
                    last_name=person.last_name,
                )
        except IntegrityError:
            continue
    raise RuntimeError(f"no free account name for {stem}")


@deed("account.accept")
def accept_invitation(invitation: Invitation, *, password: str, now: dt.datetime) -> Any:
    """Set the password and use the link up; returns the account. Raises Refused when the link works no more.

    `password` has passed the validators of the form.
    """
    person = _locked(invitation.person_id)
    working = Invitation.objects.working(now).select_related("designation__unit").filter(pk=invitation.pk).first()
    user: Any = person.user
    if working is None or user is None or not user.is_active:
        NO_LONGER.enforce()
    user.set_password(password)
    user.save(update_fields=["password"])
    Invitation.objects.filter(pk=invitation.pk).update(used_at=now)
    by = standing_of(user, warsaw_date(now))
    _write("account.accept", person, invitation.designation, by=by, now=now)
    return user


@deed("account.revoke")
def revoke_invitation(designation: Designation, *, by: Standing, now: dt.datetime) -> int:
    """Take back what waits for the designated person; its link stops working. Raises Refused."""
    person = _locked(designation.person_id)
    _policy(designation, person, by, now).may_revoke().enforce()
    revoked = person.invitations.open().update(revoked_at=now)  # type: ignore[attr-defined]
    _write("account.revoke", person, designation, by=by, now=now)
    return int(revoked)


# -- shutting and opening again -----------------------------------------------------------------------------------


@transaction.atomic
def suspend(user: Any, *, step: AccountStep, since: dt.date, now: dt.datetime) -> bool:
    """Shut an account, end its sessions, cancel its invitations; the clock's deed. False when it was shut already.

    Raises Refused when a receiver of `account_shutting` still needs the account.
    """
    signals.account_shutting.send(AccountEvent, account=user, now=now)
    shut = get_user_model()._default_manager.filter(pk=user.pk, is_active=True).update(is_active=False)
    if not shut:
        return False
    AccountEvent.objects.update_or_create(user=user, step=step, since=since, defaults={"at": now})
    Invitation.objects.open().filter(person__user=user).update(revoked_at=now)
    end_sessions({user.pk}, now=now)
    _by_the_clock("account.suspend", user, note=f"{step} {since:%Y-%m-%d}", now=now)
    signals.account_suspended.send(AccountEvent, user=user, step=step, since=since, now=now)
    return True


def note_needed(user: Any, refusal: Refused, *, step: AccountStep, since: dt.date, now: dt.datetime) -> None:
    """The clock wanted to shut an account that others still need: one line, however many passes."""
    about = getattr(user, "person", None) or user
    occasion = f"{step} {since:%Y-%m-%d}"
    said = AuditEntry.objects.filter(about=audit.reference(about), verb="account.suspend", outcome=Outcome.REFUSED)
    if said.filter(note__startswith=occasion).exists():
        return
    audit.write(
        "account.suspend",
        now=now,
        about=about,
        unit=_unit_of(user),
        right=str(refusal.verdict.place or ""),
        note=f"{occasion}: {refusal}",
        outcome=Outcome.REFUSED,
    )


@transaction.atomic
def warn_of_silence(user: Any, *, since: dt.date, shut_on: dt.date, now: dt.datetime) -> bool:
    """Tell a person once that the account will be shut. False when that was done for this silence."""
    _event, made = AccountEvent.objects.get_or_create(
        user=user, step=AccountStep.WARNED, since=since, defaults={"at": now}
    )
    if made:
        _by_the_clock("account.warn", user, note=f"{shut_on:%Y-%m-%d}", now=now)
        signals.account_dormant.send(AccountEvent, user=user, since=since, shut_on=shut_on, now=now)
    return made


@deed("account.restore")
def restore(designation: Designation, *, by: Standing, now: dt.datetime) -> Any:
    """Open a shut account again for the designated person. Raises Refused: not in this unit, shut by hand, ended."""
    person = _locked(designation.person_id)
    _policy(designation, person, by, now).may_restore().enforce()
    reopen(person, designation, by=by, now=now)
    signals.account_restored.send(AccountEvent, user=person.user, now=now)
    return person.user


@deed("account.restore")
def restore_officer(user: Any, *, by: Standing, now: dt.datetime) -> Any:
    """Open the shut account of somebody without a designation: a portal office. Administrators only. Raises Refused."""
    user = get_user_model()._default_manager.select_for_update().get(pk=user.pk)
    state = AccountState.WORKS if user.is_active else AccountState.SHUT_BY_HAND
    if not user.is_active and was_shut_by_the_clock(user):
        state = AccountState.SUSPENDED
    AccountPolicy(by, None, state).may_restore().enforce()
    _open(user, now)
    audit.write("account.restore", now=now, about=user, by=by, right=str(order.DESIGNATION))
    signals.account_restored.send(AccountEvent, user=user, now=now)
    return user


def note_opened_by_hand(user: Any, *, now: dt.datetime) -> None:
    """An administrator ticked «active» again after the clock had shut the account: its silence is counted anew."""
    _remember(user, AccountStep.RESTORED, now)


def reopen(person: Person, designation: Designation, *, by: Standing, now: dt.datetime) -> bool:
    """The part of a deed that gives a shut account back; False when the clock did not shut it."""
    if person.user is None or state_of(person, now) != AccountState.SUSPENDED:
        return False
    _open(person.user, now)
    _write("account.restore", person, designation, by=by, now=now)
    return True


def _open(user: Any, now: dt.datetime) -> None:
    user.is_active = True
    user.save(update_fields=["is_active"])
    _remember(user, AccountStep.RESTORED, now)


def _remember(user: Any, step: AccountStep, now: dt.datetime) -> None:
    AccountEvent.objects.update_or_create(user=user, step=step, since=warsaw_date(now), defaults={"at": now})


def end_sessions(user_ids: set[int], *, now: dt.datetime) -> int:
    """Sign accounts out everywhere. Sessions name no account outside their sealed data, so each is opened."""
    store = import_module(settings.SESSION_ENGINE).SessionStore
    if not hasattr(store, "get_model_class"):
        return 0  # kept elsewhere: a shut account is refused at its next request all the same
    wanted = {str(pk) for pk in user_ids}
    rows = store.get_model_class().objects.filter(expire_date__gt=now)
    ended = [row.pk for row in rows.iterator() if row.get_decoded().get(SESSION_KEY) in wanted]
    rows.filter(pk__in=ended).delete()
    return len(ended)


# -- shared -------------------------------------------------------------------------------------------------------


def _locked(person_id: int) -> Person:
    """The person's row under a lock: two heads who invite at once do so one after the other."""
    return Person.objects.select_for_update(of=("self",)).select_related("user").get(pk=person_id)


def _policy(designation: Designation, person: Person, by: Standing, now: dt.datetime) -> AccountPolicy:
    return AccountPolicy(by, designation.unit_id, state_of(person, now), designation.until_on)


def _unit_of(user: Any) -> Any:
    """The unit of the account's latest designation, for the book."""
    row = Designation.objects.filter(person__user=user).select_related("unit").order_by("-from_on", "-pk").first()
    return row.unit if row else None


def _write(verb: str, person: Person, of: Designation, *, by: Standing, now: dt.datetime) -> None:
    audit.write(verb, now=now, about=person, by=by, unit=of.unit, right=str(order.DESIGNATION))


def _by_the_clock(verb: str, user: Any, *, note: str, now: dt.datetime) -> None:
    about = getattr(user, "person", None) or user
    audit.write(verb, now=now, about=about, unit=_unit_of(user), right=str(order.DESIGNATION), note=note)
