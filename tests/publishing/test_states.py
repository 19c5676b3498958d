"""The life of a handoff: every stage × every deed, and the drawing made from the same table."""

from __future__ import annotations

import itertools
import subprocess
import sys
from pathlib import Path

import pytest

from publishing.states import BY_DEED, HOLDING, OPEN, STEPS, Stage, allows

ROOT = Path(__file__).resolve().parent.parent.parent
S = Stage
ALLOWED = {
    (S.PREPARED, "deliver"): S.QUEUED,
    (S.RETURNED, "deliver"): S.QUEUED,
    (S.QUEUED, "send_back"): S.RETURNED,
    (S.QUEUED, "entrust"): S.RETURNED,
    (S.QUEUED, "schedule"): S.SCHEDULED,
    (S.SCHEDULED, "publish"): S.PUBLISHED,
    (S.FAILED, "publish"): S.PUBLISHED,
    (S.SCHEDULED, "fail"): S.FAILED,
    (S.SCHEDULED, "move_hour"): S.SCHEDULED,
    (S.QUEUED, "publish_unchecked"): S.PUBLISHED,
    (S.FAILED, "fail"): S.FAILED,
    (S.FAILED, "retry"): S.FAILED,
    (S.SCHEDULED, "unschedule"): S.QUEUED,
    (S.FAILED, "unschedule"): S.QUEUED,
    **{(stage, "withdraw"): S.WITHDRAWN for stage in (S.PREPARED, S.QUEUED, S.RETURNED, S.SCHEDULED, S.FAILED)},
}


@pytest.mark.par(4, ust=2)
@pytest.mark.parametrize(("stage", "deed"), list(itertools.product(Stage, BY_DEED)))
def test_each_deed_leads_from_its_stages_and_from_no_other(stage: Stage, deed: str) -> None:
    assert allows(deed, stage) is ((stage, deed) in ALLOWED)
    if allows(deed, stage):
        assert BY_DEED[deed].after == ALLOWED[stage, deed]


def test_every_open_stage_leads_somewhere_and_the_others_nowhere() -> None:
    leads = {stage for stage in Stage if any(allows(step.deed, stage) for step in STEPS)}
    assert leads == OPEN
    assert HOLDING < OPEN


def test_a_deed_has_one_row() -> None:
    assert len(BY_DEED) == len(STEPS)


def test_the_drawing_is_fresh() -> None:
    done = subprocess.run(
        [sys.executable, "scripts/draw_states.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
