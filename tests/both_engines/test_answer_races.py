"""Two answers at once, on both engines (a hundred times: soak): one stands, the other person gets both texts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.both_engines.answer_races import TEXTS

Told = Callable[[str], dict[str, Any]]


@pytest.mark.par(5, pkt=2)
@pytest.mark.parametrize("size", ["small", pytest.param("full", marks=pytest.mark.soak)])
def test_one_answer_stands_and_the_other_person_gets_both_texts(answered: Told, size: str) -> None:
    told = answered(size)
    rows = told["answers"]["rows"]
    assert len(rows) == told["size"]["rounds"]
    for row in rows:
        sent, kept = sorted(row["said"], key=lambda one: one["status"])
        assert (sent["status"], kept["status"]) == (302, 409), row
        assert row["answers"] == [TEXTS[sent["who"]]], row
        assert kept["shown"] == list(TEXTS), row
        assert row["letters"] == 1, row
