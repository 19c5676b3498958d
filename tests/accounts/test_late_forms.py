"""Scenario 26: the office ends while a form is open. Refused in words, and the text stays with the unit as a draft."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, PageLogEntry

from coordination import actions as deeds
from coordination import boards, closing, lifetimes
from coordination.actions import Question
from coordination.boards import Asked
from coordination.calendar import warsaw
from coordination.models import AuditEntry, Designation, DutyTask, InquiryMessage, OutboxMessage, Person
from coordination.standing import standing_of
from coordination.states import Office, Voice
from pages.models import NewsPage
from publishing import confinement
from publishing.models import Handoff
from tests.publishing.city import NOW, TODAY, TUESDAY, fresh, handed_over, news
from tests.publishing.test_direct import typed

SignIn = Callable[[Any], Client]
DAY = dt.timedelta(days=1)
EVENING = warsaw(TODAY, dt.time(23, 30))
NIGHT = warsaw(TODAY + DAY, dt.time(0, 20))
MORNING = warsaw(TODAY + DAY, dt.time(7, 5))
SEAL = re.compile(r'name="otwarto"[^>]*value="([^"]+)"')
WORDS = "Słowa, które nie mogą zginąć: żółć."


@pytest.fixture
def evening(city: SimpleNamespace, clock: Any) -> SimpleNamespace:
    """The coordinator's last day is today; it is half past eleven at night."""
    row = Designation.objects.get(person__user=city.coordinator)
    deeds.end_designation(row, until_on=TODAY, by=standing_of(fresh(city.head)), now=NOW)
    clock.move_to(EVENING, tick=False)
    return city


def editor_of(page: Any) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def seal_in(client: Client, address: str) -> str:
    """What the open form carries; a form has it once."""
    found = set(SEAL.findall(client.get(address).text))
    assert len(found) == 1
    return found.pop()


def post(client: Client, page: Any, seal: str, **values: Any) -> Any:
    return client.post(editor_of(page), {**typed(page, lead=WORDS, **values), "otwarto": seal})


@pytest.mark.par(2, pkt=1)
@pytest.mark.parametrize("button", ["", "action-publish", "action-hand-over"])
def test_an_edit_after_the_end_is_refused_and_kept_as_the_units_draft(
    evening: SimpleNamespace, as_: SignIn, clock: Any, button: str
) -> None:
    page, browser = evening.unit_page, as_(evening.coordinator)
    public = page.lead
    seal = seal_in(browser, editor_of(page))
    clock.move_to(NIGHT, tick=False)
    answer = post(browser, page, seal, **({button: "1"} if button else {}))
    assert answer.status_code == 403
    for told in ("skończyła się 23 listopada 2026", "(§ 2 pkt 1)", "Twój tekst jest zachowany", "Tomasz Zastępca"):
        assert told in answer.text
    page.refresh_from_db()
    assert page.lead == public, "never public"
    assert WORDS not in Client().get(page.url).text
    revision = page.get_latest_revision()
    assert revision.as_object().lead == WORDS
    assert revision.user == evening.coordinator
    assert not Handoff.objects.exists()
    entry = PageLogEntry.objects.get(action="publishing.kept", page=page.pk)
    assert "Zachowane po końcu funkcji" in entry.message
    assert "Ewelina Brodacka" in entry.message
    line = AuditEntry.objects.get(verb="page.kept")
    assert "zachowane po końcu funkcji" in line.note
    assert line.actor_role == "koordynator"
    assert AuditEntry.objects.filter(verb="office.late", outcome="refused", unit_id=evening.kd.pk).exists()


def test_of_a_limited_draft_only_the_named_persons_hear(evening: SimpleNamespace, as_: SignIn, clock: Any) -> None:
    """The unit's board has the task without a title; letters go to whom the limit names (scenario 36)."""
    page, browser = news(evening, title="Tajne wyniki"), as_(evening.coordinator)
    confinement.confine(
        page, people=[evening.editor], reason="Przed ogłoszeniem.", by=fresh(evening.coordinator), now=NOW
    )
    OutboxMessage.objects.all().delete()
    seal = seal_in(browser, editor_of(page))
    clock.move_to(NIGHT, tick=False)
    assert post(browser, page, seal).status_code == 403
    page.refresh_from_db()
    assert page.get_latest_revision().as_object().lead == WORDS
    assert "Tajne" not in DutyTask.objects.get(subject=f"kept:{page.pk}").title
    told = OutboxMessage.objects.filter(kind="page.kept")
    assert evening.editor.email in {letter.to for letter in told}
    assert evening.deputy.email not in {letter.to for letter in told}
    assert not [letter for letter in told if "Tajne" in letter.subject + letter.text]
    assert "Tajne" not in as_(evening.deputy).get(reverse("coordination_todo")).text


def test_colleagues_have_a_letter_and_a_shelf_until_they_look(
    evening: SimpleNamespace, as_: SignIn, clock: Any
) -> None:
    page, browser = evening.unit_page, as_(evening.coordinator)
    seal = seal_in(browser, editor_of(page))
    clock.move_to(NIGHT, tick=False)
    post(browser, page, seal)
    letter = OutboxMessage.objects.get(kind="page.kept")
    assert letter.to == evening.deputy.email
    assert page.title in letter.subject
    deputy = as_(evening.deputy)
    desk = deputy.get(reverse("coordination_todo")).text
    assert "Teksty zachowane dla nas" in desk
    assert page.title in desk
    task = DutyTask.objects.get(subject=f"kept:{page.pk}")
    assert deputy.get(task.url).status_code == 200, "the comparison opens"
    seen = reverse("publishing:kept_seen", args=[page.pk])
    assert as_(evening.other).post(seen).status_code == 403
    assert deputy.get(seen).status_code == 405
    deputy.post(seen)
    task.refresh_from_db()
    assert task.settled_at
    asked = Asked(standing_of(fresh(evening.deputy)), (evening.kd.pk,), NIGHT)
    assert boards.shelf("kept", asked).total == 0


def test_saving_the_page_takes_the_kept_text_up(evening: SimpleNamespace, as_: SignIn, clock: Any) -> None:
    page, browser = evening.unit_page, as_(evening.coordinator)
    seal = seal_in(browser, editor_of(page))
    clock.move_to(NIGHT, tick=False)
    post(browser, page, seal)
    as_(evening.deputy).post(editor_of(page), typed(page, lead="Dokończone."))
    assert DutyTask.objects.get(subject=f"kept:{page.pk}").settled_at


def test_a_colleagues_newer_draft_stays_the_newest(evening: SimpleNamespace, as_: SignIn, clock: Any) -> None:
    page, browser = evening.unit_page, as_(evening.coordinator)
    seal = seal_in(browser, editor_of(page))
    clock.move_to(EVENING + dt.timedelta(minutes=10), tick=False)
    as_(evening.deputy).post(editor_of(page), typed(page, lead="Słowa zastępcy."))
    clock.move_to(NIGHT, tick=False)
    post(browser, page, seal)
    page.refresh_from_db()
    assert page.get_latest_revision_as_object().lead == "Słowa zastępcy."
    assert any(revision.as_object().lead == WORDS for revision in page.revisions.all())


def test_a_new_page_becomes_a_draft_of_the_unit(evening: SimpleNamespace, as_: SignIn, clock: Any) -> None:
    browser = as_(evening.coordinator)
    address = reverse("wagtailadmin_pages:add", args=["pages", "newspage", evening.news.pk])
    seal = seal_in(browser, address)
    clock.move_to(NIGHT, tick=False)
    answer = browser.post(
        address, {**typed(title="Zachowana nowość", slug="", lead=WORDS), "otwarto": seal, "action-publish": "1"}
    )
    assert answer.status_code == 403
    assert "Twój tekst jest zachowany" in answer.text
    page = NewsPage.objects.get(title="Zachowana nowość")
    assert not page.live
    assert page.stewardship.unit == evening.kd
    assert as_(evening.deputy).get(editor_of(page)).status_code == 200
    assert OutboxMessage.objects.get(kind="page.kept").to == evening.deputy.email


def test_half_a_page_is_kept_as_well(evening: SimpleNamespace, as_: SignIn, clock: Any) -> None:
    """A draft may lack what publication asks for."""
    browser = as_(evening.coordinator)
    address = reverse("wagtailadmin_pages:add", args=["pages", "newspage", evening.news.pk])
    seal = seal_in(browser, address)
    clock.move_to(NIGHT, tick=False)
    answer = browser.post(address, {**typed(title="Tylko tytuł", slug="", lead=""), "otwarto": seal})
    assert "Twój tekst jest zachowany" in answer.text
    assert NewsPage.objects.filter(title="Tylko tytuł", live=False).exists()


def test_what_no_draft_can_hold_is_given_back_to_copy(evening: SimpleNamespace, as_: SignIn, clock: Any) -> None:
    page, browser = evening.unit_page, as_(evening.coordinator)
    seal = seal_in(browser, editor_of(page))
    clock.move_to(NIGHT, tick=False)
    answer = post(browser, page, seal, title="")
    assert answer.status_code == 403
    assert "Tekstu nie udało się zachować" in answer.text
    assert WORDS in answer.text
    assert not DutyTask.objects.filter(subject=f"kept:{page.pk}").exists()


def test_what_waits_for_publication_stays_as_it_was_read(evening: SimpleNamespace, as_: SignIn, clock: Any) -> None:
    page, browser = news(evening), as_(evening.coordinator)
    seal = seal_in(browser, editor_of(page))
    row = handed_over(evening, page, at=TUESDAY)
    clock.move_to(NIGHT, tick=False)
    answer = post(browser, page, seal)
    assert WORDS in answer.text
    assert "Tekstu nie udało się zachować" in answer.text
    page.refresh_from_db()
    assert page.latest_revision_id == row.revision_id


@pytest.mark.par(4, ust=1, pkt=2)
def test_the_hour_and_note_of_a_handing_over_go_to_the_colleagues(
    evening: SimpleNamespace, as_: SignIn, clock: Any
) -> None:
    page, browser = news(evening), as_(evening.coordinator)
    address = reverse("publishing:hand_over", args=[page.pk])
    seal = seal_in(browser, address)
    clock.move_to(NIGHT, tick=False)
    answer = browser.post(
        address,
        {
            "publish_at_0": "2026-12-01",
            "publish_at_1": "09:00",
            "sooner": "Nabór się kończy.",
            "note": "Przed sesją Rady.",
            "otwarto": seal,
        },
    )
    assert answer.status_code == 403
    assert not Handoff.objects.exists()
    letter = OutboxMessage.objects.get(kind="page.kept")
    assert letter.to == evening.deputy.email
    for told in ("Nabór się kończy.", "Przed sesją Rady.", "2026-12-01 09:00", page.title):
        assert told in letter.text
    deputy = as_(evening.deputy)
    assert page.title in deputy.get(reverse("coordination_todo")).text
    deputy.post(address, {"publish_at_0": "2026-12-01", "publish_at_1": "09:00", "note": ""})
    assert DutyTask.objects.get(subject=f"kept:{page.pk}").settled_at


@pytest.mark.par(4, ust=1, pkt=2)
def test_the_reason_of_an_urgent_correction_goes_to_the_colleagues(
    evening: SimpleNamespace, as_: SignIn, clock: Any
) -> None:
    """It has no hour: the reason is all that was typed."""
    page, browser = news(evening, live=True), as_(evening.coordinator)
    address = reverse("publishing:hand_over", args=[page.pk]) + "?pilne=1"
    seal = seal_in(browser, address)
    clock.move_to(NIGHT, tick=False)
    answer = browser.post(address, {"urgent_reason": "Zły adres dyżuru.", "note": "", "otwarto": seal})
    assert answer.status_code == 403
    assert "Zły adres dyżuru." in OutboxMessage.objects.get(kind="page.kept").text


@pytest.mark.par(5, pkt=2)
def test_an_answer_becomes_a_note_that_colleagues_may_send(evening: SimpleNamespace, as_: SignIn, clock: Any) -> None:
    question = Question(subject="Lokal na próby", text="Gdzie?", email="ngo@org.example")
    inquiry = deeds.ask(question, unit=evening.kd, now=EVENING).inquiry
    browser = as_(evening.coordinator)
    address = reverse("coordination_inquiries:detail", args=[inquiry.number])
    seal = seal_in(browser, address)
    clock.move_to(NIGHT, tick=False)
    OutboxMessage.objects.all().delete()
    answer = browser.post(address, {"czynnosc": "odpowiedz", "tresc": WORDS, "widziano": "", "otwarto": seal})
    assert answer.status_code == 403
    assert "wśród notatek" in answer.text
    note = InquiryMessage.objects.get(inquiry=inquiry, voice=Voice.NOTE)
    assert WORDS in note.text
    assert "po końcu funkcji" in note.text
    assert [letter.to for letter in OutboxMessage.objects.all()] == [evening.deputy.email], "nothing to the asker"
    inquiry.refresh_from_db()
    assert inquiry.state == "open"


def test_who_keeps_another_office_is_told_as_well(evening: SimpleNamespace, as_: SignIn, clock: Any) -> None:
    """Still coordinator elsewhere: the desk stays open, this page does not."""
    who = Person.objects.get(user=evening.coordinator)
    Designation.objects.create(person=who, unit=evening.sp, office=Office.DEPUTY, from_on=TODAY)
    page, browser = evening.unit_page, as_(evening.coordinator)
    seal = seal_in(browser, editor_of(page))
    clock.move_to(NIGHT, tick=False)
    answer = post(browser, page, seal)
    assert "Twój tekst jest zachowany" in answer.text
    assert browser.get("/admin/").status_code == 200
    page.refresh_from_db()
    assert page.get_latest_revision().as_object().lead == WORDS


def test_without_colleagues_the_head_hears(evening: SimpleNamespace, as_: SignIn, clock: Any) -> None:
    Designation.objects.filter(person__user=evening.deputy).update(until_on=TODAY - DAY)
    page, browser = evening.unit_page, as_(evening.coordinator)
    seal = seal_in(browser, editor_of(page))
    clock.move_to(NIGHT, tick=False)
    post(browser, page, seal)
    assert OutboxMessage.objects.get(kind="page.kept").to == evening.head.email


# -- who must not get through -------------------------------------------------------------------------------------


def unchanged(page: Any) -> bool:
    return all(revision.as_object().lead != WORDS for revision in page.revisions.all())


def test_a_form_opened_more_than_a_day_ago_keeps_nothing(evening: SimpleNamespace, as_: SignIn, clock: Any) -> None:
    page, browser = evening.unit_page, as_(evening.coordinator)
    seal = seal_in(browser, editor_of(page))
    clock.move_to(EVENING + DAY + dt.timedelta(minutes=1), tick=False)
    answer = post(browser, page, seal)
    assert answer.status_code == 403
    assert WORDS in answer.text, "given back to copy"
    assert unchanged(page)


@pytest.mark.parametrize("seal", ["", "nonsense", "e30:1x:abc", "\x00"])
def test_no_seal_or_a_forged_one_keeps_nothing(evening: SimpleNamespace, as_: SignIn, clock: Any, seal: str) -> None:
    page, browser = evening.unit_page, as_(evening.coordinator)
    clock.move_to(NIGHT, tick=False)
    assert post(browser, page, seal).status_code == 403
    assert unchanged(page)


def test_a_seal_is_good_for_its_own_person_and_its_own_page(evening: SimpleNamespace, as_: SignIn, clock: Any) -> None:
    page, browser = evening.unit_page, as_(evening.coordinator)
    seal = seal_in(browser, editor_of(page))
    mine = seal_in(browser, editor_of(news(evening)))
    clock.move_to(NIGHT, tick=False)
    assert post(as_(evening.nobody), page, seal).status_code == 403
    assert post(as_(evening.other), page, seal).status_code == 403
    assert post(browser, page, mine).status_code == 403
    assert unchanged(page)


def test_a_seal_made_after_the_end_names_no_unit(evening: SimpleNamespace, as_: SignIn, clock: Any) -> None:
    page = evening.unit_page
    clock.move_to(NIGHT, tick=False)
    seal = closing.seal(standing_of(fresh(evening.coordinator)), f"page:{page.pk}")
    post(as_(evening.coordinator), page, seal)
    assert unchanged(page)


def test_a_page_given_to_another_unit_meanwhile_takes_nothing(
    evening: SimpleNamespace, as_: SignIn, clock: Any
) -> None:
    page, browser = evening.unit_page, as_(evening.coordinator)
    seal = seal_in(browser, editor_of(page))
    type(page.stewardship).objects.filter(page=page).update(unit=evening.sp)
    clock.move_to(NIGHT, tick=False)
    assert post(browser, page, seal).status_code == 403
    assert unchanged(page)


def test_saving_by_itself_is_refused_quietly_and_keeps_nothing(
    evening: SimpleNamespace, as_: SignIn, clock: Any
) -> None:
    page, browser = evening.unit_page, as_(evening.coordinator)
    seal = seal_in(browser, editor_of(page))
    clock.move_to(NIGHT, tick=False)
    answer = browser.post(
        editor_of(page), {**typed(page, lead=WORDS), "otwarto": seal}, headers={"Accept": "application/json"}
    )
    assert answer.status_code == 403
    assert "skończyła się" in answer.json()["error"]
    assert unchanged(page), "a version a second would be no help to anybody"


def test_while_in_office_the_usual_doors_judge(evening: SimpleNamespace, as_: SignIn) -> None:
    page, browser = evening.unit_page, as_(evening.coordinator)
    assert post(browser, page, seal_in(browser, editor_of(page))).status_code == 302
    page.refresh_from_db()
    assert page.get_latest_revision().as_object().lead == WORDS
    assert not OutboxMessage.objects.filter(kind="page.kept").exists()
    assert "otwarto" not in as_(evening.editor).get(editor_of(evening.home)).text


# -- the session is gone ------------------------------------------------------------------------------------------


def test_a_signed_out_browser_gets_its_text_back_and_nothing_is_written(
    evening: SimpleNamespace, as_: SignIn, clock: Any
) -> None:
    page, browser = evening.unit_page, as_(evening.coordinator)
    seal = seal_in(browser, editor_of(page))
    lifetimes.run_once(MORNING)
    clock.move_to(MORNING, tick=False)
    rich = '{"blocks": [{"text": "Akapit pierwszy."}, {"text": "Akapit drugi."}], "entityMap": {}}'
    answer = post(browser, page, seal, **{"intro": rich})
    assert answer.status_code == 403
    assert WORDS in answer.text
    assert "Akapit pierwszy.\nAkapit drugi." in answer.text
    assert "entityMap" not in answer.text
    assert 'csrfmiddlewaretoken" value' not in answer.text or seal not in answer.text
    assert answer["Cache-Control"] == "no-store, private"
    assert unchanged(page)


def test_text_given_back_is_escaped(evening: SimpleNamespace, as_: SignIn, clock: Any) -> None:
    page, browser = evening.unit_page, as_(evening.coordinator)
    seal = seal_in(browser, editor_of(page))
    browser.logout()
    answer = post(browser, page, seal, title="</textarea><script>alert(1)</script>")
    assert "<script>alert(1)" not in answer.text
    assert "&lt;script&gt;alert(1)" in answer.text


def test_without_a_seal_a_signed_out_browser_signs_in_as_ever(evening: SimpleNamespace) -> None:
    answer = Client().post(editor_of(evening.unit_page), {"title": "x"})
    assert answer.status_code == 302
    assert answer["Location"].startswith("/konto/logowanie/")
    assert Page.objects.filter(title="x").count() == 0


def test_a_form_whose_token_has_changed_gets_its_text_back(evening: SimpleNamespace, as_: SignIn) -> None:
    """Signed out and in again in another window: the token of the old form is refused, the text is not lost."""
    page, browser = evening.unit_page, Client(enforce_csrf_checks=True)
    browser.force_login(evening.coordinator, backend="django.contrib.auth.backends.ModelBackend")
    seal = seal_in(browser, editor_of(page))
    answer = post(browser, page, seal, csrfmiddlewaretoken="x" * 64)
    assert answer.status_code == 403
    assert WORDS in answer.text
    assert unchanged(page)
