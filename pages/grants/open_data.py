"""Calls and money of small grants for machines: JSON and Atom. Figures carry their day, unknown stays empty."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from coordination.calendar import warsaw_date
from coordination.grant_board import Row, board

from ..calendars import printable, ribbon
from . import years
from .shown import public_calls, with_calls
from .states import GrantState

MOST = 50


@require_safe
def everything_json(request: HttpRequest) -> JsonResponse:
    """Both lists, the money of the year of the address, else of this one.

    Amounts are strings in złoty, so that nothing rounds them; null means that nobody said.
    """
    now = timezone.now()
    today = warsaw_date(now)
    calls = public_calls(today).prefetch_related("spheres", "districts")
    year = years.asked(request, today, years.known(today))
    rows = board(year, today, with_calls(year))
    told = {
        "as_of": now.isoformat(timespec="seconds"),
        "remarks": ribbon(),
        "calls": [_call_object(page, request) for page in calls],
        "funds": [_fund_object(row, year) for row in rows],
    }
    return JsonResponse(told, json_dumps_params={"ensure_ascii": False})


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
        "offers_until": page.dates().offers_until,
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
