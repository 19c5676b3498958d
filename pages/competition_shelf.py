"""The public list of competitions: what was asked, what was found, how to ask otherwise, how to take it along."""

import datetime as dt
from typing import Any

from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from .competition_counts import Counts, counts
from .competition_filter import CompetitionFilter
from .filter_chips import Chip, chips, kept, without
from .lists import shelf

SIZE = 12
Shown = dict[str, Any]


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
        {"url": reverse("pages:competitions_calendar") + tail, "label": _("Calendar of deadlines"), "format": "ICS"},
        {
            "url": reverse("pages:competitions_feed") + tail,
            "label": _("News of this list in a reader"),
            "format": "Atom",
        },
        {"url": reverse("pages:competitions_file", args=["xlsx"]) + tail, "label": _("Spreadsheet"), "format": "XLSX"},
        {"url": reverse("pages:competitions_file", args=["csv"]) + tail, "label": _("Data as text"), "format": "CSV"},
        {
            "url": reverse("pages:competitions_file", args=["json"]) + tail,
            "label": _("Data for programs"),
            "format": "JSON",
        },
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
