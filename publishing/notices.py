"""Letters about handoffs: to roles, never to one person; written inside the deed's transaction."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from django.urls import reverse

from coordination import outbox, reminding
from coordination.calendar import warsaw_date
from coordination.outbox import Recipient
from coordination.routing import account_recipient, officers
from coordination.standing import APPROVERS, OFFICERS, SZ_OFFICES, Standing
from coordination.standing import WATCHERS as CITY

from . import addressees
from .commission import commission_of
from .facts import handoff_policy
from .grounds import limits_on
from .models import ConfinedPerson, Confinement, Handoff
from .states import Side


def tell(
    kind: str,
    handoff: Handoff,
    *sides: str,
    now: dt.datetime,
    but: Standing | None = None,
    step: str = "",
    **context: Any,
) -> None:
    """One letter a person: whoever belongs to several sides gets that of the first. `but` did it, and knows.

    `step` is what the letter asks for, where its kind does not say it: it decides who of the portal side may act.
    """
    for side, people in by_side(step or kind, [handoff], *sides, now=now, but=but):
        _write(kind, handoff, people, side, now, context)


def by_side(
    what: str, handoffs: Iterable[Handoff], *sides: str, now: dt.datetime, but: Standing | None = None
) -> Iterator[tuple[str, list[Recipient]]]:
    """Who hears of it about the handoffs, or one of them, as which side: everybody once. `but` did it, and knows."""
    found = [(handoff, Reach(now, _named(handoff), addressees.offices_of(what))) for handoff in handoffs]
    told: set[str] = set()
    for side in sides:
        people = {one.email.lower(): one for row, reach in found for one in PEOPLE[side](row, reach)}
        yield side, [one for email, one in people.items() if email not in told and not _is(one, but)]
        told.update(people)


def tell_account(kind: str, handoff: Handoff, account: Any, *, now: dt.datetime, **context: Any) -> None:
    """To one person, into whose hand the item came, out of whose hand it went, or who wrote a correction of it.

    Nothing to an account that is shut, or whose person may do nothing with the item any more.
    """
    if account.is_active and handoff_policy(account, handoff).may_tend():
        _write(kind, handoff, [account_recipient(account)], Side.PORTAL, now, context)


def alert_sz(handoff: Handoff, *, now: dt.datetime) -> None:
    """No editor covers the item: SZ learns of it at once, once an item (scenario 30)."""
    if reminding.take(handoff, "no_editor", now=now):
        _write("no_editor", handoff, _officers(SZ_OFFICES, now), WATCHERS, now, {})


def people_of_portal(handoff: Handoff, now: dt.datetime, *former: int) -> list[Recipient]:
    """Who may decide on the item, also by its `former` units where it changed hands."""
    return addressees.of_portal(handoff, warsaw_date(now), _named(handoff), APPROVERS, *former)


Named = frozenset[int] | None


class Reach(NamedTuple):
    """How far a letter goes: when, to whom a limit lets it, to which offices of the portal side."""

    now: dt.datetime
    named: Named
    offices: frozenset[str]

    @property
    def today(self) -> dt.date:
        return warsaw_date(self.now)


WATCHERS, HEADS, OFFICE = "sz", "head", "office"
PEOPLE: dict[str, Callable[[Handoff, Reach], list[Recipient]]] = {
    Side.UNIT: lambda handoff, to: addressees.of_unit(handoff.unit, to.today, to.named),
    Side.PORTAL: lambda handoff, to: addressees.of_portal(handoff, to.today, to.named, to.offices),
    OFFICE: lambda handoff, to: addressees.of_portal(handoff, to.today, to.named, OFFICERS),  # agrees dates at least
    HEADS: lambda handoff, to: addressees.of_heads(handoff.unit, to.today, to.named),
    WATCHERS: lambda handoff, to: _officers(CITY, to.now),  # what went public past the usual way
}


def _officers(offices: frozenset[Any], now: dt.datetime) -> list[Recipient]:
    return [account_recipient(user) for user in officers(offices, warsaw_date(now))]


def _is(one: Recipient, by: Standing | None) -> bool:
    return by is not None and one.account_id is not None and one.account_id == by.user_id


def _named(handoff: Handoff) -> Named:
    """Accounts that may hear of a draft limited to named persons; None where there is no limit."""
    limit = limits_on(page_id=handoff.page_id).get(handoff.page_id) if handoff.page_id else None
    return limit.to if limit else None


def to_named(kind: str, confinement: Confinement, people: list[ConfinedPerson], *, now: dt.datetime, by: Any) -> None:
    """To the named persons of a draft, without its title; whoever did it knows."""
    accounts = [person.account for person in people if person.account and person.account.is_active]
    draft_url = reverse("publishing:confinement", args=[confinement.page_id])
    outbox.write(
        f"draft.{kind}",
        to=[account_recipient(user) for user in accounts if user.pk != by.user_id],
        template="publishing/emails/draft",
        words=f"publishing/emails/words/{kind}",
        context={
            "confinement": confinement,
            "by": by,
            "draft_url": draft_url,
        },
        about=confinement,
        link=draft_url,
        now=now,
    )


def other(side: str) -> str:
    return Side.PORTAL if side == Side.UNIT else Side.UNIT


def _write(
    kind: str, handoff: Handoff, people: list[Recipient], side: str, now: dt.datetime, context: dict[str, Any]
) -> None:
    url = context.pop("handoff_url", reverse("publishing:handoff", args=[handoff.pk]))
    outbox.write(
        f"handoff.{kind}",
        to=people,
        template="publishing/emails/handoff",
        words=f"publishing/emails/words/{kind}",
        context={
            "handoff": handoff,
            "commission": commission_of(handoff),
            "side": side,
            "handoff_url": url,
            "page_url": handoff.page.full_url if handoff.page else "",
            **context,
        },
        about=handoff,
        link=url,
        now=now,
    )
