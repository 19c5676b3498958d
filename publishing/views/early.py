"""The report of dates agreed with less than the lead time: a list, numbers by unit and month, files (scenario 18)."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from coordination.lineage import follow
from coordination.standing import Standing, standing_of

from .. import exports
from ..early_report import HEADINGS, Filters, cells, exceptions, months, numbers, rows_of, units
from ..policies.early import may_read
from .access import staff
from .screens import screen

PAGE_SIZE = 50


def _reader(request: HttpRequest) -> tuple[Standing, Filters]:
    standing = standing_of(request.user)
    may_read(standing).enforce()
    return standing, Filters(follow(request.GET, standing.on, by="pk"))


@require_GET
@staff
def early(request: HttpRequest) -> HttpResponse:
    """Filters and the number of the page live in the address."""
    standing, filters = _reader(request)
    rows = filters.apply(exceptions())
    page = Paginator(rows_of(rows, standing), PAGE_SIZE).get_page(request.GET.get("strona"))
    context = {
        "page_obj": page,
        "rows": page.object_list,
        "numbers": numbers(rows),
        "filters": filters,
        "months": months(),
        "units": units(),
        "previous_url": filters.address(strona=page.number - 1) if page.has_previous() else "",
        "next_url": filters.address(strona=page.number + 1) if page.has_next() else "",
    }
    return screen(request, "early", _("Dates sooner than usual"), context, under="queue")


@require_GET
@staff
def early_export(request: HttpRequest, form: str) -> HttpResponse:
    """The filtered rows, all of them, as a file."""
    standing, filters = _reader(request)
    rows = (cells(row) for row in rows_of(filters.apply(exceptions()), standing).iterator(500))
    name = f"terminy-krotsze-niz-zwykle-{standing.on:%Y-%m-%d}"
    if form == "csv":
        return exports.csv_file(name, HEADINGS, rows)
    if form == "xlsx":
        return exports.xlsx_file(name, _("Dates sooner than usual"), HEADINGS, rows)
    raise Http404
