"""What a person sees of handoffs: cards with the next step in words, choices with reasons, filters of the queue."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from coordination.boards import Contact
from coordination.calendar import warsaw_date
from coordination.models import Unit
from coordination.standing import Standing
from coordination.verdict import Verdict

from . import kinds
from .models import Handoff
from .policies import HandoffPolicy
from .policies.verdicts import NOT_FOR_YOU, NOT_HERE, NOT_NOW
from .states import HOLDING, NEGOTIABLE, Answer, Side, Stage

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
    """One handoff on a list. `mine` says whether the next step is this person's; `contact`, whom to ask in the unit.

    `shut`: the draft is limited to others, so there is nothing to open.
    """

    handoff: Handoff
    agreement: str
    next_step: str
    mine: bool
    late: bool
    contact: Contact | None = None
    confined: bool = False
    shut: bool = False

    @property
    def icon(self) -> str:
        return ICONS[Stage(self.handoff.stage)]

    @property
    def title(self) -> str:
        """The named persons of a limited draft read its title; to others the handoff knows none."""
        if self.confined and not self.shut and self.handoff.page:
            return self.handoff.page.draft_title
        return self.handoff.title


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
        return self.offered and not self.verdict and self.verdict not in (NOT_NOW, NOT_HERE, NOT_FOR_YOU)


def card(row: Handoff, standing: Standing, now: dt.datetime, contact: Contact | None = None) -> Card:
    waiting = waiting_side(row)
    unit_side = standing.acts_for(row.unit_id)
    turn = whose_turn(row, waiting)
    mine = (turn == Side.UNIT and unit_side) or (turn == Side.PORTAL and standing.tends(row.unit_id, row.kind))
    shut = bool(getattr(row, "is_shut", False))
    return Card(
        row,
        agreement(row, waiting),
        next_step(row, waiting),
        mine and not shut,
        is_late(row, now),
        contact,
        confined=bool(getattr(row, "is_confined", False)),
        shut=shut,
    )


def waiting_side(row: Handoff) -> str:
    """The side whose proposal waits for an answer; empty when nothing waits."""
    rows = getattr(row, "waiting_proposals", None)
    if rows is None:
        rows = list(row.proposals.filter(answer=Answer.WAITING))
    return rows[0].side if rows else ""


def agreement(row: Handoff, waiting: str) -> str:
    if row.is_agreed:
        return _("agreed")
    if not waiting:
        return _("no hour agreed")
    return _("proposed by the unit") if waiting == Side.UNIT else _("proposed by the portal team")


def whose_turn(row: Handoff, waiting: str) -> str:
    """The side the next step belongs to; empty when it is the clock's or nobody's."""
    if row.stage in NEGOTIABLE and waiting == Side.PORTAL:
        return Side.UNIT
    if row.stage == Stage.QUEUED or (row.stage == Stage.PREPARED and waiting == Side.UNIT):
        return Side.PORTAL
    if row.stage in (Stage.PREPARED, Stage.RETURNED):
        return Side.UNIT
    return Side.PORTAL if row.stage == Stage.FAILED else ""


def next_step(row: Handoff, waiting: str) -> str:
    """The next step in words."""
    if row.stage in NEGOTIABLE and waiting == Side.PORTAL:
        return _("The unit answers the proposed dates.")
    texts = {
        Stage.QUEUED: _("The portal team reads and decides."),
        Stage.RETURNED: _("The unit corrects the text and hands it over again."),
        Stage.SCHEDULED: _("Goes public by itself at the agreed hour."),
        Stage.PUBLISHED: _("It is public."),
        Stage.WITHDRAWN: _("Nothing more: the unit withdrew it."),
        Stage.FAILED: _("Publication failed; it is tried again, the portal team looks into it."),
    }
    if row.stage == Stage.PREPARED:
        if waiting == Side.UNIT:
            return _("The portal team answers the proposed dates.")
        day = date_format(row.deliver_by, "j E Y") if row.deliver_by else ""
        return _("The unit delivers the material by %(day)s.") % {"day": day}
    return str(texts[Stage(row.stage)])


def is_late(row: Handoff, now: dt.datetime) -> bool:
    """Delivery day passed without material, or the hour passed without publication."""
    if row.stage in (Stage.PREPARED, Stage.RETURNED) and row.deliver_by:
        return row.deliver_by < warsaw_date(now)
    return row.stage in (*HOLDING, Stage.RETURNED) and row.publish_at <= now


def choices(policy: HandoffPolicy, row: Handoff, now: dt.datetime) -> dict[str, Choice]:
    """Every deed with its verdict; `offered` hides what is the other side's business altogether."""
    unit, portal = policy.side == Side.UNIT, policy.side == Side.PORTAL
    read = row.revision_id
    past = row.publish_at <= now
    return {
        "deliver": Choice(unit, policy.may_deliver()),
        "accept": Choice(bool(policy.side), policy.may_accept()),
        "propose": Choice(bool(policy.side), policy.may_propose()),
        "approve": Choice(portal and not past, policy.may_schedule(read_revision_id=read, now=now)),
        "approve_late": Choice(portal and past, policy.may_schedule(read_revision_id=read, now=now, late=True)),
        "publish_unchecked": Choice(
            policy.standing.is_administrator, policy.may_publish_unchecked(read_revision_id=read)
        ),
        "send_back": Choice(portal, policy.may_send_back()),
        "unschedule": Choice(portal, policy.may_unschedule()),
        "withdraw": Choice(unit, policy.may_withdraw()),
    }


class QueueFilter:
    """Filters of the queue, read from and kept in the address; nonsense is ignored."""

    def __init__(self, query: Mapping[str, str]) -> None:
        stage, kind, unit = query.get("etap", ""), query.get("rodzaj", ""), query.get("komorka", "")
        self.stage = stage if stage in Stage.values else ""
        self.kind = kind if kinds.known(kind) else ""
        self.unit = int(unit) if unit.isascii() and unit.isdigit() and len(unit) < 18 else None

    def apply(self, rows: QuerySet) -> QuerySet:
        wanted = Q()
        if self.stage:
            wanted &= Q(stage=self.stage)
        if self.kind:
            wanted &= Q(kind=self.kind)
        if self.unit:
            wanted &= Q(unit_id=self.unit)
        return rows.filter(wanted)

    @property
    def is_set(self) -> bool:
        return bool(self.stage or self.kind or self.unit)

    def stages(self) -> list[tuple[str, Any, int]]:
        """Stages with how many open handoffs stand in each."""
        open_stages = (Stage.QUEUED, Stage.FAILED, Stage.PREPARED, Stage.RETURNED, Stage.SCHEDULED)
        numbers = counts()
        return [(stage.value, stage.label, numbers.get(stage.value, 0)) for stage in open_stages]

    def kinds(self) -> list[tuple[str, Any]]:
        return kinds.choices()

    def units(self) -> list[Unit]:
        """Units with something open."""
        return list(Unit.objects.filter(pk__in=Handoff.objects.open().values("unit_id")))


def counts() -> dict[str, int]:
    """How many open handoffs stand in each stage. One query."""
    rows = Handoff.objects.open().order_by().values("stage").annotate(number=Count("pk"))
    return {row["stage"]: row["number"] for row in rows}
