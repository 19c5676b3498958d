"""Budget years of small grants: which one an address asks for, and which have something to show."""

import datetime as dt
from collections.abc import Collection

from django.http import HttpRequest

from coordination.models import GrantFigure
from coordination.numbers import number

from ..competition_states import EARLIEST, LATEST
from ..content_kinds import SMALL_GRANT

YEAR = "rok"


def known(today: dt.date) -> list[int]:
    """This year, and every other that a unit has spoken of or a public call belongs to; the newest first. One query."""
    from ..models import SmallGrantCallPage

    calls = SmallGrantCallPage.objects.live().filter(stewardship__kind=SMALL_GRANT, stewardship__archived_at=None)
    named = calls.filter(year__isnull=False).order_by().values_list("year")
    said = GrantFigure.objects.filter(as_of__lte=today).order_by().values_list("year")
    years = {year for (year,) in said.union(named) if EARLIEST.year <= year <= LATEST.year}
    return sorted({today.year, *years}, reverse=True)


def asked(request: HttpRequest, today: dt.date, among: Collection[int]) -> int:
    """The year of the address where there is something to show of it, else this one."""
    year = number(request.GET.get(YEAR, ""))
    return year if year is not None and year in among else today.year
