"""Letters about pages that change hands: to the roles of both units, inside the deed's transaction."""

import datetime as dt

from django.urls import reverse

from coordination import outbox
from coordination.calendar import warsaw_date
from coordination.models import Unit
from coordination.routing import recipients_of

from . import notices
from .models import Handoff, Transfer
from .states import Offer, Stage

TEMPLATE = "publishing/emails/transfer"


def offered(transfer: Transfer, now: dt.datetime) -> None:
    _write("offered", transfer, [transfer.receiving], now)


def given(transfer: Transfer, handoff: Handoff | None, now: dt.datetime) -> None:
    """Both units; the portal team too when it was reading the page."""
    _write("given", transfer, [transfer.giving, transfer.receiving], now, handoff=handoff)
    if handoff is not None and handoff.stage == Stage.RETURNED:
        people = notices.portal_team(now)
        outbox.write("page.given", to=people, template=TEMPLATE, context=_context("given", transfer, handoff), now=now)


def answered(transfer: Transfer, now: dt.datetime) -> None:
    declined = transfer.answer == Offer.DECLINED
    _write(
        "declined" if declined else "withdrawn", transfer, [transfer.giving if declined else transfer.receiving], now
    )


def _write(what: str, transfer: Transfer, units: list[Unit], now: dt.datetime, handoff: Handoff | None = None) -> None:
    people = [one for unit in units for one in recipients_of(unit, warsaw_date(now))]
    context = _context(what, transfer, handoff)
    outbox.write(f"page.{what}", to=people, template=TEMPLATE, context=context, about=transfer, now=now)


def _context(what: str, transfer: Transfer, handoff: Handoff | None) -> dict[str, object]:
    link = reverse("publishing:handoff", args=[handoff.pk]) if handoff else reverse("publishing:transfers")
    return {"what": what, "transfer": transfer, "handoff": handoff, "link": link}
