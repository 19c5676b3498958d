"""The deeds of publishing: the only writers. Keyword-only, atomic, `now` given by the door."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page

from coordination import audit, order
from coordination.models import Unit
from coordination.standing import Standing
from coordination.steps import FIND_COORDINATOR
from coordination.verdict import Refused, Verdict

from . import kinds, requirements, signals, steps
from .facts import desk_of, forget, handoff_facts
from .models import DateProposal, Handoff, PublishingRight, Review
from .policies import NOT_NOW, HandoffPolicy
from .states import BY_DEED, OPEN, Answer, Decision, Purpose, Side


@dataclass(frozen=True)
class Dates:
    """What both sides agree: delivery (a Warsaw date, inclusive; None when delivered already) and publication."""

    publish_at: dt.datetime
    deliver_by: dt.date | None = None


# -- beginning ----------------------------------------------------------------------------------------------------


@transaction.atomic
def hand_over(page: Any, *, by: Any, publish_at: dt.datetime, now: dt.datetime, note: str = "") -> Handoff:
    """Hand the newest version of a finished page over (§ 4 ust. 1 pkt 2, ust. 2).

    Delivered at once, so `publish_at` is the only date. A prepared or returned handoff of the page continues with
    the dates it has. Raises Refused when another unit answers for the page or it is queued already.
    """
    Page.objects.select_for_update().get(pk=page.pk)  # two people handing over at once: the second finds it queued
    forget(by)
    desk_of(by).policy(page).may_hand_over().enforce()
    handoff = Handoff.objects.select_for_update().filter(page_id=page.pk, stage__in=OPEN).first()
    if handoff is None:
        handoff = _begin(page.draft_title, page.stewardship.unit, page.kind, by=by, dates=Dates(publish_at), now=now)
        handoff.page_id = page.pk
    handoff.note = note or handoff.note
    return _deliver(handoff, page, by=by, now=now)


@transaction.atomic
def reserve(*, title: str, unit: Unit, kind: str, dates: Dates, by: Any, now: dt.datetime, note: str = "") -> Handoff:
    """Reserve both dates before there is a text (§ 4 ust. 2)."""
    standing = desk_of(by).standing
    if not standing.acts_for(unit.pk):
        raise Refused(Verdict(_("You do not act for this unit."), order.BEYOND_RIGHTS, FIND_COORDINATOR))
    handoff = _begin(title, unit, kind, by=by, dates=dates, now=now)
    handoff.note = note
    handoff.save(update_fields=["note"])
    _write("reserve", handoff, standing, now)
    signals.reserved.send(Handoff, handoff=handoff, now=now)
    return handoff


def _begin(title: str, unit: Unit, kind: str, *, by: Any, dates: Dates, now: dt.datetime) -> Handoff:
    kinds.get(kind)
    standing = desk_of(by).standing
    handoff = Handoff.objects.create(
        title=title,
        unit=unit,
        kind=kind,
        publish_at=dates.publish_at,
        deliver_by=dates.deliver_by,
        created_by=by,
        created_by_name=standing.name,
        created_at=now,
    )
    _record_proposal(handoff, Side.UNIT, dates, standing, now, reason="")
    return handoff


@transaction.atomic
def start_material(handoff: Handoff, *, begin: Callable[[Handoff], Any], by: Any, now: dt.datetime) -> Handoff:
    """Tie a draft page to a reservation, made by `begin` only where there is none yet."""
    handoff = _locked(handoff)
    if handoff.page_id is not None:
        return handoff
    policy = _policy(by, handoff)
    policy.may_deliver().enforce()
    handoff.page_id = begin(handoff).pk
    handoff.save(update_fields=["page"])
    _write("start", handoff, policy.standing, now)
    return handoff


@transaction.atomic
def deliver(handoff: Handoff, *, by: Any, now: dt.datetime) -> Handoff:
    """Deliver complete material of a reservation, or a corrected text after a return."""
    handoff = _locked(handoff)
    return _deliver(handoff, handoff.page.specific if handoff.page else None, by=by, now=now)


def _deliver(handoff: Handoff, page: Any, *, by: Any, now: dt.datetime) -> Handoff:
    """The newest version is what will be read, and stays so."""
    policy = _policy(by, handoff)
    policy.may_deliver().enforce()
    if page is None or not page.latest_revision_id:
        raise Refused(
            Verdict(_("There is no text yet. Prepare the page first."), order.BEYOND_RIGHTS, steps.SEE_HANDOFF)
        )
    requirements.complete(page.get_latest_revision_as_object().requirements()).enforce()
    handoff.revision_id = page.latest_revision_id
    handoff.title = page.draft_title
    handoff.purpose = Purpose.CHANGE if page.live else Purpose.NEW
    handoff.submitted_by = by
    handoff.submitted_by_name = policy.standing.name
    handoff.delivered_at = now
    _advance(handoff, "deliver")
    _write("deliver", handoff, policy.standing, now)
    forget(by)
    signals.handed_over.send(Handoff, handoff=handoff, now=now)
    return handoff


# -- dates (§ 4 ust. 2) -------------------------------------------------------------------------------------------


@transaction.atomic
def propose(handoff: Handoff, *, dates: Dates, by: Any, now: dt.datetime, reason: str = "") -> DateProposal:
    """Propose other dates; moving agreed ones needs a reason and a fresh acceptance."""
    handoff = _locked(handoff)
    policy = _policy(by, handoff)
    policy.may_propose().enforce()
    if handoff.agreed_at and not reason.strip():
        raise Refused(Verdict(_("Say why an agreed date should move."), order.AGREED_DATE, steps.SEE_HANDOFF))
    handoff.proposals.filter(answer=Answer.WAITING).update(
        answer=Answer.REPLACED, answered_by_name=policy.standing.name, answered_at=now
    )
    proposal = _record_proposal(handoff, policy.side, dates, policy.standing, now, reason=reason)
    Handoff.objects.filter(pk=handoff.pk).update(
        publish_at=dates.publish_at, deliver_by=dates.deliver_by, agreed_at=None
    )
    handoff.refresh_from_db()
    _write("propose", handoff, policy.standing, now, note=reason)
    signals.date_proposed.send(Handoff, handoff=handoff, now=now, proposal=proposal)
    return proposal


@transaction.atomic
def accept(handoff: Handoff, *, by: Any, now: dt.datetime, proposal_id: int) -> DateProposal:
    """Accept the other side's proposal, the very one that was read."""
    handoff = _locked(handoff)
    policy = _policy(by, handoff)
    policy.may_accept().enforce()
    proposal = handoff.proposals.filter(answer=Answer.WAITING, pk=proposal_id).first()
    if proposal is None:
        reason = _("These dates are no longer on the table. Look at the newest proposal.")
        raise Refused(Verdict(reason, order.AGREED_DATE, steps.SEE_HANDOFF))
    return _agree(handoff, proposal, policy.standing, now)


def _agree(handoff: Handoff, proposal: DateProposal, standing: Standing, now: dt.datetime) -> DateProposal:
    proposal.answer = Answer.ACCEPTED
    proposal.answered_by_name = standing.name
    proposal.answered_at = now
    proposal.save(update_fields=["answer", "answered_by_name", "answered_at"])
    handoff.agreed_at = now
    handoff.save(update_fields=["agreed_at"])
    _write("agree", handoff, standing, now)
    signals.date_agreed.send(Handoff, handoff=handoff, now=now, proposal=proposal)
    return proposal


def _record_proposal(
    handoff: Handoff, side: str, dates: Dates, standing: Standing, now: dt.datetime, *, reason: str
) -> DateProposal:
    return DateProposal.objects.create(
        handoff=handoff,
        side=side,
        by_id=standing.user_id,
        by_name=standing.name,
        at=now,
        deliver_by=dates.deliver_by,
        publish_at=dates.publish_at,
        reason=reason,
    )


# -- decisions ----------------------------------------------------------------------------------------------------


@transaction.atomic
def approve(
    handoff: Handoff, *, by: Any, read_revision_id: int, now: dt.datetime, late: bool = False, comment: str = ""
) -> Handoff:
    """Approve the version that was read, for the proposed hour: approving is the acceptance.

    With `late` the agreed hour has passed and the page goes public at the clock's next beat; the delay is recorded.
    """
    handoff = _locked(handoff)
    policy = _policy(by, handoff)
    policy.may_schedule(read_revision_id=read_revision_id, now=now, late=late).enforce()
    waiting = handoff.proposals.filter(answer=Answer.WAITING).first()
    if waiting:
        _agree(handoff, waiting, policy.standing, now)
    review = _review(handoff, Decision.APPROVED, policy.standing, now, comment)
    handoff.approved_by = by
    handoff.approved_by_name = policy.standing.name
    handoff.attempts = 0
    handoff.next_try_at = None
    _advance(handoff, "schedule")
    _write("approve", handoff, policy.standing, now, note=comment)
    signals.scheduled.send(Handoff, handoff=handoff, now=now, review=review)
    return handoff


@transaction.atomic
def send_back(handoff: Handoff, *, by: Any, comment: str, now: dt.datetime) -> Handoff:
    """Return for correction, with words the author can act on; the agreed dates stay."""
    handoff = _locked(handoff)
    policy = _policy(by, handoff)
    policy.may_send_back().enforce()
    review = _review(handoff, Decision.RETURNED, policy.standing, now, comment)
    _advance(handoff, "send_back")
    _write("send_back", handoff, policy.standing, now, note=comment)
    signals.sent_back.send(Handoff, handoff=handoff, now=now, review=review)
    return handoff


@transaction.atomic
def unschedule(handoff: Handoff, *, by: Any, reason: str, now: dt.datetime) -> Handoff:
    """Cancel a scheduled publication: back to the queue with all its history (scenario 6)."""
    handoff = _locked(handoff)
    policy = _policy(by, handoff)
    policy.may_unschedule().enforce()
    handoff.agreed_at = None
    handoff.failure = ""
    handoff.next_try_at = None
    _advance(handoff, "unschedule")
    _write("unschedule", handoff, policy.standing, now, note=reason)
    signals.unscheduled.send(Handoff, handoff=handoff, now=now, reason=reason, by=policy.standing)
    return handoff


@transaction.atomic
def withdraw(handoff: Handoff, *, by: Any, reason: str, now: dt.datetime) -> Handoff:
    """The unit takes its material back; the slot is free again."""
    handoff = _locked(handoff)
    policy = _policy(by, handoff)
    policy.may_withdraw().enforce()
    _advance(handoff, "withdraw")
    _write("withdraw", handoff, policy.standing, now, note=reason)
    forget(by)
    signals.withdrawn.send(Handoff, handoff=handoff, now=now, reason=reason, by=policy.standing)
    return handoff


# -- rights (§ 4 ust. 1 pkt 1) ------------------------------------------------------------------------------------


@transaction.atomic
def keep_right(right: PublishingRight, *, by: Standing, now: dt.datetime) -> PublishingRight:
    """Write a right into the register, new or changed, with its line in the book."""
    if right.pk is None:
        right.granted_by = by.name
    right.save()
    verb = "right.give" if right.until_on is None else "right.end"
    audit.write(verb, now=now, about=right, by=by, unit=right.unit, right=right.basis)
    return right


# -- shared -------------------------------------------------------------------------------------------------------


def _locked(handoff: Handoff) -> Handoff:
    """The handoff as it is now, its row held until the deed is done."""
    return Handoff.objects.select_for_update().get(pk=handoff.pk)


def _policy(by: Any, handoff: Handoff) -> HandoffPolicy:
    return HandoffPolicy(desk_of(by).standing, handoff_facts(handoff))


def _advance(handoff: Handoff, deed: str) -> None:
    step = BY_DEED[deed]
    if handoff.stage not in step.before:
        raise Refused(NOT_NOW)
    handoff.stage = step.after
    handoff.save()


def _review(handoff: Handoff, decision: str, standing: Standing, now: dt.datetime, comment: str) -> Review:
    return Review.objects.create(
        handoff=handoff,
        revision_id=handoff.revision_id,
        reviewer_id=standing.user_id,
        reviewer_name=standing.name,
        decision=decision,
        comment=comment,
        at=now,
    )


def _write(verb: str, handoff: Handoff, by: Standing, now: dt.datetime, *, note: str = "") -> None:
    audit.write(
        f"handoff.{verb}",
        now=now,
        about=handoff,
        by=by,
        unit=handoff.unit,
        right=str(order.BEYOND_RIGHTS),
        version=str(handoff.revision_id or ""),
        note=note,
    )
