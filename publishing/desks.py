"""What a person sees of handoffs: cards with the next step in words, choices with reasons."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from coordination.boards import Contact
from coordination.calendar import WorkingCalendar, warsaw_date
from coordination.standing import APPROVERS, OFFICERS, Standing
from coordination.verdict import Verdict

from .commission import commission_of
from .countdowns import Countdown, countdown, working_days_left
from .facts import corrections_of, site_of
from .holders import Claims, Hand, Officer, hand
from .leads import Sooner, sooner
from .models import Handoff
from .next_steps import OFFICERS_TAKE, Situation, in_words, step
from .policies import CommissionPolicy, CorrectionPolicy, HandoffFacts, HandoffPolicy
from .policies.verdicts import (
    HOUR_CAME,
    NOT_FOR_YOU,
    NOT_FOR_YOUR_UNIT,
    NOT_HERE,
    NOT_NOW,
    NOTHING_TO_TRY,
    OWN_PROPOSAL,
    SET_IS_EMPTY,
    VANISHED,
)
from .sets import Mark
from .states import CORRECTS, HOLDING, OPEN, Answer, Side, Stage

ICONS = {
    Stage.PREPARED: "edit",
    Stage.QUEUED: "mail",
    Stage.RETURNED: "resubmit",
    Stage.SCHEDULED: "calendar-check",
    Stage.PUBLISHED: "circle-check",
    Stage.WITHDRAWN: "circle-xmark",
    Stage.FAILED: "warning",
}
"""Wagtail's own icons."""


@dataclass(frozen=True)
class Card:
    """One handoff on a list. `contact`: whom to ask in the unit.

    `turn` is the side the next step belongs to, empty when it is nobody's; `mine` says whether it is this person's.

    `shut`: the draft is limited to others, so there is nothing to open.
    """

    handoff: Handoff
    agreement: str
    next_step: str
    turn: str
    mine: bool
    late: bool
    contact: Contact | None = None
    confined: bool = False
    shut: bool = False
    lead_left: str = ""
    countdown: Countdown | None = None
    hand: Hand | None = None
    together: Mark | None = None
    sooner: Sooner | None = None
    commissioned: bool = False

    @property
    def late_words(self) -> str:
        """«Late» of the hour, or of the material that has not come."""
        missing = self.handoff.stage in (Stage.PREPARED, Stage.RETURNED) and self.handoff.deliver_by
        return _("material is late") if missing else _("late")

    @property
    def icon(self) -> str:
        return ICONS[Stage(self.handoff.stage)]

    @property
    def title(self) -> str:
        """The named persons of a limited draft read its title; to others the handoff knows none."""
        if self.confined and not self.shut and self.handoff.page:
            return self.handoff.page.draft_title
        return self.handoff.title


NOT_WORTH_TELLING = (
    NOT_NOW,
    NOT_HERE,
    NOT_FOR_YOU,
    NOT_FOR_YOUR_UNIT,
    SET_IS_EMPTY,
    NOTHING_TO_TRY,
    OWN_PROPOSAL,
    HOUR_CAME,
    VANISHED,
)
"""Refusals that tell no more than a button that is not there."""


@dataclass(frozen=True)
class Choice:
    """A button: offered, or refused with a reason for the tooltip."""

    offered: bool
    verdict: Verdict

    def __bool__(self) -> bool:
        return self.offered and bool(self.verdict)

    @property
    def refused(self) -> bool:
        """Worth telling: it is this side's deed and its hour, but something stands in the way."""
        return self.offered and not self.verdict and self.verdict not in NOT_WORTH_TELLING


def card(
    row: Handoff,
    standing: Standing,
    claims: Claims,
    contact: Contact | None = None,
    marks: Mapping[int, Mark] | None = None,
) -> Card:
    waiting, of = waiting_side(row), situation(row)
    shut = bool(getattr(row, "is_shut", False))
    return Card(
        row,
        agreement(row, waiting),
        in_words(of, reader=reader_of(standing, row, of), today=claims.today, calendar=claims.calendar),
        step(of)[0],
        falls_to(standing, row, of) and not shut,
        is_late(row, claims.now),
        contact,
        confined=bool(getattr(row, "is_confined", False)),
        shut=shut,
        lead_left=lead_left(row, claims),
        countdown=countdown_of(row, claims.today, claims.calendar) if row.stage in OPEN and not row.at_once else None,
        together=(marks or {}).get(row.together_id or 0),
        sooner=sooner(row),
        commissioned=is_commissioned(row),
    )


def falls_to(standing: Standing, row: Handoff, of: Situation) -> bool:
    """Whether the next step is this person's: the unit's people act for it, officers within the scope of an office.

    Operators agree dates and look into failures; what takes a decision about the text falls to approvers. `row` has
    been read with its page.
    """
    side, deed = step(of)
    if side == Side.PORTAL:
        offices = OFFICERS if deed in OFFICERS_TAKE else APPROVERS
        return not standing.gap(offices, row.unit_id, row.kind, _portal_of(row, standing))
    return side == Side.UNIT and standing.acts_for(row.unit_id)


def _portal_of(row: Handoff, standing: Standing) -> int | None:
    """The portal the page stands in, read only for those whose offices are narrowed to some portal."""
    return site_of(row.page) if row.page and any(post.portals for post in standing.posts) else None


def reader_of(standing: Standing, row: Handoff, of: Situation) -> str:
    """The side as which a person reads the next step: the own unit's first, the portal team's, or neither.

    A step of the portal team that does not fall to an officer is told of, not called theirs.
    """
    if standing.reads_for(row.unit_id):
        return Side.UNIT
    others = step(of)[0] == Side.PORTAL and not falls_to(standing, row, of)
    return Side.PORTAL if standing.is_portal_officer and not others else ""


def lead_left(row: Handoff, claims: Claims) -> str:
    """How many working days are left until the hour, in words; empty when it has passed, or is far away."""
    if row.stage not in OPEN or row.publish_at <= claims.now:
        return ""
    return working_days_left(warsaw_date(row.publish_at), claims.today, claims.calendar)


def countdown_of(row: Handoff, today: dt.date, calendar: WorkingCalendar) -> Countdown:
    """The date of the handoff that counts now: the delivery of material that has not come, else the publication."""
    awaited = row.deliver_by if awaits_material(row) else None
    return countdown(awaited, warsaw_date(row.publish_at), today, calendar)


def awaits_material(row: Handoff) -> bool:
    """Whether the day of delivery counts, and not yet the hour."""
    return row.delivered_at is None and row.deliver_by is not None


def due_of(row: Handoff, today: dt.date, calendar: WorkingCalendar) -> dict[str, Any]:
    """The same for an item of a board (boards.Item); empty where no hour was named."""
    if row.at_once:
        return {}
    found = countdown_of(row, today, calendar)
    return {"due_on": found.day, "due_label": found.label, "left": found.left, "days": (found.day - today).days}


def waiting_side(row: Handoff) -> str:
    """The side whose proposal waits for an answer; empty when nothing waits."""
    rows = getattr(row, "waiting_proposals", None)
    if rows is None:
        rows = list(row.proposals.filter(answer=Answer.WAITING))
    return rows[0].side if rows else ""


def agreement(row: Handoff, waiting: str) -> str:
    if row.is_agreed and waiting:
        other = waiting == Side.UNIT
        return (
            _("agreed; the unit asks for another date") if other else _("agreed; the portal team asks for another date")
        )
    if row.is_agreed:
        return _("agreed")
    if row.at_once:
        return _("no hour: as soon as it is approved")
    if not waiting:
        return _("date withdrawn") if row.stage == Stage.QUEUED and row.approved_by_name else _("no hour agreed")
    return _("proposed by the unit") if waiting == Side.UNIT else _("proposed by the portal team")


def correcting(row: Handoff) -> str:
    """Side and state of the open correction, «portal:waiting»; lists have read it with the row (facts.marked)."""
    if "correcting" in row.__dict__:
        return row.__dict__["correcting"] or ""
    return next(iter(corrections_of(row.pk).values_list("word", flat=True)), "")


def is_commissioned(row: Handoff) -> bool:
    """Whether it began as a brief; lists have read it with the row (facts.marked)."""
    read = row.__dict__.get("commissioned")
    return commission_of(row) is not None if read is None else bool(read)


def owes_result(row: Handoff) -> bool:
    """A brief for which there is no text yet that the unit has agreed to."""
    return row.revision_id is None and is_commissioned(row)


def next_step(row: Handoff, today: dt.date, calendar: WorkingCalendar, *, reader: str) -> str:
    """The next step in words, for a reader of that side."""
    return in_words(situation(row), reader=reader, today=today, calendar=calendar)


def situation(row: Handoff) -> Situation:
    """What the words of the next step depend on; lists have read all of it with the row."""
    return Situation(
        stage=row.stage,
        waiting=waiting_side(row),
        publish_at=row.publish_at,
        deliver_by=row.deliver_by,
        purpose=row.purpose,
        correcting=correcting(row),
        commissioned=owes_result(row),
        vanished=row.has_vanished,
        at_once=row.at_once,
    )


def is_late(row: Handoff, now: dt.datetime) -> bool:
    """Delivery day passed without material, or the hour passed without publication."""
    if row.stage in (Stage.PREPARED, Stage.RETURNED) and row.deliver_by:
        return row.deliver_by < warsaw_date(now)
    return row.stage in (*HOLDING, Stage.RETURNED) and row.publish_at <= now and not row.at_once


def choices(policy: HandoffPolicy, row: Handoff, now: dt.datetime) -> dict[str, Choice]:
    """Every deed with its verdict; `offered` hides what is the other side's business altogether."""
    unit, portal = policy.side == Side.UNIT, policy.side == Side.PORTAL
    read = policy.handoff.newest
    past = row.publish_at <= now and not row.at_once
    return {
        "deliver": Choice(unit, policy.may_deliver()),
        "accept": Choice(bool(policy.side), policy.may_accept(now)),
        "propose": Choice(bool(policy.side), policy.may_propose(now)),
        "approve": Choice(portal and not past, policy.may_schedule(read, now=now)),
        "approve_late": Choice(portal and past, policy.may_schedule(read, now=now, late=True)),
        "publish_unchecked": Choice(policy.standing.is_administrator, policy.may_publish_unchecked(read)),
        **_about_corrections(policy),
        **_about_commissions(policy, now),
        "send_back": Choice(portal, policy.may_send_back(read)),
        "retry": Choice(portal, policy.may_retry()),
        "unschedule": Choice(portal, policy.may_unschedule(read)),
        "withdraw": Choice(unit, policy.may_withdraw(read)),
    }


def _about_corrections(policy: HandoffPolicy) -> dict[str, Choice]:
    """Beginning one is offered to the side that corrects at this stage; the rest stands on the correction's screen."""
    side = CORRECTS.get(policy.handoff.stage)
    offered = bool(side) and policy.side == side
    return {"begin_correction": Choice(offered, CorrectionPolicy(policy).may_begin())}


def _about_commissions(policy: HandoffPolicy, now: dt.datetime) -> dict[str, Choice]:
    commissioned, asked = policy.handoff.commissioned, CommissionPolicy(policy)
    return {
        "carry_out": Choice(commissioned and policy.side == Side.PORTAL, asked.may_carry_out()),
        "change_commission": Choice(commissioned and policy.side == Side.UNIT, asked.may_change(now)),
    }


def in_queue(card: Card, standing: Standing, claims: Claims, officers: Iterable[Officer]) -> Card:
    """The card with whose hand the item is in: judged on what the list has read, without a query for a row."""
    row = card.handoff
    facts = HandoffFacts(
        unit_id=row.unit_id,
        stage=row.stage,
        agreed=row.is_agreed,
        waiting_side=waiting_side(row),
        publish_at=row.publish_at,
        kind=row.kind,
        site_id=site_of(row.page) if row.page else None,
        confined_to=frozenset() if card.shut else None,
        held_by_id=row.held_by_id,
        held_by_name=row.held_by_name,
        held_since=row.held_since,
        held_until=claims.until(row),
    )
    able = () if card.confined else officers  # who is named stands on the handoff's own screen
    return replace(card, hand=hand(HandoffPolicy(standing, facts), claims, able))
