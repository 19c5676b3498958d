"""Several clocks remind and alarm at the same moment, on SQLite and PostgreSQL: each step goes once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.both_engines import steps

Told = Callable[[str], dict[str, Any]]
SIZES = ["small", pytest.param("full", marks=pytest.mark.soak)]

pytestmark = pytest.mark.parametrize("size", SIZES)


@pytest.mark.par(2, pkt=7)
def test_a_digest_goes_once_a_unit_step_and_day(stepped: Told, size: str) -> None:
    told = stepped(size)["reminders"]
    assert told["errors"] == []
    assert told["twice"] == []
    assert (told["rows_twice"], told["lines_twice"]) == (0, 0)
    assert told["written"] == told["digests"] > 1
    assert told["lines"] >= steps.SIZES[size]["tasks"]
    assert {"coordinator", "deputy"} <= set(told["steps"])


@pytest.mark.par(4, ust=1, pkt=2)
def test_an_alarm_goes_once_an_item_and_step(stepped: Told, size: str) -> None:
    told = stepped(size)["alarms"]
    assert told["errors"] == []
    assert told["twice"] == 0
    assert told["written"] == told["rows"] == told["items"] == steps.SIZES[size]["items"]
    assert (told["people"], told["letters"]) == (3, 3 * told["items"])


def test_a_clock_that_dies_before_the_letter_leaves_the_step_to_the_next(stepped: Told, size: str) -> None:
    assert stepped(size)["deaths"] == {"died": "killed", "left": 0, "letters": 1}
