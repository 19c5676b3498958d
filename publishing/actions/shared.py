"""What the deeds on handoffs share."""

import datetime as dt
from typing import Any

from coordination import audit, order
from coordination.standing import Standing
from coordination.verdict import Refused

from ..facts import desk_of, handoff_facts
from ..models import Handoff
from ..policies import HandoffPolicy
from ..policies.verdicts import NOT_NOW
from ..states import BY_DEED


def locked(handoff: Handoff) -> Handoff:
    """The handoff as it is now, its row held until the deed is done."""
    return Handoff.objects.select_for_update().get(pk=handoff.pk)


def policy_for(by: Any, handoff: Handoff) -> HandoffPolicy:
    return HandoffPolicy(desk_of(by).standing, handoff_facts(handoff))


def advance(handoff: Handoff, deed: str) -> None:
    step = BY_DEED[deed]
    if handoff.stage not in step.before:
        raise Refused(NOT_NOW)
    handoff.stage = step.after
    handoff.save()


def write(verb: str, handoff: Handoff, by: Standing, now: dt.datetime, *, note: str = "") -> None:
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
