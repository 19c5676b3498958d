"""Who works on an item of the queue: taken, put back, given. It changes nothing about who may approve."""

import datetime as dt
from typing import Any

from django.db import transaction

from coordination.standing import standing_of

from .. import signals
from ..models import Handoff
from ..policies import HandoffPolicy
from .shared import locked, policy_for, write


@transaction.atomic
def claim(handoff: Handoff, *, by: Any, now: dt.datetime) -> Handoff:
    """Take a free item, or one that fell out of somebody's hand. Of two at once the second reads who was quicker."""
    handoff = locked(handoff)
    policy = policy_for(by, handoff)
    policy.may_claim(now).enforce()
    _put_into_hand(handoff, by, policy.standing.name, now)
    write("claim", handoff, policy.standing, now)
    signals.claimed.send(Handoff, handoff=handoff, by=policy.standing, now=now)
    return handoff


@transaction.atomic
def release(handoff: Handoff, *, by: Any, now: dt.datetime) -> Handoff:
    """Put an item back for everybody; an administrator also somebody else's."""
    handoff = locked(handoff)
    policy = policy_for(by, handoff)
    policy.may_release().enforce()
    note = handoff.held_by_name if handoff.held_by_id != policy.standing.user_id else ""
    former = _holder(handoff, policy, now)
    _put_into_hand(handoff, None, "", None)
    write("release", handoff, policy.standing, now, note=note)
    signals.released.send(Handoff, handoff=handoff, by=policy.standing, now=now, former=former)
    return handoff


@transaction.atomic
def assign(handoff: Handoff, *, to: Any, by: Any, now: dt.datetime) -> Handoff:
    """Give an item to an officer in whose scope it lies, whoever had it; the new and the former holder get letters.

    Raises Refused for others than administrators, and for a person whose office does not cover the item.
    """
    handoff = locked(handoff)
    policy = policy_for(by, handoff)
    taker = standing_of(to, policy.standing.on)
    policy.may_assign(taker).enforce()
    former = _holder(handoff, policy, now)
    _put_into_hand(handoff, to, taker.name, now)
    write("assign", handoff, policy.standing, now, note=taker.name)
    signals.assigned.send(Handoff, handoff=handoff, to=to, by=policy.standing, now=now, former=former)
    return handoff


def _holder(handoff: Handoff, policy: HandoffPolicy, now: dt.datetime) -> Any:
    """The account that has it in hand now; None where nobody has, or the time is over."""
    return handoff.held_by if policy.is_held(now) else None


def _put_into_hand(handoff: Handoff, account: Any, name: str, since: dt.datetime | None) -> None:
    handoff.held_by = account
    handoff.held_by_name = name
    handoff.held_since = since
    handoff.save(update_fields=["held_by", "held_by_name", "held_since"])
