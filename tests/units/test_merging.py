"""Units merge, change names and close: by the calendar, with nothing left to nobody (scenario 33)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from coordination import actions, changing
from coordination.actions import NewUnit
from coordination.directory import Finder, Wish
from coordination.lineage import name_on
from coordination.models import AuditEntry, Designation, OutboxMessage, Person, Unit, UnitChange, UnitKind
from coordination.routing import coordinating_unit
from coordination.standing import Standing, standing_of
from coordination.states import Office
from coordination.verdict import Refused
from pages.models import SearchRow
from publishing import scheduling
from publishing.facts import desk_of
from publishing.models import Confinement, Handoff, PublicChange, PublishingRight, Stewardship
from publishing.states import Stage
from tests.publishing.city import NOW, TODAY, WEDNESDAY, approved, fresh, news
from tests.units.conftest import BASIS

SignIn = Callable[[Any], Client]
TOMORROW = TODAY + dt.timedelta(days=1)
YESTERDAY = TODAY - dt.timedelta(days=1)
MIDNIGHT = dt.datetime(2026, 11, 23, 23, 0, 5, tzinfo=dt.UTC)  # five seconds into 24 November in Warsaw


def merge(city: SimpleNamespace, by: Standing, *, on: dt.date = TODAY, now: dt.datetime = NOW) -> UnitChange:
    (change,) = actions.merge_units(units=[city.kd], into=city.sp, on=on, basis=BASIS, by=by, now=now)
    return change


def reload(city: SimpleNamespace) -> None:
    for name in ("kd", "sp", "sz"):
        getattr(city, name).refresh_from_db()


def letters(kind: str) -> set[str]:
    return set(OutboxMessage.objects.filter(kind=kind).values_list("to", flat=True))


# -- what moves -----------------------------------------------------------------------------------------------------


@pytest.mark.par(5, pkt=2)
def test_a_merger_of_today_moves_everything_at_once(laden: SimpleNamespace, admin: Standing, as_: SignIn) -> None:
    change = merge(laden, admin)
    reload(laden)
    assert (laden.kd.active_until, laden.kd.successor) == (YESTERDAY, laden.sp)
    assert not Stewardship.objects.filter(unit=laden.kd).exists()
    stages = dict(Handoff.objects.filter(unit=laden.sp).values_list("title", "stage"))
    assert stages == {
        "W kolejce": Stage.QUEUED,
        "Zaplanowana": Stage.SCHEDULED,
        "Rezerwacja": Stage.PREPARED,
        "Dawna": Stage.WITHDRAWN,
    }
    laden.school.refresh_from_db()
    assert (laden.school.served_by, laden.school.parent) == (laden.sp, laden.sp)
    moved = {row["key"]: row["number"] for row in change.report}
    assert (moved["inquiries"], moved["answered"], moved["handoffs"], moved["files"], moved["hours"]) == (1, 1, 3, 1, 1)
    # the successor's coordinator sees it the next minute, the former one no more
    heir = as_(fresh(laden.other))
    assert "W kolejce" in heir.get(reverse("publishing:unit_list")).content.decode()
    assert "Sala prób" in heir.get("/admin/zapytania/").content.decode()
    todo = heir.get(reverse("coordination_todo")).content.decode()
    assert "Sprawozdanie" in todo
    assert heir.get(reverse("wagtailadmin_pages:edit", args=[laden.draft.pk])).status_code == 200
    assert as_(fresh(laden.coordinator)).get(reverse("publishing:unit_list")).status_code in (302, 403)


@pytest.mark.par(4, ust=2)
def test_what_is_scheduled_goes_public_on_time_and_the_old_name_stays_in_the_history(
    laden: SimpleNamespace, admin: Standing, as_: SignIn, clock: Any
) -> None:
    merge(laden, admin)
    clock.move_to(WEDNESDAY)
    assert scheduling.run_once(WEDNESDAY)["published"] == 1
    row = Handoff.objects.get(pk=laden.scheduled.pk)
    assert (row.stage, row.late_minutes, row.unit) == (Stage.PUBLISHED, 0, laden.sp)
    assert row.former_unit == "Wydział Kultury i Dziedzictwa Narodowego (KD)"
    shown = as_(fresh(laden.other)).get(reverse("publishing:handoff", args=[row.pk])).content.decode()
    assert "rozpoczęła: Wydział Kultury i Dziedzictwa Narodowego (KD)" in shown
    assert "przejście do następcy komórki" in shown
    before = PublicChange.objects.get(page=laden.public.pk)
    assert before.unit_name == "Wydział Kultury i Dziedzictwa Narodowego (KD)"
    reader = Client().get(laden.public.url).content.decode()
    assert "Wydział Sportu (SP)" in reader
    assert "Wydział Kultury i Dziedzictwa Narodowego (KD)" in reader


@pytest.mark.par(5, pkt=2)
def test_an_inquiry_keeps_number_and_day_and_the_asker_learns_who_answers(
    laden: SimpleNamespace, admin: Standing
) -> None:
    before = laden.asked
    merge(laden, admin)
    after = type(before).objects.get(pk=before.pk)
    assert (after.number, after.received_at, after.answer_by) == (before.number, before.received_at, before.answer_by)
    assert (after.unit, after.person) == (laden.sp, None)
    assert "Wydział Kultury" in after.messages.last().text
    assert letters("inquiry.passed") == {"ngo@fundacja.example"}
    task = laden.sp.tasks.open().get(subject=f"inquiry:{before.number}")
    assert task.due_on == before.answer_by


@pytest.mark.par(4, ust=1, pkt=1)
def test_rights_end_with_the_unit_and_are_not_inherited(laden: SimpleNamespace, admin: Standing) -> None:
    assert desk_of(fresh(laden.coordinator)).granted.covers(laden.kd.pk, "competition")
    merge(laden, admin)
    assert not PublishingRight.objects.filter(unit=laden.kd).exclude(until_on=YESTERDAY).exists()
    desk = desk_of(fresh(laden.other))
    assert not desk.granted.covers(laden.sp.pk, "competition")
    assert not desk.granted.covers(laden.kd.pk, "competition")
    assert not desk_of(fresh(laden.coordinator)).standing.units


@pytest.mark.par(2, pkt=1)
def test_designations_end_with_the_last_day_and_people_get_letters(laden: SimpleNamespace, admin: Standing) -> None:
    later = Designation.objects.create(
        person=laden.other.person, unit=laden.kd, office="deputy", from_on=TODAY + dt.timedelta(days=30)
    )
    merge(laden, admin)
    held = Designation.objects.filter(unit=laden.kd).exclude(pk=later.pk)
    assert set(held.values_list("until_on", flat=True)) == {YESTERDAY}
    later.refresh_from_db()
    assert not Designation.objects.in_force(later.from_on).filter(pk=later.pk).exists()
    assert Designation.objects.in_force(YESTERDAY).filter(unit=laden.kd).count() == 3
    told = letters("unit.done")
    assert {"koordynator.kd@umk.example", "kierownik.kd@umk.example", "koordynator.sp@umk.example"} <= told


def test_the_coordinating_unit_hands_its_office_on(city: SimpleNamespace, admin: Standing) -> None:
    actions.merge_units(units=[city.sz], into=city.kd, on=TODAY, basis=BASIS, by=admin, now=NOW)
    assert coordinating_unit() == city.kd


def test_several_units_become_a_new_one(laden: SimpleNamespace, admin: Standing) -> None:
    into = NewUnit("Wydział Kultury i Sportu", "KD", UnitKind.objects.first())
    made = actions.merge_units(units=[laden.kd, laden.sp], into=into, on=TODAY, basis=BASIS, by=admin, now=NOW)
    new = Unit.objects.get(slug="wydzial-kultury-i-sportu")
    assert [change.successor for change in made] == [new, new]
    assert not Stewardship.objects.filter(unit__in=[laden.kd, laden.sp]).exists()
    assert new.active_from == TODAY
    assert {topic.slug for topic in new.topics.all()} >= {"kultura", "sport"}


# -- the calendar ---------------------------------------------------------------------------------------------------


def test_a_planned_merger_waits_for_its_day_and_happens_once(
    laden: SimpleNamespace, admin: Standing, clock: Any
) -> None:
    change = merge(laden, admin, on=TOMORROW)
    assert change.waits
    assert letters("unit.planned") >= {"koordynator.kd@umk.example", "koordynator.sp@umk.example"}
    assert changing.run_once(NOW)["done"] == 0
    assert Stewardship.objects.filter(unit=laden.kd).exists()
    assert standing_of(fresh(laden.coordinator)).acts_for(laden.kd.pk)
    clock.move_to(MIDNIGHT)
    assert not standing_of(fresh(laden.coordinator)).units, "by the calendar, before the clock has done anything"
    assert changing.run_once(MIDNIGHT) == {"done": 1, "failed": 0, "swept": 0}
    assert changing.run_once(MIDNIGHT)["done"] == 0
    assert not Stewardship.objects.filter(unit=laden.kd).exists()
    assert AuditEntry.objects.filter(verb="unit.closed").count() == 1
    assert len(OutboxMessage.objects.filter(kind="unit.done", to="koordynator.sp@umk.example")) == 1


def test_after_an_outage_the_chain_is_followed_to_its_end(laden: SimpleNamespace, admin: Standing, clock: Any) -> None:
    merge(laden, admin, on=TOMORROW)
    actions.merge_units(
        units=[laden.sp], into=laden.sz, on=TOMORROW + dt.timedelta(days=3), basis=BASIS, by=admin, now=NOW
    )
    back = MIDNIGHT + dt.timedelta(days=10)
    clock.move_to(back)
    assert changing.run_once(back) == {"done": 2, "failed": 0, "swept": 0}
    assert set(Stewardship.objects.values_list("unit__symbol", flat=True)) == {"SZ"}
    old = Client().get("/komorki/kd/")
    assert (old.status_code, old.url) == (301, "/koordynatorzy/?komorka=polityka-spoleczna-rownosc-i-zdrowie")
    assert Finder(Wish(words="dziedzictwa narodowego"), TODAY + dt.timedelta(days=11)).unit_ids()[0] == laden.sz.pk


def test_a_failure_of_one_change_does_not_stop_the_others(
    laden: SimpleNamespace, admin: Standing, clock: Any, monkeypatch: Any
) -> None:
    from coordination.actions import units as deeds

    merge(laden, admin, on=TOMORROW)
    actions.rename_unit(laden.sz, name="Wydział Społeczny", symbol="SZ", on=TOMORROW, basis=BASIS, by=admin, now=NOW)
    move_all = deeds.belongings.move_all
    monkeypatch.setattr(deeds.belongings, "move_all", lambda _succession: 1 / 0)
    clock.move_to(MIDNIGHT)
    assert changing.run_once(MIDNIGHT) == {"done": 1, "failed": 1, "swept": 0}
    assert Stewardship.objects.filter(unit=laden.kd).exists()
    monkeypatch.setattr(deeds.belongings, "move_all", move_all)
    assert changing.run_once(MIDNIGHT)["done"] == 1
    assert not Stewardship.objects.filter(unit=laden.kd).exists()


def test_what_is_written_at_the_last_moment_is_swept_up(laden: SimpleNamespace, admin: Standing, clock: Any) -> None:
    merge(laden, admin)
    Stewardship.objects.filter(page=laden.draft.pk).update(unit=laden.kd)
    later = NOW + dt.timedelta(minutes=1)
    assert changing.run_once(later)["swept"] == 1
    assert Stewardship.objects.get(page=laden.draft.pk).unit == laden.sp


def test_a_planned_merger_can_be_cancelled_and_a_done_one_cannot(laden: SimpleNamespace, admin: Standing) -> None:
    change = merge(laden, admin, on=TOMORROW)
    actions.cancel_change(change, by=admin, now=NOW)
    reload(laden)
    assert (laden.kd.active_until, laden.kd.successor) == (None, None)
    assert changing.run_once(MIDNIGHT)["done"] == 0
    assert letters("unit.cancelled") >= {"koordynator.kd@umk.example"}
    with pytest.raises(Refused, match="zostaje wykonane"):
        actions.cancel_change(merge(laden, admin), by=admin, now=NOW)


def test_a_successor_that_was_to_begin_does_not_begin_when_its_last_merger_is_cancelled(
    city: SimpleNamespace, admin: Standing
) -> None:
    new = NewUnit("Wydział Kultury i Sportu", "WKS", UnitKind.objects.first())
    first, second = actions.merge_units(units=[city.kd, city.sp], into=new, on=TOMORROW, basis=BASIS, by=admin, now=NOW)
    actions.cancel_change(first, by=admin, now=NOW)
    assert Unit.objects.filter(symbol="WKS").exists()
    actions.cancel_change(second, by=admin, now=NOW)
    assert not Unit.objects.filter(symbol="WKS").exists()
    second.refresh_from_db()
    assert (second.successor, second.successor_name) == (None, "Wydział Kultury i Sportu (WKS)")
    actions.merge_units(units=[city.kd, city.sp], into=new, on=TOMORROW, basis=BASIS, by=admin, now=NOW)


def test_a_cancelled_successor_in_which_somebody_is_designated_stays(city: SimpleNamespace, admin: Standing) -> None:
    new = NewUnit("Wydział Kultury i Sportu", "WKS", UnitKind.objects.first())
    (change,) = actions.merge_units(units=[city.kd], into=new, on=TOMORROW, basis=BASIS, by=admin, now=NOW)
    who = Person.objects.create(first_name="Ewa", last_name="Nowa", email="ewa@umk.example")
    designation = {"unit": change.successor, "office": Office.HEAD, "from_on": TOMORROW}
    actions.designate(person=who, **designation, by=admin, now=NOW)
    actions.cancel_change(change, by=admin, now=NOW)
    assert Unit.objects.filter(symbol="WKS").exists()


def test_a_successor_that_was_there_before_the_merger_stays_when_it_is_cancelled(
    city: SimpleNamespace, admin: Standing
) -> None:
    coming = Unit.objects.create(name="Biuro", slug="biuro", kind=UnitKind.objects.first(), active_from=TOMORROW)
    (change,) = actions.merge_units(units=[city.kd], into=coming, on=TOMORROW, basis=BASIS, by=admin, now=NOW)
    actions.cancel_change(change, by=admin, now=NOW)
    assert Unit.objects.filter(pk=coming.pk).exists()


def test_what_comes_before_the_last_day_of_a_unit_without_successor_goes_to_sz(
    city: SimpleNamespace, admin: Standing
) -> None:
    unit = Unit.objects.create(name="Biuro Puste", slug="biuro-puste", kind=UnitKind.objects.first())
    who = Person.objects.create(first_name="Ewa", last_name="Nowa", email="ewa@umk.example")
    actions.designate(person=who, unit=city.sz, office=Office.COORDINATOR, from_on=TODAY, by=admin, now=NOW)
    change = actions.close_unit(unit, last_on=TODAY, successor=None, basis=BASIS, by=admin, now=NOW)
    page, limited = news(city, unit=unit, title="Spóźniona", live=True), news(city, unit=unit, title="Tajna")
    Confinement.objects.create(
        page_id=limited.pk, unit=unit, kind="news", reason="r", begun_by_name="Ewa Nowa", begun_at=NOW
    )
    asked = actions.ask(actions.Question("Sala", "Czy jest wolna?", "ngo@fundacja.example"), unit=unit, now=NOW).inquiry
    assert changing.run_once(MIDNIGHT)["done"] == 1
    assert Stewardship.objects.get(page=page.pk).unit == city.sz
    asked.refresh_from_db()
    change.refresh_from_db()
    assert asked.unit == city.sz
    kept = {row["key"]: row["keeper"] for row in change.report if "keeper" in row}
    assert kept == dict.fromkeys(("pages", "limited", "inquiries", "tasks"), str(city.sz))
    assert SearchRow.objects.get(page_id=page.pk).unit == city.sz
    assert not Confinement.objects.in_force().exclude(unit=city.sz).exists()
    told = OutboxMessage.objects.get(kind="unit.done", to="ewa@umk.example")
    assert "Otwarte zapytania: 1" in told.text
    assert "nie istnieje" in OutboxMessage.objects.filter(to="ngo@fundacja.example").latest("pk").text


def test_no_page_begins_with_a_closed_unit(laden: SimpleNamespace, admin: Standing) -> None:
    merge(laden, admin)
    page = news(laden, unit=laden.kd, title="Spóźniona")
    assert page.stewardship.unit == laden.sp


# -- what does not fit ----------------------------------------------------------------------------------------------


def close_kd(city: SimpleNamespace, by: Standing, successor: Unit | None) -> UnitChange:
    return actions.close_unit(city.kd, last_on=YESTERDAY, successor=successor, basis=BASIS, by=by, now=NOW)


def test_without_a_successor_nothing_may_hang_on_the_unit(laden: SimpleNamespace, admin: Standing) -> None:
    with pytest.raises(ValidationError) as refused:
        close_kd(laden, admin, None)
    said = refused.value.message_dict["successor"][0]
    for named in ("otwarte zapytania: 1", "otwarte zadania: 2", "strony: 7", "przekazania w toku: 3", "obsługiwane: 1"):
        assert named in said
    assert not UnitChange.objects.exists()


def test_an_empty_unit_closes_without_a_successor(city: SimpleNamespace, admin: Standing) -> None:
    empty = Unit.objects.create(name="Biuro Puste", slug="biuro-puste", kind=UnitKind.objects.first())
    change = actions.close_unit(empty, last_on=YESTERDAY, successor=None, basis=BASIS, by=admin, now=NOW)
    assert (change.kind, change.waits) == ("close", False)
    assert not Unit.objects.active(TODAY).filter(pk=empty.pk).exists()


def test_circles_closed_successors_and_second_changes_are_refused_at_the_field(
    city: SimpleNamespace, admin: Standing
) -> None:
    with pytest.raises(ValidationError) as itself:
        close_kd(city, admin, city.kd)
    assert "successor" in itself.value.message_dict
    actions.merge_units(units=[city.sp], into=city.kd, on=TOMORROW, basis=BASIS, by=admin, now=NOW)
    with pytest.raises(ValidationError) as circle:
        close_kd(city, admin, city.sp)
    assert "koło" in circle.value.message_dict["successor"][0]
    with pytest.raises(ValidationError) as twice:
        actions.merge_units(units=[city.sp], into=city.sz, on=TOMORROW, basis=BASIS, by=admin, now=NOW)
    assert "on" in twice.value.message_dict
    former = Unit.objects.get(symbol="SO")
    with pytest.raises(ValidationError) as closed:
        close_kd(city, admin, former)
    assert "już nie istnieje" in closed.value.message_dict["successor"][0]


@pytest.mark.parametrize("who", ["coordinator", "head", "editor", "operator", "monitor", "director"])
def test_only_administrators_change_units(city: SimpleNamespace, who: str) -> None:
    by = standing_of(fresh(getattr(city, who)))
    with pytest.raises(Refused, match="administratorzy"):
        close_kd(city, by, city.sp)
    assert AuditEntry.objects.filter(verb="unit.close", outcome="refused").count() == 1
    with pytest.raises(Refused):
        actions.rename_unit(city.kd, name="Nowa", symbol="", on=TODAY, basis=BASIS, by=by, now=NOW)


# -- names ----------------------------------------------------------------------------------------------------------


def test_a_new_name_holds_from_its_day_and_the_old_one_is_found(city: SimpleNamespace, admin: Standing) -> None:
    page = city.unit_page
    type(page).objects.filter(pk=page.pk).update(title=city.kd.name, draft_title=city.kd.name)
    row = approved(city, news(city, title="Przed zmianą"))
    actions.rename_unit(city.kd, name="Wydział Teatrów", symbol="WT", on=TODAY, basis=BASIS, by=admin, now=NOW)
    reload(city)
    assert str(city.kd) == "Wydział Teatrów (WT)"
    assert name_on(city.kd, YESTERDAY) == "Wydział Kultury i Dziedzictwa Narodowego (KD)"
    assert name_on(city.kd, TODAY) == "Wydział Teatrów (WT)"
    assert Handoff.objects.get(pk=row.pk).former_unit == "Wydział Kultury i Dziedzictwa Narodowego (KD)"
    for words in ("dziedzictwa narodowego", "teatrów"):
        assert city.kd.pk in Finder(Wish(words=words), TODAY).unit_ids()
    found = Client().get("/koordynatorzy/", {"q": "dziedzictwa narodowego"}).content.decode()
    assert "Dawniej: Wydział Kultury i Dziedzictwa Narodowego (KD)." in found
    page.refresh_from_db()
    assert (page.title, page.slug, page.get_latest_revision_as_object().title) == (
        "Wydział Teatrów",
        "kd",
        "Wydział Teatrów",
    )
    assert SearchRow.objects.get(page=page.pk).title == "Wydział Teatrów"
    assert "koordynator.kd@umk.example" in letters("unit.done")


def test_a_planned_name_waits_for_its_day(city: SimpleNamespace, admin: Standing, clock: Any) -> None:
    actions.rename_unit(city.kd, name="Wydział Teatrów", symbol="KD", on=TOMORROW, basis=BASIS, by=admin, now=NOW)
    reload(city)
    assert city.kd.name.startswith("Wydział Kultury")
    clock.move_to(MIDNIGHT)
    changing.run_once(MIDNIGHT)
    reload(city)
    assert city.kd.name == "Wydział Teatrów"


# -- the public -----------------------------------------------------------------------------------------------------


def test_the_public_is_led_to_the_successor(laden: SimpleNamespace, admin: Standing, clock: Any) -> None:
    merge(laden, admin, on=TOMORROW)
    assert Client().get("/komorki/kd/").status_code == 200
    clock.move_to(MIDNIGHT)
    for _before_and_after_the_clock in range(2):
        old = Client().get("/komorki/kd/")
        assert (old.status_code, old.url) == (301, "/komorki/sp/")
        changing.run_once(MIDNIGHT)
    laden.unit_page.refresh_from_db()
    assert not laden.unit_page.live
    finder = Finder(Wish(), TOMORROW)
    assert laden.kd not in finder.dictionaries.units
    assert Finder(Wish(words="dziedzictwa narodowego"), TOMORROW).unit_ids()[0] == laden.sp.pk
    listed = Client().get("/koordynatorzy/", {"komorka": "kultura-i-dziedzictwo-narodowe"})
    assert listed.context["wish"].unit == laden.sp.slug
    searched = Client().get("/szukaj/", {"q": "dziedzictwa narodowego"}).content.decode()
    assert "/komorki/sp/" in searched
    asked = Client().get("/zapytania/", {"komorka": "kultura-i-dziedzictwo-narodowe"}).content.decode()
    assert "Wydział Sportu (SP)" in asked


def test_a_unit_that_never_had_a_page_leads_on_too(city: SimpleNamespace) -> None:
    old = Client().get("/komorki/dawne-biuro-mowis/")
    assert old.status_code == 301
    assert Client().get("/komorki/nie-ma-takiej/").status_code == 404
