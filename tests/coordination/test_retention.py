"""Old inquiries forget who asked (RODO art. 5): after the set time, once, and never an open one."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from dateutil.relativedelta import relativedelta
from django.test import Client

from coordination import actions, outbox, reminders, retention
from coordination.actions import Question
from coordination.actions.forgetting import anonymise
from coordination.answering import cases
from coordination.mail_outcomes import note_bounce
from coordination.models import (
    AuditEntry,
    DutyTask,
    IncomingMail,
    Inquiry,
    InquiryMessage,
    OutboxMessage,
    ServiceStandard,
)
from coordination.standing import standing_of
from coordination.states import Correspondent, InquiryState, MailState, Matter, PortalOffice
from coordination.verdict import Refused
from tests.coordination.people import NOW, account, standing, unit

pytestmark = [pytest.mark.django_db, pytest.mark.par(5, pkt=2)]
WORDS = ("Tajemnicka", "tajna@organizacja.example", "Fundacja Tajna", "skarbniczka", "Tajny temat", "Tajna treść")
LATER = NOW + relativedelta(months=24, days=2)
DAY = dt.timedelta(days=1)


def asked(kd: object, email: str = WORDS[1]) -> actions.receiving.Received:
    question = Question(
        "Tajny temat", "Tajna treść", email, name="Anna Tajemnicka", organisation="Fundacja Tajna",
        legal_form="foundation", function="skarbniczka", source="/konkursy/tajny/",
    )  # fmt: skip
    return actions.ask(question, now=NOW, unit=kd)  # type: ignore[arg-type]


def everything_kept() -> str:
    """Every word of the tables that an inquiry writes to; the book apart."""
    models = (Inquiry, InquiryMessage, OutboxMessage, DutyTask)
    return "\n".join(str(row) for model in models for row in model._base_manager.values())


def test_who_asked_and_what_was_said_goes_and_the_numbers_stay(client: Client) -> None:
    kd = unit()
    by, (inquiry, key) = standing(kd), asked(kd)
    actions.classify(inquiry, matter=Matter.PETITION, by=by, now=NOW)
    actions.renew_links(WORDS[1], now=NOW)
    actions.answer(inquiry, text="Tajna treść odpowiedzi", by=by, now=NOW)
    outbox.send_due(NOW)
    before = cases(Inquiry.objects.all())
    assert all(word in everything_kept() for word in WORDS), "a test that nothing stays needs something that could"
    assert retention.run_once(LATER - 3 * DAY) == 0, "not a day before its time"
    assert retention.run_once(LATER) == 1
    kept = everything_kept()
    assert [word for word in WORDS if word in kept] == []
    row = Inquiry.objects.get(pk=inquiry.pk)
    assert (row.number, row.unit, row.matter, row.received_at) == (inquiry.number, kd, Matter.PETITION, NOW)
    assert (row.state, row.anonymised_at) == (InquiryState.CLOSED, LATER)
    assert cases(Inquiry.objects.all()) == before, "statistics are the same"
    assert client.get(f"/zapytania/{row.number}/", {"klucz": key}).status_code == 404
    assert actions.renew_links(WORDS[1], now=LATER) == []
    with pytest.raises(Refused):
        actions.continue_inquiry(row, text="Jeszcze ja", now=LATER)
    entry = AuditEntry.objects.get(verb="inquiry.anonymise")
    assert (entry.actor_name, entry.label) == ("system", inquiry.number)
    book = "\n".join(str(line) for line in AuditEntry.objects.values())
    assert not [word for word in (WORDS[0], WORDS[1], *WORDS[3:]) if word in book], "no private word in the book"
    assert retention.run_once(LATER + DAY) == 0, "once"


def test_what_came_back_came_in_or_went_elsewhere_goes_too() -> None:
    kd = unit()
    by, inquiry = standing(kd), asked(kd).inquiry
    for days in range(12):
        reminders.run_once(NOW + days * DAY)
    actions.answer(inquiry, text="Tajna treść odpowiedzi", by=by, now=NOW + 12 * DAY)
    actions.say_whether_it_helped(inquiry, helped=True, text="Dziękuje Anna Tajemnicka", now=NOW + 13 * DAY)
    OutboxMessage.objects.update(sent_at=NOW)
    letter = OutboxMessage.objects.filter(reply_by=Correspondent.ASKER).latest("pk")
    OutboxMessage.objects.filter(pk=letter.pk).update(to="dawny@organizacja.example", to_name="Anna Tajemnicka")
    letter.refresh_from_db()
    mail = IncomingMail.objects.create(
        message_id="<1@organizacja.example>",
        received_at=NOW + 13 * DAY,
        sender=WORDS[1],
        text="Tajna treść dopisku",
        state=MailState.HELD,
        inquiry=inquiry,
        letter=letter,
    )
    note_bounce(mail, f"550 5.1.1 <{WORDS[1]}> user unknown", now=NOW + 13 * DAY)
    made = IncomingMail.objects.create(
        message_id="<2@organizacja.example>",
        received_at=NOW,
        sender="inna@organizacja.example",
        text="Pytam z innego adresu",
        state=MailState.HELD,
    )
    administrator = standing_of(account(None, PortalOffice.ADMINISTRATOR))
    actions.make_inquiry(made, subject="Tajny temat", unit=kd, by=administrator, now=NOW)
    outbox.send_due(NOW + 14 * DAY)
    assert retention.run_once(LATER + 14 * DAY) >= 1
    mail.refresh_from_db()
    assert (mail.state, mail.text, mail.sender, mail.inquiry) == (MailState.ASIDE, "", "", inquiry)
    kept = "\n".join(str(row) for row in [*OutboxMessage.objects.filter(about__endswith=f":{inquiry.pk}").values()])
    reminded = "\n".join(OutboxMessage.objects.filter(kind="reminder").values_list("text", flat=True))
    assert [word for word in (*WORDS, "dawny@organizacja.example") if word in kept + reminded] == []
    book = "\n".join(str(line) for line in AuditEntry.objects.values())
    assert [word for word in (WORDS[0], WORDS[1], *WORDS[3:]) if word in book] == []
    assert AuditEntry.objects.get(verb="letter.bounced").note == "5.1.1"
    with pytest.raises(Refused, match="Czas przechowywania"):
        actions.note(Inquiry.everything.get(pk=inquiry.pk), text="Jeszcze coś", by=by, now=LATER + 15 * DAY)


def test_what_another_inquiry_says_of_its_number_stays() -> None:
    """It is still answered by mail: whom its letter went to has to be known."""
    kd = unit()
    by, old = standing(kd), asked(kd).inquiry
    actions.close(old, because="settled", by=by, now=NOW)
    later = asked(kd, "druga@organizacja.example").inquiry
    actions.answer(later, text=f"Jak w sprawie {old.number}.", by=by, now=LATER - 2 * DAY)
    OutboxMessage.objects.update(sent_at=NOW)
    assert retention.run_once(LATER) == 1
    letter = OutboxMessage.objects.filter(about=f"coordination.inquiry:{later.pk}", text__contains=old.number).latest(
        "pk"
    )
    assert letter.to == "druga@organizacja.example"


def test_a_letter_that_came_since_and_waits_for_a_person_keeps_it() -> None:
    kd = unit()
    inquiry = asked(kd).inquiry
    actions.close(inquiry, because="settled", by=standing(kd), now=NOW)
    OutboxMessage.objects.update(sent_at=NOW)
    values = {"sender": WORDS[1], "text": "A jednak", "state": MailState.HELD, "inquiry": inquiry}
    IncomingMail.objects.create(message_id="<3@organizacja.example>", received_at=LATER - 2 * DAY, **values)
    assert retention.run_once(LATER) == 0
    assert IncomingMail.objects.get().text == "A jednak"
    assert retention.run_once(LATER + relativedelta(months=24)) == 1


def test_one_that_fails_keeps_no_other_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    kd = unit()
    by, pair = standing(kd), [asked(kd, f"{n}@organizacja.example").inquiry for n in range(2)]
    for inquiry in pair:
        actions.close(inquiry, because="settled", by=by, now=NOW)
    OutboxMessage.objects.update(sent_at=NOW)

    def failing(inquiry: Inquiry, **values: Any) -> bool:
        if inquiry.pk == pair[0].pk:
            raise ValueError
        return anonymise(inquiry, **values)

    monkeypatch.setattr(retention, "anonymise", failing)
    assert retention.run_once(LATER) == 1
    assert Inquiry.everything.get(anonymised_at__isnull=False) == pair[1]


def test_reminders_name_it_by_its_number_alone_in_the_book() -> None:
    kd = unit()
    standing(kd)
    inquiry = asked(kd).inquiry
    for days in range(30):
        reminders.run_once(NOW + days * DAY)
    labels = set(AuditEntry.objects.filter(verb__startswith=reminders.VERB).values_list("label", flat=True))
    assert labels == {f"Odpowiedz na zapytanie {inquiry.number}"}


def test_open_ones_and_those_with_a_letter_on_its_way_are_never_touched() -> None:
    kd = unit()
    by = standing(kd)
    waits, clarified, talking, closed, unsent = (asked(kd, f"{n}@organizacja.example").inquiry for n in range(5))
    actions.ask_to_clarify(clarified, text="Co?", by=by, now=NOW)
    actions.answer(talking, text="Tak.", by=by, now=NOW)
    actions.continue_inquiry(talking, text="Dziękuję!", now=NOW + DAY)
    actions.answer(talking, text="Proszę.", by=by, now=LATER - 40 * DAY)
    actions.close(closed, because="settled", by=by, now=NOW)
    actions.close(unsent, because="settled", by=by, now=NOW)
    OutboxMessage.objects.exclude(about=f"coordination.inquiry:{unsent.pk}").update(sent_at=NOW)
    assert retention.run_once(LATER) == 1
    gone = set(Inquiry.objects.filter(anonymised_at__isnull=False))
    assert gone == {closed}
    assert Inquiry.objects.get(pk=waits.pk).asker_name == "Anna Tajemnicka"
    OutboxMessage.objects.update(sent_at=NOW)
    assert retention.run_once(LATER) == 1
    assert retention.run_once(LATER + relativedelta(months=25)) == 1, "the one that talked on"


def test_the_time_is_a_setting_and_none_keeps_everything() -> None:
    kd = unit()
    inquiry = asked(kd).inquiry
    actions.close(inquiry, because="settled", by=standing(kd), now=NOW)
    outbox.send_due(NOW)
    row = ServiceStandard.objects.get(key="inquiry.retention")
    assert (row.value, "do potwierdzenia przez SZ" in row.label) == (24, True)
    row.value = 0
    row.save()
    assert retention.run_once(LATER) == 0
    row.value = 3
    row.save()
    assert retention.run_once(NOW + relativedelta(months=3, days=1)) == 1


def test_a_message_that_comes_meanwhile_saves_it() -> None:
    """Two clocks, or a word in the last moment: the deed asks again under the lock."""
    kd = unit()
    inquiry = asked(kd).inquiry
    actions.answer(inquiry, text="Tak.", by=standing(kd), now=NOW)
    outbox.send_due(NOW)
    before = LATER - relativedelta(months=24)
    Inquiry.objects.update(reopen_until=LATER.date())
    (found,) = Inquiry.objects.worked_through(before)
    actions.continue_inquiry(found, text="Jeszcze jedno", now=LATER)
    assert actions.anonymise(found, before=before, now=LATER) is False
    assert Inquiry.objects.get(pk=inquiry.pk).asker_name == "Anna Tajemnicka"
