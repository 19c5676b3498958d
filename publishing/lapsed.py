"""A unit's own schedule that cannot be kept: at the hour it becomes a handoff instead of a publication (A18).

The unit scheduled within its right. The clock asks for the right once more at the hour, because between the two the
right may have ended; what is then beyond it waits for the portal team like the rest (§ 4 ust. 1 pkt 2).
The right is the unit's, or of the person it was given to; whether that person still holds an office does not matter.
A publication that fails goes the same way (docs/decisions/0048): a schedule has no stage or button, a handoff has.
"""

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Revision

from coordination import audit, order
from coordination.calendar import warsaw_date

from . import kinds, signals
from .facts import granted, site_of
from .governed import GovernedPage
from .models import DateProposal, Handoff, PublishingRight, Stewardship
from .states import BY_DEED, HOLDING, OPEN, Purpose, Side


def still_holds(revision: Revision, *, now: dt.datetime) -> bool:
    """Whether what was scheduled may still go public by the unit's own right on the day. Structure needs none."""
    page = page_of(revision)
    if page is None or kinds.get(page.kind).structural:
        return True
    unit_id = page.stewardship.unit_id
    rows = PublishingRight.objects.in_force(warsaw_date(now)).filter(unit_id=unit_id)
    rights = granted(rows, warsaw_date(now))
    return rights.covers(unit_id, page.kind, user_id=revision.user_id, site_id=site_of(page))


def hand_over(revision: Revision, *, at: dt.datetime, now: dt.datetime, failure: str = "") -> None:
    """Cancel the schedule and put exactly its version into the queue, dated to its hour; both sides get a letter.

    `failure` is the cause (publishing.failures) where the publication was tried and failed; else the right has ended.
    Where a handoff of the page is open already, that one decides and the schedule only ends; the unit is told so.
    Call in a transaction.
    """
    page, note = page_of(revision), _note(failure)
    revision.approved_go_live_at = None
    with audit.told_by_the_deed():
        revision.save(update_fields=["approved_go_live_at"])
    handoff = Handoff.objects.select_for_update().filter(page_id=page.pk, stage__in=OPEN).first()
    begun = handoff is None
    if handoff is None:
        handoff = _queued(page, revision, note, at=at, now=now)
        signals.handed_over.send(Handoff, handoff=handoff, now=now)
    elif handoff.stage not in HOLDING:
        handoff.note = f"{handoff.note}\n{note}".strip()
        handoff.save(update_fields=["note"])
    if failure:  # tried once: until somebody decides, the public version does not end (scheduling)
        Handoff.objects.filter(pk=handoff.pk).update(attempts=1)
    audit.write(
        "page.fail" if failure else "page.lapse",
        now=now,
        about=handoff,
        unit=handoff.unit,
        right=str(order.BEYOND_RIGHTS),
        version=str(revision.pk),
        note=note,
    )
    signals.lapsed.send(Handoff, handoff=handoff, now=now, queued=begun, failed=bool(failure))


def _queued(page: Any, revision: Revision, note: str, *, at: dt.datetime, now: dt.datetime) -> Handoff:
    """What the unit would have handed over, had it known: its version, its hour, its author."""
    unit = Stewardship.objects.select_related("unit").get(page_id=page.pk).unit
    author = revision.user
    name = (author.get_full_name() or author.get_username()) if author else ""
    handoff = Handoff.objects.create(
        page_id=page.pk,
        revision=revision,
        title=page.draft_title,
        unit=unit,
        kind=page.kind,
        purpose=Purpose.CHANGE if page.live else Purpose.NEW,
        stage=BY_DEED["deliver"].after,
        note=note,
        publish_at=at,
        agreed_at=None,
        created_by=author,
        created_by_name=name,
        created_at=now,
        submitted_by=author,
        submitted_by_name=name,
        delivered_at=now,
    )
    # The hour was the unit's wish; as its proposal it can be answered, or approved late.
    DateProposal.objects.create(handoff=handoff, side=Side.UNIT, by=author, by_name=name, at=now, publish_at=at)
    return handoff


def _note(failure: str) -> str:
    if not failure:
        return _("Scheduled by the unit within its right; the right ended before the hour, so the portal team decides.")
    return _(
        "Scheduled by the unit within its right; at the hour the publication failed, so the portal team decides. "
        "Technical cause: %(cause)s"
    ) % {"cause": failure}


def page_of(revision: Revision) -> Any:
    """The governed page of a version; None for anything else, which no handoff is about."""
    found = revision.content_object
    page = getattr(found, "specific", None)
    return page if isinstance(page, GovernedPage) else None
