"""From an answered inquiry to a public answer that names nobody, by the ordinary ways to the public."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail.rich_text import RichText

from coordination import actions as heart
from coordination.actions import Question
from coordination.calendar import warsaw_date
from coordination.models import Inquiry, Topic
from coordination.standing import standing_of
from coordination.verdict import Refused
from pages.answers.deeds import begin_answer
from pages.models import AnswerIndexPage, AnswerPage, PublishedAnswer
from publishing import actions, scheduling
from publishing.models import PublishingRight, Stewardship
from publishing.states import Ground, Purpose
from tests.publishing.city import NOW, TODAY, TUESDAY, as_read, child, fresh
from tests.units.conftest import BASIS

pytestmark = pytest.mark.par(5, pkt=2)
SignIn = Callable[[Any], Client]
ASKED = Question(
    subject="Próby chóru Fundacji Śpiewająca Koronka",
    text="Nazywam się Zofia Zmyślona, Fundacja Śpiewająca Koronka. Czy domy kultury udostępniają sale na próby?\n"
    "Proszę dzwonić: 601 234 567 lub pisać: zofia@koronka.example",
    email="zofia@koronka.example",
    name="Zofia Zmyślona",
    organisation="Fundacja Śpiewająca Koronka",
    function="prezeska",
)
TOLD = (
    "Pani Zofio, tak. Sale udostępnia dom kultury.\n\nFundacji Śpiewającej Koronce polecamy formularz na umk.example."
)


@pytest.fixture
def asked(city: SimpleNamespace) -> SimpleNamespace:
    """An inquiry of KD that its coordinator has answered; a shelf for answers."""
    city.answers = child(city.home, AnswerIndexPage(title="Pytania i odpowiedzi", slug="pytania"), city.sz)
    received = heart.ask(ASKED, now=NOW, unit=city.kd, topic=Topic.objects.get(slug="lokale"))
    heart.answer(received.inquiry, text=TOLD, by=standing_of(fresh(city.coordinator)), now=NOW)
    city.inquiry, city.key = Inquiry.objects.get(pk=received.inquiry.pk), received.key
    city.desk = reverse("coordination_inquiries:detail", args=[city.inquiry.number])
    return city


def begun(city: SimpleNamespace, who: Any = None) -> Any:
    return begin_answer(city.inquiry, by=standing_of(fresh(who or city.coordinator)), now=NOW)


def cleaned(city: SimpleNamespace) -> Any:
    """The draft as a person leaves it."""
    page = begun(city)
    page.title, page.question = "Próby chóru w domach kultury", "Czy domy kultury udostępniają sale na próby?"
    page.body = [("paragraph", RichText("<p>Tak. Sale udostępnia dom kultury.</p>"))]
    page.short_answer = "Tak, udostępnia je dom kultury."
    page.save_revision(user=fresh(city.coordinator), clean=False)
    return AnswerPage.objects.get(pk=page.pk)


def secret(city: SimpleNamespace) -> str:
    address = f"{reverse('coordination:inquiry', args=[city.inquiry.number])}?klucz={city.key}"
    return Client().get(address).content.decode()


# -- the draft ------------------------------------------------------------------------------------------------------


def test_the_button_makes_a_draft_without_who_asked(asked: SimpleNamespace, as_: SignIn) -> None:
    desk = as_(fresh(asked.deputy))
    assert 'value="opublikuj"' in desk.get(asked.desk).content.decode()
    answer = desk.post(asked.desk, {"czynnosc": "opublikuj"})
    page = AnswerPage.objects.get()
    assert answer.url == reverse("wagtailadmin_pages:edit", args=[page.pk])
    draft = page.get_latest_revision_as_object()
    assert not page.live
    assert Stewardship.objects.get(page=page).unit == asked.kd
    assert draft.title == "Próby chóru [usunięto]"
    assert draft.question.startswith("Nazywam się [usunięto]. Czy domy kultury udostępniają")
    assert (
        draft.short_answer
        == "Pani [usunięto], tak. Sale udostępnia dom kultury. [usunięto] polecamy formularz na umk.example."
    )
    assert [topic.slug for topic in draft.topics.all()] == ["lokale"]
    assert draft.answered_on == TODAY
    told = " ".join((draft.title, draft.question, draft.short_answer, str(draft.body), draft.slug))
    for word in ("Zofi", "Zmyślon", "Koronk", "601", "zofia", "koronk"):
        assert word not in told, word
    shown = desk.get(answer.url).content.decode()
    assert "Sprawdź, czy nikogo nie da się rozpoznać" in shown
    for words in ("Zofia Zmyślona", "601 234 567", asked.inquiry.number, "Lokale i sale"):
        assert words in shown, words
    again = desk.get(asked.desk).content.decode()
    assert 'value="opublikuj"' not in again
    assert "Szkic odpowiedzi publicznej" in again
    assert desk.post(asked.desk, {"czynnosc": "opublikuj"}).url == answer.url
    assert AnswerPage.objects.count() == 1
    assert "usunięto" not in secret(asked)


def test_the_portal_team_sees_how_much_was_taken_out_not_what(asked: SimpleNamespace, as_: SignIn) -> None:
    page = begun(asked)
    shown = as_(fresh(asked.editor)).get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "imię lub nazwisko: " in shown
    assert "Zmyślona" not in shown
    assert asked.inquiry.number not in shown


@pytest.mark.parametrize("who", ["other", "monitor", "administrator", "head", "root"])
def test_only_the_unit_that_answered_begins_one(asked: SimpleNamespace, as_: SignIn, who: str) -> None:
    person = getattr(asked, who)
    desk = as_(fresh(person))
    shown = desk.get(asked.desk)
    assert 'value="opublikuj"' not in shown.content.decode()
    assert desk.post(asked.desk, {"czynnosc": "opublikuj"}).status_code == 403
    with pytest.raises(Refused):
        begun(asked, person)
    assert not AnswerPage.objects.exists()


def test_an_inquiry_without_an_answer_says_what_comes_first(asked: SimpleNamespace, as_: SignIn) -> None:
    asked.inquiry = heart.ask(ASKED, now=NOW, unit=asked.kd).inquiry
    address = reverse("coordination_inquiries:detail", args=[asked.inquiry.number])
    assert "Najpierw odpowiedz" in as_(fresh(asked.coordinator)).get(address).content.decode()
    with pytest.raises(Refused, match="Najpierw odpowiedz"):
        begun(asked)


def test_without_a_shelf_the_refusal_says_whom_to_ask(asked: SimpleNamespace, as_: SignIn) -> None:
    Page.objects.get(pk=asked.answers.pk).specific.unpublish()
    answer = as_(fresh(asked.coordinator)).post(asked.desk, {"czynnosc": "opublikuj"})
    assert answer.status_code == 403
    assert "Poproś administratorów" in answer.content.decode()


def test_it_is_about_the_page_from_which_it_was_asked(asked: SimpleNamespace) -> None:
    from pages.models import CompetitionPage

    call = child(asked.competitions, CompetitionPage(title="Chóry", slug="chory", live=False), asked.kd)
    call.save_revision().publish()
    for source, number in ((f"{call.url}?x=1", 1), ("/zapytania/?do=3", 0), ("", 0), ("//zly[", 0)):
        Inquiry.objects.filter(pk=asked.inquiry.pk).update(source=source)
        page = begun(asked)
        assert page.about.count() == number, source
        page.delete()


# -- nobody is named ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("title", "Pytanie Zofii Zmyślonej", "Zofii Zmyślonej"),
        ("question", "Fundacja „Śpiewająca Koronka” pyta o salę", "Śpiewająca Koronka"),
        ("short_answer", "Zadzwoń: 601 234 567", "601 234 567"),
        (
            "body",
            [("paragraph", RichText('<p>Napisz <a href="mailto:zofia@koronka.example">tu</a></p>'))],
            "zofia@koronka",
        ),
        ("body", [("quote", {"text": "Tak", "author": "Z. Zmyślona"})], "Z. Zmyślona"),
        ("body", [("paragraph", RichText("<p>PESEL 85010112345</p>"))], "85010112345"),
        ("search_description", "Odpowiedź dla Śpiewającej Koronki", "Śpiewającej Koronki"),
        ("slug", "fundacja-spiewajaca-koronka", "spiewajaca koronka"),
        ("change_note", "Dopisano prośbę Zmyślonej", "Zmyślonej"),
    ],
)
def test_what_names_the_asker_stops_publication_and_is_shown(
    asked: SimpleNamespace, field: str, value: Any, words: str
) -> None:
    page = cleaned(asked)
    assert [issue for issue in page.get_latest_revision_as_object().requirements() if issue.hard] == []
    setattr(page, field, value)
    page.save_revision(user=fresh(asked.coordinator), clean=False)
    found = [issue for issue in page.get_latest_revision_as_object().requirements() if issue.hard]
    assert [issue.field for issue in found] == [field]
    assert words in str(found[0].message)
    with pytest.raises(Refused, match=r"(?s)usuń"):
        actions.hand_over(page, by=fresh(asked.coordinator), publish_at=TUESDAY, now=NOW)


def test_the_offices_own_phone_and_mailbox_may_stand(asked: SimpleNamespace) -> None:
    page = cleaned(asked)
    page.short_answer = "Zadzwoń: 12 000 00 11 albo napisz: koordynator.kd@umk.example."
    assert [issue for issue in page.requirements() if issue.hard] == []


def test_the_publish_button_says_it_at_the_field(asked: SimpleNamespace, as_: SignIn) -> None:
    from tests.scenarios.routes import edit_url, form_at

    rights(asked)
    page, desk = begun(asked), as_(fresh(asked.coordinator))
    values = form_at(desk, edit_url(page), AnswerPage, question="Zofia Zmyślona pyta", **{"action-publish": "1"})
    answer = desk.post(edit_url(page), values)
    assert answer.status_code == 200
    assert "Zofia Zmyślona" in str(answer.context["form"].errors["question"])
    assert not AnswerPage.objects.get(pk=page.pk).live


# -- public ---------------------------------------------------------------------------------------------------------


def rights(city: SimpleNamespace) -> None:
    PublishingRight.objects.create(unit=city.kd, kind="answer", from_on=dt.date(2026, 1, 1), basis="b", granted_by="SZ")


def published(city: SimpleNamespace, clock: Any) -> Any:
    page = cleaned(city)
    row = actions.hand_over(page, by=fresh(city.coordinator), publish_at=TUESDAY, now=NOW)
    actions.approve(row, by=fresh(city.editor), read=as_read(row), now=NOW)
    clock.move_to(TUESDAY)
    scheduling.run_once(TUESDAY)
    return AnswerPage.objects.get(pk=page.pk)


@pytest.mark.par(4, ust=1, pkt=2)
def test_by_handoff_both_sides_are_told_and_the_public_learns_no_number(
    asked: SimpleNamespace, as_: SignIn, clock: Any
) -> None:
    page = published(asked, clock)
    assert page.live
    html = Client().get(page.url).content.decode()
    for word in (asked.inquiry.number, "Zmyślon", "Koronk", "koronka", "prezesk", "NGO-2026"):
        assert word not in html, word
    said = as_(fresh(asked.coordinator)).get(asked.desk).content.decode()
    assert "Odpowiedź opublikowano:" in said
    assert page.url in said
    told = secret(asked)
    assert "Odpowiedź opublikowano" in told
    assert page.url in told


@pytest.mark.par(4, ust=1, pkt=1)
def test_within_rights_it_is_public_at_once(asked: SimpleNamespace, as_: SignIn) -> None:
    from tests.scenarios.routes import edit_url, form_at

    rights(asked)
    page, desk = cleaned(asked), as_(fresh(asked.coordinator))
    body = {"question": page.question, "short_answer": page.short_answer}
    answer = desk.post(edit_url(page), form_at(desk, edit_url(page), AnswerPage, **body, **{"action-publish": "1"}))
    assert answer.status_code == 302, answer.context["form"].errors
    assert Client().get(AnswerPage.objects.get(pk=page.pk).url).status_code == 200


def test_taken_off_it_is_silent_to_the_asker_and_the_address_answers(
    asked: SimpleNamespace, as_: SignIn, clock: Any
) -> None:
    page = published(asked, clock)
    rights(asked)
    plan = actions.Plan(Purpose.TAKE_OFF, Ground.OUTDATED)
    actions.take_down(page, plan=plan, by=fresh(asked.coordinator), now=TUESDAY)
    assert "Odpowiedź opublikowano" not in secret(asked)
    assert "Odpowiedź publiczną zdjęto" in as_(fresh(asked.coordinator)).get(asked.desk).content.decode()
    assert Client().get(page.url).status_code == 410


def test_an_anonymised_inquiry_leaves_the_answer_harmless(asked: SimpleNamespace, as_: SignIn, clock: Any) -> None:
    page = published(asked, clock)
    Inquiry.objects.filter(pk=asked.inquiry.pk).update(
        asker_name="", organisation="", asker_function="", asker_email=""
    )
    asked.inquiry.messages.update(text="")
    shown = as_(fresh(asked.coordinator)).get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert shown.status_code == 200
    assert "Nie znaleźliśmy niczego" in shown.content.decode()
    assert [issue for issue in page.requirements() if issue.hard] == []
    Inquiry.objects.get(pk=asked.inquiry.pk).delete()
    assert not PublishedAnswer.objects.exists()
    assert Client().get(page.url).status_code == 200


@pytest.mark.par(5, pkt=2)
def test_a_merger_takes_the_answer_and_the_inquiry_to_the_successor(
    asked: SimpleNamespace, as_: SignIn, clock: Any
) -> None:
    page = published(asked, clock)
    by = standing_of(fresh(asked.administrator))
    heart.merge_units(units=[asked.kd], into=asked.sp, on=warsaw_date(TUESDAY), basis=BASIS, by=by, now=TUESDAY)
    assert Stewardship.objects.get(page=page).unit == asked.sp
    assert "Odpowiedź opublikowano:" in as_(fresh(asked.other)).get(asked.desk).content.decode()
    assert page.title in Client().get(f"/pytania/?komorka={asked.sp.slug}").content.decode()
    assert str(asked.sp) in Client().get(page.url).content.decode()
