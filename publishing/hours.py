"""The hour of a handoff as its head tells it: what is agreed, beside it what somebody proposes instead."""

import datetime as dt
from dataclasses import dataclass

from .models import DateProposal, Handoff
from .states import NEGOTIABLE, OPEN, Answer, Decision, Stage


@dataclass(frozen=True)
class Hours:
    """`at` counts; `agreed` says so. `proposed` is another hour that waits for an answer, `side` whose wish it is.

    `done`: it has happened, at `at`.
    """

    at: dt.datetime
    agreed: bool = False
    proposed: dt.datetime | None = None
    side: str = ""
    done: bool = False


def of(handoff: Handoff) -> Hours:
    """Two queries at most."""
    if handoff.stage == Stage.PUBLISHED and handoff.published_at:
        return Hours(handoff.published_at, done=True)
    waiting = handoff.proposals.filter(answer=Answer.WAITING).first() if handoff.stage in OPEN else None
    if waiting is None:
        return Hours(handoff.publish_at, agreed=handoff.is_agreed)
    standing = handoff.publish_at if handoff.is_agreed else _agreed_before(handoff)
    if standing is None:
        return Hours(handoff.publish_at, side=waiting.side)
    return Hours(standing, agreed=True, proposed=waiting.publish_at, side=waiting.side)


def _agreed_before(handoff: Handoff) -> dt.datetime | None:
    """The hour that both sides had agreed when somebody proposed another; None where a cancelled schedule ended it."""
    if handoff.stage not in NEGOTIABLE:
        return None
    accepted = (
        DateProposal.objects.filter(handoff=handoff, answer=Answer.ACCEPTED).order_by("-answered_at", "-pk").first()
    )
    if accepted is None or accepted.answered_at is None:
        return None
    cancelled = handoff.reviews.filter(decision=Decision.APPROVED, at__gte=accepted.answered_at).exists()
    return None if cancelled else accepted.publish_at
