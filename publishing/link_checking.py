"""The job that checks links to other sites: a small portion at a time, one request at a time for each site.

Between two requests nothing is held: what one check says is written at once, so that a killed pass loses nothing.
"""

import datetime as dt
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db.models import Max

from coordination.conf import portal_url

from . import day_findings
from .link_addresses import Address, normal, resolved
from .link_asking import Asker, Manners
from .link_verdicts import Answer, Course, Sign, after
from .outward import ExternalLink
from .sorts import Sort
from .states import LinkState

CLAIM = dt.timedelta(minutes=15)
"""A link in hand is nobody else's for so long; after a kill it is due again then."""
FORGOTTEN = dt.timedelta(days=30)
"""An address that no page uses is kept so long, with what is known of it."""
COURSE = ("state", "failures", "failing_since", "calm", "troubles", "next_check_at")
WITNESSES = 3
LONG_WAIT = 5.0
"""Seconds beyond which a site's turn is left to a later pass."""


@dataclass(frozen=True)
class Limits:
    """How much one pass may do: links, seconds."""

    links: int = 20
    seconds: float = 20.0


def is_on() -> bool:
    return bool(getattr(settings, "PUBLISHING_CHECK_LINKS", False))


def manners() -> Manners:
    agent = getattr(settings, "PUBLISHING_LINK_AGENT", "") or f"PortalNGO-linki/1.0 (+{portal_url()}/)"
    return Manners(
        agent=agent,
        timeout=float(getattr(settings, "PUBLISHING_LINK_TIMEOUT", 10)),
        pause=float(getattr(settings, "PUBLISHING_LINK_PAUSE", 2)),
        private_allowed=bool(getattr(settings, "PUBLISHING_LINKS_PRIVATE", False)),
    )


def limits() -> Limits:
    return Limits(
        int(getattr(settings, "PUBLISHING_LINK_PORTION", Limits.links)),
        float(getattr(settings, "PUBLISHING_LINK_SECONDS", Limits.seconds)),
    )


def run_once(now: dt.datetime) -> dict[str, int]:
    """One pass; nothing at all where the setting PUBLISHING_CHECK_LINKS is off."""
    if not is_on():
        return {}
    done = check(now, manners=manners(), limits=limits())
    forget_unused(now)
    day_findings.settle(now, sorts=[Sort.EXTERNAL])
    return {"checked": done}


class NotNow(Exception):
    """The pass is over before the site's turn comes; the link stays as it was."""


@dataclass
class Turns:
    """Whose turn it is: a site is asked again only after the pause. `clock` and `sleep` count seconds."""

    pause: float
    until: float
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    free_at: dict[str, float] = field(default_factory=dict)

    def wait(self, address: Address) -> None:
        """Wait for the site's turn and take it. Raises NotNow where that would take too long for this pass."""
        left = self.left(address.site)
        if left > LONG_WAIT or self.clock() + left > self.until:
            raise NotNow
        if left > 0:
            self.sleep(left)
        self.free_at[address.site] = self.clock() + self.pause

    def left(self, site: str) -> float:
        return max(self.free_at.get(site, 0.0) - self.clock(), 0.0)


def check(now: dt.datetime, *, manners: Manners, limits: Limits, turns: Turns | None = None) -> int:
    """Check links that are due until the portion or the time is used up. Returns how many were checked."""
    turns = turns or Turns(manners.pause, time.monotonic() + limits.seconds)
    rows = list(ExternalLink.objects.due(now).in_use()[: limits.links])
    _remember_last_turns(rows, turns, now)
    asker = Asker(manners, turns.wait)
    done = 0
    while rows and turns.clock() < turns.until:
        row = min(rows, key=lambda one: turns.left(_site(one)))
        rows.remove(row)
        if _claimed(row, now):
            done += _check_one(row, asker, now)
    return done


def _remember_last_turns(rows: list[ExternalLink], turns: Turns, now: dt.datetime) -> None:
    """A site that another pass asked a moment ago is still left alone. One query."""
    hosts = {row.host for row in rows}
    last = (
        ExternalLink.objects.filter(host__in=hosts).order_by().values_list("host").annotate(at=Max("last_checked_at"))
    )
    asked = {host: at for host, at in last if at is not None}
    for row in rows:
        if row.host in asked:
            passed = max((now - asked[row.host]).total_seconds(), 0.0)
            turns.free_at[_site(row)] = turns.clock() + max(turns.pause - passed, 0.0)


def _site(row: ExternalLink) -> str:
    address = normal(row.url)
    return address.site if address else row.host


def _claimed(row: ExternalLink, now: dt.datetime) -> bool:
    """Take the link in hand; another clock that was quicker has it."""
    mine = ExternalLink.objects.filter(pk=row.pk, next_check_at=row.next_check_at)
    return bool(mine.update(next_check_at=now + CLAIM))


def _check_one(row: ExternalLink, asker: Asker, now: dt.datetime) -> bool:
    try:
        answer = asker.check(row.url)
    except NotNow:
        ExternalLink.objects.filter(pk=row.pk).update(next_check_at=row.next_check_at)
        return False
    if answer.sign == Sign.GONE and answer.status is None and not names_work(asker.manners):
        answer = Answer(Sign.TROUBLE, answer.words)
    course = after(Course(**{name: getattr(row, name) for name in COURSE}), answer, now)
    told: dict[str, Any] = {name: getattr(course, name) for name in COURSE}
    told |= {"answer": answer.words[:120], "status": answer.status, "last_checked_at": now}
    ExternalLink.objects.filter(pk=row.pk).update(**told)
    return True


def names_work(manners: Manners) -> bool:
    """Whether names of sites that worked are still known: else it is our own name server that is out, not the site."""
    rows = (
        ExternalLink.objects.filter(state=LinkState.WORKS).order_by("-last_checked_at").values_list("host", flat=True)
    )
    hosts = list(dict.fromkeys(rows[:50]))[:WITNESSES]
    return not hosts or any(map(_has_name, hosts))


def _has_name(host: str) -> bool:
    try:
        return bool(resolved(host, 80))
    except OSError:
        return False


def forget_unused(now: dt.datetime) -> int:
    """Addresses that no page has used for a while."""
    old = ExternalLink.objects.filter(uses__isnull=True, first_seen_at__lt=now - FORGOTTEN)
    return old.filter(next_check_at__lt=now).delete()[0]
