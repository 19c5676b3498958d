"""Corrections of what was handed over: a reviewer's, which the unit answers; the unit's, which an approver answers."""

import datetime as dt
from typing import Any

from django.db import transaction

from coordination.standing import Standing
from coordination.verdict import Refused

from .. import correcting, signals
from ..facts import forget
from ..models import Commission, Correction, Handoff, Review
from ..policies import CorrectionPolicy
from ..policies.verdicts import NOTHING_CORRECTED
from ..states import CORRECTION_STEPS, CORRECTS, CorrectionState, Decision, Purpose, Side
from .shared import judge_content, judge_hour, locked, policy_for, write

AFTER = {step.deed: CorrectionState(step.after) for step in CORRECTION_STEPS}


@transaction.atomic
def begin_correction(handoff: Handoff, *, by: Any, now: dt.datetime) -> Correction:
    """Open the text for a correction; the handoff keeps its stage, dates and version meanwhile."""
    handoff, policy = _asked(handoff, by)
    policy.may_begin().enforce()
    row = open_correction(handoff, by, policy.of.standing, now, base_id=handoff.revision_id)
    write("correct", handoff, policy.of.standing, now)
    forget(by)
    return row


def open_correction(
    handoff: Handoff, by: Any, standing: Standing, now: dt.datetime, *, base_id: int | None
) -> Correction:
    """The record of a text being written by the side that corrects at this stage; whoever calls has judged."""
    return Correction.objects.create(
        handoff=handoff,
        side=CORRECTS[handoff.stage],
        base_id=base_id,
        by=by,
        by_name=standing.name,
        begun_at=now,
    )


@transaction.atomic
def send_correction(handoff: Handoff, *, by: Any, now: dt.datetime, words: str = "") -> Correction:
    """Send the newest saved version to the other side; until it answers nobody changes it.

    Raises Refused where nothing was saved yet, or the text lacks something.
    """
    handoff, policy = _asked(handoff, by)
    policy.may_send().enforce()
    row = _open(handoff)
    page = handoff.page.specific  # type: ignore[union-attr]
    if page.latest_revision_id in (row.base_id, handoff.revision_id):
        raise Refused(NOTHING_CORRECTED)
    judge_content(page.get_latest_revision_as_object(), handoff.publish_at, now)
    row.revision_id = page.latest_revision_id
    row.by, row.by_name = by, policy.of.standing.name
    row.sent_at, row.words, row.state = now, words, AFTER["send"]
    row.save()
    write("correct_send", handoff, policy.of.standing, now, note=words)
    forget(by)
    signals.correction_sent.send(Handoff, handoff=handoff, now=now, correction=row)
    return row


@transaction.atomic
def accept_correction(handoff: Handoff, *, by: Any, read_revision_id: int, now: dt.datetime) -> Correction:
    """Agree to the very version that was read: it takes the place of the one handed over, and stage and dates stay.

    Of the unit's own correction it is an approval, so it is judged for the hour that is agreed now: the dates may have
    moved since it was sent. A reviewer's may be approved afterwards, by its writer too, and is judged then.

    Raises Refused where the corrected text forbids the hour.
    """
    handoff, policy = _asked(handoff, by)
    policy.may_answer(read_revision_id).enforce()
    row = _answered(handoff, "accept", by, policy.of.standing, now)
    handoff.revision = row.revision
    handoff.title = handoff.page.draft_title  # type: ignore[union-attr]
    if policy.of.handoff.owes_result:
        _note_result(handoff, row, now)
    if row.side == Side.UNIT:
        judge_hour(handoff, handoff.publish_at, now)
        _approve_again(handoff, by, policy.of.standing, now)
    handoff.save()
    write("correct_accept", handoff, policy.of.standing, now)
    signals.correction_answered.send(Handoff, handoff=handoff, now=now, correction=row)
    return row


@transaction.atomic
def refuse_correction(
    handoff: Handoff, *, by: Any, read_revision_id: int, comment: str, now: dt.datetime
) -> Correction:
    """Do not agree, with words: what was handed over stands. A unit's text stays its draft, a reviewer's goes."""
    handoff, policy = _asked(handoff, by)
    policy.may_answer(read_revision_id).enforce()
    row = _answered(handoff, "refuse", by, policy.of.standing, now, comment)
    write("correct_refuse", handoff, policy.of.standing, now, note=comment)
    if row.side == Side.PORTAL:
        correcting.bring_back(handoff)
    signals.correction_answered.send(Handoff, handoff=handoff, now=now, correction=row)
    return row


@transaction.atomic
def drop_correction(handoff: Handoff, *, by: Any, now: dt.datetime) -> Correction:
    """Give the correction up: what was handed over stands. Whoever was asked about it, or wrote it, is told."""
    handoff, policy = _asked(handoff, by)
    policy.may_drop().enforce()
    row = _open(handoff)
    asked = row.state == CorrectionState.WAITING
    row.answered_by, row.answered_by_name = by, policy.of.standing.name
    correcting.settle(row, AFTER["drop"], now=now)
    write("correct_drop", handoff, policy.of.standing, now)
    if row.side == Side.PORTAL:
        correcting.bring_back(handoff)
    forget(by)
    told = {"handoff": handoff, "now": now, "correction": row, "by": policy.of.standing, "asked": asked}
    signals.correction_dropped.send(Handoff, **told)
    return row


def _asked(handoff: Handoff, by: Any) -> tuple[Handoff, CorrectionPolicy]:
    handoff = locked(handoff)
    return handoff, CorrectionPolicy(policy_for(by, handoff))


def _open(handoff: Handoff) -> Correction:
    return Correction.objects.select_for_update().open().get(handoff=handoff)


def _answered(
    handoff: Handoff, deed: str, by: Any, standing: Standing, now: dt.datetime, comment: str = ""
) -> Correction:
    row = _open(handoff)
    row.answered_by, row.answered_by_name, row.comment = by, standing.name, comment
    correcting.settle(row, AFTER[deed], now=now)
    return row


def _note_result(handoff: Handoff, row: Correction, now: dt.datetime) -> None:
    """The unit agreed to what was made of its brief: the commission is carried out, by whoever wrote the text."""
    handoff.purpose = Purpose.CHANGE if handoff.page and handoff.page.live else Purpose.NEW
    commission = Commission.objects.get(handoff=handoff)
    commission.carried_out_by_id, commission.carried_out_by_name = row.by_id, row.by_name
    commission.carried_out_at = now
    commission.save()


def _approve_again(handoff: Handoff, by: Any, standing: Standing, now: dt.datetime) -> None:
    """Another version is approved; hour and agreement stay as they are."""
    Review.objects.create(
        handoff=handoff,
        revision_id=handoff.revision_id,
        reviewer_id=standing.user_id,
        reviewer_name=standing.name,
        decision=Decision.APPROVED,
        at=now,
    )
    handoff.approved_by = by
    handoff.approved_by_name = standing.name
