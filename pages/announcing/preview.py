"""«With these dates …»: the states a competition goes through, and from when. Pure."""

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from coordination.calendar import warsaw_date

from ..competition_states import CompetitionDates, State, Timing, is_sensible, midnight, state_on

DAY = dt.timedelta(days=1)


class Turn(NamedTuple):
    """From this instant on the competition is in the state; None at the beginning."""

    at: dt.datetime | None
    state: State


def course(dates: CompetitionDates, timing: Timing) -> list[Turn]:
    """Empty where no date is known that would change anything."""
    instants = sorted(set(_instants(dates, timing)))
    if not instants or dates.is_archival:
        return []
    found = [Turn(None, state_on(dates, instants[0] - DAY, timing))]
    for at in instants:
        state = state_on(dates, at, timing)
        if state != found[-1].state:
            found.append(Turn(at, state))
    return found


def _instants(dates: CompetitionDates, timing: Timing) -> Iterator[dt.datetime]:
    """Every instant at which something may change: beginnings of days, and the deadline to the second.

    Days that the form no longer takes, in rows saved before it refused them, are left out.
    """
    for day in (dates.announced_on, dates.results_on, dates.annulled_on):
        if day and is_sensible(day):
            yield midnight(day)
    if dates.formal_review_until and is_sensible(dates.formal_review_until):
        yield midnight(dates.formal_review_until + DAY)
    if dates.deadline and is_sensible(dates.deadline.date()):
        yield dates.deadline
        for days in range(1, timing.assessed_after + 2):
            yield midnight(warsaw_date(dates.deadline) + days * DAY)
