"""The clock's part in changes of units: each on its day, in its own transaction, once; after an outage all of them."""

import datetime as dt
import logging

from .actions.units import carry_out, sweep
from .calendar import warsaw_date
from .models import UnitChange
from .states import UnitChangeKind

logger = logging.getLogger(__name__)
SWEPT = dt.timedelta(days=2)
"""How long after a merger the clock looks for what was written for the closed unit at the last moment."""


def run_once(now: dt.datetime) -> dict[str, int]:
    """One pass, in the order of the days. One failure never stops the others: it is tried again at the next beat."""
    done = {"done": 0, "failed": 0, "swept": 0}
    for pk in UnitChange.objects.due(warsaw_date(now)).values_list("pk", flat=True):
        try:
            done["done"] += carry_out(pk, now=now)
        except Exception:  # the change waits on, the cause is logged, other units do not wait for it
            logger.exception("change of unit %s failed", pk)
            done["failed"] += 1
    recent = UnitChange.objects.filter(done_at__gte=now - SWEPT, done_at__lt=now).exclude(kind=UnitChangeKind.RENAME)
    for pk in recent.values_list("pk", flat=True):
        done["swept"] += sweep(pk, now=now)
    return done
