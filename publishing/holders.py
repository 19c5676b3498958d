"""Who has which item of the queue in hand, and who could be given it; read once for a screen."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from coordination import standards
from coordination.calendar import WorkingCalendar, warsaw_date
from coordination.deadlines import office_calendar
from coordination.models import PortalAssignment
from coordination.standing import OFFICERS, Post
from coordination.verdict import Verdict

from .holding import CLAIM, CLAIM_MINUTES, lapses_at
from .models import Handoff
from .policies import HandoffFacts, HandoffPolicy
from .policies.verdicts import NOT_HELD


@dataclass(frozen=True)
class Claims:
    """The hour at which a screen is read, with what tells how long an item stays in somebody's hand."""

    now: dt.datetime
    minutes: int
    calendar: WorkingCalendar

    @property
    def today(self) -> dt.date:
        return warsaw_date(self.now)

    def until(self, row: Handoff) -> dt.datetime | None:
        """When the item is free again; None where nobody has it."""
        if row.held_by_id is None or row.held_since is None:
            return None
        return lapses_at(row.held_since, self.minutes, self.calendar)


def claims_at(now: dt.datetime) -> Claims:
    """Two queries."""
    return Claims(now, standards.value(CLAIM, CLAIM_MINUTES), office_calendar())


@dataclass(frozen=True)
class Officer:
    """Somebody of the portal side an item can be given to."""

    account_id: int
    name: str
    posts: tuple[Post, ...]

    def covers(self, unit_id: int, kind: str, site_id: int | None) -> bool:
        return any(post.covers(unit_id, kind, site_id) for post in self.posts)


def officers_on(on: dt.date) -> list[Officer]:
    """Administrators, editors and operators of the day whose accounts are open, by name. Two queries."""
    rows = PortalAssignment.objects.in_force(on).of_offices(OFFICERS).filter(account__is_active=True)
    posts: dict[int, list[Post]] = {}
    names: dict[int, str] = {}
    for row in rows.select_related("account").prefetch_related("units"):
        posts.setdefault(row.account_id or 0, []).append(row.post())
        names[row.account_id or 0] = str(row.account)
    found = [Officer(account, names[account], tuple(held)) for account, held in posts.items()]
    return sorted(found, key=lambda officer: officer.name)


@dataclass(frozen=True)
class Hand:
    """Who has the item in hand, and what this person may do about it; `officers` are those it can be given to."""

    name: str
    since: dt.datetime | None
    until: dt.datetime | None
    mine: bool
    claim: Verdict
    release: Verdict
    officers: tuple[Officer, ...] = ()

    @property
    def anything(self) -> bool:
        """Whether there is something to show at all."""
        return bool(self.name or self.claim or self.officers)


def hand(policy: HandoffPolicy, claims: Claims, officers: Iterable[Officer] = ()) -> Hand:
    of = policy.handoff
    taken = policy.is_held(claims.now)
    offered = policy.may_assign()
    return Hand(
        of.held_by_name if taken else "",
        of.held_since if taken else None,
        of.held_until if taken else None,
        taken and of.held_by_id == policy.standing.user_id,
        policy.may_claim(claims.now),
        policy.may_release() if taken else NOT_HELD,
        tuple(one for one in officers if offered and _can_take(one, of)),
    )


def _can_take(officer: Officer, of: HandoffFacts) -> bool:
    named = of.confined_to is None or officer.account_id in of.confined_to
    return named and officer.account_id != of.held_by_id and officer.covers(of.unit_id, of.kind, of.site_id)
