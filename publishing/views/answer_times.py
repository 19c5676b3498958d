"""The report of answers: units and their figures in a period, as a screen and as files (scenario 56)."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from coordination.lineage import follow
from coordination.standing import Standing, standing_of
from coordination.states import Matter

from .. import exports
from ..answer_report import HEADINGS, Filters, cells, report, topics, units_for
from ..policies.answer_times import may_read
from .access import staff
from .screens import screen

PAGE_SIZE = 50


def _reader(request: HttpRequest) -> tuple[Standing, Filters]:
    standing = standing_of(request.user)
    may_read(standing).enforce()
    return standing, Filters(follow(request.GET, standing.on, by="pk"), standing.on)


@require_GET
@staff
def answer_times(request: HttpRequest) -> HttpResponse:
    """Filters and the number of the page live in the address."""
    standing, filters = _reader(request)
    found = report(filters, standing)
    page = Paginator(found.rows, PAGE_SIZE).get_page(request.GET.get("strona"))
    several = standing.watches_city or len(standing.units) > 1
    context = {
        "found": found,
        "page_obj": page,
        "rows": page.object_list,
        "filters": filters,
        "several": several,
        "units": units_for(standing) if several else (),
        "topics": topics(),
        "matters": Matter.choices,
        "here": reverse("publishing:answer_times"),
        "previous_url": filters.address(strona=page.number - 1) if page.has_previous() else "",
        "next_url": filters.address(strona=page.number + 1) if page.has_next() else "",
    }
    return screen(request, "answer_times", _("Answers to inquiries"), context)


@require_GET
@staff
def answer_times_export(request: HttpRequest, form: str) -> HttpResponse:
    """The filtered rows, all of them, as a file."""
    standing, filters = _reader(request)
    rows = (cells(row) for row in report(filters, standing).rows)
    name = f"odpowiedzi-na-zapytania-{filters.first:%Y-%m-%d}-{filters.last:%Y-%m-%d}"
    if form == "csv":
        return exports.csv_file(name, HEADINGS, rows)
    if form == "xlsx":
        return exports.xlsx_file(name, _("Answers to inquiries"), HEADINGS, rows)
    raise Http404
