"""The deed on published deadlines: keep what the public was told."""

import datetime as dt
from typing import Any

from django.db import transaction

from .announced import tell_sz
from .models.told_deadlines import ToldDeadline


@transaction.atomic
def tell(page: Any, *, now: dt.datetime) -> None:
    """Keep the deadline of a version that has gone public; with the first one SZ learns of the announcement.

    An announcement only foretold promises none. Where no place is named, this day is the day of the announcement.

    Old announcements entered for the archive are not kept: nobody can move their dates any more.
    """
    if page.deadline is None or page.is_foretold or page.is_archival:
        return
    last = ToldDeadline.objects.of(page.pk).last()
    if last is None or last.deadline != page.deadline:
        ToldDeadline.objects.create(page_id=page.pk, deadline=page.deadline, note=page.extension_note, told_at=now)
    if last is None:
        tell_sz(page, now=now)
    if page.announced_on is None:
        page.announced_on = page.last_day_of_announcing()
        type(page)._default_manager.filter(pk=page.pk).update(announced_on=page.announced_on)
