"""The state of the city at the beginning of each month, measured by the clock; what the trend is drawn from."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

from django.db import IntegrityError, transaction

from coordination.calendar import warsaw_date

from .reckoning import at_work, reckon
from .reporting import MonthOfGaps

SHOWN = 12


def run_once(now: dt.datetime) -> int:
    """Measure this month, when it has not been yet: after an outage on the first pass, with the instant beside.

    A month that no clock saw stays without numbers: nobody can know them afterwards. Returns the number of rows.
    """
    month = warsaw_date(now).replace(day=1)
    if MonthOfGaps.objects.filter(month=month).exists():
        return 0
    found = reckon(at_work(warsaw_date(now)), now)
    rows = [
        MonthOfGaps(month=month, item=code, units=total.units, things=total.things, taken_at=now)
        for code, total in found.totals.items()
    ]
    try:
        with transaction.atomic():
            return len(MonthOfGaps.objects.bulk_create(rows))
    except IntegrityError:  # another clock was quicker
        return 0


def measured(months: list[dt.date]) -> dict[str, dict[dt.date, MonthOfGaps]]:
    """By item and month. One query."""
    found: dict[str, dict[dt.date, MonthOfGaps]] = defaultdict(dict)
    for row in MonthOfGaps.objects.filter(month__in=months):
        found[row.item][row.month] = row
    return dict(found)
