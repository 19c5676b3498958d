"""Letters about handoffs: to roles, never to one person; written inside the deed's transaction."""

import datetime as dt
from typing import Any

from django.urls import reverse

from coordination import outbox
from coordination.audit import reference
from coordination.calendar import warsaw_date
from coordination.models import OutboxMessage
from coordination.outbox import Recipient
from coordination.routing import officers
from coordination.standing import APPROVERS, SZ_OFFICES, WATCHERS

from . import addressees
from .facts import limits_on
from .models import ConfinedPerson, Confinement, Handoff
from .states import Side


def to_unit(kind: str, handoff: Handoff, *, now: dt.datetime, **context: Any) -> None:
    """To the coordinators and deputies of the unit who hold office today; when there are none, as inquiries go."""
    people = addressees.of_unit(handoff.unit, warsaw_date(now), _named(handoff))
    _write(kind, handoff, people, "unit", now, context)


def to_portal(kind: str, handoff: Handoff, *, now: dt.datetime, **context: Any) -> None:
    """To editors whose scope covers the item, and to administrators."""
    people = addressees.of_portal(handoff, warsaw_date(now), _named(handoff))
    _write(kind, handoff, people, "portal", now, context)


def to_both(kind: str, handoff: Handoff, *, now: dt.datetime) -> None:
    """What became of the item: to the unit and to the portal side. Of what is public nobody is left out any more."""
    today, named = warsaw_date(now), None if kind == "published" else _named(handoff)
    _write(kind, handoff, addressees.of_unit(handoff.unit, today, named), "unit", now, {})
    _write(kind, handoff, addressees.of_portal(handoff, today, named), "portal", now, {})


def to_account(kind: str, handoff: Handoff, account: Any, *, now: dt.datetime, **context: Any) -> None:
    """To one person, who was given the item by name."""
    _write(kind, handoff, [Recipient(account.email, str(account))], "portal", now, context)


def portal_team(now: dt.datetime) -> list[Recipient]:
    """Administrators and editors of the day."""
    return [Recipient(user.email, str(user)) for user in officers(APPROVERS, warsaw_date(now))]


def alert_sz(handoff: Handoff, *, now: dt.datetime) -> None:
    """No editor covers the item: SZ learns of it at once, once an item (scenario 30)."""
    if OutboxMessage.objects.filter(kind="handoff.no_editor", about=reference(handoff)).exists():
        return
    users = officers(SZ_OFFICES, warsaw_date(now))
    _write("no_editor", handoff, [Recipient(user.email, str(user)) for user in users], "sz", now, {})


def to_watchers(kind: str, handoff: Handoff, *, now: dt.datetime, **context: Any) -> None:
    """To SZ and to the administrators of the day: what went public past the usual way."""
    users = officers(WATCHERS, warsaw_date(now))
    _write(kind, handoff, [Recipient(user.email, str(user)) for user in users], "sz", now, context)


def _named(handoff: Handoff) -> frozenset[int] | None:
    """Accounts that may hear of a draft limited to named persons; None where there is no limit."""
    limit = limits_on(page_id=handoff.page_id).get(handoff.page_id) if handoff.page_id else None
    return limit.to if limit else None


def to_named(kind: str, confinement: Confinement, people: list[ConfinedPerson], *, now: dt.datetime, by: Any) -> None:
    """To the named persons of a draft, without its title; whoever did it knows."""
    accounts = [person.account for person in people if person.account and person.account.is_active]
    outbox.write(
        f"draft.{kind}",
        to=[Recipient(user.email, str(user)) for user in accounts if user.pk != by.user_id],
        template=f"publishing/emails/{kind}",
        context={
            "confinement": confinement,
            "by": by,
            "draft_url": reverse("publishing:confinement", args=[confinement.page_id]),
        },
        about=confinement,
        now=now,
    )


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
