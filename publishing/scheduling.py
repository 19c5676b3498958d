"""The clock of publishing: publishes exactly what was promised, each item on its own (DESIGN.md section 3)."""

import datetime as dt
import logging
from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.models import DraftStateMixin, Page, Revision

from coordination import audit, order
from coordination.asking import asked_once
from coordination.standing import standing_of

from . import beside, failures, freshness, kinds, lapsed, moves, promised, signals, takedowns
from .discretion import OUTWARD_TITLE
from .ends import end_of
from .models import Handoff, Stewardship
from .states import OPEN, Answer, Purpose, Stage
from .subjects import page_reference

logger = logging.getLogger(__name__)

PAUSES = [dt.timedelta(minutes=m) for m in (1, 5, 15, 60)]
"""Pauses between tries of a failed publication; the last repeats until a person decides."""

VERBS: dict[str, str] = {
    Purpose.TAKE_OFF: "handoff.take_off",
    Purpose.ARCHIVE: "handoff.archive",
    Purpose.MOVE: "handoff.move",
}
"""What the book calls it where nothing goes public."""


def run_once(now: dt.datetime) -> dict[str, int]:
    """One pass: what was handed over or scheduled within a right, by its hour; then what expires. Counts by outcome."""
    done = {"published": 0, "failed": 0, "expired": 0, "": 0}  # "": another clock was faster, or the date moved
    with asked_once():
        for at, pk, publish in _due(now):
            done[publish(pk, at, now)] += 1
    done["expired"] = _expire(now)
    del done[""]
    return done


def _due(now: dt.datetime) -> list[tuple[dt.datetime, int, Callable[[int, dt.datetime, dt.datetime], str]]]:
    """What the clock owes, in the order of its hours: handoffs and units' own schedules in one row."""
    handed = Handoff.objects.due(now).values_list("publish_at", "pk")
    own = Revision.objects.filter(approved_go_live_at__lt=now).values_list("approved_go_live_at", "pk")
    due = [(at, pk, attempt) for at, pk in handed] + [(at, pk, attempt_own) for at, pk in own]
    return sorted(due, key=lambda row: row[:2])


# -- handoffs -----------------------------------------------------------------------------------------------------


def attempt(pk: int, at: dt.datetime, now: dt.datetime) -> str:
    """Publish one handoff that is due in its own transaction: «published», «failed», or "" where it is not due.

    A failure becomes a stage and keeps the date; where the approved version is gone, it is tried no more.

    A claim that the database refused (another clock held it too long) says nothing of the item: the next beat tries.
    """
    handoff = None
    try:
        with transaction.atomic():
            handoff = _claim(pk, at, now)
            if handoff is None:
                return ""
            _publish(handoff, now)
        return "published"
    except Exception as error:  # whatever stopped it is kept as the cause, shown, retried and told
        logger.exception("publication of handoff %s failed", pk)
        if handoff is None:
            return ""
        _record_failure(pk, at, error, now)
        return "failed"


def _claim(pk: int, at: dt.datetime, now: dt.datetime) -> Handoff | None:
    """The conditional update is the lock: a second clock, or a date moved meanwhile, finds no row."""
    due = Handoff.objects.due(now).order_by().filter(pk=pk, publish_at=at)
    late = max(0, int((now - at).total_seconds() // 60))
    if not due.update(stage=Stage.PUBLISHED, published_at=now, late_minutes=late, failure=""):
        return None
    claimed = Handoff.objects.select_related("page", "revision", "unit", "commission")
    return beside.asked(claimed).get(pk=pk)


def put_out(handoff: Handoff, by: Any = None) -> None:
    """Make the version that was handed over public, at its own free address; `by` None means the clock.

    What was handed over to be taken off, archived or moved is.
    """
    if handoff.purpose == Purpose.MOVE:
        return moves.carry_out(handoff, by)
    if handoff.keeps_text:
        return takedowns.carry_out(handoff, by, standing_of(by) if by else None)
    if handoff.revision is None or handoff.page is None:
        raise failures.VersionVanished("the page or the approved version is gone")
    _set_hour(handoff.revision)
    try:
        _make_public(handoff.revision, by)
    except ValidationError as error:  # the address is judged before anything is saved
        if "slug" not in error.message_dict:
            raise
        _set_address(handoff.revision, handoff.page)
        _make_public(handoff.revision, by)


def _make_public(revision: Revision, by: Any) -> None:
    with audit.told_by_the_deed():
        revision.publish(user=by, log_action=True, skip_permission_checks=True)


def _publish(handoff: Handoff, now: dt.datetime) -> None:
    """What was agreed, to the letter; what has gone wrong with it meanwhile is asked of the unit afterwards."""
    bridged = _bridged(handoff, now)
    with promised.kept(handoff) as kept:
        put_out(handoff)
    if not handoff.keeps_text:
        _keep_the_end(handoff.revision, at=handoff.publish_at, now=now)
    _ask_to_correct(handoff, kept.lacking(), now)
    if handoff.title == str(OUTWARD_TITLE):  # publication lifted the limit, and the title shows again
        handoff.refresh_from_db(fields=["title"])
    audit.write(
        VERBS.get(handoff.purpose, "handoff.publish"),
        now=now,
        about=handoff,
        unit=handoff.unit,
        right=promise(handoff),
        version=str(handoff.revision_id),
        note=_asked(handoff) if handoff.keeps_text else bridged,
    )
    signals.published.send(Handoff, handoff=handoff, now=now)


def _asked(handoff: Handoff) -> str:
    """What was to happen to the page as it is, in words."""
    record = handoff.move if handoff.purpose == Purpose.MOVE else handoff.takedown
    return record.in_words


def _bridged(handoff: Handoff, now: dt.datetime) -> str:
    """The gap that the public version stayed for, where it was to end before its replacement came (scenario 4)."""
    page = handoff.page
    if handoff.keeps_text or page is None or not page.live or page.expire_at is None or page.expire_at > now:
        return ""
    hour = date_format(timezone.localtime(page.expire_at), "j E Y, G:i")
    return _("The public version was to end on %(hour)s; it stayed until this publication.") % {"hour": hour}


def _keep_the_end(revision: Revision | None, *, at: dt.datetime, now: dt.datetime) -> None:
    """The clock stood still beyond the end that was to come after the hour: it is public late, and goes off again.

    Only an end that a version has already behind it when somebody publishes it anew is over (GovernedPage).
    """
    end = end_of(revision)
    if revision and end and at < end <= now:
        Page.objects.filter(pk=revision.object_id).update(expire_at=end)


def _ask_to_correct(handoff: Handoff, lacking: list[str], now: dt.datetime) -> None:
    if lacking and handoff.page_id:
        row = Stewardship.objects.select_related("page", "unit").get(page_id=handoff.page_id)
        freshness.ask_for_correction(row, lacking, now=now)
        audit.write("task.open", now=now, about=page_reference(row.page_id), label=row.page.title, unit=row.unit)


def promise(handoff: Handoff) -> str:
    """On whose word the clock acts: the approver, and the two who agreed the hour (scenario 66)."""
    words = _("%(place)s, on the approval of %(approver)s") % {
        "place": order.BEYOND_RIGHTS,
        "approver": handoff.approved_by_name,
    }
    agreed = handoff.proposals.filter(answer=Answer.ACCEPTED).order_by("-answered_at", "-pk").first()
    if agreed is None:
        return words
    names = {"words": words, "one": agreed.by_name, "other": agreed.answered_by_name}
    return _("%(words)s, agreed by %(one)s and %(other)s") % names


def _set_hour(revision: Revision) -> None:
    """The agreed hour rules, whatever stood in the schedule dialog."""
    if revision.content.get("go_live_at"):
        revision.content["go_live_at"] = None
        revision.save(update_fields=["content"])


def _set_address(revision: Revision, page: Page) -> None:
    """The address was taken since the approval: a suffix, silently (DESIGN.md section 12, ruling 8)."""
    slug = revision.content.get("slug", "")
    if Page._slug_is_available(slug, page.get_parent(), page):
        return
    revision.content["slug"] = page._get_autogenerated_slug(slug)
    revision.save(update_fields=["content"])


def _record_failure(pk: int, at: dt.datetime, error: Exception, now: dt.datetime) -> None:
    with transaction.atomic():
        handoff = Handoff.objects.select_for_update().filter(pk=pk, publish_at=at).first()
        if handoff is None or handoff.stage not in (Stage.SCHEDULED, Stage.FAILED):
            return
        handoff.stage = Stage.FAILED
        handoff.attempts += 1
        handoff.failure = failures.cause(error)
        pause = PAUSES[min(handoff.attempts, len(PAUSES)) - 1]
        handoff.next_try_at = None if failures.is_final(handoff.failure) else now + pause
        handoff.save(update_fields=["stage", "attempts", "failure", "next_try_at"])
        audit.write("handoff.fail", now=now, about=handoff, unit=handoff.unit, note=handoff.failure)
        if handoff.attempts == 1:
            signals.publication_failed.send(Handoff, handoff=handoff, now=now)


# -- what units scheduled themselves --------------------------------------------------------------------------------


def attempt_own(pk: int, at: dt.datetime, now: dt.datetime) -> str:
    """Publish one version that a unit scheduled, in its own transaction: «published», «failed», or "".

    What fails becomes a handoff in the queue. A claim that the database refused says nothing of the item.
    """
    revision = None
    try:
        with transaction.atomic():
            revision = _claim_own(pk, at)
            if revision is None:
                return ""
            if not lapsed.still_holds(revision, now=now):  # A18: the right may have ended since
                lapsed.hand_over(revision, at=at, now=now)
                return ""
            revision.publish(log_action="wagtail.publish.scheduled", skip_permission_checks=True)
            _keep_the_end(revision, at=at, now=now)
        return "published"
    except Exception as error:  # the unit reads the cause in the queue
        logger.exception("scheduled publication of revision %s failed", pk)
        return _give_up(pk, at, error, now) if revision else ""


def _claim_own(pk: int, at: dt.datetime) -> Revision | None:
    """Writing the row is the lock; a second clock, or a date moved meanwhile, finds none."""
    if not Revision.objects.filter(pk=pk, approved_go_live_at=at).update(approved_go_live_at=at):
        return None
    return Revision.objects.get(pk=pk)


def _give_up(pk: int, at: dt.datetime, error: Exception, now: dt.datetime) -> str:
    """End the schedule by a handoff. Structure of the portal is never handed over, so it is tried at every beat."""
    try:
        with transaction.atomic():
            revision = _claim_own(pk, at)
            page = lapsed.page_of(revision) if revision else None
            if revision and page and not kinds.get(page.kind).structural:
                lapsed.hand_over(revision, at=at, now=now, failure=failures.cause(error))
    except Exception:  # the schedule stays as it was
        logger.exception("schedule of revision %s could not be handed over", pk)
    return "failed"


# -- expiry ---------------------------------------------------------------------------------------------------------


def _expire(now: dt.datetime) -> int:
    return sum(_expire_one(model, pk, now) for model in _expiring_models() for pk in _expired(model, now))


def _expiring_models() -> list[Any]:
    from django.apps import apps

    others = [m for m in apps.get_models() if issubclass(m, DraftStateMixin) and not issubclass(m, Page)]
    return [Page, *others]


def _expired(model: type[models.Model], now: dt.datetime) -> list[Any]:
    return list(model._default_manager.filter(live=True, expire_at__lt=now).values_list("pk", flat=True))


def _replaced_soon(page_id: int) -> bool:
    """Whether what is approved, or scheduled by the unit, goes on with it; a move waits for no end and delays none.

    What failed counts until a person cancels or withdraws it, a unit's own schedule in the queue, too.
    """
    if Revision.page_revisions.filter(object_id=str(page_id), approved_go_live_at__isnull=False).exists():
        return True
    promised_or_tried = Q(stage__in=[Stage.SCHEDULED, Stage.FAILED]) | Q(stage__in=OPEN, attempts__gt=0)
    approved = Handoff.objects.filter(promised_or_tried, page_id=page_id)
    return approved.exclude(purpose=Purpose.MOVE).exists()


def _expire_one(model: Any, pk: Any, now: dt.datetime) -> bool:
    """Take one page off; never one whose approved replacement is due or on its way (scenario 4)."""
    try:
        with transaction.atomic():
            found = model._default_manager.select_for_update().filter(Q(live=True), pk=pk, expire_at__lt=now).first()
            if found is None:
                return False
            if model is Page and _replaced_soon(pk):
                return False
            (found.specific if model is Page else found).unpublish(
                set_expired=True, log_action="wagtail.unpublish.scheduled"
            )
            return True
    except Exception:  # the page stays public and the next beat tries again
        logger.exception("expiry of %s %s failed", model.__name__, pk)
        return False
