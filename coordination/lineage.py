"""Who came after whom: successors of closed units, and the names under which people still look for them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from django.db.models import F, Q
from django.http import QueryDict

from .models import Unit, UnitName
from .numbers import number


@dataclass(frozen=True)
class FormerName:
    """A name that led here once. `until_on` is its last day, inclusive; `own` tells a renaming from a merger."""

    name: str
    symbol: str
    until_on: dt.date | None
    own: bool

    def __str__(self) -> str:
        return f"{self.name} ({self.symbol})" if self.symbol else self.name


def heir_of(unit: Unit, on: dt.date) -> Unit | None:
    """The unit that answers in its place on the day: itself while it lives, else along the chain; None at its end."""
    seen: set[int] = set()
    while unit.is_closed(on):
        seen.add(unit.pk)
        if unit.successor is None or unit.successor.pk in seen:
            return None
        unit = unit.successor
    return unit


def follow(asked: QueryDict, on: dt.date, *, by: Literal["slug", "pk"] = "slug") -> QueryDict:
    """The query of a list; a unit that is closed on the day gives way to the one that answers in its place.

    The unit stands in `komorka`, named the way the list names units (`by`) or by its slug, as old links do. A unit that
    lives, is unknown or has no successor stays as it was typed. One query where a unit is named, else none; a closed
    unit costs one more for each step of the chain.
    """
    typed = asked.get("komorka", "").replace("\x00", "")[:80]
    if not typed:
        return asked
    pk = number(typed) if by == "pk" else None
    closed = Unit.objects.closed(on).filter(Q(slug=typed) if pk is None else Q(pk=pk)).first()
    heir = heir_of(closed, on) if closed else None
    if heir is None:
        return asked
    followed = asked.copy()
    followed["komorka"] = str(getattr(heir, by))
    return followed


def leads_to(unit: Unit, target: Unit) -> bool:
    """Whether the chain of successors of `unit` meets `target`: a merger that way would be a circle."""
    seen: set[int] = set()
    step: Unit | None = unit
    while step is not None and step.pk not in seen:
        if step.pk == target.pk:
            return True
        seen.add(step.pk)
        step = step.successor
    return False


def former_names(on: dt.date) -> dict[int, list[FormerName]]:
    """Former names by the unit that answers to them on the day: own ones, and those of closed predecessors.

    One query, whatever the number of units.
    """
    ended = Unit.objects.closed(on).filter(successor__isnull=False)
    rows = list(
        Unit.objects.filter(Q(former_names__isnull=False) | Q(pk__in=ended.values("pk")))
        .order_by("pk", "former_names__pk")
        .annotate(was=F("former_names__name"), sign=F("former_names__symbol"), until=F("former_names__until_on"))
    )
    closed = {unit.pk: unit for unit in rows if unit.successor_id and unit.is_closed(on)}
    found: dict[int, list[FormerName]] = {}
    for row in rows:
        if row.was is not None:
            heir = _end(row.pk, closed)
            found.setdefault(heir, []).append(FormerName(row.was, row.sign, row.until, own=heir == row.pk))
    for unit in closed.values():
        found.setdefault(_end(unit.pk, closed), []).append(
            FormerName(unit.name, unit.symbol, unit.active_until, own=False)
        )
    return found


def _end(pk: int, closed: Mapping[int, Unit]) -> int:
    seen: set[int] = set()
    while pk in closed and pk not in seen:
        seen.add(pk)
        pk = closed[pk].successor_id or pk
    return pk


def names_leading_to(unit: Unit, on: dt.date) -> list[FormerName]:
    return former_names(on).get(unit.pk, [])


def name_on(unit: Unit, on: dt.date, former: Iterable[UnitName] | None = None) -> str:
    """The name the unit bore on the day."""
    rows = unit.former_names.all() if former is None else former
    then = next((row for row in sorted(rows, key=lambda row: row.until_on) if row.until_on >= on), None)
    return str(then or unit)
