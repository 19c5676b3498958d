"""The calendar of what is coming: a month or a week, for both sides; everything it shows stands in its address."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from coordination.calendar import DAY, WorkingCalendar, warsaw, warsaw_date
from coordination.deadlines import office_calendar
from coordination.lineage import follow
from coordination.models import Unit
from coordination.numbers import number
from coordination.standing import Standing, standing_of
from coordination.verdict import Refused

from .. import coming, kinds
from ..coming import Asked, Entry
from ..policies.verdicts import NOT_FOR_YOU
from ..spans import Span, day_off, month_of, typed_day, week_of
from .access import staff
from .screens import screen

WEEK_VIEW = "tydzien"
A_DAY = 6
"""Entries of a day that a month shows; the week shows all."""


@dataclass(frozen=True)
class Filters:
    """Filters of the calendar, read from and kept in the address; nonsense is ignored."""

    view: str
    day: dt.date
    unit: int | None
    kind: str
    sort: str

    @classmethod
    def read(cls, query: Mapping[str, str], today: dt.date) -> "Filters":
        unit, kind, sort = query.get("komorka", ""), query.get("rodzaj", ""), query.get("co", "")
        return cls(
            WEEK_VIEW if query.get("widok") == WEEK_VIEW else "miesiac",
            typed_day(query.get("dzien", ""), today),
            number(unit),
            kind if kinds.known(kind) else "",
            sort if coming.sort_of(sort) else "",
        )

    @property
    def is_set(self) -> bool:
        return bool(self.unit or self.kind or self.sort)

    @property
    def span(self) -> Span:
        return week_of(self.day) if self.view == WEEK_VIEW else month_of(self.day)

    def address(self, **changed: Any) -> str:
        asked = replace(self, **changed)
        given = {
            "widok": asked.view,
            "dzien": asked.day.isoformat(),
            "komorka": asked.unit,
            "rodzaj": asked.kind,
            "co": asked.sort,
        }
        return f"?{urlencode({name: value for name, value in given.items() if value})}"


@dataclass
class Day:
    """One cell: the day with what is on it. `more` counts entries that the month leaves to the week."""

    on: dt.date
    off: str
    is_today: bool
    is_inside: bool
    entries: list[Any] = field(default_factory=list)
    more: int = 0
    week_url: str = ""

    @property
    def is_empty(self) -> bool:
        return not self.entries


@dataclass(frozen=True)
class Line:
    """An entry with the words and the icon of its sort."""

    entry: Entry
    label: Any
    icon: str


@require_GET
@staff
def calendar(request: HttpRequest) -> HttpResponse:
    """Agreed and proposed publications, ends of publication, reviews due, ends of the time for offers."""
    standing = standing_of(request.user)
    if not (standing.units or standing.is_portal_officer or standing.watches_city):
        raise Refused(NOT_FOR_YOU)
    today, off = warsaw_date(timezone.now()), office_calendar()
    filters = Filters.read(follow(request.GET, standing.on, by="pk"), today)
    entries, cut = coming.found(_asked(standing, filters))
    numbers = Counter(entry.sort for entry in entries)
    shown = [entry for entry in entries if filters.sort in ("", entry.sort)]
    return screen(
        request,
        "calendar",
        _("Calendar of what is coming"),
        {
            "filters": filters,
            "span": filters.span,
            "weeks": _weeks(filters, shown, today, off),
            "total": sum(filters.span.first <= entry.on <= filters.span.last for entry in shown),
            "anything": bool(shown),
            "cut": cut,
            "sorts": _sorts(numbers, filters),
            "units": _units(standing),
            "kinds": kinds.choices(),
            **_ways(filters, today),
        },
        under="queue" if standing.is_portal_officer or standing.watches_city else "unit_list",
    )


def _asked(standing: Standing, filters: Filters) -> Asked:
    days = [day for week in filters.span.weeks for day in week]
    start, end = warsaw(days[0], dt.time()), warsaw(days[-1] + DAY, dt.time())
    return Asked(standing, days[0], days[-1], start, end, filters.unit, filters.kind)


def _weeks(filters: Filters, entries: list[Entry], today: dt.date, off: WorkingCalendar) -> list[list[Day]]:
    span = filters.span
    days = {
        day: Day(day, day_off(day, off), day == today, span.first <= day <= span.last)
        for week in span.weeks
        for day in week
    }
    for entry in entries:
        sort = coming.sort_of(entry.sort)
        if entry.on in days:
            days[entry.on].entries.append(Line(entry, sort.label if sort else "", sort.icon if sort else ""))
    if filters.view != WEEK_VIEW:
        for day in days.values():
            day.more = max(0, len(day.entries) - A_DAY)
            day.entries = day.entries[:A_DAY]
            day.week_url = filters.address(view=WEEK_VIEW, day=day.on)
    return [[days[day] for day in week] for week in span.weeks]


def _sorts(numbers: Counter[str], filters: Filters) -> list[tuple[str, Any, int]]:
    """The sorts with how many each has here; those without any only where they are asked for."""
    found = [(sort.code, sort.label, numbers[sort.code]) for sort in coming.sorts()]
    return [row for row in found if row[2] or row[0] == filters.sort]


def _units(standing: Standing) -> list[Unit]:
    rows = Unit.objects.active(standing.on).order_by("name")
    if standing.is_portal_officer or standing.watches_city:
        return list(rows)
    return list(rows.filter(pk__in=list(standing.units)))


def _ways(filters: Filters, today: dt.date) -> dict[str, Any]:
    """Where the links of the screen lead."""
    span = filters.span
    return {
        "previous_url": filters.address(day=span.previous),
        "following_url": filters.address(day=span.following),
        "today_url": filters.address(day=today),
        "month_url": filters.address(view="miesiac"),
        "week_url": filters.address(view=WEEK_VIEW),
        "clear_url": filters.address(unit=None, kind="", sort=""),
        "is_week": filters.view == WEEK_VIEW,
    }
