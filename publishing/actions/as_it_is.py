"""Handing over a page as it is: to be taken off, archived or moved (§ 4 ust. 1 pkt 2)."""

import datetime as dt
from typing import Any

from wagtail.models import Page

from ..facts import forget
from ..models import Handoff, Stewardship
from ..states import OPEN, Answer
from .beginning import begin, queue
from .dates import Dates, why_sooner
from .shared import policy_for


def held(page: Any, by: Any) -> Any:
    """The page as it is now, its row held, so that of two people at once the second finds the deed done."""
    found = Page.objects.select_for_update().get(pk=page.pk).specific
    forget(by)
    return found


def handed(page: Any, purpose: str, *, dates: Dates, by: Any, now: dt.datetime, note: str = "") -> Handoff:
    """The open handoff of the page, or a new one with the dates the unit proposes; whoever calls has judged."""
    handoff = Handoff.objects.select_for_update().filter(page_id=page.pk, stage__in=OPEN).first()
    if handoff is None:
        unit = Stewardship.objects.select_related("unit").get(page_id=page.pk).unit
        handoff = begin(page.title, unit, page.kind, by=by, dates=dates, now=now)
        handoff.page_id = page.pk
    handoff.purpose = purpose
    handoff.note = note or handoff.note
    handoff.save()
    return handoff


def into_the_queue(handoff: Handoff, page: Any, *, by: Any, now: dt.datetime, told: str) -> Handoff:
    """With the public version, which is what the portal team reads."""
    policy = policy_for(by, handoff)
    policy.may_deliver().enforce()
    revision = page.live_revision or page.get_latest_revision() or page.save_revision(clean=False)
    told = "; ".join(filter(None, (told, why_sooner(handoff.proposals.filter(answer=Answer.WAITING).first()))))
    return queue(handoff, revision, by=by, standing=policy.standing, now=now, told=told)
