"""The clock's part in conversations: what was answered long ago closes by itself, old presences are forgotten."""

from __future__ import annotations

import datetime as dt
import logging

from . import presence
from .actions.endings import lapse
from .calendar import warsaw_date
from .models import Inquiry
from .states import InquiryState

logger = logging.getLogger(__name__)


def run_once(now: dt.datetime) -> dict[str, int]:
    """One pass, each inquiry in its own transaction; after an outage all that wait, and never one twice."""
    presence.forget(now)
    done = {"closed": 0, "failed": 0}
    due = Inquiry.objects.filter(state=InquiryState.ANSWERED, reopen_until__lt=warsaw_date(now)).order_by("pk")
    for pk in list(due.values_list("pk", flat=True)):
        try:
            done["closed"] += lapse(pk, now=now)
        except Exception:  # this one waits for the next beat, the cause is logged, others do not wait for it
            logger.exception("inquiry %s could not close by itself", pk)
            done["failed"] += 1
    return done
