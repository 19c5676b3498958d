"""The list of planned competitions: a screen, and the same as a file."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from coordination.lineage import follow
from coordination.standing import Standing, standing_of
from publishing import exports
from publishing.views.access import staff

from .policy import may_read
from .rows import (
    HEADINGS,
    Filters,
    Sort,
    cells,
    cells_of_reserved,
    in_order,
    numbers,
    planned,
    reserved,
    shown,
    units,
)

PAGE_SIZE = 50


@require_GET
@staff
def listed(request: HttpRequest) -> HttpResponse:
    """Filters and the number of the page live in the address; the tabs count within the chosen unit."""
    standing, filters = _reader(request)
    every = planned(standing, timezone.now())
    counted = numbers(filters.apply(every, sort=False))
    page = Paginator(in_order(filters.apply(every)), PAGE_SIZE).get_page(request.GET.get("strona"))
    title = _("Planned competitions")
    context: dict[str, Any] = {
        "title": title,
        "trail": [{"url": reverse("wagtailadmin_home"), "label": _("Home")}, {"url": "", "label": title}],
        "page_obj": page,
        "rows": list(shown(page.object_list)),
        "reserved": list(reserved(filters)[:PAGE_SIZE]),
        "filters": filters,
        "units": units(every),
        "tabs": list(_tabs(filters, counted)),
        "money": counted["money"],
        "previous_url": filters.address(strona=page.number - 1) if page.has_previous() else "",
        "next_url": filters.address(strona=page.number + 1) if page.has_next() else "",
    }
    return render(request, "pages/planned/list.html", context)


@require_GET
@staff
def export(request: HttpRequest, form: str) -> HttpResponse:
    """The filtered rows, all of them, as a file."""
    standing, filters = _reader(request)
    rows = [cells(page) for page in in_order(filters.apply(planned(standing, timezone.now())))]
    rows += [cells_of_reserved(row) for row in reserved(filters)]
    name = f"planowane-konkursy-{standing.on:%Y-%m-%d}"
    if form == "csv":
        return exports.csv_file(name, HEADINGS, rows)
    if form == "xlsx":
        return exports.xlsx_file(name, _("Planned competitions"), HEADINGS, rows)
    raise Http404


def _reader(request: HttpRequest) -> tuple[Standing, Filters]:
    standing = standing_of(request.user)
    may_read(standing).enforce()
    return standing, Filters(follow(request.GET, standing.on, by="pk"))


def _tabs(filters: Filters, counted: dict[str, Any]) -> Any:
    yield {
        "label": _("all"),
        "number": counted["total"],
        "url": filters.address(etap="") or "?",
        "here": not filters.sort,
    }
    for sort in Sort:
        here = filters.sort == sort
        yield {
            "label": sort.label,
            "number": counted[sort.value],
            "url": filters.address(etap=sort.value),
            "here": here,
        }
