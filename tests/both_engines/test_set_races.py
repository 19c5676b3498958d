"""Two deeds on one set at the same moment, on SQLite and PostgreSQL (full counts: soak): rows are held in one order."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.both_engines.set_races import PAIRS

Told = Callable[[str], dict[str, Any]]
WHOLE = ({"queued"}, {"scheduled"}, {"queued", "returned"})
"""How a set may stand: nothing of it approved, or all of it."""


@pytest.mark.par(4, ust=2)
@pytest.mark.parametrize("size", ["small", pytest.param("full", marks=pytest.mark.soak)])
@pytest.mark.parametrize("pair", PAIRS)
def test_a_set_is_approved_whole_and_keeps_one_hour(raced: Told, size: str, pair: str) -> None:
    rows = [row for row in raced(size)["races"]["rows"] if row["pair"] == pair]
    assert rows
    for row in rows:
        assert set(row["said"]) <= {"done", "refused"}, row
        assert row["hours"] == 1, row
        assert set(row["stages"]) in WHOLE, row
        assert len(row["waiting"]) <= 1 or pair == "propose, add", row  # who joins proposes the hour of the others
        assert "done" in row["said"], row
    if pair in ("approve, approve", "approve, one alone", "approve, return", "approve, add"):
        assert all(sorted(row["said"]) == ["done", "refused"] for row in rows), rows
