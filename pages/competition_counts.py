"""How many competitions each value of each filter would show, the other filters kept: two queries in all."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce
from operator import and_
from typing import Any

from django.db.models import CharField, Count, Q, Value
from django.db.models.functions import Cast

from .competition_conditions import WITHIN, Conditions, closing_within
from .competition_states import State
from .vocabularies import GrantForm

GROUPED = {"komorka": "stewardship__unit", "sfera": "spheres", "dzielnica": "districts"}
"""Filters whose values are rows: the path to their key."""
WHOLE_CITY = ("dzielnica", None)
"""The group of competitions that name no district: each district has them."""


@dataclass(frozen=True)
class Counts:
    """`of` holds, by filter and value, what the list would show; `without`, what it would show without that filter."""

    of: Mapping[tuple[str, str | None], int]
    without: Mapping[str, int]

    def number(self, name: str, value: object) -> int:
        """Of a value of a filter; rows are named by their key."""
        everywhere = self.of.get(WHOLE_CITY, 0) if name == WHOLE_CITY[0] else 0
        return self.of.get((name, str(value)), 0) + everywhere


def counts(found: Any, conditions: Conditions, now: dt.datetime) -> Counts:
    """Counts over rows that carry `state_now`. `conditions` are those in use."""
    asked = _by_words(conditions, now) | {("", name): _others(conditions, name) for name in conditions}
    names = list(asked)
    row = found.order_by().aggregate(**{f"n{n}": Count("pk", filter=asked[name]) for n, name in enumerate(names)})
    told: dict[tuple[str, str | None], int] = {name: row[f"n{n}"] for n, name in enumerate(names)}
    without = {name: told.pop(("", name)) for name in conditions}
    return Counts(told | {(name, key): number for name, key, number in _by_rows(found, conditions)}, without)


def _by_words(conditions: Conditions, now: dt.datetime) -> dict[tuple[str, str], Q]:
    """Filters whose values are words: one conditional count a value."""
    asked = {("stan", state.value): Q(state_now=state.value) for state in State}
    asked |= {("forma", form.value): Q(form=form.value) for form in GrantForm}
    asked |= {("termin", str(days)): closing_within(days, now) for days in WITHIN}
    return {(name, value): condition & _others(conditions, name) for (name, value), condition in asked.items()}


def _by_rows(found: Any, conditions: Conditions) -> Any:
    """(filter, key or None, number): the groups of three filters, joined into one query."""
    parts = [
        found.filter(_others(conditions, name))
        .order_by()
        .annotate(filter_name=Value(name, CharField()), key=Cast(path, CharField()))
        .values_list("filter_name", "key")
        .annotate(number=Count("pk"))
        for name, path in GROUPED.items()
    ]
    return parts[0].union(*parts[1:], all=True)


def _others(conditions: Conditions, name: str) -> Q:
    return reduce(and_, (condition for key, condition in conditions.items() if key != name), Q())
