"""`/admin/zmiany-komorek/`: a new name, a merger, a closing. Form, preview in sentences, confirmation, what moved."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from .. import actions, belongings
from ..actions.units import NewUnit
from ..models import Unit, UnitChange
from ..policies import UnitPolicy
from ..standing import Standing, standing_of
from .doors import staff_door
from .unit_forms import ChangeForm, CloseForm, RenameForm

PAGE_SIZE = 30
UNPROCESSABLE = 422
CONFIRM, AMEND = "potwierdz", "popraw"


@require_safe
@staff_door
def change_list(request: HttpRequest) -> HttpResponse:
    """What is planned, the nearest day first, and what was done, the newest first."""
    policy = UnitPolicy(standing_of(request.user))
    policy.may_follow().enforce()
    rows = UnitChange.objects.select_related("unit", "successor")
    past = rows.exclude(pk__in=UnitChange.objects.waiting())
    page = Paginator(past.order_by("-on", "-pk"), PAGE_SIZE).get_page(request.GET.get("strona"))
    context = {"waiting": rows.waiting().order_by("on", "pk"), "page": page, "may_change": policy.may_change()}
    return _screen(request, "unit_change_list", _("Changes of units"), context, trail=[])


@require_safe
@staff_door
def change_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One change: whether it waits or is done, on what basis, what moved."""
    policy = UnitPolicy(standing_of(request.user))
    policy.may_follow().enforce()
    change = get_object_or_404(UnitChange.objects.select_related("unit", "successor"), pk=pk)
    along = UnitChange.objects.filter(decided_at=change.decided_at, successor=change.successor_id).exclude(pk=pk)
    context = {
        "change": change,
        "moved": [{**row, "title": belongings.title_of(row["key"])} for row in change.report],
        "along": along if change.successor_id else [],
        "may_cancel": policy.may_cancel(change.waits),
    }
    return _screen(request, "unit_change", change.unit_name, context)


@require_POST
@staff_door
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    change = get_object_or_404(UnitChange, pk=pk)
    actions.cancel_change(change, by=standing_of(request.user), now=timezone.now())
    messages.success(request, _("Cancelled. Everything stays as it is; the people of the units get a letter."))
    return redirect("coordination_unit_changes:detail", pk)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_door
def rename(request: HttpRequest, pk: int) -> HttpResponse:
    """«Zmień nazwę»."""
    unit, standing = _unit_to_change(request, pk)
    initial = {"nazwa": unit.name, "symbol": unit.symbol}
    form = RenameForm(_typed(request), unit=unit, today=standing.on, initial=initial)
    return _steps(request, form, _("Rename the unit"), lambda: _rename(form, standing))


@require_http_methods(["GET", "HEAD", "POST"])
@staff_door
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """«Połącz lub zamknij»."""
    unit, standing = _unit_to_change(request, pk)
    form = CloseForm(_typed(request), unit=unit, today=standing.on)
    return _steps(request, form, _("Join or close the unit"), lambda: _close(form, standing))


def _typed(request: HttpRequest) -> Any:
    """An empty form that was sent is a form with every field missing."""
    return request.POST if request.method == "POST" else None


# -- steps ----------------------------------------------------------------------------------------------------------


def _steps(request: HttpRequest, form: ChangeForm, title: str, deed: Any) -> HttpResponse:
    """Form, preview, deed. Nothing is written before the confirmation; what was typed is kept on the way."""
    if request.method != "POST" or AMEND in request.POST:
        return _form_page(request, form, title, status=200)
    if not form.is_valid():
        return _form_page(request, form, title, status=UNPROCESSABLE)
    if CONFIRM not in request.POST:
        return _preview_page(request, form, title)
    try:
        change = deed()
    except ValidationError as error:  # something changed since the preview
        form.blame(error)
        return _form_page(request, form, title, status=UNPROCESSABLE)
    said = _("Planned. It happens by itself on that day.") if change.waits else _("Done. Below is what moved.")
    messages.success(request, said)
    return redirect("coordination_unit_changes:detail", change.pk)


def _rename(form: RenameForm, standing: Standing) -> UnitChange:
    data = form.cleaned_data
    return actions.rename_unit(
        form.unit,
        name=data["nazwa"],
        symbol=data["symbol"],
        on=data["od_dnia"],
        basis=data["podstawa"],
        by=standing,
        now=timezone.now(),
    )


def _close(form: CloseForm, standing: Standing) -> UnitChange:
    on, basis, now = form.cleaned_data["od_dnia"], form.cleaned_data["podstawa"], timezone.now()
    into = form.into
    if into is None:
        last_on = on - belongings.DAY
        return actions.close_unit(form.unit, last_on=last_on, successor=None, basis=basis, by=standing, now=now)
    return actions.merge_units(units=form.units, into=into, on=on, basis=basis, by=standing, now=now)[0]


def _form_page(request: HttpRequest, form: ChangeForm, title: str, *, status: int) -> HttpResponse:
    held = belongings.what_holds(form.unit) if getattr(form, "held", False) else []
    context = {"form": form, "unit": form.unit, "held": held}
    return _screen(request, "unit_change_form", title, context, status=status)


def _preview_page(request: HttpRequest, form: ChangeForm, title: str) -> HttpResponse:
    """The same sentences that will come true: each kind of thing says itself how much there is and where it goes."""
    context: dict[str, Any] = {
        "form": form,
        "unit": form.unit,
        "on": form.cleaned_data["od_dnia"],
        "at_once": form.cleaned_data["od_dnia"] <= form.today,
        "kept": [(name, value) for name in form.fields for value in request.POST.getlist(name)],
    }
    if isinstance(form, CloseForm):
        into = form.into
        context |= {
            "into": into.name if isinstance(into, NewUnit) else into,
            "is_new": isinstance(into, NewUnit),
            "parts": [(unit, _part(unit, into)) for unit in form.units],
        }
    return _screen(request, "unit_change_preview", title, context)


def _part(unit: Unit, into: Unit | NewUnit | None) -> list[dict[str, Any]]:
    heir = into if isinstance(into, Unit) else None
    rows = [
        {"belonging": one, "found": one.read(unit), "warnings": one.warn(unit, heir)}
        for one in belongings.all_of_them()
    ]
    return [row for row in rows if row["found"].total or row["warnings"]]


# -- shared ---------------------------------------------------------------------------------------------------------


def _unit_to_change(request: HttpRequest, pk: int) -> tuple[Unit, Standing]:
    standing = standing_of(request.user)
    UnitPolicy(standing).may_change().enforce()
    unit = Unit.objects.select_related("successor").filter(pk=pk).first()
    if unit is None:
        raise Http404
    return unit, standing


def _screen(
    request: HttpRequest,
    name: str,
    title: Any,
    context: dict[str, Any],
    *,
    status: int = 200,
    trail: list[dict[str, Any]] | None = None,
) -> HttpResponse:
    above = [{"url": reverse("coordination_unit_changes:list"), "label": _("Changes of units")}]
    frame = {
        "header_title": title,
        "header_icon": "group",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            *(above if trail is None else trail),
            {"url": "", "label": title},
        ],
    }
    return render(request, f"coordination/admin/{name}.html", frame | context, status=status)


urlpatterns = [
    path("", change_list, name="list"),
    path("<int:pk>/", change_detail, name="detail"),
    path("<int:pk>/odwolaj/", cancel, name="cancel"),
    path("komorka/<int:pk>/nazwa/", rename, name="rename"),
    path("komorka/<int:pk>/polacz-lub-zamknij/", close, name="close"),
]
