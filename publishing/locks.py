"""Locks that somebody left behind, on leave for one, are taken off by the clock (scenario 70)."""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page

from coordination import audit, order

from .subjects import page_reference, unit_of
from .timed_lock import UNLOCKED, left_before


def release_left(now: dt.datetime) -> dict[str, int]:
    """One pass; each page in its own transaction. A lock set anew meanwhile stays."""
    cutoff = left_before(now)
    left = Page.objects.filter(locked=True, locked_at__lte=cutoff).order_by("pk").values_list("pk", flat=True)
    return {"released": sum(_release(pk, cutoff, now) for pk in list(left))}


@transaction.atomic
def _release(pk: int, cutoff: dt.datetime, now: dt.datetime) -> bool:
    rows = Page.objects.select_for_update(of=("self",)).select_related("locked_by")
    page = rows.filter(pk=pk, locked=True, locked_at__lte=cutoff).first()
    if page is None or page.locked_at is None:
        return False
    by, since = page.locked_by, date_format(timezone.localtime(page.locked_at), _("d.m.Y, G:i"))
    name = (by.get_full_name() or by.get_username()) if by else ""
    Page.objects.filter(pk=pk).update(locked=False, locked_by=None, locked_at=None)
    with audit.told_by_the_deed():
        entry = log(instance=page, action="wagtail.unlock")
    audit.write(
        UNLOCKED,
        now=now,
        about=page_reference(pk),
        label=entry.label if entry else "",
        unit=unit_of(page),
        right=str(order.CURRENT_CONTENT),
        note=_("left by %(name)s, locked since %(since)s") % {"name": name, "since": since},
    )
    return True
