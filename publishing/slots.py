"""The next free slot: the hour offered when somebody asks «when?». Pure."""

import datetime as dt
from collections.abc import Collection

from coordination.calendar import DAY, WorkingCalendar, warsaw, warsaw_date

HOURS = (9, 10, 11, 12, 13, 14)
"""Hours at which the portal publishes by default; a service standard."""

TO_READ = dt.timedelta(minutes=30)
"""What an approver is left for an urgent correction."""


def earliest_slot(now: dt.datetime, taken: Collection[dt.datetime], calendar: WorkingCalendar) -> dt.datetime:
    """The first free full hour that leaves time to read, today when it is a working day: for what is urgent."""
    day = calendar.add_working_days(warsaw_date(now) - DAY, 1)
    while True:
        ahead = (warsaw(day, dt.time(hour)) for hour in HOURS)
        found = next((slot for slot in ahead if slot >= now + TO_READ and slot not in taken), None)
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
