"""The life of a competition, told from its dates and the clock: no job ever moves it (DESIGN.md section 5). Pure."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from dateutil.relativedelta import relativedelta
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from coordination.calendar import WARSAW, warsaw, warsaw_date
from coordination.wording import full_day

A_DAY = dt.timedelta(days=1)
EARLIEST, LATEST = dt.date(1990, 1, 1), dt.date(2100, 12, 31)


class State(models.TextChoices):
    """Stan konkursu."""

    FORETOLD = "foretold", _("announced for later")
    OPEN = "open", _("open for offers")
    CLOSED = "closed", _("closed for offers")
    ASSESSMENT = "assessment", _("offers being assessed")
    SETTLED = "settled", _("settled")
    ANNULLED = "annulled", _("annulled")
    ARCHIVED = "archived", _("archival")


ENDED_BY_ANNULMENT = frozenset({State.ANNULLED, State.ARCHIVED})
ENDED_BY_RESULTS = frozenset({State.SETTLED, State.ARCHIVED})


@dataclass(frozen=True)
class Timing:
    """What the city sets for itself, never law: days from the deadline to the assessment, months to the archive."""

    assessed_after: int = 1
    archived_after: int = 12


@dataclass(frozen=True)
class Moment:
    """One instant as the rules see it.

    `today` is the Warsaw day; whose deadline lies before the instant `assessed_before` is being assessed; what ended
    before the day `archived_before` is archival.
    """

    now: dt.datetime
    today: dt.date
    assessed_before: dt.datetime
    archived_before: dt.date

    @classmethod
    def of(cls, now: dt.datetime, timing: Timing) -> "Moment":
        today = warsaw_date(now)
        return cls(
            now.astimezone(WARSAW),
            today,
            midnight(today - dt.timedelta(days=timing.assessed_after) + A_DAY),
            today - relativedelta(months=timing.archived_after),
        )


@dataclass(frozen=True)
class CompetitionDates:
    """What decides. `deadline` is an aware instant, the rest Warsaw dates; `announced_on` is the last of the places."""

    deadline: dt.datetime | None = None
    announced_on: dt.date | None = None
    planned_announcement_on: dt.date | None = None
    formal_review_until: dt.date | None = None
    results_on: dt.date | None = None
    annulled_on: dt.date | None = None
    is_archival: bool = False


def state_on(dates: CompetitionDates, now: dt.datetime, timing: Timing) -> State:
    """The state at an aware instant. Offers count until, not at, the deadline's instant."""
    at = Moment.of(now, timing)
    if is_archived(dates, at):
        return State.ARCHIVED
    if dates.annulled_on and dates.annulled_on <= at.today:
        return State.ANNULLED
    if dates.results_on and dates.results_on <= at.today:
        return State.SETTLED
    if dates.deadline is None or not is_announced(dates, at.today):
        return State.FORETOLD
    if now < dates.deadline:
        return State.OPEN
    return State.ASSESSMENT if is_assessed(dates, at) else State.CLOSED


def takes_offers(state: State, offers_from: dt.date | None, today: dt.date) -> bool:
    """Whether an offer may be filed: an announcement may name a first day of offers later than its own (Warsaw)."""
    return state == State.OPEN and (offers_from is None or offers_from <= today)


def is_archived(dates: CompetitionDates, at: Moment) -> bool:
    """An old announcement entered for the archive, or one that ended long ago."""
    ended = dates.annulled_on or dates.results_on
    return dates.is_archival or (ended is not None and ended < at.archived_before)


def is_annulled(page: Any, state: str) -> bool:
    """Whether the annulment is a fact in this state: a day to come is only planned. Of a page or its dates."""
    return page.annulled_on is not None and state in ENDED_BY_ANNULMENT


def is_settled(page: Any, state: str) -> bool:
    """Whether the results are a fact in this state; an annulment takes them back. Of a page or its dates."""
    return page.results_on is not None and state in ENDED_BY_RESULTS and not is_annulled(page, state)


def is_announced(dates: CompetitionDates, today: dt.date) -> bool:
    """By the last of its dates of announcement; without any, an announcement still planned is not one yet."""
    if dates.announced_on:
        return dates.announced_on <= today
    return dates.planned_announcement_on is None


def is_assessed(dates: CompetitionDates, at: Moment) -> bool:
    """From the day after the formal review; without a day given for its end, some days after the deadline."""
    if dates.formal_review_until:
        return dates.formal_review_until < at.today
    return dates.deadline is not None and dates.deadline < at.assessed_before


def next_change(now: dt.datetime, deadline: dt.datetime | None) -> dt.datetime:
    """The first instant after `now` at which what is said of competitions may change without anybody editing.

    `deadline` is the nearest one ahead; everything else counts in Warsaw days.
    """
    tomorrow = midnight(warsaw_date(now) + A_DAY)
    return min(deadline, tomorrow) if deadline and deadline > now else tomorrow


def is_sensible(day: dt.date) -> bool:
    """A day outside is a slip of the hand; near the ends of the calendar nothing can be counted from it."""
    return EARLIEST <= day <= LATEST


def far_off(day: dt.date) -> str:
    """What is said at the field of such a day, or instant in Warsaw; empty for a sensible one."""
    if is_sensible(day.date() if isinstance(day, dt.datetime) else day):
        return ""
    words = {"first": full_day(EARLIEST), "last": full_day(LATEST)}
    return gettext("Give a day from %(first)s to %(last)s.") % words


def midnight(day: dt.date) -> dt.datetime:
    """The first instant of a Warsaw day."""
    return warsaw(day, dt.time())
