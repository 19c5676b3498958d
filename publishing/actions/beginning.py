"""How a handoff begins, and how its material is delivered (§ 4 ust. 1 pkt 2)."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision

from coordination import order
from coordination.models import Unit
from coordination.standing import Standing
from coordination.steps import FIND_COORDINATOR
from coordination.verdict import Refused, Verdict

from .. import kinds, signals, steps
from ..commission import commission_of
from ..facts import desk_of, forget
from ..models import Handoff
from ..policies.verdicts import ASKED_AS_IT_IS
from ..states import OPEN, Purpose, Side
from .dates import Dates, record_proposal, why_sooner
from .shared import advance, judge_content, locked, policy_for, write


@transaction.atomic
def hand_over(
    page: Any,
    *,
    by: Any,
    publish_at: dt.datetime | None,
    now: dt.datetime,
    note: str = "",
    urgent: str = "",
    sooner: str = "",
    unchanged: str = "",
) -> Handoff:
    """Hand the newest version of a finished page over (§ 4 ust. 1 pkt 2, ust. 2).

    Delivered at once, so `publish_at` is the only date; None is now. A prepared or returned handoff of the page
    continues with the dates it has. `urgent` is the reason of an urgent correction of a public page: it has no date and
    goes public when it is approved; `sooner` that of an hour that leaves less of the lead time than usual; `unchanged`
    why a returned text comes as it was.
    Raises Refused when another unit answers for the page or it is queued already, or a draft is called urgent.
    """
    Page.objects.select_for_update().get(pk=page.pk)  # two people handing over at once: the second finds it queued
    forget(by)
    policy = desk_of(by).policy(page)
    (policy.may_correct_urgently() if urgent.strip() else policy.may_hand_over()).enforce()
    handoff = Handoff.objects.select_for_update().filter(page_id=page.pk, stage__in=OPEN).first()
    if handoff is not None and handoff.keeps_text:
        raise Refused(ASKED_AS_IT_IS)
    if handoff is None:
        hour = now if urgent.strip() or publish_at is None else publish_at
        dates, unit = Dates(hour, sooner=sooner), page.stewardship.unit
        handoff = begin(page.draft_title, unit, page.kind, by=by, dates=dates, now=now, asks_lead=not urgent.strip())
        handoff.page_id = page.pk
    handoff.note = note or handoff.note
    handoff.urgent_reason = urgent.strip() or handoff.urgent_reason
    told = why_sooner(handoff.proposals.last() if sooner else None)
    return _deliver(handoff, page, by=by, now=now, told=told, unchanged=unchanged)


@transaction.atomic
def reserve(*, title: str, unit: Unit, kind: str, dates: Dates, by: Any, now: dt.datetime, note: str = "") -> Handoff:
    """Reserve both dates before there is a text (§ 4 ust. 2)."""
    standing = unit_side(by, unit)
    handoff = begin(title, unit, kind, by=by, dates=dates, now=now)
    handoff.note = note
    handoff.save(update_fields=["note"])
    write("reserve", handoff, standing, now, note=why_sooner(handoff.proposals.last()))
    signals.reserved.send(Handoff, handoff=handoff, now=now)
    return handoff


def unit_side(by: Any, unit: Unit) -> Standing:
    """The person as somebody who acts for the unit; raises Refused for others."""
    standing = desk_of(by).standing
    if not standing.acts_for(unit.pk):
        raise Refused(Verdict(_("You do not act for this unit."), order.BEYOND_RIGHTS, FIND_COORDINATOR))
    return standing


def begin(
    title: str, unit: Unit, kind: str, *, by: Any, dates: Dates, now: dt.datetime, asks_lead: bool = True
) -> Handoff:
    """A handoff with the dates the unit proposes; whoever calls has judged."""
    kinds.get(kind)
    standing = desk_of(by).standing
    handoff = Handoff.objects.create(
        title=title,
        unit=unit,
        kind=kind,
        publish_at=dates.publish_at,
        deliver_by=dates.deliver_by,
        created_by=by,
        created_by_name=standing.name,
        created_at=now,
    )
    record_proposal(handoff, Side.UNIT, dates, standing, now, reason="", asks_lead=asks_lead)
    return handoff


@transaction.atomic
def start_material(handoff: Handoff, *, begin: Callable[[Handoff], Any], by: Any, now: dt.datetime) -> Handoff:
    """Tie a draft page to a reservation, made by `begin` only where there is none yet."""
    handoff = locked(handoff)
    if handoff.page_id is not None:
        return handoff
    policy = policy_for(by, handoff)
    policy.may_deliver().enforce()
    handoff.page_id = begin(handoff).pk
    handoff.save(update_fields=["page"])
    write("start", handoff, policy.standing, now)
    return handoff


@transaction.atomic
def deliver(handoff: Handoff, *, by: Any, now: dt.datetime, unchanged: str = "") -> Handoff:
    """Deliver complete material of a reservation, a corrected text after a return; once more a page as it is, or a
    brief that nobody has carried out.

    `unchanged` says why a returned text comes back as it was. Raises Refused where it does so without a word.
    """
    handoff = locked(handoff)
    policy = policy_for(by, handoff)
    if handoff.keeps_text or policy.handoff.owes_result:
        policy.may_deliver().enforce()
        verb = "deliver" if handoff.keeps_text else "commission"
        return queue(handoff, handoff.revision, by=by, standing=policy.standing, now=now, verb=verb)
    return _deliver(handoff, handoff.page.specific if handoff.page else None, by=by, now=now, unchanged=unchanged)


def _deliver(handoff: Handoff, page: Any, *, by: Any, now: dt.datetime, told: str = "", unchanged: str = "") -> Handoff:
    """The newest version is what will be read, and stays so. `told` goes into the book beside it."""
    policy = policy_for(by, handoff)
    policy.may_deliver().enforce()
    policy.may_send_unchanged(unchanged).enforce()
    if page is None or not page.latest_revision_id:
        raise Refused(
            Verdict(_("There is no text yet. Prepare the page first."), order.BEYOND_RIGHTS, steps.SEE_HANDOFF)
        )
    judge_content(page.get_latest_revision_as_object(), handoff.publish_at, now)
    handoff.title = page.draft_title
    handoff.purpose = Purpose.CHANGE if page.live else Purpose.NEW
    commission = commission_of(handoff)
    if commission is not None:  # returned, and the unit hands over a text of its own
        commission.forget_result()
        commission.save()
    if policy.handoff.unchanged:
        told, handoff.note = _("without changes: %(reason)s") % {"reason": unchanged}, unchanged
    elif handoff.is_urgent:
        told = _("urgent, no lead time: %(reason)s") % {"reason": handoff.urgent_reason}
    return queue(handoff, page.latest_revision, by=by, standing=policy.standing, now=now, told=told)


def queue(
    handoff: Handoff,
    revision: Revision | None,
    *,
    by: Any,
    standing: Standing,
    now: dt.datetime,
    told: str = "",
    verb: str = "deliver",
) -> Handoff:
    """Into the queue with the version that will be read, of a brief None; whoever calls has judged.

    `verb` is what the book calls it, `told` goes into the book beside it. Announces `handed_over`.
    """
    handoff.revision = revision
    handoff.submitted_by = by
    handoff.submitted_by_name = standing.name
    handoff.delivered_at = now
    advance(handoff, "deliver")
    write(verb, handoff, standing, now, note=told)
    forget(by)
    signals.handed_over.send(Handoff, handoff=handoff, now=now)
    return handoff
