"""Doors of the book: «Dziennik» of the whole city, «Historia komórki», «Historia strony». Nobody changes a line."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page

from coordination import audit, conf, journal, order
from coordination.journal import Filters, Veil
from coordination.models import AuditEntry, Unit
from coordination.standing import Standing, standing_of
from coordination.states import Outcome
from coordination.steps import WRITE_TO_PORTAL_TEAM
from coordination.verdict import Refused, Verdict

from . import exports, shut_files
from .discretion import OUTWARD_TITLE
from .facts import desk_of
from .findings_report import of_page
from .governed import GovernedPage
from .journal_links import links_for
from .models import Handoff, SealedThing
from .policies.verdicts import NOT_HERE, NOT_YOURS
from .subjects import page_reference
from .views.access import staff

XLSX_ROWS = 50_000
"""A workbook is made whole before it is sent; longer lists are for CSV, which flows."""
NO_UNIT = Verdict(
    gettext_lazy("You hold no office in a unit, so there is no history of a unit for you."),
    order.DIRECTOR,
    WRITE_TO_PORTAL_TEAM,
)


# -- the whole city -------------------------------------------------------------------------------------------------


def reader(request: HttpRequest) -> Standing:
    """Administrators keep the portal, the Director and the monitor of SZ watch it: they read the book (§ 7)."""
    standing = standing_of(request.user)
    if not standing.watches_city:
        raise Refused(NOT_HERE)
    return standing


@require_GET
@staff
def book(request: HttpRequest) -> HttpResponse:
    reader(request)
    filters = Filters(request.GET)
    context = {
        "units": Unit.objects.order_by("name", "pk"),
        "export": "publishing:journal_export",
        "here": reverse("publishing:journal"),
        "kept_years": conf.audit_kept_years(),
        "full": True,
    }
    return _screen(request, filters, AuditEntry.objects.all(), _("Book of deeds"), context, inside=True)


@require_GET
@staff
def book_export(request: HttpRequest, form: str) -> Any:  # a response that flows is no HttpResponse to mypy
    reader(request)
    return _export(request, form, Filters(request.GET), AuditEntry.objects.all(), "dziennik", inside=True)


# -- one unit -------------------------------------------------------------------------------------------------------


def own_rows(request: HttpRequest) -> tuple[Standing, QuerySet]:
    """Lines about things of the units in which the person holds an office."""
    standing = standing_of(request.user)
    if not standing.units:
        raise Refused(NO_UNIT)
    return standing, AuditEntry.objects.of_units(list(standing.units))


@require_GET
@staff
def unit_history(request: HttpRequest) -> HttpResponse:
    standing, rows = own_rows(request)
    several = len(standing.units) > 1
    context = {
        "units": Unit.objects.filter(pk__in=list(standing.units)).order_by("name") if several else [],
        "unit_name": "" if several else next(iter(standing.unit_names.values())),
        "export": "publishing:unit_history_export",
        "here": reverse("publishing:unit_history"),
    }
    return _screen(request, Filters(request.GET), rows, _("History of the unit"), context, inside=False)


@require_GET
@staff
def unit_history_export(request: HttpRequest, form: str) -> Any:
    _standing, rows = own_rows(request)
    return _export(request, form, Filters(request.GET), rows, "historia-komorki", inside=False)


# -- one page -------------------------------------------------------------------------------------------------------


@require_GET
@staff
def page_history(request: HttpRequest, page_id: int) -> HttpResponse:
    """What was done to one page and to its handoffs. A page that does not exist answers like another unit's."""
    page = Page.objects.filter(pk=page_id).specific().first() if page_id < 2**63 else None
    if not isinstance(page, GovernedPage) or not desk_of(request.user).policy(page).may_read():
        raise Refused(NOT_YOURS)
    handoffs = Handoff.objects.filter(page_id=page.pk)
    own = [page_reference(page.pk), audit.reference(page), *map(audit.reference, handoffs)]
    sheet = journal.sheet(AuditEntry.objects.on_things(own), request.GET)
    inside = standing_of(request.user).watches_city
    context = {
        "page": page,
        "findings": of_page(page.pk),
        "lines": journal.lines(sheet.entries, inside=inside, links=links_for(request.user)),
        "older_url": f"?starsze={sheet.older}" if sheet.older else "",
        "newer_url": f"?nowsze={sheet.newer}" if sheet.newer else "",
        **_frame(_("History of the page"), page.get_admin_display_title()),
    }
    return render(request, "publishing/page_history.html", context)


# -- shared ---------------------------------------------------------------------------------------------------------


def _screen(
    request: HttpRequest, filters: Filters, rows: QuerySet, title: str, context: dict[str, Any], *, inside: bool
) -> HttpResponse:
    veil = veil_of(request.user)
    found = filters.with_words(rows, inside=inside, veil=veil)
    sheet = journal.sheet(found.rows, request.GET)
    number = journal.count(found.rows)
    context |= {
        "filters": filters,
        "lines": journal.lines(sheet.entries, inside=inside, links=links_for(request.user), veil=veil),
        "number": min(number, journal.COUNTED),
        "more": number > journal.COUNTED,
        "stopped_at": found.stopped_at,
        "searched": journal.SEARCHED,
        "older_url": filters.address(starsze=sheet.older) if sheet.older else "",
        "newer_url": filters.address(nowsze=sheet.newer) if sheet.newer else "",
        "outcomes": Outcome.choices,
        **_frame(title),
    }
    return render(request, "publishing/journal.html", context)


def veil_of(user: Any) -> Veil:
    """What the book knows of drafts limited to others: the pages, their handoffs, what only they show (scenario 36).

    Also of those that were deleted under their limit.
    """
    desk = desk_of(user)
    sealed = SealedThing.objects.exclude(named=desk.standing.user_id).values_list("about", flat=True)
    pages = [pk for pk, limit in desk.limits.items() if desk.standing.user_id not in limit.to]
    if not pages and not sealed:
        return journal.NO_VEIL
    files = [
        (model, key) for model in (get_image_model(), get_document_model()) for key in shut_files.shut_to(user, model)
    ]
    about = {
        *sealed,
        *map(page_reference, pages),
        *map(audit.reference, Page.objects.filter(pk__in=pages).specific(defer=True)),
        *map(audit.reference, Handoff.objects.filter(page_id__in=pages)),
        *(f"{model._meta.label_lower}:{key}" for model, key in files),
    }
    return Veil(frozenset(about), str(OUTWARD_TITLE))


def _frame(title: str, subtitle: str = "") -> dict[str, Any]:
    home = {"url": reverse("wagtailadmin_home"), "label": _("Home")}
    trail = [home, {"url": "", "label": title}]
    return {"breadcrumbs_items": trail, "header_title": title, "header_icon": "history", "subtitle": subtitle}


def _export(
    request: HttpRequest, form: str, filters: Filters, rows: QuerySet, name: str, *, inside: bool
) -> HttpResponseBase:
    """The rows on the screen, all of them, with the same facts. Downloading the book stands in the book."""
    if form not in ("csv", "xlsx"):
        raise Http404
    veil, now = veil_of(request.user), timezone.now()
    found = filters.with_words(rows, inside=inside, veil=veil)
    if form == "xlsx" and found.rows.order_by()[: XLSX_ROWS + 1].count() > XLSX_ROWS:
        messages.warning(request, _("This list is too long for XLSX. Narrow the period, or download CSV."))
        back = "publishing:journal" if inside else "publishing:unit_history"
        return redirect(f"{reverse(back)}{filters.address()}")
    told = _write_export(request, form, filters, now)
    rows = found.rows.exclude(pk=told.pk).order_by("-at", "-pk")  # the line that says so came after what was asked
    cells = (journal.cells(journal.line(entry, inside=inside, veil=veil)) for entry in rows.iterator(2000))
    stem = f"{name}-{timezone.localdate():%Y-%m-%d}"
    if form == "csv":
        return exports.csv_stream(stem, journal.HEADINGS, cells)
    return exports.xlsx_file(stem, _("Book of deeds"), journal.HEADINGS, cells)


def _write_export(request: HttpRequest, form: str, filters: Filters, now: dt.datetime) -> AuditEntry:
    by = standing_of(request.user)
    unit = Unit.objects.filter(pk__in=list(by.units)).order_by("name").first() if not by.watches_city else None
    chosen = filters.address().lstrip("?")
    return audit.write(
        "journal.export", now=now, about="coordination.auditentry", label=form.upper(), by=by, unit=unit, note=chosen
    )
