"""Kinds of letters that may wait for the daily one: nothing has to be done about them, and no agreed date is touched.

Rooms register theirs in ready(). What is not registered always goes at once: agreed dates, returns, failures, days
that are due, whatever asks somebody to act.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Family:
    """Letters that a person chooses together; `label` stands beside the choice, `kinds` are those of the outbox."""

    key: str
    label: Any
    kinds: frozenset[str]


_families: dict[str, Family] = {}


def register(key: str, label: Any, kinds: Iterable[str]) -> None:
    _families[key] = Family(key, label, frozenset(kinds))


def families() -> list[Family]:
    return list(_families.values())


def family_of(kind: str) -> str:
    """The key of the family; empty for what always goes at once."""
    return next((family.key for family in _families.values() if kind in family.kinds), "")
