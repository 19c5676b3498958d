"""Intervals between reviews: which hold now, and what a new one would change. The deed stands in actions.intervals.

A review date counts from what restarted the clock last: the confirmation, or the public change when that came later;
of a page never confirmed and never changed from its first publication (scenario 60). So setting an interval back gives
back the dates that were there before.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from django.urls import NoReverseMatch, reverse

from coordination.calendar import WorkingCalendar, warsaw_date
from coordination.models import ServiceStandard
from coordination.policies import RegisterPolicy
from coordination.standing import Standing
from coordination.verdict import Verdict

from . import kinds
from .kinds import Kind
from .models import Stewardship

LONGEST = 60
"""Months. Whoever looks at a page more seldom does not keep it."""
PREFIX = "review."


class Changed(NamedTuple):
    """One page whose date would move: what it is now, what it would be, and whether it is public."""

    pk: int
    page_id: int
    unit_id: int
    before: dt.date | None
    after: dt.date
    public: bool


@dataclass(frozen=True)
class Plan:
    """What an interval of so many months does to the pages of a kind on a day."""

    kind: Kind
    months: int
    on: dt.date
    pages: int
    changed: tuple[Changed, ...]

    @cached_property
    def overdue(self) -> list[Changed]:
        """Public pages that become overdue, the longest overdue first."""
        found = [one for one in self._public if one.after < self.on and not _is_over(one.before, self.on)]
        return sorted(found, key=lambda one: (one.after, one.page_id))

    @cached_property
    def later(self) -> list[Changed]:
        """Public pages that get a later day."""
        found = [one for one in self._public if one.before is not None and one.after > one.before]
        return sorted(found, key=lambda one: (one.after, one.page_id))

    @cached_property
    def sooner(self) -> list[Changed]:
        """Public pages that get an earlier day, or their first, and are in time."""
        earlier = [one for one in self._public if one.before is None or one.after < one.before]
        return sorted((one for one in earlier if one.after >= self.on), key=lambda one: (one.after, one.page_id))

    @cached_property
    def _public(self) -> list[Changed]:
        return [one for one in self.changed if one.public]

    def by_unit(self) -> list[tuple[int, int, int, int]]:
        """Unit, how many become overdue, how many get a later day, an earlier one; the most overdue first."""
        counts: dict[int, list[int]] = defaultdict(lambda: [0, 0, 0])
        for place, found in enumerate((self.overdue, self.later, self.sooner)):
            for unit, number in Counter(one.unit_id for one in found).items():
                counts[unit][place] = number
        rows = [(unit, overdue, later, sooner) for unit, (overdue, later, sooner) in counts.items()]
        return sorted(rows, key=lambda row: (-row[1], -row[2], -row[3], row[0]))


def _is_over(day: dt.date | None, on: dt.date) -> bool:
    return day is not None and day < on


class Interval(NamedTuple):
    """A kind with the months that hold now."""

    kind: Kind
    months: int


def key_of(kind: str) -> str:
    return f"{PREFIX}{kind}"


def intervals() -> list[Interval]:
    """Every kind that units write, with its interval. One query."""
    keys = {key_of(kind.code): kind for kind in kinds.editorial()}
    known = dict(ServiceStandard.objects.filter(key__in=keys).values_list("key", "value"))
    return [Interval(kind, known.get(key, kind.review_months)) for key, kind in keys.items()]


def address(key: str) -> str:
    """The screen on which the standard of the key is changed; empty where the key is of no kind."""
    kind = key.removeprefix(PREFIX)
    if not kinds.known(kind) or kinds.get(kind).structural:
        return ""
    try:
        return reverse("publishing:review_interval", args=[kind])
    except NoReverseMatch:  # a host without the staff screens
        return ""


def interval_of(kind: str) -> Interval | None:
    """None for a kind that nobody declared, or that has no reviews."""
    return next((one for one in intervals() if one.kind.code == kind), None)


def may_change(standing: Standing) -> Verdict:
    """Whoever keeps the service standards: administrators and the Director of SZ."""
    return RegisterPolicy(standing).may_keep_dictionaries()


def plan(kind: Kind, months: int, on: dt.date) -> Plan:
    """What would change. One query, whatever the number of pages and units."""
    rows = list(_rows(kind.code))
    changed = [found for row in rows if (found := _changed(row, months)) is not None]
    return Plan(kind, months, on, len(rows), tuple(changed))


def _rows(kind: str) -> Iterator[dict[str, Any]]:
    """Every page of the kind that has ever been public."""
    rows = Stewardship.objects.filter(kind=kind, page__first_published_at__isnull=False).order_by("pk")
    names = ("pk", "page_id", "unit_id", "review_by", "confirmed_at", "updated_at", "archived_at")
    yield from rows.values(*names, "page__live", "page__first_published_at").iterator(2000)


def restarted_on(row: dict[str, Any]) -> dt.date:
    """The Warsaw day from which the review counts."""
    last = max(filter(None, (row["confirmed_at"], row["updated_at"])), default=row["page__first_published_at"])
    return warsaw_date(last)


def _changed(row: dict[str, Any], months: int) -> Changed | None:
    after = WorkingCalendar().add_months(restarted_on(row), months)
    if after == row["review_by"]:
        return None
    public = row["page__live"] and row["archived_at"] is None
    return Changed(row["pk"], row["page_id"], row["unit_id"], row["review_by"], after, public)
