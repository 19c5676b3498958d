"""«Środki na małe granty»: units say what they have, on any day; SZ sees all of them, also those that said nothing."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from coordination import actions, grant_board
from coordination.admin.by_deed import blame
from coordination.figures import FIRST_YEAR, FigurePolicy
from coordination.grant_board import Row
from coordination.models import GrantFigure, Unit
from coordination.numbers import number
from coordination.standing import Standing, standing_of

from .. import exports
from ..forms.grants import FigureForm
from ..policies.grants import may_read
from .access import staff
from .screens import screen

HEADINGS = (
    gettext_lazy("Unit"),
    gettext_lazy("Year"),
    gettext_lazy("As of"),
    gettext_lazy("Pool of the year"),
    gettext_lazy("Granted"),
    gettext_lazy("Paid out"),
    gettext_lazy("Left that day"),
    gettext_lazy("Version"),
    gettext_lazy("Remark"),
    gettext_lazy("Filed by"),
    gettext_lazy("Filed at"),
)
SHOWN = 100
UNPROCESSABLE = 422


@require_GET
@staff
def board(request: HttpRequest) -> HttpResponse:
    """Own units, the whole city for those who watch it; the year lives in the address."""
    standing = standing_of(request.user)
    may_read(standing).enforce()
    year = _year(request, standing.on)
    rows = _rows(standing, year)
    context = {
        "rows": [{"row": row, "may_file": FigurePolicy(standing, row.unit.pk).may_file()} for row in rows],
        "together": grant_board.together(rows),
        "year": year,
        "years": range(standing.on.year, max(FIRST_YEAR, standing.on.year - 5) - 1, -1),
        "city": standing.watches_city,
        "icon": "decimal",
    }
    return screen(request, "grant_board", _("Money for small grants"), context)


@require_GET
@staff
def export(request: HttpRequest, form: str) -> HttpResponse:
    """The rows of the screen as a file; a unit that said nothing has empty cells, never zeros."""
    standing = standing_of(request.user)
    may_read(standing).enforce()
    year = _year(request, standing.on)
    name, cells = f"srodki-na-male-granty-{year}", _cells(_rows(standing, year), year)
    if form == "csv":
        return exports.csv_file(name, HEADINGS, cells)
    if form == "xlsx":
        return exports.xlsx_file(name, _("Money for small grants"), HEADINGS, cells)
    raise Http404


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def figures(request: HttpRequest, unit_id: int) -> HttpResponse:
    """What a unit has said, version by version, with the form for those who may say more."""
    standing = standing_of(request.user)
    policy = FigurePolicy(standing, unit_id)
    policy.may_read().enforce()
    unit = Unit.objects.filter(pk=unit_id).first()
    if unit is None:
        raise Http404
    form = FigureForm(request.POST if request.method == "POST" else None, today=standing.on)
    if request.method == "POST":
        policy.may_file().enforce()
        if _filed(form, unit, standing):
            messages.success(request, _("The figures are kept and stand on the public page with their day."))
            return redirect("publishing:grant_figures", unit_id)
    context = {
        "unit": unit,
        "form": form,
        "may_file": policy.may_file(),
        "figures": GrantFigure.objects.filter(unit=unit)[:SHOWN],
        "icon": "decimal",
        "here": reverse("publishing:grant_figures", args=[unit_id]),
    }
    title = _("Money for small grants: %(unit)s") % {"unit": unit}
    above = ("grant_board", _("Money for small grants"))
    return screen(request, "grant_figures", title, context, above=above, status=UNPROCESSABLE if form.errors else 200)


def _filed(form: FigureForm, unit: Unit, standing: Standing) -> bool:
    if form.is_valid():
        try:
            actions.file_figure(unit=unit, figure=form.figure, by=standing, now=timezone.now())
        except ValidationError as error:
            blame(form, error, {"year": "as_of"})
    return not form.errors


def _rows(standing: Standing, year: int) -> list[Row]:
    """In the order of names. Own units are always there, so that the first figure can be given."""
    rows = grant_board.board(year, standing.on, list(standing.units))
    return rows if standing.watches_city else [row for row in rows if standing.reads_for(row.unit.pk)]


def _cells(rows: list[Row], year: int) -> Iterator[tuple[Any, ...]]:
    for row in rows:
        said = row.figure
        if said is None:
            yield str(row.unit), year, *[None] * 5, None, _("has not reported for this year"), None, None
            continue
        amounts = (said.pool, said.committed, said.paid, said.left)
        yield str(row.unit), year, said.as_of, *amounts, said.version, said.note, said.by_name, said.at


def _year(request: HttpRequest, today: dt.date) -> int:
    """From the address; nonsense is this year."""
    asked = number(request.GET.get("rok", ""))
    return asked if asked and FIRST_YEAR <= asked <= today.year else today.year
