"""What is new in the handoffs that concern a person, read from the book; nothing of it is stored a second time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.urls import reverse

from coordination import journal
from coordination.audit import reference
from coordination.models import AuditEntry, NoticeSettings
from coordination.standing import OFFICERS, Standing
from coordination.states import Outcome
from coordination.verbs import Group

from .facts import marked, site_of
from .models import Handoff

DAYS = 14
"""Older news are history, and stand in the book."""
SEARCHED = 200
"""So many of the newest lines are looked through; a person who was away reads the lists instead."""
QUIET = ("handoff.start", "handoff.claim", "handoff.release", "handoff.assign", "handoff.join", "handoff.leave")
"""Deeds that change nothing for anybody else; who is given an item gets a letter."""
MOVES = ("handoff.entrust", "handoff.inherit")
"""Lines that stand under the unit that gave; the unit that received reads them too."""

FAILED = "handoff.fail"


@dataclass(frozen=True)
class Event:
    """One thing that happened: what was done to which handoff, by whom and when. `unit` where it is not plain which."""

    title: str
    url: str
    unit: str
    deed: Any
    who: str
    note: str
    at: dt.datetime


@dataclass(frozen=True)
class News:
    """Events since the person last looked, the newest first. `more`: how many further ones were found."""

    events: list[Event]
    more: int
    since: dt.datetime


def since(user_id: int | None, now: dt.datetime) -> dt.datetime:
    """When the person last looked, at most `DAYS` ago. One query."""
    seen = NoticeSettings.objects.filter(account_id=user_id).values_list("seen_at", flat=True).first()
    earliest = now - dt.timedelta(days=DAYS)
    return max(seen, earliest) if seen else earliest


def news_for(standing: Standing, now: dt.datetime, limit: int) -> News:
    """What others did to the handoffs of the person's units and within the scope of an office. Three queries."""
    start = since(standing.user_id, now)
    lines = list(_lines(standing, start)[:SEARCHED])
    handoffs = _handoffs(lines, standing)
    found = [(line, handoffs[line.about]) for line in _once(lines) if line.about in handoffs]
    events = [_event(line, row, standing) for line, row in found if _concerns(line, row, standing)]
    return News(events[:limit], max(0, len(events) - limit), start)


def _lines(standing: Standing, start: dt.datetime) -> Any:
    rows = AuditEntry.objects.filter(group=Group.HANDOFFS, at__gt=start, outcome=Outcome.DONE)
    rows = rows.exclude(verb__in=QUIET).exclude(actor_id=standing.user_id)
    units = _units(standing)
    return rows if units is None else rows.filter(Q(unit_id__in=units) | Q(verb__in=MOVES))


def _once(lines: list[AuditEntry]) -> Iterator[AuditEntry]:
    """Without the earlier tries of a publication that fails again and again: the last one tells all."""
    failed: set[str] = set()
    for line in lines:
        if line.verb != FAILED or line.about not in failed:
            yield line
        if line.verb == FAILED:
            failed.add(line.about)


def _units(standing: Standing) -> set[int] | None:
    """Units of the person, and of the scope of an office; None: all of them."""
    posts = [post for post in standing.posts if post.office in OFFICERS]
    if any(not post.units for post in posts):
        return None
    return set(standing.units).union(*(post.units for post in posts))


def _handoffs(lines: list[AuditEntry], standing: Standing) -> dict[str, Any]:
    """The handoffs of the lines by reference, without those limited to others. One query."""
    keys = {line.about.rpartition(":")[2] for line in lines}
    rows = marked(Handoff.objects.filter(pk__in=keys), standing).filter(is_shut=False)
    return {reference(row): row for row in rows.select_related("page", "unit")}


def _concerns(line: AuditEntry, row: Any, standing: Standing) -> bool:
    units = {row.unit_id, line.unit_id} if line.verb in MOVES else {row.unit_id}
    if units & set(standing.units):
        return True
    site_id = site_of(row.page) if row.page else None
    return any(
        post.office in OFFICERS and post.covers(unit, row.kind, site_id) for post in standing.posts for unit in units
    )


def _event(line: AuditEntry, row: Any, standing: Standing) -> Event:
    told = journal.line(line)
    reads = standing.is_portal_officer or standing.watches_city or standing.reads_for(row.unit_id)
    named = row.page.draft_title if row.is_confined and row.page else row.title
    return Event(
        title=named if reads else line.label,
        url=reverse("publishing:handoff", args=[row.pk]) if reads else "",
        unit=str(row.unit) if row.unit_id not in standing.units or len(standing.units) > 1 else "",
        deed=told.deed,
        who=told.who,
        note=told.note,
        at=line.at,
    )
