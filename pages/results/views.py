"""The screen on which a table of results is read, looked at, and taken over into a draft."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from coordination.standing import standing_of
from coordination.verdict import Refused
from publishing import exports
from publishing.facts import desk_of
from publishing.policies.verdicts import NOT_FOR_YOU
from publishing.views.access import governed_or_refused, staff

from ..models import CompetitionPage
from ..vocabularies import Outcome
from .deeds import take_over_results
from .forms import ConfirmForm, Shown, TableForm, seal
from .reading import HEADINGS, Report
from .rules import frame_of, granted

UNPROCESSABLE = 422
OUTCOME_TAB = "#tab-rozstrzygniecie"
"""Where the editor shows results; a test compares it with the heading of the tab."""


@require_http_methods(["GET", "POST"])
@staff
def table(request: HttpRequest, page_id: int) -> HttpResponse:
    """The file is chosen, and read at once: every row with what is wrong. Nothing is written."""
    page, draft = _judged(request, page_id)
    form = TableForm(
        request.POST or None, request.FILES or None, frame=frame_of(draft), initial={"dzien": draft.results_on}
    )
    if request.method == "POST" and form.is_valid() and form.report:
        return _preview(request, page, form)
    return _screen(request, page, {"form": form}, status=UNPROCESSABLE if form.errors else 200)


@require_POST
@staff
def confirm(request: HttpRequest, page_id: int) -> HttpResponse:
    """What was shown goes into a draft; publishing it is the next step, as with every page."""
    page, draft = _judged(request, page_id)
    form = ConfirmForm(request.POST, page_id=page.pk)
    if not form.is_valid():
        again = TableForm(frame=frame_of(draft))
        messages.error(request, "".join(str(said) for said in form.errors["pokazane"]))
        return _screen(request, page, {"form": again}, status=UNPROCESSABLE)
    shown = form.cleaned_data["pokazane"]
    take_over_results(
        page,
        lines=shown.lines,
        results_on=shown.results_on,
        read_revision=shown.revision,
        by=standing_of(request.user),
        now=timezone.now(),
    )
    said = ngettext(
        "%(count)d row stands in the draft now. Look at it, then publish it or hand it over.",
        "%(count)d rows stand in the draft now. Look at them, then publish them or hand them over.",
        len(shown.lines),
    )
    messages.success(request, said % {"count": len(shown.lines)})
    return redirect(reverse("wagtailadmin_pages:edit", args=[page.pk]) + OUTCOME_TAB)


@require_GET
@staff
def template(request: HttpRequest, page_id: int, form: str) -> HttpResponse:
    """The file to fill in, with the rows that stand in the draft already."""
    page, draft = _judged(request, page_id)
    rows = [
        [row.bidder, row.task, row.amount and float(row.amount), row.points and float(row.points), _said(row), row.note]
        for row in draft.results.all()
    ]
    headings, name = [names[0] for names in HEADINGS.values()], f"wyniki-{page.slug}"
    if form == "csv":
        return exports.csv_file(name, headings, [[_comma(cell) for cell in row] for row in rows])
    if form == "xlsx":
        return exports.xlsx_file(name, _("Results"), headings, rows)
    raise Http404


def _said(row: Any) -> str:
    return str(Outcome(row.outcome).label) if row.outcome else ""


def _comma(cell: Any) -> Any:
    """The decimal sign of a Polish spreadsheet."""
    return f"{cell:.2f}".replace(".", ",").removesuffix(",00") if isinstance(cell, float) else cell


def _judged(request: HttpRequest, page_id: int) -> tuple[Any, Any]:
    """The competition and its newest version, for whoever may edit it; others learn not even that it exists."""
    page = governed_or_refused(request, page_id)
    if not isinstance(page, CompetitionPage):
        raise Refused(NOT_FOR_YOU)
    desk_of(request.user).policy(page).may_edit().enforce()
    return page, page.get_latest_revision_as_object()


def _preview(request: HttpRequest, page: Any, form: TableForm) -> HttpResponse:
    found: Report = form.report  # type: ignore[assignment]
    sealed = ""
    if found.may_be_taken:
        sealed = seal(page.pk, Shown(found.lines, form.cleaned_data["dzien"], page.latest_revision_id))
    context = {
        "form": form,
        "report": found,
        "sealed": sealed,
        "total": granted(found.lines),
        "pool": form.frame.pool,
        "results_on": form.cleaned_data["dzien"],
    }
    return _screen(request, page, context, status=200 if sealed else UNPROCESSABLE)


def _screen(request: HttpRequest, page: Any, context: dict[str, Any], *, status: int) -> HttpResponse:
    title = _("Results from a file")
    trail = [
        {"url": reverse("wagtailadmin_home"), "label": _("Home")},
        {"url": reverse("wagtailadmin_pages:edit", args=[page.pk]), "label": page.get_admin_display_title()},
        {"url": "", "label": title},
    ]
    deadline = page.get_latest_revision_as_object().deadline
    early = deadline if deadline and deadline > timezone.now() else None
    about = {
        "early": early,
        "title": title,
        "trail": trail,
        "page": page,
        "columns": [names[0] for names in HEADINGS.values()],
    }
    return render(request, "pages/results/table.html", {**about, **context}, status=status)
