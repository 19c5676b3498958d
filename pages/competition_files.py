"""The list of competitions as CSV, XLSX and JSON: the filters of the address, one query, one row in memory."""

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import CharField
from django.db.models.functions import Cast
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from coordination.calendar import WARSAW
from publishing import exports

from .calendars import ribbon
from .competition_columns import COLUMNS
from .competition_list import asked_for
from .competition_parts_in_json import parts_of, with_parts
from .filter_chips import kept
from .joined import chosen
from .models import CompetitionPage

BATCH = 500
NAME = "konkursy"
ENDINGS = ("csv", "xlsx", "json")


@require_safe
def of_the_list(request: HttpRequest, ending: str) -> HttpResponse | StreamingHttpResponse:
    if ending not in ENDINGS:
        raise Http404
    now = timezone.now()
    _form, found = asked_for(request, now)
    rows = found.annotate(
        sphere_codes=chosen(CompetitionPage.spheres.through, "sphere__code"),
        district_codes=chosen(CompetitionPage.districts.through, Cast("district__number", CharField())),
    )
    if ending == "json":
        return as_json(request, with_parts(rows).iterator(chunk_size=BATCH), now)
    return as_table(request, rows.iterator(chunk_size=BATCH), ending)


def as_table(request: HttpRequest, rows: Iterable[Any], ending: str) -> Any:
    headings = [*(str(column.heading) for column in COLUMNS), _("address"), _("Remarks")]
    table = ([*(column.value(page) for column in COLUMNS), page.get_full_url(request), ribbon()] for page in rows)
    if ending == "csv":
        return exports.csv_stream(NAME, headings, table)
    return exports.xlsx_stream(NAME, _("Competitions"), headings, table)


def as_json(request: HttpRequest, rows: Iterable[Any], now: dt.datetime) -> StreamingHttpResponse:
    """{"nazwa", "stan_na", "filtry", "uwaga", "konkursy": […]}: instants with Warsaw's offset, amounts as numbers.

    Each competition brings its amounts, criteria and results along («kwoty», «kryteria», «wyniki»).
    """
    opening = {
        "nazwa": _("Open competitions of offers in Kraków"),
        "stan_na": now.astimezone(WARSAW).replace(microsecond=0),
        "filtry": kept(request.GET),
        "uwaga": ribbon(),
    }

    def content() -> Iterator[str]:
        yield dumped(opening).removesuffix("}") + ', "konkursy": ['
        for place, page in enumerate(rows):
            yield (",\n" if place else "\n") + dumped(in_json(page, request))
        yield "\n]}\n"

    response = StreamingHttpResponse(content(), content_type="application/json")
    response["Content-Disposition"] = f'inline; filename="{NAME}.json"'
    return response


def in_json(page: Any, request: HttpRequest) -> dict[str, Any]:
    told = {column.key: plain(column.value(page)) for column in COLUMNS} | parts_of(page)
    return told | {"stan": page.state_now, "stan_nazwa": told["stan"], "adres": page.get_full_url(request)}


def plain(value: Any) -> Any:
    """Amounts as numbers, instants in Warsaw time, texts without control characters."""
    if isinstance(value, dt.datetime):
        return value.astimezone(WARSAW).replace(microsecond=0)
    if value is None or isinstance(value, int | dt.date):
        return value
    return float(value) if isinstance(value, Decimal) else exports.UNPRINTABLE.sub("", str(value))


def dumped(value: dict[str, Any]) -> str:
    return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False)
