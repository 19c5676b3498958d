"""A unit asks to clarify: the clock stops, the asker sees it, nobody is reminded; the reply starts it anew."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from coordination import actions, guard, reminders
from coordination.actions import Question
from coordination.models import DutyTask, Inquiry, OutboxMessage
from tests.publishing.city import NOW, fresh

SignIn = Callable[[Any], Client]
DAY = dt.timedelta(days=1)


@pytest.mark.par(5, pkt=2)
def test_53_the_days_stop_until_the_reply_and_nobody_is_reminded(
    city: SimpleNamespace, as_: SignIn, clock: Any, settings: Any
) -> None:
    settings.COORDINATION_FASTEST_FORM_SECONDS = 0
    received = actions.ask(Question("Sala", "Czy jest?", "ngo@org.example"), now=NOW, unit=city.kd)
    number, link = received.inquiry.number, f"/zapytania/{received.inquiry.number}/?klucz={received.key}"
    desk = f"/admin/zapytania/{number}/"
    assert as_(city.deputy).post(desk, {"czynnosc": "doprecyzuj", "tresc": "W której dzielnicy?"}).status_code == 302
    assert "policzymy je od nowa" in OutboxMessage.objects.get(kind="inquiry.clarify").text
    page = Client().get(link).content.decode()
    assert "W której dzielnicy?" in page
    assert "Dni policzymy od nowa, gdy ją otrzymamy." in page
    assert not DutyTask.objects.open().filter(subject=f"inquiry:{number}").exists()

    for day in range(1, 22):  # three weeks, past the first promised day
        moment = NOW + day * DAY
        clock.move_to(moment, tick=False)
        reminders.run_once(moment)
    assert not OutboxMessage.objects.filter(kind="reminder", text__contains=number).exists()
    assert not Inquiry.objects.overdue(dt.date(2026, 12, 14)).exists()
    waiting = as_(fresh(city.coordinator)).get("/admin/zapytania/").content.decode()
    assert "czeka na doprecyzowanie" in waiting
    assert "po terminie</span>" not in waiting

    typed = {"tresc": "W trzeciej.", "pieczec": guard.stamp()}
    assert Client().post(link, typed).status_code == 302
    inquiry = Inquiry.objects.get(number=number)
    assert inquiry.state == "open"
    assert inquiry.answer_by == dt.date(2026, 12, 23)  # seven working days after Monday, 14 December
    assert "od nowa" in inquiry.answer_derivation
    assert DutyTask.objects.open().get(subject=f"inquiry:{number}").due_on == inquiry.answer_by
    assert "23 grudnia 2026" in Client().get(link).content.decode()
    late = NOW + 37 * DAY  # 30 December: now the unit is reminded
    clock.move_to(late, tick=False)
    reminders.run_once(late)
    assert OutboxMessage.objects.filter(kind="reminder", text__contains=number).exists()
