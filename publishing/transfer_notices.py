"""Letters about pages that change hands: to the roles of both units, inside the deed's transaction."""

import datetime as dt
from collections.abc import Iterable

from django.urls import reverse

from coordination import outbox
from coordination.calendar import warsaw_date
from coordination.models import Unit
from coordination.outbox import Recipient
from coordination.routing import recipients_of

from . import notices
from .models import Handoff, Transfer
from .states import Offer

TEMPLATE = "publishing/emails/transfer"


def offered(transfer: Transfer, now: dt.datetime) -> None:
    _write("offered", transfer, [transfer.receiving], now)


def given(transfer: Transfer, handoff: Handoff | None, now: dt.datetime) -> None:
    """Both units; the portal team too while a handoff of the page is open, because dates are agreed with another."""
    team = notices.people_of_portal(handoff, now, transfer.giving_id) if handoff is not None else []
    _write("given", transfer, [transfer.giving, transfer.receiving], now, handoff=handoff, besides=team)


def answered(transfer: Transfer, now: dt.datetime) -> None:
    declined = transfer.answer == Offer.DECLINED
    _write(
        "declined" if declined else "withdrawn", transfer, [transfer.giving if declined else transfer.receiving], now
    )


def _write(
    what: str,
    transfer: Transfer,
    units: list[Unit],
    now: dt.datetime,
    handoff: Handoff | None = None,
    besides: Iterable[Recipient] = (),
) -> None:
    people = [one for unit in units for one in recipients_of(unit, warsaw_date(now))] + [*besides]
    link = reverse("publishing:handoff", args=[handoff.pk]) if handoff else reverse("publishing:transfers")
    context = {"what": what, "transfer": transfer, "handoff": handoff, "link": link}
    outbox.write(f"page.{what}", to=people, template=TEMPLATE, context=context, about=transfer, link=link, now=now)
