"""Public answers offered before a question is sent. A room above that keeps them registers how to look for them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from .models import Topic, Unit

MOST = 5


@dataclass(frozen=True)
class Wish:
    """What the visitor is after: words typed so far, and whom the form is addressed to."""

    words: str
    unit: Unit | None
    topic: Topic | None
    now: dt.datetime


@dataclass(frozen=True)
class PublicAnswer:
    """A public answer in a list. `note` is a reservation, such as a review that is overdue."""

    title: str
    url: str
    summary: str
    unit: str
    on: dt.date | None
    note: str = ""


@dataclass(frozen=True)
class Looked:
    """At most MOST answers, and where all of them stand."""

    answers: list[PublicAnswer]
    more_url: str


_sources: list[Callable[[Wish], Looked | None]] = []


def register(source: Callable[[Wish], Looked | None]) -> None:
    """None where the room has nowhere to look, for example no shelf of answers yet."""
    if source not in _sources:
        _sources.append(source)


def look(wish: Wish) -> Looked | None:
    """What the first room that has a shelf knows; None in a host without one."""
    return next((shelf for source in _sources if (shelf := source(wish)) is not None), None)
