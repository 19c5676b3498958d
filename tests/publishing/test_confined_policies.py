"""A limit to named persons in judgement, without a database: who × verb, named and not (scenario 36)."""

from __future__ import annotations

import pytest

from coordination.standing import Standing
from publishing.policies import HandoffFacts, HandoffPolicy, PageFacts, PagePolicy
from publishing.policies.verdicts import CONFINED_ALREADY, NOT_YOURS, REMARK
from publishing.rights import Grant, Granted
from publishing.states import Stage
from tests.publishing.test_policies import HOUR, KD, NOW, PEOPLE, TODAY

GRANTED = Granted.of([Grant(KD, "news", TODAY)], TODAY)
VERBS = (
    "may_read",
    "may_edit",
    "may_publish",
    "may_hand_over",
    "may_delete",
    "may_move",
    "may_copy",
    "may_share",
    "may_confine",
    "may_name",
)
INSIDERS = [name for name in PEOPLE if name not in ("other", "nobody")]


def page(name: str, to: set[str] | None) -> PagePolicy:
    named = None if to is None else frozenset(PEOPLE[one].user_id for one in to)
    return PagePolicy(
        PEOPLE[name], GRANTED, PageFacts(KD, "news", confined_to=named, confined_by="Ewelina" if to else "")
    )


@pytest.mark.par(4, ust=1, pkt=1)
@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("name", INSIDERS)
def test_whoever_is_not_named_may_nothing_and_learns_whom_to_ask(name: str, verb: str) -> None:
    verdict = getattr(page(name, {"coordinator"} - {name} or {"deputy"}), verb)()
    assert not verdict
    if verb == "may_read":
        assert "Ewelina" in str(verdict)


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("name", ["other", "nobody"])
def test_whoever_reads_no_drafts_of_the_unit_learns_of_no_limit(name: str, verb: str) -> None:
    verdict = getattr(page(name, {"coordinator"}), verb)()
    assert not verdict
    assert "Ewelina" not in str(verdict)


@pytest.mark.parametrize("name", ["other", "nobody"])
def test_being_named_opens_nothing_without_an_office(name: str) -> None:
    assert page(name, {name}).may_read() is NOT_YOURS
    assert not page(name, {name}).may_edit()


@pytest.mark.parametrize("verb", ["may_read", "may_edit", "may_publish", "may_hand_over", "may_delete", "may_name"])
@pytest.mark.parametrize("name", ["coordinator", "deputy"])
def test_the_named_of_the_unit_go_on_working(name: str, verb: str) -> None:
    assert getattr(page(name, {name}), verb)()


@pytest.mark.parametrize("name", sorted(PEOPLE))
def test_a_limited_draft_is_neither_copied_nor_shared_nor_limited_twice(name: str) -> None:
    policy = page(name, {name})
    assert not policy.may_copy()
    assert not policy.may_share()
    assert not policy.may_confine()
    assert page("coordinator", {"coordinator"}).may_confine() is CONFINED_ALREADY


@pytest.mark.parametrize("name", sorted(PEOPLE))
def test_lifting(name: str) -> None:
    """The named at any time; an administrator or superuser with a remark; nobody else."""
    outside = page(name, {"coordinator"} - {name} or {"deputy"})
    boss = name in ("administrator", "root")
    assert bool(outside.may_lift("Bo trzeba.")) is boss
    assert not outside.may_lift("  ")
    if boss:
        assert outside.may_lift("") is REMARK
    if name in INSIDERS:
        assert page(name, {name}).may_lift()


def handoff(standing: Standing, stage: str, named: set[str], reviewers: set[str]) -> HandoffPolicy:
    ids = {name: person.user_id for name, person in PEOPLE.items()}
    return HandoffPolicy(
        standing,
        HandoffFacts(
            unit_id=KD,
            stage=stage,
            agreed=True,
            waiting_side="",
            publish_at=HOUR,
            revision_id=1,
            latest_revision_id=1,
            confined_to=frozenset(ids[name] for name in named),
            confined_by="Ewelina",
            reviewer_ids=frozenset(ids[name] for name in reviewers),
        ),
    )


@pytest.mark.par(4, ust=2)
@pytest.mark.parametrize("name", sorted(PEOPLE))
@pytest.mark.parametrize("stage", [Stage.PREPARED, Stage.QUEUED, Stage.RETURNED, Stage.SCHEDULED, Stage.FAILED])
def test_a_handoff_of_it_is_shut_the_same(name: str, stage: str) -> None:
    policy = handoff(PEOPLE[name], stage, {"coordinator", "deputy"} - {name}, {"editor"})
    assert policy.side == ""
    assert not policy.may_propose(NOW)
    assert not policy.may_accept(NOW)
    for verb in ("may_read", "may_deliver"):
        assert not getattr(policy, verb)(), verb
    assert not policy.may_send_back(policy.handoff.newest)
    assert not policy.may_unschedule(policy.handoff.newest)
    assert not policy.may_withdraw(policy.handoff.newest)
    assert not policy.may_schedule(policy.handoff.newest, now=NOW)


@pytest.mark.par(4, ust=1, pkt=2)
@pytest.mark.parametrize(("reviewers", "may"), [(set(), False), ({"editor"}, True)])
def test_it_is_delivered_only_to_somebody_who_can_read_it(reviewers: set[str], may: bool) -> None:
    policy = handoff(PEOPLE["coordinator"], Stage.PREPARED, {"coordinator", *reviewers}, reviewers)
    assert bool(policy.may_deliver()) is may


def test_the_named_reviewer_decides() -> None:
    policy = handoff(PEOPLE["editor"], Stage.QUEUED, {"coordinator", "editor"}, {"editor"})
    assert policy.may_schedule(policy.handoff.newest, now=NOW)
    assert policy.may_send_back(policy.handoff.newest)
