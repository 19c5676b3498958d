"""The life of a handoff, as a table. Code, tests, buttons and docs/states read the same rows."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class Stage(models.TextChoices):
    """Etap przekazania. Agreement and lateness are computed, never stages."""

    PREPARED = "prepared", _("being prepared")
    QUEUED = "queued", _("in the queue")
    RETURNED = "returned", _("returned for correction")
    SCHEDULED = "scheduled", _("scheduled")
    PUBLISHED = "published", _("published")
    WITHDRAWN = "withdrawn", _("withdrawn")
    FAILED = "failed", _("publication failed")


class Purpose(models.TextChoices):
    NEW = "new", _("publication of something new")
    CHANGE = "change", _("change of a public page")
    TAKE_OFF = "take_off", _("taking a page off the portal")
    ARCHIVE = "archive", _("moving a page to the archive")
    MOVE = "move", _("moving a page to another place")


TAKING_DOWN = frozenset({Purpose.TAKE_OFF, Purpose.ARCHIVE})
"""Purposes after which the public finds less than before."""
KEEPING_TEXT = TAKING_DOWN | {Purpose.MOVE}
"""Purposes that are about the page as it is public; nothing new goes public by them."""


class Ground(models.TextChoices):
    """Why a page is taken off or archived; the public reads it."""

    OUTDATED = "outdated", _("it is out of date")
    REPLACED = "replaced", _("another page replaces it")
    MISTAKE = "mistake", _("it was published by mistake")
    LEGAL = "legal", _("the law requires it")
    OTHER = "other", _("another reason")


TOLD_IN_WORDS = frozenset({Ground.LEGAL, Ground.OTHER})
"""Grounds that say nothing without words beside them."""
NEVER_ARCHIVED = frozenset({Ground.MISTAKE, Ground.LEGAL})
"""Grounds on which nobody may go on reading the page."""


class Side(models.TextChoices):
    """The two sides that agree a date (§ 4 ust. 2)."""

    UNIT = "unit", _("unit")
    PORTAL = "portal", _("portal")


class Answer(models.TextChoices):
    """What became of a proposal of dates."""

    WAITING = "waiting", _("waiting for an answer")
    ACCEPTED = "accepted", _("accepted")
    REPLACED = "replaced", _("replaced by another proposal")
    LAPSED = "lapsed", _("lapsed without an answer")


class Offer(models.TextChoices):
    """What became of a page offered to another unit."""

    WAITING = "waiting", _("waiting for the other unit")
    ACCEPTED = "accepted", _("taken over")
    DECLINED = "declined", _("declined")
    WITHDRAWN = "withdrawn", _("taken back")


class Decision(models.TextChoices):
    APPROVED = "approved", _("approved")
    RETURNED = "returned", _("returned")
    UNCHECKED = "unchecked", _("published without a second check")


class CorrectionState(models.TextChoices):
    """What became of a correction of something handed over."""

    WRITING = "writing", _("being written")
    WAITING = "waiting", _("waiting for the other side")
    ACCEPTED = "accepted", _("accepted")
    REFUSED = "refused", _("refused")
    DROPPED = "dropped", _("given up")
    OVERTAKEN = "overtaken", _("the hour came first")


class LinkEnd(models.TextChoices):
    """Why a preview link stopped working before its day."""

    REVOKED = "revoked", _("revoked")
    PUBLISHED = "published", _("the page was published")
    UNPUBLISHED = "unpublished", _("the page was taken off")
    WITHDRAWN = "withdrawn", _("the handoff was withdrawn")
    CONFINED = "confined", _("the draft was limited to named persons")
    ENTRUSTED = "entrusted", _("the page passed to another unit")


@dataclass(frozen=True)
class Step:
    """One row of the table: a deed leads from any of `before` to `after`."""

    deed: str
    before: frozenset[str]
    after: str
    label: object


S = Stage
STEPS = (
    Step("deliver", frozenset({S.PREPARED, S.RETURNED}), S.QUEUED, _("hand over")),
    Step("send_back", frozenset({S.QUEUED}), S.RETURNED, _("return")),
    Step("entrust", frozenset({S.QUEUED}), S.RETURNED, _("give to another unit")),
    Step("schedule", frozenset({S.QUEUED}), S.SCHEDULED, _("approve")),
    Step("move_hour", frozenset({S.SCHEDULED}), S.SCHEDULED, _("move to another hour")),
    Step("publish_unchecked", frozenset({S.QUEUED}), S.PUBLISHED, _("publish without a second check")),
    Step("publish", frozenset({S.SCHEDULED, S.FAILED}), S.PUBLISHED, _("publish")),
    Step("fail", frozenset({S.SCHEDULED, S.FAILED}), S.FAILED, _("fail to publish")),
    Step("retry", frozenset({S.FAILED}), S.FAILED, _("try again")),
    Step("unschedule", frozenset({S.SCHEDULED, S.FAILED}), S.QUEUED, _("cancel the schedule")),
    Step(
        "withdraw",
        frozenset({S.PREPARED, S.QUEUED, S.RETURNED, S.SCHEDULED, S.FAILED}),
        S.WITHDRAWN,
        _("withdraw"),
    ),
)
BY_DEED = {step.deed: step for step in STEPS}

OPEN = frozenset({S.PREPARED, S.QUEUED, S.RETURNED, S.SCHEDULED, S.FAILED})
"""Stages that still lead somewhere."""
HOLDING = frozenset({S.QUEUED, S.SCHEDULED, S.FAILED})
"""Stages in which the page is locked: what was handed over stays as it was read."""
NEGOTIABLE = frozenset({S.PREPARED, S.QUEUED, S.RETURNED})
"""Stages in which the dates are still on the table."""
MOVABLE = NEGOTIABLE | {S.SCHEDULED}
"""Stages in which other dates may be proposed; what is approved keeps its hour until the other side accepts."""


def allows(deed: str, stage: str) -> bool:
    return stage in BY_DEED[deed].before


CORRECTS: dict[str, Side] = {S.QUEUED: Side.PORTAL, S.SCHEDULED: Side.UNIT, S.FAILED: Side.UNIT}
"""Who may correct what was handed over, by its stage: a reviewer what waits, the unit what is approved. The other side
then answers; the stage stays."""

C = CorrectionState
CORRECTION_STEPS = (
    Step("send", frozenset({C.WRITING}), C.WAITING, _("send the correction")),
    Step("accept", frozenset({C.WAITING}), C.ACCEPTED, _("agree to the correction")),
    Step("refuse", frozenset({C.WAITING}), C.REFUSED, _("refuse the correction")),
    Step("drop", frozenset({C.WRITING, C.WAITING}), C.DROPPED, _("give the correction up")),
    Step("overtake", frozenset({C.WRITING, C.WAITING}), C.OVERTAKEN, _("the hour came first")),
)
UNSETTLED = frozenset({C.WRITING, C.WAITING})
"""States of a correction that still lead somewhere; a handoff has at most one such correction."""


class SetState(models.TextChoices):
    """Stan kompletu: never kept, always read from the stages of what belongs to it."""

    EMPTY = "empty", _("dissolved")
    PREPARED = "prepared", _("set being prepared")
    QUEUED = "queued", _("set waiting for the portal team")
    SCHEDULED = "scheduled", _("set scheduled")
    FAILED = "failed", _("publication of the set failed")
    PARTLY = "partly", _("partly published")
    PUBLISHED = "published", _("set published")


APPROVED = frozenset({S.SCHEDULED, S.FAILED, S.PUBLISHED})
"""Stages after an approval: what belongs to a set is fixed from then on."""


def set_state(stages: Iterable[str]) -> SetState:
    """The state of a set whose members stand in these stages."""
    found = set(stages)
    if not found:
        return SetState.EMPTY
    if S.PUBLISHED in found:
        return SetState.PUBLISHED if found == {S.PUBLISHED} else SetState.PARTLY
    if S.FAILED in found:
        return SetState.FAILED
    if found == {S.SCHEDULED}:
        return SetState.SCHEDULED
    return SetState.PREPARED if found & {S.PREPARED, S.RETURNED} else SetState.QUEUED


class LinkState(models.TextChoices):
    """Stan linku. The values stand in addresses, so they are Polish. «Broken» is said late, «outage» to nobody else."""

    NEW = "niesprawdzony", _("not checked yet")
    WORKS = "dziala", _("works")
    FAILING = "do-potwierdzenia", _("failed, to be checked again")
    BROKEN = "nie-dziala", _("broken")
    OUTAGE = "niedostepny", _("no answer for the time being")
    BARRED = "nie-sprawdzamy", _("left alone")  # robots.txt says no, or the address is not of the open network
