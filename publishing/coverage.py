"""Is every kind of content in some editor's care, on every day to come? Pure: seats come in, gaps go out.

Administrators can decide everything, and step in where no editor is left; so they do not count as cover.
"""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coordination import order
from coordination.standing import Post
from coordination.verdict import YES, Verdict

from . import kinds

DAY = dt.timedelta(days=1)
NAMED = 12
"""Items named in a refusal; the rest are counted."""


@dataclass(frozen=True)
class Seat:
    """One assignment of an office: whose, of what, when. Days are Warsaw dates, inclusive."""

    account_id: int | None
    post: Post
    from_on: dt.date
    until_on: dt.date | None = None

    def holds(self, on: dt.date) -> bool:
        return self.from_on <= on and (self.until_on is None or on <= self.until_on)


@dataclass(frozen=True)
class Whole:
    """What has to be covered: kinds that units write, active units, portals."""

    kinds: tuple[str, ...]
    units: frozenset[int]
    portals: frozenset[int]


@dataclass(frozen=True)
class Waiting:
    """An open item that still needs a decision. Its writers never decide (four eyes)."""

    title: str
    unit_id: int
    kind: str
    site_id: int | None
    writer_ids: frozenset[int]


def is_covered(posts: Iterable[Post], kind: str, whole: Whole) -> bool:
    """Whether somebody may decide on the kind for every unit in every portal."""
    of_kind = [post for post in posts if not post.kinds or kind in post.kinds]
    return all(_all_units(of_kind, portal, whole.units) for portal in whole.portals or {0})


def _all_units(posts: list[Post], portal: int, units: frozenset[int]) -> bool:
    here = [post for post in posts if not post.portals or portal in post.portals]
    return any(not post.units for post in here) or (
        bool(here) and units <= frozenset[int]().union(*(post.units for post in here))
    )


def uncovered(seats: Collection[Seat], whole: Whole, on: dt.date) -> list[str]:
    """Kinds without an editor on the day, in order of declaration."""
    posts = [seat.post for seat in seats if seat.holds(on)]
    return [kind for kind in whole.kinds if not is_covered(posts, kind, whole)]


def turning_days(seats: Iterable[Seat], today: dt.date) -> list[dt.date]:
    """Today and the days to come on which something begins or has ended."""
    days = {today}
    for seat in seats:
        days.add(seat.from_on)
        if seat.until_on:
            days.add(seat.until_on + DAY)
    return sorted(day for day in days if day >= today)


def decides(seats: Iterable[Seat], item: Waiting, on: dt.date) -> bool:
    return any(
        seat.holds(on)
        and seat.account_id not in item.writer_ids
        and seat.post.covers(item.unit_id, item.kind, item.site_id)
        for seat in seats
    )


def judge_change(
    before: Collection[Seat], after: Collection[Seat], whole: Whole, items: Iterable[Waiting], today: dt.date
) -> Verdict:
    """A change of editors may not open a gap: no kind without an editor, no waiting item without a decision.

    Gaps that were there before do not stop a change that leaves them as they are (scenarios 30, 31).
    """
    days = turning_days([*before, *after], today)
    lost = [
        kind
        for kind in whole.kinds
        if any(kind in uncovered(after, whole, day) and kind not in uncovered(before, whole, day) for day in days)
    ]
    needing = [
        item.title
        for item in items
        if any(decides(before, item, day) and not decides(after, item, day) for day in days)
    ]
    said = [text for text in (_kinds_lost(lost), _items_lost(needing)) if text]
    return Verdict(" ".join([*said, _("Name somebody else first.")]), order.BEYOND_RIGHTS) if said else YES


def _kinds_lost(codes: list[str]) -> str:
    if not codes:
        return ""
    names = ", ".join(str(kinds.label(code)) for code in codes)
    return _("These kinds of content would be left without an editor: %(kinds)s.") % {"kinds": names}


def _items_lost(titles: list[str]) -> str:
    if not titles:
        return ""
    named = ", ".join(f"«{title}»" for title in titles[:NAMED])
    more = len(titles) - NAMED
    if more > 0:
        named += " " + ngettext("and %(count)s more", "and %(count)s more", more) % {"count": more}
    return _("These open items still need a decision: %(items)s.") % {"items": capfirst(named)}


def judge_last(before: Collection[Seat], after: Collection[Seat], today: dt.date) -> Verdict:
    """There is an administrator on every day on which there was going to be one."""
    days = turning_days([*before, *after], today)
    if any(_anybody(before, day) and not _anybody(after, day) for day in days):
        return Verdict(_("This is the last administrator. Name another one first."), order.BEYOND_RIGHTS)
    return YES


def _anybody(seats: Iterable[Seat], on: dt.date) -> bool:
    return any(seat.holds(on) for seat in seats)
