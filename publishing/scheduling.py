"""The clock of publishing: publishes exactly what was promised, each item on its own (DESIGN.md section 3)."""

import datetime as dt
import logging
from typing import Any

from django.db import models, transaction
from django.db.models import Q
from wagtail.models import DraftStateMixin, Page, Revision

from coordination import audit, order

from . import signals
from .models import Handoff
from .states import Stage

logger = logging.getLogger(__name__)

PAUSES = [dt.timedelta(minutes=m) for m in (1, 5, 15, 60)]
"""Pauses between tries of a failed publication; the last repeats until a person decides."""


def run_once(now: dt.datetime) -> dict[str, int]:
    """One pass: what was handed over, what units scheduled within their rights, what expires. Counts by outcome."""
    done = {"published": 0, "failed": 0, "expired": 0, "": 0}  # "": another clock was faster, or the date moved
    for pk, at in Handoff.objects.due(now).values_list("pk", "publish_at"):
        done[_publish_handoff(pk, at, now)] += 1
    for pk, at in _due_revisions(now):
        done["published"] += _publish_revision(pk, at)
    done["expired"] = _expire(now)
    del done[""]
    return done


# -- handoffs -----------------------------------------------------------------------------------------------------


def _publish_handoff(pk: int, at: dt.datetime, now: dt.datetime) -> str:
    """Publish one handoff in its own transaction; a failure becomes a stage and keeps the date."""
    try:
        with transaction.atomic():
            handoff = _claim(pk, at, now)
            if handoff is None:
                return ""
            _publish(handoff, now)
        return "published"
    except Exception as error:  # whatever stopped it is kept as the cause, shown, retried and told
        logger.exception("publication of handoff %s failed", pk)
        _record_failure(pk, at, error, now)
        return "failed"


def _claim(pk: int, at: dt.datetime, now: dt.datetime) -> Handoff | None:
    """The conditional update is the lock: a second clock, or a date moved meanwhile, finds no row."""
    due = Handoff.objects.due(now).order_by().filter(pk=pk, publish_at=at)
    if not due.update(stage=Stage.PUBLISHED, published_at=now):
        return None
    return Handoff.objects.select_related("page", "revision", "unit").get(pk=pk)


def _publish(handoff: Handoff, now: dt.datetime) -> None:
    if handoff.revision is None or handoff.page is None:
        raise ValueError("The page or the approved version no longer exists.")
    revision = handoff.revision
    if revision.content.get("go_live_at"):  # the agreed hour rules, whatever stood in the schedule dialog
        revision.content["go_live_at"] = None
        revision.save(update_fields=["content"])
    revision.publish(log_action=True, skip_permission_checks=True)
    handoff.late_minutes = max(0, int((now - handoff.publish_at).total_seconds() // 60))
    handoff.failure = ""
    handoff.save(update_fields=["late_minutes", "failure"])
    audit.write(
        "handoff.publish",
        now=now,
        about=handoff,
        unit=handoff.unit,
        right=str(order.AGREED_DATE),
        version=str(handoff.revision_id),
        note=handoff.approved_by_name,
    )
    signals.published.send(Handoff, handoff=handoff, now=now)


def _record_failure(pk: int, at: dt.datetime, error: Exception, now: dt.datetime) -> None:
    with transaction.atomic():
        handoff = Handoff.objects.select_for_update().filter(pk=pk, publish_at=at).first()
        if handoff is None or handoff.stage not in (Stage.SCHEDULED, Stage.FAILED):
            return
        handoff.stage = Stage.FAILED
        handoff.attempts += 1
        handoff.failure = f"{type(error).__name__}: {error}"[:2000]
        handoff.next_try_at = now + PAUSES[min(handoff.attempts, len(PAUSES)) - 1]
        handoff.save(update_fields=["stage", "attempts", "failure", "next_try_at"])
        audit.write("handoff.fail", now=now, about=handoff, unit=handoff.unit, note=handoff.failure)
        if handoff.attempts == 1:
            signals.publication_failed.send(Handoff, handoff=handoff, now=now)


# -- what units scheduled themselves --------------------------------------------------------------------------------


def _due_revisions(now: dt.datetime) -> list[tuple[int, dt.datetime]]:
    due = Revision.objects.filter(approved_go_live_at__lt=now).order_by("approved_go_live_at", "pk")
    return list(due.values_list("pk", "approved_go_live_at"))


def _publish_revision(pk: int, at: dt.datetime) -> bool:
    try:
        with transaction.atomic():
            if not Revision.objects.filter(pk=pk, approved_go_live_at=at).update(approved_go_live_at=at):
                return False
            revision = Revision.objects.get(pk=pk)
            revision.publish(log_action="wagtail.publish.scheduled", skip_permission_checks=True)
            return True
    except Exception:  # the schedule stays as it was and is tried again at the next beat
        logger.exception("scheduled publication of revision %s failed", pk)
        return False


# -- expiry ---------------------------------------------------------------------------------------------------------


def _expire(now: dt.datetime) -> int:
    return sum(_expire_one(model, pk, now) for model in _expiring_models() for pk in _expired(model, now))


def _expiring_models() -> list[Any]:
    from django.apps import apps

    others = [m for m in apps.get_models() if issubclass(m, DraftStateMixin) and not issubclass(m, Page)]
    return [Page, *others]


def _expired(model: type[models.Model], now: dt.datetime) -> list[Any]:
    return list(model._default_manager.filter(live=True, expire_at__lt=now).values_list("pk", flat=True))


def _expire_one(model: Any, pk: Any, now: dt.datetime) -> bool:
    """Take one page off; never one whose approved replacement is due or on its way (scenario 4)."""
    try:
        with transaction.atomic():
            found = model._default_manager.select_for_update().filter(Q(live=True), pk=pk, expire_at__lt=now).first()
            if found is None:
                return False
            if model is Page and Handoff.objects.filter(page_id=pk, stage__in=[Stage.SCHEDULED, Stage.FAILED]).exists():
                return False
            (found.specific if model is Page else found).unpublish(
                set_expired=True, log_action="wagtail.unpublish.scheduled"
            )
            return True
    except Exception:  # the page stays public and the next beat tries again
        logger.exception("expiry of %s %s failed", model.__name__, pk)
        return False
