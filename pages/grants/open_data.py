"""Calls and money of small grants for machines: CSV, JSON, Atom. Figures carry their day, unknown stays empty."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest, JsonResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from coordination.calendar import warsaw_date
from coordination.grant_board import Row, board
from publishing import exports

from ..calendars import printable, ribbon
from ..models import SmallGrantCallPage
from .shown import with_calls
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
CHUNK, MOST = 500, 50


def public_calls(today: dt.date) -> Any:
    """All that everybody may see, archival ones too, the newest first. One query."""
    return SmallGrantCallPage.objects.visible().with_unit().with_state(today).order_by("-opens_on", "-pk")


@require_safe
def calls_csv(request: HttpRequest) -> StreamingHttpResponse:
    today = warsaw_date(timezone.now())
    rows = (_call_cells(page, request) for page in public_calls(today).iterator(chunk_size=CHUNK))
    return exports.csv_stream(f"nabory-na-male-granty-{today:%Y-%m-%d}", CALLS, rows)


@require_safe
def funds_csv(request: HttpRequest) -> StreamingHttpResponse:
    today = warsaw_date(timezone.now())
    rows = (_fund_cells(row, today.year) for row in board(today.year, today, with_calls(today.year)))
    return exports.csv_stream(f"srodki-na-male-granty-{today:%Y-%m-%d}", FUNDS, rows)


@require_safe
def everything_json(request: HttpRequest) -> JsonResponse:
    """Both lists. Amounts are strings in złoty, so that nothing rounds them; null means that nobody said."""
    now = timezone.now()
    today = warsaw_date(now)
    calls = public_calls(today).prefetch_related("spheres", "districts")
    rows = board(today.year, today, with_calls(today.year))
    told = {
        "as_of": now.isoformat(timespec="seconds"),
        "remarks": ribbon(),
        "calls": [_call_object(page, request) for page in calls],
        "funds": [_fund_object(row, today.year) for row in rows],
    }
    return JsonResponse(told, json_dumps_params={"ensure_ascii": False})


def _call_cells(page: Any, request: HttpRequest) -> tuple[Any, ...]:
    who = (page.title, str(page.stewardship.unit), str(GrantState(page.state_now).label), page.year)
    money_and_days = (page.pool, page.max_grant, page.opens_on, page.closes_on, page.closed_on)
    return *who, *money_and_days, page.get_closed_because_display(), page.get_full_url(request), ribbon()


def _fund_cells(row: Row, year: int) -> tuple[Any, ...]:
    said = row.figure
    if said is None:
        return str(row.unit), year, None, None, None, None, _("has not reported for this year")
    return str(row.unit), year, said.as_of, said.pool, said.committed, said.left, ribbon()


def _call_object(page: Any, request: HttpRequest) -> dict[str, Any]:
    return {
        "title": page.title,
        "url": page.get_full_url(request),
        "unit": str(page.stewardship.unit),
        "state": page.state_now,
        "summary": page.summary,
        "year": page.year,
        "money": _exact(page.pool),
        "most_for_one_offer": _exact(page.max_grant),
        "offers_from": page.opens_on,
        "offers_until": page.closes_on,
        "closed_on": page.closed_on,
        "closed_because": page.closed_because,
        "spheres": [sphere.code for sphere in page.spheres.all()],
        "districts": [district.number for district in page.districts.all()],
        "changed_at": page.last_published_at,
    }


def _fund_object(row: Row, year: int) -> dict[str, Any]:
    said = row.figure
    return {
        "unit": str(row.unit),
        "year": year,
        "as_of": said.as_of if said else None,
        "pool": _exact(said.pool if said else None),
        "granted": _exact(said.committed if said else None),
        "left": _exact(said.left if said else None),
    }


def _exact(amount: Decimal | None) -> str | None:
    return None if amount is None else f"{amount:.2f}"


class GrantCallsFeed(Feed):
    """Atom: calls as they open and close, the latest change first."""

    feed_type = Atom1Feed
    link = "/male-granty/"
    feed_url = "/male-granty/atom/"
    title = gettext_lazy("Small grants in Kraków")
    author_name = gettext_lazy("NGO portal of Kraków")

    def subtitle(self) -> str:
        return ribbon()

    def items(self) -> Any:
        found = public_calls(warsaw_date(timezone.now())).exclude(state_now=GrantState.ARCHIVED)
        return found.order_by("-last_published_at", "-pk")[:MOST]

    def item_title(self, item: Any) -> str:
        return printable(f"{item.title} ({GrantState(item.state_now).label})")

    def item_description(self, item: Any) -> str:
        return printable(item.summary)

    def item_link(self, item: Any) -> str:
        return str(item.get_url())

    def item_updateddate(self, item: Any) -> dt.datetime | None:
        return item.last_published_at  # type: ignore[no-any-return]

    def item_pubdate(self, item: Any) -> dt.datetime | None:
        return item.first_published_at  # type: ignore[no-any-return]
