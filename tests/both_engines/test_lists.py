"""The list of competitions and its files at size, on SQLite and on PostgreSQL: promises are kept, few queries."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Told = Callable[[str], dict[str, Any]]
SIZES = ["small", pytest.param("full", marks=pytest.mark.soak)]
BOUND = 30

pytestmark = pytest.mark.parametrize("size", SIZES)


def test_each_choice_shows_as_many_as_it_promised(listed: Told, size: str) -> None:
    assert listed(size)["broken"] == []


def test_list_and_files_ask_few_queries(listed: Told, size: str) -> None:
    asked = listed(size)["queries"]
    assert {path: number for path, number in asked.items() if number > BOUND} == {}, asked


def test_files_hold_the_whole_list(listed: Told, size: str) -> None:
    told = listed(size)
    rows = told["rows"]
    assert rows["list"] == rows["csv"] == rows["json"] > told["size"] // 2
    assert rows["with spheres"] == rows["json"]
    assert 0 < rows["with districts"] < rows["json"]
    assert rows["two districts"] == 1
