"""Sets: their state, who may do what with them, how they are made and changed, what their screens cost."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from coordination.actions import merge_units
from coordination.models import AuditEntry
from coordination.standing import standing_of
from coordination.verdict import Refused
from publishing import actions, confinement, transfers
from publishing.actions import Dates
from publishing.actions.sets import NotReady
from publishing.facts import handoff_facts
from publishing.grounds import Ground
from publishing.models import DateProposal, Handoff, HandoffSet
from publishing.policies import SetPolicy
from publishing.policies.sets import may_join
from publishing.policies.verdicts import APPROVED_ALREADY, LATE, NOT_DELIVERED, NOT_READ, STILL_RETURNED
from publishing.states import APPROVED, NEGOTIABLE, Answer, SetState, Side, Stage, set_state
from tests.publishing.city import (
    FRIDAY,
    NOW,
    TODAY,
    TUESDAY,
    WEDNESDAY,
    approved,
    as_read,
    as_read_of,
    fresh,
    handed_over,
    hour_read,
    news,
)
from tests.publishing.test_policies import APPROVERS, HOUR, KD, OFFICERS, PEOPLE, UNIT, WATCHERS, handoff
from tests.publishing.test_policies import NOW as NINE

SignIn = Callable[[Any], Client]
S, T = Stage, SetState


# -- state ----------------------------------------------------------------------------------------------------------


@pytest.mark.par(4, ust=2)
@pytest.mark.parametrize(
    ("stages", "state"),
    [
        ([], T.EMPTY),
        ([S.PREPARED, S.QUEUED], T.PREPARED),
        ([S.QUEUED, S.RETURNED], T.PREPARED),
        ([S.QUEUED, S.QUEUED], T.QUEUED),
        ([S.SCHEDULED, S.SCHEDULED], T.SCHEDULED),
        ([S.SCHEDULED, S.FAILED], T.FAILED),
        ([S.FAILED, S.FAILED], T.FAILED),
        ([S.PUBLISHED, S.FAILED], T.PARTLY),
        ([S.PUBLISHED, S.SCHEDULED], T.PARTLY),
        ([S.PUBLISHED, S.QUEUED], T.PARTLY),
        ([S.PUBLISHED, S.PREPARED], T.PARTLY),
        ([S.PUBLISHED, S.PUBLISHED], T.PUBLISHED),
        ([S.PUBLISHED], T.PUBLISHED),
    ],
)
def test_the_state_is_read_from_the_stages(stages: list[str], state: str) -> None:
    assert set_state(stages) == state
    assert set_state(reversed(stages)) == state


# -- who ------------------------------------------------------------------------------------------------------------


def policy(name: str, *stages: str, **facts: Any) -> SetPolicy:
    members = {number: handoff(name, stage=stage, **facts) for number, stage in enumerate(stages or (S.QUEUED,) * 2)}
    return SetPolicy(PEOPLE[name], KD, members)


@pytest.mark.par(4, ust=2)
@pytest.mark.parametrize("name", PEOPLE)
def test_who_does_what_with_a_set(name: str) -> None:
    queued, promised = policy(name), policy(name, S.SCHEDULED, S.FAILED)
    assert bool(queued.may_read()) is (name in UNIT | {"head"} | OFFICERS | WATCHERS)
    assert bool(queued.may_arrange()) is (name in UNIT)
    assert bool(queued.may_decide()) is (name in APPROVERS)
    assert bool(promised.may_unschedule()) is (name in APPROVERS)
    assert bool(promised.may_retry()) is (name in OFFICERS)
    assert bool(may_join(handoff(name, stage=S.QUEUED))) is (name in UNIT)


@pytest.mark.parametrize("stage", Stage)
def test_a_set_is_arranged_until_something_of_it_is_approved(stage: Stage) -> None:
    assert bool(policy("coordinator", S.QUEUED, stage).may_arrange()) is (stage not in APPROVED)
    assert bool(may_join(handoff("coordinator", stage=stage))) is (stage in NEGOTIABLE)


def test_every_member_says_what_it_lacks() -> None:
    asked = policy("editor", S.QUEUED, S.PREPARED, S.RETURNED, S.SCHEDULED, S.FAILED, S.PUBLISHED, S.QUEUED)
    read = asked.members[0].handoff.newest
    lacking = asked.missing({0: read}, now=NINE, late=False)
    assert lacking == {
        1: NOT_DELIVERED,
        2: STILL_RETURNED,
        3: APPROVED_ALREADY,
        4: APPROVED_ALREADY,
        6: NOT_READ,
    }
    assert policy("editor").missing({0: read, 1: read}, now=HOUR, late=False) == {0: LATE, 1: LATE}
    assert policy("editor").missing({0: read, 1: read}, now=HOUR, late=True) == {}


def test_what_is_bound_is_not_approved_alone() -> None:
    asked = handoff("editor", stage=S.QUEUED, bound=True)
    assert not asked.may_schedule(asked.handoff.newest, now=NINE)
    assert asked.may_schedule(asked.handoff.newest, now=NINE, with_set=True)


# -- made and changed -----------------------------------------------------------------------------------------------


def reserved(city: SimpleNamespace) -> Handoff:
    dates = Dates(FRIDAY, WEDNESDAY.date())
    return actions.reserve(title="Plan", unit=city.kd, kind="news", dates=dates, by=fresh(city.coordinator), now=NOW)


def made(city: SimpleNamespace, *rows: Handoff, at: dt.datetime = FRIDAY, size: int = 2) -> HandoffSet:
    rows = rows or tuple(handed_over(city, at=FRIDAY) for _number in range(size))
    return actions.make_set(rows, title="Nabór", dates=actions.Dates(at), by=fresh(city.coordinator), now=NOW)


def returned(city: SimpleNamespace) -> Handoff:
    row = handed_over(city)
    return actions.send_back(row, by=fresh(city.editor), read=as_read(row), comment="x", now=NOW)


def approve(city: SimpleNamespace, found: HandoffSet) -> HandoffSet:
    return actions.approve_set(found, by=fresh(city.editor), read=as_read_of(found), now=NOW)


def test_joining_keeps_an_agreed_hour_and_proposes_another(city: SimpleNamespace) -> None:
    same, other, plan = handed_over(city, at=FRIDAY), handed_over(city, at=TUESDAY), reserved(city)
    waiting = same.proposals.get(answer=Answer.WAITING).pk
    actions.accept(same, by=fresh(city.editor), now=NOW, proposal_id=waiting)
    found = made(city, same, other, plan, at=WEDNESDAY)
    assert set(found.members.values_list("publish_at", "agreed_at")) == {(WEDNESDAY, None)}
    plan.refresh_from_db()
    assert plan.deliver_by == WEDNESDAY.date(), "material comes at the latest on the day of publication"
    early = made(city, size=2)
    assert not DateProposal.objects.filter(handoff__together=early, answer=Answer.REPLACED).exists()


def test_a_day_of_delivery_after_the_hour_of_the_set_moves_to_its_day(city: SimpleNamespace) -> None:
    plan = reserved(city)
    made(city, plan, handed_over(city), at=TUESDAY)
    plan.refresh_from_db()
    assert (plan.publish_at, plan.deliver_by) == (TUESDAY, TUESDAY.date())


def test_what_does_not_belong_together_is_refused(city: SimpleNamespace) -> None:
    one, scheduled, taken = handed_over(city), approved(city), handed_over(city)
    made(city, taken, handed_over(city))
    foreign = actions.hand_over(
        news(city, unit=city.sp, by=city.other), by=fresh(city.other), publish_at=TUESDAY, now=NOW
    )
    for rows in ([one], [one, one], [one, scheduled], [one, taken], [one, foreign]):
        with pytest.raises(Refused):
            made(city, *rows)
    with pytest.raises(Refused):
        actions.make_set(
            [one, handed_over(city)], title="x", dates=actions.Dates(FRIDAY), by=fresh(city.editor), now=NOW
        )
    one.refresh_from_db()
    assert one.together is None


def test_added_taken_out_and_dissolved_until_it_is_approved(city: SimpleNamespace) -> None:
    found, late, by = made(city), handed_over(city, at=TUESDAY), fresh(city.coordinator)
    actions.add_to_set(found, [late], by=by, now=NOW)
    late.refresh_from_db()
    assert (late.together, late.publish_at) == (found, FRIDAY)
    actions.take_out(found, late, by=by, now=NOW)
    late.refresh_from_db()
    assert (late.together, late.publish_at) == (None, FRIDAY), "it keeps the hour it has now"
    approve(city, found)
    member = found.members.first()
    for deed in (
        lambda: actions.add_to_set(found, [late], by=by, now=NOW),
        lambda: actions.take_out(found, member, by=by, now=NOW),
        lambda: actions.dissolve_set(found, by=by, now=NOW),
    ):
        with pytest.raises(Refused):
            deed()
    actions.unschedule_set(found, hour=hour_read(found), by=fresh(city.editor), reason="x", now=NOW)
    actions.dissolve_set(found, by=by, now=NOW)
    assert not found.members.exists()
    with pytest.raises(Refused):
        approve(city, found)
    assert AuditEntry.objects.filter(verb="handoff.leave").count() == 3


def test_the_last_one_of_a_set_is_approved_like_any_other(city: SimpleNamespace) -> None:
    found = made(city)
    gone, left = found.members.order_by("pk")
    actions.withdraw(gone, read=as_read(gone), by=fresh(city.coordinator), reason="x", now=NOW)
    gone.refresh_from_db()
    assert gone.together is None
    actions.approve(left, by=fresh(city.editor), read=as_read(left), now=NOW)
    assert set_state(found.members.values_list("stage", flat=True)) == SetState.SCHEDULED


def test_nothing_is_approved_when_something_is_missing(city: SimpleNamespace) -> None:
    plan = reserved(city)
    found = made(city, plan, handed_over(city, at=FRIDAY), handed_over(city, at=FRIDAY))
    with pytest.raises(NotReady) as refused:
        approve(city, found)
    assert [(title, verdict) for title, verdict in refused.value.missing] == [("Plan", NOT_DELIVERED)]
    assert "«Plan»" in str(refused.value)
    assert not found.members.filter(stage=Stage.SCHEDULED).exists()


def test_a_page_given_to_another_unit_leaves_the_set(city: SimpleNamespace) -> None:
    found = made(city, size=3)
    row = found.members.first()
    transfers.entrust(row.page.specific, to=city.sp, by=fresh(city.administrator), now=NOW, reason="x")
    row.refresh_from_db()
    assert (row.together, row.unit, found.members.count()) == (None, city.sp, 2)


def test_published_in_an_emergency_it_goes_alone(city: SimpleNamespace) -> None:
    found = made(city, size=3)
    row = found.members.first()
    by = fresh(city.administrator)
    actions.publish_unchecked(row, by=by, read=as_read(row), reason="Alarm", now=NOW)
    row.refresh_from_db()
    assert (row.stage, row.together, found.members.count()) == (Stage.PUBLISHED, None, 2)
    assert approve(city, found)


def test_after_a_merger_the_successor_goes_on_with_the_set(city: SimpleNamespace) -> None:
    found = made(city)
    merge_units(units=[city.kd], into=city.sp, on=TODAY, basis="zarządzenie", by=standing_of(city.root), now=NOW)
    found.refresh_from_db()
    assert (found.unit, found.members.filter(unit=city.sp).count()) == (city.sp, 2)
    assert found.unit_name != str(city.sp)
    actions.dissolve_set(found, by=fresh(city.other), now=NOW)


def test_whom_a_limit_shuts_out_approves_no_set_with_such_a_draft(city: SimpleNamespace, as_: SignIn) -> None:
    page = news(city, title="Tajny tytuł")
    confinement.confine(page, people=[fresh(city.administrator)], reason="x", by=fresh(city.coordinator), now=NOW)
    found = made(city, handed_over(city, page, at=FRIDAY), handed_over(city, at=FRIDAY))
    with pytest.raises(NotReady):
        approve(city, found)
    shown = as_(city.editor).get(reverse("publishing:handoff_set", args=[found.pk])).content.decode()
    assert "Tajny tytuł" not in shown
    named = as_(city.administrator).get(reverse("publishing:handoff_set", args=[found.pk])).content.decode()
    assert "Tajny tytuł" in named


# -- forms ----------------------------------------------------------------------------------------------------------


def test_the_form_keeps_what_was_typed_and_says_what_is_missing(city: SimpleNamespace, as_: SignIn) -> None:
    rows = [handed_over(city, at=FRIDAY) for _number in range(2)]
    one = {"title": "Nabór 2027", "handoffs": [rows[0].pk], "publish_at_0": "2026-11-20", "publish_at_1": "9:00"}
    answer = as_(city.coordinator).post(reverse("publishing:new_set"), one)
    told = answer.content.decode()
    assert answer.status_code == 422
    assert "Wybierz co najmniej dwa przekazania" in told
    assert "Ten termin już minął" in told
    assert 'value="Nabór 2027"' in told
    assert told.count(" checked") == 1
    assert not HandoffSet.objects.exists()


def test_with_nothing_to_put_together_the_screen_says_so(city: SimpleNamespace, as_: SignIn) -> None:
    shown = as_(city.coordinator).get(reverse("publishing:new_set")).content.decode()
    assert "Nie ma czego połączyć" in shown
    assert as_(city.editor).get(reverse("publishing:new_set")).status_code == 403, "units make sets"


# -- screens --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["editor", "coordinator", "monitor"])
def test_the_screen_of_a_set_costs_the_same_for_two_and_for_ten(city: SimpleNamespace, as_: SignIn, who: str) -> None:
    numbers = []
    for size in (2, 10):
        found = made(city, size=size)
        client = as_(getattr(city, who))
        client.get(reverse("publishing:handoff_set", args=[found.pk]))
        with CaptureQueriesContext(
            connection,
        ) as seen:
            assert client.get(reverse("publishing:handoff_set", args=[found.pk])).status_code == 200
        numbers.append(len(seen))
    assert numbers[0] == numbers[1], seen.captured_queries
    assert numbers[0] <= 40


@pytest.mark.parametrize(("who", "name"), [("editor", "queue"), ("coordinator", "unit_list"), ("editor", "calendar")])
def test_lists_read_all_sets_in_one_query(city: SimpleNamespace, as_: SignIn, who: str, name: str) -> None:
    client, numbers = as_(getattr(city, who)), []
    for _number in range(2):
        made(city, size=3)
        client.get(reverse(f"publishing:{name}"))
        with CaptureQueriesContext(connection) as seen:
            shown = client.get(reverse(f"publishing:{name}")).content.decode()
        numbers.append(len(seen))
    assert numbers[0] == numbers[1]
    assert shown.count("Komplet: Nabór") >= 6


def test_many_are_judged_as_one_would_be(city: SimpleNamespace) -> None:
    """What is read for several handoffs at once says of each what is read for it alone."""
    rows = [
        reserved(city),
        handed_over(city, news(city, live=True)),
        returned(city),
        actions.claim(handed_over(city), by=fresh(city.editor), now=NOW),
        approved(city),
        handed_over(city),
    ]
    corrected = handed_over(city)
    actions.begin_correction(corrected, by=fresh(city.editor), now=NOW)
    page = corrected.page.specific
    page.lead = "Lepiej."
    page.save_revision(user=fresh(city.editor))
    agreed = handed_over(city)
    actions.begin_correction(agreed, by=fresh(city.editor), now=NOW)
    page = agreed.page.specific
    page.lead = "Najlepiej."
    page.save_revision(user=fresh(city.editor))
    sent = actions.send_correction(agreed, by=fresh(city.editor), now=NOW)
    actions.accept_correction(agreed, by=fresh(city.deputy), read_revision_id=sent.revision_id, now=NOW)
    secret = news(city)
    confinement.confine(secret, people=[fresh(city.editor)], reason="x", by=fresh(city.coordinator), now=NOW)
    rows += [corrected, agreed, handed_over(city, secret), *made(city, size=2).members.all()]
    rows = [Handoff.objects.get(pk=row.pk) for row in rows]
    ground = Ground(rows)
    together = [handoff_facts(row, ground) for row in rows]
    assert together == [handoff_facts(Handoff.objects.get(pk=row.pk)) for row in rows]
    assert [facts.bound for facts in together] == [False] * 9 + [True] * 2
    assert city.deputy.pk in together[7].writer_ids
    assert city.editor.pk not in together[7].authors


def test_a_proposal_reaches_everything_that_may_still_move(city: SimpleNamespace) -> None:
    found = made(city, size=3)
    row = found.members.first()
    made_one = actions.propose(row, dates=Dates(WEDNESDAY), by=fresh(city.editor), now=NOW, reason="Święto")
    waiting = DateProposal.objects.filter(handoff__together=found, answer=Answer.WAITING)
    assert {(one.publish_at, one.side, one.reason) for one in waiting} == {(WEDNESDAY, Side.PORTAL, "Święto")}
    actions.accept(row, by=fresh(city.deputy), now=NOW, proposal_id=made_one.pk)
    assert not waiting.all().exists()
    assert found.members.filter(agreed_at=NOW, publish_at=WEDNESDAY).count() == 3


@pytest.mark.parametrize("stage", [Stage.QUEUED, Stage.SCHEDULED])
def test_a_reason_is_asked_for_at_the_field_when_another_of_the_set_is_agreed(
    city: SimpleNamespace, as_: SignIn, stage: Stage
) -> None:
    """Of the unit, too, which may else propose without a word."""
    agreed, other = handed_over(city, at=FRIDAY), handed_over(city, at=FRIDAY)
    waiting = agreed.proposals.get(answer=Answer.WAITING).pk
    actions.accept(agreed, by=fresh(city.editor), now=NOW, proposal_id=waiting)
    made(city, agreed, other)
    Handoff.objects.filter(pk=agreed.pk).update(stage=stage)
    moved = {"propose-publish_at_0": "2026-11-30", "propose-publish_at_1": "9:00"}
    refused = as_(city.coordinator).post(reverse("publishing:propose", args=[other.pk]), moved)
    assert refused.status_code == 422
    assert "propose-reason" in refused.content.decode()
    assert Handoff.objects.get(pk=agreed.pk).is_agreed
