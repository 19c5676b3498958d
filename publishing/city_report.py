"""«Raport miasta»: units × what they still lack, with filters and order in the address (issue «answers», item 10)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coordination.models import Unit
from coordination.numbers import number
from coordination.standing import Standing

from .completeness import Item, State
from .reckoning import Reckoning, Row, Total, at_work, is_finding, items
from .trend import Series

UNIT, ALL = "komorka", "razem"
DEFAULT_ORDER = f"-{ALL}"
LONGEST = 80
NOT_ASKED = "–"
OWN, FOUND = "braki", "ustalenia"
GROUPS = {OWN: gettext_lazy("completeness"), FOUND: gettext_lazy("signals on pages")}


class Filters:
    """What the address says; nonsense is ignored and never an error."""

    def __init__(self, query: Mapping[str, str]) -> None:
        self.every = items()
        codes = {item.code for item in self.every}
        self.text = " ".join(query.get("q", "").replace("\x00", "").split())[:LONGEST]
        self.unit = number(query.get("komorka", ""))
        self.kind = number(query.get("rodzaj", ""))
        item, group, order = query.get("pozycja", ""), query.get("grupa", ""), query.get("porzadek", "")
        self.item = item if item in codes else ""
        self.group = group if group in GROUPS else ""
        self.only = query.get("braki", "") == "1"
        self.order = order if order.removeprefix("-") in {*codes, UNIT, ALL} else DEFAULT_ORDER

    @property
    def in_use(self) -> int:
        return sum(map(bool, (self.text, self.unit, self.kind, self.item, self.only)))

    @cached_property
    def columns(self) -> list[Item]:
        """The items that the table shows."""
        if self.item:
            return [item for item in self.every if item.code == self.item]
        if self.group:
            return [item for item in self.every if is_finding(item.code) == (self.group == FOUND)]
        return list(self.every)

    def units(self, rows: QuerySet[Unit]) -> QuerySet[Unit]:
        if self.unit:
            rows = rows.filter(pk=self.unit)
        return rows.filter(kind_id=self.kind) if self.kind else rows

    def apply(self, rows: Sequence[Row]) -> list[Row]:
        """Those asked for, in the order of the address."""
        found = [row for row in rows if self._has(row) and (not self.only or self.sum(row))]
        found.sort(key=lambda row: row.unit.name)
        if self.order.removeprefix("-") != UNIT:
            found.sort(key=self._number, reverse=self.order.startswith("-"))
        elif self.order.startswith("-"):
            found.reverse()
        return found

    def sum(self, row: Row) -> int:
        """How many of the shown items the unit lacks."""
        return sum(row.answers[item.code].lacking for item in self.columns)

    def _number(self, row: Row) -> int:
        code = self.order.removeprefix("-")
        if code == ALL:
            return self.sum(row)
        answer = row.answers[code]
        return answer.number if answer.lacking else 0

    def _has(self, row: Row) -> bool:
        name = f"{row.unit.name} {row.unit.symbol}".casefold()
        return all(word in name for word in self.text.casefold().split())

    def query(self, **changed: Any) -> str:
        """The query part of this list's address with some values changed; the page number starts anew."""
        values = {
            "q": self.text,
            "komorka": self.unit or "",
            "rodzaj": self.kind or "",
            "pozycja": self.item,
            "grupa": self.group,
            "braki": "1" if self.only else "",
            "porzadek": "" if self.order == DEFAULT_ORDER else self.order,
        } | changed
        return urlencode({key: value for key, value in values.items() if value})

    def address(self, **changed: Any) -> str:
        query = self.query(**changed)
        return f"?{query}" if query else ""

    def heads(self) -> list[Head]:
        named = [Named(UNIT, _("Unit")), Named(ALL, _("All in all"))]
        return [self._head(one) for one in (*named, *(Named(item.code, item.label) for item in self.columns))]

    def _head(self, named: Named) -> Head:
        here, down = self.order.removeprefix("-") == named.code, self.order.startswith("-")
        first, second = (named.code, f"-{named.code}") if named.code == UNIT else (f"-{named.code}", named.code)
        turned = second if here and self.order == first else first
        sorted_by = ("descending" if down else "ascending") if here else ""
        address = self.address(porzadek="" if turned == DEFAULT_ORDER else turned)
        return Head(named.code, named.label, address or "?", sorted_by)


class Named(NamedTuple):
    code: str
    label: Any


class Head(NamedTuple):
    """A heading of the table that sorts."""

    code: str
    label: Any
    url: str
    sorted: str


class Cell(NamedTuple):
    """«3» with the way to the three, «0», or «–» where the item is not asked of the unit."""

    item: Item
    says: str
    url: str
    words: str

    @property
    def is_number(self) -> bool:
        return bool(self.url)


@dataclass(frozen=True)
class Line:
    """A row of the table."""

    unit: Unit
    total: int
    cells: list[Cell]


def scope(standing: Standing) -> QuerySet[Unit]:
    """Units the person may see in the report: all of them, or those that the person heads."""
    rows = at_work(standing.on)
    if standing.watches_city:
        return rows
    return rows.filter(pk__in=[unit for unit in standing.units if standing.heads(unit)])


def line(row: Row, filters: Filters, address: Any) -> Line:
    """`address` gives the way from an item of a unit to its things."""
    cells = []
    for item in filters.columns:
        answer = row.answers[item.code]
        says = NOT_ASKED if answer.state == State.NOT_ASKED else str(answer.number if answer.lacking else 0)
        cells.append(Cell(item, says, address(row.unit.pk, item.code) if answer.lacking else "", answer.words))
    return Line(row.unit, filters.sum(row), cells)


def headings(filters: Filters) -> list[Any]:
    return [_("Unit"), _("Symbol"), _("Kind of unit"), _("All in all"), *(item.label for item in filters.columns)]


def cells(shown: Line) -> list[Any]:
    """The line as a file holds it, in the order of `headings`."""
    numbers = [int(cell.says) if cell.says != NOT_ASKED else NOT_ASKED for cell in shown.cells]
    return [shown.unit.name, shown.unit.symbol, str(shown.unit.kind), shown.total, *numbers]


def totals(rows: Sequence[Row], filters: Filters) -> list[Total]:
    """Under each column: the sum of the lists of the shown units."""
    shown = Reckoning(filters.columns, rows).totals
    return [shown[item.code] for item in filters.columns]


def total_cells(rows: Sequence[Row], filters: Filters) -> list[Any]:
    sums = totals(rows, filters)
    return [_("Total"), "", "", sum(one.units for one in sums), *(one.things for one in sums)]


def series(filters: Filters, measured: Mapping[str, Mapping[dt.date, Any]]) -> list[Series]:
    """What the trend shows: of one item how many units lack it, else both groups with all their gaps."""
    if filters.item:
        (item,) = filters.columns
        rows = measured.get(item.code, {})
        return [Series(item.label, {month: row.units for month, row in rows.items()})]
    return [Series(label, _sum(group, filters, measured)) for group, label in GROUPS.items()]


def _sum(group: str, filters: Filters, measured: Mapping[str, Mapping[dt.date, Any]]) -> dict[dt.date, int]:
    found: dict[dt.date, int] = {}
    for item in filters.every:
        if is_finding(item.code) != (group == FOUND):
            continue
        for month, row in measured.get(item.code, {}).items():
            found[month] = found.get(month, 0) + row.units
    return found
