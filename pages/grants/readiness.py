"""What a call for small grants still lacks before it goes public."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from coordination.law import within
from publishing.governed import Issue

from ..competition_states import EARLIEST, LATEST
from .law import PER_TASK, grant_law


def lacking(page: Any) -> Iterator[Issue]:
    if not page.summary.strip():
        yield Issue("summary", _("Say in short what the unit wants to support."))
    if page.year is None:
        yield Issue("year", _("Give the year of the pool."))
    elif not EARLIEST.year <= page.year <= LATEST.year:
        words = {"first": EARLIEST.year, "last": LATEST.year}
        yield Issue("year", _("Give a year from %(first)s to %(last)s.") % words)
    if page.opens_on is None:
        yield Issue("opens_on", _("Give the day from which offers are taken."))
    if not page.spheres.all():
        yield Issue("spheres", _("Choose the spheres of public tasks, so that the call is found."), hard=False)
    yield from _days(page)
    yield from _above_the_limit(page)


def _days(page: Any) -> Iterator[Issue]:
    if page.opens_on and page.closes_on and page.closes_on < page.opens_on:
        yield Issue("closes_on", _("The last day for offers is before the first one."))
    if page.opens_on and _ends_with_its_year(page) and page.opens_on.year > page.year:
        yield Issue("year", _("Without a last day the call ends with the year of its pool, before it opens."))
    if page.opens_on and page.closed_on and page.closed_on < page.opens_on:
        yield Issue("closed_on", _("The call cannot be closed before it opens."))
    if page.closed_on and not page.closed_because:
        yield Issue("closed_because", _("Say why the call was closed."))


def _ends_with_its_year(page: Any) -> bool:
    return bool(page.year and not page.closes_on and not page.closed_on)


def _above_the_limit(page: Any) -> Iterator[Issue]:
    """Offers are judged by the day they are filed, so one day of the call that allows the amount is enough."""
    last = page.dates().offers_until
    if not page.max_grant or not page.opens_on or not last:
        return
    rows = grant_law().between(PER_TASK, page.opens_on, last)
    if rows and not any(within(row, page.max_grant) for row in rows):
        row = max(rows, key=lambda one: one.value or 0)
        words = {"limit": row, "source": row.source}
        yield Issue(
            "max_grant", _("More than a small grant may be: %(limit)s (%(source)s).") % words, hard=row.is_verified
        )
