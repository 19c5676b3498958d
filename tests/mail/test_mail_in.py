"""Mail that comes in becomes an answer, a word of the asker, or waits for a person (§ 5 pkt 2, scenario 55)."""

from __future__ import annotations

import datetime as dt
from contextlib import nullcontext
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core import mail as sent_mail

from coordination import actions, audit, mail_in, mail_retention, mail_tokens, outbox
from coordination.actions import Question
from coordination.mailboxes import TAKEN, Imap, Maildir, NotMarked, UnknownMailbox, opened
from coordination.models import (
    AuditEntry,
    BlockedSender,
    Designation,
    IncomingMail,
    Inquiry,
    InquiryMessage,
    OutboxMessage,
    Person,
)
from coordination.standing import standing_of
from coordination.states import InquiryState, LetterState, MailReason, MailState, Voice
from tests.mail.letters import raw, report
from tests.publishing.city import NOW, TODAY, fresh

pytestmark = [pytest.mark.django_db, pytest.mark.par(5, pkt=2)]
ASKER = "ngo@organizacja.example"
LATER = NOW + dt.timedelta(hours=2)


@pytest.fixture
def asked(city: SimpleNamespace) -> SimpleNamespace:
    """An inquiry at KD; `to_asker` and `to_unit` are the letters about it."""
    city.inquiry = actions.ask(Question("Sala", "Czy jest sala?", ASKER, name="Ewa"), now=NOW, unit=city.kd).inquiry
    city.to_asker = letters(city.inquiry, "inquiry.confirmed").get()
    city.to_unit = letters(city.inquiry, "inquiry.arrived").get(to=city.coordinator.email)
    return city


def letters(inquiry: Inquiry, kind: str) -> Any:
    return OutboxMessage.objects.filter(about=audit.reference(inquiry), kind=kind)


def came(content: bytes, now: dt.datetime = LATER) -> IncomingMail:
    """One letter through the whole way."""
    taken = mail_in.take(content, now=now)
    assert taken is not None
    mail_in.judge_taken(now)
    taken.refresh_from_db()
    return taken


def back_to(letter: OutboxMessage) -> str:
    return mail_tokens.address_of(letter)


def test_letters_about_an_inquiry_are_answered_to_an_address_of_their_own(asked: SimpleNamespace) -> None:
    outbox.send_due(NOW)
    one = next(letter for letter in sent_mail.outbox if letter.to == [ASKER])
    assert one.reply_to == [back_to(asked.to_asker)] == [one.from_email]
    assert one.message()["From"] == "Portal NGO <portal@ngo.example>"
    assert back_to(asked.to_asker).startswith(f"odpowiedz+{asked.to_asker.pk}-")
    assert len({letter.from_email for letter in sent_mail.outbox}) == len(sent_mail.outbox) > 1
    assert one.body.startswith("##- ")
    assert "##- " in str(one.alternatives[0][0])


@pytest.mark.parametrize("address", ["", "odpowiedz@umk.krakow.pl"])
def test_without_a_mailbox_or_with_invented_data_and_a_real_one_letters_are_as_before(
    city: SimpleNamespace, settings: Any, address: str
) -> None:
    settings.COORDINATION_REPLY_ADDRESS = address
    actions.ask(Question("Sala", "Czy?", ASKER), now=NOW, unit=city.kd)
    outbox.send_due(NOW)
    for letter in sent_mail.outbox:
        assert (letter.reply_to, letter.from_email) == ([], "Portal NGO <portal@ngo.example>")
        assert "##-" not in letter.body


def test_a_mark_proves_its_letter_and_no_other(asked: SimpleNamespace, settings: Any) -> None:
    local, _at, domain = back_to(asked.to_asker).partition("@")
    mark = local.partition("+")[2]
    for forged in (f"{mark[:-1]}x", mark.replace(str(asked.to_asker.pk), str(asked.to_unit.pk), 1), "1", "-", ""):
        assert mail_tokens.letter_of([f"odpowiedz+{forged}@{domain}"]) is None, forged
    assert mail_tokens.letter_of([f"{local}@inna.example"]) is None
    assert mail_tokens.letter_of(["x@y.example", f"{local}@{domain}"]) == asked.to_asker
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "a new key of the portal", [settings.SECRET_KEY]
    assert mail_tokens.letter_of([f"{local}@{domain}"]) == asked.to_asker
    settings.SECRET_KEY_FALLBACKS = []
    assert mail_tokens.letter_of([f"{local}@{domain}"]) is None


def test_the_unit_answers_by_mail_and_the_asker_gets_the_new_text_only(asked: SimpleNamespace) -> None:
    text = "Tak, w czwartek.\n\nOd: Portal\nWysłano: dziś\nDo: Ewa\nTemat: x\n\nCzy jest sala?"
    mail = came(raw(text, sender=f"Ewelina <{asked.coordinator.email.upper()}>", to=back_to(asked.to_unit)))
    assert (mail.state, mail.inquiry, mail.letter) == (MailState.ADDED, asked.inquiry, asked.to_unit)
    answer = asked.inquiry.messages.get(voice=Voice.ANSWER)
    assert (answer.text, answer.author_id, answer.author_role) == (
        "Tak, w czwartek.",
        asked.coordinator.pk,
        "koordynator",
    )
    asked.inquiry.refresh_from_db()
    assert asked.inquiry.state == InquiryState.ANSWERED
    assert "Tak, w czwartek." in letters(asked.inquiry, "inquiry.answered").get().text


def test_the_asker_replies_by_mail_and_the_unit_reads_it_with_the_names_of_the_files(asked: SimpleNamespace) -> None:
    mail = came(raw("A krzesła?", sender=ASKER, to=back_to(asked.to_asker), files=(("plan.pdf", b"x" * 99),)))
    assert mail.state == MailState.ADDED
    word = asked.inquiry.messages.filter(voice=Voice.ASKER).last()
    assert word.text.startswith("A krzesła?")
    assert "plan.pdf" in word.text
    assert letters(asked.inquiry, "inquiry.arrived").filter(text__contains="A krzesła?").count() == 2
    assert mail.attachments == [{"name": "plan.pdf", "size": 99}]


def test_what_is_not_proven_waits_and_touches_no_inquiry(asked: SimpleNamespace) -> None:
    """The name of a sender proves nothing; a mark of one letter proves nothing for another address."""
    colleague = asked.deputy.email
    told = {
        "no mark": (raw("Tak.", sender=ASKER, subject=f"Re: {asked.inquiry.number}"), MailReason.UNMARKED),
        "stolen name": (raw("Tak.", sender=asked.coordinator.email), MailReason.UNMARKED),
        "forwarded": (raw("Tak.", sender="x@zlo.example", to=back_to(asked.to_asker)), MailReason.OTHER_ADDRESS),
        "the asker as unit": (raw("Tak.", sender=ASKER, to=back_to(asked.to_unit)), MailReason.OTHER_ADDRESS),
        "a colleague": (raw("Tak.", sender=colleague, to=back_to(asked.to_unit)), MailReason.OTHER_ADDRESS),
        "files": (
            raw("Tak.", sender=asked.coordinator.email, to=back_to(asked.to_unit), files=(("a.pdf", b"x"),)),
            MailReason.WITH_FILES,
        ),
    }
    for name, (content, why) in told.items():
        mail = came(content)
        assert (mail.state, mail.why) == (MailState.HELD, why), name
    assert InquiryMessage.objects.filter(inquiry=asked.inquiry).count() == 1
    assert AuditEntry.objects.filter(verb="mail.hold").count() == len(told)
    assert IncomingMail.objects.filter(inquiry=asked.inquiry).count() == 4


def test_whoever_may_not_answer_today_is_held_with_the_reason(asked: SimpleNamespace) -> None:
    tomorrow = NOW + dt.timedelta(days=1)
    Designation.objects.filter(person__user=asked.coordinator).update(until_on=TODAY)
    late = came(raw("Tak.", sender=asked.coordinator.email, to=back_to(asked.to_unit)), now=tomorrow)
    assert (late.state, late.why) == (MailState.HELD, MailReason.NOT_ANSWERING)
    assert "§ 5 pkt 2" in late.said
    Person.objects.filter(user=asked.deputy).update(email=asked.coordinator.email)
    shared = came(raw("Tak.", sender=asked.coordinator.email, to=back_to(asked.to_unit)), now=NOW)
    assert (shared.why, shared.state) == (MailReason.NOT_ANSWERING, MailState.HELD)


def test_who_answers_a_letter_that_is_out_of_date_is_told_in_the_list(asked: SimpleNamespace) -> None:
    by = standing_of(fresh(asked.deputy))
    actions.answer(asked.inquiry, text="Już odpowiadam.", by=by, now=NOW + dt.timedelta(hours=1))
    mail = came(raw("Tak.", sender=asked.coordinator.email, to=back_to(asked.to_unit)))
    assert (mail.state, mail.why, mail.said) == (MailState.HELD, MailReason.OUTDATED, "Tomasz Zastępca")
    assert asked.inquiry.messages.filter(voice=Voice.ANSWER).count() == 1


def test_an_inquiry_closed_long_ago_takes_nothing_and_the_reason_stands_beside(asked: SimpleNamespace) -> None:
    actions.close(asked.inquiry, because="settled", by=standing_of(fresh(asked.deputy)), now=NOW)
    mail = came(raw("I jeszcze?", sender=ASKER, to=back_to(asked.to_asker)), now=NOW + dt.timedelta(days=60))
    assert (mail.state, mail.why) == (MailState.HELD, MailReason.REFUSED)
    assert mail.said
    assert asked.inquiry.messages.filter(voice=Voice.ASKER).count() == 1


def test_machines_never_write_into_an_inquiry_and_nothing_answers_them(asked: SimpleNamespace) -> None:
    before = OutboxMessage.objects.count()
    for to, sender in ((asked.to_unit, asked.coordinator.email), (asked.to_asker, ASKER)):
        away = came(raw("Urlop.", sender=sender, to=back_to(to), Auto_Submitted="auto-replied"))
        assert (away.state, away.inquiry) == (MailState.AUTOMATIC, asked.inquiry)
    assert OutboxMessage.objects.count() == before
    assert asked.inquiry.messages.count() == 1


def test_two_machines_that_do_not_say_so_stop_by_themselves(asked: SimpleNamespace) -> None:
    """Each answers whatever comes: the letters of a day end, and a person sees why."""
    states = [
        came(raw(f"Urlop {turn}.", sender=ASKER, to=back_to(asked.to_asker)), LATER + turn * dt.timedelta(minutes=1))
        for turn in range(12)
    ]
    assert [mail.state for mail in states] == [MailState.ADDED] * 10 + [MailState.HELD] * 2
    assert states[-1].why == MailReason.TOO_MANY


@pytest.mark.parametrize("known_by", ["Message-ID", "address"])
def test_a_letter_that_comes_back_is_marked_and_the_unit_is_asked_to_phone(
    asked: SimpleNamespace, known_by: str
) -> None:
    outbox.send_due(NOW)
    named = known_by == "Message-ID"
    to = "odpowiedz@ngo.example" if named else back_to(asked.to_asker)
    message_id = asked.to_asker.message_id if named else ""
    mail = came(report(to=to, recipient=ASKER, message_id=message_id))
    assert (mail.state, mail.why, mail.inquiry) == (MailState.HELD, MailReason.BOUNCED, asked.inquiry)
    asked.to_asker.refresh_from_db()
    assert (asked.to_asker.state, asked.to_asker.bounce_cause) == (LetterState.BOUNCED, "550 unknown")
    assert asked.to_asker in OutboxMessage.objects.in_state(LetterState.BOUNCED)
    assert asked.to_asker not in OutboxMessage.objects.in_state(LetterState.SENT)
    told = letters(asked.inquiry, "inquiry.bounced")
    assert {letter.to for letter in told} == {asked.coordinator.email, asked.deputy.email}
    assert "550 unknown" in told[0].text
    came(report(to=to, recipient=ASKER, message_id=message_id))
    assert told.count() == 2


def test_a_letter_to_the_unit_that_comes_back_makes_no_new_letter(asked: SimpleNamespace) -> None:
    before = OutboxMessage.objects.count()
    mail = came(report(to=back_to(asked.to_unit), recipient=asked.coordinator.email))
    assert (mail.state, mail.why) == (MailState.HELD, MailReason.BOUNCED)
    assert OutboxMessage.objects.count() == before
    delayed = came(report(to=back_to(asked.to_asker), recipient=ASKER, action="delayed"))
    assert delayed.state == MailState.AUTOMATIC


def test_nothing_is_taken_twice_and_a_stolen_message_id_hides_nothing(asked: SimpleNamespace) -> None:
    content = raw("Tak.", sender=ASKER, to=back_to(asked.to_asker), message_id="<raz@poczta.example>")
    came(content)
    assert mail_in.take(content, now=LATER) is None
    assert mail_in.take(b"Received: another way\n" + content, now=LATER) is None
    other = came(raw("Co innego.", sender="x@zlo.example", message_id="<raz@poczta.example>"))
    assert other.state == MailState.HELD
    assert IncomingMail.objects.count() == 2


def test_the_job_reads_a_folder_stores_first_and_marks_then(
    asked: SimpleNamespace, tmp_path: Path, settings: Any
) -> None:
    settings.COORDINATION_MAILBOX_URL = f"maildir://{tmp_path}"
    Maildir(tmp_path)
    for number in range(3):
        (tmp_path / "new" / f"{number}").write_bytes(raw(f"Pytanie {number}", sender=ASKER))
    (tmp_path / "new" / "3").write_bytes(raw("A jutro?", sender=ASKER, to=back_to(asked.to_asker)))
    assert mail_in.run_once(LATER) == 4
    assert list((tmp_path / "new").iterdir()) == []
    assert sorted(file.name for file in (tmp_path / "cur").iterdir()) == ["0:2,S", "1:2,S", "2:2,S", "3:2,S"]
    assert IncomingMail.objects.waiting().count() == 3
    assert mail_in.run_once(LATER) == 0
    settings.COORDINATION_MAILBOX_URL = ""
    assert mail_in.run_once(LATER) == 0


def test_a_mailbox_that_is_away_keeps_nobody_from_what_was_taken(asked: SimpleNamespace, settings: Any) -> None:
    mail_in.take(raw("A jutro?", sender=ASKER, to=back_to(asked.to_asker)), now=NOW)
    settings.COORDINATION_MAILBOX_URL = "pop3://nie.ma.example"
    with pytest.raises(UnknownMailbox):
        mail_in.run_once(LATER)
    assert IncomingMail.objects.get().state == MailState.ADDED


def test_one_letter_that_cannot_be_judged_stops_no_other(
    asked: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    judged = mail_in.judge

    def fragile(facts: Any) -> Any:
        if "pech" in facts.text:
            raise LookupError("pech")
        return judged(facts)

    monkeypatch.setattr(mail_in, "judge", fragile)
    for text in ("pech", "A jutro?"):
        mail_in.take(raw(text, sender=ASKER, to=back_to(asked.to_asker)), now=NOW)
    assert mail_in.judge_taken(NOW) == 2
    assert sorted(IncomingMail.objects.values_list("state", "why", "said")) == [
        (MailState.HELD, MailReason.UNREADABLE, "LookupError"),
        (MailState.ADDED, "", ""),
    ]


class Server:
    """What imaplib's client answers: two letters, or as many as `uids` says."""

    permanent: bytes | None = rb"(\Seen \Deleted \*)"
    stores = "OK"
    uids: tuple[str, ...] = ("4", "7")

    def __init__(self, host: str, port: int, *, ssl_context: Any, timeout: int) -> None:
        self.asked: list[tuple[Any, ...]] = [(host, port, ssl_context.check_hostname, timeout > 0)]
        self.flags: dict[str, str] = {}
        Server.last = self

    last: Server

    def login(self, user: str, password: str) -> None:
        self.asked.append((user, password))

    def select(self, folder: str) -> tuple[str, list[bytes]]:
        self.asked.append((folder,))
        return ("OK", [b"3"]) if folder == '"Poczta NGO"' else ("NO", [b"no such folder"])

    def response(self, code: str) -> tuple[str, list[Any]]:
        return code, [self.permanent]

    def uid(self, command: str, *words: str) -> tuple[str, list[Any]]:
        if command == "SEARCH":
            return "OK", [b" ".join(uid.encode() for uid in self.uids if uid not in self.flags)]
        if command == "FETCH":
            return "OK", [(b"x", raw(f"List {words[0]}", message_id=f"<imap{words[0]}@x.example>")), b")"]
        if self.stores == "OK":
            self.flags[words[0]] = words[2]
        return self.stores, [b"[LIMIT] too many keywords"]

    def logout(self) -> None:
        self.asked.append(("logout",))


def test_imap_gives_what_was_not_taken_and_keeps_the_letters(city: SimpleNamespace) -> None:
    url = "imaps://portal%40umk.example:has%C5%82o@poczta.example/Poczta%20NGO"
    with opened(url, Server) as box:
        assert isinstance(box, Imap)
        for key, content in box.fresh(10):
            mail_in.take(content, now=NOW)
            box.mark(key)
        assert list(box.fresh(10)) == []
    server = Server.last
    assert server.asked == [
        ("poczta.example", 993, True, True),
        ("portal@umk.example", "hasło"),
        ('"Poczta NGO"',),
        ("logout",),
    ]
    assert server.flags == {"4": rf"(\Seen {TAKEN})", "7": rf"(\Seen {TAKEN})"}
    assert IncomingMail.objects.count() == 2


IMAP = "imaps://portal:x@poczta.example/Poczta%20NGO"


def test_more_letters_than_one_pass_takes_are_read_in_the_next(
    city: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mail_in, "LIMIT", 5)
    monkeypatch.setattr(Server, "uids", tuple(str(uid) for uid in range(1, 8)))
    with opened(IMAP, Server) as box:
        monkeypatch.setattr("coordination.mailboxes.opened", lambda url: nullcontext(box))
        mail_in.read_mailbox(IMAP, now=NOW)
        assert IncomingMail.objects.count() == 5
        mail_in.read_mailbox(IMAP, now=NOW)
    assert IncomingMail.objects.count() == 7


def test_a_server_that_keeps_no_mark_is_refused_loudly_and_its_letters_are_not_read_over_and_over(
    city: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    for kept in (None, b"(\\Seen portaltaken)", b"(\\Seen \\*)"):
        monkeypatch.setattr(Server, "permanent", kept)
        with opened(IMAP, Server):
            pass
    monkeypatch.setattr(Server, "permanent", rb"(\Seen \Answered \Flagged \Deleted \Draft $MDNSent)")
    with pytest.raises(UnknownMailbox, match="keeps no keywords"), opened(IMAP, Server):
        pass
    assert Server.last.asked[-1] == ("logout",)
    monkeypatch.setattr(Server, "permanent", None)
    monkeypatch.setattr(Server, "stores", "NO")
    with opened(IMAP, Server) as box, pytest.raises(NotMarked, match="too many keywords"):
        box.mark("4")


@pytest.mark.parametrize(
    "url", ["", "imap://a:b@c.example", "imaps://c.example", "pop3s://a:hasło@c.example", "maildir:"]
)
def test_an_address_that_is_no_mailbox_is_refused_without_its_password(url: str) -> None:
    with pytest.raises(UnknownMailbox) as refused, opened(url, Server):
        pass
    assert "hasło" not in str(refused.value)


def test_what_was_dealt_with_is_emptied_after_the_set_time(asked: SimpleNamespace) -> None:
    BlockedSender.objects.create(pattern="zlo.example", reason="x", blocked_at=NOW, blocked_by="x")
    question = actions.ask(Question("Reklama", "Kup", "x@zlo.example"), now=NOW).inquiry
    settled, waits = came(raw("A jutro?", sender=ASKER, to=back_to(asked.to_asker))), came(raw("Kto?", sender=ASKER))
    rubbish = IncomingMail.objects.get(inquiry=question)
    actions.mark_spam(rubbish, by=standing_of(fresh(asked.administrator)), now=NOW)
    assert mail_retention.run_once(NOW + dt.timedelta(days=89)) == 0
    assert mail_retention.run_once(LATER + dt.timedelta(days=91)) == 2
    for row in (settled, waits, rubbish):
        row.refresh_from_db()
    assert (settled.text, settled.sender, settled.headers, settled.attachments) == ("", "", "", [])
    assert settled.emptied_at
    assert settled.state == MailState.ADDED
    assert waits.text.strip() == "Kto?"
    assert not Inquiry.everything.filter(pk=question.pk).exists()
    assert asked.inquiry.messages.filter(text="A jutro?").exists()
