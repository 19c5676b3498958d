"""The clock's watch over hours: whoever owes the next step is reminded on its day, and an hour that passed is told."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from coordination.calendar import warsaw
from coordination.models import AuditEntry, OutboxMessage
from publishing import actions, confinement, scheduling, watch
from publishing.actions import Dates
from publishing.models import Handoff
from tests.publishing.city import FRIDAY, NOW, TODAY, TUESDAY, WEDNESDAY, approved, as_read, fresh, handed_over, news

DAY = dt.timedelta(days=1)
HOUR = dt.timedelta(hours=1)
UNIT = {"koordynator.kd", "zastepca.kd"}
PORTAL = {"administrator", "redaktor"}
TEAM = PORTAL | {"operator"}


def told(kind: str, row: Handoff | None = None) -> list[str]:
    letters = OutboxMessage.objects.filter(kind=f"handoff.{kind}")
    if row is not None:
        letters = letters.filter(about=f"publishing.handoff:{row.pk}")
    return sorted(to.removesuffix("@umk.example") for to in letters.values_list("to", flat=True))


def morning(on: dt.date) -> dt.datetime:
    return warsaw(on, dt.time(7))


def agreed(city: SimpleNamespace, at: dt.datetime = FRIDAY) -> Handoff:
    """Delivered and agreed on Monday, and nobody decides."""
    row = handed_over(city, at=at)
    actions.accept(row, by=fresh(city.editor), proposal_id=row.proposals.get().pk, now=NOW)
    return row


def reserved(city: SimpleNamespace) -> Handoff:
    """Material by Thursday for Friday, proposed by the unit."""
    dates, by = Dates(FRIDAY, FRIDAY.date() - DAY), fresh(city.coordinator)
    return actions.reserve(title="Spotkanie", unit=city.kd, kind="news", dates=dates, by=by, now=NOW)


# -- the day of the next step ---------------------------------------------------------------------------------------


@pytest.mark.par(4, ust=2)
@pytest.mark.parametrize("make", [agreed, lambda city: handed_over(city, at=FRIDAY)], ids=["agreed", "proposed"])
def test_an_idle_editor_is_reminded_a_working_day_ahead_and_once(city: SimpleNamespace, make: object) -> None:
    row = make(city)  # type: ignore[operator]
    thursday = FRIDAY.date() - DAY
    for at in (morning(thursday) - DAY, morning(thursday) - HOUR):
        watch.run_once(at)
        assert told("owed") == [], at
    for at in (morning(thursday), morning(thursday) + 3 * HOUR, morning(FRIDAY.date())):
        watch.run_once(at)
        assert told("owed", row) == sorted(PORTAL), at
    letter = OutboxMessage.objects.filter(kind="handoff.owed").first()
    assert "Nasz ruch: przeczytać i zdecydować do 26 listopada 2026." in letter.text
    assert "nie opublikuje się samo" in letter.text
    assert letter.html
    assert AuditEntry.objects.get(verb="remind.owed").about == f"publishing.handoff:{row.pk}"


@pytest.mark.par(4, ust=2)
def test_the_unit_is_reminded_of_what_was_returned(city: SimpleNamespace) -> None:
    row = agreed(city)
    actions.send_back(row, read=as_read(row), by=fresh(city.editor), comment="Popraw.", now=NOW)
    watch.run_once(morning(FRIDAY.date() - DAY))
    assert told("owed", row) == sorted(UNIT)


@pytest.mark.par(4, ust=2)
def test_a_proposal_without_an_answer_reminds_the_side_that_owes_it(city: SimpleNamespace) -> None:
    row = reserved(city)
    answer_day = morning(WEDNESDAY.date())  # a working day before the material is due
    watch.run_once(answer_day - DAY)
    assert told("owed") == []
    watch.run_once(answer_day)
    assert told("owed", row) == sorted(TEAM)
    dates, at = Dates(FRIDAY + 2 * HOUR, FRIDAY.date() - DAY), answer_day + HOUR
    actions.propose(row, dates=dates, by=fresh(city.editor), now=at, reason="Tłok.")
    watch.run_once(at + HOUR)
    assert told("owed", row) == sorted(TEAM), "whoever was asked today is not reminded today"
    watch.run_once(answer_day + DAY)
    assert told("owed", row) == sorted(TEAM | UNIT)


@pytest.mark.par(4, ust=2)
def test_another_hour_for_what_is_approved_waits_for_an_answer_too(city: SimpleNamespace) -> None:
    row = approved(city, at=FRIDAY)
    watch.run_once(morning(FRIDAY.date() - DAY))
    assert told("owed") == [], "the clock does it"
    row = approved(city, at=FRIDAY)
    actions.propose(row, dates=Dates(FRIDAY + DAY * 4), by=fresh(city.coordinator), now=NOW, reason="Choroba.")
    watch.run_once(morning(FRIDAY.date() - DAY))
    assert told("owed", row) == sorted(TEAM)


def test_what_came_today_is_nobodys_delay_yet(city: SimpleNamespace) -> None:
    """Handed over on Monday for Tuesday: the letter «to read» is of today, the reminder comes tomorrow at seven."""
    row = handed_over(city, at=TUESDAY)
    watch.run_once(NOW + HOUR)
    assert told("owed") == []
    watch.run_once(morning(TUESDAY.date()))
    assert told("owed", row) == sorted(PORTAL)


def test_an_outage_is_caught_up_and_nobody_is_woken(city: SimpleNamespace) -> None:
    row = agreed(city)
    friday = morning(FRIDAY.date())
    watch.run_once(friday - HOUR)
    assert told("owed") == []
    watch.run_once(friday)
    assert told("owed", row) == sorted(PORTAL)


@pytest.mark.par(4, ust=2)
def test_an_urgent_correction_without_an_hour_is_not_forgotten(city: SimpleNamespace) -> None:
    page = news(city, live=True)
    page.lead = "Nabór trwa do piątku."
    page.save_revision(user=fresh(city.coordinator))
    row = actions.hand_over(page, by=fresh(city.coordinator), publish_at=NOW, now=NOW, urgent="Zła data.")
    assert row.at_once
    for at in (NOW + HOUR, NOW + 9 * HOUR):
        watch.run_once(at)
        assert told("owed") == told("missed") == []
    for at in (morning(TUESDAY.date()), morning(WEDNESDAY.date())):
        watch.run_once(at)
        assert (told("owed", row), told("missed")) == (sorted(PORTAL), [])
    letter = OutboxMessage.objects.filter(kind="handoff.owed").first()
    assert "Pilna poprawka" in letter.text
    assert "gdy tylko zostanie zatwierdzona" in letter.text


@pytest.mark.par(4, ust=2)
def test_what_failed_and_goes_on_failing_is_told_once_more_the_next_morning(
    city: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = approved(city, at=TUESDAY)
    monkeypatch.setattr(scheduling, "put_out", lambda handoff, by=None: 1 / 0)
    scheduling.run_once(TUESDAY)
    for at in (TUESDAY + HOUR, morning(WEDNESDAY.date()) - HOUR):
        watch.run_once(at)
        assert told("owed") == [], at
    for at in (morning(WEDNESDAY.date()), morning(FRIDAY.date())):
        watch.run_once(at)
        assert told("owed", row) == sorted(TEAM), at
    assert "nadal się nie udaje" in OutboxMessage.objects.filter(kind="handoff.owed").first().text
    assert told("missed") == []


def test_a_moved_hour_begins_the_reminder_anew(city: SimpleNamespace) -> None:
    row = agreed(city)
    watch.run_once(morning(FRIDAY.date() - DAY))
    Handoff.objects.filter(pk=row.pk).update(publish_at=FRIDAY + HOUR)
    watch.run_once(morning(FRIDAY.date()))
    assert told("owed", row) == sorted([*PORTAL, *PORTAL])


# -- the hour that passed ---------------------------------------------------------------------------------------------


@pytest.mark.par(4, ust=2)
def test_an_hour_that_passed_without_a_decision_is_told_to_both_sides_once(city: SimpleNamespace) -> None:
    row = agreed(city)
    assert watch.missed(FRIDAY - dt.timedelta(minutes=1)) == []
    for at in (FRIDAY, FRIDAY + HOUR, FRIDAY + 3 * DAY):
        watch.run_once(at)
        assert told("missed", row) == sorted(UNIT | TEAM), at
    to_portal = OutboxMessage.objects.get(kind="handoff.missed", to=city.editor.email)
    to_unit = OutboxMessage.objects.get(kind="handoff.missed", to=city.deputy.email)
    assert "opublikujcie ją z opóźnieniem albo zaproponujcie komórce inną godzinę" in to_portal.text
    assert "Nic nie przepadło" in to_unit.text
    assert told("owed", row) == [], "what has passed is told by one letter"
    assert AuditEntry.objects.filter(verb="remind.missed").count() == 1


@pytest.mark.par(4, ust=2)
def test_returned_undelivered_and_unanswered_items_do_not_pass_their_hour_in_silence(city: SimpleNamespace) -> None:
    returned, waiting, undelivered = agreed(city), handed_over(city, at=FRIDAY), reserved(city)
    actions.send_back(returned, read=as_read(returned), by=fresh(city.editor), comment="Popraw.", now=NOW)
    actions.accept(undelivered, by=fresh(city.editor), proposal_id=undelivered.proposals.get().pk, now=NOW)
    watch.run_once(morning(FRIDAY.date() + 3 * DAY))
    for row in (returned, waiting, undelivered):
        assert told("missed", row) == sorted(UNIT | TEAM)
    letter = OutboxMessage.objects.get(
        kind="handoff.missed", to=city.deputy.email, about=f"publishing.handoff:{returned.pk}"
    )
    assert "Następny krok należy do komórki" in letter.text


@pytest.mark.par(4, ust=2)
def test_of_a_set_one_letter_tells(city: SimpleNamespace) -> None:
    rows, by = [handed_over(city, at=FRIDAY) for _number in range(3)], fresh(city.coordinator)
    made = actions.make_set(rows, title="Nabór", dates=Dates(FRIDAY), by=by, now=NOW)
    alone = handed_over(city, at=FRIDAY)
    watch.run_once(morning(FRIDAY.date() - DAY))
    assert told("owed") == told("owed", alone) == sorted(PORTAL)
    assert told("set_owed") == sorted(PORTAL)
    letter = OutboxMessage.objects.filter(kind="handoff.set_owed").first()
    assert letter.about == f"publishing.handoffset:{made.pk}"
    assert all(row.title in letter.text for row in rows)
    assert "Nasz ruch: przeczytać i zdecydować do 26 listopada 2026." in letter.text
    for at in (FRIDAY, FRIDAY + HOUR):
        assert watch.run_once(at)[watch.MISSED] == (4 if at == FRIDAY else 0)
    assert told("set_missed") == told("missed") == sorted(UNIT | TEAM)
    assert "Godzina minęła bez decyzji" in OutboxMessage.objects.filter(kind="handoff.set_missed").first().subject
    assert AuditEntry.objects.filter(verb="remind.missed").count() == 4, "the book has a line of each"


def test_what_was_done_in_time_tells_nothing(city: SimpleNamespace) -> None:
    approved(city, at=FRIDAY)
    withdrawn = agreed(city)
    actions.withdraw(withdrawn, read=as_read(withdrawn), by=fresh(city.coordinator), reason="Zmiana.", now=NOW)
    for at in (morning(FRIDAY.date() - DAY), FRIDAY + HOUR):
        assert {watch.run_once(at)[name] for name in (watch.OWED, watch.MISSED)} == {0}


def test_the_title_of_a_limited_draft_stays_with_the_named(city: SimpleNamespace) -> None:
    page = news(city, title="Tajny wynik")
    confinement.confine(page, people=[fresh(city.editor)], reason="x", by=fresh(city.coordinator), now=NOW)
    handed_over(city, page, at=FRIDAY)
    watch.run_once(morning(FRIDAY.date() - DAY))
    watch.run_once(FRIDAY)
    letters = OutboxMessage.objects.filter(kind__in=["handoff.owed", "handoff.missed"])
    assert {letter.to for letter in letters} <= {city.editor.email, city.coordinator.email}
    assert not letters.filter(text__contains="Tajny").exists()


@pytest.mark.parametrize("number", [2, 12])
def test_the_watch_reads_as_often_at_two_items_as_at_twelve(city: SimpleNamespace, number: int) -> None:
    for _number in range(number):
        agreed(city)
    with CaptureQueriesContext(connection) as read:
        found = [*watch.owed(morning(FRIDAY.date() - DAY)), *watch.missed(FRIDAY + HOUR)]
    assert (len(found), len(read)) == (2 * number, 7)


def test_no_step_is_read_twice_that_was_told(city: SimpleNamespace) -> None:
    """Monday's items are told; the pass after that writes nothing and takes nothing."""
    agreed(city)
    assert TODAY.weekday() == 0
    watch.run_once(FRIDAY)
    with CaptureQueriesContext(connection) as read:
        watch.run_once(FRIDAY + dt.timedelta(minutes=10))
    assert not [query for query in read if query["sql"].startswith(("INSERT", "UPDATE", "SAVEPOINT"))]


@pytest.mark.par(4, ust=2)
def test_an_operator_reads_of_another_hour_and_not_of_publishing(city: SimpleNamespace) -> None:
    agreed(city)
    watch.run_once(FRIDAY)
    letter = OutboxMessage.objects.get(kind="handoff.missed", to=city.operator.email)
    assert "zaproponować komórce inną godzinę" in letter.text
    assert "opublikujcie" not in letter.text


@pytest.mark.par(4, ust=2)
def test_nobody_is_asked_to_publish_where_there_is_no_text(city: SimpleNamespace) -> None:
    reserved(city)
    watch.run_once(FRIDAY)
    letters = {one.to: one.text for one in OutboxMessage.objects.filter(kind="handoff.missed")}
    for to in (city.editor.email, city.operator.email):
        assert "nie ma jeszcze tekstu" in letters[to]
        assert "opublikujcie" not in letters[to]
    assert "Redakcja nie odpowiedziała" in letters[city.deputy.email]
    assert "z opóźnieniem" not in letters[city.deputy.email]


def test_the_first_start_on_old_data_writes_no_flood(city: SimpleNamespace) -> None:
    agreed(city)
    for later, told_to in ((17 * DAY, []), (13 * DAY, sorted(UNIT | TEAM))):
        watch.run_once(FRIDAY + later)
        assert told("missed") == told_to, later
