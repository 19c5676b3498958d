"""Whose address may a head change, and where letters go when an account is shut (§ 2 pkt 1-2, scenario 27)."""

from __future__ import annotations

import contextlib
import datetime as dt
import smtplib
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from coordination import outbox, routing
from coordination.models import Designation, OutboxMessage, Person
from coordination.outbox import Recipient
from coordination.states import Office
from pages.calendars import printable
from publishing import actions, notices
from publishing.states import Side
from tests.publishing.city import NOW, TODAY, as_read, fresh, handed_over

SignIn = Callable[[Any], Client]


def opens_card(client: Client, person: Person) -> bool:
    answer = client.get(reverse("coordination_people:edit", args=[person.pk]))
    assert answer.status_code in (200, 302, 403)
    return answer.status_code == 200


@pytest.mark.par(2, pkt=1)
def test_naming_a_stranger_deputy_gives_no_hold_on_their_address(city: SimpleNamespace, as_: SignIn) -> None:
    stranger = Person.objects.get(user=city.other)
    client = as_(city.head)
    assert opens_card(client, Person.objects.get(user=city.coordinator))
    assert not opens_card(client, stranger)
    held = Designation.objects.create(
        person=stranger, unit=city.kd, office=Office.DEPUTY, from_on=TODAY, designated_by="kierujący"
    )
    assert not opens_card(client, stranger)
    Designation.objects.filter(person=stranger).exclude(pk=held.pk).update(until_on=TODAY - dt.timedelta(days=1))
    assert opens_card(client, stranger), "whoever works here only is kept here"


def test_a_former_unit_keeps_nobody(city: SimpleNamespace, as_: SignIn) -> None:
    gone = Person.objects.get(user=city.coordinator)
    Designation.objects.filter(person=gone).update(until_on=TODAY - dt.timedelta(days=1))
    Designation.objects.create(
        person=gone, unit=city.sp, office=Office.COORDINATOR, from_on=TODAY, designated_by="kierujący"
    )
    assert not opens_card(as_(city.head), gone)


def test_a_shut_account_gets_no_letter(city: SimpleNamespace) -> None:
    row = handed_over(city)
    city.coordinator.is_active = False
    city.coordinator.save()
    assert [r.email for r in routing.recipients_of(city.kd, TODAY)] == [city.deputy.email]
    actions.approve(row, by=fresh(city.editor), read=as_read(row), now=NOW)
    assert set(OutboxMessage.objects.filter(kind="handoff.scheduled").values_list("to", flat=True)) == {
        city.deputy.email
    }
    Designation.objects.filter(unit=city.kd).contacts().update(until_on=TODAY - dt.timedelta(days=1))
    notices.tell("published", row, Side.UNIT, now=NOW)
    found = OutboxMessage.objects.filter(kind="handoff.published").values_list("to", flat=True)
    assert list(found) == [city.head.email], "nobody left: the head hears"


def letters(number: int) -> None:
    for n in range(number):
        outbox.write(
            "test",
            to=[Recipient(f"a{n}@ngo.example")],
            template="publishing/emails/handoff",
            words="publishing/emails/words/withdrawn",
            context={"handoff": SimpleNamespace(title="Tekst", unit="KD"), "side": "unit", "reason": "", "by": None},
            now=NOW,
        )


@pytest.mark.parametrize(("error", "tried"), [(TimeoutError("timed out"), 1), (smtplib.SMTPException("no"), 3)])
def test_a_silent_mail_server_holds_the_clock_for_one_letter_only(
    city: SimpleNamespace, monkeypatch: pytest.MonkeyPatch, error: Exception, tried: int
) -> None:
    letters(3)
    asked: list[Any] = []

    def fail(message: Any, connection: Any) -> None:
        asked.append(message)
        raise error

    monkeypatch.setattr(outbox, "_hand_to_server", fail)
    with pytest.raises(outbox.ServerAway) if tried == 1 else contextlib.nullcontext():
        assert outbox.send_due(NOW) == 0
    assert len(asked) == tried


def test_days_without_a_mail_server_age_no_letter(city: SimpleNamespace, settings: Any) -> None:
    """It is no try of the letter's, so none is given up; the outbox shows why it waits (scenario 67)."""
    letters(2)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    for hour in range(72):
        with pytest.raises(outbox.ServerAway):
            outbox.send_due(NOW + dt.timedelta(hours=hour))
    assert set(OutboxMessage.objects.values_list("attempts", "given_up_at")) == {(0, None)}
    assert all(
        "ConnectionRefusedError" in error for error in OutboxMessage.objects.values_list("last_error", flat=True)
    )
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert outbox.send_due(NOW + dt.timedelta(hours=72)) == 2, "at the first beat after its return"


def test_a_letter_that_breaks_the_library_stops_no_other_and_is_given_up_in_the_end(
    city: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    letters(2)
    whole = outbox._hand_to_server

    def half(message: Any, connection: Any) -> None:
        if message.to.startswith("a0"):
            raise LookupError("unknown encoding")
        whole(message, connection)

    monkeypatch.setattr(outbox, "_hand_to_server", half)
    assert outbox.send_due(NOW) == 1
    assert [m.to for m in mail.outbox] == [["a1@ngo.example"]]
    for day in range(1, 12):
        outbox.send_due(NOW + dt.timedelta(days=day))
    assert OutboxMessage.objects.filter(to="a0@ngo.example", given_up_at__isnull=False).exists()


def test_a_pasted_control_character_does_not_shut_the_feed() -> None:
    assert printable("Nabór\x0b\x02 ofert\n") == "Nabór   ofert\n"
