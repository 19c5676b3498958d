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
    return _free_after(warsaw_date(now), lead_days, taken, calendar)


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
