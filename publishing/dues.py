"""What the watch tells of open handoffs: steps whose day is here, hours that passed without a decision. Few queries."""

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Exists, F, Max, OuterRef, Prefetch, Q, Subquery

from coordination import reminding
from coordination.calendar import WorkingCalendar, warsaw, warsaw_date
from coordination.deadlines import office_calendar

from . import desks, next_steps
from .facts import corrections_of
from .models import Commission, DateProposal, Handoff
from .next_steps import ANSWER, DELIVER, MOVE_HOUR
from .states import MOVABLE, NEGOTIABLE, Answer, Stage

ANSWERS = frozenset({ANSWER, MOVE_HOUR})
TOLD_FOR = dt.timedelta(days=14)
"""So long after an hour that passed it is still told."""


@dataclass(frozen=True)
class Due:
    """A handoff with the side whose turn it is and the deed; `since` begins what is told of it anew."""

    handoff: Any
    side: str
    deed: str
    since: str


def owed(now: dt.datetime) -> list[Due]:
    """Steps whose day is here while the hour is still to come, by the hour; what came today is nobody's delay yet.

    An urgent correction without an hour is due on the working day after it came, a publication that fails on the one
    after its hour.

    Material that is not delivered has a letter of its own on the day after. Three queries.
    """
    today, calendar = warsaw_date(now), office_calendar()
    last = calendar.add_working_days(today, 1)
    near = Q(publish_at__lt=warsaw(last + dt.timedelta(days=1), dt.time()))
    near |= Q(stage=Stage.PREPARED, deliver_by__lte=last)
    ahead = Q(publish_at__gt=now) | (Q(publish_at__lte=F("created_at")) & ~Q(urgent_reason="")) | Q(stage=Stage.FAILED)
    rows = _read(Handoff.objects.filter(near, ahead, stage__in=MOVABLE | {Stage.FAILED}))
    found = [_due(row) for row in rows if warsaw_date(_came(row)) < today]
    return [one for one in found if one.side and one.deed != DELIVER and _is_here(one, today, calendar)]


def missed(now: dt.datetime) -> list[Due]:
    """Hours that passed, proposed or agreed, while nobody had decided; by the hour. Two queries.

    What came after its hour has the rest of the day. What is older than `TOLD_FOR` is history that nobody was told of:
    an installation begins with no flood of letters.
    """
    rows = _read(Handoff.objects.filter(stage__in=NEGOTIABLE, publish_at__lte=now, publish_at__gt=now - TOLD_FOR))
    today = warsaw_date(now)
    late = [row for row in rows if not row.at_once]
    late = [row for row in late if _came(row) < row.publish_at or warsaw_date(_came(row)) < today]
    return [replace(_due(row), since=reminding.instant(row.publish_at)) for row in late]


def _read(rows: Any) -> Any:
    """With what the next step is read from, and when the turn came."""
    waiting = DateProposal.objects.filter(answer=Answer.WAITING)
    return (
        rows.select_related("unit", "page", "together")
        .prefetch_related(Prefetch("proposals", queryset=waiting, to_attr="waiting_proposals"))
        .annotate(
            correcting=Subquery(corrections_of(OuterRef("pk"))),
            commissioned=Exists(Commission.objects.filter(handoff=OuterRef("pk"))),
            reviewed_at=Max("reviews__at"),
            corrected_at=Max("corrections__begun_at"),
            sent_at=Max("corrections__sent_at"),
        )
        .order_by("publish_at", "pk")
    )


def _came(row: Any) -> dt.datetime:
    """The latest that was done about it: delivered, proposed, decided, corrected; of what failed, its hour."""
    failed_at = row.publish_at if row.stage == Stage.FAILED else None
    stamps = (failed_at, row.created_at, row.delivered_at, row.reviewed_at, row.corrected_at, row.sent_at)
    return max([at for at in stamps if at] + [one.at for one in row.waiting_proposals])


def _due(row: Any) -> Due:
    side, deed = next_steps.step(desks.situation(row))
    asked = row.waiting_proposals[0].at if deed in ANSWERS and row.waiting_proposals else row.publish_at
    return Due(row, side, deed, reminding.instant(asked))


def _is_here(due: Due, today: dt.date, calendar: WorkingCalendar) -> bool:
    return next_steps.due_on(desks.situation(due.handoff), today, calendar) <= today
