"""«Co jeszcze»: an item is there, lacking or not asked, and says why; sums are sums of the lists (scenario 61)."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from coordination.models import Designation, Person, Unit, UnitKind
from coordination.order import DESIGNATION
from coordination.standing import standing_of
from coordination.states import Office
from coordination.verdict import Refused
from publishing import actions, reckoning
from publishing.completeness import (
    AID_CARDS,
    MEETINGS,
    UNIT_PAGE,
    Contact,
    Declared,
    State,
    Told,
    UnitFacts,
    judged,
)
from publishing.models import AidDeclaration, MeetingAttestation
from publishing.reckoning import FINDING, Reckoning, Row, items, reckon
from tests.publishing.city import NOW, TODAY, fresh

ALL_TOLD = {UNIT_PAGE: Told(1, 5), AID_CARDS: Told(2), MEETINGS: Told(1, days=(TODAY,))}
ANNA = Contact(1, "Anna Nowa", Office.COORDINATOR, "12 000 00 11", "a@umk.example")
JAN = Contact(2, "Jan Stary", Office.DEPUTY, "12 000 00 12", "j@umk.example")


def whole(**changed: Any) -> UnitFacts:
    """A unit that lacks nothing, but for what is changed."""
    facts: dict[str, Any] = {
        "unit_id": 1,
        "on": TODAY,
        "contacts": (ANNA, JAN),
        "email": "kd@umk.example",
        "has_topics": True,
        "has_spheres": True,
        "told": ALL_TOLD,
    }
    return UnitFacts(**{**facts, **changed})


def told(**changed: Told) -> dict[str, Told]:
    names = {"page": UNIT_PAGE, "aid": AID_CARDS, "meetings": MEETINGS}
    return {**ALL_TOLD, **{names[name]: value for name, value in changed.items()}}


LACKING = {
    "koordynator": whole(contacts=(JAN,)),
    "zastepca": whole(contacts=(ANNA,)),
    "telefon-koordynatora": whole(contacts=(ANNA._replace(phone=" "), JAN)),
    "telefon-zastepcy": whole(contacts=(ANNA, JAN._replace(phone=""))),
    "e-mail": whole(email=""),
    "tematy": whole(has_topics=False),
    "sfery": whole(has_spheres=False),
    "strona": whole(told=told(page=Told(0, 5))),
    "pomoc": whole(told=told(aid=Told())),
    "spotkanie": whole(told=told(meetings=Told())),
    "aktualnosc": whole(overdue=3),
    f"{FINDING}zalacznik": whole(findings={f"{FINDING}zalacznik": 1}),
}


def lacking(facts: UnitFacts) -> list[str]:
    return [code for code, answer in judged(items(), facts).items() if answer.lacking]


def test_a_whole_unit_lacks_nothing() -> None:
    assert lacking(whole()) == []


@pytest.mark.par(3, pkt=2)
@pytest.mark.parametrize("code", LACKING)
def test_each_gap_is_one_line_with_what_to_do(code: str) -> None:
    assert lacking(LACKING[code]) == [code]
    answer = judged(items(), LACKING[code])[code]
    assert answer.words
    assert answer.todo
    assert answer.number >= 1


def test_what_does_not_apply_says_why() -> None:
    declared = whole(told=told(aid=Told()), declared=Declared(7, dt.date(2026, 11, 3), "Prowadzimy tylko rejestry."))
    served = UnitFacts(unit_id=1, on=TODAY, served_by="Miejskie Centrum Obsługi Oświaty", overdue=2)
    nobody = whole(contacts=())
    bare = whole(told={})
    assert "3 listopada 2026" in judged(items(), declared)["pomoc"].words
    assert lacking(served) == ["aktualnosc"], "its pages are its own"
    assert lacking(nobody) == ["koordynator", "zastepca"], "no phone is asked of nobody"
    assert lacking(bare) == ["spotkanie"], "this portal keeps no such pages"
    for facts in (declared, served, nobody, bare):
        answers = judged(items(), facts).values()
        assert all(answer.words for answer in answers if answer.state == State.NOT_ASKED)


@pytest.mark.par(2, pkt=5)
def test_the_meeting_counts_for_its_calendar_year() -> None:
    last_year = dt.date(2025, 12, 31)
    assert "spotkanie" in lacking(whole(told=told(meetings=Told()), attested=(last_year,)))
    assert lacking(whole(told=told(meetings=Told()), attested=(TODAY,))) == []
    planned = whole(told=told(meetings=Told(1, days=(dt.date(2026, 12, 12),))))
    assert "Zaplanowane na 12 grudnia 2026" in judged(items(), planned)["spotkanie"].words
    assert "spotkanie" in lacking(whole(on=dt.date(2027, 1, 1)))


some_facts = st.builds(
    UnitFacts,
    unit_id=st.integers(1, 9),
    on=st.just(TODAY),
    served_by=st.sampled_from(["", "", "", "Inna komórka"]),
    contacts=st.lists(st.sampled_from([ANNA, JAN, ANNA._replace(phone=""), JAN._replace(email="")]), max_size=4).map(
        tuple
    ),
    email=st.sampled_from(["", "x@umk.example"]),
    has_topics=st.booleans(),
    has_spheres=st.booleans(),
    told=st.dictionaries(st.sampled_from([UNIT_PAGE, AID_CARDS, MEETINGS]), st.builds(Told, st.integers(0, 3))),
    declared=st.none() | st.just(Declared(1, TODAY, "Bo nie.")),
    overdue=st.integers(0, 4),
    findings=st.dictionaries(st.sampled_from([item.code for item in reckoning.FOUND_ITEMS]), st.integers(0, 5)),
)


@given(st.lists(some_facts, max_size=12))
def test_totals_are_the_sums_of_the_lists(every: list[UnitFacts]) -> None:
    """Whatever the city looks like: of each item, of all items, of any part of the units."""
    asked = items()
    rows = [Row(Unit(pk=facts.unit_id), facts, judged(asked, facts)) for facts in every]
    whole_city = Reckoning(asked, rows)
    lists = [Reckoning(asked, [row]) for row in rows]
    assert whole_city.lacking == sum(one.lacking for one in lists) == sum(len(row.lacking) for row in rows)
    for code, total in whole_city.totals.items():
        assert total.units == sum(one.totals[code].units for one in lists)
        assert total.things == sum(one.totals[code].things for one in lists)
    assert sum(total.units for total in whole_city.totals.values()) == whole_city.lacking


@given(some_facts)
def test_every_answer_is_whole(facts: UnitFacts) -> None:
    for answer in judged(items(), facts).values():
        assert answer.state in State.values
        assert bool(answer.todo) == (answer.state == State.LACKING)
        assert answer.number >= (answer.state == State.LACKING)


# -- the reckoning --------------------------------------------------------------------------------------------------


def test_the_list_of_a_unit_is_its_row_of_the_city(city: SimpleNamespace) -> None:
    every = reckon(reckoning.at_work(TODAY), NOW)
    assert len(every.rows) > 40
    for row in every.rows:
        if row.unit.pk in {city.kd.pk, city.sp.pk, city.sz.pk}:
            (own,) = reckon(Unit.objects.filter(pk=row.unit.pk), NOW).rows
            assert own.answers == row.answers
    (kd,) = reckon(Unit.objects.filter(pk=city.kd.pk), NOW).rows
    assert {"e-mail", "pomoc", "spotkanie", "aktualnosc"} <= set(kd.lacking)
    assert not {"koordynator", "zastepca", "strona"} & set(kd.lacking)


def test_the_reckoning_asks_as_often_for_one_unit_as_for_all(city: SimpleNamespace) -> None:
    def queries(units: Any) -> int:
        with CaptureQueriesContext(connection) as caught:
            reckon(units, NOW)
        return len(caught)

    one = queries(Unit.objects.filter(pk=city.kd.pk))
    kind = UnitKind.objects.first()
    Unit.objects.bulk_create(Unit(name=f"Komórka {n}", slug=f"k-{n}", kind=kind) for n in range(400))
    assert queries(reckoning.at_work(TODAY)) == one
    assert one <= 12


# -- what a unit declares -------------------------------------------------------------------------------------------


def standing(city: SimpleNamespace, who: str) -> Any:
    return standing_of(fresh(getattr(city, who)))


@pytest.mark.par(5, pkt=3)
def test_nobody_else_declares_for_the_unit_and_it_is_declared_once(city: SimpleNamespace) -> None:
    for who in ("other", "editor", "administrator", "monitor", "nobody"):
        with pytest.raises(Refused):
            actions.declare_no_aid(city.kd, reason="x", by=standing(city, who), now=NOW)
    row = actions.declare_no_aid(city.kd, reason="Prowadzimy rejestry.", by=standing(city, "head"), now=NOW)
    with pytest.raises(Refused, match="już to oświadczyła"):
        actions.declare_no_aid(city.kd, reason="x", by=standing(city, "coordinator"), now=NOW)
    assert "pomoc" not in lacking_of(city.kd)
    actions.take_back_no_aid(row, by=standing(city, "deputy"), now=NOW)
    with pytest.raises(Refused, match="odwołano"):
        actions.take_back_no_aid(row, by=standing(city, "deputy"), now=NOW)
    assert "pomoc" in lacking_of(city.kd)
    row.refresh_from_db()
    assert (row.by_name, row.revoked_by_name) == ("Maria Kierująca", "Tomasz Zastępca")


@pytest.mark.par(2, pkt=5)
def test_a_meeting_is_attested_after_it_was_held(city: SimpleNamespace) -> None:
    by = standing(city, "coordinator")
    for day in (TODAY + dt.timedelta(days=1), dt.date(2024, 12, 31)):
        with pytest.raises(ValidationError):
            actions.attest_meeting(city.kd, on=day, place="ul. Bracka 10", by=by, now=NOW)
    row = actions.attest_meeting(city.kd, on=TODAY, place="ul. Bracka 10", by=by, now=NOW)
    assert "spotkanie" not in lacking_of(city.kd)
    actions.take_back_meeting(row, by=by, now=NOW)
    assert "spotkanie" in lacking_of(city.kd)


def lacking_of(unit: Unit) -> list[str]:
    (row,) = reckon(Unit.objects.filter(pk=unit.pk), NOW).rows
    return row.lacking


def test_the_doors_of_the_declarations(city: SimpleNamespace, at_desk: Any) -> None:
    desk = at_desk(city.coordinator)
    pk = city.kd.pk
    answer = desk.post(f"/admin/kompletnosc/{pk}/nie-udzielamy/", {"reason": " "})
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.content.decode()
    desk.post(f"/admin/kompletnosc/{pk}/nie-udzielamy/", {"reason": "Prowadzimy rejestry."})
    declared = AidDeclaration.objects.get()
    text = desk.get("/admin/kompletnosc/").content.decode()
    assert "Prowadzimy rejestry." in text
    assert at_desk(city.other).post(f"/admin/kompletnosc/nie-udzielamy/{declared.pk}/odwolaj/").status_code == 403
    assert at_desk(city.other).post("/admin/kompletnosc/nie-udzielamy/987654/odwolaj/").status_code == 403
    desk = at_desk(city.coordinator)
    desk.post(f"/admin/kompletnosc/nie-udzielamy/{declared.pk}/odwolaj/")
    declared.refresh_from_db()
    assert declared.revoked_at == NOW
    answer = desk.post(f"/admin/kompletnosc/{pk}/spotkanie/", {"on": "2026-12-24", "place": "Online"})
    assert "już się odbyło" in answer.content.decode()
    desk.post(f"/admin/kompletnosc/{pk}/spotkanie/", {"on": "2026-11-20", "place": "Online"})
    row = MeetingAttestation.objects.get()
    assert "Odbyło się 20 listopada 2026" in desk.get("/admin/kompletnosc/").content.decode()
    desk.post(f"/admin/kompletnosc/spotkanie/{row.pk}/odwolaj/")
    assert not MeetingAttestation.objects.in_force().exists()


def test_who_opens_which_list(city: SimpleNamespace, at_desk: Any) -> None:
    address = "/admin/kompletnosc/"
    for who in ("coordinator", "deputy", "head"):
        text = at_desk(getattr(city, who)).get(address).content.decode()
        assert "Co jeszcze" in text
        assert "Brakuje" not in text
    assert at_desk(city.monitor).get(address)["Location"] == "/admin/raporty/miasto/"
    assert "Co jeszcze" in at_desk(city.monitor).get(f"{address}?komorka={city.kd.pk}").content.decode()
    desk = at_desk(city.coordinator)
    answers = [desk.get(f"{address}?komorka={value}") for value in (city.sp.pk, 999_999, "x", "-1", "9" * 40)]
    assert {answer.status_code for answer in answers} == {403}
    for who in ("editor", "operator", "nobody"):
        assert at_desk(getattr(city, who)).get(address).status_code == 403


def test_the_way_leads_to_who_may_do_it(city: SimpleNamespace, at_desk: Any) -> None:
    Person.objects.filter(pk=city.deputy.person.pk).update(phone="")
    edit, inspect = f"/admin/osoby/edit/{city.deputy.person.pk}/", f"/admin/osoby/inspect/{city.deputy.person.pk}/"
    for who, way in (("deputy", edit), ("head", edit), ("coordinator", inspect)):
        desk = at_desk(getattr(city, who))
        text = desk.get("/admin/kompletnosc/").content.decode()
        assert way in text
        assert desk.get(way).status_code == 200


def test_a_person_of_two_units_changes_between_their_lists(city: SimpleNamespace, at_desk: Any) -> None:
    Designation.objects.create(
        person=city.coordinator.person, unit=city.sp, office=Office.DEPUTY, from_on=dt.date(2026, 1, 1)
    )
    text = at_desk(city.coordinator).get(f"/admin/kompletnosc/?komorka={city.sp.pk}").content.decode()
    assert f"?komorka={city.kd.pk}" in text


def test_places_are_of_the_order() -> None:
    assert items()[0].place == DESIGNATION
    assert all(item.place.title for item in items())
