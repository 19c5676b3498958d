"""How long an inquiry keeps who asked and what was said: a setting, to be confirmed by SZ; a job of the clock."""

from __future__ import annotations

import datetime as dt
import logging

from dateutil.relativedelta import relativedelta

from . import standards
from .actions.forgetting import anonymise
from .calendar import WARSAW, warsaw_date
from .models import Inquiry

logger = logging.getLogger(__name__)
KEY, MONTHS = "inquiry.retention", 24
AT_ONCE = 200
"""So many in one pass; the next pass goes on."""


def months() -> int:
    """After how many months from the last word; 0 keeps everything."""
    return standards.value(KEY, MONTHS)


def run_once(now: dt.datetime) -> int:
    """One pass, each inquiry in a transaction of its own. Returns how many were anonymised."""
    kept = months()
    if not kept:
        return 0
    day = warsaw_date(now) - relativedelta(months=min(kept, 1200))
    before = dt.datetime.combine(day, dt.time.min, WARSAW)
    found = list(Inquiry.everything.worked_through(before).order_by("pk")[:AT_ONCE])
    return sum(_anonymised(inquiry, before, now) for inquiry in found)


def _anonymised(inquiry: Inquiry, before: dt.datetime, now: dt.datetime) -> bool:
    """One that fails waits for the next pass, its cause in the log; others do not wait for it."""
    try:
        return anonymise(inquiry, before=before, now=now)
    except Exception:
        logger.exception("inquiry %s could not be anonymised", inquiry.pk)
        return False
