"""«Okresy przeglądu»: the interval of each kind, what a new one would change, and the change itself (scenario 60)."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_http_methods

from coordination.models import Unit
from coordination.standing import Standing, standing_of

from .. import actions, intervals
from ..forms.intervals import IntervalForm
from ..intervals import Changed, Interval, Plan
from ..models import Stewardship
from ..policies.completeness import may_watch
from .access import staff
from .screens import screen

PAGE_SIZE = 50
OVERDUE, LATER, SOONER = "po-terminie", "pozniej", "wczesniej"
TABS = {
    OVERDUE: gettext_lazy("newly overdue"),
    LATER: gettext_lazy("with a later day"),
    SOONER: gettext_lazy("with an earlier day, still in time"),
}


def _reader(request: HttpRequest) -> Standing:
    standing = standing_of(request.user)
    may_watch(standing).enforce()
    return standing


@require_GET
@staff
def review_intervals(request: HttpRequest) -> HttpResponse:
    standing = _reader(request)
    context = {"intervals": intervals.intervals(), "verdict": intervals.may_change(standing)}
    return screen(request, "intervals", _("Review intervals"), context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def review_interval(request: HttpRequest, kind: str) -> HttpResponse:
    """The preview lives in the address; the button under it changes what was shown."""
    standing = _reader(request)
    found = intervals.interval_of(kind)
    if found is None:
        raise Http404
    if request.method == "POST":
        return _change(request, standing, found)
    typed = request.GET if "miesiace" in request.GET else None
    form = IntervalForm(typed, now_months=found.months)
    shown = intervals.plan(found.kind, form.cleaned_data["miesiace"], standing.on) if form.is_valid() else None
    return _show(request, standing, found, form, shown)


def _change(request: HttpRequest, standing: Standing, found: Interval) -> HttpResponse:
    """Only what was shown is done: an interval that somebody else changed meanwhile is shown anew."""
    intervals.may_change(standing).enforce()
    form = IntervalForm(request.POST, now_months=found.months)
    if not form.is_valid():
        return _show(request, standing, found, form, None, status=422)
    months: int = form.cleaned_data["miesiace"]
    if request.POST.get("read") != str(found.months):
        messages.warning(request, _("Nothing was changed: look first at what the new interval changes."))
        return redirect(_address(found, months))
    done = actions.change_interval(found.kind, months=months, by=standing, now=timezone.now())
    _say(request, found, done)
    return redirect("publishing:review_intervals")


def _say(request: HttpRequest, found: Interval, done: Plan) -> None:
    number = len(done.changed)
    said = ngettext(
        "%(kind)s: %(months)s months from now on. The review day of %(number)s page was recomputed.",
        "%(kind)s: %(months)s months from now on. Review days of %(number)s pages were recomputed.",
        number,
    ) % {"kind": str(found.kind.label).capitalize(), "months": done.months, "number": number}
    back = _address(found, found.months)
    messages.success(request, format_html('{} <a href="{}">{}</a>', said, back, _("Set it back")))


def _show(
    request: HttpRequest, standing: Standing, found: Interval, form: IntervalForm, shown: Plan | None, status: int = 200
) -> HttpResponse:
    context: dict[str, Any] = {
        "interval": found,
        "form": form,
        "plan": shown,
        "verdict": intervals.may_change(standing),
        "here": reverse("publishing:review_interval", args=[found.kind.code]),
    }
    if shown is not None:
        context |= _listed(request, found, shown)
    title = _("Review interval: %(kind)s") % {"kind": found.kind.label}
    return screen(request, "interval", title, context, status=status, above=("review_intervals", _("Review intervals")))


def _listed(request: HttpRequest, found: Interval, shown: Plan) -> dict[str, Any]:
    """Tabs with their numbers, the units, one page of the list. Two queries."""
    lists = {OVERDUE: shown.overdue, LATER: shown.later, SOONER: shown.sooner}
    tab = request.GET.get("co", "")
    tab = tab if tab in lists else next((name for name, rows in lists.items() if rows), OVERDUE)
    page = Paginator(lists[tab], PAGE_SIZE).get_page(request.GET.get("strona"))
    by_unit = shown.by_unit()
    names = Unit.objects.in_bulk([row[0] for row in by_unit])
    return {
        "tabs": [(name, TABS[name], len(rows), _address(found, shown.months, co=name)) for name, rows in lists.items()],
        "tab": tab,
        "tab_label": TABS[tab],
        "units": [(names[unit], *numbers) for unit, *numbers in by_unit],
        "page_obj": page,
        "rows": _with_pages(list(page.object_list)),
        "previous_url": _address(found, shown.months, co=tab, strona=page.number - 1) if page.has_previous() else "",
        "next_url": _address(found, shown.months, co=tab, strona=page.number + 1) if page.has_next() else "",
    }


def _with_pages(rows: list[Changed]) -> list[tuple[Changed, Stewardship]]:
    found = Stewardship.objects.select_related("page", "unit").in_bulk([row.pk for row in rows])
    return [(row, found[row.pk]) for row in rows]


def _address(found: Interval, months: int, **more: Any) -> str:
    query = urlencode({"miesiace": months, **more})
    return f"{reverse('publishing:review_interval', args=[found.kind.code])}?{query}"
