"""Every place of the order can be cited, in its own sequence, and read back."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from coordination import order
from coordination.order import PLACES, Citation

# Paragraph → its leaves as the order has them.
LEAVES = {
    1: [f"§ 1 pkt {n}" for n in range(1, 8)],
    2: [
        *(f"§ 2 pkt {n}" for n in (1, 2, 3)),
        "§ 2 pkt 4 lit. a",
        "§ 2 pkt 4 lit. b",
        *(f"§ 2 pkt {n}" for n in (5, 6, 7)),
    ],
    3: [
        *(f"§ 3 pkt {n}" for n in (1, 2, 3)),
        *(f"§ 3 pkt 4 lit. {lit}" for lit in "abcd"),
        *(f"§ 3 pkt {n}" for n in range(5, 13)),
    ],
    4: ["§ 4 ust. 1 pkt 1", "§ 4 ust. 1 pkt 2", "§ 4 ust. 2"],
    5: [f"§ 5 pkt {n}" for n in range(1, 6)],
    6: [f"§ 6 pkt {n}" for n in range(1, 5)],
    7: ["§ 7 ust. 1", "§ 7 ust. 2"],
    8: ["§ 8"],
    9: ["§ 9"],
}


@pytest.mark.parametrize("par", LEAVES)
def test_each_paragraph_has_all_its_leaves_in_sequence(par: int) -> None:
    groups = {place.above for place in PLACES}
    assert [str(place) for place in PLACES if place.par == par and place not in groups] == LEAVES[par]


def test_the_table_runs_in_the_sequence_of_the_order() -> None:
    assert list(PLACES) == sorted(PLACES)


def test_every_place_has_its_own_constant_and_a_short_title() -> None:
    constants = [value for value in vars(order).values() if isinstance(value, Citation)]
    assert sorted(constants) == list(PLACES)
    assert all(0 < len(title) <= 60 for title in PLACES.values())
    assert len(set(PLACES.values())) == len(PLACES)


@pytest.mark.parametrize("place", PLACES, ids=str)
def test_what_is_written_is_read_back(place: Citation) -> None:
    assert Citation.parse(str(place)) == place
    assert place.title == PLACES[place]


def test_no_break_spaces_are_read_too() -> None:
    assert Citation.parse("§\N{NO-BREAK SPACE}4 ust.\N{NO-BREAK SPACE}2") == order.AGREED_DATE


@pytest.mark.parametrize("written", ["§", "4 ust. 2", "§ 4 ust. 2 i", "art. 13", "§ 4 pkt 1 ust. 1"])
def test_what_is_not_a_citation_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=re.escape(written)):
        Citation.parse(written)


def test_a_place_that_the_order_lacks_has_no_title() -> None:
    with pytest.raises(KeyError):
        _ = Citation(4, ust=3).title


@pytest.mark.parametrize(
    ("place", "above"),
    [
        (order.CONSULTATIONS, order.PARTICIPATION),
        (order.PARTICIPATION, Citation(2)),
        (order.BEYOND_RIGHTS, Citation(4, ust=1)),
        (order.AGREED_DATE, Citation(4)),
        (order.REPEAL, None),
    ],
)
def test_a_place_knows_what_it_is_part_of(place: Citation, above: Citation | None) -> None:
    assert place.above == above


@pytest.mark.par(9)
def test_the_order_holds_from_the_day_of_signing() -> None:
    signed = dt.date(2026, 2, 24)
    assert signed == order.IN_FORCE_FROM
