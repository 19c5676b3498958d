"""The conversation of an inquiry (§ 5 pkt 2): files, templates, who else writes, how it ends, whether it helped."""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client

from coordination import actions, guard, lapsing, outbox, sweeping
from coordination import clock as beats
from coordination.actions import Question
from coordination.actions.numbering import letter_key
from coordination.models import (
    AnswerTemplate,
    AuditEntry,
    DutyTask,
    Inquiry,
    InquiryFile,
    InquiryPresence,
    OutboxMessage,
    Unit,
)
from coordination.notices import forget_keys
from coordination.placeholders import filled, unknown
from coordination.states import ClosedBecause, InquiryState, Matter, Office, Voice
from coordination.thread_policies import AskerPolicy
from coordination.verdict import Refused
from tests.coordination.people import NOW, TODAY, account, designation, person, standing, unit
from tests.coordination.samples import sent, upload

pytestmark = [pytest.mark.django_db, pytest.mark.par(5, pkt=2)]
ASKER = "ngo@organizacja.example"
DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def clock(settings: Any, tmp_path: Path) -> Iterator[time_machine.Traveller]:
    settings.COORDINATION_FILES_ROOT = str(tmp_path / "private")
    settings.COORDINATION_FASTEST_FORM_SECONDS = 0
    cache.clear()
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def asked(of: Unit, **more: Any) -> Any:
    return actions.ask(Question("Lokal na klub", "Czy jest?", ASKER, name="Ewa Nowak"), now=NOW, unit=of, **more)


def secret(received: Any) -> str:
    return f"/zapytania/{received.inquiry.number}/?klucz={received.key}"


def desk(of: Unit | None = None, office: str = Office.COORDINATOR, *offices: str, name: str = "") -> Client:
    client, who = Client(), person(name)
    if of:
        designation(of, office, who)
    values = {"first_name": who.first_name, "last_name": who.last_name}
    client.force_login(account(who, *offices, **values), "django.contrib.auth.backends.ModelBackend")
    return client


def address(inquiry: Inquiry) -> str:
    return f"/admin/zapytania/{inquiry.number}/"


def last_letter() -> OutboxMessage:
    return OutboxMessage.objects.filter(to=ASKER).latest("pk")


class TestFiles:
    def test_an_asker_sends_files_and_the_unit_answers_with_one(self, client: Client, settings: Any) -> None:
        kd = unit("Wydział Plików")
        designation(kd)
        typed = {"temat_pytania": "Lokal", "tresc": "Czy?", "email": ASKER, "pieczec": guard.stamp(), "strona_www": ""}
        files = [sent("statut.pdf"), sent("../Lista członków.xlsx")]
        answer = client.post(f"/zapytania/?komorka={kd.slug}", {**typed, "pliki": files})
        assert answer.status_code == 302
        inquiry = Inquiry.objects.get()
        shown = client.get(answer["Location"]).content.decode()
        assert "statut.pdf" in shown
        assert "Lista członków.xlsx" in shown
        links = re.findall(r'href="(/zapytania/[^"]+/plik/\d+/\?klucz=[^"]+)"', shown)
        assert len(links) == 2
        given = client.get(links[1])
        assert b"".join(given.streaming_content) == sent("a.xlsx").read()
        assert given["Content-Disposition"].startswith("attachment; filename*=utf-8''Lista%20cz")
        assert given["X-Content-Type-Options"] == "nosniff"
        assert "no-store" in given["Cache-Control"]
        letter = OutboxMessage.objects.get(kind="inquiry.arrived")
        assert "statut.pdf" in letter.text
        desk_of_kd = desk(kd)
        reply = {"czynnosc": "odpowiedz", "tresc": "W załączniku.", "pliki": [sent("wzór.docx")]}
        assert desk_of_kd.post(address(inquiry), reply).status_code == 302
        assert "wzór.docx" in last_letter().text
        assert "wzór.docx" in client.get(answer["Location"]).content.decode()
        kept = InquiryFile.objects.get(name="wzór.docx")
        assert not kept.content.name.endswith(kept.name)
        assert Path(kept.content.path).is_relative_to(settings.COORDINATION_FILES_ROOT)
        assert Path(kept.content.path).stat().st_mode & 0o077 == 0
        with pytest.raises(ValueError, match="address"):
            _url = kept.content.url

    def test_files_go_out_through_two_doors_and_those_of_a_note_through_one(self, client: Client) -> None:
        kd, other = unit(), unit()
        received = asked(kd, files=[upload()])
        inquiry = received.inquiry
        actions.note(inquiry, text="dla nas", by=standing(kd), now=NOW, files=[upload("opinia.docx")])
        first, second = InquiryFile.objects.order_by("pk")
        key = f"?klucz={received.key}"
        here = f"/zapytania/{inquiry.number}/plik"
        assert client.get(f"{here}/{first.pk}/{key}").status_code == 200
        for wrong in (f"{here}/{second.pk}/{key}", f"{here}/{first.pk}/", f"{here}/{'9' * 30}/{key}"):
            assert client.get(wrong).status_code == 404
        assert "opinia.docx" not in client.get(secret(received)).content.decode()
        elsewhere = asked(other)
        assert client.get(f"{secret(elsewhere).replace('?', f'plik/{first.pk}/?')}").status_code == 404
        for file in (first, second):
            there = f"{address(inquiry)}plik/{file.pk}/"
            assert desk(kd).get(there).status_code == 200
            assert desk(None, "", "sz-monitor").get(there).status_code == 200
            assert desk(other).get(there).status_code == 403
            assert Client().get(there).status_code == 302
            assert desk(other).get(f"{address(elsewhere.inquiry)}plik/{file.pk}/").status_code == 403
        actions.pass_on(inquiry, to=other, text="", by=standing(kd), now=NOW)
        assert desk(kd).get(f"{address(inquiry)}plik/{first.pk}/").status_code == 200  # the former unit reads on

    def test_what_is_wrong_with_a_file_is_said_at_the_field_and_the_text_stays(self, client: Client) -> None:
        received = asked(unit())
        typed = {"tresc": "Długi tekst", "pieczec": guard.stamp()}
        for files, words in (
            ([sent("a.pdf", b"MZ udaje")], "a.pdf: treść nie jest tym"),
            ([sent("a.exe", b"MZ")], "takich plików nie przyjmujemy"),
            ([sent("a.txt")] * 6, "Wybierz najwyżej 5 plików"),
        ):
            answer = client.post(secret(received), {**typed, "pliki": files})
            shown = answer.content.decode()
            assert answer.status_code == 422
            assert words in shown
            assert "Wybierz pliki jeszcze raz" in shown
            assert "Długi tekst</textarea>" in shown
            assert 'id="id_pliki_error"' in shown
        lost = client.post(secret(received), {"tresc": "", "pieczec": guard.stamp(), "pliki": [sent("a.txt")]})
        assert "Wybierz pliki jeszcze raz" in lost.content.decode()
        assert received.inquiry.messages.count() == 1

    def test_more_than_a_form_may_weigh_is_not_even_read(self, client: Client, settings: Any) -> None:
        settings.COORDINATION_FILE_MEGABYTES, settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 0, 1000
        answer = client.post("/zapytania/", {"tresc": "x", "pliki": sent("a.txt", b"a" * 2000)})
        assert answer.status_code == 413
        assert "Pliki są za duże" in answer.content.decode()

    def test_the_content_leaves_the_disk_with_the_row(self, django_capture_on_commit_callbacks: Any) -> None:
        inquiry = asked(unit(), files=[upload()]).inquiry
        path = Path(InquiryFile.objects.get().content.path)
        assert path.exists()
        with django_capture_on_commit_callbacks(execute=True):
            inquiry.delete()
        assert not path.exists()

    def test_a_deed_that_fails_leaves_no_file_for_ever(self, monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
        """Files are written before the row is certain: the clock takes what no row names, once it is a day old."""
        assert sweeping.run_once(NOW) == 0  # no folder yet
        inquiry = asked(unit(), files=[upload()]).inquiry
        kept, folder = Path(InquiryFile.objects.get().content.path), Path(settings.COORDINATION_FILES_ROOT)
        monkeypatch.setattr("coordination.actions.inquiries.audit.write", fails)
        with pytest.raises(LookupError):
            actions.continue_inquiry(inquiry, text="I plan.", now=NOW, files=[upload()])
        assert InquiryFile.objects.count() == 1
        (left,) = set(folder.rglob("*.*")) - {kept}
        for path, age in ((kept, 9 * DAY), (left, dt.timedelta(hours=23))):
            os.utime(path, times=((NOW - age).timestamp(),) * 2)
        assert sweeping.run_once(NOW) == 0
        assert left.exists()
        assert sweeping.run_once(NOW + dt.timedelta(hours=2)) == 1
        assert (kept.exists(), left.exists()) == (True, False)
        assert "private-files" in {job.name for job in beats.jobs()}


def fails(*_args: Any, **_kwargs: Any) -> None:
    raise LookupError


class TestTemplates:
    def test_places_are_filled_once_and_nothing_else_is_read(self) -> None:
        values = {"numer": "NGO-1", "temat": "{numer}", "imie_nazwisko": "Ewa"}
        assert filled("{numer}: {temat} {inne} {} {0.x} 100%", values) == "NGO-1: {numer} {inne} {} {0.x} 100%"
        assert unknown("{numer} {imie} {imie} {temat}") == ["imie"]

    def test_a_unit_keeps_its_templates_and_puts_one_below_what_is_typed(self) -> None:
        kd = unit()
        client, inquiry = desk(kd, Office.DEPUTY), asked(kd).inquiry
        here = "/admin/zapytania/szablony/"
        assert "Nie ma jeszcze szablonów" in client.get(here).content.decode()
        typed = {"unit": kd.pk, "title": "Sale", "text": "Dzień dobry, {imie_nazwisko}! Sprawa {numer}, „{temat}”."}
        wrong = client.post(f"{here}nowy/", {**typed, "text": "{imie}"})
        assert wrong.status_code == 422
        assert "{imie}" in wrong.content.decode()
        assert client.post(f"{here}nowy/", typed).status_code == 302
        template = AnswerTemplate.objects.get()
        assert "Sale" in client.get(address(inquiry)).content.decode()
        fill = {"czynnosc": "szablon", "szablon": template.pk, "tresc": "Moje słowa", "widziano": ""}
        shown = client.post(address(inquiry), fill).content.decode()
        words = f"Moje słowa\n\nDzień dobry, Ewa Nowak! Sprawa {inquiry.number}, „Lokal na klub”.</textarea>"
        assert words in shown
        assert inquiry.messages.count() == 1
        again = client.post(address(inquiry), {**fill, "szablon": "\x00", "tresc": "a\x00b"}).content.decode()
        assert "Najpierw wybierz szablon" in again
        assert "ab</textarea>" in again
        assert client.post(f"{here}{template.pk}/", {"title": "Sale", "text": "x"}).status_code == 302  # switched off
        assert "Sale" not in client.get(address(inquiry)).content.decode()

    def test_another_units_templates_are_shut(self) -> None:
        kd, other = unit(), unit()
        template = AnswerTemplate.objects.create(unit=kd, title="Tajny tytuł", text="Tajny tekst")
        stranger, here = desk(other), "/admin/zapytania/szablony/"
        assert "Tajny" not in stranger.get(here).content.decode()
        for pk in (template.pk, 987654):
            for answer in (stranger.get(f"{here}{pk}/"), stranger.post(f"{here}{pk}/", {"title": "x", "text": "y"})):
                assert answer.status_code == 403
                assert "Te szablony należą do innej komórki." in answer.content.decode()
        foreign = stranger.post(f"{here}nowy/", {"unit": kd.pk, "title": "x", "text": "y"})
        assert AnswerTemplate.objects.get() == template, foreign
        inquiry = asked(other).inquiry
        fill = {"czynnosc": "szablon", "szablon": template.pk, "tresc": ""}
        assert "Tajny" not in stranger.post(address(inquiry), fill).content.decode()
        watcher = desk(None, "", "sz-monitor")
        assert "Tajny tytuł" in watcher.get(here).content.decode()
        assert watcher.get(f"{here}{template.pk}/").status_code == 403
        assert watcher.get(f"{here}nowy/").status_code == 403


class TestPresence:
    def test_a_colleague_who_has_it_open_or_writes_is_named_with_the_hour(self, clock: Any) -> None:
        kd = unit()
        inquiry = asked(kd).inquiry
        jan, ewa = desk(kd, name="Jan Kowalski"), desk(kd, name="Ewa Nowak")
        ping = f"{address(inquiry)}obecnosc/"
        assert "data-presence" in jan.get(address(inquiry)).content.decode()
        jan.head(address(inquiry))
        assert not InquiryPresence.objects.exists()  # opening a page changes nothing, its script says so
        jan.post(ping)
        shown = ewa.get(address(inquiry)).content.decode()
        assert "Jan Kowalski ma to zapytanie otwarte od 10:00" in shown
        assert "Ewa Nowak ma" not in shown
        ewa.post(ping)
        clock.shift(dt.timedelta(minutes=2))
        assert "Ewa Nowak ma to zapytanie otwarte od 10:00" in jan.post(ping, {"pisze": "1"}).content.decode()
        clock.shift(dt.timedelta(minutes=2))
        jan.post(ping, {"pisze": "1"})
        assert "Jan Kowalski pisze od 10:02" in ewa.post(ping).content.decode()
        clock.shift(dt.timedelta(minutes=4))
        assert "Jan Kowalski" not in ewa.post(ping).content.decode()  # gone stale
        jan.post(ping)
        jan.post(address(inquiry), {"czynnosc": "odpowiedz", "tresc": "Tak."})
        assert "Jan Kowalski" not in ewa.post(ping).content.decode()  # has sent it
        assert desk(unit()).post(ping).status_code == 403
        watcher = desk(None, "", "sz-monitor")
        watcher.get(address(inquiry))
        assert watcher.post(ping).status_code == 403
        assert "Osoba" not in ewa.post(ping).content.decode()


class TestEndings:
    @pytest.mark.parametrize("because", ["settled", "withdrawn", "duplicate", "not-ours"])
    def test_closing_says_why_to_both_sides_and_is_taken_back(self, client: Client, because: str) -> None:
        kd = unit()
        by, received = standing(kd), asked(kd)
        inquiry = actions.close(received.inquiry, because=because, text="Słowo dla Pani.", by=by, now=NOW)
        assert (inquiry.state, inquiry.closed_because, inquiry.closed_at) == (InquiryState.CLOSED, because, NOW)
        assert inquiry.reopen_until == TODAY + 30 * DAY
        label = str(ClosedBecause(because).label)
        letter = last_letter()
        assert letter.kind == "inquiry.closed"
        for text in (letter.text, client.get(secret(received)).content.decode()):
            assert label in text
            assert "Słowo dla Pani." in text
            assert "23 grudnia 2026" in text
        assert not DutyTask.objects.open().filter(unit=kd).exists()
        before = (inquiry.answer_by, inquiry.number)
        inquiry = actions.reopen(inquiry, by=by, now=NOW)
        assert (inquiry.state, inquiry.closed_because, inquiry.reopen_until) == (InquiryState.OPEN, "", None)
        assert (inquiry.answer_by, inquiry.number) == before
        assert last_letter().kind == "inquiry.reopened"
        assert DutyTask.objects.open().get(unit=kd).due_on == inquiry.answer_by
        with pytest.raises(Refused, match="nie jest zamknięte"):
            actions.reopen(inquiry, by=by, now=NOW)

    def test_taking_a_closing_back_gives_the_state_before_it(self) -> None:
        kd = unit()
        by, inquiry = standing(kd), asked(kd).inquiry
        actions.ask_to_clarify(inquiry, text="Gdzie?", by=by, now=NOW)
        actions.close(inquiry, because="withdrawn", by=by, now=NOW)
        assert actions.reopen(inquiry, by=by, now=NOW).state == InquiryState.CLARIFY
        actions.answer(inquiry, text="Tak.", by=by, now=NOW)
        actions.close(inquiry, because="settled", by=by, now=NOW)
        assert actions.reopen(inquiry, by=by, now=NOW).state == InquiryState.ANSWERED
        assert not DutyTask.objects.open().filter(unit=kd).exists()

    def test_of_spam_nobody_hears_and_nothing_is_taken_up_again(self, client: Client) -> None:
        kd = unit()
        by, received = standing(kd), asked(kd)
        letters = OutboxMessage.objects.count()
        inquiry = actions.close(received.inquiry, because="spam", text="reklama", by=by, now=NOW)
        assert OutboxMessage.objects.count() == letters
        shown = client.get(secret(received)).content.decode()
        assert "spam" not in shown
        assert "reklama" not in shown
        assert client.post(secret(received), {"tresc": "x", "pieczec": guard.stamp()}).status_code == 422
        with pytest.raises(Refused):
            actions.continue_inquiry(inquiry, text="x", now=NOW)
        actions.reopen(inquiry, by=by, now=NOW)  # the unit may have erred
        assert OutboxMessage.objects.count() == letters
        assert "wycofano" not in client.get(secret(received)).content.decode()

    def test_at_the_desk_a_reason_is_asked_and_one_button_takes_it_back(self) -> None:
        kd = unit()
        inquiry, client = asked(kd).inquiry, desk(kd)
        wrong = client.post(address(inquiry), {"czynnosc": "zamknij", "slowo": "Bo tak"})
        assert wrong.status_code == 422
        assert "Wybierz powód zamknięcia." in wrong.content.decode()
        assert "Bo tak</textarea>" in wrong.content.decode()
        assert client.post(address(inquiry), {"czynnosc": "zamknij", "dlaczego": "duplicate"}).status_code == 302
        assert inquiry.number in client.get("/admin/zapytania/?stan=zamkniete").content.decode()
        shown = client.get(address(inquiry)).content.decode()
        assert 'value="wznow"' in shown
        assert 'value="odpowiedz"' not in shown
        assert desk(unit()).post(address(inquiry), {"czynnosc": "wznow"}).status_code == 403
        assert client.post(address(inquiry), {"czynnosc": "wznow"}).status_code == 302
        inquiry.refresh_from_db()
        assert inquiry.state == InquiryState.OPEN

    @pytest.mark.parametrize(
        ("matter", "until"),
        [(Matter.INQUIRY, dt.date(2026, 12, 14)), (Matter.COMPLAINT, dt.date(2027, 1, 3))],
    )
    @pytest.mark.parametrize("asked_to_clarify", [False, True])
    def test_what_was_closed_unanswered_begins_anew_with_the_askers_word(
        self, client: Client, clock: Any, matter: Matter, until: dt.date, asked_to_clarify: bool
    ) -> None:
        kd = unit()
        by, received = standing(kd), asked(kd)
        if matter != Matter.INQUIRY:
            actions.classify(received.inquiry, matter=matter, by=by, now=NOW)
        if asked_to_clarify:
            actions.ask_to_clarify(received.inquiry, text="O co chodzi?", by=by, now=NOW + DAY)
        actions.close(received.inquiry, because="not-ours", by=by, now=NOW + 2 * DAY)
        clock.move_to(NOW + 10 * DAY, tick=False)
        answer = client.post(secret(received), {"tresc": "A jednak wasze", "pieczec": guard.stamp()})
        assert answer.status_code == 302
        inquiry = Inquiry.objects.get()
        assert (inquiry.state, inquiry.answer_by) == (InquiryState.OPEN, until)

    def test_the_asker_takes_it_up_again_for_thirty_days_and_then_asks_anew(self, client: Client, clock: Any) -> None:
        kd = unit("Wydział Trzydziestu Dni")
        by, received = standing(kd), asked(kd)
        actions.answer(received.inquiry, text="Tak.", by=by, now=NOW)
        actions.close(received.inquiry, because="settled", by=by, now=NOW + DAY)
        clock.move_to(NOW + 31 * DAY, tick=False)  # the thirtieth day after the closing, inclusive
        typed = {"tresc": "A jednak", "pieczec": guard.stamp()}
        assert "24 grudnia 2026" in client.get(secret(received)).content.decode()
        assert client.post(secret(received), typed).status_code == 302
        inquiry = Inquiry.objects.get()
        assert (inquiry.state, inquiry.closed_because, inquiry.closed_at) == (InquiryState.OPEN, "", None)
        assert inquiry.answer_by == dt.date(2027, 1, 7)  # without 25 and 26 December, 1 and 6 January
        assert DutyTask.objects.open().get(unit=kd).due_on == inquiry.answer_by
        actions.answer(inquiry, text="Nadal tak.", by=by, now=NOW + 32 * DAY)
        clock.move_to(NOW + 63 * DAY, tick=False)
        shown = client.get(secret(received)).content.decode()
        assert "Czas na dopisanie minął" in shown
        again = re.search(r'href="(/zapytania/\?komorka=[^"]+)"', shown)
        assert again
        assert client.post(secret(received), {**typed, "pieczec": guard.stamp()}).status_code == 422
        new = client.get(again[1].replace("&amp;", "&"))
        assert f"dotyczy zapytania {inquiry.number}" in new.content.decode()
        ask = {"temat_pytania": "Znów", "tresc": "x", "email": ASKER, "pieczec": guard.stamp()}
        assert client.post(again[1].replace("&amp;", "&"), ask).status_code == 302
        later = Inquiry.objects.latest("pk")
        assert (later.refers_to, later.unit) == (inquiry.number, kd)
        assert address(inquiry) in desk(kd).get(address(later)).content.decode()

    @pytest.mark.parametrize("wish", ["<b>", "NGO-1", "NGO-2026-0000\x00", "NGO-2026-00001; DROP", "9" * 200])
    def test_a_number_that_is_none_is_no_reference(self, client: Client, wish: str) -> None:
        shown = client.get("/zapytania/", {"nawiazanie": wish})
        assert shown.status_code == 200
        assert "dotyczy zapytania" not in shown.content.decode()

    def test_the_clock_closes_what_was_answered_once_and_without_a_letter(self, clock: Any) -> None:
        kd = unit()
        by, received, waits = standing(kd), asked(kd), asked(kd)
        inquiry = received.inquiry
        actions.answer(inquiry, text="Tak.", by=by, now=NOW)
        letters = OutboxMessage.objects.count()
        last = NOW + 30 * DAY
        assert lapsing.run_once(last) == {"closed": 0, "failed": 0}
        assert lapsing.run_once(last + DAY) == {"closed": 1, "failed": 0}
        assert lapsing.run_once(last + DAY) == {"closed": 0, "failed": 0}
        inquiry.refresh_from_db()
        assert (inquiry.state, inquiry.closed_because, inquiry.closed_at) == ("closed", "settled", last + DAY)
        entry = AuditEntry.objects.get(verb="inquiry.lapse")
        assert (entry.actor_name, entry.unit_id) == ("system", kd.pk)
        assert OutboxMessage.objects.count() == letters
        assert inquiry.messages.count() == 2
        assert Inquiry.objects.get(pk=waits.inquiry.pk).state == InquiryState.OPEN
        with pytest.raises(Refused, match="Czas na dopisanie minął"):
            actions.continue_inquiry(inquiry, text="x", now=last + DAY)
        again = actions.reopen(inquiry, by=by, now=last + DAY)
        assert (again.state, again.reopen_until) == (InquiryState.ANSWERED, TODAY + 61 * DAY)
        assert OutboxMessage.objects.count() == letters  # nobody had been told of the closing
        assert lapsing.run_once(last + DAY)["closed"] == 0

    @pytest.mark.parametrize(
        ("state", "because", "until", "may"),
        [
            ("open", "", None, True),
            ("clarify", "", None, True),
            ("answered", "", TODAY, True),
            ("answered", "", TODAY - DAY, False),
            ("closed", "settled", TODAY, True),
            ("closed", "", None, False),
            ("closed", "spam", TODAY, False),
        ],
    )
    def test_when_the_asker_may_write_on(self, state: str, because: str, until: dt.date | None, may: bool) -> None:
        policy = AskerPolicy(state, TODAY, closed_because=because, reopen_until=until)
        assert bool(policy.may_write_on()) is may


class TestHelped:
    def test_two_buttons_one_word_that_may_be_changed(self, client: Client) -> None:
        kd = unit()
        received = asked(kd)
        here, inquiry = secret(received), received.inquiry
        assert "Czy to pomogło?" not in client.get(here).content.decode()
        assert client.post(here, {"pomoglo": "tak"}).status_code == 422  # there is no answer yet
        actions.answer(inquiry, text="Tak.", by=standing(kd), now=NOW)
        for _look in range(2):
            assert "Czy to pomogło?" in client.get(f"{here}&pomoglo=tak").content.decode()
        inquiry.refresh_from_db()
        assert inquiry.helped is None
        for wrong in ("", "może", "\x00", "a" * 9000):
            assert client.post(here, {"pomoglo": wrong}).status_code == 422
        no = client.post(here, {"pomoglo": "nie", "slowo": "Brak <b>adresu</b>"})
        assert no["Location"].endswith("#dopisz")
        shown = client.get(here).content.decode()
        assert "Napisz, czego brakuje" in shown
        inquiry.refresh_from_db()
        assert (inquiry.helped, inquiry.helped_at, inquiry.helped_words) == (False, NOW, "Brak <b>adresu</b>")
        told = desk(kd).get(address(inquiry)).content.decode()
        assert "Brak &lt;b&gt;adresu&lt;/b&gt;" in told
        assert "nie pomogło" in desk(kd).get("/admin/zapytania/?stan=wszystkie").content.decode()
        assert client.post(here, {"pomoglo": "tak", "slowo": ""})["Location"].endswith("#pomoglo")
        inquiry.refresh_from_db()
        assert (inquiry.helped, inquiry.helped_words, inquiry.state) == (True, "", InquiryState.ANSWERED)
        assert AuditEntry.objects.filter(verb="inquiry.helped").count() == 2

    def test_the_letter_of_the_answer_leads_to_the_page_until_new_links_are_asked(self, client: Client) -> None:
        kd = unit()
        received = asked(kd)
        actions.answer(received.inquiry, text="Tak.", by=standing(kd), now=NOW)
        letter = last_letter()
        found = re.search(r"(/zapytania/NGO-\S+\?klucz=\S+)#pomoglo", letter.text)
        assert found
        link = found[1]
        assert received.key not in link
        assert client.get(link).status_code == 200
        assert client.post(link, {"pomoglo": "tak"}).status_code == 302
        assert client.get(link[:-1] + ("A" if link[-1] != "A" else "B")).status_code == 404
        outbox.send_due(NOW)
        forget_keys(NOW)
        letter.refresh_from_db()
        assert letter_key(received.inquiry.number, received.inquiry.key_digest) not in letter.text + letter.html
        actions.renew_links(ASKER, now=NOW)
        assert client.get(link).status_code == 404

    def test_a_note_and_a_closing_never_look_like_an_answer(self) -> None:
        kd = unit()
        by, inquiry = standing(kd), asked(kd).inquiry
        actions.note(inquiry, text="x", by=by, now=NOW)
        actions.close(inquiry, because="withdrawn", by=by, now=NOW)
        with pytest.raises(Refused):
            actions.say_whether_it_helped(inquiry, helped=True, now=NOW)
        assert set(inquiry.messages.values_list("voice", flat=True)) == {Voice.ASKER, Voice.NOTE, Voice.CLOSED}
