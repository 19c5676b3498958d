"""Commissions: a brief instead of a draft; an editor carries it out, the unit agrees, the clock publishes (§ 4)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.models import Page

from coordination.models import AuditEntry, OutboxMessage
from coordination.states import Outcome, PortalOffice
from coordination.verdict import Refused
from publishing import actions, confinement, drafts, scheduling
from publishing.actions import Brief
from publishing.collections import collection_name, collection_of
from publishing.facts import handoff_facts
from publishing.models import Commission, Correction, Handoff, PublicChange
from publishing.states import CorrectionState, Purpose, Side, Stage
from tests.publishing.city import (
    FRIDAY,
    NOW,
    TODAY,
    TUESDAY,
    as_read,
    assigned,
    fresh,
    handed_over,
    lead_time,
    news,
    officer,
    read_fields,
)
from tests.publishing.test_direct import edit

SignIn = Callable[[Any], Client]
UNIT_MAILS = {"koordynator.kd@umk.example", "zastepca.kd@umk.example"}
PORTAL_MAILS = {"administrator@umk.example", "redaktor@umk.example"}
TEXT = "Ogłaszamy nabór do Rady Kultury. Szczegóły w załączniku."


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = str(tmp_path)


def upload(name: str = "nabor.txt", content: bytes = b"Regulamin naboru") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "text/plain")


def typed(city: SimpleNamespace, **values: Any) -> dict[str, Any]:
    when = {"publish_at_0": "2026-11-24", "publish_at_1": "09:00"}
    return {"title": "Nabór do Rady", "kind": "news", "unit": city.kd.pk, "target": "", "text": TEXT, **when, **values}


def commissioned(city: SimpleNamespace, **values: Any) -> Handoff:
    given = {"unit": city.kd, "kind": "news", "publish_at": TUESDAY, "by": fresh(city.coordinator), "now": NOW}
    return actions.commission(Brief("Nabór do Rady", TEXT), **(given | values))


def begun(city: SimpleNamespace, row: Handoff, by: Any = None) -> Correction:
    who = fresh(by or city.editor)
    return actions.carry_out_commission(row, begin=lambda handoff: drafts.create(handoff, by=who), by=who, now=NOW)


def sent(city: SimpleNamespace, row: Handoff, lead: str = "Zgłoszenia do piątku.", by: Any = None) -> Correction:
    correction = begun(city, row, by)
    page = now_of(row).page.specific
    page.lead = lead
    page.save_revision(user=by or city.editor)
    return actions.send_correction(correction.handoff, by=fresh(by or city.editor), now=NOW)


def agreed(city: SimpleNamespace, row: Handoff, **values: Any) -> Handoff:
    correction = sent(city, row, **values)
    read = correction.revision_id
    actions.accept_correction(correction.handoff, by=fresh(city.deputy), read_revision_id=read, now=NOW)
    return now_of(row)


def so_far(city: SimpleNamespace, row: Handoff, how: str) -> None:
    """The commission «waiting», «being written» or «agreed»."""
    if how == "being written":
        begun(city, row)
    elif how == "agreed":
        agreed(city, row)


def url(name: str, row: Handoff, *more: int) -> str:
    return reverse(f"publishing:{name}", args=[row.pk, *more])


def post(client: Client, name: str, row: Handoff, **data: Any) -> Any:
    return client.post(url(name, row), data)


def screen(client: Client, row: Handoff, name: str = "handoff") -> str:
    return client.get(url(name, row)).content.decode()


def letters(kind: str) -> set[str]:
    return set(OutboxMessage.objects.filter(kind=f"handoff.{kind}").values_list("to", flat=True))


def now_of(row: Handoff) -> Handoff:
    return Handoff.objects.select_related("page", "revision").get(pk=row.pk)


# -- the whole way --------------------------------------------------------------------------------------------------


@pytest.mark.par(4, ust=2)
@pytest.mark.par(4, ust=1, pkt=2)
def test_a_commission_from_the_brief_to_the_public(city: SimpleNamespace, as_: SignIn, clock: Any) -> None:
    unit, team = as_(city.coordinator), as_(city.editor)
    assert reverse("publishing:commission") in unit.get(reverse("publishing:unit_list")).content.decode()
    lead_time(2)
    form = unit.get(reverse("publishing:commission")).content.decode()
    assert "aktualności: 2 dni robocze, więc najwcześniejszy zwykły dzień to środa 25 listopada 2026." in form
    lead_time(0)
    done = unit.post(reverse("publishing:commission"), typed(city, uploads=[upload()]))
    row = Handoff.objects.get()
    assert done.url == url("handoff", row)
    assert (row.stage, row.page_id, row.revision_id) == (Stage.QUEUED, None, None)
    document = row.commission.files.get()
    assert document.collection.name == collection_name(city.kd.pk)
    assert letters("handed_over") == PORTAL_MAILS
    told = OutboxMessage.objects.filter(kind="handoff.handed_over").first()
    assert "Do wykonania: „Nabór do Rady”" in told.subject
    assert TEXT in told.text

    queue = team.get(reverse("publishing:queue")).content.decode()
    assert "Zlecenie" in queue
    assert "Nasz ruch: wykonać zlecenie do" in queue
    shown = screen(team, row)
    assert TEXT in shown
    assert url("commission_file", row, document.pk) in shown
    assert "Wykonaj zlecenie" in shown
    for read in ("", "0"):
        refused = post(team, "approve", row, revision=read)
        assert refused.status_code == 403
        assert "Najpierw wykonaj zlecenie" in refused.content.decode()
    assert post(as_(city.administrator), "publish_unchecked", row, **{"emergency-reason": "x"}).status_code == 403

    editor = post(team, "carry_out", row)
    row = now_of(row)
    page = row.page.specific
    assert editor.url == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert (page.live, page.stewardship.unit, page.title) == (False, city.kd, "Nabór do Rady")
    assert "Wykonujesz zlecenie" in team.get(editor.url).content.decode()
    assert TEXT in team.get(editor.url).content.decode(), "the brief stands beside the fields"
    assert url("commission_file", row, row.commission.files.get().pk) in team.get(editor.url).content.decode()
    assert post(as_(city.administrator), "take_text", row).status_code == 403, "only whoever writes it"
    assert post(team, "take_text", row).url == editor.url
    page = now_of(row).page.specific.get_latest_revision_as_object()
    assert TEXT in str(page.body)
    assert post(team, "take_text", row).status_code == 403, "something stands there now"
    assert reverse("publishing:take_text", args=[row.pk]) not in team.get(editor.url).content.decode()
    saved = edit(team, page, lead="Zgłoszenia do piątku.", **{"action-compare-correction": "1"})
    assert saved.url == url("correction", row)
    look = screen(team, row, "correction")
    assert "Zgłoszenia do piątku." in look, "all of a new text is shown"
    assert TEXT in look, "the brief stands beside the result"
    assert post(team, "send_correction", row).status_code == 302
    correction = Correction.objects.get()
    assert letters("correction_sent") == UNIT_MAILS
    asked = OutboxMessage.objects.filter(kind="handoff.correction_sent").first()
    assert "Zlecenie wykonane, prosimy o zgodę" in asked.subject
    assert url("correction", row) in asked.text
    assert post(team, "approve", row, **read_fields(row, correction.revision_id)).status_code == 403

    assert "zgodzić się na wynik zlecenia" in unit.get(reverse("coordination_todo")).content.decode()
    assert screen(unit, row, "correction").count("Zgadzam się na wynik</button>") == 1
    assert post(unit, "accept_correction", row, revision=correction.revision_id).status_code == 302
    assert letters("correction_answered") == PORTAL_MAILS
    row = now_of(row)
    assert (row.revision_id, row.commission.carried_out_by_name) == (correction.revision_id, "Roman Redaktor")
    assert "Nasz ruch: przeczytać i zdecydować" in screen(team, row)
    assert post(team, "approve", row, **read_fields(row)).status_code == 302, "the same editor may approve"

    scheduling.run_once(TUESDAY - dt.timedelta(seconds=1))
    assert Client().get(page.url).status_code == 404
    clock.move_to(TUESDAY)
    scheduling.run_once(TUESDAY)
    public = Client().get(Page.objects.get(pk=page.pk).url).content.decode()
    assert "Zgłoszenia do piątku." in public
    assert "na zlecenie wykonała redakcja: Roman Redaktor" in public
    change = PublicChange.objects.get(page_id=page.pk)
    assert change.author_name == str(city.kd)
    assert (change.carried_out_by_name, change.publisher_name) == ("Roman Redaktor", "Roman Redaktor")
    verbs = list(AuditEntry.objects.filter(verb__startswith="handoff.").order_by("pk").values_list("verb", flat=True))
    assert verbs == [
        f"handoff.{verb}"
        for verb in (
            "commission",
            "carry_out",
            "take_text",
            "correct_send",
            "correct_accept",
            "agree",
            "approve",
            "publish",
        )
    ]
    for who in ("Ewelina Brodacka", "Roman Redaktor"):
        assert who in screen(unit, row)


@pytest.mark.par(4, ust=2)
def test_refused_it_goes_back_to_the_editor_with_words_and_the_draft_is_used_again(
    city: SimpleNamespace, as_: SignIn
) -> None:
    row = commissioned(city)
    correction = sent(city, row, lead="Zła data.")
    unit, team = as_(city.coordinator), as_(city.editor)
    refusal = {"revision": correction.revision_id, "refuse-comment": "Data jest inna."}
    assert post(unit, "refuse_correction", row, **refusal).status_code == 302
    told = OutboxMessage.objects.filter(kind="handoff.correction_answered", to="redaktor@umk.example").get()
    assert "Komórka nie zgadza się na wynik" in told.subject
    assert "Data jest inna." in told.text
    first = now_of(row)
    assert (first.stage, first.revision_id) == (Stage.QUEUED, None)
    assert "Data jest inna." in screen(team, row)
    assert post(team, "carry_out", row).status_code == 302
    again = now_of(row)
    assert again.page_id == first.page_id, "no second draft"
    assert again.page.get_latest_revision_as_object().lead == "Zła data."
    edit(team, again.page.specific, lead="Dobra data.")
    post(team, "send_correction", row)
    newest = Correction.objects.latest("pk")
    post(unit, "accept_correction", row, revision=newest.revision_id)
    assert post(team, "approve", row, **read_fields(row, newest.revision_id)).status_code == 302


@pytest.mark.par(4, ust=2)
def test_dropped_it_waits_in_the_queue_and_another_editor_takes_the_draft(city: SimpleNamespace, as_: SignIn) -> None:
    row = commissioned(city)
    begun(city, row)
    page = now_of(row).page.specific
    edit(as_(city.editor), page, lead="Pierwsza próba.")
    assert post(as_(city.editor), "drop_correction", row).status_code == 302
    assert edit(as_(city.editor), page, lead="Bez zlecenia.").status_code != 302, "the draft is locked again"
    assert "wykonać zlecenie" in screen(as_(city.administrator), row)
    assert post(as_(city.administrator), "carry_out", row).status_code == 302
    assert now_of(row).page_id == page.pk
    assert post(as_(city.administrator), "send_correction", row).status_code == 302


# -- who may --------------------------------------------------------------------------------------------------------


@pytest.mark.par(4, ust=1, pkt=2)
@pytest.mark.parametrize("who", ["head", "editor", "administrator", "operator", "monitor", "other", "nobody"])
def test_only_people_of_the_unit_commission_for_it(city: SimpleNamespace, as_: SignIn, who: str) -> None:
    answer = as_(getattr(city, who)).post(reverse("publishing:commission"), typed(city))
    assert answer.status_code in (302, 403, 422)
    assert not Handoff.objects.exists()
    with pytest.raises(Refused):
        commissioned(city, by=fresh(getattr(city, who)))


@pytest.mark.par(4, ust=1, pkt=2)
@pytest.mark.parametrize("who", ["coordinator", "deputy", "head", "operator", "monitor", "other", "nobody"])
@pytest.mark.parametrize("deed", ["carry_out", "link_result"])
def test_only_approvers_carry_it_out(city: SimpleNamespace, as_: SignIn, who: str, deed: str) -> None:
    row, page = commissioned(city), news(city)
    answer = post(as_(getattr(city, who)), deed, row, **{"result-page": page.pk})
    assert answer.status_code in (302, 403)
    assert now_of(row).page_id is None
    assert not Correction.objects.exists()


@pytest.mark.par(4, ust=1, pkt=2)
def test_an_office_that_does_not_cover_it_carries_nothing_out(city: SimpleNamespace, as_: SignIn) -> None:
    narrow = officer("waska", "Wanda Wąska", PortalOffice.EDITOR, kinds=["competition"])
    row = commissioned(city)
    assert post(as_(narrow), "carry_out", row).status_code == 403
    with pytest.raises(Refused):
        begun(city, row, narrow)


@pytest.mark.par(4, ust=1, pkt=2)
def test_who_commissioned_it_carries_nothing_out_also_as_an_editor(city: SimpleNamespace, as_: SignIn) -> None:
    row = commissioned(city)
    assigned(city.coordinator, PortalOffice.EDITOR)
    refused = post(as_(fresh(city.coordinator)), "carry_out", row)
    assert refused.status_code == 403
    assert not Correction.objects.exists()


@pytest.mark.par(4, ust=2)
def test_two_editors_at_once_make_one_page(city: SimpleNamespace, as_: SignIn) -> None:
    row = commissioned(city)
    assert post(as_(city.editor), "carry_out", row).status_code == 302
    assert post(as_(city.administrator), "carry_out", row).status_code == 403
    assert Page.objects.filter(title="Nabór do Rady").count() == 1
    assert Correction.objects.get().by == city.editor


@pytest.mark.par(4, ust=2)
def test_no_correction_goes_round_the_commission(city: SimpleNamespace, as_: SignIn) -> None:
    row = commissioned(city, target=city.unit_page, kind="unit")
    refused = post(as_(city.editor), "begin_correction", row)
    assert refused.status_code == 403
    assert "Najpierw wykonaj zlecenie" in refused.content.decode()
    assert post(as_(city.editor), "carry_out", handed_over(city)).status_code == 403, "a draft is no commission"


@pytest.mark.par(4, ust=2)
def test_later_corrections_do_not_change_who_carried_it_out(city: SimpleNamespace) -> None:
    row = agreed(city, commissioned(city))
    actions.begin_correction(row, by=fresh(city.administrator), now=NOW)
    page = now_of(row).page.specific
    page.lead = "Jeszcze lepiej."
    page.save_revision(user=city.administrator)
    fix = actions.send_correction(row, by=fresh(city.administrator), now=NOW)
    assert "poprawkę" in OutboxMessage.objects.filter(kind="handoff.correction_sent").latest("pk").subject
    actions.accept_correction(row, by=fresh(city.deputy), read_revision_id=fix.revision_id, now=NOW)
    assert now_of(row).commission.carried_out_by_name == "Roman Redaktor"


@pytest.mark.par(4, ust=2)
def test_who_agreed_for_the_unit_and_who_commissioned_are_its_authors(city: SimpleNamespace) -> None:
    row = agreed(city, commissioned(city))
    assert handoff_facts(row).authors == {city.coordinator.pk, city.deputy.pk}


# -- the brief ------------------------------------------------------------------------------------------------------


@pytest.mark.par(4, ust=2)
def test_the_brief_changes_while_nobody_carries_it_out(city: SimpleNamespace, as_: SignIn) -> None:
    row, unit = commissioned(city), as_(city.deputy)
    first = {"title": "Nabór do Rady Kultury", "text": "Nowa treść.", "uploads": [upload(), upload("drugi.txt")]}
    assert unit.post(url("change_commission", row), first).url == url("handoff", row)
    row = now_of(row)
    assert (row.title, row.commission.text, row.submitted_by_name) == (
        "Nabór do Rady Kultury",
        "Nowa treść.",
        "Tomasz Zastępca",
    )
    one, _two = row.commission.files.order_by("title")
    assert 'type="checkbox"' in unit.get(url("change_commission", row)).content.decode()
    assert unit.post(url("change_commission", row), {**first, "uploads": [], "kept": [one.pk]}).status_code == 302
    assert list(row.commission.files.all()) == [one]
    assert AuditEntry.objects.filter(verb="handoff.commission_change").count() == 2
    assert letters("handed_over") == PORTAL_MAILS
    assert OutboxMessage.objects.filter(kind="handoff.handed_over").count() == 2, "nobody is told twice"


@pytest.mark.par(4, ust=2)
@pytest.mark.parametrize("how", ["in hand", "being written", "agreed"])
def test_the_brief_stays_while_somebody_carries_it_out(city: SimpleNamespace, as_: SignIn, how: str) -> None:
    row = commissioned(city)
    if how == "in hand":
        actions.claim(row, by=fresh(city.editor), now=NOW)
    else:
        so_far(city, row, how)
    refused = as_(city.coordinator).post(url("change_commission", row), {"title": "x", "text": "y"})
    assert refused.status_code == 403
    assert Commission.objects.get().text == TEXT


@pytest.mark.par(4, ust=2)
@pytest.mark.parametrize("who", ["head", "editor", "administrator", "operator", "monitor", "other", "nobody"])
def test_nobody_else_changes_the_brief(city: SimpleNamespace, as_: SignIn, who: str) -> None:
    row = commissioned(city)
    answer = as_(getattr(city, who)).post(url("change_commission", row), {"title": "x", "text": "y"})
    assert answer.status_code in (302, 403)
    assert Commission.objects.get().text == TEXT


@pytest.mark.par(4, ust=2)
@pytest.mark.parametrize("after", ["nothing was made", "a try", "the result was agreed"])
def test_returned_it_is_corrected_and_sent_again(city: SimpleNamespace, as_: SignIn, after: str) -> None:
    row = commissioned(city)
    so_far(city, row, {"nothing was made": "waiting", "a try": "being written"}.get(after, "agreed"))
    team, unit = as_(city.administrator), as_(city.coordinator)
    assert post(team, "send_back", row, **read_fields(row), **{"return-comment": "Brakuje terminu."}).status_code == 302
    assert now_of(row).stage == Stage.RETURNED
    if after != "the result was agreed":
        assert "Nasz ruch: poprawić zlecenie" in screen(unit, row)
        told = OutboxMessage.objects.filter(kind="handoff.sent_back").first()
        assert "zwraca zlecenie" in told.text
    made = now_of(row).page_id
    done = unit.post(url("change_commission", row), {"title": "Nabór do Rady", "text": "Termin: piątek."})
    assert done.status_code == 302
    again = now_of(row)
    assert (again.stage, again.revision_id, again.page_id) == (Stage.QUEUED, None, made)
    assert again.commission.carried_out_by_name == ""
    assert agreed(city, again).page_id == (made or now_of(row).page_id)


@pytest.mark.par(4, ust=2)
def test_returned_after_the_agreement_the_unit_may_deliver_a_text_of_its_own(
    city: SimpleNamespace, as_: SignIn, clock: Any
) -> None:
    row = agreed(city, commissioned(city))
    actions.send_back(row, read=as_read(row), by=fresh(city.administrator), comment="Popraw.", now=NOW)
    unit, page = as_(city.coordinator), now_of(row).page.specific
    edit(unit, page, lead="Nasz własny tekst.")
    assert post(unit, "deliver", row).status_code == 302
    row = now_of(row)
    assert post(as_(city.editor), "approve", row, **read_fields(row)).status_code == 302
    clock.move_to(TUESDAY)
    scheduling.run_once(TUESDAY)
    change = PublicChange.objects.get(page_id=page.pk)
    assert (change.author_name, change.carried_out_by_name) == ("Ewelina Brodacka", "")


@pytest.mark.par(4, ust=2)
def test_sent_again_as_it_was(city: SimpleNamespace, as_: SignIn) -> None:
    row = commissioned(city)
    actions.send_back(row, read=as_read(row), by=fresh(city.editor), comment="?", now=NOW)
    assert post(as_(city.coordinator), "deliver", row).status_code == 302
    assert now_of(row).stage == Stage.QUEUED
    assert AuditEntry.objects.filter(verb="handoff.commission").count() == 2


@pytest.mark.par(4, ust=2)
def test_dates_are_agreed_as_with_any_handoff(city: SimpleNamespace, as_: SignIn) -> None:
    row = commissioned(city)
    moved = {"propose-publish_at_0": "2026-11-27", "propose-publish_at_1": "12:00", "propose-reason": "Później."}
    assert post(as_(city.operator), "propose", row, **moved).status_code == 302
    waiting = now_of(row).proposals.get(side=Side.PORTAL)
    assert post(as_(city.coordinator), "accept", row, proposal=waiting.pk).status_code == 302
    row = now_of(row)
    assert (row.is_agreed, row.publish_at) == (True, FRIDAY)
    assert post(as_(city.operator), "claim", row).status_code == 302


@pytest.mark.par(4, ust=2)
@pytest.mark.parametrize("how", ["waiting", "being written", "agreed"])
def test_withdrawn_as_usual(city: SimpleNamespace, as_: SignIn, how: str) -> None:
    row = commissioned(city)
    so_far(city, row, how)
    assert (
        post(
            as_(city.coordinator), "withdraw", row, **read_fields(row), **{"withdraw-reason": "Nieaktualne."}
        ).status_code
        == 302
    )
    assert now_of(row).stage == Stage.WITHDRAWN
    assert not Correction.objects.open().exists()
    if how != "waiting":
        page = now_of(row).page.specific
        assert edit(as_(city.coordinator), page, lead="Nasze.").status_code == 302, "the draft is the unit's"


# -- the change of a page -------------------------------------------------------------------------------------------


@pytest.mark.par(4, ust=2)
def test_a_target_page_is_changed_and_locked_meanwhile(city: SimpleNamespace, as_: SignIn, clock: Any) -> None:
    page, unit, team = news(city, live=True, title="Stypendia"), as_(city.coordinator), as_(city.editor)
    clock.move_to(NOW + dt.timedelta(minutes=1))  # later than its publication
    assert "Stypendia (" in unit.get(reverse("publishing:commission")).content.decode()
    assert unit.post(reverse("publishing:commission"), typed(city, target=page.pk)).status_code == 302
    row = Handoff.objects.get()
    assert (row.page_id, row.purpose) == (page.pk, Purpose.CHANGE)
    assert edit(unit, page, lead="Po cichu.").status_code != 302
    assert edit(team, page, lead="Po cichu.").status_code != 302, "without carrying it out the editor writes nothing"
    assert post(team, "link_result", row, **{"result-page": news(city).pk}).status_code == 422
    assert post(team, "carry_out", row).url == reverse("wagtailadmin_pages:edit", args=[page.pk])
    nothing = post(team, "send_correction", row)
    assert nothing.status_code == 403, "the page is as it was"
    edit(team, page, title="Stypendia", lead="Stypendia wyższe o połowę.")
    post(team, "send_correction", row)
    correction = Correction.objects.get()
    assert "wyższe o połowę" in screen(unit, row, "correction")
    post(unit, "accept_correction", row, revision=correction.revision_id)
    assert post(team, "approve", row, **read_fields(row, correction.revision_id)).status_code == 302
    clock.move_to(TUESDAY)
    scheduling.run_once(TUESDAY)
    assert "Stypendia wyższe o połowę." in Client().get(page.url).content.decode()
    change = PublicChange.objects.filter(page_id=page.pk).first()
    assert (change.author_name, change.carried_out_by_name) == (str(city.kd), "Roman Redaktor")


@pytest.mark.par(4, ust=2)
@pytest.mark.parametrize("ends", ["refused", "dropped", "written"])
def test_withdrawn_the_target_has_the_units_own_draft_again(city: SimpleNamespace, ends: str) -> None:
    page = news(city, live=True)
    page.lead = "Nasz szkic zmiany."
    page.save_revision(user=city.coordinator)
    row = commissioned(city, target=page)
    if ends == "refused":
        correction = sent(city, row, lead="Tekst redakcji.")
        actions.refuse_correction(
            row, by=fresh(city.deputy), read_revision_id=correction.revision_id, comment="Nie.", now=NOW
        )
    else:
        begun(city, row)
        page.lead = "Tekst redakcji."
        page.save_revision(user=city.editor)
    if ends == "dropped":
        actions.drop_correction(row, by=fresh(city.editor), now=NOW)
    actions.withdraw(row, read=as_read(row), by=fresh(city.coordinator), reason="Sami.", now=NOW)
    newest = Page.objects.get(pk=page.pk).specific.get_latest_revision_as_object()
    assert newest.lead == "Nasz szkic zmiany."


@pytest.mark.par(4, ust=1, pkt=2)
@pytest.mark.parametrize("what", ["another unit's", "busy", "limited", "a draft", "of another kind", "the shelf"])
def test_what_may_not_be_the_target(city: SimpleNamespace, as_: SignIn, what: str) -> None:
    page: Any = {
        "another unit's": lambda: news(city, unit=city.sp, by=city.other, live=True),
        "busy": lambda: handed_over(city, news(city, live=True)).page,
        "limited": lambda: limited(city),
        "a draft": lambda: news(city),
        "of another kind": lambda: city.unit_page,
        "the shelf": lambda: city.news,
    }[what]()
    before = Handoff.objects.count()
    refused = as_(city.coordinator).post(reverse("publishing:commission"), typed(city, target=page.pk))
    assert refused.status_code == 422
    assert TEXT in refused.content.decode(), "what was typed stays"
    with pytest.raises(Refused):
        commissioned(city, target=page)
    assert Handoff.objects.count() == before


def limited(city: SimpleNamespace) -> Any:
    page = news(city, live=True)
    confinement.confine(page, people=[], reason="x", by=fresh(city.coordinator), now=NOW)
    return page


# -- a page that exists ---------------------------------------------------------------------------------------------


@pytest.mark.par(4, ust=2)
def test_a_page_made_earlier_is_the_result(city: SimpleNamespace, as_: SignIn) -> None:
    """Written by the editor before the commission came; the same editor approves after the unit's consent."""
    earlier = news(city, by=city.editor, title="Nabór gotowy")
    row, team = commissioned(city), as_(city.editor)
    assert "Nabór gotowy (" in screen(team, row)
    linked = post(team, "link_result", row, **{"result-page": earlier.pk})
    assert linked.url == url("correction", row)
    assert post(team, "send_correction", row).status_code == 302, "nothing more has to be written"
    correction = Correction.objects.get()
    assert post(as_(city.deputy), "accept_correction", row, revision=correction.revision_id).status_code == 302
    row = now_of(row)
    assert (row.page_id, row.title) == (earlier.pk, "Nabór gotowy")
    assert post(team, "approve", row, **read_fields(row)).status_code == 302


@pytest.mark.par(4, ust=2)
@pytest.mark.parametrize("what", ["another unit's", "busy", "limited", "unchanged", "of another kind", "none"])
def test_what_may_not_be_the_result(city: SimpleNamespace, as_: SignIn, what: str) -> None:
    row = commissioned(city)
    page: Any = {
        "another unit's": lambda: news(city, unit=city.sp, by=city.other),
        "busy": lambda: handed_over(city).page,
        "limited": lambda: limited(city),
        "unchanged": lambda: news(city, live=True),
        "of another kind": lambda: city.unit_page,
        "none": lambda: SimpleNamespace(pk=987654),
    }[what]()
    assert post(as_(city.editor), "link_result", row, **{"result-page": page.pk}).status_code == 422
    with pytest.raises(Refused):
        actions.link_result(row, page=page, by=fresh(city.editor), now=NOW)
    assert now_of(row).page_id is None


# -- files ----------------------------------------------------------------------------------------------------------


@pytest.mark.par(4, ust=1, pkt=1)
def test_files_open_for_the_unit_and_the_portal_side_and_a_stranger_is_written_down(
    city: SimpleNamespace, as_: SignIn
) -> None:
    as_(city.coordinator).post(reverse("publishing:commission"), typed(city, uploads=[upload()]))
    row = Handoff.objects.get()
    document = row.commission.files.get()
    address = url("commission_file", row, document.pk)
    for who in ("coordinator", "deputy", "head", "editor", "operator", "administrator"):
        answer = as_(getattr(city, who)).get(address, follow=True)
        assert answer.status_code == 200, who
        assert b"".join(answer.streaming_content) == b"Regulamin naboru"
    stranger = as_(city.other)
    refused = stranger.get(address)
    assert refused.status_code == 403
    assert "nabor" not in refused.content.decode()
    line = AuditEntry.objects.get(outcome=Outcome.REFUSED)
    assert (line.actor_name, line.about) == ("Radosław Toporek", f"publishing.handoff:{row.pk}")
    for client in (stranger, as_(city.nobody), Client()):
        assert client.get(document.url).status_code == 404
        assert client.get(address).status_code in (302, 403)


def test_a_file_of_another_commission_is_not_had_by_its_number(city: SimpleNamespace, as_: SignIn) -> None:
    as_(city.other).post(reverse("publishing:commission"), typed(city, unit=city.sp.pk, uploads=[upload("tajne.txt")]))
    foreign = Commission.objects.get().files.get()
    row = commissioned(city)
    assert as_(city.coordinator).get(url("commission_file", row, foreign.pk)).status_code == 403
    with pytest.raises(Refused):
        actions.change_commission(row, brief=Brief("x", "y", [foreign]), by=fresh(city.coordinator), now=NOW)
    changed = {"title": "x", "text": "y", "kept": [foreign.pk]}
    assert as_(city.coordinator).post(url("change_commission", row), changed).status_code in (302, 422)
    assert not row.commission.files.exists()


def test_a_brief_makes_no_file_public(city: SimpleNamespace, as_: SignIn, clock: Any) -> None:
    """Also not after its page is public: only what the page shows is."""
    as_(city.coordinator).post(reverse("publishing:commission"), typed(city, uploads=[upload()]))
    row = agreed(city, Handoff.objects.get())
    actions.approve(row, by=fresh(city.editor), read=as_read(row), now=NOW)
    clock.move_to(TUESDAY)
    scheduling.run_once(TUESDAY)
    assert now_of(row).stage == Stage.PUBLISHED
    assert Client().get(row.commission.files.get().url).status_code == 404


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (("wirus.exe", b"MZ"), "wirus.exe"),
        (("pusty.txt", b""), "pusty"),
        (("duzy.txt", b"x" * 3000), "duzy.txt"),
    ],
)
def test_a_file_the_portal_does_not_take_is_said_at_the_field(
    city: SimpleNamespace, as_: SignIn, settings: Any, file: tuple[str, bytes], words: str
) -> None:
    settings.WAGTAILDOCS_MAX_UPLOAD_SIZE = 2000
    answer = as_(city.coordinator).post(
        reverse("publishing:commission"), typed(city, uploads=[upload(), upload(*file)])
    )
    assert answer.status_code == 422
    assert words in str(answer.context["form"].errors["uploads"])
    assert TEXT in answer.content.decode()
    assert not Handoff.objects.exists()
    assert not get_document_model().objects.exists(), "nothing is kept of a form that came back"


def test_eleven_files_are_too_many(city: SimpleNamespace, as_: SignIn) -> None:
    many = [upload(f"plik-{number}.txt") for number in range(11)]
    answer = as_(city.coordinator).post(reverse("publishing:commission"), typed(city, uploads=many))
    assert answer.status_code == 422
    assert "najwyżej 10 plików" in answer.content.decode()


def test_files_are_written_into_the_book(city: SimpleNamespace, as_: SignIn) -> None:
    as_(city.coordinator).post(reverse("publishing:commission"), typed(city, uploads=[upload()]))
    line = AuditEntry.objects.get(verb="document.create")
    assert (line.actor_name, line.unit_id) == ("Ewelina Brodacka", city.kd.pk)
    assert collection_of(city.kd).name == collection_name(city.kd.pk)


# -- screens --------------------------------------------------------------------------------------------------------


def test_the_form_of_a_page_beyond_the_rights_offers_to_commission_it(city: SimpleNamespace, as_: SignIn) -> None:
    address = reverse("wagtailadmin_pages:add", args=["pages", "newspage", city.news.pk])
    wanted = f"{reverse('publishing:commission')}?rodzaj=news"
    assert wanted in as_(city.coordinator).get(address).content.decode()
    assert wanted not in as_(city.editor).get(address).content.decode()
    form = as_(city.coordinator).get(f"{reverse('publishing:commission')}?rodzaj=competition")
    assert form.context["form"]["kind"].value() == "competition"


@pytest.mark.parametrize("query", ["rodzaj=nie-ma", "rodzaj=structure", "strona=abc", "strona=999999", "rodzaj=%00"])
def test_nonsense_in_the_address_changes_nothing(city: SimpleNamespace, as_: SignIn, query: str) -> None:
    assert as_(city.coordinator).get(f"{reverse('publishing:commission')}?{query}").status_code == 200


def test_the_queue_costs_the_same_for_many_commissions(city: SimpleNamespace, as_: SignIn) -> None:
    team, unit = as_(city.editor), as_(city.coordinator)

    def cost(client: Client, name: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse(f"publishing:{name}")).status_code == 200
        return len(queries)

    commissioned(city)
    begun(city, commissioned(city))
    for client, name in ((team, "queue"), (unit, "unit_list")):
        cost(client, name)
    before = [cost(team, "queue"), cost(unit, "unit_list"), cost(team, "calendar")]
    for number in range(4):
        row = commissioned(city)
        if number % 2:
            begun(city, row)
    assert [cost(team, "queue"), cost(unit, "unit_list"), cost(team, "calendar")] == before


def test_the_calendar_marks_it(city: SimpleNamespace, as_: SignIn) -> None:
    commissioned(city)
    assert (
        "zlecenie, w kolejce"
        in as_(city.editor).get(f"{reverse('publishing:calendar')}?widok=tydzien").content.decode()
    )


def test_the_book_of_one_try_tells_everything(city: SimpleNamespace) -> None:
    row = agreed(city, commissioned(city))
    states = list(Correction.objects.filter(handoff=row).values_list("state", "base_id"))
    assert states == [(CorrectionState.ACCEPTED, None)]
    assert AuditEntry.objects.get(verb="handoff.carry_out").actor_name == "Roman Redaktor"
    assert NOW.date() == TODAY
