"""The inquiry desk (§ 5 pkt 2): number, link, promised day, route, answer; deeds and letters."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from coordination import actions, outbox
from coordination.actions import Question
from coordination.actions.inquiries import Outdated, last_public
from coordination.actions.numbering import digest
from coordination.models import AuditEntry, DutyTask, Inquiry, OutboxMessage
from coordination.notices import forget_keys
from coordination.states import InquiryState, Office, Outcome, Voice
from coordination.verdict import Refused
from tests.coordination.people import NOW, TODAY, away, designation, standing, sz, topic, unit

pytestmark = [pytest.mark.django_db, pytest.mark.par(5, pkt=2)]
QUESTION = Question(subject="Lokal na klub", text="Czy jest wolny lokal?", email="ngo@organizacja.example")


def asked(**to: object) -> actions.receiving.Received:
    return actions.ask(QUESTION, now=NOW, **to)  # type: ignore[arg-type]


def letters(address: str) -> list[OutboxMessage]:
    return list(OutboxMessage.objects.filter(to=address).order_by("pk"))


def test_numbers_are_given_once_and_in_order() -> None:
    kd = unit()
    numbers = [asked(unit=kd).inquiry.number for _ in range(3)]
    assert numbers == ["NGO-2026-00001", "NGO-2026-00002", "NGO-2026-00003"]


def test_of_the_key_only_a_digest_is_kept() -> None:
    inquiry, key = asked(unit=unit())
    assert len(key) >= 32
    assert inquiry.key_digest == digest(key)
    assert key not in str(Inquiry.objects.values().get(pk=inquiry.pk))
    assert not AuditEntry.objects.filter(note__contains=key).exists()


@pytest.mark.parametrize(
    ("received", "promised", "words"),
    [
        (dt.datetime(2026, 11, 23, 10, tzinfo=dt.UTC), dt.date(2026, 12, 2), "7 dni roboczych; od dnia po 23"),
        (dt.datetime(2026, 12, 18, 16, tzinfo=dt.UTC), dt.date(2026, 12, 31), "bez 24 grudnia"),
        (dt.datetime(2026, 10, 30, 17, tzinfo=dt.UTC), dt.date(2026, 11, 10), "7 dni roboczych"),
        (dt.datetime(2027, 4, 30, 17, tzinfo=dt.UTC), dt.date(2027, 5, 12), "bez 3 maja"),
    ],
)
def test_the_day_is_counted_in_working_days_and_shown_with_its_derivation(
    received: dt.datetime, promised: dt.date, words: str
) -> None:
    """Scenario 50; the number of days is a service standard."""
    inquiry, _key = actions.ask(QUESTION, now=received, unit=unit())
    assert inquiry.answer_by == promised
    assert words in inquiry.answer_derivation


def test_overdue_from_the_day_after_not_at_the_minute() -> None:
    inquiry, _key = asked(unit=unit())
    late = Inquiry.objects.overdue
    assert not late(inquiry.answer_by).filter(pk=inquiry.pk).exists()
    assert late(inquiry.answer_by + dt.timedelta(days=1)).filter(pk=inquiry.pk).exists()


class TestRouting:
    def test_a_topic_leads_to_the_person_in_scope(self) -> None:
        kd = unit()
        sport = topic("Sport próbny", kd)
        designation(kd, topics=(topic("Inny temat", kd),))
        runner = designation(kd, topics=(sport,))
        inquiry, _key = asked(topic=sport)
        assert (inquiry.unit, inquiry.person) == (kd, runner.person)

    def test_the_deputy_answers_while_the_coordinator_is_absent(self) -> None:
        kd = unit()
        coordinator = designation(kd)
        deputy = designation(kd, Office.DEPUTY, substitutes_for=coordinator)
        away(coordinator.person)
        for to in ({"unit": kd}, {"designation": coordinator}, {"topic": topic("Temat zastępstwa", kd)}):
            assert asked(**to).inquiry.person == deputy.person

    def test_the_head_when_there_is_nobody(self) -> None:
        kd = unit()
        head = designation(kd, Office.HEAD)
        assert asked(unit=kd).inquiry.person == head.person
        assert letters(head.person.email)

    def test_sz_when_nothing_fits(self) -> None:
        assert asked().inquiry.unit == sz()
        assert asked(topic=topic("Temat bez komórki")).inquiry.unit == sz()

    def test_a_closed_unit_hands_on_to_its_successor(self) -> None:
        new = unit()
        old = unit(successor=new, active_until=TODAY - dt.timedelta(days=1))
        assert asked(unit=old).inquiry.unit == new

    def test_a_served_unit_to_the_one_that_serves_it(self) -> None:
        centre = unit()
        designation(centre)
        assert asked(unit=unit(served_by=centre)).inquiry.unit == centre

    def test_a_designation_that_ended_leads_to_its_unit(self) -> None:
        kd = unit()
        past = designation(kd, until_on=TODAY - dt.timedelta(days=1))
        now = designation(kd)
        assert asked(designation=past).inquiry.person == now.person


def test_letters_go_to_the_asker_and_to_the_role() -> None:
    """Mail to whoever is in office and present, none to the absent; the asker gets number, link and day."""
    kd = unit()
    coordinator, gone, deputy = designation(kd), designation(kd), designation(kd, Office.DEPUTY)
    away(gone.person)
    inquiry, key = asked(unit=kd)
    assert len(letters(coordinator.person.email)) == len(letters(deputy.person.email)) == 1
    assert letters(gone.person.email) == []
    (confirmation,) = letters(QUESTION.email)
    assert inquiry.number in confirmation.subject
    assert "2 grudnia 2026" in confirmation.subject
    assert f"/zapytania/{inquiry.number}/?klucz={key}" in confirmation.text
    assert "Dane demonstracyjne" in confirmation.text
    assert "Dane demonstracyjne" in confirmation.html
    assert "style=" not in confirmation.html


def test_an_answer_settles_the_task_and_reaches_the_asker() -> None:
    kd = unit()
    by = standing(kd, Office.DEPUTY)
    inquiry, _key = asked(unit=kd)
    task = DutyTask.objects.get(unit=kd)
    assert inquiry.number in task.title
    assert task.due_on == inquiry.answer_by
    assert task.duty.place == "§ 5 pkt 2"
    message = actions.answer(inquiry, text="Tak, w <b>dzielnicy</b> III.", by=by, now=NOW)
    task.refresh_from_db()
    inquiry.refresh_from_db()
    assert task.settled_at == NOW
    assert (inquiry.state, inquiry.answered_at) == (InquiryState.ANSWERED, NOW)
    assert message.author_role == "w zastępstwie"
    answer = letters(QUESTION.email)[-1]
    assert "Tak, w <b>dzielnicy</b> III." in answer.text
    assert "&lt;b&gt;" in answer.html
    entry = AuditEntry.objects.get(verb="inquiry.answer")
    assert (entry.actor_name, entry.actor_role, entry.right) == (by.name, "w zastępstwie", "§ 5 pkt 2")


def test_another_units_coordinator_is_refused_and_the_refusal_is_written_down() -> None:
    kd, other = unit(), unit()
    inquiry, _key = asked(unit=kd)
    for verb, deed in (
        ("inquiry.answer", lambda by: actions.answer(inquiry, text="x", by=by, now=NOW)),
        ("inquiry.clarify", lambda by: actions.ask_to_clarify(inquiry, text="x", by=by, now=NOW)),
        ("inquiry.note", lambda by: actions.note(inquiry, text="x", by=by, now=NOW)),
        ("inquiry.close", lambda by: actions.close(inquiry, because="spam", by=by, now=NOW)),
        ("inquiry.pass_on", lambda by: actions.pass_on(inquiry, to=other, text="", by=by, now=NOW)),
    ):
        with pytest.raises(Refused, match=r"\(§ 5 pkt 2\)"):
            deed(standing(other))
        assert AuditEntry.objects.get(verb=verb).outcome == Outcome.REFUSED
    assert inquiry.messages.count() == 1


def test_two_who_answer_at_once_the_second_is_told() -> None:
    kd = unit()
    inquiry, _key = asked(unit=kd)
    seen = last_public(inquiry).pk  # type: ignore[union-attr]
    actions.answer(inquiry, text="Pierwsza odpowiedź", by=standing(kd), now=NOW, seen=seen)
    with pytest.raises(Outdated) as caught:
        actions.answer(inquiry, text="Druga odpowiedź", by=standing(kd), now=NOW, seen=seen)
    assert caught.value.message.text == "Pierwsza odpowiedź"
    assert inquiry.messages.filter(voice=Voice.ANSWER).count() == 1


def test_a_note_never_reaches_the_asker_and_makes_nobody_outdated() -> None:
    kd = unit()
    by = standing(kd)
    inquiry, _key = asked(unit=kd)
    seen = last_public(inquiry).pk  # type: ignore[union-attr]
    actions.note(inquiry, text="sekretna uwaga", by=by, now=NOW)
    actions.answer(inquiry, text="Tak.", by=by, now=NOW, seen=seen)
    assert not OutboxMessage.objects.filter(text__contains="sekretna").exists()


def test_new_links_replace_the_old_ones() -> None:
    first, second = asked(unit=unit()), asked(unit=unit())
    renewed = actions.renew_links(QUESTION.email.upper(), now=NOW)
    assert {row.inquiry.pk for row in renewed} == {first.inquiry.pk, second.inquiry.pk}
    letter = letters(QUESTION.email)[-1]
    assert len(re.findall(r"klucz=", letter.text)) == 2
    first.inquiry.refresh_from_db()
    assert first.inquiry.key_digest != digest(first.key)
    count = OutboxMessage.objects.count()
    assert actions.renew_links("nikt@organizacja.example", now=NOW) == []
    assert OutboxMessage.objects.count() == count


def test_keys_leave_the_outbox_once_the_letter_is_sent() -> None:
    _inquiry, key = asked(unit=unit())
    outbox.send_due(NOW)
    assert forget_keys(NOW) == 1
    assert not OutboxMessage.objects.filter(text__contains=key).exists()
    assert not OutboxMessage.objects.filter(html__contains=key).exists()
    assert forget_keys(NOW) == 0
