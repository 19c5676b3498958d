"""«Dyżury redakcji» over HTTP, and the alarm two working days ahead of what nobody is there for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from coordination.calendar import warsaw
from coordination.models import Absence, AuditEntry, OutboxMessage, PortalAssignment, ReminderStep, Unit
from coordination.standing import standing_of
from coordination.states import Outcome, PortalOffice
from publishing import actions, confinement, panels, rosters, watch
from publishing.actions import Dates
from publishing.models import Handoff
from publishing.states import Stage
from tests.publishing import city as building
from tests.publishing.city import FRIDAY, NOW, TODAY, TUESDAY, WEDNESDAY, approved, as_read, fresh, handed_over, news

As = Callable[[Any], Client]
DAY = dt.timedelta(days=1)
WATCHERS = {"administrator@umk.example", "sz@umk.example", "dyrektor@umk.example"}


def away(account: Any, first: dt.date, last: dt.date | None = None) -> Absence:
    return Absence.objects.create(account=account, from_on=first, until_on=last or first)


def both_away(city: SimpleNamespace, day: dt.date) -> None:
    away(city.editor, day)
    away(city.administrator, day)


def told() -> list[tuple[str, str]]:
    return sorted(OutboxMessage.objects.filter(kind="handoff.uncovered").values_list("to", "about"))


def posted(client: Client, first: str = "2026-11-24", last: str = "2026-11-25", **more: Any) -> Any:
    return client.post(reverse("publishing:roster_absent"), {"from_on": first, "until_on": last, **more})


# -- the screen -----------------------------------------------------------------------------------------------------


@pytest.mark.par(4, ust=1, pkt=2)
def test_the_grid_shows_who_is_there_and_which_day_is_empty(city: SimpleNamespace, as_: As) -> None:
    both_away(city, WEDNESDAY.date())
    shown = as_(city.editor).get(reverse("publishing:roster"))
    lines = {line.member.name: line.cells for line in shown.context["lines"]}
    assert set(lines) == {"Anna Administrator", "Roman Redaktor", "Olga Operator"}
    assert lines["Roman Redaktor"][:7] == ["present", "present", "away", "present", "present", "off", "off"]
    assert lines["Olga Operator"][2] == "present"
    assert [column.approvers for column in shown.context["columns"]][:3] == [2, 2, 0]
    assert "Dni bez nikogo, kto zatwierdza: środa 25 listopada 2026" in " ".join(shown.content.decode().split())


@pytest.mark.parametrize(
    ("query", "first", "last"),
    [
        ("", dt.date(2026, 11, 23), dt.date(2026, 12, 6)),
        ("?widok=miesiac", dt.date(2026, 11, 1), dt.date(2026, 11, 30)),
        ("?dzien=2026-12-08", dt.date(2026, 12, 7), dt.date(2026, 12, 20)),
        ("?dzien=nic&widok=rok", dt.date(2026, 11, 23), dt.date(2026, 12, 6)),
    ],
)
def test_the_days_stand_in_the_address(
    city: SimpleNamespace, as_: As, query: str, first: dt.date, last: dt.date
) -> None:
    shown = as_(city.monitor).get(reverse("publishing:roster") + query).context["span"]
    assert (shown.first, shown.last) == (first, last)


def test_who_reads_it_and_who_enters_whose_days(city: SimpleNamespace, as_: As) -> None:
    for who, status in (("coordinator", 403), ("head", 403), ("operator", 200), ("monitor", 200), ("root", 200)):
        assert as_(getattr(city, who)).get(reverse("publishing:roster")).status_code == status, who
    assert posted(as_(city.coordinator)).status_code == 403
    assert posted(as_(city.monitor)).status_code == 403
    assert posted(as_(city.operator)).status_code == 302
    assert posted(as_(city.editor), account=city.administrator.pk).status_code == 302, "a forged field is no choice"
    assert (
        posted(as_(city.administrator), account=city.editor.pk, first="2026-12-01", last="2026-12-04").status_code
        == 302
    )
    assert sorted(Absence.objects.values_list("account__username", "from_on")) == [
        ("operator", TODAY + DAY),
        ("redaktor", TODAY + DAY),
        ("redaktor", dt.date(2026, 12, 1)),
    ]
    assert set(AuditEntry.objects.filter(verb="absence.mark").values_list("actor_name", flat=True)) == {
        "Olga Operator",
        "Roman Redaktor",
        "Anna Administrator",
    }


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("2026-11-25", "2026-11-24", "Ostatni dzień nie może"),
        ("2026-11-10", "2026-11-12", "już minął"),
        ("2026-02-30", "2026-11-24", "Prosimy wpisać istniejący dzień"),
        ("2026-11-25", "2029-11-24", "ponad rok"),
        ("", "", "jest wymagane"),
    ],
)
def test_days_that_are_none_are_refused_at_the_field_and_kept(
    city: SimpleNamespace, as_: As, first: str, last: str, said: str
) -> None:
    answer = posted(as_(city.editor), first, last)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert said in text
    assert f'value="{first}"' in text or not first
    assert not Absence.objects.exists()


def test_days_outside_of_the_office_are_refused(city: SimpleNamespace, as_: As) -> None:
    PortalAssignment.objects.filter(account=city.editor).update(until_on=TODAY)
    assert posted(as_(city.editor), "2026-11-25", "2026-11-26").status_code == 422
    stranger = posted(as_(city.administrator), account=city.nobody.pk)
    assert stranger.status_code == 422
    assert not Absence.objects.exists()


def test_own_days_are_taken_back_and_those_of_others_only_by_administrators(city: SimpleNamespace, as_: As) -> None:
    row = away(city.editor, TODAY + DAY)
    address = reverse("publishing:roster_back", args=[row.pk])
    assert as_(city.operator).post(address).status_code == 403
    assert as_(city.editor).get(address).status_code == 405
    assert address not in as_(city.operator).get(reverse("publishing:roster")).content.decode()
    assert as_(city.editor).post(address).status_code == 302
    assert not Absence.objects.exists()
    assert as_(city.editor).post(address).status_code == 404
    again = away(city.editor, TODAY + DAY)
    assert as_(city.administrator).post(reverse("publishing:roster_back", args=[again.pk])).status_code == 302
    assert AuditEntry.objects.filter(verb="absence.delete", outcome=Outcome.DONE).count() == 2
    assert AuditEntry.objects.filter(verb="absence.delete", outcome=Outcome.REFUSED).count() == 1


def test_absences_of_units_and_of_the_portal_side_stay_apart(city: SimpleNamespace, as_: As) -> None:
    own = Absence.objects.create(person=city.coordinator.person, from_on=TODAY, until_on=TODAY)
    officers = away(city.editor, TODAY)
    listed = as_(city.administrator).get(reverse("coordination_absences:list")).content.decode()
    assert "Brodacka" in listed
    assert "Redaktor" not in listed.split("<main")[1].split("</main>")[0].replace("Redakcja", "")
    for who in (city.coordinator, city.head, city.editor, city.administrator):
        assert as_(who).post(reverse("publishing:roster_back", args=[own.pk])).status_code in (403, 404)
        edit = as_(who).get(reverse("coordination_absences:edit", args=[officers.pk]))
        assert edit.status_code in (403, 404)
    assert Absence.objects.count() == 2


# -- the alarm ------------------------------------------------------------------------------------------------------


@pytest.mark.par(4, ust=1, pkt=2)
def test_administrators_and_sz_are_alarmed_once_a_step_and_the_desk_until_it_is_covered(
    city: SimpleNamespace, as_: As, clock: Any
) -> None:
    row = approved(city, at=FRIDAY)
    both_away(city, FRIDAY.date())
    desk = reverse("wagtailadmin_home")
    about = f"publishing.handoff:{row.pk}"
    for day, letters in ((0, 0), (1, 0), (2, 3), (3, 6), (4, 9)):
        for hour in (7, 11):
            clock.move_to(warsaw(TODAY + day * DAY, dt.time(hour)), tick=False)
            watch.run_once(timezone.now())
            assert len(told()) == letters, (day, hour)
        shown = as_(city.monitor).get(desk).content.decode()
        assert ("bez dyżuru zatwierdzającego" in shown) is (day >= 2), day
        assert "bez dyżuru" not in as_(city.editor).get(desk).content.decode()
    assert {to for to, _about in told()} == WATCHERS
    assert {subject for _to, subject in told()} == {about}
    letter = OutboxMessage.objects.filter(kind="handoff.uncovered").first()
    assert "piątek 27 listopada 2026" in letter.text
    assert letter.html
    assert AuditEntry.objects.filter(verb="remind.uncovered", about=about).count() == 3
    Absence.objects.filter(account=city.editor).delete()
    assert "bez dyżuru" not in as_(city.monitor).get(desk).content.decode(), "cleared when somebody is there"


@pytest.mark.par(4, ust=2)
def test_what_is_not_agreed_or_far_ahead_alarms_nobody(city: SimpleNamespace) -> None:
    for day in range(8):
        both_away(city, TODAY + day * DAY)
    handed_over(city, at=TUESDAY)
    approved(city, at=FRIDAY)
    assert rosters.uncovered(NOW) == []
    row = approved(city, at=WEDNESDAY)
    assert [(one.handoff.pk, one.step) for one in rosters.uncovered(NOW)] == [(row.pk, 2)]


def test_an_agreed_item_that_waits_needs_somebody_from_today_on(city: SimpleNamespace) -> None:
    row = handed_over(city, at=WEDNESDAY)
    actions.accept(row, by=fresh(city.editor), proposal_id=row.proposals.get().pk, now=NOW)
    both_away(city, TODAY + DAY)
    assert [one.days for one in rosters.uncovered(NOW)] == [[TODAY + DAY]]
    actions.approve(row, by=fresh(city.editor), read=as_read(row), now=NOW)
    assert rosters.uncovered(NOW) == [], "approved, only the day itself counts"


@pytest.mark.par(4, ust=1, pkt=2)
def test_an_agreed_reservation_needs_somebody_from_the_day_of_its_material_on(city: SimpleNamespace) -> None:
    dates, by = Dates(WEDNESDAY, TUESDAY.date()), fresh(city.coordinator)
    row = actions.reserve(title="Spotkanie", unit=city.kd, kind="news", dates=dates, by=by, now=NOW)
    both_away(city, TODAY)
    both_away(city, TUESDAY.date())
    assert rosters.uncovered(NOW) == [], "nothing is agreed yet"
    actions.accept(row, by=fresh(city.editor), proposal_id=row.proposals.get().pk, now=NOW)
    assert [one.days for one in rosters.uncovered(NOW)] == [[TUESDAY.date()]], "today there is nothing to read"
    watch.run_once(NOW)
    assert {to for to, _about in told()} == WATCHERS


@pytest.mark.par(4, ust=1, pkt=2)
def test_what_was_returned_needs_somebody_when_it_comes_back(city: SimpleNamespace) -> None:
    row = handed_over(city, at=WEDNESDAY)
    actions.accept(row, by=fresh(city.editor), proposal_id=row.proposals.get().pk, now=NOW)
    actions.send_back(row, read=as_read(row), by=fresh(city.editor), comment="Popraw.", now=NOW)
    both_away(city, WEDNESDAY.date())
    assert [one.days for one in rosters.uncovered(NOW)] == [[WEDNESDAY.date()]]


def test_who_wrote_it_or_is_not_named_is_nobody_for_it(city: SimpleNamespace) -> None:
    away(city.administrator, TODAY, TODAY + 5 * DAY)
    ours = approved(city, at=TUESDAY)
    Handoff.objects.filter(pk=ours.pk).update(submitted_by=city.editor)
    assert [one.handoff.pk for one in rosters.uncovered(NOW)] == [ours.pk]
    Handoff.objects.filter(pk=ours.pk).delete()
    page = news(city)
    confinement.confine(page, people=[fresh(city.editor)], reason="x", by=fresh(city.coordinator), now=NOW)
    limited = approved(city, page, at=TUESDAY)
    assert rosters.uncovered(NOW) == []
    second = building.officer("redaktor2", "Druga Redaktorka", PortalOffice.EDITOR)
    away(city.editor, TUESDAY.date())
    assert second.is_active
    assert [one.handoff.pk for one in rosters.uncovered(NOW)] == [limited.pk], "she is not named"


def test_an_absence_as_a_person_of_a_unit_counts_too(city: SimpleNamespace) -> None:
    building.assigned(city.other, PortalOffice.EDITOR)
    for account in (city.editor, city.administrator):
        away(account, TUESDAY.date())
    approved(city, at=TUESDAY)
    assert rosters.uncovered(NOW) == []
    Absence.objects.create(person=city.other.person, from_on=TUESDAY.date(), until_on=TUESDAY.date())
    assert len(rosters.uncovered(NOW)) == 1


def test_a_moved_hour_begins_the_steps_anew_and_an_outage_is_caught_up_once(city: SimpleNamespace) -> None:
    row = approved(city, at=FRIDAY)
    both_away(city, FRIDAY.date())
    thursday = warsaw(TODAY + 3 * DAY, dt.time(9))
    watch.run_once(thursday)  # Wednesday was an outage
    watch.run_once(thursday + dt.timedelta(hours=1))
    assert len(told()) == 3
    Handoff.objects.filter(pk=row.pk).update(publish_at=FRIDAY + dt.timedelta(hours=1))
    watch.run_once(thursday + dt.timedelta(hours=2))
    assert len(told()) == 6


def test_nobody_is_alarmed_at_night_or_on_a_day_off(city: SimpleNamespace) -> None:
    approved(city, at=TUESDAY)
    both_away(city, TUESDAY.date())
    assert watch.run_once(warsaw(TODAY, dt.time(6, 59)))["uncovered"] == 0
    assert watch.run_once(warsaw(TODAY - DAY, dt.time(9)))["uncovered"] == 0
    assert watch.run_once(NOW)["uncovered"] == 1


def test_the_title_of_a_limited_draft_stays_away_from_the_alarm(city: SimpleNamespace, as_: As) -> None:
    page = news(city, title="Tajny wynik")
    confinement.confine(page, people=[fresh(city.editor)], reason="x", by=fresh(city.coordinator), now=NOW)
    approved(city, page, at=TUESDAY)
    away(city.editor, TUESDAY.date())
    watch.run_once(NOW)
    assert OutboxMessage.objects.filter(kind="handoff.uncovered").count() == 3
    assert not OutboxMessage.objects.filter(kind="handoff.uncovered", text__contains="Tajny").exists()
    for address in (reverse("wagtailadmin_home"), reverse("publishing:roster")):
        assert "Tajny" not in as_(city.monitor).get(address).content.decode()


def agreed_of(city: SimpleNamespace, units: list[Unit]) -> None:
    """One approved item of each unit, each with a page and an author of its own."""
    like = approved(city, at=TUESDAY)
    for unit in units:
        page = news(city)
        values = {"page_id": page.pk, "revision_id": page.latest_revision_id, "unit": unit, "stage": Stage.SCHEDULED}
        Handoff.objects.create(
            title=page.title,
            kind="news",
            publish_at=TUESDAY,
            agreed_at=NOW,
            created_at=NOW,
            created_by_name="x",
            submitted_by=like.submitted_by,
            **values,
        )
    Handoff.objects.filter(pk=like.pk).delete()


QUERIES: dict[str, int] = {}


@pytest.mark.parametrize("number", [2, 60])
def test_the_alarm_and_the_screens_read_as_often_at_two_units_as_at_sixty(
    city: SimpleNamespace, as_: As, number: int
) -> None:
    units = list(Unit.objects.order_by("pk")[:number])
    agreed_of(city, units)
    both_away(city, TUESDAY.date())
    with CaptureQueriesContext(connection) as read:
        found = rosters.uncovered(NOW)
    assert ({one.handoff.unit for one in found}, len(read)) == (set(units), 10)
    client = as_(city.administrator)
    for address in (reverse("publishing:roster"), reverse("wagtailadmin_home")):
        client.get(address)
        with CaptureQueriesContext(connection) as screen:
            assert client.get(address).status_code == 200
        assert QUERIES.setdefault(address, len(screen)) == len(screen), "equal at 2 and 60 units"
    assert QUERIES[reverse("publishing:roster")] <= 35


def test_a_calm_desk_costs_three_queries(city: SimpleNamespace) -> None:
    standing = standing_of(fresh(city.monitor))
    with CaptureQueriesContext(connection) as read:
        assert panels.uncovered(standing, NOW) == []
    assert len(read) == 3


def test_each_step_is_a_row(city: SimpleNamespace) -> None:
    row = approved(city, at=TUESDAY)
    both_away(city, TUESDAY.date())
    watch.run_once(NOW)
    step = ReminderStep.objects.get()
    assert (step.subject, step.step, step.sent_at) == (f"publishing.handoff:{row.pk}", "uncovered.1", NOW)
