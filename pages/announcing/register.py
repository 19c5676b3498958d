"""Every exception from a rule that administrators let pass, the newest first: rows and filters of the list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import urlencode

from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from coordination.calendar import warsaw_date
from coordination.models import Unit
from coordination.numbers import number
from coordination.standing import Standing
from publishing.facts import open_to
from publishing.models import Handoff

from ..competition_states import EARLIEST, LATEST
from ..models import CompetitionPage, RuleException

HEADINGS = (
    _("Day"),
    _("Competition"),
    _("Unit"),
    _("What was let pass"),
    _("Reason"),
    _("Let pass by"),
)


class Filters:
    """Unit and year, read from and kept in the address; nonsense is ignored."""

    def __init__(self, query: Mapping[str, str]) -> None:
        self.unit = number(query.get("komorka", ""))
        year = number(query.get("rok", ""))
        self.year = year if year and EARLIEST.year <= year <= LATEST.year else None

    @property
    def any(self) -> bool:
        return bool(self.unit or self.year)

    def apply(self, rows: QuerySet[RuleException]) -> QuerySet[RuleException]:
        rows = rows.filter(page__stewardship__unit_id=self.unit) if self.unit else rows
        return rows.filter(at__year=self.year) if self.year else rows

    def address(self, **more: Any) -> str:
        given = {"komorka": self.unit, "rok": self.year, **more}
        found = {name: value for name, value in given.items() if value}
        return f"?{urlencode(found)}" if found else ""


def exceptions(standing: Standing) -> QuerySet[RuleException]:
    """Of all units, but of drafts limited to others; with `handoff_id` of the last handoff. No query yet."""
    pages = open_to(standing, CompetitionPage.objects.all())
    last = Handoff.objects.filter(page_id=OuterRef("page_id")).order_by("-pk")
    rows = RuleException.objects.filter(page__in=pages.values("pk")).annotate(
        handoff_id=Subquery(last.values("pk")[:1])
    )
    return rows.select_related("page__stewardship__unit").order_by("-at", "-pk")


def address_of(row: Any) -> str:
    """Where whoever watches the city reads more: the public page, else its handoff; empty for a draft in the unit."""
    if row.page.live:
        return str(row.page.url)
    return reverse("publishing:handoff", args=[row.handoff_id]) if row.handoff_id else ""


def shown(rows: Iterable[Any]) -> Iterator[dict[str, Any]]:
    for row in rows:
        yield {"made": row, "title": row.page.title, "unit": row.page.stewardship.unit, "url": address_of(row)}


def units(rows: QuerySet[RuleException]) -> list[Unit]:
    return list(Unit.objects.filter(pk__in=rows.order_by().values("page__stewardship__unit_id")).order_by("name"))


def years(rows: QuerySet[RuleException]) -> list[int]:
    return [day.year for day in rows.order_by().datetimes("at", "year", order="DESC")]


def cells(row: RuleException) -> list[Any]:
    """The row as a file holds it, in the order of HEADINGS."""
    unit = str(row.page.stewardship.unit)
    return [warsaw_date(row.at), row.page.title, unit, row.breach, row.reason, row.by_name]
