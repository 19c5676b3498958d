"""«Treści do przeglądu»: governed public pages, by when each is to be looked at, whom to ask (§ 3 pkt 2)."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, F, OrderBy, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from coordination.boards import Contact
from coordination.models import Unit
from coordination.numbers import number
from coordination.standing import Standing

from . import kinds
from .freshness import may_confirm
from .models import Stewardship
from .staleness import Freshness, freshness

ICONS = {Freshness.OVERDUE: "warning", Freshness.IN_DATE: "circle-check", Freshness.NEVER: "help"}
ORDERS = {
    "strona": ("page__title",),
    "komorka": ("unit__name",),
    "rodzaj": ("kind",),
    "przeglad": ("review_by",),
    "potwierdzono": ("confirmed_at",),
    "zaktualizowano": ("updated_at",),
}
DEFAULT_ORDER = "przeglad"
LONGEST = 100


@dataclass(frozen=True)
class Row:
    """One page of the report. `mine`: this person may confirm it."""

    record: Stewardship
    state: Freshness
    address: str
    contact: Contact | None
    mine: bool
    editable: bool

    @property
    def icon(self) -> str:
        return ICONS[self.state]

    @property
    def kind(self) -> Any:
        return kinds.label(self.record.kind)

    @property
    def updated(self) -> dt.datetime | None:
        """As in the metryczka: the last public change that was not minor, else the first publication."""
        return self.record.updated_at or self.record.page.first_published_at


HEADINGS = (
    _("Page"),
    _("Address"),
    _("Unit"),
    _("Kind"),
    _("State"),
    _("Review by"),
    _("Last confirmed"),
    _("Confirmed by"),
    _("Updated"),
    _("Contact today"),
    _("Role"),
    _("Phone"),
    _("E-mail"),
)


def cells(row: Row) -> list[Any]:
    """The row as a file holds it, in the order of HEADINGS."""
    record, contact = row.record, row.contact
    who = (contact.name, contact.role, contact.phone, contact.email) if contact else ("", "", "", "")
    return [
        record.page.title,
        row.address,
        str(record.unit),
        row.kind,
        row.state.label,
        record.review_by,
        record.confirmed_at,
        record.confirmed_by,
        row.updated,
        *who,
    ]


def may_read(standing: Standing) -> bool:
    return bool(standing.units) or standing.watches_city


def within(standing: Standing) -> QuerySet:
    """Public pages the person may see here: the whole city, or the own units."""
    rows = Stewardship.objects.filter(page__live=True, archived_at__isnull=True).exclude(kind=kinds.STRUCTURE)
    return rows if standing.watches_city else rows.of_units(list(standing.units))


def state_is(state: str, on: dt.date) -> Q:
    """The same three states as `staleness.freshness`, for the database."""
    overdue = Q(review_by__isnull=False, review_by__lt=on)
    if state == Freshness.OVERDUE:
        return overdue
    return ~overdue & Q(confirmed_at__isnull=state == Freshness.NEVER)


class Filters:
    """What the address says; nonsense is ignored and never an error."""

    def __init__(self, query: Mapping[str, str]) -> None:
        unit, kind, state = query.get("komorka", ""), query.get("rodzaj", ""), query.get("stan", "")
        self.unit = number(unit)
        self.kind = kind if kinds.known(kind) else ""
        self.state = state if state in Freshness.values else ""
        self.text = " ".join(query.get("q", "").replace("\x00", "").split())[:LONGEST]
        order = query.get("porzadek", "")
        self.order = order if order.removeprefix("-") in ORDERS else DEFAULT_ORDER

    def apply(self, rows: QuerySet, on: dt.date) -> QuerySet:
        rows = self.but_state(rows)
        return rows.filter(state_is(self.state, on)) if self.state else rows

    def but_state(self, rows: QuerySet) -> QuerySet:
        """Every filter but that of the state, whose tabs show how many each would give."""
        wanted = Q()
        if self.unit:
            wanted &= Q(unit_id=self.unit)
        if self.kind:
            wanted &= Q(kind=self.kind)
        if self.text:
            wanted &= _has(self.text)
        return rows.filter(wanted)

    def ordered(self, rows: QuerySet) -> QuerySet:
        down = self.order.startswith("-")
        fields = ORDERS[self.order.removeprefix("-")]
        return rows.order_by(*(OrderBy(F(name), descending=down, nulls_last=True) for name in fields), "page_id")

    @property
    def in_use(self) -> int:
        return sum(map(bool, (self.unit, self.kind, self.state, self.text)))

    def address(self, **changed: Any) -> str:
        """The query part of this list's address with some values changed; the page number starts anew."""
        values = {
            "q": self.text,
            "komorka": self.unit or "",
            "rodzaj": self.kind,
            "stan": self.state,
            "porzadek": "" if self.order == DEFAULT_ORDER else self.order,
        } | changed
        query = urlencode({key: value for key, value in values.items() if value})
        return f"?{query}" if query else ""

    def columns(self) -> list[dict[str, Any]]:
        """Heads of the sortable columns: label, address that sorts, `aria-sort`."""
        labels = (_("Page"), _("Unit"), _("Kind"), _("Review by"), _("Last confirmed"), _("Updated"))
        return [self._column(name, label) for name, label in zip(ORDERS, labels, strict=True)]

    def _column(self, name: str, label: Any) -> dict[str, Any]:
        here, down = self.order.removeprefix("-") == name, self.order.startswith("-")
        turned = f"-{name}" if here and not down else name
        sorted_by = ("descending" if down else "ascending") if here else ""
        url = self.address(porzadek="" if turned == DEFAULT_ORDER else turned) or "?"
        return {"name": name, "label": label, "url": url, "sorted": sorted_by}


def _has(text: str) -> Q:
    """The words in the title or the address. SQLite knows case only in ASCII, so Polish capitals are tried too."""
    wanted = Q()
    for word in text.split():
        forms = {word, word.lower(), word.upper(), word.capitalize()}
        found = Q(page__slug__icontains=word)
        for form in forms:
            found |= Q(page__title__icontains=form)
        wanted &= found
    return wanted


def counts(rows: QuerySet, on: dt.date) -> dict[str, int]:
    """How many pages in each state, and in all. One query."""
    numbers = {state.name.lower(): Count("pk", filter=state_is(state, on)) for state in Freshness}
    return rows.order_by().aggregate(all=Count("pk"), **numbers)


def tabs(filters: Filters, numbers: dict[str, int]) -> list[dict[str, Any]]:
    """«Wszystkie 34 · przeterminowane 5 · …»: the state filter with its numbers."""
    every = {
        "label": _("all"),
        "number": numbers["all"],
        "url": filters.address(stan="") or "?",
        "here": not filters.state,
    }
    return [every] + [
        {
            "label": state.label,
            "number": numbers[state.name.lower()],
            "url": filters.address(stan=state.value),
            "here": filters.state == state,
            "icon": ICONS[state],
            "state": state.name.lower(),
        }
        for state in Freshness
    ]


def units_for(standing: Standing) -> QuerySet:
    """Units offered in the filter: those that have pages here."""
    return Unit.objects.filter(pk__in=within(standing).order_by().values("unit_id")).order_by("name", "pk")


def rows_of(
    records: Iterable[Stewardship],
    standing: Standing,
    contacts: Mapping[int, Contact],
    *,
    request: Any,
) -> Iterator[Row]:
    """Rows for the screen or a file; `request` gives addresses their host, read once."""
    for record in records:
        mine = bool(may_confirm(standing, record))
        yield Row(
            record,
            freshness(record.review_by, record.confirmed_at, standing.on),
            record.page.get_full_url(request) or "",
            contacts.get(record.unit_id),
            mine,
            mine or standing.is_portal_officer,
        )
