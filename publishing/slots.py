"""The next free slot: the hour offered when somebody asks «when?». Pure."""

import datetime as dt
from collections.abc import Collection

from coordination.calendar import DAY, WorkingCalendar, warsaw, warsaw_date

HOURS = (9, 10, 11, 12, 13, 14)
"""Hours at which the portal publishes by default; a service standard."""


def earliest_slot(now: dt.datetime, taken: Collection[dt.datetime], calendar: WorkingCalendar) -> dt.datetime:
    """The first free full hour that lies ahead, today when it is a working day: for what is urgent."""
    day = calendar.add_working_days(warsaw_date(now) - DAY, 1)
    while True:
        free = (slot for slot in (warsaw(day, dt.time(hour)) for hour in HOURS) if slot > now and slot not in taken)
        found = next(free, None)
        if found is not None:
            return found
        day = calendar.add_working_days(day, 1)


def next_slot(
    now: dt.datetime, lead_days: int, taken: Collection[dt.datetime], calendar: WorkingCalendar
) -> dt.datetime:
    """The first free full hour at least `lead_days` working days after today, on a working day, Warsaw time."""
    day = calendar.add_working_days(warsaw_date(now), max(lead_days, 1))
    while True:
        for hour in HOURS:
            slot = warsaw(day, dt.time(hour))
            if slot not in taken:
                return slot
        day = calendar.add_working_days(day, 1)
