"""The numbers that the city sets for the life of competitions, read from the service standards."""

from typing import Any

from django.db.models import Subquery, Value

from coordination import standards
from coordination.models import ServiceStandard

from .competition_states import Timing

ASSESSED, ARCHIVED = "competition.assessment", "competition.archive"
MOST_DAYS, MOST_MONTHS = 366, 1200
"""Larger numbers are slips of the hand and would lead out of the calendar."""


def timing() -> Timing:
    """One query."""
    set_by_city = standards.values({ASSESSED: Timing.assessed_after, ARCHIVED: Timing.archived_after})
    return _timing(set_by_city[ASSESSED], set_by_city[ARCHIVED])


def asked_along(rows: Any) -> Any:
    """Pages that bring the numbers with them, for `timing_with`."""
    return rows.annotate(city_assessed=_standard(ASSESSED), city_archived=_standard(ARCHIVED), city_asked=Value(True))


def timing_with(page: Any) -> Timing:
    """The numbers that came with the page; one query where none did."""
    if "city_asked" not in page.__dict__:
        return timing()
    assessed, archived = page.city_assessed, page.city_archived
    return _timing(
        Timing.assessed_after if assessed is None else assessed,
        Timing.archived_after if archived is None else archived,
    )


def _timing(days: int, months: int) -> Timing:
    return Timing(min(days, MOST_DAYS), min(months, MOST_MONTHS))


def _standard(key: str) -> Subquery:
    return Subquery(ServiceStandard.objects.filter(key=key).order_by().values("value")[:1])
