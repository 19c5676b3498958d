"""A handoff from reservation to publication, over HTTP and through the real clock (§ 4)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from coordination.calendar import warsaw_date, warsaw_time
from coordination.models import AuditEntry, OutboxMessage
from coordination.verdict import Refused
from publishing import actions, scheduling
from publishing.actions import Dates
from publishing.models import DateProposal, Handoff, PublicChange, Review
from publishing.states import Answer, Stage
from tests.publishing import city as building
from tests.publishing.city import (
    FRIDAY,
    NOW,
    TUESDAY,
    WEDNESDAY,
    approved,
    as_read,
    fresh,
    handed_over,
    news,
    read_fields,
)

SignIn = Callable[[Any], Client]


def url(name: str, row: Handoff) -> str:
    return reverse(f"publishing:{name}", args=[row.pk])


def post(client: Client, name: str, row: Handoff, **data: Any) -> Any:
    return client.post(url(name, row), data)


def letters(kind: str) -> set[str]:
    return set(OutboxMessage.objects.filter(kind=f"handoff.{kind}").values_list("to", flat=True))


UNIT_MAILS = {"koordynator.kd@umk.example", "zastepca.kd@umk.example"}
PORTAL_MAILS = {"administrator@umk.example", "redaktor@umk.example"}
TEAM_MAILS = PORTAL_MAILS | {"operator@umk.example"}


@pytest.mark.par(4, ust=1, pkt=2)
@pytest.mark.par(4, ust=2)
def test_from_reservation_to_the_public_page(city: SimpleNamespace, as_: SignIn, clock: Any) -> None:
    unit, team = as_(city.coordinator), as_(city.editor)
    reserved = unit.post(
        reverse("publishing:reserve"),
        {
            "title": "Spotkanie o programie",
            "kind": "news",
            "unit": city.kd.pk,
            "deliver_by": "2026-11-25",
            "publish_at_0": "2026-11-27",
            "publish_at_1": "12:00",
            "note": "Tekst po komisji.",
        },
    )
    row = Handoff.objects.get()
    assert reserved.url == url("handoff", row)
    assert (row.stage, row.is_agreed, letters("reserved")) == (Stage.PREPARED, False, TEAM_MAILS)

    proposal = {
        "propose-deliver_by": "2026-11-24",
        "propose-publish_at_0": "2026-11-25",
        "propose-publish_at_1": "9:00",
    }
    assert post(team, "propose", row, **proposal, **{"propose-reason": "W piątek jest już dużo."}).status_code == 302
    assert letters("date_proposed") == UNIT_MAILS
    waiting = row.proposals.get(answer=Answer.WAITING)
    assert post(unit, "accept", row, proposal=waiting.pk).status_code == 302
    row.refresh_from_db()
    assert row.is_agreed
    assert row.publish_at == WEDNESDAY
    assert letters("date_agreed") == TEAM_MAILS

    editor = post(unit, "start_material", row)
    row.refresh_from_db()
    assert editor.url == reverse("wagtailadmin_pages:edit", args=[row.page_id])
    page = row.page.specific
    assert (page.title, page.live, page.stewardship.unit) == ("Spotkanie o programie", False, city.kd)
    refused = post(unit, "deliver", row)
    assert refused.status_code == 403, "the lead is missing"
    page.lead = "Zapraszamy we wtorek."
    page.save_revision(user=city.coordinator)
    assert post(unit, "deliver", row).status_code == 302
    assert letters("handed_over") == PORTAL_MAILS

    shown = team.get(url("handoff", row)).content.decode()
    row.refresh_from_db()
    assert f'name="revision" value="{row.revision_id}"' in shown
    assert "Zatwierdź na termin: środa 25 listopada 2026, godz. 9:00" in shown
    assert "Zapraszamy we wtorek." in team.get(url("material", row)).content.decode()
    assert post(team, "approve", row, **read_fields(row)).status_code == 302
    row.refresh_from_db()
    assert (row.stage, row.approved_by_name) == (Stage.SCHEDULED, "Roman Redaktor")
    assert letters("scheduled") == UNIT_MAILS

    assert scheduling.run_once(WEDNESDAY - dt.timedelta(seconds=1)) == {"published": 0, "failed": 0, "expired": 0}
    late = WEDNESDAY + dt.timedelta(minutes=7)
    clock.move_to(late)
    assert scheduling.run_once(late)["published"] == 1
    public = Client().get(page.url)
    assert public.status_code == 200
    text = public.content.decode()
    assert str(city.kd) in text
    assert "Roman Redaktor" in text
    change = PublicChange.objects.get(page_id=page.pk)
    assert (change.publisher_name, change.author_name, change.first) == ("Roman Redaktor", "Ewelina Brodacka", True)
    assert (change.agreed_for, change.at) == (WEDNESDAY, late)
    for moment in ("25 listopada 2026, godz.\xa09:00", "25 listopada 2026, godz.\xa09:07"):
        assert moment in text, "readers see the agreed hour and the real one"
    assert letters("published") == UNIT_MAILS | PORTAL_MAILS
    told = OutboxMessage.objects.filter(kind="handoff.published").first()
    for word in (
        str(city.kd),
        "Roman Redaktor",
        "środa 25 listopada 2026, godz. 9:00",
        page.full_url,
        url("handoff", row),
    ):
        assert word in told.text
        assert word in told.html or word == page.full_url
    assert AuditEntry.objects.get(verb="handoff.publish").actor_name == "system"
    assert "na podstawie zatwierdzenia: Roman Redaktor" in team.get(url("handoff", row)).content.decode()


@pytest.mark.par(4, ust=2)
def test_the_talk_about_dates_stays_as_it_was(city: SimpleNamespace) -> None:
    row = actions.reserve(
        title="x", unit=city.kd, kind="news", dates=Dates(FRIDAY, FRIDAY.date()), by=city.coordinator, now=NOW
    )
    actions.propose(row, dates=Dates(WEDNESDAY, TUESDAY.date()), by=city.administrator, now=NOW, reason="Wcześniej.")
    actions.accept(row, by=fresh(city.deputy), now=TUESDAY, proposal_id=row.proposals.get(answer=Answer.WAITING).pk)
    first, second = row.proposals.all()
    assert (first.answer, first.answered_by_name, first.publish_at) == (Answer.REPLACED, "Anna Administrator", FRIDAY)
    assert (second.answer, second.by_name, second.answered_by_name) == (
        Answer.ACCEPTED,
        "Anna Administrator",
        "Tomasz Zastępca",
    )
    assert (second.at, second.answered_at) == (NOW, TUESDAY)


@pytest.mark.par(4, ust=2)
def test_moving_an_agreed_date_needs_a_reason_and_a_fresh_consent(city: SimpleNamespace, as_: SignIn) -> None:
    row = actions.reserve(
        title="x", unit=city.kd, kind="news", dates=Dates(FRIDAY, FRIDAY.date()), by=city.coordinator, now=NOW
    )
    actions.accept(row, by=city.administrator, now=NOW, proposal_id=row.proposals.get().pk)
    unit = as_(city.coordinator)
    moved = {"propose-deliver_by": "2026-11-24", "propose-publish_at_0": "2026-11-25", "propose-publish_at_1": "09:00"}
    answer = post(unit, "propose", row, **moved, **{"propose-reason": " "})
    assert answer.status_code == 422
    assert 'value="2026-11-25"' in answer.content.decode()
    assert post(unit, "propose", row, **moved, **{"propose-reason": "Choroba autora."}).status_code == 302
    row.refresh_from_db()
    assert (row.is_agreed, row.publish_at) == (False, WEDNESDAY)
    assert letters("date_proposed") == TEAM_MAILS
    head = unit.get(url("handoff", row)).content.decode()
    assert "<strong>piątek 27 listopada 2026" in head, "the head keeps the agreed hour"
    assert "propozycja komórki: środa 25 listopada 2026" in head
    assert DateProposal.objects.filter(publish_at=FRIDAY, answer=Answer.ACCEPTED).exists(), "the old date stays visible"


@pytest.mark.par(4, ust=1, pkt=2)
def test_finished_news_takes_two_fields_to_hand_over_and_two_clicks_to_approve(
    city: SimpleNamespace, as_: SignIn
) -> None:
    building.lead_time(2, "news")
    page, unit, team = news(city), as_(city.coordinator), as_(city.editor)
    form = unit.get(reverse("publishing:hand_over", args=[page.pk]))
    assert list(form.context["form"].fields) == ["publish_at", "note"]
    shown = form.content.decode()
    assert 'value="2026-11-25"' in shown, "the next free hour with the lead time of two working days is offered"
    sent = unit.post(
        reverse("publishing:hand_over", args=[page.pk]), {"publish_at_0": "2026-11-25", "publish_at_1": "9:00"}
    )
    row = Handoff.objects.get()
    assert sent.url == url("handoff", row)
    queue = team.get(reverse("publishing:queue")).content.decode()
    assert f'href="{url("handoff", row)}"' in queue  # the first click
    done = post(team, "approve", row, **read_fields(row))  # the second
    assert done.status_code == 302
    row.refresh_from_db()
    assert (row.stage, row.is_agreed) == (Stage.SCHEDULED, True), "approving at the proposed hour is the consent"
    assert letters("date_agreed") == set(), "one letter tells both"


@pytest.mark.par(4, ust=1, pkt=2)
@pytest.mark.parametrize(
    ("blocks", "missing"),
    [
        ([("heading", {"text": "Dyżur", "level": "2"}), ("contact", {"unit": None})], "2. karta kontaktu"),
        ([("image", {"image": None}), ("quote", {"text": "", "author": ""})], "1. zdjęcie, 2. cytat"),
    ],
)
def test_what_a_draft_may_leave_open_is_asked_for_when_it_is_handed_over(
    city: SimpleNamespace, as_: SignIn, blocks: list[Any], missing: str
) -> None:
    page = news(city)
    page.body = blocks
    page.save_revision(user=fresh(city.coordinator))
    form = as_(city.coordinator).get(reverse("publishing:hand_over", args=[page.pk]))
    assert f"Uzupełnij w polu „treść”: {missing}." in form.content.decode()
    with pytest.raises(Refused, match=missing):
        handed_over(city, page)
    page.body = blocks[:1] if missing.startswith("2") else []
    page.save_revision(user=fresh(city.coordinator))
    assert handed_over(city, page).stage == Stage.QUEUED


@pytest.mark.par(4, ust=1, pkt=2)
def test_returned_corrected_delivered_again(city: SimpleNamespace, as_: SignIn) -> None:
    page = news(city)
    row = handed_over(city, page)
    team, deputy = as_(city.editor), as_(city.deputy)
    empty = post(team, "send_back", row, **read_fields(row), **{"return-comment": "  "})
    assert empty.status_code == 422
    assert (
        post(team, "send_back", row, **read_fields(row), **{"return-comment": "Proszę dodać telefon."}).status_code
        == 302
    )
    assert letters("sent_back") == UNIT_MAILS
    assert "Proszę dodać telefon." in OutboxMessage.objects.filter(kind="handoff.sent_back").first().text
    page.lead = "Nabór trwa, telefon 12 000 00 21."
    page.save_revision(user=fresh(city.deputy))
    assert post(deputy, "deliver", row).status_code == 302
    row.refresh_from_db()
    assert (row.stage, row.submitted_by_name) == (Stage.QUEUED, "Tomasz Zastępca")
    assert post(team, "approve", row, **read_fields(row)).status_code == 302
    assert list(Review.objects.values_list("decision", flat=True)) == ["returned", "approved"]


def returned(city: SimpleNamespace, page: Any) -> Handoff:
    row = handed_over(city, page)
    remarks = {"lead": "Brakuje telefonu."}
    return actions.send_back(
        row, read=as_read(row), by=fresh(city.editor), comment="Proszę dodać telefon.", remarks=remarks, now=NOW
    )


@pytest.mark.par(4, ust=1, pkt=2)
def test_what_was_returned_is_corrected_first_or_sent_with_a_reason(city: SimpleNamespace, as_: SignIn) -> None:
    page = news(city)
    row, unit = returned(city, page), as_(city.coordinator)
    shown = unit.get(url("handoff", row)).content.decode()
    assert shown.index("Zwrócono do poprawy") < shown.index("handoff-dates"), "the comment is the first thing"
    assert shown.index("Proszę dodać telefon.") < shown.index("handoff-dates")
    assert "Popraw tekst" in shown
    assert "Przekaż ponownie" not in shown
    page.save_revision(user=fresh(city.coordinator))  # saved, and nothing changed
    assert post(unit, "deliver", row).status_code == 403
    assert post(unit, "deliver", row, **{"unchanged-reason": " "}).status_code == 422
    assert post(unit, "deliver", row, **{"unchanged-reason": "Telefon jest na końcu."}).status_code == 302
    row.refresh_from_db()
    assert (row.stage, row.note) == (Stage.QUEUED, "Telefon jest na końcu.")
    assert AuditEntry.objects.filter(verb="handoff.deliver").latest("pk").note == "bez zmian: Telefon jest na końcu."


def test_a_saved_correction_is_told_to_wait_for_the_handoff(city: SimpleNamespace, as_: SignIn) -> None:
    page = news(city)
    row = returned(city, page)
    page.lead = "Nabór trwa, telefon 12 000 00 21."
    page.save_revision(user=fresh(city.deputy))
    shown = as_(city.deputy).get(url("handoff", row)).content.decode()
    assert "jeszcze nie przekazano" in shown
    assert "Przekaż ponownie" in shown


@pytest.mark.par(4, ust=2)
def test_an_approved_date_moves_only_when_the_other_side_accepts(city: SimpleNamespace, as_: SignIn) -> None:
    row = approved(city)
    unit, team = as_(city.coordinator), as_(city.editor)
    later = {"propose-publish_at_0": "2026-11-25", "propose-publish_at_1": "09:00"}
    assert post(unit, "propose", row, **later, **{"propose-reason": " "}).status_code == 422
    assert post(unit, "propose", row, **later, **{"propose-reason": "Choroba autora."}).status_code == 302
    row.refresh_from_db()
    assert (row.stage, row.is_agreed, row.publish_at) == (Stage.SCHEDULED, True, TUESDAY)
    assert letters("date_proposed") == TEAM_MAILS
    told = OutboxMessage.objects.filter(kind="handoff.date_proposed").first().text
    assert "obowiązuje uzgodniony termin: wtorek 24 listopada 2026" in told
    head = team.get(url("handoff", row)).content.decode()
    assert "Uzgodniono" in head
    assert "propozycja komórki: środa 25 listopada 2026" in head
    own = unit.get(url("handoff", row)).content.decode()
    assert "Przyjmij terminy" not in own, "nobody is offered to accept the own proposal, not even locked"
    waiting = row.proposals.get(answer=Answer.WAITING)
    assert post(unit, "accept", row, proposal=waiting.pk).status_code == 403
    assert post(team, "accept", row, proposal=waiting.pk).status_code == 302
    row.refresh_from_db()
    assert (row.stage, row.publish_at, row.approved_by_name) == (Stage.SCHEDULED, WEDNESDAY, "Roman Redaktor")
    assert letters("date_agreed") == UNIT_MAILS
    assert scheduling.run_once(TUESDAY)["published"] == 0
    assert scheduling.run_once(WEDNESDAY)["published"] == 1


@pytest.mark.par(4, ust=2)
def test_the_agreed_hour_comes_first_and_the_proposal_lapses(city: SimpleNamespace, as_: SignIn, clock: Any) -> None:
    row = approved(city)
    actions.propose(row, dates=Dates(WEDNESDAY), by=fresh(city.editor), now=NOW, reason="Święto.")
    waiting = row.proposals.get(answer=Answer.WAITING)
    clock.move_to(TUESDAY)
    assert post(as_(city.coordinator), "accept", row, proposal=waiting.pk).status_code == 403
    assert scheduling.run_once(TUESDAY)["published"] == 1
    waiting.refresh_from_db()
    assert (waiting.answer, waiting.answered_at) == (Answer.LAPSED, TUESDAY)
    assert AuditEntry.objects.filter(verb="handoff.dates_lapse").count() == 1
    assert "propozycja wygasła" in OutboxMessage.objects.filter(kind="handoff.published").first().text


def test_an_emergency_overtakes_the_proposed_hour(city: SimpleNamespace, as_: SignIn) -> None:
    row = handed_over(city)
    actions.publish_unchecked(row, by=fresh(city.administrator), read=as_read(row), reason="Awaria.", now=NOW)
    assert row.proposals.get().answer == Answer.LAPSED
    shown = as_(city.editor).get(url("handoff", row)).content.decode()
    assert "<dt>Opublikowano</dt>" in shown
    assert "<strong>poniedziałek 23 listopada 2026, godz. 10:00</strong>" in shown.replace("\xa0", " ")
    assert "Czeka na odpowiedź" not in shown


def test_withdrawal_frees_the_page_and_the_hour(city: SimpleNamespace, as_: SignIn) -> None:
    row = approved(city)
    unit = as_(city.coordinator)
    assert post(unit, "withdraw", row, **read_fields(row), **{"withdraw-reason": ""}).status_code == 422
    assert post(unit, "withdraw", row, **read_fields(row), **{"withdraw-reason": "Nieaktualne."}).status_code == 302
    assert letters("withdrawn") == TEAM_MAILS | {"zastepca.kd@umk.example"}
    assert scheduling.run_once(TUESDAY + dt.timedelta(days=1))["published"] == 0
    page = row.page.specific
    assert not page.live
    assert page.get_lock() is None
    assert page.permissions_for_user(fresh(city.coordinator)).can_delete()
    assert handed_over(city, page).stage == Stage.QUEUED


def test_a_cancelled_schedule_returns_to_the_queue_with_its_history(city: SimpleNamespace, as_: SignIn) -> None:
    row = approved(city)
    team = as_(city.administrator)
    assert (
        post(team, "unschedule", row, **read_fields(row), **{"unschedule-reason": "Zmiana planu."}).status_code == 302
    )
    row.refresh_from_db()
    assert (row.stage, row.is_agreed, row.reviews.count()) == (Stage.QUEUED, False, 1)
    assert letters("unscheduled") == UNIT_MAILS | TEAM_MAILS - {"administrator@umk.example"}
    assert scheduling.run_once(TUESDAY)["published"] == 0
    assert post(team, "approve", row, **read_fields(row)).status_code == 403, "the withdrawn hour binds nobody"

    unit = as_(city.coordinator)
    asked = {
        "propose-publish_at_0": f"{warsaw_date(TUESDAY)}",
        "propose-publish_at_1": f"{warsaw_time(TUESDAY):%H:%M}",
    }
    assert post(unit, "propose", row, **asked).status_code == 302
    assert post(as_(city.administrator), "approve", row, **read_fields(row)).status_code == 302
    assert scheduling.run_once(TUESDAY)["published"] == 1


def test_approval_after_the_hour_is_an_explicit_choice(city: SimpleNamespace, as_: SignIn, clock: Any) -> None:
    row = handed_over(city)
    clock.move_to(TUESDAY + dt.timedelta(minutes=20))
    team = as_(city.editor)
    assert "Zatwierdź i opublikuj teraz (z opóźnieniem)" in team.get(url("handoff", row)).content.decode()
    assert post(team, "approve", row, **read_fields(row)).status_code == 403
    assert post(team, "approve", row, **read_fields(row), late="1").status_code == 302
    row.refresh_from_db()
    assert (row.stage, row.late_minutes) == (Stage.PUBLISHED, 20), "in the same request"


def test_a_newer_draft_refuses_the_approval(city: SimpleNamespace, as_: SignIn) -> None:
    page = news(city)
    row = handed_over(city, page)
    read = row.revision_id
    page.title = "Coś innego"
    page.save_revision(user=city.administrator)  # past every door
    answer = post(as_(city.editor), "approve", row, **read_fields(row, read))
    assert answer.status_code == 409
    assert "tekst zmienił się" in answer.content.decode()
    assert Handoff.objects.get().stage == Stage.QUEUED


def test_only_the_portal_teams_approvers_approve(city: SimpleNamespace, as_: SignIn) -> None:
    row = handed_over(city)
    for name in ("operator", "monitor", "director", "head", "coordinator", "deputy", "other", "nobody"):
        answer = post(as_(getattr(city, name)), "approve", row, **read_fields(row))
        assert answer.status_code in (302, 403), name
        row.refresh_from_db()
        assert row.stage == Stage.QUEUED, name
    assert not Review.objects.exists()


@pytest.mark.parametrize("name", ["administrator", "root"])
def test_four_eyes_bind_administrators_and_superusers_too(city: SimpleNamespace, as_: SignIn, name: str) -> None:
    boss = getattr(city, name)
    row = handed_over(city, news(city, by=boss))
    answer = post(as_(boss), "approve", row, **read_fields(row))
    assert answer.status_code == 403
    assert "Tekstu nie zatwierdza osoba" in answer.content.decode()
    shown = as_(boss).get(url("handoff", row)).content.decode()
    assert "Tekstu nie zatwierdza osoba" in shown
    assert f'action="{url("approve", row)}"' not in shown
    assert post(as_(boss), "send_back", row, **read_fields(row), **{"return-comment": "x"}).status_code == 403
    assert post(as_(city.editor), "approve", row, **read_fields(row)).status_code == 302


def test_two_decisions_at_once_leave_one(city: SimpleNamespace, as_: SignIn) -> None:
    row = handed_over(city)
    assert (
        post(as_(city.editor), "send_back", row, **read_fields(row), **{"return-comment": "Popraw."}).status_code == 302
    )
    answer = post(as_(city.administrator), "approve", row, **read_fields(row))
    assert answer.status_code == 409
    assert list(Review.objects.values_list("decision", flat=True)) == ["returned"]


DEEDS = ("deliver", "propose", "accept", "approve", "send_back", "unschedule", "withdraw", "start_material")


def test_deeds_are_posts_with_a_token(city: SimpleNamespace, as_: SignIn) -> None:
    row = handed_over(city)
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(city.editor, backend="django.contrib.auth.backends.ModelBackend")
    for name in DEEDS:
        assert as_(city.editor).get(url(name, row)).status_code == 405, name
        assert strict.post(url(name, row)).status_code == 403, name
    assert Handoff.objects.get().stage == Stage.QUEUED


def test_letters_survive_a_dead_mail_server_and_go_once(city: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    from coordination import outbox

    handed_over(city)
    ids = set(OutboxMessage.objects.values_list("message_id", flat=True))
    assert len(ids) == 2

    def dead(*args: Any, **kwargs: Any) -> None:
        raise ConnectionRefusedError("no server")

    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", dead)
        assert outbox.send_due(NOW) == 0
    assert outbox.send_due(NOW) == 0, "the next try comes after a pause"
    later = NOW + dt.timedelta(minutes=2)
    assert outbox.send_due(later) == 2
    assert outbox.send_due(later + dt.timedelta(days=2)) == 0
    assert {message.extra_headers["Message-ID"] for message in mail.outbox} == ids


def test_the_queue_filters_in_the_address_and_ignores_nonsense(city: SimpleNamespace, as_: SignIn) -> None:
    handed_over(city, news(city, title="Pierwsza"))
    actions.reserve(
        title="Druga",
        unit=city.kd,
        kind="event",
        dates=Dates(FRIDAY, FRIDAY.date()),
        by=fresh(city.coordinator),
        now=NOW,
    )
    team = as_(city.operator)

    def titles(query: str) -> set[str]:
        text = team.get(reverse("publishing:queue") + query).content.decode()
        return {title for title in ("Pierwsza", "Druga") if title in text}

    assert titles("") == {"Pierwsza", "Druga"}
    assert titles("?etap=queued") == {"Pierwsza"}
    assert titles("?rodzaj=event") == {"Druga"}
    assert titles(f"?komorka={city.sp.pk}") == set()
    assert titles("?etap=%00&rodzaj=x&komorka=-1;DROP") == {"Pierwsza", "Druga"}
    assert as_(city.coordinator).get(reverse("publishing:queue")).status_code == 403


def test_the_queue_asks_as_much_for_many_as_for_few(
    city: SimpleNamespace, as_: SignIn, django_assert_max_num_queries: Any
) -> None:
    for number in range(12):
        handed_over(city, news(city), at=TUESDAY + dt.timedelta(hours=number))
    team = as_(city.editor)
    team.get(reverse("publishing:queue"))
    with django_assert_max_num_queries(22):
        team.get(reverse("publishing:queue"))


def test_names_stay_when_the_account_is_gone(city: SimpleNamespace, as_: SignIn) -> None:
    row = approved(city)
    building.fresh(city.editor).delete()
    row.refresh_from_db()
    assert row.approved_by is None
    scheduling.run_once(TUESDAY)
    text = as_(city.administrator).get(url("handoff", row)).content.decode()
    assert "Roman Redaktor" in text


@pytest.mark.par(4, ust=2)
def test_dates_that_wait_already_are_not_proposed_again(city: SimpleNamespace, as_: SignIn) -> None:
    row = handed_over(city)
    same = {"propose-publish_at_0": "2026-11-24", "propose-publish_at_1": "09:00", "propose-reason": "Tak samo."}
    for who in (city.coordinator, city.editor):
        answer = post(as_(who), "propose", row, **same)
        assert answer.status_code == 422
        assert "Te terminy już czekają na odpowiedź" in answer.context["proposal_form"].errors["publish_at"][0]
    assert row.proposals.count() == 1
