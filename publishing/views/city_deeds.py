"""What is done from the report of the city: views kept, renamed and deleted; units reminded after a preview."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from coordination.admin.by_deed import blame
from coordination.calendar import warsaw_date
from coordination.models import Unit
from coordination.numbers import numbers
from coordination.standing import Standing, standing_of

from .. import actions
from ..actions.reminding import letter, reminded_today
from ..city_report import Filters
from ..forms.completeness import ReminderForm, ViewForm
from ..policies.completeness import may_read_report, may_remind
from ..reckoning import Row, reckon
from ..reporting import SavedView
from .access import staff
from .city import report_url
from .screens import screen

AT_ONCE = 500
ABOVE = ("city_report", gettext_lazy("Report of the city"))


# -- kept views -----------------------------------------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def saved_views(request: HttpRequest) -> HttpResponse:
    """The person's own list; POST keeps the filters of the report under a name."""
    standing = standing_of(request.user)
    may_read_report(standing).enforce()
    if request.method != "POST":
        return _views(request, standing, None)
    form = ViewForm(request.POST)
    query = Filters(QueryDict(request.POST.get("adres", "")[:2000])).query()
    if form.is_valid():
        name = form.cleaned_data["nazwa"]
        try:
            actions.save_view(request.user, name=name, query=query, by=standing, now=timezone.now())
        except ValidationError as error:
            blame(form, error)
    if form.errors:
        return _views(request, standing, form, query=query, status=422)
    messages.success(request, _("The view “%(name)s” is kept.") % {"name": form.cleaned_data["nazwa"]})
    return redirect(report_url(query))


@require_POST
@staff
def rename_view(request: HttpRequest, pk: int) -> HttpResponse:
    standing, form = standing_of(request.user), ViewForm(request.POST, prefix=f"nazwa-{pk}")
    if form.is_valid():
        try:
            actions.rename_view(pk, name=form.cleaned_data["nazwa"], by=standing)
        except ValidationError as error:
            blame(form, error)
    else:
        may_read_report(standing).enforce()
    if form.errors:
        return _views(request, standing, form, renamed=pk, status=422)
    messages.success(request, _("The view has a new name."))
    return redirect("publishing:saved_views")


@require_POST
@staff
def delete_view(request: HttpRequest, pk: int) -> HttpResponse:
    """With the way to keep it again."""
    gone = actions.delete_view(pk, by=standing_of(request.user))
    said = _("The view “%(name)s” was deleted.") % {"name": gone.name}
    messages.success(request, format_html('{} <a href="{}">{}</a>', said, report_url(gone.query), _("Keep it again")))
    return redirect("publishing:saved_views")


def _views(
    request: HttpRequest,
    standing: Standing,
    form: ViewForm | None,
    *,
    query: str = "",
    renamed: int | None = None,
    status: int = 200,
) -> HttpResponse:
    rows = [
        (view, form if view.pk == renamed else ViewForm(prefix=f"nazwa-{view.pk}", initial={"nazwa": view.name}))
        for view in SavedView.objects.filter(account_id=standing.user_id)
    ]
    new = form if renamed is None else None
    context = {"rows": rows, "form": form, "new_form": new, "query": query}
    return screen(request, "saved_views", _("Kept views"), context, status=status, above=ABOVE)


# -- reminding ------------------------------------------------------------------------------------------------------


@require_POST
@staff
def remind(request: HttpRequest) -> HttpResponse:
    """First what each unit would read, then, on the second press, the letters."""
    standing = standing_of(request.user)
    may_remind(standing).enforce()
    query = Filters(QueryDict(request.POST.get("adres", "")[:2000])).query()
    unit_ids = list(dict.fromkeys(numbers(request.POST.getlist("zaznaczone"))))
    if not unit_ids:
        messages.warning(request, _("Nothing was ticked. Tick the units to remind."))
        return redirect(report_url(query))
    if len(unit_ids) > AT_ONCE:
        messages.error(request, _("That is too many at once. Tick at most %(number)s.") % {"number": AT_ONCE})
        return redirect(report_url(query))
    form = ReminderForm(request.POST if "potwierdz" in request.POST or "slowa" in request.POST else None)
    if "potwierdz" in request.POST and form.is_valid():
        return _send(request, standing, unit_ids, form.cleaned_data["slowa"], query)
    return _preview(request, standing, unit_ids, form, query)


def _send(request: HttpRequest, standing: Standing, unit_ids: list[int], words: str, query: str) -> HttpResponse:
    told = actions.remind_of_gaps(unit_ids=unit_ids, words=words, by=standing, now=timezone.now())
    said = ngettext("A letter went to %(number)s unit.", "Letters went to %(number)s units.", len(told)) % {
        "number": len(told)
    }
    if told:
        messages.success(request, said)
    else:
        messages.warning(request, _("No letter was written: these units have had one today, or lack nothing."))
    return redirect(report_url(query))


def _preview(
    request: HttpRequest, standing: Standing, unit_ids: list[int], form: ReminderForm, query: str
) -> HttpResponse:
    now = timezone.now()
    found = reckon(Unit.objects.active(warsaw_date(now)).filter(pk__in=unit_ids), now)
    labels: dict[str, Any] = {item.code: item.label for item in found.items}
    told = reminded_today(now)
    rows = [row for row in found.rows if row.lacking and not _had(row, told)]
    words = form.data.get("slowa", "") if form.is_bound else ""
    context = {
        "form": form,
        "letters": [letter(row, labels, words, standing) for row in rows],
        "left_out": [row.unit for row in found.rows if not row.lacking or _had(row, told)],
        "unit_ids": unit_ids,
        "query": query,
        "back": report_url(query),
    }
    title, status = _("Remind units: preview"), 422 if form.errors else 200
    return screen(request, "remind", title, context, status=status, above=ABOVE)


def _had(row: Row, told: set[str]) -> bool:
    return f"{row.unit._meta.label_lower}:{row.unit.pk}" in told
