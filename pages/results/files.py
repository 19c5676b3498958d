"""Results as CSV and XLSX: of the competitions that an address asks for, and of one. One query, one row in memory."""

from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from publishing import exports

from ..calendars import ribbon
from ..competition_list import asked_with_archival, results_of
from ..models import CompetitionPage
from ..querysets import restricted

HEADINGS = (
    gettext_lazy("Bidder"),
    gettext_lazy("Task"),
    gettext_lazy("Amount granted in zł"),
    gettext_lazy("Points"),
    gettext_lazy("What became of it"),
    gettext_lazy("Note"),
    gettext_lazy("Competition"),
    gettext_lazy("Number"),
    gettext_lazy("Unit"),
    gettext_lazy("Results of the day"),
    gettext_lazy("Address"),
    gettext_lazy("Remarks"),
)
BATCH = 500


@require_safe
def of_the_list(request: HttpRequest, ending: str) -> HttpResponseBase:
    """With the filters of the list; archival competitions are in, unless a state is asked for."""
    return answer(request, asked_with_archival(request, timezone.now()), "wyniki-konkursow", ending)


@require_safe
def of_one(request: HttpRequest, slug: str, ending: str) -> HttpResponseBase:
    """Nothing but what the page itself shows: without results that are told there is no file."""
    pages = CompetitionPage.objects.live().filter(~restricted(), slug=slug).with_state(timezone.now())
    if not results_of(pages).exists():
        raise Http404
    return answer(request, pages, f"wyniki-{slug}", ending)


def answer(request: HttpRequest, pages: Any, name: str, ending: str) -> HttpResponseBase:
    rows = (_cells(row, request) for row in results_of(pages).iterator(chunk_size=BATCH))
    headings = [str(heading) for heading in HEADINGS]
    if ending == "csv":
        return exports.csv_stream(name, headings, rows)
    if ending == "xlsx":
        return exports.xlsx_stream(name, _("Results"), headings, rows)
    raise Http404


def _cells(row: Any, request: HttpRequest) -> tuple[Any, ...]:
    page = row.page
    offer = (row.bidder, row.task, row.amount, row.points, row.outcome_words, row.note)
    where = (page.title, page.number, page.stewardship.unit.name, page.results_on)
    return *offer, *where, page.get_full_url(request), ribbon()
