"""The holding list and the block list at their screens: who reads, who decides, what follows, what is undone."""

from __future__ import annotations

import datetime as dt
import json
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from coordination import actions, boards, guard, mail_in, mail_retention, mail_tokens
from coordination.actions import Question
from coordination.boards import Asked
from coordination.models import AuditEntry, BlockedSender, DutyTask, IncomingMail, Inquiry, OutboxMessage
from coordination.standing import standing_of
from coordination.states import MailReason, MailState, Voice
from tests.mail.letters import raw, report
from tests.publishing.city import NOW, TODAY, fresh

pytestmark = [pytest.mark.django_db, pytest.mark.par(5, pkt=2)]
LIST, BLOCKS = "/admin/zapytania/poczta/", "/admin/zapytania/poczta/blokady/"
ASKER = "ngo@organizacja.example"


@pytest.fixture
def asked(city: SimpleNamespace) -> SimpleNamespace:
    """An inquiry at KD, another at SP; `stranger` matches nothing, `private` is KD's from another address."""
    question = Question("Sala prób", "Czy jest wolna sala?", ASKER, organisation="Chór")
    city.inquiry = actions.ask(question, now=NOW, unit=city.kd).inquiry
    city.elsewhere = actions.ask(Question("Bieg", "Którędy?", "bieg@org.example"), now=NOW, unit=city.sp).inquiry
    city.letter = OutboxMessage.objects.get(to=ASKER)
    back = mail_tokens.address_of(city.letter)
    city.stranger = taken(raw("Szukamy sali.", sender="Koło <kolo@senior.example>", subject="Sala dla koła"))
    city.private = taken(raw("Z domu: środa.", sender="jan@dom.example", to=back, subject="Re: Sala"))
    return city


def taken(content: bytes) -> IncomingMail:
    mail = mail_in.take(content, now=NOW)
    assert mail is not None
    mail_in.judge_taken(NOW)
    mail.refresh_from_db()
    return mail


def at(mail: IncomingMail) -> str:
    return f"{LIST}{mail.pk}/"


def words(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def test_those_who_watch_the_city_see_all_and_a_unit_only_what_concerns_it(asked: SimpleNamespace, as_: Any) -> None:
    for who, sees in (
        (asked.administrator, (True, True)),
        (asked.monitor, (True, True)),
        (asked.director, (True, True)),
        (asked.coordinator, (False, True)),
        (asked.head, (False, True)),
        (asked.other, (False, False)),
    ):
        shown = words(as_(who).get(LIST))
        assert ("Sala dla koła" in shown, "Re: Sala" in shown) == sees
        for mail, may in zip((asked.stranger, asked.private), sees, strict=True):
            assert as_(who).get(at(mail)).status_code == (200 if may else 403)
    assert as_(asked.editor).get(LIST).status_code == 403
    assert "matches" not in words(as_(asked.coordinator).get(LIST))


def test_of_a_letter_in_html_only_words_reach_the_screen(asked: SimpleNamespace, as_: Any) -> None:
    page = (
        b"From: x@zlo.example\nContent-Type: text/html\n\n<p>Dzien</p><img src=http://zlo.example/p.gif>&lt;script&gt;1"
    )
    shown = words(as_(asked.monitor).get(at(taken(page))))
    assert "Dzien" in shown
    assert "zlo.example/p.gif" not in shown
    assert "&lt;script&gt;1" in shown


def test_filters_stand_in_the_address_and_empty_lists_say_what_to_do(asked: SimpleNamespace, as_: Any) -> None:
    desk = as_(asked.monitor)
    assert "Re: Sala" in words(desk.get(LIST, {"q": "jan@dom"}))
    assert "Sala dla koła" not in words(desk.get(LIST, {"q": "jan@dom"}))
    assert "Re: Sala" in words(desk.get(LIST, {"q": asked.inquiry.number}))
    assert "Żaden list nie pasuje do tych filtrów" in words(desk.get(LIST, {"q": "nikt"}))
    assert "Nie ma tu listów." in words(desk.get(LIST, {"stan": "spam"}))
    assert "Sala dla koła" in words(desk.get(LIST, {"stan": "wszystkie", "strona": "99"}))


@pytest.mark.parametrize("who", ["monitor", "coordinator"])
def test_the_list_asks_as_much_for_sixty_letters_as_for_two(asked: SimpleNamespace, as_: Any, who: str) -> None:
    desk = as_(getattr(asked, who))
    desk.get(LIST)
    with CaptureQueriesContext(connection) as few:
        desk.get(LIST)
    for number in range(60):
        rows = {"received_at": NOW, "state": MailState.HELD, "sender": "a@b.example", "inquiry": asked.inquiry}
        IncomingMail.objects.create(message_id=f"<{number}>", **rows)
    with CaptureQueriesContext(connection) as many:
        desk.get(LIST)
    assert len(many) <= len(few)


def test_a_letter_is_attached_after_a_look_at_the_inquiry(asked: SimpleNamespace, as_: Any) -> None:
    desk = as_(asked.monitor)
    unknown = desk.get(at(asked.stranger), {"numer": "NGO-1999-1", "jako": "slowo"})
    assert "Nie ma zapytania o tym numerze" in words(unknown)
    preview = words(desk.get(at(asked.stranger), {"numer": asked.inquiry.number.lower(), "jako": "slowo"}))
    assert "Czy jest wolna sala?" in preview
    assert "Chór" in preview
    assert "to nie adres z tego listu" in preview
    assert asked.inquiry.messages.count() == 1
    done = desk.post(at(asked.stranger), {"czynnosc": "dolacz", "numer": asked.inquiry.number, "jako": "slowo"})
    assert done.status_code == 302
    asked.stranger.refresh_from_db()
    assert (asked.stranger.state, asked.stranger.inquiry) == (MailState.ADDED, asked.inquiry)
    word = asked.inquiry.messages.filter(voice=Voice.ASKER).last()
    assert "Szukamy sali." in word.text
    assert "Koło, dołączony przez: Szymon Monitor" in word.text
    again = desk.post(at(asked.stranger), {"czynnosc": "dolacz", "numer": asked.inquiry.number, "jako": "slowo"})
    assert again.status_code == 403
    assert "już załatwiony" in words(again)
    assert asked.inquiry.messages.count() == 2


def test_a_unit_attaches_to_its_own_and_as_a_note_the_asker_never_sees_it(asked: SimpleNamespace, as_: Any) -> None:
    desk = as_(asked.coordinator)
    foreign = {"czynnosc": "dolacz", "numer": asked.elsewhere.number, "jako": "slowo"}
    assert "Nie ma zapytania o tym numerze" in words(desk.post(at(asked.private), foreign))
    own = {"czynnosc": "dolacz", "numer": asked.inquiry.number, "jako": "notatka"}
    assert desk.post(at(asked.private), own).status_code == 302
    note = asked.inquiry.messages.get(voice=Voice.NOTE)
    assert "Z domu: środa." in note.text
    assert note.author_name == "Ewelina Brodacka"


def test_sz_reads_what_is_a_units_and_leaves_it_to_the_unit(asked: SimpleNamespace, as_: Any) -> None:
    shown = as_(asked.monitor).get(at(asked.private))
    assert "rozstrzygają o nim jej osoby" in words(shown)
    refused = as_(asked.monitor).post(at(asked.private), {"czynnosc": "spam"})
    assert refused.status_code == 403
    asked.private.refresh_from_db()
    assert asked.private.waits
    assert AuditEntry.objects.filter(verb="mail.spam", outcome="refused").count() == 1


def test_a_new_inquiry_goes_to_the_chosen_unit_and_its_sender_gets_number_and_link(
    asked: SimpleNamespace, as_: Any
) -> None:
    desk = as_(asked.monitor)
    missing = desk.post(at(asked.stranger), {"czynnosc": "sprawa", "temat": "", "komorka": ""})
    assert missing.status_code == 422
    assert "Podaj temat w kilku słowach." in words(missing)
    sent = {"czynnosc": "sprawa", "temat": "Sala dla koła", "komorka": asked.sp.pk}
    assert desk.post(at(asked.stranger), sent).status_code == 302
    made = Inquiry.objects.get(subject="Sala dla koła")
    assert (made.unit, made.asker_email, made.messages.get().text) == (asked.sp, "kolo@senior.example", "Szukamy sali.")
    assert "?klucz=" in OutboxMessage.objects.get(to="kolo@senior.example").text
    assert DutyTask.objects.filter(unit=asked.sp, subject=f"inquiry:{made.number}").exists()
    unit_only = as_(asked.coordinator).post(at(asked.private), sent)
    assert "Nowe zapytania przydzielają komórkom SZ" in words(unit_only)


def test_putting_aside_asks_why_and_is_undone(asked: SimpleNamespace, as_: Any) -> None:
    desk = as_(asked.director)
    assert "Napisz w kilku słowach dlaczego." in words(
        desk.post(at(asked.stranger), {"czynnosc": "odloz", "powod": " "})
    )
    desk.post(at(asked.stranger), {"czynnosc": "odloz", "powod": "Do innego miasta"})
    asked.stranger.refresh_from_db()
    assert (asked.stranger.state, asked.stranger.note) == (MailState.ASIDE, "Do innego miasta")
    assert "Sala dla koła" not in words(desk.get(LIST))
    shown = words(desk.get(at(asked.stranger)))
    assert "Do innego miasta" in shown
    assert "Cofnij na listę" in shown
    desk.post(at(asked.stranger), {"czynnosc": "cofnij"})
    asked.stranger.refresh_from_db()
    assert (asked.stranger.state, asked.stranger.settled_at, asked.stranger.note) == (MailState.HELD, None, "")


def test_spam_may_block_its_sender_and_only_administrators_block(asked: SimpleNamespace, as_: Any) -> None:
    as_(asked.administrator).post(at(asked.stranger), {"czynnosc": "spam", "zablokuj": "1"})
    assert BlockedSender.objects.get().pattern == "kolo@senior.example"
    asked.stranger.refresh_from_db()
    assert asked.stranger.state == MailState.SPAM
    other = taken(raw("Znowu.", sender="kolo@senior.example"))
    assert other.why == MailReason.BLOCKED
    sent = as_(asked.monitor).post(at(other), {"czynnosc": "spam", "zablokuj": "1"})
    assert sent.status_code in (302, 403)
    assert BlockedSender.objects.count() == 1
    for who in (asked.monitor, asked.coordinator, asked.editor):
        assert as_(who).get(BLOCKS).status_code == 403


def test_a_letter_that_came_back_is_the_units_task_and_a_corrected_address_gets_it_anew(
    asked: SimpleNamespace, as_: Any
) -> None:
    actions.ask_to_clarify(asked.inquiry, text="Na którą środę?", by=standing_of(fresh(asked.coordinator)), now=NOW)
    sent = OutboxMessage.objects.get(kind="inquiry.clarify")
    mail = taken(report(to=mail_tokens.address_of(sent), recipient=ASKER, cause="550 no such user"))
    standing = standing_of(fresh(asked.coordinator), TODAY)
    shelf = boards.shelf("mail", Asked(standing, tuple(standing.units), NOW))
    assert [item.title for item in shelf.items][-1] == (
        f"Nie doszło w sprawie {asked.inquiry.number}: zadzwoń lub popraw adres"
    )
    desk = as_(asked.coordinator)
    assert "550 no such user" in words(desk.get(at(mail)))
    assert "To nie jest adres e-mail" in words(desk.post(at(mail), {"czynnosc": "adres", "email": "dobry"}))
    before = asked.inquiry.key_digest
    assert desk.post(at(mail), {"czynnosc": "adres", "email": "dobry@organizacja.example"}).status_code == 302
    asked.inquiry.refresh_from_db()
    assert asked.inquiry.asker_email == "dobry@organizacja.example"
    assert asked.inquiry.key_digest != before
    told = OutboxMessage.objects.filter(to="dobry@organizacja.example")
    assert set(told.values_list("kind", flat=True)) == {"inquiry.link", "inquiry.clarify"}
    assert told.get(kind="inquiry.clarify").message_id != sent.message_id
    assert "Na którą środę?" in told.get(kind="inquiry.clarify").text
    first = taken(report(to=mail_tokens.address_of(asked.letter), recipient=ASKER))
    actions.correct_address(first, email="inny@organizacja.example", by=standing, now=NOW)
    assert [letter.kind for letter in OutboxMessage.objects.filter(to="inny@organizacja.example")] == ["inquiry.link"]


def test_a_report_of_a_mail_server_becomes_no_word_and_no_inquiry(asked: SimpleNamespace, as_: Any) -> None:
    mail = taken(report(to=mail_tokens.address_of(asked.letter), recipient=ASKER))
    assert mail.is_bounce
    desk = as_(asked.administrator)
    shown = words(desk.get(at(mail)))
    assert "Dołącz do zapytania" not in shown
    for sent in (
        {"czynnosc": "dolacz", "numer": asked.elsewhere.number, "jako": "slowo"},
        {"czynnosc": "dolacz", "numer": asked.inquiry.number, "jako": "notatka"},
        {"czynnosc": "sprawa", "temat": "x", "komorka": asked.kd.pk},
    ):
        refused = desk.post(at(mail), sent)
        assert refused.status_code == 403
        assert "zadzwoń do osoby pytającej albo popraw adres" in words(refused)
    mail.refresh_from_db()
    assert (mail.waits, mail.inquiry) == (True, asked.inquiry)
    assert Inquiry.everything.count() == 2
    assert asked.elsewhere.messages.count() == asked.inquiry.messages.count() == 1


def test_a_letter_without_words_does_not_come_back_to_the_list(asked: SimpleNamespace, as_: Any, clock: Any) -> None:
    by = standing_of(fresh(asked.monitor))
    actions.put_aside(asked.stranger, reason="Nie do nas", by=by, now=NOW)
    assert mail_retention.run_once(NOW + dt.timedelta(days=91)) == 1
    desk = as_(asked.monitor)
    assert "Cofnij na listę" not in words(desk.get(at(asked.stranger)))
    assert desk.post(at(asked.stranger), {"czynnosc": "cofnij"}).status_code == 403
    asked.stranger.refresh_from_db()
    assert asked.stranger.state == MailState.ASIDE


def test_the_menu_and_the_home_page_say_how_many_wait(asked: SimpleNamespace, as_: Any) -> None:
    for who, number in ((asked.monitor, 2), (asked.coordinator, 1)):
        home = as_(who).get(reverse("wagtailadmin_home")).content.decode()
        assert json.dumps(f"Poczta zapytań ({number})") in home
    assert boards.city_numbers(TODAY)["mail"] == 2


class TestBlockedSenders:
    def typed(self, **values: str) -> dict[str, str]:
        return {"wzor": "zlo.example", "powod": "Reklamy", "do_dnia": "", **values}

    def asks(self, client: Any, clock: Any, email: str) -> Any:
        stamp = guard.stamp()
        clock.move_to(NOW + dt.timedelta(seconds=30), tick=False)
        sent = {"temat_pytania": "Krzesła", "tresc": "Tanio!", "email": email, "pieczec": stamp, "strona_www": ""}
        return client.post("/zapytania/", sent, follow=True)

    def test_are_kept_by_administrators_with_reason_and_day(self, city: SimpleNamespace, as_: Any) -> None:
        desk = as_(city.administrator)
        for wrong, said in (
            (self.typed(wzor="zło"), "To nie jest ani adres e-mail, ani domena."),
            (self.typed(wzor="a@b"), "To nie jest adres e-mail"),
            (self.typed(powod=""), "Napisz w kilku słowach dlaczego."),
            (self.typed(do_dnia="2026-11-01"), "Ten dzień już minął."),
        ):
            answer = desk.post(BLOCKS, wrong)
            assert answer.status_code == 422
            assert said in words(answer)
        assert desk.post(BLOCKS, self.typed(wzor="@ZLO.example", do_dnia="2026-11-30")).status_code == 302
        row = BlockedSender.objects.get()
        assert (row.pattern, row.until_on, row.blocked_by) == (
            "zlo.example",
            dt.date(2026, 11, 30),
            "Anna Administrator",
        )
        assert "już na liście" in words(desk.post(BLOCKS, self.typed()))
        assert row.is_in_force(dt.date(2026, 11, 30))
        assert not row.is_in_force(dt.date(2026, 12, 1))
        desk.post(reverse("coordination_mail:lift", args=[row.pk]))
        assert "zdjęto: Anna Administrator" in words(desk.get(BLOCKS))
        assert "już się skończyła" in words(desk.post(reverse("coordination_mail:lift", args=[row.pk]), follow=True))

    @pytest.mark.parametrize("email", ["x@zlo.example", "X@sklep.ZLO.example"])
    def test_are_answered_like_everybody_and_no_unit_hears_of_it(
        self, city: SimpleNamespace, client: Any, clock: Any, email: str
    ) -> None:
        by = standing_of(fresh(city.administrator))
        actions.block_sender("zlo.example", reason="x", by=by, now=NOW)
        answer = self.asks(client, clock, email)
        said = words(answer)
        question = Inquiry.everything.get()
        assert answer.redirect_chain
        assert f"Twoje zapytanie {question.number}" in said or question.number in said
        assert "Tanio!" in said
        assert "2 grudnia 2026" in said
        assert Inquiry.objects.count() == DutyTask.objects.count() == 0
        assert {letter.kind for letter in OutboxMessage.objects.all()} == {"inquiry.confirmed"}
        mail = IncomingMail.objects.get()
        assert (mail.state, mail.why, mail.inquiry) == (MailState.HELD, MailReason.BLOCKED, question)

    def test_are_read_by_a_person_who_gives_the_question_to_a_unit_under_its_number(
        self, city: SimpleNamespace, as_: Any, client: Any, clock: Any
    ) -> None:
        by = standing_of(fresh(city.administrator))
        actions.block_sender("zlo.example", reason="x", by=by, now=NOW)
        self.asks(client, clock, "x@zlo.example")
        mail, question = IncomingMail.objects.get(), Inquiry.everything.get()
        assert as_(city.coordinator).get(at(mail)).status_code == 403
        assert as_(city.coordinator).get(f"/admin/zapytania/{question.number}/").status_code == 403
        other = actions.ask(Question("Bieg", "Którędy?", "bieg@org.example"), now=NOW, unit=city.sp).inquiry
        lost = as_(city.monitor).post(at(mail), {"czynnosc": "dolacz", "numer": other.number, "jako": "slowo"})
        assert lost.status_code == 403
        assert "To pytanie ma już swój numer" in words(lost)
        mail.refresh_from_db()
        assert (mail.waits, mail.inquiry) == (True, question)
        done = as_(city.monitor).post(at(mail), {"czynnosc": "sprawa", "temat": "x", "komorka": city.kd.pk})
        assert done.status_code == 302
        released = Inquiry.objects.get(pk=question.pk)
        assert (released.number, released.answer_by, released.unit) == (question.number, question.answer_by, city.kd)
        assert DutyTask.objects.filter(unit=city.kd, due_on=question.answer_by).count() == 1
        assert OutboxMessage.objects.filter(kind="inquiry.arrived", to=city.coordinator.email).count() == 1
        assert as_(city.coordinator).get(f"/admin/zapytania/{question.number}/").status_code == 200

    def test_whose_block_has_ended_or_was_lifted_ask_as_before(self, city: SimpleNamespace) -> None:
        by = standing_of(fresh(city.administrator))
        actions.block_sender("a.example", reason="x", until_on=TODAY, by=by, now=NOW)
        lifted = actions.block_sender("b.example", reason="x", by=by, now=NOW)
        actions.lift_block(lifted, by=by, now=NOW)
        tomorrow = NOW + dt.timedelta(days=1)
        actions.ask(Question("S", "T", "x@a.example"), now=tomorrow, unit=city.kd)
        actions.ask(Question("S", "T", "x@b.example"), now=NOW, unit=city.kd)
        actions.ask(Question("S", "T", "x@nie-b.example"), now=NOW, unit=city.kd)
        assert Inquiry.objects.count() == 3
        assert not IncomingMail.objects.exists()
