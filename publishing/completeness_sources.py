"""What rooms above tell of units, so that rules here never ask which type a page has (DESIGN.md ruling 3)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection
from typing import NamedTuple

from .completeness import Told

Read = Callable[[Collection[int], dt.date], dict[int, Told]]


class Source(NamedTuple):
    """`read` takes units and the day and tells of those that have something, in one query; `kind` is of its pages."""

    read: Read
    kind: str


_sources: dict[str, Source] = {}


def register(fact: str, read: Read, kind: str) -> None:
    """Rooms call this in ready(); what nobody registers is not asked of units."""
    _sources[fact] = Source(read, kind)


def told(unit_ids: Collection[int], on: dt.date) -> dict[str, dict[int, Told]]:
    """One query a source."""
    return {fact: source.read(unit_ids, on) for fact, source in _sources.items()}


def kind_of(fact: str) -> str:
    """The kind of the pages that a fact is about; empty when no room tells it."""
    return _sources[fact].kind if fact in _sources else ""
