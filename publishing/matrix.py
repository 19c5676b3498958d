"""The matrix units × kinds, the register of rights and its history, read in a fixed number of queries."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from coordination.models import AuditEntry, Designation, Unit
from coordination.numbers import number

from . import kinds
from .models import Handoff, PublishingRight
from .right_plans import Cell, Held

PAGE_SIZE = 50
LONGEST = 80
VERBS = ("right.give", "right.end", "right.cancel")


class MatrixFilters:
    """What the address says; nonsense is ignored and never an error."""

    def __init__(self, query: Mapping[str, str]) -> None:
        kind, page = query.get("rodzaj", ""), query.get("strona", "")
        self.kind = kind if kind in dict(kinds.choices()) else ""
        self.text = " ".join(query.get("q", "").replace("\x00", "").split())[:LONGEST]
        self.page = number(page) or 1

    @property
    def in_use(self) -> bool:
        return bool(self.kind or self.text)

    def kinds(self) -> list[Any]:
        return [kind for kind in kinds.editorial() if self.kind in ("", kind.code)]

    def units(self, on: dt.date) -> QuerySet:
        """SQLite knows case only in ASCII, so Polish capitals are tried too."""
        found = Unit.objects.active(on)
        for word in self.text.split():
            wanted = Q(symbol__iexact=word)
            for form in {word, word.lower(), word.upper(), word.capitalize()}:
                wanted |= Q(name__icontains=form)
            found = found.filter(wanted)
        return found.order_by("name", "pk")

    def address(self, page: int = 1) -> str:
        values = {"q": self.text, "rodzaj": self.kind, "strona": page if page > 1 else ""}
        query = urlencode({key: value for key, value in values.items() if value})
        return f"?{query}" if query else ""


@dataclass
class MatrixCell:
    """One unit, one kind: what holds today, and what is to come, in words. `state` picks the icon."""

    unit: Unit
    kind: Any
    state: str = "handover"
    says: str = ""
    lines: list[str] = field(default_factory=list)
    chosen: bool = False

    @property
    def value(self) -> str:
        return f"{self.unit.pk}:{self.kind.code}"

    @property
    def icon(self) -> str:
        return {"unit": "check", "person": "user", "handover": "mail"}[self.state]


@dataclass
class MatrixRow:
    unit: Unit
    cells: list[MatrixCell]


def matrix(filters: MatrixFilters, on: dt.date, chosen: Collection[str] = ()) -> tuple[Any, list[MatrixRow]]:
    """The page of the paginator and its rows. Three queries whatever the number of units."""
    page = Paginator(filters.units(on), PAGE_SIZE).get_page(filters.page)
    units = list(page.object_list)
    found: dict[Cell, list[PublishingRight]] = {}
    rows = rights_from(on).filter(unit__in=units).select_related("person", "site")
    for right in rows.order_by("from_on", "pk"):
        found.setdefault((right.unit_id, right.kind), []).append(right)
    return page, [
        MatrixRow(
            unit, [_cell(unit, kind, found.get((unit.pk, kind.code), []), on, chosen) for kind in filters.kinds()]
        )
        for unit in units
    ]


def rights_from(on: dt.date) -> QuerySet[PublishingRight]:
    """In force on the day or later."""
    return PublishingRight.objects.filter(Q(until_on__isnull=True) | Q(until_on__gte=on))


def _cell(unit: Unit, kind: Any, rights: list[PublishingRight], on: dt.date, chosen: Collection[str]) -> MatrixCell:
    cell = MatrixCell(unit, kind)
    now = [right for right in rights if right.from_on <= on]
    whole = [right for right in now if right.person is None]
    if whole:
        cell.state, cell.says = "unit", _("publishes itself")
    elif now:
        cell.state = "person"
        cell.says = _("only %(name)s publishes") % {"name": ", ".join(str(right.person) for right in now)}
    else:
        cell.says = _("hands over")
    for right in now:
        cell.lines += _limits(right)
    cell.lines += [_later(right) for right in rights if right.from_on > on]
    cell.chosen = cell.value in chosen
    return cell


def _limits(right: PublishingRight) -> list[str]:
    found = [_("until %(day)s") % {"day": long_day(right.until_on)}] if right.until_on else []
    return found + ([_("only in %(portal)s") % {"portal": right.site}] if right.site else [])


def _later(right: PublishingRight) -> str:
    day = long_day(right.from_on)
    if right.person:
        text = _("from %(day)s: only %(name)s publishes") % {"day": day, "name": right.person}
    else:
        text = _("from %(day)s: publishes itself") % {"day": day}
    return ", ".join([text, *_limits(right)])


def long_day(day: dt.date | None) -> str:
    return date_format(day, "j E Y") if day else ""


def held_of(unit_ids: Iterable[int], on: dt.date) -> list[Held]:
    """Rights of the units that hold or will hold, for planning. One query."""
    return [
        Held(row.pk, (row.unit_id, row.kind), row.from_on, row.until_on, row.site_id, row.person_id)
        for row in rights_from(on).filter(unit_id__in=list(unit_ids))
    ]


def people_of(unit_ids: Iterable[int], on: dt.date) -> list[tuple[int, str]]:
    """Coordinators and deputies of the units, for «only this person». One query."""
    rows = (
        Designation.objects.in_force(on).contacts().filter(unit_id__in=list(unit_ids)).select_related("person", "unit")
    )
    named = {row.person_id: f"{row.person} ({row.unit.symbol or row.unit.name})" for row in rows}
    return sorted(named.items(), key=lambda item: item[1])


def acts_in(person_id: int, unit_ids: Iterable[int], on: dt.date) -> bool:
    """Whether the person is coordinator or deputy in each of the units."""
    wanted = set(unit_ids)
    rows = Designation.objects.in_force(on).contacts().filter(person_id=person_id, unit_id__in=wanted)
    return set(rows.values_list("unit_id", flat=True)) == wanted


def waiting_in(cells: Collection[Cell]) -> int:
    """Open handoffs of the cells: a change of rights does not release them. One query."""
    rows = Handoff.objects.open().filter(unit_id__in={unit for unit, _kind in cells}).order_by()
    numbers = rows.values_list("unit_id", "kind").annotate(number=Count("pk"))
    return sum(number for unit, kind, number in numbers if (unit, kind) in set(cells))


# -- register and history -------------------------------------------------------------------------------------------


def register_rows(on: dt.date, *, ended: bool = False, unit: Unit | None = None) -> QuerySet[PublishingRight]:
    """The register: what holds or will hold, with `ended` everything that ever did. One query."""
    rows = PublishingRight.objects.all() if ended else rights_from(on)
    if unit is not None:
        rows = rows.filter(unit=unit)
    return rows.select_related("unit", "person", "site").order_by("unit__name", "unit_id", "kind", "from_on", "pk")


def state_of(right: PublishingRight, on: dt.date) -> str:
    if right.from_on > on:
        return _("begins later")
    return _("ended") if right.until_on and right.until_on < on else _("in force")


def headings() -> list[str]:
    return [
        _("Unit"),
        _("Kind of content"),
        _("From (first day)"),
        _("Until (last day)"),
        _("Only this person"),
        _("Portal"),
        _("Basis"),
        _("Granted by"),
        _("State"),
    ]


def cells_of(right: PublishingRight, on: dt.date) -> list[Any]:
    """The row of a file."""
    return [
        str(right.unit),
        str(right.kind_label),
        right.from_on,
        right.until_on,
        str(right.person or ""),
        str(right.site or ""),
        right.basis,
        right.granted_by,
        state_of(right, on),
    ]


def deeds(unit_id: int | None = None) -> QuerySet[AuditEntry]:
    """Lines of the book about rights, the newest first."""
    rows = AuditEntry.objects.filter(verb__in=VERBS, outcome="done")
    return rows.filter(unit_id=unit_id) if unit_id is not None else rows
