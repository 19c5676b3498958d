"""People and clocks at the same moment, on SQLite and on PostgreSQL: nothing twice, nothing lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.both_engines import results

Told = Callable[[str], dict[str, Any]]
SIZES = ["small", pytest.param("full", marks=pytest.mark.soak)]
LETTERS_AN_ITEM = 4  # two people of the unit, two approvers

pytestmark = pytest.mark.parametrize("size", SIZES)


@pytest.mark.par(4, ust=2)
def test_three_clocks_publish_each_item_exactly_once(crowded: Told, size: str) -> None:
    told, items = crowded(size)["clocks"], crowded(size)["size"]["items"]
    results.note(crowded(size)["engine"], size, "clocks", results.clocks(told, items))
    assert all(isinstance(said, dict) for said in told["said"]), told["said"]
    assert sum(said["published"] for said in told["said"]) == items
    assert sum(said["failed"] for said in told["said"]) == 0
    assert sum(said.get("signals", 0) for said in told["said"]) == items
    assert (told["published"], told["book"], told["log"]) == (items, items, items)
    assert told["letters"] == items * LETTERS_AN_ITEM
    assert told["changes"] == [1] * items


@pytest.mark.par(4, ust=1, pkt=2)
def test_two_approvals_are_one_decision(crowded: Told, size: str) -> None:
    told = crowded(size)["approvals"]
    assert sorted(said.split(":")[0] for said in told["said"]) == ["Refused", "scheduled"], told["said"]
    assert (told["decisions"], told["stage"]) == (1, "scheduled")


def test_pages_created_at_once_below_one_index_all_find_a_place(crowded: Told, size: str) -> None:
    told, creators = crowded(size)["creations"], crowded(size)["size"]["creators"]
    expected = {"razem", *(f"razem-{number}" for number in range(2, creators + 1))}
    assert set(told["said"]) == expected, told["said"]
    assert (told["added"], told["numchild"]) == (creators, creators)
    assert told["problems"] == [0, 0, 0, 0, 0]


def test_three_senders_send_each_letter_once(crowded: Told, size: str) -> None:
    told = crowded(size)["letters"]
    assert told["waiting"] > 0
    assert sum(told["said"]) == told["sent"] == told["waiting"]
    assert told["each_once"]


@pytest.mark.par(5, pkt=2)
def test_numbers_of_inquiries_have_no_twins_and_no_gaps(crowded: Told, size: str) -> None:
    told, asked = crowded(size)["numbers"], crowded(size)["size"]
    count = asked["askers"] * asked["questions"]
    assert told["numbers"] == [f"NGO-2026-{number:05d}" for number in range(1, count + 1)], told["said"]


def test_two_opposite_mergers_do_not_make_a_circle(crowded: Told, size: str) -> None:
    told = crowded(size)["opposite_mergers"]
    assert sorted(said.split(":")[0] for said in told["said"]) == ["ValidationError", "joined"], told["said"]
    assert told["waiting"] == 1


def test_three_clocks_carry_a_merger_out_once(crowded: Told, size: str) -> None:
    told = crowded(size)["mergers"]
    assert sorted(told["said"]) == [0, 0, 1], told["said"]
    assert (told["left"], told["book"], told["letters"]) == (0, 1, 1)
