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


def offered_slot(kind: str, now: dt.datetime, *, before: dt.datetime | None = None) -> dt.datetime:
    """The next free hour that leaves the kind's lead time; where it must come `before` an instant, a sooner one.

    An instant that leaves no free hour at all changes nothing: the content says then what is wrong with the offer.
    """
    days, taken, calendar = lead_days(kind), _taken(), office_calendar()
    sooner = slots.slot_before(before, now, days, taken, calendar) if before else None
    return sooner or slots.next_slot(now, days, taken, calendar)


def _taken() -> set[dt.datetime]:
    return set(Handoff.objects.open().values_list("publish_at", flat=True))
