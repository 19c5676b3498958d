"""After a silence of the clock one letter reports the gap to the portal's administrators (DESIGN.md ruling 9)."""

import datetime as dt
import logging

from django.db import transaction

from . import outbox, reminding, signals
from .calendar import warsaw_date
from .clock import SILENCE
from .models import ClockBeat
from .routing import account_recipient, officers
from .states import PortalOffice

logger = logging.getLogger(__name__)

CLOCK, STEP = "clock", "silence"


def report(now: dt.datetime) -> bool:
    """Write the letter where the newest beat is longer ago than `/healthz` bears: one a gap, however many clocks.

    Call before the first job: a job's own beat hides the gap. The first beat of all ends no silence. One query.
    """
    since = ClockBeat.objects.newest()
    if since is None or now - since <= SILENCE:
        return False
    try:
        return _write(since, now)
    except Exception:  # a letter must never keep the clock from its work
        logger.exception("the silence of the clock since %s could not be reported", since)
        return False


@transaction.atomic
def _write(since: dt.datetime, now: dt.datetime) -> bool:
    if not reminding.take(CLOCK, STEP, since=reminding.instant(since), now=now):
        return False
    told = [words for _receiver, words in signals.silence_ended.send(ClockBeat, since=since, now=now) if words]
    administrators = officers({PortalOffice.ADMINISTRATOR}, warsaw_date(now))
    outbox.write(
        "clock.silence",
        to=[account_recipient(user) for user in administrators],
        template="coordination/emails/clock_silence",
        words="coordination/emails/words/clock_silence",
        context={"since": since, "until": now, "minutes": int((now - since).total_seconds() // 60), "told": told},
        about=CLOCK,
        now=now,
    )
    return True
