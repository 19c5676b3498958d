"""Which dates a form offers beforehand: by the kind of content, so that the lead time is kept."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from coordination.calendar import warsaw_date
from coordination.deadlines import office_calendar

from . import kinds, slots
from .leads import lead_days, lead_days_by_kind
from .models import Handoff


@dataclass(frozen=True)
class Offer:
    """For one kind: the lead time in working days, the earliest usual day, and free dates that keep it.

    `publish_at` is the next free hour for material that is finished. Of something not written yet, material is
    delivered by `deliver_by`, a Warsaw date, inclusive, and goes public at `publish_later_at`.
    """

    kind: str
    label: Any
    days: int
    earliest: dt.date
    publish_at: dt.datetime
    deliver_by: dt.date
    publish_later_at: dt.datetime


def offers(now: dt.datetime) -> dict[str, Offer]:
    """An offer by the code of every kind that units write. Three queries."""
    calendar, taken, today = office_calendar(), _taken(), warsaw_date(now)
    return {
        code: Offer(
            code,
            kinds.label(code),
            days,
            calendar.add_working_days(today, days),
            slots.next_slot(now, days, taken, calendar),
            *slots.reservation(now, days, taken, calendar),
        )
        for code, days in lead_days_by_kind().items()
    }


def offered_slot(kind: str, now: dt.datetime) -> dt.datetime:
    """The next free hour that leaves the kind's lead time."""
    return slots.next_slot(now, lead_days(kind), _taken(), office_calendar())


def _taken() -> set[dt.datetime]:
    return set(Handoff.objects.open().values_list("publish_at", flat=True))
