"""Who else has the form of an inquiry open, or writes in it: a row that the page of the form refreshes.

Nothing is locked by it: two may write, and `Outdated` holds the second answer back. No book keeps it.
"""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from django.db import IntegrityError, transaction

from .models import Inquiry, InquiryPresence
from .standing import Standing

EVERY = dt.timedelta(seconds=45)
"""How often an open form says that it is open."""
STALE = 4 * EVERY
"""What was not refreshed for so long is nobody's presence any more."""
KEPT = dt.timedelta(days=1)


class Colleague(NamedTuple):
    """Somebody else at the same inquiry: since when the form is open, since when there are words in it."""

    name: str
    since: dt.datetime
    writing_since: dt.datetime | None


def be_here(inquiry: Inquiry, *, by: Standing, now: dt.datetime, writing: bool = False) -> None:
    """The person has the form open. One who comes back after a while is there anew."""
    row = InquiryPresence.objects.filter(inquiry=inquiry, account_id=by.user_id).first()
    if row is None or row.seen_at < now - STALE:
        fresh = {"name": by.name[:160], "since": now, "seen_at": now, "writing_since": now if writing else None}
        try:
            with transaction.atomic():
                InquiryPresence.objects.update_or_create(inquiry=inquiry, account_id=by.user_id, defaults=fresh)
        except IntegrityError:  # a second window of the same person came at the same moment
            return
        return
    since = (row.writing_since or now) if writing else row.writing_since
    InquiryPresence.objects.filter(pk=row.pk).update(seen_at=now, writing_since=since)


def leave(inquiry: Inquiry, *, by: Standing) -> None:
    """The person has sent the form."""
    InquiryPresence.objects.filter(inquiry=inquiry, account_id=by.user_id).delete()


def colleagues(inquiry: Inquiry, *, besides: Standing, now: dt.datetime) -> list[Colleague]:
    """Others who are there now, the first who came first. One query."""
    rows = InquiryPresence.objects.filter(inquiry=inquiry, seen_at__gte=now - STALE).exclude(account_id=besides.user_id)
    return [Colleague(row.name, row.since, row.writing_since) for row in rows.order_by("since", "pk")]


def forget(now: dt.datetime) -> int:
    """Rows that nobody refreshed for a day. A job of the clock."""
    return InquiryPresence.objects.filter(seen_at__lt=now - KEPT).delete()[0]
