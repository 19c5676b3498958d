"""Two dates, agreed by both sides (§ 4 ust. 2)."""

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from coordination import order
from coordination.calendar import warsaw_date
from coordination.standing import Standing
from coordination.verdict import Refused, Verdict

from .. import signals, steps
from ..leads import lead_of
from ..models import DateProposal, Handoff
from ..policies.verdicts import sooner as sooner_than
from ..states import MOVABLE, NEGOTIABLE, Answer, Stage
from .shared import advance, judge_hour, locked_with_set, policies_for, policy_for, write


@dataclass(frozen=True)
class Dates:
    """What both sides agree: delivery (a Warsaw date, inclusive; None when delivered already) and publication.

    `sooner` is the reason of an hour that leaves less than the lead time of the kind; of any other it is forgotten.
    """

    publish_at: dt.datetime
    deliver_by: dt.date | None = None
    sooner: str = ""

    def for_member(self, handoff: Handoff) -> "Dates":
        """The same hour for another handoff of the set; its own day of delivery, at the latest that of publication."""
        own = handoff.deliver_by
        return replace(self, deliver_by=min(own, warsaw_date(self.publish_at)) if own else None)


@transaction.atomic
def propose(handoff: Handoff, *, dates: Dates, by: Any, now: dt.datetime, reason: str = "") -> DateProposal:
    """Propose other dates. A reason is needed from the portal side, and for moving agreed ones; less than the lead
    time asks for its own.

    What is approved keeps version and hour until the other side accepts. The hour of a set is one: it is proposed for
    everything in it that is not public.
    """
    handoff, others = locked_with_set(handoff)
    others = [row for row in others if row.stage in MOVABLE]
    policy = policy_for(by, handoff)
    policy.may_propose(now).enforce()
    for other in policies_for(by, others).values():
        (other.within() and other.may_propose(now)).enforce()
    if not reason.strip():
        policy.may_stay_silent(moves_agreed=any(row.is_agreed for row in (handoff, *others))).enforce()
    for row in others:
        put_on_the_table(row, policy.side, dates.for_member(row), policy.standing, now, reason=reason)
    proposal = put_on_the_table(handoff, policy.side, dates, policy.standing, now, reason=reason)
    signals.date_proposed.send(Handoff, handoff=handoff, now=now, proposal=proposal)
    return proposal


def put_on_the_table(
    handoff: Handoff, side: str, dates: Dates, standing: Standing, now: dt.datetime, *, reason: str
) -> DateProposal:
    """The newest proposal, in place of the one that waits. Whoever calls has judged.

    What was agreed is open again, but for what is approved: it goes public as agreed until the proposal is accepted.
    Raises Refused where the content that was handed over forbids the hour.
    """
    judge_hour(handoff, dates.publish_at, now)
    handoff.proposals.filter(answer=Answer.WAITING).update(
        answer=Answer.REPLACED, answered_by_name=standing.name, answered_at=now
    )
    proposal = record_proposal(handoff, side, dates, standing, now, reason=reason)
    if handoff.stage in NEGOTIABLE:
        Handoff.objects.filter(pk=handoff.pk).update(
            publish_at=dates.publish_at, deliver_by=dates.deliver_by, agreed_at=None
        )
        handoff.refresh_from_db()
    write("propose", handoff, standing, now, note="; ".join(filter(None, (reason, why_sooner(proposal)))))
    return proposal


@transaction.atomic
def accept(handoff: Handoff, *, by: Any, now: dt.datetime, proposal_id: int, sooner: str = "") -> DateProposal:
    """Accept the other side's proposal, the very one that was read; of a set for everything it was made for.

    `sooner` is the portal side's own reason for taking less than the lead time. Raises Refused without it.
    """
    handoff, others = locked_with_set(handoff)
    policy = policy_for(by, handoff)
    policy.may_accept(now).enforce()
    proposal = handoff.proposals.filter(answer=Answer.WAITING, pk=proposal_id).first()
    if proposal is None:
        raise Refused(
            Verdict(
                _("These dates are no longer on the table. Look at the newest proposal."),
                order.AGREED_DATE,
                steps.SEE_HANDOFF,
            )
        )
    policy.may_take_sooner(sooner).enforce()
    agree(handoff, proposal, policy.standing, now, sooner=sooner)
    alike = _made_with(proposal, others)
    for other in policies_for(by, [row for row, _waiting in alike]).values():
        other.within().enforce()
    for row, waiting in alike:
        agree(row, waiting, policy.standing, now, sooner=sooner)
    signals.date_agreed.send(Handoff, handoff=handoff, now=now, proposal=proposal)
    return proposal


def _made_with(proposal: DateProposal, others: list[Handoff]) -> list[tuple[Handoff, DateProposal]]:
    """What waits on the rest of a set from the same side for the same hour."""
    rows = {row.pk: row for row in others}
    waiting = DateProposal.objects.filter(handoff_id__in=rows, answer=Answer.WAITING, side=proposal.side)
    return [(rows[one.handoff_id], one) for one in waiting.filter(publish_at=proposal.publish_at).order_by("pk")]


def agree(handoff: Handoff, proposal: DateProposal, standing: Standing, now: dt.datetime, *, sooner: str = "") -> None:
    """The proposal is accepted; whoever calls has judged, and tells. What is approved moves to its hour by it.

    Raises Refused where the content that was handed over forbids the hour.
    """
    judge_hour(handoff, proposal.publish_at, now)
    proposal.answer = Answer.ACCEPTED
    proposal.lead_answer = sooner.strip() if proposal.asks_sooner else ""
    proposal.answered_by_name = standing.name
    proposal.answered_at = now
    proposal.save(update_fields=["answer", "lead_answer", "answered_by_name", "answered_at"])
    handoff.agreed_at = now
    handoff.save(update_fields=["agreed_at"])
    if handoff.stage == Stage.SCHEDULED:
        handoff.publish_at = proposal.publish_at
        advance(handoff, "move_hour")
    write("agree", handoff, standing, now, note=_sooner_words(proposal.lead_answer))


def why_sooner(proposal: DateProposal | None) -> str:
    """What the book says of dates that leave less than the lead time; empty of any other."""
    return _sooner_words(proposal.lead_reason) if proposal and proposal.earliest_on else ""


def _sooner_words(reason: str) -> str:
    return _("sooner than usual: %(reason)s") % {"reason": reason} if reason else ""


def record_proposal(
    handoff: Handoff,
    side: str,
    dates: Dates,
    standing: Standing,
    now: dt.datetime,
    *,
    reason: str,
    asks_lead: bool = True,
) -> DateProposal:
    """Write the proposal down. Raises Refused for less than the lead time without a reason, where one is asked for."""
    lead = lead_of(handoff.kind, now)
    short = asks_lead and lead.is_short(dates.publish_at)
    if short and not dates.sooner.strip():
        raise Refused(sooner_than(lead.earliest))
    return DateProposal.objects.create(
        handoff=handoff,
        side=side,
        by_id=standing.user_id,
        by_name=standing.name,
        at=now,
        deliver_by=dates.deliver_by,
        publish_at=dates.publish_at,
        reason=reason,
        earliest_on=lead.earliest if short else None,
        lead_reason=dates.sooner.strip() if short else "",
    )
