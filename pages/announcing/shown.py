"""What the checklist shows of a version, on its own screen and in the editor."""

import datetime as dt
from typing import Any

from ..competition_law import OFFERS, row_on
from ..competition_timing import timing
from .preview import course


def told(version: Any, now: dt.datetime) -> dict[str, Any]:
    """What stops it, what is advised, and the states it would go through with its dates."""
    lacks = list(version.lacks(now=now))
    version.derive()
    return {
        "hard": [lack for lack in lacks if lack.hard],
        "soft": [lack for lack in lacks if not lack.hard],
        "course": course(version.dates, timing()),
        "page_id": version.pk,
        "window": None if version.outside_act else row_on(OFFERS, version.announced_on),
    }
