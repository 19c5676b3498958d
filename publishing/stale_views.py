"""Doors of freshness: the report, its files, «Potwierdzam aktualność» for one or many pages, and the undo."""

import secrets
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from coordination.boards import contacts_today
from coordination.lineage import follow
from coordination.numbers import numbers
from coordination.standing import Standing, standing_of
from coordination.verdict import Refused

from . import exports, freshness, kinds
from .facts import forget
from .freshness import Replaced
from .policies.verdicts import NOT_HERE
from .stale_report import HEADINGS, Filters, cells, counts, may_read, rows_of, tabs, units_for, within
from .views.access import staff

PAGE_SIZE = 50
AT_ONCE = 200
KEPT = "freshness_undo"


def reader(request: HttpRequest) -> Standing:
    standing = standing_of(request.user)
    if not may_read(standing):
        raise Refused(NOT_HERE)
    return standing


@require_GET
@staff
def stale(request: HttpRequest) -> HttpResponse:
    """The report on screen; filters, order and page number live in the address."""
    standing = reader(request)
    filters = Filters(follow(request.GET, standing.on, by="pk"))
    found = filters.ordered(filters.apply(within(standing), standing.on)).select_related("page", "unit")
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("strona"))
    records = list(page.object_list)
    contacts = contacts_today(standing.on, {record.unit_id for record in records})
    rows = list(rows_of(records, standing, contacts, request=request))
    several = standing.watches_city or len(standing.units) > 1
    numbers = counts(filters.but_state(within(standing)), standing.on)
    context = {
        "page_obj": page,
        "rows": rows,
        "filters": filters,
        "tabs": tabs(filters, numbers),
        "columns": [column for column in filters.columns() if several or column["name"] != "komorka"],
        "several": several,
        "units": units_for(standing),
        "kinds": kinds.choices(),
        "confirms": any(row.mine for row in rows),
        "previous_url": filters.address(strona=page.number - 1) if page.has_previous() else "",
        "next_url": filters.address(strona=page.number + 1) if page.has_next() else "",
        "here": f"{request.path}{filters.address(strona=page.number if page.number > 1 else '')}",
        "breadcrumbs_items": trail(_("Content to look through")),
        "header_title": _("Content to look through"),
        "header_icon": "history",
    }
    return render(request, "publishing/stale_report.html", context)


@require_GET
@staff
def export(request: HttpRequest, form: str) -> HttpResponse:
    """The filtered rows, all of them, as a file."""
    standing = reader(request)
    filters = Filters(follow(request.GET, standing.on, by="pk"))
    found = filters.ordered(filters.apply(within(standing), standing.on)).select_related("page", "unit")
    contacts = contacts_today(standing.on, None if standing.watches_city else list(standing.units))
    rows = (cells(row) for row in rows_of(found.iterator(2000), standing, contacts, request=request))
    name = f"tresci-do-przegladu-{standing.on:%Y-%m-%d}"
    if form == "csv":
        return exports.csv_file(name, HEADINGS, rows)
    if form == "xlsx":
        return exports.xlsx_file(name, _("Content to look through"), HEADINGS, rows)
    raise Http404


@require_POST
@staff
def confirm(request: HttpRequest, page_id: int) -> HttpResponse:
    """One page, one click."""
    return _confirm(request, [page_id])


@require_POST
@staff
def confirm_ticked(request: HttpRequest) -> HttpResponse:
    """Every ticked page at once."""
    ticked = numbers(request.POST.getlist("strona"))
    if not ticked:
        messages.warning(request, _("Nothing was ticked. Tick the pages that are still true."))
        return _back(request)
    if len(ticked) > AT_ONCE:
        messages.error(request, _("That is too many at once. Tick at most %(number)s.") % {"number": AT_ONCE})
        return _back(request)
    return _confirm(request, ticked)


def _confirm(request: HttpRequest, page_ids: list[int]) -> HttpResponse:
    replaced = freshness.confirm_many(page_ids, by=request.user, now=timezone.now())
    forget(request.user)
    code = secrets.token_urlsafe(8)
    request.session[KEPT] = {"code": code, "rows": freshness.as_text(replaced)}
    _say(request, replaced, code)
    return _back(request)


def _say(request: HttpRequest, replaced: list[Replaced], code: str) -> None:
    """What happened, with «Cofnij» beside it."""
    said = ngettext(
        "Confirmed: %(count)s page is current.", "Confirmed: %(count)s pages are current.", len(replaced)
    ) % {"count": len(replaced)}
    context = {"said": said, "code": code, "next": next_address(request)}
    messages.success(request, render_to_string("publishing/stale_undo.html", context, request))


@require_POST
@staff
def undo(request: HttpRequest) -> HttpResponse:
    """Take back the last confirmation of this session."""
    kept: dict[str, Any] = request.session.get(KEPT) or {}
    if not kept or not secrets.compare_digest(str(kept["code"]).encode(), request.POST.get("code", "").encode()):
        messages.warning(request, _("There is nothing to undo any more."))
        return _back(request)
    number = freshness.undo(freshness.from_text(kept["rows"]), by=request.user, now=timezone.now())
    del request.session[KEPT]
    forget(request.user)
    said = ngettext("Undone for %(count)s page.", "Undone for %(count)s pages.", number) % {"count": number}
    messages.success(request, said)
    return _back(request)


def next_address(request: HttpRequest) -> str:
    """Where the person came from, when it is this portal."""
    address = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    return address if safe and address.startswith("/") else reverse("publishing:stale")


def _back(request: HttpRequest) -> HttpResponse:
    return redirect(next_address(request))


def trail(title: str) -> list[dict[str, str]]:
    return [{"url": reverse("wagtailadmin_home"), "label": _("Home")}, {"url": "", "label": title}]
