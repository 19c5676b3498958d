"""Letters about handoffs: to roles, never to one person; written inside the deed's transaction."""

import datetime as dt
from typing import Any

from django.contrib.auth import get_user_model
from django.urls import reverse

from coordination import outbox
from coordination.calendar import warsaw_date
from coordination.models import Designation
from coordination.outbox import Recipient
from coordination.routing import recipients_of
from coordination.standing import APPROVERS

from .models import Handoff
from .states import Side


def to_unit(kind: str, handoff: Handoff, *, now: dt.datetime, **context: Any) -> None:
    """To the coordinators and deputies of the unit who hold office today; when there are none, as inquiries go.

    A shut account gets no letter (scenario 27).
    """
    today = warsaw_date(now)
    people = Designation.objects.in_force(today).contacts().of(handoff.unit_id).exclude(person__user__is_active=False)
    found = [Recipient(row.person.email, row.person.full_name) for row in people.select_related("person")]
    _write(kind, handoff, found or recipients_of(handoff.unit, today), "unit", now, context)


def to_portal(kind: str, handoff: Handoff, *, now: dt.datetime, **context: Any) -> None:
    """To administrators and editors of the portal."""
    _write(kind, handoff, portal_team(), "portal", now, context)


def portal_team() -> list[Recipient]:
    users = get_user_model()._default_manager.filter(groups__name__in=APPROVERS, is_active=True).distinct()
    return [Recipient(user.email, str(user)) for user in users]


def to_side(kind: str, handoff: Handoff, side: str, *, now: dt.datetime, **context: Any) -> None:
    (to_unit if side == Side.UNIT else to_portal)(kind, handoff, now=now, **context)


def to_other_side(kind: str, handoff: Handoff, side: str, *, now: dt.datetime, **context: Any) -> None:
    to_side(kind, handoff, Side.PORTAL if side == Side.UNIT else Side.UNIT, now=now, **context)


def _write(
    kind: str, handoff: Handoff, people: list[Recipient], side: str, now: dt.datetime, context: dict[str, Any]
) -> None:
    outbox.write(
        f"handoff.{kind}",
        to=people,
        template=f"publishing/emails/{kind}",
        context={
            "handoff": handoff,
            "side": side,
            "handoff_url": reverse("publishing:handoff", args=[handoff.pk]),
            "page_url": handoff.page.full_url if handoff.page else "",
            **context,
        },
        about=handoff,
        now=now,
    )
