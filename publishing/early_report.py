"""«Terminy krótsze niż zwykle»: dates agreed with less than the lead time, by unit and month, with both reasons."""

import datetime as dt
from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.db.models import Count, Prefetch, QuerySet
from django.db.models.functions import TruncMonth
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from coordination.models import Unit
from coordination.numbers import number
from coordination.standing import Standing

from .facts import marked
from .models import DateProposal, Handoff
from .states import Answer, Side

HEADINGS = (
    _("Title"),
    _("Unit"),
    _("Kind of content"),
    _("Goes public"),
    _("Earliest usual day"),
    _("Proposed by"),
    _("Side"),
    _("Why sooner than usual"),
    _("Agreed by"),
    _("Why the portal team took it"),
    _("Agreed on"),
)
MONTHS = 24
"""So many months are offered as a filter."""


class Filters:
    """Month and unit, read from and kept in the address; nonsense is ignored."""

    def __init__(self, query: Mapping[str, str]) -> None:
        self.month = _month(query.get("miesiac", ""))
        self.unit = number(query.get("komorka", ""))

    def apply(self, rows: QuerySet[DateProposal]) -> QuerySet[DateProposal]:
        if self.month:
            rows = rows.filter(answered_at__year=self.month.year, answered_at__month=self.month.month)
        return rows.filter(handoff__unit_id=self.unit) if self.unit else rows

    @property
    def in_use(self) -> bool:
        return bool(self.month or self.unit)

    @property
    def month_code(self) -> str:
        return f"{self.month:%Y-%m}" if self.month else ""

    def address(self, **more: Any) -> str:
        given = {"miesiac": self.month_code, "komorka": self.unit, **more}
        found = {name: value for name, value in given.items() if value}
        return f"?{urlencode(found)}" if found else ""


def exceptions() -> QuerySet[DateProposal]:
    """Dates that both sides agreed although they left less than the lead time."""
    return DateProposal.objects.filter(earliest_on__isnull=False, answer=Answer.ACCEPTED)


def rows_of(rows: QuerySet[DateProposal], standing: Standing) -> QuerySet[DateProposal]:
    """The list, the newest first; `handoff.is_shut` where a draft is limited to others. Two queries."""
    handoffs = marked(Handoff.objects.select_related("unit", "page"), standing)
    return rows.prefetch_related(Prefetch("handoff", queryset=handoffs)).order_by("-answered_at", "-pk")


class Number(NamedTuple):
    """How many exceptions a unit was given in a month."""

    month: dt.date
    unit: str
    total: int


def numbers(rows: QuerySet[DateProposal]) -> list[Number]:
    """By month, the newest first, and unit. One query."""
    by_month = rows.annotate(month=TruncMonth("answered_at")).values("month", "handoff__unit__name")
    counted = by_month.annotate(total=Count("pk")).order_by("-month", "handoff__unit__name")
    return [Number(row["month"].date(), row["handoff__unit__name"], row["total"]) for row in counted]


def months() -> list[tuple[str, str]]:
    """The months in which there is something. One query."""
    found = exceptions().annotate(month=TruncMonth("answered_at")).order_by("-month")
    days = found.values_list("month", flat=True).distinct()[:MONTHS]
    return [(f"{day:%Y-%m}", date_format(day, "F Y")) for day in days]


def units() -> list[Unit]:
    return list(Unit.objects.filter(pk__in=exceptions().values("handoff__unit_id")).order_by("name"))


def cells(row: Any) -> list[Any]:
    """The row as a file holds it, in the order of HEADINGS; of a draft limited to others without its words."""
    handoff, shut = row.handoff, row.handoff.is_shut
    return [
        handoff.title,
        str(handoff.unit),
        handoff.kind_label,
        row.publish_at,
        row.earliest_on,
        row.by_name,
        Side(row.side).label,
        "" if shut else row.lead_reason,
        row.answered_by_name,
        "" if shut else row.lead_answer,
        row.answered_at,
    ]


def _month(typed: str) -> dt.date | None:
    """«2026-11» from an address."""
    try:
        return dt.date.fromisoformat(f"{typed}-01") if len(typed) == 7 else None
    except ValueError:
        return None
