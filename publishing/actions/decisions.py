"""Decisions of the portal side, and the unit's withdrawal."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from coordination.standing import Standing

from .. import remarks as remarks_of_fields
from .. import signals
from ..facts import forget
from ..models import Handoff, Review
from ..states import Answer, Decision
from .dates import agree
from .shared import advance, locked, policy_for, write


@transaction.atomic
def approve(
    handoff: Handoff, *, by: Any, read_revision_id: int, now: dt.datetime, late: bool = False, comment: str = ""
) -> Handoff:
    """Approve the version that was read, for the proposed hour: approving is the acceptance.

    With `late` the agreed hour has passed and the page goes public at the clock's next beat; the delay is recorded.
    """
    handoff = locked(handoff)
    policy = policy_for(by, handoff)
    policy.may_schedule(read_revision_id=read_revision_id, now=now, late=late).enforce()
    waiting = handoff.proposals.filter(answer=Answer.WAITING).first()
    if waiting:
        agree(handoff, waiting, policy.standing, now)
    review = _review(handoff, Decision.APPROVED, policy.standing, now, comment)
    handoff.approved_by = by
    handoff.approved_by_name = policy.standing.name
    handoff.attempts = 0
    handoff.next_try_at = None
    advance(handoff, "schedule")
    write("approve", handoff, policy.standing, now, note=comment)
    signals.scheduled.send(Handoff, handoff=handoff, now=now, review=review)
    return handoff


@transaction.atomic
def send_back(
    handoff: Handoff, *, by: Any, comment: str, now: dt.datetime, remarks: Mapping[str, str] | None = None
) -> Handoff:
    """Return for correction, with words the author can act on; the agreed dates stay.

    `remarks` are further words by field: the author finds them in the editor, beside the field.
    """
    handoff = locked(handoff)
    policy = policy_for(by, handoff)
    policy.may_send_back().enforce()
    review = _review(handoff, Decision.RETURNED, policy.standing, now, comment)
    remarks_of_fields.put_down(review, remarks or {}, by=by)
    advance(handoff, "send_back")
    write("send_back", handoff, policy.standing, now, note=comment)
    signals.sent_back.send(Handoff, handoff=handoff, now=now, review=review)
    return handoff


@transaction.atomic
def unschedule(handoff: Handoff, *, by: Any, reason: str, now: dt.datetime) -> Handoff:
    """Cancel a scheduled publication: back to the queue with all its history (scenario 6)."""
    handoff = locked(handoff)
    policy = policy_for(by, handoff)
    policy.may_unschedule().enforce()
    handoff.agreed_at = None
    handoff.failure = ""
    handoff.next_try_at = None
    advance(handoff, "unschedule")
    write("unschedule", handoff, policy.standing, now, note=reason)
    signals.unscheduled.send(Handoff, handoff=handoff, now=now, reason=reason, by=policy.standing)
    return handoff


@transaction.atomic
def withdraw(handoff: Handoff, *, by: Any, reason: str, now: dt.datetime) -> Handoff:
    """The unit takes its material back; the slot is free again."""
    handoff = locked(handoff)
    policy = policy_for(by, handoff)
    policy.may_withdraw().enforce()
    advance(handoff, "withdraw")
    write("withdraw", handoff, policy.standing, now, note=reason)
    forget(by)
    signals.withdrawn.send(Handoff, handoff=handoff, now=now, reason=reason, by=policy.standing)
    return handoff


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
