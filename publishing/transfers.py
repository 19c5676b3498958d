"""Deeds on stewardship: a page is given to another unit (scenario 34). Drafts, versions and history stay with it.

The rule (decision «units»): administrators give at once; a unit offers its page, the other unit takes it or declines,
and until then nothing changes. Where a page stands in the tree never says whose it is.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page

from coordination import audit, order
from coordination.calendar import warsaw_date
from coordination.models import Unit
from coordination.standing import Standing, standing_of
from coordination.verdict import Refused, Verdict

from . import kinds, signals
from .facts import desk_of, forget
from .models import Handoff, Stewardship, Transfer
from .policies import PageFacts, TransferPolicy
from .policies.verdicts import NOT_YOURS
from .states import BY_DEED, OPEN, Offer, Stage

MOVED_ON = _("This offer has been answered in the meantime.")


@transaction.atomic
def entrust(page: Any, *, to: Unit, by: Any, now: dt.datetime, reason: str) -> Transfer:
    """Give a page to another unit at once; the office of an administrator (scenario 34).

    What the portal team was reading goes back to the new unit, which hands it over by its own rights. Announces
    `entrusted`. Raises Refused, also while the page is scheduled.
    """
    stewardship, handoff = _held(page.pk, by)
    policy = _policy(by, stewardship, handoff, to, now)
    policy.may_entrust().enforce()
    transfer = _write_offer(stewardship, to, by=by, standing=policy.standing, now=now, reason=reason)
    return _give(transfer, stewardship, handoff, by=by, standing=policy.standing, now=now)


@transaction.atomic
def offer(page: Any, *, to: Unit, by: Any, now: dt.datetime, reason: str) -> Transfer:
    """Offer an own page to another unit. Whoever speaks for both gives it at once. Announces `transfer_offered`.

    Raises Refused for another unit's page, and while the page waits for publication.
    """
    stewardship, handoff = _held(page.pk, by)
    policy = _policy(by, stewardship, handoff, to, now)
    policy.may_offer().enforce()
    transfer = _write_offer(stewardship, to, by=by, standing=policy.standing, now=now, reason=reason)
    if policy.may_take():
        return _give(transfer, stewardship, handoff, by=by, standing=policy.standing, now=now)
    _write("page.offer", stewardship, policy.standing, now, note=_note(transfer))
    signals.transfer_offered.send(Transfer, transfer=transfer, now=now)
    return transfer


@transaction.atomic
def take(transfer: Transfer, *, by: Any, now: dt.datetime) -> Transfer:
    """Accept an offered page for the own unit. Raises Refused."""
    stewardship, handoff = _held(transfer.page_id, by)
    transfer = _waiting(transfer)  # after the page: whoever offers it anew holds the page first
    policy = _policy(by, stewardship, handoff, transfer.receiving, now)
    policy.may_take().enforce()
    return _give(transfer, stewardship, handoff, by=by, standing=policy.standing, now=now)


@transaction.atomic
def decline(transfer: Transfer, *, by: Any, now: dt.datetime) -> Transfer:
    """The other unit does not take the page: it stays where it is. Raises Refused."""
    stewardship, handoff = _held(transfer.page_id, by)
    transfer = _waiting(transfer)  # after the page: whoever offers it anew holds the page first
    policy = _policy(by, stewardship, handoff, transfer.receiving, now)
    policy.may_answer().enforce()
    return _end(transfer, Offer.DECLINED, stewardship, policy.standing, now)


@transaction.atomic
def take_back(transfer: Transfer, *, by: Any, now: dt.datetime) -> Transfer:
    """The giving unit thinks better of it. Raises Refused."""
    stewardship, handoff = _held(transfer.page_id, by)
    transfer = _waiting(transfer)  # after the page: whoever offers it anew holds the page first
    policy = _policy(by, stewardship, handoff, transfer.receiving, now)
    policy.may_take_back().enforce()
    return _end(transfer, Offer.WITHDRAWN, stewardship, policy.standing, now)


# -- shared ---------------------------------------------------------------------------------------------------------


def policy_for(by: Any, stewardship: Stewardship, stage: str, to: Unit | None, on: dt.date) -> TransferPolicy:
    """The policy of one account on one page; one query for all of them, for the limits in force."""
    kind, limit = kinds.get(stewardship.kind), desk_of(by).limits.get(stewardship.page_id)
    facts = PageFacts(
        stewardship.unit_id,
        kind.code,
        structural=kind.structural,
        stage=stage,
        confined_to=limit.to if limit else None,
        confined_by=limit.by if limit else "",
    )
    lives = to is None or ((to.active_from is None or to.active_from <= on) and not to.is_closed(on))
    return TransferPolicy(standing_of(by), facts, to.pk if to else None, lives)


def _policy(by: Any, stewardship: Stewardship, handoff: Handoff | None, to: Unit, now: dt.datetime) -> TransferPolicy:
    return policy_for(by, stewardship, handoff.stage if handoff else "", to, warsaw_date(now))


def _held(page_id: int | None, by: Any) -> tuple[Stewardship, Handoff | None]:
    """Whose the page is and what waits of it, rows held. A page that does not exist is refused like another unit's."""
    Page.objects.select_for_update().filter(pk=page_id or 0).first()
    forget(by)  # what was read before the page was held may have changed
    rows = Stewardship.objects.select_for_update(of=("self",)).select_related("page", "unit")
    stewardship = rows.filter(page_id=page_id or 0).first()
    if stewardship is None:
        raise Refused(NOT_YOURS)
    return stewardship, Handoff.objects.select_for_update().filter(page_id=stewardship.page_id, stage__in=OPEN).first()


def _waiting(transfer: Transfer) -> Transfer:
    found = Transfer.objects.select_for_update(of=("self",)).select_related("receiving").get(pk=transfer.pk)
    if found.answer != Offer.WAITING:
        raise Refused(Verdict(MOVED_ON, order.WITHIN_RIGHTS))
    return found


def _write_offer(row: Stewardship, to: Unit, *, by: Any, standing: Standing, now: dt.datetime, reason: str) -> Transfer:
    """A new offer replaces the one that waits; another unit that was asked learns that it is asked no more."""
    for replaced in Transfer.objects.waiting().filter(page_id=row.page_id).select_related("receiving"):
        _answer(replaced, Offer.WITHDRAWN, standing, now)
        if replaced.receiving_id != to.pk:
            signals.transfer_answered.send(Transfer, transfer=replaced, now=now)
    return Transfer.objects.create(
        page_id=row.page_id,
        title=row.page.draft_title,
        giving=row.unit,
        giving_name=str(row.unit),
        receiving=to,
        receiving_name=str(to),
        reason=reason,
        by_id=standing.user_id,
        by_name=standing.name,
        at=now,
    )


def _give(
    transfer: Transfer,
    stewardship: Stewardship,
    handoff: Handoff | None,
    *,
    by: Any,
    standing: Standing,
    now: dt.datetime,
) -> Transfer:
    _write("page.entrust", stewardship, standing, now, note=_note(transfer))
    stewardship.unit = transfer.receiving
    stewardship.save(update_fields=["unit"])
    if handoff is not None:
        _move_handoff(handoff, transfer, standing, now)
    _answer(transfer, Offer.ACCEPTED, standing, now)
    forget(by)
    signals.entrusted.send(Transfer, transfer=transfer, handoff=handoff, now=now)
    return transfer


def _move_handoff(handoff: Handoff, transfer: Transfer, standing: Standing, now: dt.datetime) -> None:
    """The new unit goes on with it; what was being read comes back and is handed over anew. Agreed dates stay."""
    audit.write(
        "handoff.entrust",
        now=now,
        about=handoff,
        by=standing,
        unit=handoff.unit,
        right=str(order.WITHIN_RIGHTS),
        version=str(handoff.revision_id or ""),
        note=_note(transfer),
    )
    handoff.unit = transfer.receiving
    if handoff.stage == Stage.QUEUED:
        handoff.stage = BY_DEED["entrust"].after
    handoff.save(update_fields=["unit", "stage"])


def _end(transfer: Transfer, answer: str, stewardship: Stewardship, standing: Standing, now: dt.datetime) -> Transfer:
    _answer(transfer, answer, standing, now)
    _write(f"page.offer-{answer}", stewardship, standing, now, note=_note(transfer))
    signals.transfer_answered.send(Transfer, transfer=transfer, now=now)
    return transfer


def _answer(transfer: Transfer, answer: str, standing: Standing, now: dt.datetime) -> None:
    transfer.answer, transfer.answered_by_name, transfer.answered_at = answer, standing.name, now
    transfer.save(update_fields=["answer", "answered_by_name", "answered_at"])


def _note(transfer: Transfer) -> str:
    return f"{transfer.giving_name} → {transfer.receiving_name}. {transfer.reason}"


def _write(verb: str, row: Stewardship, by: Standing, now: dt.datetime, *, note: str) -> None:
    audit.write(
        verb,
        now=now,
        about=row.page.specific_deferred,
        by=by,
        unit=row.unit,
        right=str(order.WITHIN_RIGHTS),
        note=note,
    )
