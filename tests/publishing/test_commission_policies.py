"""Commissions judged: who × deed × stage, without a database (§ 4 ust. 1 pkt 2, ust. 2)."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from publishing.policies import CommissionPolicy, CorrectionFacts, CorrectionPolicy, HandoffFacts, HandoffPolicy
from publishing.policies.commission import may_be_target
from publishing.policies.verdicts import BEING_CARRIED_OUT, CARRY_OUT_FIRST, FOUR_EYES
from publishing.states import OPEN, CorrectionState, Side, Stage
from tests.publishing.test_policies import APPROVERS, HOUR, KD, NOTHING, NOW, PEOPLE, SP, UNIT, page

WRITING = CorrectionFacts(Side.PORTAL, CorrectionState.WRITING, 6)


def of(name: str, **facts: Any) -> HandoffPolicy:
    """A commission of KD, sent by its coordinator, that waits in the queue."""
    given: dict[str, Any] = {
        "unit_id": KD,
        "kind": "news",
        "stage": Stage.QUEUED,
        "agreed": True,
        "waiting_side": "",
        "publish_at": HOUR,
        "submitted_by_id": 1,
        "commissioned": True,
    }
    return HandoffPolicy(PEOPLE[name], HandoffFacts(**(given | facts)))


def commission(name: str, **facts: Any) -> CommissionPolicy:
    return CommissionPolicy(of(name, **facts))


@pytest.mark.par(4, ust=1, pkt=2)
@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize("name", PEOPLE)
def test_approvers_carry_out_what_waits(name: str, stage: Stage) -> None:
    assert bool(commission(name, stage=stage).may_carry_out()) is (name in APPROVERS and stage == Stage.QUEUED)


@pytest.mark.par(4, ust=2)
@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize("name", PEOPLE)
def test_the_unit_changes_its_brief_while_it_waits_and_after_a_return(name: str, stage: Stage) -> None:
    expected = name in UNIT and stage in {Stage.QUEUED, Stage.RETURNED}
    assert bool(commission(name, stage=stage).may_change(NOW)) is expected


@pytest.mark.par(4, ust=2)
@pytest.mark.parametrize("name", PEOPLE)
def test_what_is_no_commission_or_is_done_is_neither_carried_out_nor_changed(name: str) -> None:
    for facts in ({"commissioned": False}, {"revision_id": 7, "latest_revision_id": 7}):
        assert not commission(name, **facts).may_carry_out()
        assert not commission(name, **facts).may_change(NOW)


@pytest.mark.par(4, ust=2)
@pytest.mark.parametrize("name", sorted(APPROVERS))
def test_without_a_result_nobody_approves_or_corrects(name: str) -> None:
    policy = of(name)
    for read in (None, 0, 7):
        assert policy.may_schedule(replace(policy.handoff.newest, revision_id=read), now=NOW) == CARRY_OUT_FIRST
        if name != "editor":
            assert policy.may_publish_unchecked(replace(policy.handoff.newest, revision_id=read)) == CARRY_OUT_FIRST
    assert CorrectionPolicy(policy).may_begin() == CARRY_OUT_FIRST
    assert policy.may_send_back(policy.handoff.newest), "returned it may be"


@pytest.mark.par(4, ust=2)
def test_one_at_a_time_and_never_its_author() -> None:
    assert not commission("administrator", correction=WRITING).may_carry_out()
    assert commission("editor", submitted_by_id=6).may_carry_out() == FOUR_EYES
    assert commission("editor", writer_ids=frozenset({6})).may_carry_out() == FOUR_EYES


@pytest.mark.par(4, ust=2)
def test_the_brief_stays_while_it_is_carried_out_or_in_hand() -> None:
    assert commission("deputy", correction=WRITING).may_change(NOW) == BEING_CARRIED_OUT
    hour = dt.timedelta(hours=1)
    held = {"held_by_id": 6, "held_by_name": "Roman", "held_since": NOW, "held_until": NOW + hour}
    assert commission("deputy", **held).may_change(NOW) == BEING_CARRIED_OUT
    assert commission("deputy", **held).may_change(NOW + hour), "a claim lapses"


@pytest.mark.par(4, ust=1, pkt=2)
@pytest.mark.parametrize("name", PEOPLE)
def test_a_limit_shuts_out_from_the_commission_too(name: str) -> None:
    shut = commission(name, confined_to=frozenset({99}))
    assert not shut.may_carry_out()
    assert not shut.may_change(NOW)


@pytest.mark.par(4, ust=1, pkt=2)
@pytest.mark.parametrize("name", PEOPLE)
def test_a_target_is_a_free_public_page_of_the_own_unit(name: str) -> None:
    def may(**facts: Any) -> bool:
        asked = {"unit_id": KD, "kind": "news"}
        return bool(may_be_target(page(name, NOTHING, **({"live": True} | facts)), **asked))

    assert may() is (name in UNIT)
    assert not may(live=False)
    assert not may(unit_id=SP)
    assert not may(kind="competition")
    assert not may(confined_to=frozenset({1, 2}))
    assert not may(kind="structure", structural=True)
    for stage in OPEN:
        assert not may(stage=stage)
