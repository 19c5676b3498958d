"""The life of a call for small grants, told from its days and from the money its unit says is left. Pure."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from dateutil.relativedelta import relativedelta
from django.db import models
from django.utils.translation import gettext_lazy as _

A_DAY = dt.timedelta(days=1)
ARCHIVED_AFTER = relativedelta(years=1)


class GrantState(models.TextChoices):
    """Stan naboru."""

    FORETOLD = "foretold", _("announced for later")
    OPEN = "open", _("open for offers")
    EXHAUSTED = "exhausted", _("money exhausted")
    CLOSED = "closed", _("closed for offers")
    ARCHIVED = "archived", _("archival")


class ClosedBecause(models.TextChoices):
    """Dlaczego nabór zamknięto."""

    EXHAUSTED = "srodki", _("because the money is exhausted")
    TERM = "termin", _("because its time has passed")
    OTHER = "inny", _("for another reason")


@dataclass(frozen=True)
class GrantDates:
    """What decides. `closes_on` is the last day for offers; from `closed_on` on nothing is taken any more.

    A call with neither ends with the `year` of its pool: the money of a budget year is granted in that year.
    `left`: what the unit's last figure of the year leaves, in złoty; None where the unit has said nothing.
    """

    opens_on: dt.date | None = None
    closes_on: dt.date | None = None
    closed_on: dt.date | None = None
    closed_because: str = ""
    left: Decimal | None = None
    year: int | None = None

    @property
    def term(self) -> dt.date | None:
        """The last day for offers while nobody closes the call by hand; None where nothing sets one."""
        if self.closes_on or self.closed_on:
            return self.closes_on
        return dt.date(self.year, 12, 31) if self.year and self.year < dt.MAXYEAR else None

    @property
    def ended_on(self) -> dt.date | None:
        """The last day that says the call is over, closed by hand or by its term; None while it has no end."""
        return min((day for day in (self.closed_on, self.term) if day), default=None)

    @property
    def offers_until(self) -> dt.date | None:
        """The last day on which an offer may be filed."""
        before_closing = self.closed_on - A_DAY if self.closed_on and self.closed_on > dt.date.min else None
        return min((day for day in (before_closing, self.term) if day), default=None)


def state_on(dates: GrantDates, today: dt.date) -> GrantState:
    """The state on a Warsaw day."""
    if dates.ended_on and dates.ended_on < today - ARCHIVED_AFTER:
        return GrantState.ARCHIVED
    if dates.closed_on and dates.closed_on <= today:
        exhausted = dates.closed_because == ClosedBecause.EXHAUSTED
        return GrantState.EXHAUSTED if exhausted else GrantState.CLOSED
    if dates.term and dates.term < today:
        return GrantState.CLOSED
    if dates.opens_on is None or dates.opens_on > today:
        return GrantState.FORETOLD
    if dates.left is not None and dates.left <= 0:
        return GrantState.EXHAUSTED
    return GrantState.OPEN
