"""«Raport miasta»: the table, its files, the trend, views that a person keeps (issue, item 10)."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from coordination.lineage import follow
from coordination.models import UnitKind
from coordination.standing import Standing, standing_of

from .. import city_report, exports, months, trend
from ..actions.reminding import reminded_today
from ..city_report import GROUPS, Filters
from ..forms.completeness import ViewForm
from ..policies.completeness import may_read_report, may_remind
from ..reckoning import Row, reckon, things_url
from ..reporting import SavedView
from .access import staff
from .screens import screen

PAGE_SIZE = 50


def reader(request: HttpRequest) -> tuple[Standing, Filters]:
    standing = standing_of(request.user)
    may_read_report(standing).enforce()
    return standing, Filters(follow(request.GET, standing.on, by="pk"))


def rows_of(standing: Standing, filters: Filters) -> list[Row]:
    """The units asked for with their answers: as many queries for all of them as for one."""
    found = reckon(filters.units(city_report.scope(standing)), timezone.now())
    return filters.apply(found.rows)


@require_GET
@staff
def city(request: HttpRequest) -> HttpResponse:
    """Filters, order and the number of the page live in the address."""
    standing, filters = reader(request)
    rows = rows_of(standing, filters)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("strona"))
    told = reminded_today(timezone.now())
    context = {
        "filters": filters,
        "heads": filters.heads(),
        "lines": [(city_report.line(row, filters, things_url), _reminded(row, told)) for row in page.object_list],
        "totals": list(zip(filters.columns, city_report.totals(rows, filters), strict=True)),
        "all_gaps": sum(filters.sum(row) for row in rows),
        "page_obj": page,
        "tabs": _tabs(filters),
        "kinds": UnitKind.objects.order_by("order", "name"),
        "may_remind": bool(may_remind(standing)),
        "views": SavedView.objects.filter(account_id=standing.user_id),
        "view_form": ViewForm(),
        "query": filters.query(),
        "previous_url": filters.address(strona=page.number - 1) if page.has_previous() else "",
        "next_url": filters.address(strona=page.number + 1) if page.has_next() else "",
        "trend": _trend(filters, standing) if standing.watches_city else None,
    }
    return screen(request, "city", _("Report of the city"), context)


def _reminded(row: Row, told: set[str]) -> bool:
    return f"{row.unit._meta.label_lower}:{row.unit.pk}" in told


def _tabs(filters: Filters) -> list[tuple[Any, str, bool]]:
    every = (_("everything"), filters.address(grupa="", pozycja="") or "?", not filters.group and not filters.item)
    return [every] + [
        (label, filters.address(grupa=code, pozycja=""), filters.group == code and not filters.item)
        for code, label in GROUPS.items()
    ]


def _trend(filters: Filters, standing: Standing) -> dict[str, Any]:
    """The last months of the whole city, drawn and as a table. One query."""
    shown = trend.months_back(standing.on, months.SHOWN)
    measured = months.measured(shown)
    series = city_report.series(filters, measured)
    taken = {row.month: row.taken_at for rows in measured.values() for row in rows.values()}
    return {
        "drawing": trend.draw(series, shown),
        "series": series,
        "rows": [(month, taken.get(month), [one.values.get(month) for one in series]) for month in shown],
        "any": bool(taken),
        "of_item": bool(filters.item),
    }


@require_GET
@staff
def city_export(request: HttpRequest, form: str) -> HttpResponse:
    """The table as it is asked for, every page of it, with its sums."""
    standing, filters = reader(request)
    rows = rows_of(standing, filters)
    lines = [city_report.cells(city_report.line(row, filters, lambda _unit, _code: "")) for row in rows]
    lines.append(city_report.total_cells(rows, filters))
    name = f"raport-miasta-{standing.on:%Y-%m-%d}"
    if form == "csv":
        return exports.csv_file(name, city_report.headings(filters), lines)
    if form == "xlsx":
        return exports.xlsx_file(name, _("Report of the city"), city_report.headings(filters), lines)
    raise Http404


def report_url(query: str = "") -> str:
    return f"{reverse('publishing:city_report')}{'?' if query else ''}{query}"
