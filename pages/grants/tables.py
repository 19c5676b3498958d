"""Calls and money of small grants as CSV and XLSX. Figures carry their day, unknown stays empty."""

from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from coordination.calendar import warsaw_date
from coordination.grant_board import Row, board
from publishing import exports

from ..calendars import ribbon
from . import years
from .shown import public_calls, with_calls
from .states import GrantState

CALLS = (
    gettext_lazy("Title"),
    gettext_lazy("Unit"),
    gettext_lazy("State"),
    gettext_lazy("Year"),
    gettext_lazy("Money for this call"),
    gettext_lazy("At most for one offer"),
    gettext_lazy("Offers from"),
    gettext_lazy("Offers until"),
    gettext_lazy("Closed"),
    gettext_lazy("Why it was closed"),
    gettext_lazy("Address"),
    gettext_lazy("Remarks"),
)
FUNDS = (
    gettext_lazy("Unit"),
    gettext_lazy("Year"),
    gettext_lazy("As of"),
    gettext_lazy("Pool of the year"),
    gettext_lazy("Granted"),
    gettext_lazy("Left that day"),
    gettext_lazy("Remarks"),
)
CHUNK = 500


@require_safe
def calls(request: HttpRequest, ending: str) -> HttpResponseBase:
    """Calls of every year: each says its own."""
    today = warsaw_date(timezone.now())
    rows = (_call_cells(page, request) for page in public_calls(today).iterator(chunk_size=CHUNK))
    return _file(f"nabory-na-male-granty-{today:%Y-%m-%d}", _("Calls for small grants"), CALLS, rows, ending)


@require_safe
def funds(request: HttpRequest, ending: str) -> HttpResponseBase:
    """Money of the year of the address, else of this one."""
    today = warsaw_date(timezone.now())
    year = years.asked(request, today, years.known(today))
    rows = (_fund_cells(row, year) for row in board(year, today, with_calls(year)))
    return _file(f"srodki-na-male-granty-{year}-{today:%Y-%m-%d}", _("State of the funds"), FUNDS, rows, ending)


def _file(name: str, title: str, headings: Iterable[Any], rows: Iterable[Any], ending: str) -> HttpResponseBase:
    told = [str(heading) for heading in headings]
    if ending == "csv":
        return exports.csv_stream(name, told, rows)
    if ending == "xlsx":
        return exports.xlsx_stream(name, title, told, rows)
    raise Http404


def _call_cells(page: Any, request: HttpRequest) -> tuple[Any, ...]:
    who = (page.title, str(page.stewardship.unit), str(GrantState(page.state_now).label), page.year)
    money_and_days = (page.pool, page.max_grant, page.opens_on, page.dates().offers_until, page.closed_on)
    return *who, *money_and_days, page.get_closed_because_display(), page.get_full_url(request), ribbon()


def _fund_cells(row: Row, year: int) -> tuple[Any, ...]:
    said = row.figure
    if said is None:
        return str(row.unit), year, None, None, None, None, _("has not reported for this year")
    return str(row.unit), year, said.as_of, said.pool, said.committed, said.left, ribbon()
