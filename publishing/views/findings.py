"""Doors of findings: the list, one finding with «to nie jest błąd», its undoing, and links to other sites."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from coordination.lineage import follow
from coordination.standing import standing_of
from coordination.verdict import Refused

from .. import actions, kinds
from ..findings_report import STATES, Filters, ordered, rows_of, tabs, units_for, within
from ..forms.findings import SetAsideForm
from ..outward import ExternalLink
from ..policies.finding import may_list, may_read_links
from ..policies.verdicts import NOT_YOUR_FINDING
from ..signals_seen import SORTS, Finding
from ..states import LinkState
from .access import staff
from .screens import screen

PAGE_SIZE = 50
USUAL = dt.timedelta(days=90)
"""So far ahead is proposed for setting a finding aside."""


@require_GET
@staff
def findings(request: HttpRequest) -> HttpResponse:
    """The list; filters and page number live in the address."""
    standing = standing_of(request.user)
    may_list(standing).enforce()
    filters = Filters(follow(request.GET, standing.on, by="pk"))
    rows = within(standing)
    page = Paginator(ordered(filters.apply(rows)), PAGE_SIZE).get_page(request.GET.get("strona"))
    several = standing.watches_city or len(standing.units) > 1
    context = {
        "page_obj": page,
        "rows": list(rows_of(page.object_list, standing)),
        "filters": filters,
        "tabs": tabs(filters, rows),
        "several": several,
        "units": units_for(standing) if several else [],
        "kinds": kinds.choices(),
        "sorts": SORTS.values(),
        "states": STATES.items(),
        "links_url": reverse("publishing:links") if may_read_links(standing) else "",
        "previous_url": filters.address(strona=page.number - 1) if page.has_previous() else "",
        "next_url": filters.address(strona=page.number + 1) if page.has_next() else "",
        "here": f"{request.path}{filters.address(strona=page.number if page.number > 1 else '')}",
    }
    return screen(request, "findings", _("Findings: what has to be corrected"), context)


@require_http_methods(["GET", "POST"])
@staff
def finding(request: HttpRequest, finding_id: int) -> HttpResponse:
    """One finding; whoever keeps the page says here that it is no error."""
    row = _readable(request, finding_id)
    now = timezone.now()
    today = timezone.localdate(now)
    posted = request.method == "POST"
    form = SetAsideForm(request.POST if posted else None, today=today, initial={"until": today + USUAL})
    if posted and form.is_valid():
        done = actions.set_aside(finding_id, **form.cleaned_data, by=request.user, now=now)
        _say_with_undo(request, done)
        return redirect(_next(request))
    context = {"row": row, "form": form if row.sets_aside else None, "next": _next(request)}
    return screen(request, "finding", _("Finding"), context, status=422 if posted else 200)


@require_POST
@staff
def bring_back(request: HttpRequest, finding_id: int) -> HttpResponse:
    actions.bring_back(finding_id, by=request.user, now=timezone.now())
    messages.success(request, _("The finding stands in the list again."))
    return redirect(_next(request))


@require_GET
@staff
def links(request: HttpRequest) -> HttpResponse:
    """Addresses of other sites with the last answer, for administrators: outages are shown here and nowhere else."""
    may_read_links(standing_of(request.user)).enforce()
    asked = request.GET.get("stan", "")
    state = asked if asked in LinkState.values else ""
    rows = ExternalLink.objects.annotate(pages=Count("uses__page", distinct=True)).order_by("host", "url")
    page = Paginator(rows.filter(state=state) if state else rows, PAGE_SIZE).get_page(request.GET.get("strona"))
    kept = f"stan={state}&" if state else ""
    context = {
        "page_obj": page,
        "rows": page.object_list,
        "state": state,
        "tabs": _link_tabs(state),
        "previous_url": f"?{kept}strona={page.number - 1}" if page.has_previous() else "",
        "next_url": f"?{kept}strona={page.number + 1}" if page.has_next() else "",
    }
    return screen(request, "links", _("Links to other sites"), context)


def _link_tabs(here: str) -> list[dict[str, Any]]:
    """One query."""
    counted = {state.name.lower(): Count("pk", filter=Q(state=state)) for state in LinkState}
    numbers = ExternalLink.objects.aggregate(every=Count("pk"), **counted)
    every = {"label": _("all"), "number": numbers["every"], "url": "?", "here": not here}
    return [every] + [
        {
            "label": state.label,
            "number": numbers[state.name.lower()],
            "url": f"?stan={state.value}",
            "here": here == state.value,
        }
        for state in LinkState
    ]


def _readable(request: HttpRequest, finding_id: int) -> Any:
    """The finding as a row of the list. Whether another unit's number exists is not told."""
    standing = standing_of(request.user)
    may_list(standing).enforce()
    found = ordered(within(standing).filter(pk=finding_id)).first() if finding_id < 2**63 else None
    if found is None:
        raise Refused(NOT_YOUR_FINDING)
    return next(rows_of([found], standing))


def _say_with_undo(request: HttpRequest, done: Finding) -> None:
    context = {"finding": done, "next": _next(request)}
    messages.success(request, render_to_string("publishing/parts/set_aside_undo.html", context, request))


def _next(request: HttpRequest) -> str:
    """Where the person came from, when it is this portal."""
    address = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    return address if safe and address.startswith("/") else reverse("publishing:findings")
