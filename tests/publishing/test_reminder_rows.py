"""Steps that are taken once, and what the migration keeps of the steps that went before there were rows."""

from __future__ import annotations

import datetime as dt
import importlib
from types import SimpleNamespace

import pytest
from django.apps import apps

from coordination import audit, duties, outbox, reminders, reminding
from coordination.models import DutyTask, OutboxMessage, ReminderStep
from coordination.outbox import Recipient
from tests.publishing.city import NOW, TODAY

DAY = dt.timedelta(days=1)
keep = importlib.import_module("coordination.migrations.0015_keep_what_was_sent").keep


@pytest.fixture
def task(city: SimpleNamespace) -> DutyTask:
    DutyTask.objects.all().delete()
    opened = {"title": "Przejrzyj stronę", "now": NOW - 20 * DAY, "due_on": TODAY - 20 * DAY}
    return duties.ask("current-content", unit=city.kd, subject="page:1", **opened)


def test_a_step_is_taken_once_in_each_round_and_number(city: SimpleNamespace) -> None:
    assert reminding.take(city.kd, "head", now=NOW)
    assert not reminding.take(city.kd, "head", now=NOW + DAY)
    assert reminding.take(city.kd, "head", now=NOW, since="2026-11-23")
    assert reminding.take(city.kd, "head", now=NOW, number=2)
    assert reminding.take(city.sp, "head", now=NOW)
    assert ReminderStep.objects.count() == 4
    assert reminding.taken("head") == {
        (audit.reference(city.kd), ""),
        (audit.reference(city.kd), "2026-11-23"),
        (audit.reference(city.sp), ""),
    }


def test_what_the_book_says_was_sent_is_not_sent_again(city: SimpleNamespace, task: DutyTask) -> None:
    audit.write("remind.coordinator", now=NOW - 40 * DAY, about=task, unit=city.kd)  # before it was opened anew
    audit.write("remind.coordinator", now=NOW - 14 * DAY, about=task, unit=city.kd)
    audit.write("remind.deputy", now=NOW - 7 * DAY, about=task, unit=city.kd)
    audit.write("remind.head", now=NOW - 7 * DAY, about=city.unit_page, unit=city.kd)
    keep(apps, None)
    keep(apps, None)
    assert sorted(ReminderStep.objects.values_list("step", "number")) == [("coordinator", 1), ("deputy", 1)]
    reminders.run_once(NOW)
    assert set(OutboxMessage.objects.values_list("to", flat=True)) == {"kierownik.kd@umk.example"}


def test_an_item_that_sz_was_alerted_of_stays_told(city: SimpleNamespace) -> None:
    outbox.write(
        "handoff.no_editor",
        to=[Recipient("sz@umk.example"), Recipient("dyrektor@umk.example")],
        template="coordination/emails/reminder",
        context={"unit": city.kd, "parts": [], "number": 0},
        about=city.unit_page,
        now=NOW,
    )
    keep(apps, None)
    assert not reminding.take(city.unit_page, "no_editor", now=NOW)
    assert ReminderStep.objects.count() == 1


@pytest.mark.par(2, pkt=1)
def test_a_task_opened_anew_begins_its_steps_anew(city: SimpleNamespace, task: DutyTask) -> None:
    reminders.run_once(NOW)
    duties.settle(task, evidence=duties.Evidence("done"), now=NOW)
    later = NOW + 8 * DAY
    duties.ask("current-content", unit=city.kd, subject="page:1", title="x", now=later, due_on=TODAY)
    reminders.run_once(later + DAY)
    assert list(ReminderStep.objects.filter(step="coordinator").values_list("subject", "number")) == [
        (audit.reference(task), 1),
        (audit.reference(task), 1),
    ]
