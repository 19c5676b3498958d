"""Decisions of the portal side, and the unit's withdrawal."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from coordination.standing import Standing

from .. import remarks as remarks_of_fields
from .. import signals
from ..facts import forget
from ..models import Handoff, HandoffSet, Review
from ..policies import Read
from ..states import Answer, Decision, Side, allows
from .dates import agree
from .shared import (
    advance,
    judge_hour,
    leave_set,
    locked,
    locked_with_set,
    policies_for,
    policy_for,
    write,
    write_set,
)


@transaction.atomic
def approve(
    handoff: Handoff,
    *,
    by: Any,
    read: Read,
    now: dt.datetime,
    late: bool = False,
    comment: str = "",
    sooner: str = "",
) -> Handoff:
    """Approve the version that was read, for the hour that was read: approving is the acceptance.

    With `late` the hour has passed, and the delay is recorded; an urgent correction that names no hour is approved for
    this one. Whoever calls has it carried out at once in both cases.
    `sooner` says why the portal side takes dates that leave less than the lead time. Raises Refused without it.
    """
    handoff = locked(handoff)
    policy = policy_for(by, handoff)
    policy.may_schedule(read, now=now, late=late).enforce()
    policy.may_take_sooner(sooner).enforce()
    review = schedule(handoff, by=by, standing=policy.standing, now=now, comment=comment, sooner=sooner)
    signals.scheduled.send(Handoff, handoff=handoff, now=now, review=review)
    return handoff


def schedule(
    handoff: Handoff, *, by: Any, standing: Standing, now: dt.datetime, comment: str = "", sooner: str = ""
) -> Review:
    """Put it before the clock: the approval is the consent to the hour. Whoever calls has judged, and tells."""
    waiting = handoff.proposals.filter(answer=Answer.WAITING).first()
    if waiting and handoff.at_once:  # no hour was named: it is the one at which somebody approves
        handoff.publish_at = waiting.publish_at = now
        waiting.save(update_fields=["publish_at"])
    if waiting:
        agree(handoff, waiting, standing, now, sooner=sooner)
    else:
        judge_hour(handoff, handoff.publish_at, now)
    review = _review(handoff, Decision.APPROVED, standing, now, comment)
    handoff.approved_by = by
    handoff.approved_by_name = standing.name
    handoff.attempts = 0
    handoff.next_try_at = None
    advance(handoff, "schedule")
    write("approve", handoff, standing, now, note=comment)
    return review


@transaction.atomic
def send_back(
    handoff: Handoff, *, by: Any, read: Read, comment: str, now: dt.datetime, remarks: Mapping[str, str] | None = None
) -> Handoff:
    """Return what was read for correction, with words the author can act on; the agreed dates stay.

    `remarks` are further words by field: the author finds them in the editor, beside the field.
    """
    handoff = locked(handoff)
    policy = policy_for(by, handoff)
    policy.may_send_back(read).enforce()
    review = _review(handoff, Decision.RETURNED, policy.standing, now, comment)
    remarks_of_fields.put_down(review, remarks or {}, by=by)
    advance(handoff, "send_back")
    write("send_back", handoff, policy.standing, now, note=comment)
    signals.sent_back.send(Handoff, handoff=handoff, now=now, review=review)
    return handoff


@transaction.atomic
def unschedule(handoff: Handoff, *, by: Any, read: Read, reason: str, now: dt.datetime) -> Handoff:
    """Cancel a scheduled publication: back to the queue with all its history (scenario 6).

    What goes public together is cancelled together. Raises Refused where version or hour is another than was read.
    """
    handoff, others = locked_with_set(handoff)
    others = [row for row in others if allows("unschedule", row.stage)]
    policies = policies_for(by, [handoff, *others])
    policies[handoff.pk].may_unschedule(read).enforce()
    for row in others:
        policies[row.pk].may_unschedule(Read.of(row)).enforce()
    standing = policies[handoff.pk].standing
    for row in (handoff, *others):
        cancel(row, standing, reason, now, alone=not others)
    if others and handoff.together is not None:
        write_set("unschedule", handoff.together, standing, now, note=reason)
        signals.set_unscheduled.send(
            HandoffSet, handoff_set=handoff.together, members=[handoff, *others], now=now, reason=reason, by=standing
        )
    return handoff


def cancel(handoff: Handoff, standing: Standing, reason: str, now: dt.datetime, *, alone: bool) -> None:
    """Take it back from the clock. Whoever calls has judged. `alone`: no letter about a set tells of it."""
    handoff.agreed_at = None
    handoff.failure = ""
    handoff.attempts = 0
    handoff.next_try_at = None
    advance(handoff, "unschedule")
    write("unschedule", handoff, standing, now, note=reason)
    signals.unscheduled.send(Handoff, handoff=handoff, now=now, reason=reason, by=standing, alone=alone)
    if handoff.is_urgent and _was_approved_for_that_moment(handoff):
        _name_no_hour_again(handoff, now)


def _was_approved_for_that_moment(handoff: Handoff) -> bool:
    """Nobody had named an hour: it was the one at which somebody approved."""
    last = handoff.proposals.filter(answer=Answer.ACCEPTED).order_by("-answered_at", "-pk").first()
    return last is not None and last.publish_at == last.answered_at == handoff.publish_at


def _name_no_hour_again(handoff: Handoff, now: dt.datetime) -> None:
    """An urgent correction as the unit handed it over: it can be approved anew without an hour of anybody."""
    handoff.publish_at = handoff.created_at
    handoff.save(update_fields=["publish_at"])
    handoff.proposals.create(
        side=Side.UNIT,
        by=handoff.submitted_by,
        by_name=handoff.submitted_by_name,
        at=now,
        publish_at=handoff.publish_at,
    )


@transaction.atomic
def retry(handoff: Handoff, *, by: Any, now: dt.datetime) -> Handoff:
    """A failed publication is due again from this instant; whoever asks carries it out or leaves it to the clock."""
    handoff = locked(handoff)
    policy = policy_for(by, handoff)
    policy.may_retry().enforce()
    make_due(handoff, policy.standing, now)
    return handoff


def make_due(handoff: Handoff, standing: Standing, now: dt.datetime) -> None:
    """Let the clock try it without waiting for its pause. Whoever calls has judged."""
    handoff.next_try_at = now
    advance(handoff, "retry")
    write("retry", handoff, standing, now)


@transaction.atomic
def withdraw(handoff: Handoff, *, by: Any, read: Read, reason: str, now: dt.datetime) -> Handoff:
    """The unit takes back what it read; the slot is free again. What it was to go public with stays together."""
    handoff = locked(handoff)
    policy = policy_for(by, handoff)
    policy.may_withdraw(read).enforce()
    leave_set(handoff, policy.standing, now)
    advance(handoff, "withdraw")
    write("withdraw", handoff, policy.standing, now, note=reason)
    forget(by)
    signals.withdrawn.send(Handoff, handoff=handoff, now=now, reason=reason, by=policy.standing)
    return handoff


def _review(handoff: Handoff, decision: str, standing: Standing, now: dt.datetime, comment: str) -> Review:
    review = Review.objects.create(
        handoff=handoff,
        revision_id=handoff.revision_id,
        reviewer_id=standing.user_id,
        reviewer_name=standing.name,
        decision=decision,
        comment=comment,
        at=now,
    )
    signals.decided.send(Handoff, handoff=handoff, review=review, now=now)
    return review
