"""A day off added later (scenario 51): open inquiries are counted again, none becomes late by it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from coordination import actions
from coordination.actions import Question
from coordination.models import AuditEntry, DutyTask, Holiday, Inquiry, OutboxMessage, ServiceStandard, Unit
from coordination.states import Matter, Office, Voice
from tests.coordination.people import NOW, designation, standing, unit
from tests.coordination.test_staff_doors import desk

pytestmark = [pytest.mark.django_db, pytest.mark.par(5, pkt=2)]
DAY = dt.timedelta(days=1)
FRIDAY, WEDNESDAY, THURSDAY = dt.date(2026, 11, 27), dt.date(2026, 12, 2), dt.date(2026, 12, 3)
ADD = "coordination_holiday_modeladmin_create"
QUESTION = Question("Lokal na klub", "Czy jest wolny lokal?", "ngo@organizacja.example")


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def keeper() -> Client:
    return desk(None, "", "administrator")


def asked(kd: Unit, now: dt.datetime = NOW) -> Inquiry:
    return actions.ask(QUESTION, now=now, unit=kd).inquiry


def add(keeper: Client, day: dt.date, name: str = "Dzień wolny urzędu") -> Holiday:
    values = {"on": day.isoformat(), "name": name, "source": "zarządzenie"}
    assert keeper.post(reverse(ADD), values).status_code == 302
    return Holiday.objects.get(on=day)


def day_of(inquiry: Inquiry) -> dt.date:
    return Inquiry.objects.get(pk=inquiry.pk).answer_by


def test_a_question_kept_back_is_counted_again_and_nobody_told(keeper: Client) -> None:
    kept = asked(unit())
    Inquiry.everything.filter(pk=kept.pk).update(held_at=NOW)
    add(keeper, FRIDAY)
    assert Inquiry.everything.get(pk=kept.pk).answer_by == THURSDAY
    assert not OutboxMessage.objects.filter(kind="inquiry.recounted").exists()


def test_open_inquiries_get_a_later_day_a_line_and_their_unit_one_letter(keeper: Client) -> None:
    kd, zzm = unit("Komórka Licząca"), unit("Komórka Zielona")
    head = designation(kd, Office.HEAD).person
    by = standing(zzm)
    moved, second, other = asked(kd), asked(kd), asked(zzm)
    petition, clarified, answered, later = asked(zzm), asked(zzm), asked(zzm), asked(zzm, NOW + 10 * DAY)
    actions.classify(petition, matter=Matter.INFORMATION, by=by, now=NOW)
    actions.ask_to_clarify(clarified, text="Gdzie?", by=by, now=NOW)
    actions.answer(answered, text="Tak.", by=by, now=NOW)
    kept = {row.pk: day_of(row) for row in (petition, clarified, answered, later)}
    ServiceStandard.objects.filter(key="inquiry.answer").update(value=3)  # what was promised was seven
    holiday = add(keeper, FRIDAY)
    assert {day_of(moved), day_of(second), day_of(other)} == {THURSDAY}
    assert {pk: Inquiry.objects.get(pk=pk).answer_by for pk in kept} == kept
    line = moved.messages.get(voice=Voice.CLOCK)
    assert "3 grudnia 2026, wcześniej do 2 grudnia 2026" in line.text
    assert "7 dni roboczych" in line.text
    assert "bez 27 listopada (Dzień wolny urzędu)" in Inquiry.objects.get(pk=moved.pk).answer_derivation
    assert set(DutyTask.objects.open().filter(unit=kd).values_list("due_on", flat=True)) == {THURSDAY}
    assert AuditEntry.objects.filter(verb="inquiry.recount").count() == 3
    letters = OutboxMessage.objects.filter(kind="inquiry.recounted")
    assert letters.count() == 2, "one for each unit"
    told = letters.get(to=head.email).text
    assert moved.number in told
    assert second.number in told
    assert other.number not in told
    # the day off is taken back: promises stay, and that is said
    assert keeper.post(reverse("coordination_holiday_modeladmin_delete", args=[holiday.pk])).status_code == 302
    assert day_of(moved) == THURSDAY
    assert "zostaje" in moved.messages.filter(voice=Voice.CLOCK).latest("pk").text


def test_a_day_off_of_the_past_makes_nobody_late_and_may_make_one_less_late(
    keeper: Client, clock: time_machine.Traveller
) -> None:
    kd = unit()
    inquiry = asked(kd)
    clock.move_to(NOW + 10 * DAY)  # a day after the promised one
    assert Inquiry.objects.overdue(WEDNESDAY + DAY).filter(pk=inquiry.pk).exists()
    holiday = add(keeper, FRIDAY)
    assert not Inquiry.objects.overdue(WEDNESDAY + DAY).filter(pk=inquiry.pk).exists()
    # moved to another day that is behind us, too: the same number, no earlier day
    edit = reverse("coordination_holiday_modeladmin_edit", args=[holiday.pk])
    values = {"on": "2026-11-26", "name": "Dzień wolny urzędu", "source": ""}
    assert keeper.post(edit, values).status_code == 302
    assert day_of(inquiry) == THURSDAY
    # a Saturday, and a new name, change nothing
    lines = inquiry.messages.count()
    add(keeper, dt.date(2026, 11, 28))
    assert keeper.post(edit, {**values, "name": "Inna nazwa"}).status_code == 302
    assert inquiry.messages.count() == lines


def test_many_inquiries_cost_few_queries_more(keeper: Client) -> None:
    kd = unit()
    counted = []
    for day in (FRIDAY, FRIDAY + 3 * DAY):
        for _number in range(5):
            asked(kd)
        values = {"on": day.isoformat(), "name": "Wolne", "source": ""}
        with CaptureQueriesContext(connection) as queries:
            keeper.post(reverse(ADD), values)
        counted.append(len(queries))
    assert counted[1] - counted[0] <= 5, "a line in the book for each, and nothing more"
