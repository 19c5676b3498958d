"""What follows from facts: the public history of a page, its review date, letters to both sides."""

import datetime as dt
from typing import Any

from django.dispatch import receiver
from django.utils import timezone
from wagtail.log_actions import get_active_log_context
from wagtail.signals import page_published

from coordination import audit, order
from coordination.standing import standing_of

from . import notices, signals
from .facts import forget
from .freshness import restart
from .governed import GovernedPage
from .models import Handoff, PublicChange, Stewardship
from .states import Side, Stage


@receiver(page_published)
def remember_publication(sender: Any, instance: Any, revision: Any = None, **kwargs: Any) -> None:
    """One public line a publication: who wrote, who published, under which right, what changed."""
    if not isinstance(instance, GovernedPage):
        return
    now = timezone.now()
    stewardship = Stewardship.objects.select_related("unit").get(page_id=instance.pk)
    handoff = _handoff_of(revision)
    author = getattr(revision, "user", None)
    publisher = get_active_log_context().user or author
    first = not PublicChange.objects.filter(page_id=instance.pk).exists()
    change = PublicChange.objects.create(
        page_id=instance.pk,
        at=handoff.published_at if handoff and handoff.published_at else now,
        unit_name=str(stewardship.unit),
        author_name=str(author or ""),
        publisher_name=handoff.approved_by_name if handoff else str(publisher or ""),
        right=_right(handoff),
        note=instance.change_note,
        minor=instance.minor_edit and not first,
        first=first,
    )
    if not change.minor:
        restart(stewardship, at=change.at)
    if handoff is None and publisher is not None and getattr(publisher, "is_authenticated", False):
        _audit_direct(instance, stewardship, publisher, revision, now)
        forget(publisher)


def _handoff_of(revision: Any) -> Handoff | None:
    if revision is None:
        return None
    return Handoff.objects.filter(revision_id=revision.pk, stage=Stage.PUBLISHED).order_by("-published_at").first()


def _right(handoff: Handoff | None) -> str:
    place = order.BEYOND_RIGHTS if handoff else order.WITHIN_RIGHTS
    return str(place)


def _audit_direct(page: Any, stewardship: Stewardship, publisher: Any, revision: Any, now: dt.datetime) -> None:
    audit.write(
        "page.publish",
        now=now,
        about=page,
        by=standing_of(publisher),
        unit=stewardship.unit,
        right=str(order.WITHIN_RIGHTS),
        version=str(getattr(revision, "pk", "")),
        note=page.change_note,
    )


@receiver(signals.handed_over)
def tell_portal_of_material(sender: Any, handoff: Handoff, now: dt.datetime, **kwargs: Any) -> None:
    notices.to_portal("handed_over", handoff, now=now)


@receiver(signals.handed_over)
def end_the_units_own_schedule(sender: Any, handoff: Handoff, now: dt.datetime, **kwargs: Any) -> None:
    """One page, one way to the public: what was handed over goes out by the queue's decision, never beside it."""
    page = handoff.page.specific_deferred
    page.revisions.filter(approved_go_live_at__isnull=False).update(approved_go_live_at=None)


@receiver(signals.lapsed)
def tell_unit_of_lapsed_schedule(sender: Any, handoff: Handoff, now: dt.datetime, **kwargs: Any) -> None:
    notices.to_unit("lapsed", handoff, now=now)


@receiver(signals.reserved)
def tell_portal_of_reservation(sender: Any, handoff: Handoff, now: dt.datetime, **kwargs: Any) -> None:
    notices.to_portal("reserved", handoff, now=now)


@receiver(signals.date_proposed)
def tell_other_side_of_proposal(sender: Any, handoff: Handoff, now: dt.datetime, proposal: Any, **kwargs: Any) -> None:
    notices.to_other_side("date_proposed", handoff, proposal.side, now=now, proposal=proposal)


@receiver(signals.date_agreed)
def tell_proposer_of_agreement(sender: Any, handoff: Handoff, now: dt.datetime, proposal: Any, **kwargs: Any) -> None:
    if handoff.stage in (Stage.PREPARED, Stage.RETURNED, Stage.QUEUED) and not _being_approved(handoff, proposal):
        notices.to_side("date_agreed", handoff, proposal.side, now=now, proposal=proposal)


def _being_approved(handoff: Handoff, proposal: Any) -> bool:
    """Approving at the proposed hour is the acceptance: one letter tells both, the approval's."""
    return handoff.stage == Stage.QUEUED and proposal.side == Side.UNIT


@receiver(signals.sent_back)
def tell_unit_of_return(sender: Any, handoff: Handoff, now: dt.datetime, review: Any, **kwargs: Any) -> None:
    notices.to_unit("sent_back", handoff, now=now, review=review)


@receiver(signals.scheduled)
def tell_unit_of_approval(sender: Any, handoff: Handoff, now: dt.datetime, review: Any, **kwargs: Any) -> None:
    notices.to_unit("scheduled", handoff, now=now, review=review)


@receiver(signals.unscheduled)
def tell_unit_of_cancelled_schedule(
    sender: Any, handoff: Handoff, now: dt.datetime, reason: str, by: Any, **kwargs: Any
) -> None:
    notices.to_unit("unscheduled", handoff, now=now, reason=reason, by=by)


@receiver(signals.withdrawn)
def tell_portal_of_withdrawal(
    sender: Any, handoff: Handoff, now: dt.datetime, reason: str, by: Any, **kwargs: Any
) -> None:
    notices.to_portal("withdrawn", handoff, now=now, reason=reason, by=by)


@receiver(signals.published)
def tell_both_of_publication(sender: Any, handoff: Handoff, now: dt.datetime, **kwargs: Any) -> None:
    notices.to_unit("published", handoff, now=now)
    notices.to_portal("published", handoff, now=now)


@receiver(signals.publication_failed)
def tell_both_of_failure(sender: Any, handoff: Handoff, now: dt.datetime, **kwargs: Any) -> None:
    notices.to_unit("failed", handoff, now=now)
    notices.to_portal("failed", handoff, now=now)
