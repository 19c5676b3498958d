"""The life of a competition, told from its dates and the clock: no job ever moves it (DESIGN.md section 5). Pure."""

import datetime as dt
from dataclasses import dataclass

from dateutil.relativedelta import relativedelta
from django.db import models
from django.utils.translation import gettext_lazy as _

from coordination.calendar import WARSAW, warsaw, warsaw_date

ARCHIVED_AFTER = relativedelta(years=1)


class State(models.TextChoices):
    """Stan konkursu."""

    FORETOLD = "foretold", _("announced for later")
    OPEN = "open", _("open for offers")
    CLOSED = "closed", _("closed for offers")
    ASSESSMENT = "assessment", _("offers being assessed")
    SETTLED = "settled", _("settled")
    ANNULLED = "annulled", _("annulled")
    ARCHIVED = "archived", _("archival")


@dataclass(frozen=True)
class Moment:
    """One instant as the rules see it: the Warsaw day, its first instant, the same day a year ago."""

    now: dt.datetime
    today: dt.date
    midnight: dt.datetime
    year_ago: dt.date

    @classmethod
    def of(cls, now: dt.datetime) -> "Moment":
        today = warsaw_date(now)
        return cls(now.astimezone(WARSAW), today, warsaw(today, dt.time()), today - ARCHIVED_AFTER)


@dataclass(frozen=True)
class CompetitionDates:
    """What decides. `deadline` is an aware instant, the rest Warsaw dates; `announced_on` is the last of the places."""

    deadline: dt.datetime | None = None
    announced_on: dt.date | None = None
    planned_announcement_on: dt.date | None = None
    results_on: dt.date | None = None
    annulled_on: dt.date | None = None
    is_archival: bool = False


def state_on(dates: CompetitionDates, now: dt.datetime) -> State:
    """The state at an aware instant. Offers count until, not at, the deadline's instant."""
    at = Moment.of(now)
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
    return State.CLOSED if dates.deadline >= at.midnight else State.ASSESSMENT


def is_archived(dates: CompetitionDates, at: Moment) -> bool:
    """An old announcement entered for the archive, or one that ended more than a year ago."""
    ended = dates.annulled_on or dates.results_on
    return dates.is_archival or (ended is not None and ended < at.year_ago)


def is_announced(dates: CompetitionDates, today: dt.date) -> bool:
    """By the last of its dates of announcement; without any, an announcement still planned is not one yet."""
    if dates.announced_on:
        return dates.announced_on <= today
    return dates.planned_announcement_on is None
