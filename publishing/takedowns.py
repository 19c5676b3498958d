"""What takes a page down and puts it back: a unit's own right, the hour of a handoff, publishing it again."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import Page

from coordination import audit, order
from coordination.calendar import warsaw_date
from coordination.standing import Standing

from . import failures, public_lines, signals
from .freshness import review_day
from .models import Handoff, Stewardship, Takedown
from .states import Purpose
from .takedown import in_force_on


def put_into_force(takedown: Takedown, *, by: Any, standing: Standing | None, now: dt.datetime) -> None:
    """Take the page off, or mark it as archived. Whoever calls has judged, and writes the line.

    `by` is the account Wagtail's own log names, `standing` the person; None means the clock. An earlier archiving ends.
    Raises failures.NotPublic where the page went off the portal meanwhile. Call in a transaction.
    """
    page = Page.objects.select_for_update().get(pk=takedown.page_id).specific
    if not page.live:
        raise failures.NotPublic("the page is not public any more")
    _end(takedown.page_id, by_name=standing.name if standing else audit.SYSTEM, now=now)
    takedown.title = page.title
    takedown.revision_id = page.live_revision_id or page.latest_revision_id
    takedown.in_force_at = now
    takedown.save()
    if takedown.is_archive:
        Stewardship.objects.filter(page_id=page.pk).update(archived_at=now, review_by=None)
    else:
        with audit.told_by_the_deed():
            UnpublishPageAction(page, user=by).execute(skip_permission_checks=True)
    signals.taken_down.send(Takedown, takedown=takedown, by=standing, now=now)


def carry_out(handoff: Handoff, by: Any, standing: Standing | None) -> None:
    """At the hour of a handoff: exactly what was asked for. The handoff's row is held, and says when."""
    found = Takedown.objects.filter(handoff=handoff).first()
    if found is None or handoff.page_id is None or handoff.published_at is None:
        raise failures.VersionVanished("the page is gone")
    put_into_force(found, by=by, standing=standing, now=handoff.published_at)
    if found.is_archive:
        public_lines.of_handoff(handoff, found.told_to_readers, str(order.BEYOND_RIGHTS))


def carry_out_by_right(takedown: Takedown, *, by: Any, standing: Standing, now: dt.datetime) -> None:
    """At once, by the unit's own right (§ 4 ust. 1 pkt 1). Whoever calls has judged, and writes the book."""
    put_into_force(takedown, by=by, standing=standing, now=now)
    if takedown.is_archive:
        public_lines.of_person(takedown.page_id, standing, takedown.told_to_readers, order.WITHIN_RIGHTS, at=now)


def put_back(takedown: Takedown, *, by: Any, standing: Standing, right: Any, now: dt.datetime) -> None:
    """What readers had last is public again, at the same address. Whoever calls has judged, and writes the line."""
    if takedown.is_archive:
        _restart_reviews(takedown.page_id, now)
        lift(takedown.page_id, by=standing, now=now)
        public_lines.of_person(takedown.page_id, standing, _("put back from the archive"), right, at=now)
        return
    lift(takedown.page_id, by=standing, now=now)
    page = Page.objects.select_for_update().get(pk=takedown.page_id).specific
    revision = takedown.revision or page.save_revision(clean=False)
    if revision.content.get("go_live_at") or revision.content.get("expire_at"):  # its hours are past or of no use now
        revision.content.update(go_live_at=None, expire_at=None)
        revision.save(update_fields=["content"])
    with audit.told_by_the_deed():
        revision.publish(user=by, log_action=True, skip_permission_checks=True)


def lift(page_id: int, *, by: Standing | None, now: dt.datetime) -> Takedown | None:
    """The page is public as any other again; `by` None where it was published anew. Announces `put_back`."""
    ended = _end(page_id, by_name=by.name if by else _("published again"), now=now)
    if ended is not None:
        signals.put_back.send(Takedown, takedown=ended, by=by, now=now)
    return ended


def leave_the_archive(page_id: int, *, now: dt.datetime) -> None:
    """An archived page went off the portal some other way, by its expiry: there is nothing left to read there."""
    if Stewardship.objects.filter(page_id=page_id, archived_at__isnull=False).exists():
        _end(page_id, by_name=audit.SYSTEM, now=now)


def _end(page_id: int, *, by_name: str, now: dt.datetime) -> Takedown | None:
    found = in_force_on(page_id)
    if found is None:
        return None
    found.ended_at = now
    found.ended_by_name = by_name
    found.save(update_fields=["ended_at", "ended_by_name"])
    if found.purpose == Purpose.ARCHIVE:
        Stewardship.objects.filter(page_id=page_id).update(archived_at=None)
    return found


def _restart_reviews(page_id: int, now: dt.datetime) -> None:
    """In the archive nobody is asked whether the page is current; from now on again."""
    row = Stewardship.objects.get(page_id=page_id)
    row.review_by = review_day(row.kind, warsaw_date(now))
    row.save(update_fields=["review_by"])
