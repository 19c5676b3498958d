"""The inventory of docs/measurements/handoff-scenarios.md names tests that exist, and leaves out no number."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
INVENTORY = (ROOT / "docs" / "measurements" / "handoff-scenarios.md").read_text()
SCENARIOS = {*range(4, 26), *range(66, 72), 73, 74}
ROWS = set(range(1, 27))


def named() -> list[tuple[str, str]]:
    return re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", INVENTORY)


def numbers(part: str) -> list[int]:
    return [int(number) for number in re.findall(r"^\| (\d+)\b", part, re.MULTILINE)]


def test_every_test_named_in_it_exists() -> None:
    assert len(named()) > 50
    for file, name in named():
        found = {node.name for node in ast.parse((ROOT / file).read_text()).body if isinstance(node, ast.FunctionDef)}
        assert name in found, f"{file}::{name}"


def test_every_number_has_its_line() -> None:
    scenarios, rows = INVENTORY.split("## The 26 situations")
    assert sorted(numbers(scenarios)) == sorted(SCENARIOS)
    assert sorted(numbers(rows)) == sorted(ROWS)


def test_a_line_names_a_test_or_says_that_it_is_open() -> None:
    for line in re.findall(r"^\| \d+.*$", INVENTORY, re.MULTILINE):
        assert "::" in line or "open" in line, line
