"""Scenario 58: one digest to the coordinator, then deputy, head, SZ; no step twice, a missed one once."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.management import call_command

from coordination import duties, reminders
from coordination.calendar import warsaw
from coordination.models import AuditEntry, Designation, DutyTask, OutboxMessage, Unit
from coordination.states import Office
from publishing.models import Stewardship
from tests.publishing import city as building
from tests.publishing.city import NOW, TODAY, person

DAY = dt.timedelta(days=1)
STAFF = {"koordynator": "koordynator.kd@umk.example", "zastepca": "zastepca.kd@umk.example"}
HEAD, MONITOR = "kierownik.kd@umk.example", "sz@umk.example"


def remind(clock: Any, at: dt.datetime) -> None:
    """The command as the clock of the city runs it."""
    clock.move_to(at, tick=False)
    call_command("remind", "--now", at.isoformat())


def told() -> list[tuple[str, dt.date]]:
    rows = OutboxMessage.objects.filter(kind="reminder").order_by("pk")
    return [(row.to, row.created_at.date()) for row in rows]


@pytest.fixture
def stale(city: SimpleNamespace) -> SimpleNamespace:
    """A page of KD whose review day is Friday, 18 December 2026; nothing else waits anywhere."""
    Unit.objects.exclude(pk__in=[city.kd.pk, city.sz.pk]).update(active_until=TODAY)
    for office in (Office.COORDINATOR, Office.DEPUTY, Office.HEAD):
        person(city.sz, office, f"{office}.sz", f"Osoba {office}")
    city.page = building.news(city, live=True, title="Żłobki: nabór")
    Stewardship.objects.update(review_by=None)
    Stewardship.objects.filter(page=city.page).update(review_by=dt.date(2026, 12, 18))
    DutyTask.objects.all().delete()
    return city


@pytest.mark.par(3, pkt=2)
def test_over_a_weekend_christmas_and_the_end_of_the_year(stale: SimpleNamespace, clock: Any) -> None:
    """Every half hour of every day for six weeks, with days off between."""
    for day in range(18, 62):
        for hour in (6, 8, 15):
            remind(clock, warsaw(dt.date(2026, 12, 1) + (day - 1) * DAY, dt.time(hour)))
    assert told() == [
        (STAFF["koordynator"], dt.date(2026, 12, 21)),  # Monday: the day itself was Friday
        (STAFF["zastepca"], dt.date(2026, 12, 28)),
        (HEAD, dt.date(2027, 1, 4)),
        (MONITOR, dt.date(2027, 1, 11)),
    ]
    texts = [row.text for row in OutboxMessage.objects.filter(kind="reminder").order_by("pk")]
    assert all("Żłobki: nabór" in text and "18 grudnia 2026" in text for text in texts)
    assert "Twojej komórki" in texts[2]
    assert "kierujący dostali już przypomnienia" in texts[3]
    steps = AuditEntry.objects.filter(verb__startswith="remind.").order_by("pk").values_list("verb", flat=True)
    assert list(steps) == ["remind.coordinator", "remind.deputy", "remind.head", "remind.sz"]


def test_after_an_outage_the_step_that_is_due_goes_once(stale: SimpleNamespace, clock: Any) -> None:
    remind(clock, warsaw(dt.date(2026, 12, 21), dt.time(8)))
    for hour in (8, 9, 12):  # dead from then to 2 February
        remind(clock, warsaw(dt.date(2027, 2, 2), dt.time(hour)))
    assert told() == [(STAFF["koordynator"], dt.date(2026, 12, 21)), (STAFF["zastepca"], dt.date(2027, 2, 2))]


def test_it_goes_to_the_role_and_stops_with_the_confirmation(stale: SimpleNamespace, clock: Any, as_: Any) -> None:
    remind(clock, warsaw(dt.date(2026, 12, 21), dt.time(8)))
    deputy = Designation.objects.filter(unit=stale.kd, office=Office.DEPUTY)
    deputy.update(until_on=dt.date(2026, 12, 27))
    person(stale.kd, Office.DEPUTY, "nowy.kd", "Nowy Zastępca")
    remind(clock, warsaw(dt.date(2026, 12, 28), dt.time(8)))
    assert told()[-1] == ("nowy.kd@umk.example", dt.date(2026, 12, 28))
    as_(stale.coordinator).post(f"/admin/raporty/aktualnosc/{stale.page.pk}/potwierdz/")
    for day in range(30):
        remind(clock, warsaw(dt.date(2027, 1, 4), dt.time(8)) + day * DAY)
    assert len(told()) == 2


def late(unit: Unit, number: int, owed: str = "current-content") -> DutyTask:
    return duties.ask(
        owed, unit=unit, subject=f"page:{number}", title=f"Zadanie {number}", now=NOW - 3 * DAY, due_on=TODAY - DAY
    )


def test_who_serves_several_units_gets_one_letter_a_day(stale: SimpleNamespace, clock: Any) -> None:
    who = stale.coordinator.person
    Designation.objects.create(person=who, unit=stale.sz, office=Office.DEPUTY, from_on=dt.date(2026, 1, 1))
    Designation.objects.filter(unit=stale.sz, office=Office.COORDINATOR).update(until_on=TODAY - DAY)
    late(stale.kd, 1)
    late(stale.sz, 2)
    assert reminders.run_once(NOW) == 2, "the other deputy of SZ has a letter of the own unit"
    mine = OutboxMessage.objects.get(to=stale.coordinator.email)
    assert "2 spóźnione zadania w kilku komórkach" in mine.subject
    assert "Zadanie 1" in mine.text
    assert "Zadanie 2" in mine.text
    late(stale.kd, 3)
    assert reminders.run_once(NOW + dt.timedelta(hours=3)) == 0, "what became late later waits for tomorrow"
    reminders.run_once(NOW + DAY)
    assert "Zadanie 3" in OutboxMessage.objects.filter(to=stale.coordinator.email).order_by("pk").last().text


def test_sz_gets_one_digest_for_all_units_of_the_day(stale: SimpleNamespace, clock: Any) -> None:
    Designation.objects.filter(unit__in=[stale.kd, stale.sz]).update(until_on=TODAY - DAY)
    late(stale.kd, 1)
    late(stale.sz, 2)
    assert reminders.run_once(NOW) == 1, "nobody is there to remind but SZ"
    letter = OutboxMessage.objects.get(kind="reminder")
    assert letter.to == MONITOR
    assert letter.text.index("Zadanie 1") < letter.text.index("Zadanie 2")
    for day in range(1, 30):
        reminders.run_once(NOW + day * DAY)
    assert OutboxMessage.objects.filter(kind="reminder").count() == 1


def test_nobody_has_two_reminders_on_one_day_whatever_is_late(stale: SimpleNamespace, clock: Any) -> None:
    for number in range(12):
        late((stale.kd, stale.sz)[number % 2], number, ("current-content", "designation")[number % 3 == 0])
    for day in range(60):
        for hour in (0, 4):
            reminders.run_once(NOW + day * DAY + dt.timedelta(hours=hour))
        if day % 7 == 0:
            late(stale.kd, 100 + day)
    letters = Counter(told())
    assert len(letters) > 10
    assert set(letters.values()) == {1}
