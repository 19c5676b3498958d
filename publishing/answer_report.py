"""«Odpowiedzi na zapytania»: how fast answers come, by unit, in a period; who is better is nobody's question here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from dateutil.relativedelta import relativedelta
from django.db.models import QuerySet
from django.utils.dateparse import parse_date
from django.utils.translation import gettext_lazy as _

from coordination.answer_figures import Case, Figures, by_unit, figures
from coordination.answering import cases, of_units, received_within, sample
from coordination.deadlines import office_calendar
from coordination.models import Inquiry, Topic, Unit
from coordination.numbers import number
from coordination.standing import Standing
from coordination.states import Matter

MONTHS = 12
EARLIEST = dt.date(2020, 1, 1)
HEADINGS = (
    _("Unit"),
    _("Inquiries counted"),
    _("Answered"),
    _("Half of the answers within (working days)"),
    _("Answered in time"),
    _("In time, per cent of what was due"),
    _("Waiting, in time"),
    _("Overdue"),
    _("Waiting for the asker"),
)


class Filters:
    """Days of receipt, unit, topic and matter, read from and kept in the address; nonsense is ignored."""

    def __init__(self, query: Mapping[str, str], today: dt.date) -> None:
        self.default_first, self.default_last = today - relativedelta(months=MONTHS), today
        self.first = _day(query.get("od", "")) or self.default_first
        self.last = _day(query.get("do", "")) or self.default_last
        if self.last < self.first:
            self.first, self.last = self.last, self.first
        self.unit = number(query.get("komorka", ""))
        self.topic = number(query.get("temat", ""))
        matter = query.get("sprawa", "")
        self.matter = matter if matter in Matter.values else ""

    def apply(self, standing: Standing) -> QuerySet[Inquiry]:
        """What the person may count, of the period, unit, topic and matter."""
        rows = received_within(self.first, self.last)
        if not standing.watches_city:
            rows = of_units(rows, list(standing.units))
        if self.unit:
            rows = of_units(rows, [self.unit])
        if self.topic:
            rows = rows.filter(topic_id=self.topic)
        return rows.filter(matter=self.matter) if self.matter else rows

    @property
    def in_use(self) -> bool:
        period = (self.first, self.last) != (self.default_first, self.default_last)
        return bool(period or self.unit or self.topic or self.matter)

    def address(self, **more: Any) -> str:
        given = {"od": self.first, "do": self.last, "komorka": self.unit, "temat": self.topic, "sprawa": self.matter}
        found = {name: value for name, value in {**given, **more}.items() if value}
        return f"?{urlencode(found)}"


@dataclass(frozen=True)
class Row:
    """A unit with its figures."""

    unit: Unit
    figures: Figures


@dataclass(frozen=True)
class Report:
    """Units by name, their sum, and the smallest sample that shows a share."""

    rows: list[Row]
    total: Figures
    sample: int


def report(filters: Filters, standing: Standing) -> Report:
    """Five queries, whatever the number of units: standard, days off, inquiries, what was said, units."""
    least, calendar, found = sample(), office_calendar(), cases(filters.apply(standing))

    def of(some: Iterable[Case]) -> Figures:
        return figures(some, on=standing.on, calendar=calendar, sample=least)

    grouped = by_unit(found)
    units = Unit.objects.filter(pk__in=list(grouped)).order_by("name", "pk")
    return Report([Row(unit, of(grouped[unit.pk])) for unit in units], of(found), least)


def topics() -> QuerySet[Topic]:
    return Topic.objects.filter(inquiries__isnull=False).distinct().order_by("name")


def units_for(standing: Standing) -> QuerySet[Unit]:
    """The units whose figures the person may ask for."""
    units = Unit.objects.all() if standing.watches_city else Unit.objects.filter(pk__in=list(standing.units))
    return units.order_by("name")


def cells(row: Row) -> list[Any]:
    """The row as a file holds it, in the order of HEADINGS; empty where the sample is too small."""
    found = row.figures
    return [
        str(row.unit),
        found.total,
        found.answered,
        found.median,
        found.in_time,
        found.share,
        found.waiting,
        found.overdue,
        found.asked,
    ]


def _day(typed: str) -> dt.date | None:
    """A day of an address, of this portal's lifetime and not beyond the calendar."""
    try:
        found = parse_date(typed)
    except ValueError:
        return None
    return found if found and EARLIEST <= found <= dt.date(2100, 1, 1) else None
