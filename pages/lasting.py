"""How long an answer about competitions stays true by itself: until the next deadline or the end of the day.

Caches between the portal and its readers may keep a public answer no longer than that, and never longer than the
setting PUBLIC_CACHE_SECONDS allows: an edit reaches nobody who has kept one.
"""

from __future__ import annotations

import datetime as dt

from .competition_states import next_change
from .models import CompetitionPage

SLACK = 1
"""Seconds between the making of an answer and its arrival in a cache."""


def seconds(now: dt.datetime, *, at_most: int) -> int:
    """Whole seconds for which what is said at `now` holds; no query where nothing may be kept, else one."""
    if at_most <= 0:
        return 0
    left = (next_change(now, CompetitionPage.objects.next_deadline(now)) - now).total_seconds()
    return max(0, min(at_most, int(left) - SLACK))
