"""The lead time of a kind in working days: a service standard, not law. Less of it is taken with reasons (§ 4 ust. 2).

What counts is the day of the proposal: what was early enough then does not become an exception while it waits.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import OuterRef, QuerySet, Subquery

from coordination import standards
from coordination.calendar import warsaw_date
from coordination.deadlines import office_calendar

from . import kinds
from .models import DateProposal, Handoff

USUAL = 2
"""Working days asked for a kind that nobody declared."""


@dataclass(frozen=True)
class Lead:
    """How many working days the portal team asks for from `today` on, and the earliest usual day, a Warsaw date."""

    days: int
    today: dt.date
    earliest: dt.date

    def is_short(self, publish_at: dt.datetime) -> bool:
        """Whether the hour leaves less than that. What has passed is no exception: it is refused elsewhere."""
        return self.today <= warsaw_date(publish_at) < self.earliest


def lead_days(kind: str) -> int:
    """Working days the portal team asks for before publication of the kind."""
    return standards.value(_key(kind), kinds.get(kind).lead_days if kinds.known(kind) else USUAL)


def lead_days_by_kind() -> dict[str, int]:
    """The same of every kind that units write. One query."""
    found = standards.values({_key(kind.code): kind.lead_days for kind in kinds.editorial()})
    return {kind.code: found[_key(kind.code)] for kind in kinds.editorial()}


def _key(kind: str) -> str:
    return f"lead.{kind}"


def slowest(codes: Iterable[str]) -> str:
    """Of several kinds the one with the longest lead time: what goes public together needs that much."""
    return max(codes, key=lead_days, default="")


def lead_of(kind: str, now: dt.datetime) -> Lead:
    """Two queries."""
    days, today = lead_days(kind), warsaw_date(now)
    return Lead(days, today, office_calendar().add_working_days(today, days))


class Sooner(NamedTuple):
    """The dates on the table leave less than the lead time: the earliest usual day, and the reasons of both sides."""

    earliest: dt.date
    asked: str
    taken: str


FIELDS = {"sooner_than": "earliest_on", "sooner_reason": "lead_reason", "sooner_answer": "lead_answer"}


def with_leads(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Handoffs with what `sooner` needs, read with the row: the newest proposal is the one on the table."""
    newest = DateProposal.objects.filter(handoff=OuterRef("pk")).order_by("-at", "-pk")
    return rows.annotate(**{name: Subquery(newest.values(field)[:1]) for name, field in FIELDS.items()})


def sooner(row: Handoff) -> Sooner | None:
    """Why the dates of the handoff are sooner than usual; None where they are not. A query unless the list read it."""
    if "sooner_than" in row.__dict__:
        earliest, asked, taken = (row.__dict__[name] for name in FIELDS)
    else:
        found = row.proposals.order_by("-at", "-pk").first()
        earliest, asked, taken = (getattr(found, field, None) for field in FIELDS.values())
    return Sooner(earliest, asked or "", taken or "") if earliest else None
