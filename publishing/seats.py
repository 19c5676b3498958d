"""Who decides what, read for judgement: seats of open accounts, the whole to be covered, items that wait."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from wagtail.models import Site

from coordination.models import PortalAssignment, Unit
from coordination.states import PortalOffice
from coordination.verdict import Verdict

from . import kinds
from .coverage import Seat, Waiting, Whole, judge_change, judge_last, uncovered
from .facts import site_of
from .models import Handoff
from .states import OPEN, Stage

EDITORS = (PortalOffice.EDITOR,)
ADMINISTRATORS = (PortalOffice.ADMINISTRATOR,)


def seats(offices: tuple[str, ...], today: dt.date) -> list[Seat]:
    """Assignments in force now or later, of accounts that are not shut. Two queries."""
    rows = PortalAssignment.objects.of_offices(offices).filter(
        Q(until_on__isnull=True) | Q(until_on__gte=today), account__is_active=True
    )
    return [Seat(row.account_id, row.post(), row.from_on, row.until_on) for row in rows.prefetch_related("units")]


def whole(today: dt.date) -> Whole:
    """Two queries."""
    units = Unit.objects.active(today).values_list("pk", flat=True)
    portals = Site.objects.values_list("pk", flat=True)
    return Whole(tuple(kind.code for kind in kinds.editorial()), frozenset(units), frozenset(portals))


def undecided() -> list[Waiting]:
    """Open handoffs that still need a person of the portal side; what is scheduled, the clock publishes."""
    rows = Handoff.objects.filter(stage__in=OPEN - {Stage.SCHEDULED}).select_related("page", "revision")
    return [
        Waiting(row.title, row.unit_id, row.kind, site_of(row.page) if row.page else None, _writers(row))
        for row in rows.order_by("publish_at", "pk")
    ]


def _writers(row: Handoff) -> frozenset[int]:
    found = (row.submitted_by_id, row.revision.user_id if row.revision else None)
    return frozenset(account for account in found if account)


class Snapshot:
    """The seats as they were; after a change it says whether the change may stand."""

    def __init__(self, today: dt.date) -> None:
        self.today = today
        self.editors = seats(EDITORS, today)
        self.administrators = seats(ADMINISTRATORS, today)

    def judge(self, editors: list[Seat], administrators: list[Seat]) -> Verdict:
        verdict = judge_last(self.administrators, administrators, self.today)
        if not verdict or editors == self.editors:
            return verdict
        return judge_change(self.editors, editors, whole(self.today), undecided(), self.today)

    def judge_now(self) -> Verdict:
        """The rows as they stand now, inside the same transaction."""
        return self.judge(seats(EDITORS, self.today), seats(ADMINISTRATORS, self.today))


def may_shut(account: Any, today: dt.date) -> Verdict:
    """May the account be shut or deleted? Not while some kind or item would be left without an editor (30, 31)."""
    before = Snapshot(today)
    return before.judge(
        [seat for seat in before.editors if seat.account_id != account.pk],
        [seat for seat in before.administrators if seat.account_id != account.pk],
    )


def kinds_without_editor(today: dt.date) -> list[str]:
    """Codes of kinds that no editor covers today. Two queries where somebody covers everything."""
    found = seats(EDITORS, today)
    if any(seat.holds(today) and not (seat.post.units or seat.post.kinds or seat.post.portals) for seat in found):
        return []
    return uncovered(found, whole(today), today)


def has_editor(handoff: Handoff, today: dt.date) -> bool:
    """Whether some editor on duty today covers the item. Two queries."""
    site_id = site_of(handoff.page) if handoff.page else None
    return any(
        seat.holds(today) and seat.post.covers(handoff.unit_id, handoff.kind, site_id) for seat in seats(EDITORS, today)
    )


def acting(handoff: Handoff, today: dt.date, offices: Iterable[str], *former: int) -> set[int]:
    """Accounts that hold one of the offices today with the item in their scope. Two queries.

    `former` are units that had it before: who acted for them counts too.
    """
    site_id = site_of(handoff.page) if handoff.page else None
    return {
        seat.account_id
        for seat in seats(tuple(offices), today)
        if seat.account_id
        and seat.holds(today)
        and any(seat.post.covers(unit, handoff.kind, site_id) for unit in (handoff.unit_id, *former))
    }
