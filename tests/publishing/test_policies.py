"""Who × verb × stage, without a database: the judgement of publishing (§ 4)."""

from __future__ import annotations

import datetime as dt
from types import MappingProxyType
from typing import Any

import pytest

from coordination.standing import Post, Standing
from coordination.states import Office, PortalOffice
from publishing.policies import CorrectionPolicy, HandoffFacts, HandoffPolicy, PageFacts, PagePolicy, Read
from publishing.policies.verdicts import (
    HOUR_CAME,
    HOUR_MOVED,
    LATE,
    NEWER,
    NOT_LATE,
    OWN_PROPOSAL,
    PROPOSED_HOUR_PASSED,
    REDELIVERED,
    UNCHANGED,
    VANISHED,
    WHY_MOVED,
    WHY_OTHERS,
    busy,
)
from publishing.rights import Grant, Granted
from publishing.states import HOLDING, MOVABLE, OPEN, Side, Stage

TODAY = dt.date(2026, 11, 23)
NOW = dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)
DELIVERED = dt.datetime(2026, 11, 20, 8, tzinfo=dt.UTC)
HOUR = dt.datetime(2026, 11, 24, 8, tzinfo=dt.UTC)
KD, SP = 1, 2


def who(name: str, user_id: int, unit: int = 0, office: str = "", portal: str = "", root: bool = False) -> Standing:
    units = MappingProxyType({unit: frozenset({office})}) if unit else MappingProxyType({})
    return Standing(user_id, name, TODAY, None, units, posts=(Post(portal),) if portal else (), is_superuser=root)


PEOPLE = {
    "coordinator": who("coordinator", 1, KD, Office.COORDINATOR),
    "deputy": who("deputy", 2, KD, Office.DEPUTY),
    "head": who("head", 3, KD, Office.HEAD),
    "other": who("other", 4, SP, Office.COORDINATOR),
    "administrator": who("administrator", 5, portal=PortalOffice.ADMINISTRATOR),
    "editor": who("editor", 6, portal=PortalOffice.EDITOR),
    "operator": who("operator", 7, portal=PortalOffice.OPERATOR),
    "monitor": who("monitor", 8, portal=PortalOffice.MONITOR),
    "director": who("director", 9, portal=PortalOffice.DIRECTOR),
    "root": who("root", 10, root=True),
    "nobody": who("nobody", 11),
}
UNIT = {"coordinator", "deputy"}
OFFICERS = {"administrator", "editor", "operator", "root"}
APPROVERS = {"administrator", "editor", "root"}
WATCHERS = {"monitor", "director"}
NEWS = Granted.of([Grant(KD, "news", dt.date(2026, 1, 1))], TODAY)
NOTHING = Granted.of([], TODAY)


def page(name: str, granted: Granted = NEWS, **facts: Any) -> PagePolicy:
    return PagePolicy(PEOPLE[name], granted, PageFacts(**{"unit_id": KD, "kind": "news", **facts}))


def may(name: str, verb: str, granted: Granted = NEWS, **facts: Any) -> bool:
    return bool(getattr(page(name, granted, **facts), f"may_{verb}")())


@pytest.mark.par(4, ust=1, pkt=1)
@pytest.mark.parametrize("name", PEOPLE)
@pytest.mark.parametrize(
    ("verb", "allowed"),
    [
        ("read", UNIT | {"head"} | OFFICERS | WATCHERS),
        ("edit", UNIT | OFFICERS),
        ("publish", UNIT),
        ("hand_over", UNIT),
        ("delete", UNIT | OFFICERS),
        ("move", APPROVERS),
        ("confirm", UNIT),
    ],
)
def test_a_draft_of_a_unit_with_the_right(name: str, verb: str, allowed: set[str]) -> None:
    assert may(name, verb) is (name in allowed)


@pytest.mark.par(4, ust=1, pkt=2)
@pytest.mark.parametrize("name", PEOPLE)
def test_without_the_right_nobody_publishes_directly(name: str) -> None:
    assert not may(name, "publish", NOTHING)
    assert not may(name, "publish", NEWS, kind="competition")


@pytest.mark.par(4, ust=1, pkt=2)
def test_the_refusal_offers_to_hand_over_and_cites_the_order() -> None:
    verdict = page("coordinator", NOTHING).may_publish()
    assert str(verdict).endswith("(§ 4 ust. 1 pkt 2)")
    assert page("coordinator", NOTHING).may_hand_over()


@pytest.mark.par(4, ust=1, pkt=2)
@pytest.mark.parametrize("name", PEOPLE)
@pytest.mark.parametrize("stage", sorted(OPEN))
def test_while_a_handoff_is_open_nobody_publishes_deletes_or_moves(name: str, stage: str) -> None:
    assert not any(may(name, verb, stage=stage) for verb in ("publish", "delete", "move"))


@pytest.mark.parametrize("stage", sorted(OPEN))
def test_what_was_handed_over_is_not_edited_until_it_comes_back(stage: str) -> None:
    assert may("coordinator", "edit", stage=stage) is (stage not in HOLDING)
    assert may("root", "edit", stage=stage) is (stage not in HOLDING)
    assert may("coordinator", "hand_over", stage=stage) is (stage not in HOLDING)


@pytest.mark.parametrize("name", PEOPLE)
def test_structure_is_kept_by_the_portal_team(name: str) -> None:
    facts = {"kind": "structure", "structural": True, "unit_id": KD}
    assert may(name, "edit", **facts) is (name in OFFICERS)
    assert may(name, "publish", **facts) is (name in APPROVERS)
    assert not may(name, "hand_over", **facts)


def test_what_is_public_is_deleted_only_by_who_may_publish_it() -> None:
    assert may("coordinator", "delete", live=True)
    assert not may("coordinator", "delete", NOTHING, live=True)
    assert not may("administrator", "delete", live=True)


@pytest.mark.parametrize(
    ("grant", "covers"),
    [
        (Grant(KD, "news", TODAY), True),
        (Grant(KD, "news", TODAY + dt.timedelta(days=1)), False),
        (Grant(KD, "news", dt.date(2026, 1, 1), TODAY), True),
        (Grant(KD, "news", dt.date(2026, 1, 1), TODAY - dt.timedelta(days=1)), False),
        (Grant(KD, "event", TODAY), False),
        (Grant(SP, "news", TODAY), False),
        (Grant(KD, "news", TODAY, user_id=1), True),
        (Grant(KD, "news", TODAY, user_id=2), False),
        (Grant(KD, "news", TODAY, site_id=9), False),
    ],
)
def test_a_right_holds_for_its_unit_kind_days_person_and_portal(grant: Grant, covers: bool) -> None:
    assert Granted.of([grant], TODAY).covers(KD, "news", user_id=1, site_id=3) is covers


# -- handoffs -------------------------------------------------------------------------------------------------------


def handoff(name: str, **facts: Any) -> HandoffPolicy:
    given = {
        "unit_id": KD,
        "stage": Stage.QUEUED,
        "agreed": False,
        "waiting_side": Side.UNIT,
        "publish_at": HOUR,
        "submitted_by_id": 1,
        "last_editor_id": 1,
        "revision_id": 5,
        "latest_revision_id": 5,
        "delivered_at": DELIVERED,
    }
    return HandoffPolicy(PEOPLE[name], HandoffFacts(**{**given, **facts}))


def approves(
    name: str, read: int = 5, hour: dt.datetime = HOUR, late: bool = False, now: dt.datetime = NOW, **facts: Any
) -> bool:
    return bool(handoff(name, **facts).may_schedule(Read(read, DELIVERED, hour), now=now, late=late))


@pytest.mark.par(4, ust=2)
@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize("name", PEOPLE)
def test_who_decides_in_which_stage(name: str, stage: Stage) -> None:
    asked = handoff(name, stage=stage, waiting_side=Side.UNIT)
    unit, officer, approver = name in UNIT, name in OFFICERS, name in APPROVERS
    assert bool(asked.may_read()) is (unit or officer or name in WATCHERS or name == "head")
    assert bool(asked.may_deliver()) is (unit and stage in (Stage.PREPARED, Stage.RETURNED))
    assert bool(asked.may_withdraw(asked.handoff.newest)) is (unit and stage in OPEN)
    assert bool(asked.may_propose(NOW)) is ((unit or officer) and stage in MOVABLE)
    assert bool(asked.may_accept(NOW)) is (officer and stage in MOVABLE)
    assert bool(asked.may_send_back(asked.handoff.newest)) is (approver and stage == Stage.QUEUED)
    assert approves(name, stage=stage) is (approver and stage == Stage.QUEUED)
    assert bool(asked.may_unschedule(asked.handoff.newest)) is (approver and stage in (Stage.SCHEDULED, Stage.FAILED))


@pytest.mark.parametrize("name", sorted(APPROVERS))
@pytest.mark.parametrize("part", ["submitted_by_id", "last_editor_id"])
def test_whoever_wrote_or_handed_over_never_decides(name: str, part: str) -> None:
    own = {part: PEOPLE[name].user_id}
    assert not approves(name, **own)
    assert not handoff(name, **own).may_send_back(handoff(name).handoff.newest)


def test_approval_is_of_the_version_that_was_read() -> None:
    assert approves("editor")
    assert not approves("editor", read=4)
    assert not approves("editor", latest_revision_id=6)


@pytest.mark.par(4, ust=2)
def test_approval_is_for_the_hour_that_was_read() -> None:
    asked, later = handoff("editor"), HOUR + dt.timedelta(days=1)
    assert asked.may_schedule(Read(5, DELIVERED, later), now=NOW) == HOUR_MOVED
    assert asked.may_schedule(Read(5, DELIVERED, None), now=NOW) == HOUR_MOVED, "a form that says no hour says nothing"
    assert asked.may_schedule(Read(5, DELIVERED, HOUR), now=NOW, late=True) == NOT_LATE
    assert asked.may_schedule(Read(5, DELIVERED, HOUR), now=later) == LATE
    assert asked.may_schedule(Read(5, DELIVERED, HOUR), now=later, late=True)


@pytest.mark.par(4, ust=2)
def test_every_decision_is_about_the_delivery_that_was_read() -> None:
    """What is to be taken off or moved, and a brief, change by a new delivery under the same number."""
    for read, verdict in ((Read(5, NOW, HOUR), REDELIVERED), (Read(4, DELIVERED, HOUR), NEWER)):
        assert handoff("editor").may_schedule(read, now=NOW) == verdict
        assert handoff("editor").may_send_back(read) == verdict
        assert handoff("administrator").may_publish_unchecked(read) == verdict
    past_the_lock = handoff("editor", latest_revision_id=6)
    assert past_the_lock.may_send_back(past_the_lock.handoff.newest), "a return mends what was saved past the lock"


def test_the_unit_answers_first() -> None:
    assert not approves("editor", waiting_side=Side.PORTAL)
    assert handoff("coordinator", waiting_side=Side.PORTAL).may_accept(NOW)
    assert not handoff("editor", waiting_side=Side.PORTAL).may_accept(NOW)


def test_after_the_hour_only_an_explicit_late_approval_counts() -> None:
    assert not approves("editor", now=HOUR)
    assert approves("editor", now=HOUR, late=True)


def test_an_approved_hour_is_moved_before_it_comes_and_to_one_that_is_still_to_come() -> None:
    promised = {"stage": Stage.SCHEDULED, "agreed": True, "waiting_side": Side.UNIT}
    later = HOUR + dt.timedelta(days=1)
    assert handoff("editor", **promised, waiting_hour=later).may_accept(NOW)
    assert handoff("coordinator", **promised, waiting_hour=later).may_accept(NOW) == OWN_PROPOSAL
    assert handoff("editor", **promised, waiting_hour=later).may_accept(HOUR) == HOUR_CAME
    assert handoff("editor", **promised, waiting_hour=later).may_propose(HOUR) == HOUR_CAME
    assert handoff("editor", **promised, waiting_hour=NOW).may_accept(NOW) == PROPOSED_HOUR_PASSED


def test_the_unit_may_propose_without_a_word_where_nothing_agreed_moves() -> None:
    assert handoff("coordinator").may_stay_silent(moves_agreed=False)
    assert handoff("coordinator").may_stay_silent(moves_agreed=True) == WHY_MOVED
    assert handoff("editor").may_stay_silent(moves_agreed=False) == WHY_OTHERS


def test_what_reads_as_it_was_returned_goes_again_only_with_a_reason() -> None:
    returned = handoff("coordinator", stage=Stage.RETURNED, unchanged=True)
    assert returned.may_deliver()
    assert returned.may_send_unchanged(" ") == UNCHANGED
    assert returned.may_send_unchanged("Skan wymieniony.")
    assert handoff("coordinator", stage=Stage.RETURNED).may_send_unchanged("")


def test_nobody_tries_again_what_is_gone() -> None:
    assert handoff("editor", stage=Stage.FAILED).may_retry()
    assert handoff("editor", stage=Stage.FAILED, vanished=True).may_retry() == VANISHED
    gone = handoff("editor", stage=Stage.FAILED, vanished=True)
    assert gone.may_unschedule(gone.handoff.newest)
    assert CorrectionPolicy(handoff("coordinator", stage=Stage.FAILED)).may_begin()
    assert CorrectionPolicy(handoff("coordinator", stage=Stage.FAILED, vanished=True)).may_begin() == VANISHED


@pytest.mark.parametrize(
    ("stage", "beginning"),
    [
        (Stage.PREPARED, "Dla tej strony zarezerwowano termin."),
        (Stage.RETURNED, "Ta strona została zwrócona do poprawy."),
        (Stage.QUEUED, "Ta strona czeka na publikację."),
    ],
)
def test_the_refusal_is_true_to_the_stage(stage: Stage, beginning: str) -> None:
    assert str(busy(stage).reason).startswith(beginning)


def test_the_operator_agrees_dates_but_does_not_approve() -> None:
    assert handoff("operator").may_accept(NOW)
    refusal = handoff("operator").may_schedule(Read(5, DELIVERED, HOUR), now=NOW)
    assert not refusal
    assert str(refusal).endswith("(§ 4 ust. 1 pkt 2)")
