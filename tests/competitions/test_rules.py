"""Every rule of an announcement: the day before, the day, the day after; year's end, clock change, feasts."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from coordination.law import Limit, Measure
from coordination.outdated import Mention, Outdated
from pages.announcing.facts import Part, Similar
from pages.announcing.rule import Weight
from pages.announcing.rules import ANNOUNCED, FORETOLD, judge
from pages.vocabularies import Place
from tests.competitions.samples import ANNOUNCED as TODAY
from tests.competitions.samples import AROUND, DAY, announcement, on

BOARD_LATER = {Place.BIP: TODAY, Place.BOARD: TODAY + 3 * DAY, Place.SITE: TODAY + DAY}


def told(**changes: Any) -> dict[str, bool]:
    """Keys of the broken rules, and whether each stops."""
    return {lack.rule: lack.hard for lack in judge(announcement(**changes))}


def test_the_sample_is_lawful_and_calls_for_no_advice() -> None:
    assert told() == {}


# -- twenty-one days, art. 13 ust. 1 -----------------------------------------------------------------------------------


@pytest.mark.parametrize(("days", "stops"), [(20, True), (21, False), (22, False)])
@pytest.mark.parametrize(
    "last",
    [
        TODAY,
        dt.date(2026, 12, 10),  # over the end of the year, 24 December and the feasts
        dt.date(2027, 3, 10),  # over the last Sunday of March
        dt.date(2026, 10, 10),  # over the last Sunday of October
        dt.date(2028, 2, 10),  # over 29 February
    ],
)
def test_offers_are_taken_at_least_21_days_from_the_last_place(last: dt.date, days: int, stops: bool) -> None:
    places = {Place.BIP: last - 5 * DAY, Place.BOARD: last, Place.SITE: last - DAY}
    end = last + days * DAY
    found = told(places=places, deadline=on(end, 12), choice_on=end + 30 * DAY)
    assert ("window" in found) is stops
    assert found.get("window", True), "it stops"


def test_the_last_of_the_places_counts_and_the_message_names_the_first_lawful_day() -> None:
    end = on(TODAY + 21 * DAY)
    assert "window" not in told(deadline=end)
    lack = next(lack for lack in judge(announcement(deadline=end, places=BOARD_LATER)) if lack.rule == "window")
    assert "18 grudnia 2026" in str(lack.message)
    assert str(lack.message).endswith("(art. 13 ust. 1 ustawy).")
    assert lack.field == "deadline"


def test_midnight_belongs_to_the_day_before() -> None:
    """0:00 of the 21st day leaves twenty days; of the 22nd it is lawful, and the missing hour is mentioned."""
    assert told(deadline=on(TODAY + 21 * DAY, 0)) == {"window": True, "hour": False}
    assert told(deadline=on(TODAY + 22 * DAY, 0)) == {"hour": False}
    assert told(deadline=on(TODAY + 21 * DAY, 0, 1)) == {}


def test_the_length_comes_from_the_register() -> None:
    thirty = replace(AROUND, window=Limit("competition.offer_window", Decimal(30), Measure.DAYS, None, None, "nowela"))
    assert told(around=thirty, deadline=on(TODAY + 29 * DAY)) == {"window": True}
    assert "window" not in told(around=thirty, deadline=on(TODAY + 30 * DAY))


@pytest.mark.parametrize(
    ("value", "unit", "earliest"),
    [
        (21, Measure.DAYS, TODAY + 21 * DAY),
        (1, Measure.MONTHS, dt.date(2026, 12, 24)),
        (5, Measure.WORKING_DAYS, dt.date(2026, 12, 1)),
        (21, Measure.PLN, None),
        (10**9, Measure.DAYS, None),
    ],
)
def test_the_measure_comes_from_the_register_too(value: int, unit: Measure, earliest: dt.date | None) -> None:
    window = Limit("competition.offer_window", Decimal(value), unit, None, None, "nowela")
    around = replace(AROUND, window=window)
    assert announcement(around=around).earliest_last_day == earliest
    assert ("window.unknown" in told(around=around)) is (earliest is None)


def test_a_day_without_a_row_of_law_is_not_a_day_without_a_limit() -> None:
    assert told(around=replace(AROUND, window=None)) == {"window.unknown": True}


@pytest.mark.parametrize(("late", "stops"), [(-1, False), (0, False), (1, True)])
def test_the_portal_is_one_of_the_places(late: int, stops: bool) -> None:
    """Shown by the portal later than the announcement says, the time for offers runs from then."""
    around = replace(AROUND, shown_on=TODAY + late * DAY)
    found = told(around=around, deadline=on(TODAY + 21 * DAY))
    assert ("window" in found, "site" in found) == (stops, stops)


# -- other acts --------------------------------------------------------------------------------------------------------


def test_by_another_act_the_21_days_do_not_apply_and_items_are_advised() -> None:
    other = {"outside_act": True, "legal_basis": "art. 27 ustawy o sporcie"}
    assert told(**other, deadline=on(TODAY + 7 * DAY)) == {}
    assert told(**other, award_rules="", criteria=0, places={}) == {
        "award_rules": False,
        "criteria": False,
        "place.bip": False,
        "place.tablica": False,
        "place.strona": False,
    }
    assert told(**other, deadline=None, organ="") == {"organ": True, "deadline": True}


@pytest.mark.parametrize("basis", ["", "art. 11 ust. 2 UoDPP"])
def test_another_act_has_a_name(basis: str) -> None:
    assert told(outside_act=True, legal_basis=basis) == {"legal_basis": True}


@pytest.mark.parametrize(("days", "stops"), [(-1, True), (0, False), (1, False)])
def test_by_another_act_offers_still_end_after_the_announcement(days: int, stops: bool) -> None:
    found = told(outside_act=True, legal_basis="ustawa o sporcie", deadline=on(TODAY + days * DAY))
    assert found == ({"deadline.order": True} if stops else {})


# -- seven items and three places --------------------------------------------------------------------------------------

ITEMS = [
    ({"organ": ""}, "organ", "art. 11 ust. 2"),
    ({"spheres": 0}, "spheres", "art. 13 ust. 2 pkt 1"),
    ({"form": ""}, "form", "art. 13 ust. 2 pkt 1"),
    ({"total": None, "parts": ()}, "amount", "art. 13 ust. 2 pkt 2"),
    ({"total": Decimal(0), "parts": ()}, "amount", "art. 13 ust. 2 pkt 2"),
    ({"award_rules": ""}, "award_rules", "art. 13 ust. 2 pkt 3"),
    ({"realised_until": None}, "realised_until", "art. 13 ust. 2 pkt 4"),
    ({"conditions": ""}, "conditions", "art. 13 ust. 2 pkt 4"),
    ({"deadline": None}, "deadline", "art. 13 ust. 2 pkt 5"),
    ({"choice_mode": ""}, "choice_mode", "art. 13 ust. 2 pkt 6"),
    ({"criteria": 0}, "criteria", "art. 13 ust. 2 pkt 6"),
    ({"choice_on": None}, "choice_on", "art. 13 ust. 2 pkt 6"),
    ({"same_kind_this_year": None}, "same_kind", "art. 13 ust. 2 pkt 7"),
    ({"same_kind_previous_year": None}, "same_kind", "art. 13 ust. 2 pkt 7"),
    ({"places": {Place.BOARD: TODAY, Place.SITE: TODAY}}, "place.bip", "art. 13 ust. 3"),
    ({"places": {Place.BIP: TODAY, Place.SITE: TODAY}}, "place.tablica", "art. 13 ust. 3"),
    ({"places": {Place.BIP: TODAY, Place.BOARD: TODAY}}, "place.strona", "art. 13 ust. 3"),
]


@pytest.mark.parametrize(("changes", "key", "article"), ITEMS, ids=[f"{row[1]}-{n}" for n, row in enumerate(ITEMS)])
def test_a_missing_item_stops_and_is_named_with_its_article(changes: dict[str, Any], key: str, article: str) -> None:
    lacks = list(judge(announcement(**changes)))
    assert [(lack.rule, lack.hard) for lack in lacks] == [(key, True)]
    assert f"({article} ustawy)." in str(lacks[0].message)


@pytest.mark.parametrize("amount", [Decimal(0), Decimal("0.01")])
def test_zero_is_a_statement_of_past_cost(amount: Decimal) -> None:
    assert told(same_kind_this_year=amount) == ({"same_kind.zero": False} if not amount else {})


def test_one_figure_for_both_years_suffices() -> None:
    nothing = {"same_kind_this_year": None, "same_kind_previous_year": None}
    assert told(**nothing, same_kind_together=Decimal(1_890_000)) == {}
    assert told(**nothing) == {"same_kind": True}


def test_rows_suffice_where_the_announcement_gives_no_total() -> None:
    assert told(total=None, parts=(Part(Decimal(378_000), 2027, is_about=True),)) == {}


# -- sums --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("second", "stops"), [("269999.99", True), ("270000", False), ("270000.01", True)])
def test_the_years_make_the_total(second: str, stops: bool) -> None:
    found = told(total=Decimal(500_000), parts=(Part(Decimal(230_000), 2027), Part(Decimal(second), 2028)))
    assert found == ({"sum": True} if stops else {})


@pytest.mark.parametrize(
    "changes",
    [
        {"total_is_about": True},
        {"parts": (Part(Decimal(1), 2027, is_about=True),)},
        {"parts": (Part(None, 2027), Part(Decimal(1), 2028))},
        {"parts": (Part(Decimal(1)),)},  # by purpose
        {"parts": ()},
    ],
)
def test_only_exact_years_are_summed(changes: dict[str, Any]) -> None:
    assert told(**changes) == {}


def test_no_amount_is_below_zero() -> None:
    assert told(max_grant=Decimal(-1)) == {"negative": True}


# -- order of days -----------------------------------------------------------------------------------------------------

END = dt.date(2026, 12, 15)


@pytest.mark.parametrize(("days", "stops"), [(-1, True), (0, True), (1, False)])
def test_the_choice_comes_after_the_deadline(days: int, stops: bool) -> None:
    assert told(choice_on=END + days * DAY) == ({"choice.order": True} if stops else {})


@pytest.mark.parametrize(("days", "stops"), [(-1, True), (0, False), (1, False)])
def test_the_realisation_ends_when_it_begins_or_later(days: int, stops: bool) -> None:
    begins = dt.date(2027, 2, 8)
    assert told(realised_until=begins + days * DAY) == ({"realisation.order": True} if stops else {})


@pytest.mark.parametrize(("days", "advises"), [(-1, True), (0, False), (1, False)])
def test_a_realisation_before_the_choice_is_mentioned(days: int, advises: bool) -> None:
    choice = dt.date(2027, 1, 22)
    assert told(realised_from=choice + days * DAY) == ({"realised.early": False} if advises else {})


@pytest.mark.parametrize(("days", "stops"), [(-1, False), (0, False), (1, True)])
def test_offers_begin_before_they_end(days: int, stops: bool) -> None:
    assert told(offers_from=END + days * DAY) == ({"offers.order": True} if stops else {})


# -- advice ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (dt.date(2026, 12, 23), ""),
        (dt.date(2026, 12, 24), "Wigilia"),
        (dt.date(2026, 12, 25), "Boże Narodzenie"),
        (dt.date(2026, 12, 27), "niedziela"),
        (dt.date(2027, 1, 6), "Trzech Króli"),
        (dt.date(2027, 3, 29), "Poniedziałek"),  # a movable feast: Easter Monday
        (dt.date(2027, 5, 27), "Ciała"),  # Corpus Christi, a Thursday
    ],
)
@pytest.mark.parametrize(("key", "field"), [("off.deadline", "deadline"), ("off.choice", "choice_on")])
def test_days_off_are_mentioned(key: str, field: str, day: dt.date, name: str) -> None:
    changes: dict[str, Any] = {"choice_on": dt.date(2027, 6, 1), "realised_from": dt.date(2027, 7, 1)}
    changes[field] = on(day) if field == "deadline" else day
    lack = next((lack for lack in judge(announcement(**changes)) if lack.rule == key), None)
    assert (lack is None) is (not name)
    if lack is not None:
        assert not lack.hard
        assert name in str(lack.message)


def test_only_committees_that_are_called_have_a_last_day() -> None:
    sunday = dt.date(2026, 12, 6)
    assert told(committee_until=sunday) == {}
    assert told(committee_call=True, committee_until=sunday) == {"off.committee": False}
    assert told(committee_call=True) == {"committee": False}


def test_the_board_hangs_in_an_office_that_is_closed_on_days_off() -> None:
    saturday = dt.date(2026, 11, 28)
    places = {Place.BIP: saturday, Place.BOARD: saturday, Place.SITE: saturday}
    assert told(places=places, deadline=on(dt.date(2026, 12, 21))) == {"off.board": False}


def test_another_open_call_is_linked_and_its_title_is_no_markup() -> None:
    around = replace(AROUND, similar=(Similar("Kluby <60+>", "/konkursy/kluby/"),), own_url="/konkursy/ten/")
    lack = next(iter(judge(announcement(around=around))))
    assert (lack.rule, lack.hard) == ("similar", False)
    assert '<a href="/konkursy/kluby/">Kluby &lt;60+&gt;</a>' in str(lack.message)
    assert '<a href="/konkursy/ten/">Kluby sąsiedzkie</a>' in str(lack.message)


def test_what_the_law_no_longer_says_is_quoted() -> None:
    row = Outdated("old", "dawny limit", ("10 000",), (), (), "od 1 września 2026: 20 000 zł", TODAY, "Dz.U.")
    found = told(around=replace(AROUND, outdated=(Mention(row, "do 10 000 zł"),)))
    assert found == {"outdated": False}


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"around": replace(AROUND, contact_is_active=False)}, "contact"),
        ({"place": ""}, "place"),
        ({"realised_from": None}, "realised_from"),
        ({"max_grant": Decimal(480_001)}, "max_grant"),
    ],
)
def test_other_advice_does_not_stop(changes: dict[str, Any], key: str) -> None:
    assert told(**changes) == {key: False}


@pytest.mark.parametrize(
    ("parts", "warned"),
    [
        ((Part(Decimal(100)), Part(Decimal(50))), True),
        ((Part(Decimal(100)), Part(Decimal(51))), False),
        ((Part(Decimal(100)), Part(None)), False),  # at least so much: nobody knows the whole
        ((Part(Decimal(100)), Part(Decimal(50), is_about=True)), False),
    ],
)
def test_the_largest_grant_is_measured_against_the_sum_where_no_total_is_given(
    parts: tuple[Part, ...], warned: bool
) -> None:
    assert ("max_grant" in told(total=None, parts=parts, max_grant=Decimal(151))) is warned


# -- foretold ----------------------------------------------------------------------------------------------------------


def test_a_foretold_call_needs_task_and_days_and_no_items_of_the_act() -> None:
    bare = {"places": {}, "planned_on": TODAY, "award_rules": "", "criteria": 0, "conditions": "", "organ": ""}
    assert told(**bare) == {}
    assert told(**bare, summary="", spheres=0, deadline=None) == {
        "foretold.task": True,
        "foretold.spheres": True,
        "foretold.deadline": True,
    }


def test_once_a_place_is_named_it_is_an_announcement() -> None:
    assert told(places={Place.BIP: TODAY}, planned_on=TODAY, award_rules="") == {
        "award_rules": True,
        "place.tablica": True,
        "place.strona": True,
    }


# -- the table itself --------------------------------------------------------------------------------------------------


def test_every_rule_has_a_key_of_its_own_and_a_field_of_the_editor() -> None:
    from pages.models import CompetitionPage

    for table in (ANNOUNCED, FORETOLD):
        keys = [rule.key for rule in table]
        assert len(keys) == len(set(keys))
        fields = {field.name for field in CompetitionPage._meta.get_fields()}
        assert {rule.field for rule in table} <= fields | {"publications", "criteria"}


def test_rules_of_the_act_cite_it() -> None:
    assert [rule.key for rule in ANNOUNCED if rule.weight is Weight.ACT and rule.article is None] == []
