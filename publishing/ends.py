"""The end of publication that a version brings along, as it was written (docs/decisions/0047). Pure."""

import datetime as dt
from typing import Any

from django.utils.dateparse import parse_datetime


def end_of(revision: Any) -> dt.datetime | None:
    """The aware instant that stands in the version, also where it has passed since: GovernedPage shows none then."""
    return parse_datetime(revision.content.get("expire_at") or "") if revision else None


def end_at_stake(handoff: Any) -> dt.datetime | None:
    """The end that goes public with what was handed over; None where it had passed before anybody handed it over.

    What the clock handed over for a unit was meant for its own hour already.
    """
    end = None if handoff.keeps_text else end_of(handoff.revision)
    meant = min(handoff.delivered_at or handoff.created_at, handoff.publish_at)
    return end if end and end > meant else None
