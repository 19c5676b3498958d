"""The public list of competitions: what was asked, what was found, how to ask otherwise, how to take it along."""

import datetime as dt
from typing import Any

from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy

from .competition_counts import Counts, counts
from .competition_filter import CompetitionFilter
from .filter_chips import Chip, chips, kept, without
from .lists import shelf

SIZE = 12
Shown = dict[str, Any]
FILES: tuple[tuple[str, list[str], Any, str], ...] = (
    ("competitions_calendar", [], gettext_lazy("Calendar of deadlines"), "ICS"),
    ("competitions_feed", [], gettext_lazy("News of this list in a reader"), "Atom"),
    ("competitions_file", ["xlsx"], gettext_lazy("Spreadsheet"), "XLSX"),
    ("competitions_file", ["csv"], gettext_lazy("Data as text"), "CSV"),
    ("competitions_file", ["json"], gettext_lazy("Data for programs"), "JSON"),
    ("results_file", ["xlsx"], gettext_lazy("Offers and grants"), "XLSX"),
    ("results_file", ["csv"], gettext_lazy("Offers and grants"), "CSV"),
)
"""The list with its filters to take along: address, its arguments, what it holds, format."""


def shown(found: Any, request: HttpRequest, now: dt.datetime) -> Shown:
    """What the list's template needs. Queries: the page, its number, two of counts, rows of the filters' choices."""
    form = CompetitionFilter(request.GET)
    form.is_valid()
    found = found.with_state(now)
    told = counts(found, form.conditions(now), now)
    form.show_counts(told)
    context = shelf(form, found, request, now=now, size=SIZE)
    active = list(chips(form, request.GET))
    context["chips"] = active
    context["files"] = files(form, request.GET)
    if not context["count"]:
        context["wider"] = list(wider(active, told))
    return context


def wider(active: list[Chip], told: Counts) -> list[Shown]:
    """Which single filter to take away, and what the list would show then; the most fruitful first."""
    ways = [{"chip": chip, "number": told.without.get(chip.name, 0)} for chip in active]
    return sorted((way for way in ways if way["number"]), key=lambda way: -way["number"])


def files(form: CompetitionFilter, asked: QueryDict) -> list[Shown]:
    """The same list as files; what was not understood of the address is left out."""
    wrong = [name for name in asked if name not in form.fields or name in form.errors]
    query = kept(QueryDict(without(asked, *wrong)[1:]))
    tail = f"?{query}" if query else ""
    return [
        {"url": reverse(f"pages:{address}", args=args) + tail, "label": label, "format": ending}
        for address, args, label, ending in FILES
    ]


def structured(page: Any, context: Shown) -> Shown:
    """schema.org: the competitions on this page of results, in their order."""
    base = context["canonical"]
    items = [
        {"@type": "ListItem", "position": place, "url": f"{base}{row.slug}/", "name": row.title}
        for place, row in enumerate(context["results"], start=context["results"].start_index())
    ]
    return {
        "@context": "https://schema.org",
        "@type": "ItemList",
        "name": page.title,
        "url": base,
        "numberOfItems": context["count"],
        "itemListElement": items,
    }
