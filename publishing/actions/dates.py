"""Two dates, agreed by both sides (§ 4 ust. 2)."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from coordination import order
from coordination.standing import Standing
from coordination.verdict import Refused, Verdict

from .. import signals, steps
from ..models import DateProposal, Handoff
from ..states import Answer
from .shared import locked, policy_for, write


@dataclass(frozen=True)
class Dates:
    """What both sides agree: delivery (a Warsaw date, inclusive; None when delivered already) and publication."""

    publish_at: dt.datetime
    deliver_by: dt.date | None = None


@transaction.atomic
def propose(handoff: Handoff, *, dates: Dates, by: Any, now: dt.datetime, reason: str = "") -> DateProposal:
    """Propose other dates; moving agreed ones needs a reason and a fresh acceptance."""
    handoff = locked(handoff)
    policy = policy_for(by, handoff)
    policy.may_propose().enforce()
    if handoff.agreed_at and not reason.strip():
        raise Refused(Verdict(_("Say why an agreed date should move."), order.AGREED_DATE, steps.SEE_HANDOFF))
    handoff.proposals.filter(answer=Answer.WAITING).update(
        answer=Answer.REPLACED, answered_by_name=policy.standing.name, answered_at=now
    )
    proposal = record_proposal(handoff, policy.side, dates, policy.standing, now, reason=reason)
    Handoff.objects.filter(pk=handoff.pk).update(
        publish_at=dates.publish_at, deliver_by=dates.deliver_by, agreed_at=None
    )
    handoff.refresh_from_db()
    write("propose", handoff, policy.standing, now, note=reason)
    signals.date_proposed.send(Handoff, handoff=handoff, now=now, proposal=proposal)
    return proposal


@transaction.atomic
def accept(handoff: Handoff, *, by: Any, now: dt.datetime, proposal_id: int) -> DateProposal:
    """Accept the other side's proposal, the very one that was read."""
    handoff = locked(handoff)
    policy = policy_for(by, handoff)
    policy.may_accept().enforce()
    proposal = handoff.proposals.filter(answer=Answer.WAITING, pk=proposal_id).first()
    if proposal is None:
        raise Refused(
            Verdict(
                _("These dates are no longer on the table. Look at the newest proposal."),
                order.AGREED_DATE,
                steps.SEE_HANDOFF,
            )
        )
    return agree(handoff, proposal, policy.standing, now)


def agree(handoff: Handoff, proposal: DateProposal, standing: Standing, now: dt.datetime) -> DateProposal:
    proposal.answer = Answer.ACCEPTED
    proposal.answered_by_name = standing.name
    proposal.answered_at = now
    proposal.save(update_fields=["answer", "answered_by_name", "answered_at"])
    handoff.agreed_at = now
    handoff.save(update_fields=["agreed_at"])
    write("agree", handoff, standing, now)
    signals.date_agreed.send(Handoff, handoff=handoff, now=now, proposal=proposal)
    return proposal


def record_proposal(
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
