"""When pages are looked at: soon after their text changes, and all of them each night, a portion a beat."""

import datetime as dt
import logging
import time
from typing import Any

from django.db import transaction

from coordination.calendar import WARSAW, warsaw_date

from . import day_findings, looking
from .looking import Eyes
from .mentions import LookRound, WantedLook
from .models import Stewardship

logger = logging.getLogger(__name__)

NIGHT = 1
"""The hour in Warsaw from which the look at all pages begins."""
WANTED = 50
PORTION = 200
SECONDS = 10.0
"""So much of one beat at most; publications and letters wait behind it."""
TRIES = 5
"""After so many tries a page that cannot be read waits for the look at all pages."""
KEPT = dt.timedelta(days=60)


def run_once(now: dt.datetime, *, portion: int = PORTION, seconds: float = SECONDS) -> dict[str, int]:
    """Look at the pages that were asked for, then go on with the round of the day. Counts pages."""
    eyes, until = Eyes(warsaw_date(now)), time.monotonic() + seconds
    asked = _look_at_wanted(now, eyes, until)
    looked = _go_round(now, eyes, portion, until)
    return {"asked": asked, "looked": looked}


def days_once(now: dt.datetime) -> dict[str, int]:
    """What the calendar, the offices and the other sites changed; what was set aside until yesterday comes back."""
    return {"back": looking.wake(warsaw_date(now)), "changed": day_findings.settle(now)}


# -- asked for -------------------------------------------------------------------------------------------------------


def _look_at_wanted(now: dt.datetime, eyes: Eyes, until: float) -> int:
    keys = WantedLook.objects.filter(tries__lt=TRIES).values_list("page_id", flat=True)[:WANTED]
    done = 0
    for page_id in list(keys):
        if time.monotonic() > until:
            break
        done += _look(page_id, now, eyes)
    return done


def _look(page_id: int, now: dt.datetime, eyes: Eyes) -> bool:
    """One page in its own transaction; what goes wrong is kept with it and stops nobody."""
    try:
        looking.look_at(page_id, now=now, eyes=eyes)
    except Exception as error:  # a page nobody can read must not stop the looks at all others
        logger.exception("page %s could not be looked at", page_id)
        _remember(page_id, error, now)
        return False
    return True


@transaction.atomic
def _remember(page_id: int, error: Exception, now: dt.datetime) -> None:
    row, _is_new = WantedLook.objects.get_or_create(page_id=page_id, defaults={"asked_at": now})
    row.tries, row.error = row.tries + 1, f"{type(error).__name__}: {error}"[:255]
    row.save(update_fields=["tries", "error"])


# -- all pages -------------------------------------------------------------------------------------------------------


def _go_round(now: dt.datetime, eyes: Eyes, portion: int, until: float) -> int:
    """Go on where the last beat stopped, also after a kill; a round of an earlier day is ended first."""
    row = _round(now)
    if row is None:
        return 0
    keys = list(_public(row.last_page_id)[: portion + 1])
    looked = 0
    for page_id in keys[:portion]:
        if time.monotonic() > until:
            break
        looked += 1
        row.failed += not _look(page_id, now, eyes)
        row.last_page_id, row.looked = page_id, row.looked + 1
        row.save(update_fields=["last_page_id", "looked", "failed"])
    if looked == len(keys):
        row.finished_at = now
        row.save(update_fields=["finished_at"])
        LookRound.objects.filter(finished_at__lt=now - KEPT).delete()
    return looked


def _round(now: dt.datetime) -> LookRound | None:
    """The round that is under way, else the one of today when its hour has come; the first of all begins at once."""
    row = LookRound.objects.filter(finished_at__isnull=True).order_by("on").first()
    if row is not None:
        return row
    today, is_night = warsaw_date(now), now.astimezone(WARSAW).hour >= NIGHT
    last = LookRound.objects.order_by("-on").first()
    if last is not None and (last.on >= today or not is_night):
        return None
    return LookRound.objects.get_or_create(on=today, defaults={"started_at": now})[0]


def _public(after: int) -> Any:
    """Keys of public governed pages in order; those without a stewardship are found in day_findings."""
    rows = Stewardship.objects.filter(page__live=True, archived_at__isnull=True, page_id__gt=after)
    return rows.order_by("page_id").values_list("page_id", flat=True)
