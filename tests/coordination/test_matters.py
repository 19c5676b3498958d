"""Kinds of matter (§ 5 pkt 2): public information, complaint, petition, accessibility; the clock of each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client

from coordination import actions, boards, guard, matters, reminders
from coordination.actions import Question
from coordination.boards import Asked
from coordination.calendar import WorkingCalendar, warsaw
from coordination.law import in_force
from coordination.matter_hints import HINTS, suggested
from coordination.matters import Run
from coordination.models import AuditEntry, DutyTask, Inquiry, LawLimit, OutboxMessage
from coordination.seeds.law import LIMITS
from coordination.standing import standing_of
from coordination.states import InquiryState, Matter, Office, Voice
from coordination.verdict import Refused
from tests.coordination.people import NOW, TODAY, account, designation, person, standing, unit
from tests.coordination.test_staff_doors import DESK, desk

pytestmark = pytest.mark.par(5, pkt=2)
QUESTION = Question("Karty oceny", "Prosimy o udostępnienie kart oceny ofert.", "ngo@organizacja.example")
PLAIN = WorkingCalendar()
DAYS = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def letters(kind: str) -> list[OutboxMessage]:
    return list(OutboxMessage.objects.filter(kind=kind).order_by("pk"))


def asked(kd: object, now: dt.datetime = NOW, question: Question = QUESTION) -> Inquiry:
    return actions.ask(question, now=now, unit=kd).inquiry  # type: ignore[arg-type]


def reread(inquiry: Inquiry) -> Inquiry:
    return Inquiry.objects.get(pk=inquiry.pk)


# -- pure -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("received", "days", "last"),
    [
        (dt.date(2026, 11, 27), 1, dt.date(2026, 11, 30)),  # Friday: the weekend does not count
        (dt.date(2026, 12, 23), 1, dt.date(2026, 12, 28)),  # 24 to 26 December, then a Sunday
        (dt.date(2026, 12, 31), 2, dt.date(2027, 1, 5)),  # year end, 1 January, a weekend
        (dt.date(2027, 1, 5), 1, dt.date(2027, 1, 7)),  # 6 January
        (dt.date(2027, 3, 26), 1, dt.date(2027, 3, 30)),  # Easter Monday, and clocks go forward on 28 March
        (dt.date(2027, 5, 26), 1, dt.date(2027, 5, 28)),  # Corpus Christi
        (dt.date(2026, 10, 23), 1, dt.date(2026, 10, 26)),  # clocks go back on 25 October
    ],
)
def test_working_days_leave_out_weekends_feasts_and_know_no_clock_change(
    received: dt.date, days: int, last: dt.date
) -> None:
    """Scenario 50."""
    assert matters.by_standard(days, Run(received, received), PLAIN).on == last


@pytest.mark.parametrize(
    ("matter", "received", "last"),
    [
        (Matter.INFORMATION, dt.date(2026, 11, 23), dt.date(2026, 12, 7)),
        (Matter.INFORMATION, dt.date(2026, 12, 11), dt.date(2026, 12, 25)),  # all days count, feasts too
        (Matter.ACCESSIBILITY, dt.date(2027, 3, 26), dt.date(2027, 4, 2)),
        (Matter.COMPLAINT, dt.date(2027, 1, 31), dt.date(2027, 2, 28)),  # no such day in February
        (Matter.PETITION, dt.date(2026, 11, 30), dt.date(2027, 2, 28)),
    ],
)
def test_periods_of_law_count_all_days_from_the_day_after_receipt(
    matter: str, received: dt.date, last: dt.date
) -> None:
    promise = matters.by_law(in_force(LIMITS, matters.RULES[matter].limit, received), Run(received, received), PLAIN)
    assert promise.on == last
    assert promise.basis
    assert "do potwierdzenia" not in promise.basis


def test_the_conversation_tells_how_far_the_clock_has_come() -> None:
    day = [TODAY + number * DAYS for number in range(10)]
    said = [(Voice.ASKER, day[0]), (Voice.CLARIFY, day[1]), (Voice.NOTE, day[2]), (Voice.ASKER, day[4])]
    assert matters.run_of(day[0], said) == Run(day[0], day[4], 3)
    assert matters.run_of(day[0], [*said, (Voice.ASKER, day[5])]) == Run(day[0], day[4], 3)
    answered = [*said, (Voice.ANSWER, day[6])]
    assert matters.run_of(day[0], [*answered, (Voice.ASKER, day[8])]) == Run(day[8], day[8])
    closed = [*said, (Voice.CLOSED, day[6])]
    assert matters.run_of(day[0], [*closed, (Voice.ASKER, day[8])]) == Run(day[8], day[8])
    taken_back = [*said[:2], (Voice.CLOSED, day[2]), (Voice.REOPENED, day[3]), (Voice.ASKER, day[4])]
    assert matters.run_of(day[0], taken_back) == Run(day[0], day[4], 3), "it waited for the asker all the time"
    assert matters.run_of(day[0], []) == Run(day[0], day[0])
    assert matters.waits_of([*answered, (Voice.CLARIFY, day[8]), (Voice.ASKER, day[9])]) == [(day[1], day[4])]


def test_a_promise_only_grows_when_days_off_change() -> None:
    """The rule of scenario 51: as many working days as before, never an earlier day."""
    off = dt.date(2026, 11, 27)
    run, promised, with_it = Run(TODAY, TODAY), dt.date(2026, 12, 2), WorkingCalendar({off})
    later = matters.moved(promised, run, PLAIN, with_it)
    assert later == dt.date(2026, 12, 3)
    assert matters.moved(later, run, with_it, PLAIN) == later
    assert matters.is_touched(promised, run, PLAIN, with_it)
    assert not matters.is_touched(promised, run, PLAIN, WorkingCalendar({dt.date(2026, 11, 28)})), "a Saturday"
    assert not matters.is_touched(promised, run, PLAIN, WorkingCalendar({TODAY, dt.date(2026, 12, 3)}))


@pytest.mark.parametrize(
    ("text", "matter"),
    [
        ("Wnosimy o dostęp do informacji publicznej o dotacjach.", Matter.INFORMATION),
        (QUESTION.text, Matter.INFORMATION),
        ("Składamy PETYCJĘ w sprawie ławek.", Matter.PETITION),
        ("To jest skarga na działanie urzędu.", Matter.COMPLAINT),
        ("Czytnik ekranu nie czyta tego pliku.", Matter.ACCESSIBILITY),
        ("Czy jest wolny lokal na klub?", None),
        ("Sala dostępna, informacja o terminie", None),
    ],
)
def test_words_of_the_text_suggest_a_kind_and_no_more(text: str, matter: str | None) -> None:
    found = suggested(text, TODAY + 10 * DAYS)
    assert (found.matter if found else None) == matter
    assert suggested(text, min(hint.valid_from for hint in HINTS) - DAYS) is None


# -- deeds and screens ----------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_handler_classifies_and_the_asker_learns_what_it_means_and_by_when(client: Client) -> None:
    """From the suggestion on screen to the letter; the former day stays in the conversation, the task moves."""
    kd = unit()
    received = actions.ask(QUESTION, now=NOW, unit=kd)
    inquiry, staff = received.inquiry, desk(kd)
    address = f"{DESK}{inquiry.number}/"
    shown = staff.get(address).content.decode()
    assert "udostępnienie kart oceny" in shown
    assert reread(inquiry).matter == Matter.INQUIRY, "a suggestion changes nothing"
    assert staff.post(address, {"czynnosc": "rodzaj", "rodzaj": "informacja"}).status_code == 302
    inquiry = reread(inquiry)
    assert (inquiry.matter, inquiry.answer_by) == (Matter.INFORMATION, dt.date(2026, 12, 7))
    assert inquiry.answer_derivation.startswith("14 dni; od dnia po 23 listopada")
    assert inquiry.matter_basis.startswith("art. 13 ust. 1")
    assert DutyTask.objects.open().get(unit=kd).due_on == inquiry.answer_by
    line = inquiry.messages.get(voice=Voice.CLOCK)
    assert "7 grudnia 2026, wcześniej do 2 grudnia 2026" in line.text
    (letter,) = letters("inquiry.classified")
    assert letter.to == QUESTION.email
    for words in ("wniosek o informację publiczną", "7 grudnia 2026", "14 dni", "art. 13 ust. 1", "2 grudnia 2026"):
        assert words in letter.text
    behind = client.get(f"/zapytania/{inquiry.number}/", {"klucz": received.key}).content.decode()
    for words in ("Wniosek o informację publiczną".lower(), "art. 13 ust. 1", "wcześniej do 2 grudnia 2026"):
        assert words in behind.lower()
    assert "żadna ustawa" not in behind
    assert AuditEntry.objects.get(verb="inquiry.classify").label == inquiry.number
    # and back
    assert staff.post(address, {"czynnosc": "rodzaj", "rodzaj": "zapytanie"}).status_code == 302
    inquiry = reread(inquiry)
    assert (inquiry.answer_by, inquiry.matter_basis) == (dt.date(2026, 12, 2), "")
    assert "standard" in letters("inquiry.classified")[-1].text
    again = staff.post(address, {"czynnosc": "rodzaj", "rodzaj": "zapytanie"})
    assert again.status_code == 422
    assert "już tego rodzaju" in again.content.decode()


@pytest.mark.django_db
def test_the_matter_is_registered_with_its_case_sign() -> None:
    kd = unit()
    inquiry, staff, by = asked(kd), desk(kd), standing(kd)
    address = f"{DESK}{inquiry.number}/"
    assert staff.post(address, {"czynnosc": "znak", "znak": "KD.1"}).status_code == 403, "nothing to register yet"
    actions.classify(inquiry, matter=Matter.PETITION, by=by, now=NOW)
    assert "Zarejestruj" in staff.get(address).content.decode()
    assert "brak znaku sprawy" in staff.get(DESK).content.decode()
    assert boards.shelf("unregistered", Asked(by, (kd.pk,), NOW)).total == 1
    for bad in ("", "x" * 61, "a\x00b"):
        assert staff.post(address, {"czynnosc": "znak", "znak": bad}).status_code == 422
    assert staff.post(address, {"czynnosc": "znak", "znak": "KD-01.152.3.2026"}).status_code == 302
    shown = staff.get(address).content.decode()
    assert "KD-01.152.3.2026" in shown
    assert "Zarejestruj" not in shown
    assert boards.shelf("unregistered", Asked(by, (kd.pk,), NOW)).total == 0


@pytest.mark.django_db
def test_the_period_is_extended_where_law_allows_with_reason_and_letter() -> None:
    kd = unit()
    inquiry, staff, by = asked(kd), desk(kd), standing(kd)
    address = f"{DESK}{inquiry.number}/"
    values = {"czynnosc": "przedluz", "do_dnia": "2027-01-15", "przyczyna": "Karty są w archiwum."}
    assert staff.post(address, values).status_code == 403, "an ordinary inquiry has no period of law"
    actions.classify(inquiry, matter=Matter.COMPLAINT, by=by, now=NOW)
    assert staff.post(address, values).status_code == 403
    assert "30 listopada 2026" in staff.get(address).content.decode(), "by when another authority gets it"
    actions.classify(inquiry, matter=Matter.INFORMATION, by=by, now=NOW)
    assert "23 stycznia 2027" in staff.get(address).content.decode(), "the last day allowed"
    for bad in ("2026-12-07", "2027-01-24", "jutro", "", "2026-02-30", "0000-00-00", "9" * 40):
        answer = staff.post(address, {**values, "do_dnia": bad})
        assert answer.status_code == 422
        assert "Karty są w archiwum." in answer.content.decode()
    assert staff.post(address, {**values, "przyczyna": ""}).status_code == 422
    assert staff.post(address, values).status_code == 302
    inquiry = reread(inquiry)
    assert inquiry.answer_by == dt.date(2027, 1, 15)
    assert inquiry.matter_basis.startswith("art. 13 ust. 2")
    (letter,) = letters("inquiry.extended")
    for words in ("Karty są w archiwum.", "15 stycznia 2027", "2 miesiące", "art. 13 ust. 2"):
        assert words in letter.text
    with pytest.raises(Refused, match="23 stycznia 2027"):
        actions.extend(inquiry, until=dt.date(2027, 2, 1), reason="x", by=by, now=NOW)
    too_late = warsaw(dt.date(2027, 1, 16), dt.time(9))
    with pytest.raises(Refused, match="minął"):
        actions.extend(inquiry, until=dt.date(2027, 1, 20), reason="x", by=by, now=too_late)


@pytest.mark.django_db
def test_without_a_row_of_law_for_the_day_nothing_is_guessed() -> None:
    kd = unit()
    inquiry, by = asked(kd), standing(kd)
    LawLimit.objects.filter(key="reply.petition").update(valid_until=TODAY - DAYS)
    with pytest.raises(Refused, match="limit"):
        actions.classify(inquiry, matter=Matter.PETITION, by=by, now=NOW)
    LawLimit.objects.create(
        key="reply.petition", value=4, unit="months", valid_from=TODAY, source="nowa ustawa", confidence="M"
    )
    actions.classify(inquiry, matter=Matter.PETITION, by=by, now=NOW)
    assert reread(inquiry).answer_by == dt.date(2027, 3, 23)
    assert reread(inquiry).matter_basis == "nowa ustawa (do potwierdzenia przez SZ)"
    actions.answer(inquiry, text="Tak.", by=by, now=NOW)
    LawLimit.objects.filter(key="reply.petition").delete()
    actions.continue_inquiry(inquiry, text="I co dalej?", now=NOW)
    assert reread(inquiry).answer_by == dt.date(2026, 12, 2), "the asker's word is not lost to a gap in the register"


@pytest.mark.django_db
def test_who_may_not_answer_may_not_classify() -> None:
    kd, other = unit(), unit()
    inquiry = asked(kd)
    for by in (standing(other), standing_of(account(person(), "sz-monitor"), TODAY)):
        for deed in (
            lambda by=by: actions.classify(inquiry, matter=Matter.PETITION, by=by, now=NOW),
            lambda by=by: actions.extend(inquiry, until=TODAY, reason="x", by=by, now=NOW),
            lambda by=by: actions.enter_case_sign(inquiry, sign="x", by=by, now=NOW),
        ):
            with pytest.raises(Refused, match=r"\(§ 5 pkt 2\)"):
                deed()
    watcher = desk(None, "", "sz-monitor")
    assert 'value="rodzaj"' not in watcher.get(f"{DESK}{inquiry.number}/").content.decode()
    actions.answer(inquiry, text="Tak.", by=standing(kd), now=NOW)
    with pytest.raises(Refused):
        actions.classify(inquiry, matter=Matter.PETITION, by=standing(kd), now=NOW)


@pytest.mark.django_db
def test_while_the_asker_is_awaited_no_reminder_goes_and_a_period_of_law_goes_on_by_that_time() -> None:
    """Scenario 53, for both kinds of clock."""
    kd = unit()
    by, head = standing(kd), designation(kd, Office.HEAD).person
    ordinary, petition = asked(kd), asked(kd)
    actions.classify(petition, matter=Matter.ACCESSIBILITY, by=by, now=NOW)
    for inquiry in (ordinary, petition):
        actions.ask_to_clarify(inquiry, text="Który plik?", by=by, now=NOW + DAYS)
    for days in range(1, 60):
        assert reminders.run_once(NOW + days * DAYS) == 0
    assert not letters("reminder")
    reply = NOW + 61 * DAYS
    for inquiry in (ordinary, petition):
        actions.continue_inquiry(inquiry, text="Ten.", now=reply)
    assert reread(ordinary).answer_by == dt.date(2027, 2, 2)
    assert reread(petition).answer_by == dt.date(2026, 11, 30) + 60 * DAYS
    assert "plus 60 dni" in reread(petition).answer_derivation
    assert reread(petition).matter_basis.startswith("art. 18")
    late = reply + 16 * DAYS
    assert reminders.run_once(late) == 1
    assert not [letter for letter in letters("reminder") if letter.to == head.email]


@pytest.mark.django_db
def test_who_asks_again_after_an_answer_starts_a_new_period() -> None:
    kd = unit()
    inquiry, by = asked(kd), standing(kd)
    actions.classify(inquiry, matter=Matter.INFORMATION, by=by, now=NOW)
    actions.extend(inquiry, until=dt.date(2027, 1, 15), reason="x", by=by, now=NOW)
    actions.answer(inquiry, text="Oto karty.", by=by, now=NOW + DAYS)
    actions.continue_inquiry(inquiry, text="A pozostałe?", now=NOW + 30 * DAYS)
    inquiry = reread(inquiry)
    assert inquiry.answer_by == TODAY + 44 * DAYS
    assert inquiry.extended_at is None
    assert (inquiry.first_answer_by, inquiry.first_answer_unit) == (dt.date(2027, 1, 15), kd)
    assert inquiry.state == InquiryState.OPEN
    # asked for more, and answered, in the new period; then asked for more after an answer
    actions.ask_to_clarify(inquiry, text="Które?", by=by, now=NOW + 31 * DAYS)
    actions.continue_inquiry(inquiry, text="Wszystkie.", now=NOW + 35 * DAYS)
    assert reread(inquiry).answer_by == TODAY + 48 * DAYS
    actions.answer(inquiry, text="Oto.", by=by, now=NOW + 36 * DAYS)
    actions.ask_to_clarify(inquiry, text="Czy to już wszystko?", by=by, now=NOW + 40 * DAYS)
    actions.continue_inquiry(inquiry, text="Jeszcze jedna.", now=NOW + 50 * DAYS)
    assert reread(inquiry).answer_by == TODAY + 64 * DAYS
    assert reread(inquiry).first_answered_at == NOW + DAYS


@pytest.mark.django_db
def test_the_page_asked_about_is_kept_and_shown(client: Client) -> None:
    kd = unit("Wydział Stron")
    designation(kd)
    form = {"temat_pytania": "x", "tresc": "y", "email": "ngo@organizacja.example", "strona_www": ""}
    for path, kept in (
        ("/konkursy/kluby/", "/konkursy/kluby/"),
        ("//zly.example/x", None),
        ("https://zly.example/", None),
        ("/x?klucz=1", None),
        ("/a\x00b", None),
    ):
        address = f"/zapytania/?komorka={kd.slug}"
        shown = client.get(address, {"komorka": kd.slug, "strona": path})
        assert ("Pytasz o stronę" in shown.content.decode()) == (kept is not None)
        with time_machine.travel(NOW - dt.timedelta(minutes=1), tick=False):
            stamp = guard.stamp()
        client.post(f"/zapytania/?{shown.request['QUERY_STRING']}", {**form, "pieczec": stamp})
        made = Inquiry.objects.latest("pk")
        assert made.unit == kd
        assert (made.source == path) is (kept is not None)
    first = Inquiry.objects.earliest("pk")
    assert "/konkursy/kluby/" in desk(kd).get(f"{DESK}{first.number}/").content.decode()
