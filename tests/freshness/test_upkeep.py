"""What the calendar asks of units appears among their tasks once, and leaves when it is done; reminders go in steps."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import pytest
from django.core.management import call_command

from coordination import reminders
from coordination.calendar import warsaw
from coordination.models import AuditEntry, Designation, DutyTask, OutboxMessage
from coordination.states import Office
from publishing import upkeep
from tests.freshness.conftest import aged
from tests.publishing.city import NOW, TODAY, person

DAY = dt.timedelta(days=1)


def open_subjects(unit: object) -> set[str]:
    return set(DutyTask.objects.open().filter(unit=unit).values_list("subject", flat=True))


def told(step: int = 0) -> list[tuple[str, int]]:
    """Addresses of reminders, oldest first, with the number of lines that name a task."""
    rows = OutboxMessage.objects.filter(kind="reminder").order_by("pk")[step:]
    return [(row.to, row.text.count("\n- ")) for row in rows]


@pytest.mark.par(3, pkt=2)
def test_a_page_past_its_day_is_asked_for_once(city: SimpleNamespace) -> None:
    upkeep.run_once(NOW)
    upkeep.run_once(NOW + DAY)
    tasks = DutyTask.objects.filter(unit=city.kd, duty__key="current-content")
    assert [(task.subject, task.due_on) for task in tasks] == [(f"page:{city.stale.pk}", TODAY - 3 * DAY)]


def test_a_new_version_settles_the_task(city: SimpleNamespace) -> None:
    upkeep.run_once(NOW)
    page = city.stale.specific
    page.lead = "Nowy termin naboru."
    page.save_revision(user=city.coordinator).publish()
    assert f"page:{city.stale.pk}" not in open_subjects(city.kd)


def test_pages_that_left_are_no_longer_asked_for(city: SimpleNamespace) -> None:
    aged(city.never, TODAY - DAY)
    upkeep.run_once(NOW)
    city.stale.specific.unpublish()
    aged(city.never, TODAY + DAY)
    upkeep.run_once(NOW)
    tasks = DutyTask.objects.filter(unit=city.kd, subject__startswith="page:")
    assert {task.evidence_kind for task in tasks} == {"gone", "reviewed"}


@pytest.mark.par(2, pkt=1)
def test_a_unit_without_a_deputy_is_asked_until_somebody_is_named(city: SimpleNamespace) -> None:
    upkeep.run_once(NOW)
    assert {"office:deputy"} <= open_subjects(city.sp)
    assert "office:coordinator" not in open_subjects(city.sp)
    assert not {"office:deputy", "office:coordinator"} & open_subjects(city.kd)
    person(city.sp, Office.DEPUTY, "zastepca.sp", "Zofia Nowa")
    upkeep.run_once(NOW + DAY)
    assert "office:deputy" not in open_subjects(city.sp)


def test_late_tasks_are_told_to_the_coordinator_then_the_deputy_then_the_head_then_sz(city: SimpleNamespace) -> None:
    DutyTask.objects.all().delete()
    aged(city.foreign, TODAY + 300 * DAY)
    Designation.objects.filter(unit=city.sp).update(office=Office.COORDINATOR)
    upkeep.run_once(NOW)
    DutyTask.objects.exclude(unit=city.kd).delete()
    for day in range(0, 40):
        reminders.run_once(NOW + day * DAY)
        reminders.run_once(NOW + day * DAY + dt.timedelta(hours=2))
    assert [address for address, _lines in told()] == [
        "koordynator.kd@umk.example",
        "zastepca.kd@umk.example",
        "kierownik.kd@umk.example",
        "sz@umk.example",
    ]


def test_after_an_outage_the_next_step_goes_once_and_not_all_of_them(city: SimpleNamespace) -> None:
    upkeep.run_once(NOW)
    DutyTask.objects.exclude(unit=city.kd).delete()
    reminders.run_once(NOW)
    after_the_outage = warsaw(dt.date(2027, 1, 13), dt.time(9))
    reminders.run_once(after_the_outage)
    reminders.run_once(after_the_outage + dt.timedelta(hours=5))
    assert [address for address, _lines in told()] == ["koordynator.kd@umk.example", "zastepca.kd@umk.example"]


def test_one_digest_holds_all_late_tasks_of_the_unit(city: SimpleNamespace) -> None:
    aged(city.never, TODAY - DAY)
    upkeep.run_once(NOW)
    DutyTask.objects.exclude(unit=city.kd).delete()
    assert reminders.run_once(NOW) == 1
    assert told() == [("koordynator.kd@umk.example", 2)]
    letter = OutboxMessage.objects.get(kind="reminder")
    assert letter.subject.startswith("2 spóźnione zadania:")
    assert "Łąki w mieście" in letter.text
    assert AuditEntry.objects.filter(verb="remind.coordinator").count() == 2


@pytest.mark.par(2, pkt=1)
def test_what_the_head_owes_repeats_to_the_head(city: SimpleNamespace) -> None:
    Designation.objects.filter(unit=city.kd, office=Office.DEPUTY).update(until_on=TODAY - DAY)
    aged(city.stale, TODAY + 300 * DAY)
    upkeep.run_once(NOW)
    DutyTask.objects.exclude(unit=city.kd).delete()
    for day in range(1, 17):
        reminders.run_once(NOW + day * DAY)
    assert [address for address, _lines in told()] == ["kierownik.kd@umk.example"] * 3


def test_nobody_is_reminded_at_night_or_on_saturday(city: SimpleNamespace) -> None:
    upkeep.run_once(NOW)
    assert reminders.run_once(warsaw(dt.date(2026, 11, 24), dt.time(6, 59))) == 0
    assert reminders.run_once(warsaw(dt.date(2026, 11, 28), dt.time(9))) == 0
    assert told() == []


def test_the_command_runs_both(city: SimpleNamespace) -> None:
    call_command("remind", "--now", NOW.isoformat())
    assert told()
