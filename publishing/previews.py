"""Deeds on preview links: an outsider reads one version without an account (scenario 37)."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _
from wagtail.models import Page

from coordination import audit, order
from coordination.actions.numbering import digest, new_key
from coordination.calendar import warsaw_date
from coordination.standing import Standing
from coordination.verdict import Refused, Verdict

from .facts import desk_of, forget
from .models import PreviewLink
from .states import LinkEnd

LONGEST = dt.timedelta(days=30)
MOST = 10
"""Links of one page that may work at the same time."""


@transaction.atomic
def make(page: Any, *, for_whom: str, expires_at: dt.datetime, by: Any, now: dt.datetime) -> tuple[PreviewLink, str]:
    """A link to the newest version, and its key, given out here once; afterwards only its digest exists.

    `expires_at` lies after `now`, at most 30 days. Raises Refused for whoever may not edit the page, for a confined
    draft, where there is no version yet, and above ten working links a page.
    """
    Page.objects.select_for_update().get(pk=page.pk)
    forget(by)
    desk = desk_of(by)
    desk.policy(page).may_share().enforce()
    _reasonable(page, expires_at, now)
    key = new_key()
    link = PreviewLink.objects.create(
        page_id=page.pk,
        revision_id=page.latest_revision_id,
        unit=page.stewardship.unit,
        key_digest=digest(key),
        for_whom=for_whom.strip(),
        created_by=by,
        created_by_name=desk.standing.name,
        created_at=now,
        expires_at=expires_at,
    )
    _write("preview.make", link, desk.standing, now, note=link.for_whom)
    return link, key


def _reasonable(page: Any, expires_at: dt.datetime, now: dt.datetime) -> None:
    if not page.latest_revision_id:
        raise Refused(Verdict(_("There is no saved version to show yet. Save the draft first."), order.WITHIN_RIGHTS))
    if not now < expires_at <= now + LONGEST:
        raise Refused(Verdict(_("A preview link works for at most 30 days."), order.WITHIN_RIGHTS))
    if PreviewLink.objects.alive(now).filter(page_id=page.pk).count() >= MOST:
        reason = _("This page has %(number)s working preview links. Revoke one that is not needed any more.")
        raise Refused(Verdict(reason % {"number": MOST}, order.WITHIN_RIGHTS))


@transaction.atomic
def revoke(link: PreviewLink, *, by: Any, now: dt.datetime) -> PreviewLink:
    """End one link at once; a link that ended already stays as it is."""
    link = PreviewLink.objects.select_for_update().get(pk=link.pk)
    forget(by)
    desk = desk_of(by)
    desk.policy(link.page.specific).may_share().enforce()
    if link.ended_at is None:
        _end(link, LinkEnd.REVOKED, desk.standing, now)
    return link


@transaction.atomic
def end_all(page_id: int, why: LinkEnd, *, now: dt.datetime, by: Standing | None = None) -> int:
    """End what works on the page: it was published, taken off, withdrawn or limited. Returns how many."""
    links = list(PreviewLink.objects.select_for_update().filter(page_id=page_id, ended_at__isnull=True))
    for link in links:
        _end(link, why, by, now)
    return len(links)


def _end(link: PreviewLink, why: LinkEnd, by: Standing | None, now: dt.datetime) -> None:
    link.ended_at, link.end = now, why
    link.ended_by_name = by.name if by else ""
    link.save(update_fields=["ended_at", "end", "ended_by_name"])
    _write("preview.end", link, by, now, note=str(why.label))


def found(key: str, *, now: dt.datetime) -> PreviewLink | None:
    """The working link of the key. An unknown key, an expired and a revoked link are all the same nothing."""
    links = PreviewLink.objects.alive(now).select_related("revision", "page", "unit")
    return links.filter(key_digest=digest(key)).first()


@transaction.atomic
def use(link: PreviewLink, *, now: dt.datetime) -> None:
    """Count one opening, with its line in the book: when and which link; who it was is not kept."""
    PreviewLink.objects.filter(pk=link.pk).update(uses=F("uses") + 1, last_used_at=now)
    reader = Standing(user_id=None, name=_("a reader with the preview link"), on=warsaw_date(now))
    _write("preview.open", link, reader, now, note=link.for_whom)


def _write(verb: str, link: PreviewLink, by: Standing | None, now: dt.datetime, *, note: str = "") -> None:
    audit.write(
        verb,
        now=now,
        about=link,
        by=by,
        unit=link.unit,
        right=str(order.WITHIN_RIGHTS),
        version=str(link.revision_id),
        note=note,
    )
