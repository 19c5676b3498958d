"""Questions to a competition: through the one desk, to its contact, answered once for all, naming nobody."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from coordination import guard
from coordination.actions import answer
from coordination.calendar import warsaw
from coordination.models import BlockedSender, Inquiry, OutboxMessage, Person
from coordination.standing import standing_of
from coordination.states import Office
from pages.answers.deeds import begin_answer
from pages.competition_states import State
from pages.models import AnswerPage, CompetitionPage, CompetitionQuestion
from pages.questions.deeds import KIND
from pages.questions.doors import for_staff
from pages.questions.policy import may_ask
from tests.pages.conftest import NOW, TODAY, add, clock, house
from tests.publishing.city import person

__all__ = ["add", "clock", "house"]

pytestmark = pytest.mark.par(5, pkt=2)
Add = Callable[..., Any]
DAY = dt.timedelta(days=1)
TYPED = {
    "temat_pytania": "Wkład własny",
    "tresc": "Czy wkład własny może być pracą wolontariuszy? Anna Pytalska, Fundacja Ciekawi Świata",
    "email": "anna@ciekawi.example",
    "imie": "Anna Pytalska",
    "organizacja": "Fundacja Ciekawi Świata",
    "jawnie": "tak",
}


@pytest.fixture(autouse=True)
def quick(settings: Any) -> None:
    settings.COORDINATION_FASTEST_FORM_SECONDS = 0


@pytest.fixture
def call(house: SimpleNamespace, add: Add) -> Any:
    return add(CompetitionPage, title="Kluby 60+", slug="kluby", unit=house.kd)


def sealed(typed: dict[str, str]) -> dict[str, str]:
    return {**typed, "pieczec": guard.stamp(), "strona_www": ""}


def ask(client: Client, page: Any, **typed: Any) -> Any:
    return client.post(f"/zapytania/?strona={page.url}", sealed({**TYPED, **typed}))


def read(client: Client, path: str) -> str:
    return client.get(path).content.decode()


def answered(house: SimpleNamespace, call: Any) -> Any:
    """The question answered by the unit's coordinator, and its public answer published."""
    inquiry = Inquiry.objects.get()
    by = standing_of(person(house.kd, Office.COORDINATOR, "koordynator.kd2", "Jan Nowy"))
    answer(inquiry, text="Tak, każda godzina ma swoją stawkę.", by=by, now=NOW)
    return begin_answer(inquiry, by=by, now=NOW)


def test_the_page_leads_to_the_one_form(client: Client, call: Any) -> None:
    page = read(client, call.url)
    assert "Zapytaj o ten konkurs" in page
    form = read(client, f"/zapytania/?strona={call.url}")
    assert "Kluby 60+" in form
    assert "Kto ma przeczytać odpowiedź?" in form
    assert "Kto ma przeczytać odpowiedź?" not in read(client, "/zapytania/")


@pytest.mark.parametrize(("said", "publicly"), [("tak", True), ("nie", False)])
def test_it_is_kept_with_the_competition_and_goes_to_its_unit(
    client: Client, house: SimpleNamespace, call: Any, said: str, publicly: bool
) -> None:
    assert ask(client, call, jawnie=said).status_code == 302
    row = CompetitionQuestion.objects.get()
    assert (row.competition_id, row.publicly, row.inquiry.unit) == (call.pk, publicly, house.kd)
    assert row.inquiry.person == house.other.person


def test_it_goes_to_the_contact_whatever_else_the_address_names(
    client: Client, house: SimpleNamespace, call: Any
) -> None:
    CompetitionPage.objects.filter(pk=call.pk).update(contact=house.deputy)
    client.post(f"/zapytania/?strona={call.url}&komorka={house.kd.slug}", sealed(TYPED))
    assert Inquiry.objects.get().person == house.deputy.person


def test_the_form_names_who_gets_it_as_the_confirmation_does(client: Client, house: SimpleNamespace, call: Any) -> None:
    """The contact of the page may be away: then whoever stands in gets the question, and the form says so."""
    CompetitionPage.objects.filter(pk=call.pk).update(contact=house.coordinator)
    house.coordinator.person.absences.create(from_on=TODAY, until_on=TODAY)
    form = read(client, f"/zapytania/?strona={call.url}")
    ask(client, call)
    assert Inquiry.objects.get().person == house.deputy.person
    assert "Mikołaj Sarnecki" in form
    assert "Hanna Wilczyńska" not in form


CLOSES = "Oferty można składać do 24 listopada 2026, godz. 15:00, a odpowiedź obiecujemy do "


def test_an_answer_promised_for_after_the_deadline_is_told_before_and_after(
    client: Client, house: SimpleNamespace, call: Any
) -> None:
    CompetitionPage.objects.filter(pk=call.pk).update(deadline=warsaw(TODAY + DAY, dt.time(15)))
    Person.objects.filter(pk=house.other.person_id).update(phone="12 616 78 00")
    assert CLOSES in read(client, f"/zapytania/?strona={call.url}")
    page = client.get(ask(client, call).url).content.decode()
    assert CLOSES in page
    assert "12 616 78 00" in page[page.index(CLOSES) :][:400]
    [_about, closes] = for_staff(Inquiry.objects.get(), None)
    assert "24 listopada 2026, godz. 15:00" in closes.text


def test_an_answer_that_comes_in_time_needs_no_word(client: Client, call: Any) -> None:
    CompetitionPage.objects.filter(pk=call.pk).update(deadline=warsaw(TODAY + 30 * DAY, dt.time(15)))
    assert "a odpowiedź obiecujemy" not in read(client, f"/zapytania/?strona={call.url}")
    assert "a odpowiedź obiecujemy" not in client.get(ask(client, call).url).content.decode()
    assert len(for_staff(Inquiry.objects.get(), None)) == 1


def test_without_a_word_who_is_to_read_it_is_asked_again(client: Client, call: Any) -> None:
    answer_ = ask(client, call, jawnie="")
    assert answer_.status_code == 422
    assert "Zaznacz, kto ma przeczytać odpowiedź." in answer_.content.decode()
    assert not Inquiry.objects.exists()


@pytest.mark.parametrize("path", ["/aktualnosci/", "/konkursy/", "/konkursy/nie-ma/", "//evil.example/konkursy/kluby/"])
def test_from_other_pages_nothing_is_tied(client: Client, call: Any, path: str) -> None:
    client.post(f"/zapytania/?strona={path}", sealed(TYPED))
    assert Inquiry.objects.count() == 1
    assert not CompetitionQuestion.objects.exists()


def test_a_draft_takes_no_questions(client: Client, house: SimpleNamespace, add: Add) -> None:
    draft = add(CompetitionPage, slug="szkic", title="Tajny szkic", live=False)
    assert "Tajny szkic" not in read(client, f"/zapytania/?strona=/konkursy/{draft.slug}/")


# -- until a day ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("today", "may"), [(TODAY - DAY, True), (TODAY, True), (TODAY + DAY, False)])
def test_the_last_day_is_inclusive(today: dt.date, may: bool) -> None:
    assert bool(may_ask(State.OPEN, TODAY, today)) is may
    assert may_ask(State.OPEN, None, today)


@pytest.mark.parametrize("state", State)
def test_what_is_over_takes_no_questions(state: State) -> None:
    assert bool(may_ask(state, None, TODAY)) is (state not in {State.SETTLED, State.ANNULLED, State.ARCHIVED})


@pytest.mark.parametrize(
    ("values", "later", "word"),
    [
        ({"annulled_on": TODAY}, 0, "unieważniony"),
        ({"results_on": TODAY}, 0, "rozstrzygnięty"),
        ({"results_on": TODAY}, 400, "archiwalny"),
    ],
)
def test_a_finished_competition_leads_to_the_coordinator(
    client: Client, house: SimpleNamespace, call: Any, clock: Any, values: dict[str, Any], later: int, word: str
) -> None:
    CompetitionPage.objects.filter(pk=call.pk).update(**values)
    clock.move_to(NOW + later * DAY, tick=False)
    page = read(client, call.url)
    assert "Zapytaj o ten konkurs" not in page
    assert f"strona={quote(call.url, safe='')}" not in page, "no link of the page leads to a form that refuses"
    assert f"komorka={house.kd.slug}" in page or f"do={house.other.pk}" in page
    form = read(client, f"/zapytania/?strona={call.url}")
    closed = f"Konkurs jest już zakończony ({word})"
    assert closed in form
    assert 'name="tresc"' not in form
    assert f'href="/zapytania/?komorka={house.kd.slug}"' in form
    sent = ask(client, call)
    assert sent.status_code == 422
    assert closed in sent.content.decode()
    assert not Inquiry.objects.exists()
    assert ask(client, SimpleNamespace(url=f"&komorka={house.kd.slug}")).status_code == 302


def test_after_the_last_day_page_form_and_sending_say_so(client: Client, call: Any, clock: Any) -> None:
    CompetitionPage.objects.filter(pk=call.pk).update(questions_until=TODAY)
    assert "Pytania przyjmujemy do 23 listopada 2026." in read(client, call.url)
    clock.move_to(warsaw(TODAY + DAY, dt.time()), tick=False)
    closed = "Pytania o ten konkurs przyjmowaliśmy do 23 listopada 2026."
    assert closed in read(client, call.url)
    assert "Zapytaj o ten konkurs" not in read(client, call.url)
    form = read(client, f"/zapytania/?strona={call.url}")
    assert closed in form
    assert 'name="tresc"' not in form
    sent = ask(client, call)
    assert sent.status_code == 422
    assert closed in sent.content.decode()
    assert not Inquiry.objects.exists()


# -- answered once for all ------------------------------------------------------------------------------------------


def test_the_answer_stands_on_the_page_with_both_dates_and_names_nobody(
    client: Client, house: SimpleNamespace, call: Any, clock: Any
) -> None:
    clock.move_to(NOW - 3 * DAY, tick=False)
    ask(client, call)
    assert "1 pytanie czeka na odpowiedź." in read(client, call.url)
    clock.move_to(NOW, tick=False)
    draft = answered(house, call)
    assert [row.subject_id for row in draft.about.all()] == [call.pk]
    assert (draft.asked_on, draft.answered_on) == (TODAY - 3 * DAY, TODAY)
    draft.get_latest_revision().publish()
    page = read(client, call.url)
    assert "20 listopada 2026" in page
    assert "Wkład własny" in page
    assert "czeka na odpowiedź" not in page
    for hidden in ("Pytalska", "Ciekawi", "anna@", Inquiry.objects.get().number):
        assert hidden not in page + read(client, draft.url)


def test_who_asked_gets_a_letter_once(client: Client, house: SimpleNamespace, call: Any) -> None:
    ask(client, call)
    draft = answered(house, call)
    assert not OutboxMessage.objects.filter(kind=KIND).exists()
    draft.get_latest_revision().publish()
    AnswerPage.objects.get(pk=draft.pk).save_revision().publish()
    letter = OutboxMessage.objects.get(kind=KIND)
    assert letter.to == TYPED["email"]
    assert draft.url in letter.text
    assert "klucz=" not in letter.text


def test_nobody_is_written_to_at_an_address_that_is_forgotten(
    client: Client, house: SimpleNamespace, call: Any
) -> None:
    ask(client, call)
    draft = answered(house, call)
    Inquiry.objects.update(asker_email="")
    draft.get_latest_revision().publish()
    assert not OutboxMessage.objects.filter(kind=KIND).exists()


def test_private_questions_and_those_of_blocked_senders_are_not_counted(client: Client, call: Any) -> None:
    ask(client, call, jawnie="nie")
    BlockedSender.objects.create(pattern="zly@ciekawi.example", reason="spam", blocked_at=NOW, blocked_by="SZ")
    ask(client, call, email="zly@ciekawi.example")
    assert CompetitionQuestion.objects.count() == 2
    assert "czeka na odpowiedź" not in read(client, call.url)


def test_both_sides_read_which_competition_it_is(client: Client, house: SimpleNamespace, call: Any) -> None:
    answer_ = ask(client, call)
    assert "Twoje pytanie dotyczy konkursu:" in read(client, answer_.url)


def test_an_answer_before_its_question_is_refused(add: Add) -> None:
    page = add(AnswerPage, live=False, asked_on=TODAY + DAY, answered_on=TODAY)
    assert "asked_on" in {issue.field for issue in page.requirements()}


def test_a_competition_behind_a_password_is_named_to_nobody(client: Client, call: Any) -> None:
    assert call.title in client.get(f"/zapytania/?strona={call.url}").content.decode()
    PageViewRestriction.objects.create(page=call, restriction_type=PageViewRestriction.PASSWORD, password="tajne")
    assert call.title not in client.get(f"/zapytania/?strona={call.url}").content.decode()
