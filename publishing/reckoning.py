"""The reckoning of completeness: for one unit or for all of them the same, in a constant number of queries.

The list of a unit is this reckoning for one unit, the report of the city for all of them: their sums are equal because
there is nothing else to add up (scenario 61).
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.urls import NoReverseMatch, reverse

from coordination import order
from coordination.calendar import warsaw_date
from coordination.models import Designation, Unit, UnitTopic

from . import completeness_sources, kinds
from .completeness import OVERDUE, OWN_ITEMS, Answer, Contact, Declared, Item, Told, UnitFacts, finding, judged
from .declared import AidDeclaration, MeetingAttestation
from .models import Stewardship
from .signals_seen import SORTS, Finding, Sort
from .staleness import Freshness

FINDING = "ustalenie-"
"""Codes of items that stand for a sort of findings begin so."""
ASKED_ALREADY = frozenset({Sort.REVIEW})
"""Pages past their review day are an item of their own, counted from the day itself."""
FOUND_ITEMS = tuple(
    Item(
        f"{FINDING}{code}", words.label, order.CURRENT_CONTENT, finding(f"{FINDING}{code}", words.to_do), of_served=True
    )
    for code, words in SORTS.items()
    if code not in ASKED_ALREADY
)


class Total:
    """Of one item: how many units lack it, how many things in all."""

    __slots__ = ("things", "units")

    def __init__(self, answers: Iterable[Answer]) -> None:
        lacking = [answer for answer in answers if answer.lacking]
        self.units = len(lacking)
        self.things = sum(answer.number for answer in lacking)


@dataclass(frozen=True)
class Row:
    """A unit with its answers by the code of the item."""

    unit: Unit
    facts: UnitFacts
    answers: Mapping[str, Answer]

    @property
    def lacking(self) -> list[str]:
        """Codes of what is still to do, in the order of the items."""
        return [code for code, answer in self.answers.items() if answer.lacking]


@dataclass(frozen=True)
class Reckoning:
    items: Sequence[Item]
    rows: Sequence[Row]

    @property
    def totals(self) -> dict[str, Total]:
        return {item.code: Total(row.answers[item.code] for row in self.rows) for item in self.items}

    @property
    def lacking(self) -> int:
        """How many lines all the lists have together."""
        return sum(len(row.lacking) for row in self.rows)


def items() -> tuple[Item, ...]:
    """Every item in the order of screens: people, what organisations find, pages, what the portal noticed on them."""
    return (*OWN_ITEMS, *FOUND_ITEMS)


def is_finding(code: str) -> bool:
    """Whether the item is a sort of what the portal noticed on pages."""
    return code.startswith(FINDING)


def things_url(unit_id: int, code: str) -> str:
    """From a number of the report to the things it counts: pages where it counts pages, else the line of the list."""
    if code == OVERDUE:
        return _address("publishing:stale", komorka=unit_id, stan=Freshness.OVERDUE.value)
    line = f"{_address('publishing:completeness', komorka=unit_id)}#{code}"
    if is_finding(code):
        return _address("publishing:findings", komorka=unit_id, ustalenie=code.removeprefix(FINDING)) or line
    return line


def _address(name: str, **query: Any) -> str:
    try:
        return f"{reverse(name)}?{urlencode(query)}"
    except NoReverseMatch:  # a host without the staff screens
        return ""


def reckon(units: QuerySet[Unit], now: dt.datetime) -> Reckoning:
    """Units with everything that is judged about them on the Warsaw day of `now`."""
    on = warsaw_date(now)
    found = list(_with_profile(units))
    facts = _facts(found, on)
    asked = items()
    return Reckoning(asked, [Row(unit, facts[unit.pk], judged(asked, facts[unit.pk])) for unit in found])


def at_work(on: dt.date) -> QuerySet[Unit]:
    """The units that the report is about."""
    return Unit.objects.active(on)


def _with_profile(units: QuerySet[Unit]) -> QuerySet[Unit]:
    topics = UnitTopic.objects.filter(content_object=OuterRef("pk"))
    spheres = Unit.spheres.through._default_manager.filter(unit=OuterRef("pk"))
    marked = units.annotate(has_topics=Exists(topics), has_spheres=Exists(spheres))
    return marked.select_related("kind", "served_by").order_by("name", "pk")


def _facts(units: Sequence[Unit], on: dt.date) -> dict[int, UnitFacts]:
    pks = [unit.pk for unit in units]
    contacts, told = _contacts(pks, on), completeness_sources.told(pks, on)
    declared, attested = _declared(pks), _attested(pks, on)
    overdue, findings = _overdue(pks, on), _findings(pks)
    return {
        unit.pk: UnitFacts(
            unit_id=unit.pk,
            on=on,
            served_by=str(unit.served_by or ""),
            contacts=tuple(contacts.get(unit.pk, ())),
            email=unit.email,
            has_topics=unit.has_topics,  # type: ignore[attr-defined]
            has_spheres=unit.has_spheres,  # type: ignore[attr-defined]
            told={fact: rows.get(unit.pk, Told()) for fact, rows in told.items()},
            declared=declared.get(unit.pk),
            attested=tuple(attested.get(unit.pk, ())),
            overdue=overdue.get(unit.pk, 0),
            findings=findings.get(unit.pk, {}),
        )
        for unit in units
    }


def _contacts(pks: Collection[int], on: dt.date) -> dict[int, list[Contact]]:
    """Coordinators and deputies in office. One query."""
    rows = Designation.objects.in_force(on).contacts().filter(unit_id__in=pks).select_related("person")
    found: dict[int, list[Contact]] = defaultdict(list)
    for row in rows.order_by("office", "pk"):
        person = row.person
        found[row.unit_id].append(Contact(person.pk, person.full_name, row.office, person.phone, person.email))
    return found


def _declared(pks: Collection[int]) -> dict[int, Declared]:
    rows = AidDeclaration.objects.in_force().of_units(pks).values_list("unit_id", "pk", "at", "reason")
    return {unit: Declared(pk, warsaw_date(at), reason) for unit, pk, at, reason in rows}


def _attested(pks: Collection[int], on: dt.date) -> dict[int, list[dt.date]]:
    found: dict[int, list[dt.date]] = defaultdict(list)
    rows = MeetingAttestation.objects.in_force().of_units(pks).of_year(on.year)
    for unit, day in rows.values_list("unit_id", "on"):
        found[unit].append(day)
    return found


def _overdue(pks: Collection[int], on: dt.date) -> dict[int, int]:
    """Public pages past their review day, as the report of freshness counts them."""
    rows = Stewardship.objects.stale(on).of_units(pks).exclude(kind=kinds.STRUCTURE).order_by()
    return dict(rows.values_list("unit_id").annotate(number=Count("pk")))


def _findings(pks: Collection[int]) -> dict[int, dict[str, int]]:
    """Open findings by the code of their item. One query."""
    found: dict[int, dict[str, int]] = defaultdict(dict)
    rows: Any = Finding.objects.of_units(pks).counts_by_unit()
    for unit, sort, count in rows:
        found[unit][f"{FINDING}{sort}"] = count
    return found
