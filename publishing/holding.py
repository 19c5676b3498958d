"""How long somebody who took an item from the queue has it in hand: minutes of the office's working time. Pure.

The number of minutes is a service standard (`handoff.claim`). Nights, weekends and days off do not count, so what is
given to somebody in the afternoon is still theirs in the morning. Nothing runs when the time is over: whoever asks,
compares instants.
"""

import datetime as dt

from coordination.calendar import DAY, WorkingCalendar, warsaw, warsaw_date

OPENS, CLOSES = dt.time(7, 30), dt.time(15, 30)
"""The office's hours as they are counted here."""
CLAIM, CLAIM_MINUTES = "handoff.claim", 120
"""Key of the service standard, and the minutes that hold while nobody has set it."""
LONGEST = 30 * 8 * 60
"""Minutes; a larger number in the register counts as this."""


def lapses_at(since: dt.datetime, minutes: int, calendar: WorkingCalendar) -> dt.datetime:
    """The instant at which the item is free again. `since` is aware."""
    left, day = dt.timedelta(minutes=min(minutes, LONGEST)), warsaw_date(since)
    while True:
        if calendar.is_working_day(day):
            start, end = max(since, warsaw(day, OPENS)), warsaw(day, CLOSES)
            if start < end:
                if end - start >= left:
                    return start + left
                left -= end - start
        day += DAY


def taken_before(now: dt.datetime, minutes: int, calendar: WorkingCalendar) -> dt.datetime:
    """What was taken at this instant or earlier is free at `now`; the other way round of `lapses_at`."""
    left, day = dt.timedelta(minutes=min(minutes, LONGEST)), warsaw_date(now)
    while True:
        if calendar.is_working_day(day):
            start, end = warsaw(day, OPENS), min(now, warsaw(day, CLOSES))
            if start < end:
                if end - start >= left:
                    return end - left
                left -= end - start
        day -= DAY
