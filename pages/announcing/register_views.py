"""The list of exceptions for SZ: a screen, and the same as a file."""

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

from .policy import may_read_exceptions
from .register import HEADINGS, Filters, cells, exceptions, shown, units, years

PAGE_SIZE = 50


@require_GET
@staff
def listed(request: HttpRequest) -> HttpResponse:
    """Filters and the number of the page live in the address."""
    standing, filters = _reader(request)
    every = exceptions(standing)
    page = Paginator(filters.apply(every), PAGE_SIZE).get_page(request.GET.get("strona"))
    title = _("Exceptions from rules")
    context: dict[str, Any] = {
        "title": title,
        "trail": [{"url": reverse("wagtailadmin_home"), "label": _("Home")}, {"url": "", "label": title}],
        "page_obj": page,
        "rows": list(shown(page.object_list)),
        "filters": filters,
        "units": units(every),
        "years": years(every),
        "previous_url": filters.address(strona=page.number - 1) if page.has_previous() else "",
        "next_url": filters.address(strona=page.number + 1) if page.has_next() else "",
    }
    return render(request, "pages/announcing/exceptions.html", context)


@require_GET
@staff
def export(request: HttpRequest, form: str) -> HttpResponse:
    """The filtered rows, all of them, as a file."""
    standing, filters = _reader(request)
    rows = (cells(row) for row in filters.apply(exceptions(standing)))
    name = f"wyjatki-od-regul-{timezone.localdate():%Y-%m-%d}"
    if form == "csv":
        return exports.csv_file(name, HEADINGS, rows)
    if form == "xlsx":
        return exports.xlsx_file(name, _("Exceptions from rules"), HEADINGS, rows)
    raise Http404


def _reader(request: HttpRequest) -> tuple[Standing, Filters]:
    standing = standing_of(request.user)
    may_read_exceptions(standing).enforce()
    return standing, Filters(follow(request.GET, standing.on, by="pk"))
