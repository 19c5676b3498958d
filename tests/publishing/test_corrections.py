"""Corrections: a reviewer's, with the unit's consent; the unit's small one in approved material (§ 4 ust. 2)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from coordination.models import AuditEntry, OutboxMessage
from coordination.states import PortalOffice
from publishing import actions, scheduling
from publishing.facts import handoff_facts
from publishing.models import Correction, Handoff, Review
from publishing.states import CorrectionState, Decision, Side, Stage
from tests.publishing.city import TUESDAY, approved, assigned, fresh, handed_over, news, officer, read_fields
from tests.publishing.test_direct import edit

SignIn = Callable[[Any], Client]
UNIT_MAILS = {"koordynator.kd@umk.example", "zastepca.kd@umk.example"}
PORTAL_MAILS = {"administrator@umk.example", "redaktor@umk.example"}


def address(name: str, row: Handoff) -> str:
    return reverse(f"publishing:{name}", args=[row.pk])


def post(client: Client, name: str, row: Handoff, **data: Any) -> Any:
    return client.post(address(name, row), data)


def letters(kind: str) -> set[str]:
    return set(OutboxMessage.objects.filter(kind=f"handoff.{kind}").values_list("to", flat=True))


def now_of(row: Handoff) -> Handoff:
    return Handoff.objects.select_related("page", "revision").get(pk=row.pk)


def written(client: Client, row: Handoff, lead: str = "Nabór trwa do 30 listopada.") -> Any:
    """Begin the correction and save the corrected text in the editor; leads to the comparison."""
    begun = post(client, "begin_correction", row)
    assert begun.status_code == 302, begun.content.decode()
    page = now_of(row).page.specific
    return edit(client, page, lead=lead, **{"action-compare-correction": "1"})


def sent(client: Client, row: Handoff, **values: Any) -> Correction:
    assert written(client, row, **values).url == address("correction", row)
    assert f'action="{address("send_correction", row)}"' in client.get(address("correction", row)).content.decode()
    assert post(client, "send_correction", row, **{"send-words": "Data zamiast «końca miesiąca»."}).status_code == 302
    return Correction.objects.get()


# -- a reviewer's own ---------------------------------------------------------------------------------------------


@pytest.mark.par(4, ust=2)
def test_the_reviewer_corrects_the_unit_agrees_the_same_reviewer_approves(
    city: SimpleNamespace, as_: SignIn, clock: Any
) -> None:
    row = handed_over(city)
    unit, team = as_(city.deputy), as_(city.editor)
    correction = sent(team, row)
    assert (correction.side, correction.state, now_of(row).stage) == (
        Side.PORTAL,
        CorrectionState.WAITING,
        Stage.QUEUED,
    )
    assert letters("correction_sent") == UNIT_MAILS
    told = OutboxMessage.objects.filter(kind="handoff.correction_sent").first()
    assert address("correction", row) in told.text
    assert "Zgadzam się na poprawkę" in told.text

    for who in (team, as_(city.administrator)):
        refused = post(who, "approve", row, **read_fields(row, correction.revision_id))
        assert refused.status_code == 403, "nobody approves what the unit has not agreed to"
        assert "Trwa poprawka tego tekstu" in refused.content.decode()
    board = unit.get(reverse("coordination_todo")).content.decode()
    assert address("correction", row) in board
    assert "zgodzić się na poprawkę redakcji" in board
    assert address("correction", row) in unit.get(address("handoff", row)).content.decode()
    shown = unit.get(address("correction", row)).content.decode()
    assert "30 listopada" in shown
    assert shown.count("Zgadzam się na poprawkę") == 1

    assert post(unit, "accept_correction", row, revision=correction.revision_id).status_code == 302
    assert letters("correction_answered") == PORTAL_MAILS
    row = now_of(row)
    assert (row.revision_id, row.submitted_by_name) == (correction.revision_id, "Ewelina Brodacka")
    assert post(team, "approve", row, **read_fields(row)).status_code == 302
    clock.move_to(TUESDAY)
    scheduling.run_once(TUESDAY)
    assert "Nabór trwa do 30 listopada." in Client().get(row.page.url).content.decode()
    verbs = set(AuditEntry.objects.filter(verb__startswith="handoff.correct").values_list("verb", flat=True))
    assert verbs == {"handoff.correct", "handoff.correct_send", "handoff.correct_accept"}


@pytest.mark.par(4, ust=2)
def test_refused_the_units_own_version_stands_and_the_reviewer_may_approve_it(
    city: SimpleNamespace, as_: SignIn
) -> None:
    row = handed_over(city)
    unit, team = as_(city.coordinator), as_(city.editor)
    correction = sent(team, row)
    silent = post(unit, "refuse_correction", row, revision=correction.revision_id)
    assert silent.status_code == 422, "a refusal needs words"
    done = post(
        unit, "refuse_correction", row, revision=correction.revision_id, **{"refuse-comment": "Data się zmieni."}
    )
    assert done.status_code == 302
    row = now_of(row)
    assert row.revision_id == row.page.latest_revision_id
    assert row.revision.content["lead"] == "Nabór trwa do końca miesiąca."
    assert row.revision.user == city.coordinator
    told = OutboxMessage.objects.filter(kind="handoff.correction_answered").first()
    assert "Data się zmieni." in told.text
    assert post(team, "approve", row, **read_fields(row)).status_code == 302


@pytest.mark.par(4, ust=2)
def test_whoever_agreed_for_the_unit_does_not_approve(city: SimpleNamespace, as_: SignIn) -> None:
    row = handed_over(city)
    correction = sent(as_(city.editor), row)
    post(as_(city.deputy), "accept_correction", row, revision=correction.revision_id)
    assigned(city.deputy, PortalOffice.EDITOR)
    assert post(as_(fresh(city.deputy)), "approve", row, **read_fields(row, correction.revision_id)).status_code == 403
    assert post(as_(city.administrator), "approve", row, **read_fields(row, correction.revision_id)).status_code == 302


@pytest.mark.par(4, ust=2)
def test_one_person_of_both_sides_does_not_agree_to_the_own_correction(city: SimpleNamespace, as_: SignIn) -> None:
    row = handed_over(city)
    assigned(city.deputy, PortalOffice.EDITOR)
    both = as_(fresh(city.deputy))
    assert post(both, "begin_correction", row).status_code == 302
    edit(both, row.page.specific, lead="Po mojemu.")
    assert post(both, "send_correction", row).status_code == 302
    correction = Correction.objects.get()
    refused = post(both, "accept_correction", row, revision=correction.revision_id)
    assert refused.status_code == 403
    assert "nie zgadza się osoba, która ją napisała" in refused.content.decode()
    assert post(as_(city.coordinator), "accept_correction", row, revision=correction.revision_id).status_code == 302


@pytest.mark.parametrize("who", ["operator", "monitor", "head", "other", "nobody", "coordinator"])
def test_only_approvers_within_scope_correct_what_waits(city: SimpleNamespace, as_: SignIn, who: str) -> None:
    row = handed_over(city)
    assert post(as_(getattr(city, who)), "begin_correction", row).status_code in (302, 403)
    assert not Correction.objects.exists()


def test_the_scope_of_the_office_holds_here_too(city: SimpleNamespace, as_: SignIn) -> None:
    narrow = officer("redaktor.sp", "Sabina Sportowa", PortalOffice.EDITOR, units=[city.sp])
    assert post(as_(narrow), "begin_correction", handed_over(city)).status_code == 403


@pytest.mark.parametrize("who", ["administrator", "editor", "root"])
def test_whoever_wrote_the_text_is_no_reviewer_of_it(city: SimpleNamespace, as_: SignIn, who: str) -> None:
    row = handed_over(city, news(city, by=getattr(city, who)))
    assert post(as_(getattr(city, who)), "begin_correction", row).status_code == 403


@pytest.mark.par(4, ust=2)
def test_the_text_opens_for_nobody_but_the_one_who_corrects(city: SimpleNamespace, as_: SignIn) -> None:
    row = handed_over(city)
    assert post(as_(city.editor), "begin_correction", row).status_code == 302
    for who in ("coordinator", "deputy", "administrator", "root", "operator"):
        edit(as_(getattr(city, who)), row.page.specific, lead="Z boku.")
        assert now_of(row).page.latest_revision_id == row.revision_id, who
    edit(as_(city.editor), row.page.specific, lead="Poprawione.")
    assert now_of(row).page.latest_revision.content["lead"] == "Poprawione."
    post(as_(city.editor), "send_correction", row)
    sent_number = now_of(row).page.latest_revision_id
    edit(as_(city.editor), row.page.specific, lead="Po wysłaniu.")
    assert now_of(row).page.latest_revision_id == sent_number, "sent is sent"


def test_the_editor_says_what_it_is(city: SimpleNamespace, as_: SignIn) -> None:
    row = handed_over(city)
    team = as_(city.editor)
    post(team, "begin_correction", row)
    shown = team.get(reverse("wagtailadmin_pages:edit", args=[row.page_id])).content.decode()
    assert "Poprawiasz materiał komórki" in shown
    assert 'name="action-compare-correction"' in shown
    assert 'name="action-publish"' not in shown


def test_a_correction_that_changes_nothing_is_not_sent(city: SimpleNamespace, as_: SignIn) -> None:
    row = handed_over(city)
    team = as_(city.editor)
    post(team, "begin_correction", row)
    assert post(team, "send_correction", row).status_code == 403
    assert not letters("correction_sent")


@pytest.mark.par(4, ust=2)
@pytest.mark.parametrize("deed", ["send_back", "withdraw", "drop_correction", "dropped by administrator"])
def test_when_the_handoff_moves_on_the_units_version_is_the_newest_again(
    city: SimpleNamespace, as_: SignIn, deed: str
) -> None:
    row = handed_over(city)
    sent(as_(city.editor), row)
    done = {
        "send_back": lambda: post(
            as_(city.administrator), "send_back", row, **read_fields(row), **{"return-comment": "Od nowa."}
        ),
        "withdraw": lambda: post(
            as_(city.coordinator), "withdraw", row, **read_fields(row), **{"withdraw-reason": "Zmiana."}
        ),
        "drop_correction": lambda: post(as_(city.editor), "drop_correction", row),
        "dropped by administrator": lambda: post(as_(city.administrator), "drop_correction", row),
    }[deed]()
    assert done.status_code == 302
    assert Correction.objects.get().state == CorrectionState.DROPPED
    assert now_of(row).page.latest_revision.content["lead"] == "Nabór trwa do końca miesiąca."


def test_another_reviewer_gives_up_nothing(city: SimpleNamespace, as_: SignIn) -> None:
    second = officer("redaktor.2", "Renata Redaktorka", PortalOffice.EDITOR)
    row = handed_over(city)
    sent(as_(city.editor), row)
    assert post(as_(second), "drop_correction", row).status_code == 403


# -- a small one in approved material -----------------------------------------------------------------------------


@pytest.mark.par(4, ust=2)
def test_a_small_mistake_is_corrected_without_losing_the_slot(city: SimpleNamespace, as_: SignIn, clock: Any) -> None:
    row = approved(city)
    unit, team = as_(city.coordinator), as_(city.administrator)
    assert "Popraw drobny błąd" in unit.get(address("handoff", row)).content.decode()
    correction = sent(unit, row)
    row = now_of(row)
    assert (row.stage, row.publish_at, row.is_agreed) == (Stage.SCHEDULED, TUESDAY, True)
    assert row.revision_id == correction.base_id, "the approved version stands"
    assert letters("correction_sent") == PORTAL_MAILS
    assert "przeczytać drobną poprawkę komórki" in team.get(reverse("publishing:queue")).content.decode()
    assert address("correction", row) in team.get(address("handoff", row)).content.decode()
    assert post(team, "accept_correction", row, revision=correction.revision_id).status_code == 302
    row = now_of(row)
    assert (row.stage, row.publish_at, row.is_agreed) == (Stage.SCHEDULED, TUESDAY, True)
    assert (row.revision_id, row.approved_by_name) == (correction.revision_id, "Anna Administrator")
    assert Review.objects.get(revision_id=correction.revision_id).decision == Decision.APPROVED
    assert letters("correction_answered") == UNIT_MAILS
    clock.move_to(TUESDAY)
    scheduling.run_once(TUESDAY)
    assert "Nabór trwa do 30 listopada." in Client().get(row.page.url).content.decode()


@pytest.mark.par(4, ust=2)
@pytest.mark.parametrize("how_far", ["begun", "written", "sent"])
def test_if_the_hour_comes_first_the_approved_version_goes_public(
    city: SimpleNamespace, as_: SignIn, clock: Any, how_far: str
) -> None:
    row = approved(city)
    unit = as_(city.coordinator)
    steps = {"begun": lambda: post(unit, "begin_correction", row), "written": lambda: written(unit, row)}
    steps.get(how_far, lambda: sent(unit, row))()
    clock.move_to(TUESDAY)
    assert scheduling.run_once(TUESDAY)["published"] == 1
    row = now_of(row)
    assert "Nabór trwa do końca miesiąca." in Client().get(row.page.url).content.decode()
    assert Correction.objects.get().state == CorrectionState.OVERTAKEN
    assert letters("correction_overtaken") == UNIT_MAILS
    if how_far != "begun":
        assert row.page.latest_revision.content["lead"] == "Nabór trwa do 30 listopada.", "the fix stays as a draft"
        assert row.page.has_unpublished_changes
    assert post(as_(city.editor), "accept_correction", row, revision=row.page.latest_revision_id).status_code == 403
    later = TUESDAY + dt.timedelta(days=1)
    again = actions.hand_over(row.page.specific, by=fresh(city.deputy), publish_at=later, now=TUESDAY)
    wrote = city.coordinator.pk in handoff_facts(again).authors
    assert wrote or how_far == "begun", "who wrote the draft is still its writer"


@pytest.mark.par(4, ust=2)
def test_a_refused_small_correction_leaves_the_approved_version(city: SimpleNamespace, as_: SignIn, clock: Any) -> None:
    row = approved(city)
    correction = sent(as_(city.coordinator), row)
    words = {"refuse-comment": "To nie jest drobne."}
    assert post(as_(city.editor), "refuse_correction", row, revision=correction.revision_id, **words).status_code == 302
    assert now_of(row).revision_id == row.revision_id
    assert letters("correction_answered") == UNIT_MAILS
    clock.move_to(TUESDAY)
    scheduling.run_once(TUESDAY)
    assert "do końca miesiąca" in Client().get(row.page.url).content.decode()


@pytest.mark.par(4, ust=2)
@pytest.mark.parametrize("who", ["operator", "monitor", "coordinator", "deputy", "other"])
def test_the_small_correction_is_read_by_an_approver_who_did_not_write_it(
    city: SimpleNamespace, as_: SignIn, who: str
) -> None:
    row = approved(city)
    correction = sent(as_(city.coordinator), row)
    answer = post(as_(getattr(city, who)), "accept_correction", row, revision=correction.revision_id)
    assert answer.status_code == 403
    assert now_of(row).revision_id == row.revision_id


def test_an_older_number_is_not_approved(city: SimpleNamespace, as_: SignIn) -> None:
    row = approved(city)
    correction = sent(as_(city.coordinator), row)
    assert post(as_(city.editor), "accept_correction", row, revision=correction.base_id).status_code == 409


def test_the_queue_gets_back_the_version_that_was_approved(city: SimpleNamespace, as_: SignIn) -> None:
    row = approved(city)
    sent(as_(city.coordinator), row)
    assert (
        post(
            as_(city.editor), "unschedule", row, **read_fields(row), **{"unschedule-reason": "Zmiana planów."}
        ).status_code
        == 302
    )
    row = now_of(row)
    assert (row.stage, row.revision_id) == (Stage.QUEUED, row.page.latest_revision_id)
    assert row.revision.content["lead"] == "Nabór trwa do końca miesiąca."
    assert Correction.objects.get().state == CorrectionState.DROPPED


def test_an_open_editor_does_not_rewrite_the_approved_version(city: SimpleNamespace, as_: SignIn) -> None:
    """The coordinator's tab of before the handoff still holds the number that is approved now."""
    row = approved(city)
    unit = as_(city.coordinator)
    post(unit, "begin_correction", row)
    edit(unit, row.page.specific, lead="Podmiana.", overwrite_revision_id=row.revision_id)
    row = now_of(row)
    assert row.revision.content["lead"] == "Nabór trwa do końca miesiąca."
    assert row.page.latest_revision_id != row.revision_id


def test_two_corrections_at_once_are_one_too_many(city: SimpleNamespace, as_: SignIn) -> None:
    row = approved(city)
    assert post(as_(city.coordinator), "begin_correction", row).status_code == 302
    assert post(as_(city.deputy), "begin_correction", row).status_code == 403
    assert Correction.objects.count() == 1
