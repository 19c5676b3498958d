"""The next free slot: the hour offered when somebody asks «when?». Pure."""

import datetime as dt
from collections.abc import Collection

from coordination.calendar import WorkingCalendar, warsaw, warsaw_date

HOURS = (9, 10, 11, 12, 13, 14)
"""Hours at which the portal publishes by default; a service standard."""


def next_slot(
    now: dt.datetime, lead_days: int, taken: Collection[dt.datetime], calendar: WorkingCalendar
) -> dt.datetime:
    """The first free full hour at least `lead_days` working days after today, on a working day, Warsaw time."""
    return _free_after(warsaw_date(now), lead_days, taken, calendar)


def slot_before(
    end: dt.datetime, now: dt.datetime, lead_days: int, taken: Collection[dt.datetime], calendar: WorkingCalendar
) -> dt.datetime | None:
    """The free hour before `end` that leaves the most of the lead time; None where no free hour is left."""
    for days in range(max(lead_days, 1), 0, -1):
        slot = next_slot(now, days, taken, calendar)
        if slot < end:
            return slot
    today = [warsaw(warsaw_date(now), dt.time(hour)) for hour in HOURS]
    free = [slot for slot in today if now < slot < end and slot not in taken]
    return free[0] if free and calendar.is_working_day(warsaw_date(now)) else None


def reservation(
    now: dt.datetime, lead_days: int, taken: Collection[dt.datetime], calendar: WorkingCalendar
) -> tuple[dt.date, dt.datetime]:
    """What is offered for something not written yet: the day of delivery, and the hour of publication.

    So many working days to write it, and after its delivery as many again for the portal team: the lead time of the
    kind.
    """
    deliver_by = calendar.add_working_days(warsaw_date(now), max(lead_days, 1))
    return deliver_by, _free_after(deliver_by, lead_days, taken, calendar)


def _free_after(day: dt.date, lead_days: int, taken: Collection[dt.datetime], calendar: WorkingCalendar) -> dt.datetime:
    day = calendar.add_working_days(day, max(lead_days, 1))
    while True:
        for hour in HOURS:
            slot = warsaw(day, dt.time(hour))
            if slot not in taken:
                return slot
        day = calendar.add_working_days(day, 1)
