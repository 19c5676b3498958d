"""Doors of the matrix of rights: tick, read what will change, confirm; history, register for print, files."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST
from wagtail.models import Site

from coordination.calendar import warsaw_date
from coordination.models import PortalAssignment, Unit
from coordination.numbers import numbers
from coordination.querysets import on_day
from coordination.standing import standing_of
from coordination.verdict import Refused

from . import actions, exports, kinds, matrix
from .matrix import MatrixFilters
from .matrix_forms import ChangeForm
from .models import PublishingRight
from .offices import scope_of
from .policies import RightsPolicy
from .right_plans import Step, fingerprint, plan
from .views.access import staff

LINES = 50


def rules(request: HttpRequest) -> RightsPolicy:
    return RightsPolicy(standing_of(request.user))


@require_GET
@staff
def rights_matrix(request: HttpRequest) -> HttpResponse:
    """Units × kinds: who publishes, who hands over (§ 4 ust. 1)."""
    rules(request).may_read().enforce()
    return _show(request, MatrixFilters(request.GET))


def _show(request: HttpRequest, filters: MatrixFilters, form: ChangeForm | None = None) -> HttpResponse:
    today = warsaw_date(timezone.now())
    page, rows = matrix.matrix(filters, today, form.ticked if form is not None else ())
    may_change = rules(request).may_change()
    if form is None and may_change:
        people = matrix.people_of([row.unit.pk for row in rows], today)
        form = ChangeForm(today=today, people=people, initial={"from_on": today, "deed": "daj"})
    context = {
        "filters": filters,
        "page_obj": page,
        "rows": rows,
        "columns": filters.kinds(),
        "kinds": kinds.choices(),
        "form": form,
        "may_change": may_change,
        "several_portals": Site.objects.count() > 1,
        "today": today,
        "previous_url": filters.address(page.number - 1) if page.has_previous() else "",
        "next_url": filters.address(page.number + 1) if page.has_next() else "",
    }
    status = 422 if form is not None and form.errors else 200
    return _screen(request, "matrix", _("Publishing rights"), context, status=status)


def _screen(
    request: HttpRequest, name: str, title: str, context: dict[str, Any], *, status: int = 200, under: bool = False
) -> HttpResponse:
    trail = [{"url": reverse("wagtailadmin_home"), "label": _("Home")}]
    if under:
        trail.append({"url": reverse("publishing:rights"), "label": _("Publishing rights")})
    trail.append({"url": "", "label": title})
    frame = {"breadcrumbs_items": trail, "header_title": title, "header_icon": "key"}
    return render(request, f"publishing/rights/{name}.html", frame | context, status=status)


# -- changing -------------------------------------------------------------------------------------------------------


def _bound(request: HttpRequest) -> ChangeForm:
    today = warsaw_date(timezone.now())
    units = {value.partition(":")[0] for value in request.POST.getlist("cells")}
    return ChangeForm(request.POST, today=today, people=matrix.people_of(numbers(units), today))


@require_POST
@staff
def preview_rights(request: HttpRequest) -> HttpResponse:
    """In sentences: what will change, what will not. Nothing is written yet."""
    rules(request).may_change().enforce()
    form = _bound(request)
    if not form.is_valid():
        return _show(request, _filters_kept(request), form)
    return _preview(request, form)


def _preview(request: HttpRequest, form: ChangeForm, *, moved_on: str = "", status: int = 200) -> HttpResponse:
    held = matrix.held_of({unit for unit, _kind in form.chosen}, form.today)
    steps = plan(form.chosen, held, form.wish, form.today)
    context = {
        "sentences": sentences(steps, form),
        "changes": any(step.verb != "keep" for step in steps),
        "waiting": matrix.waiting_in(form.chosen),
        "gives": form.wish.give,
        "basis": form.cleaned_data["basis"],
        "fields": _hidden(request),
        "read": fingerprint(steps),
        "moved_on": moved_on,
        "back": reverse("publishing:rights") + _filters_kept(request).address(_filters_kept(request).page),
    }
    return _screen(request, "preview", _("What will change"), context, status=status, under=True)


def sentences(steps: list[Step], form: ChangeForm) -> list[dict[str, Any]]:
    """The steps in words, by unit. Two queries at most."""
    units = Unit.objects.in_bulk({step.cell[0] for step in steps})
    old = PublishingRight.objects.select_related("person", "site").in_bulk([step.pk for step in steps if step.pk])
    found: dict[int, list[str]] = {}
    for step in steps:
        right = old.get(step.pk) if step.pk else None
        found.setdefault(step.cell[0], []).append(_sentence(step, right, form))
    return [{"unit": units[unit], "lines": lines} for unit, lines in found.items()]


def _sentence(step: Step, right: PublishingRight | None, form: ChangeForm) -> str:
    values = {
        "kind": kinds.label(step.cell[1]),
        "first": matrix.long_day(step.from_on),
        "last": matrix.long_day(step.until_on),
        "who": str(right.person or "") if right else form.whom,
        "portal": str((right.site if right else form.cleaned_data["site"]) or ""),
    }
    if step.verb == "keep":
        return _("%(kind)s: nothing changes.") % values
    if step.verb == "end":
        text = _("%(kind)s: the right given from %(first)s ends, last day %(last)s.") % values
    elif step.verb == "cancel":
        text = _("%(kind)s: the right that was to begin on %(first)s is called off.") % values
    elif step.until_on:
        text = _("%(kind)s: the unit publishes itself from %(first)s to %(last)s.") % values
    else:
        text = _("%(kind)s: the unit publishes itself from %(first)s, without an end.") % values
    if values["who"]:
        text += " " + _("Only this person: %(who)s.") % values
    return text + (" " + _("Only in %(portal)s.") % values if values["portal"] else "")


def _hidden(request: HttpRequest) -> list[tuple[str, str]]:
    """What was typed, carried to the confirmation."""
    kept = ("cells", "deed", "from_on", "until_on", "basis", "person", "site", "q", "rodzaj", "strona")
    return [(name, value) for name in kept for value in request.POST.getlist(name)]


def _filters_kept(request: HttpRequest) -> MatrixFilters:
    return MatrixFilters(request.POST)


@require_POST
@staff
def change_rights(request: HttpRequest) -> HttpResponse:
    """The second POST: done as it was read, or shown again when the register has moved on."""
    rules(request).may_change().enforce()
    form = _bound(request)
    if not form.is_valid():
        return _show(request, _filters_kept(request), form)
    try:
        steps = actions.change_rights(
            cells=form.chosen,
            wish=form.wish,
            basis=form.cleaned_data["basis"],
            by=standing_of(request.user),
            now=timezone.now(),
            read=request.POST.get("read", "") or "-",
        )
    except Refused as refusal:
        return _preview(request, form, moved_on=str(refusal), status=409)
    except ValidationError as error:
        form.add_error(None, error)
        return _show(request, _filters_kept(request), form)
    done = len({step.cell for step in steps if step.verb != "keep"})
    said = ngettext("Changed: %(count)s cell of the matrix.", "Changed: %(count)s cells of the matrix.", done)
    messages.success(request, said % {"count": done})
    filters = _filters_kept(request)
    return redirect(reverse("publishing:rights") + filters.address(filters.page))


# -- history, register, files ---------------------------------------------------------------------------------------


@require_GET
@staff
def unit_rights(request: HttpRequest, unit_id: int) -> HttpResponse:
    """Everything a unit ever held, also what ended, and the lines of the book."""
    rules(request).may_read(unit_id).enforce()
    unit = Unit.objects.filter(pk=unit_id).first()
    if unit is None:
        raise Http404
    today = warsaw_date(timezone.now())
    found = matrix.register_rows(today, ended=True, unit=unit).order_by("kind", "-from_on", "-pk")
    context = {
        "unit": unit,
        "rows": [(row, matrix.state_of(row, today)) for row in found],
        "deeds": matrix.deeds(unit.pk)[:LINES],
    }
    return _screen(request, "unit", str(unit), context, under=rules(request).may_read().reason == "")


@require_GET
@staff
def rights_history(request: HttpRequest) -> HttpResponse:
    """The book about rights, the newest first."""
    rules(request).may_read().enforce()
    number = request.GET.get("strona", "")
    page = Paginator(matrix.deeds(), LINES).get_page(number if len(number) < 6 else 1)
    context = {
        "page_obj": page,
        "deeds": page.object_list,
        "previous_url": f"?strona={page.number - 1}" if page.has_previous() else "",
        "next_url": f"?strona={page.number + 1}" if page.has_next() else "",
    }
    return _screen(request, "history", _("History of the register"), context, under=True)


@require_GET
@staff
def rights_register(request: HttpRequest) -> HttpResponse:
    """The register of rights for print: basis, signatory, state of the day; offices of the portal too."""
    rules(request).may_read().enforce()
    now = timezone.now()
    today = warsaw_date(now)
    ended = request.GET.get("wszystkie") == "1"
    offices = PortalAssignment.objects.prefetch_related("units")
    context = {
        "rows": [(row, matrix.state_of(row, today)) for row in matrix.register_rows(today, ended=ended)],
        "offices": [(row, scope_of(row)) for row in (offices if ended else offices.filter(on_day(today)))],
        "ended": ended,
        "now": now,
        "printed_by": standing_of(request.user).name,
    }
    return _screen(request, "register", _("Register of publishing rights"), context, under=True)


@require_GET
@staff
def rights_export(request: HttpRequest, form: str) -> HttpResponse:
    """Every row of the register, also those that ended."""
    rules(request).may_read().enforce()
    today = warsaw_date(timezone.now())
    rows = (matrix.cells_of(row, today) for row in matrix.register_rows(today, ended=True).iterator(2000))
    name = f"rejestr-uprawnien-{today:%Y-%m-%d}"
    if form == "csv":
        return exports.csv_file(name, matrix.headings(), rows)
    if form == "xlsx":
        return exports.xlsx_file(name, _("Register of publishing rights"), matrix.headings(), rows)
    raise Http404
