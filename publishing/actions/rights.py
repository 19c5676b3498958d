"""Publishing rights of units (§ 4 ust. 1 pkt 1)."""

import datetime as dt

from django.db import transaction

from coordination import audit
from coordination.standing import Standing

from ..models import PublishingRight


@transaction.atomic
def keep_right(right: PublishingRight, *, by: Standing, now: dt.datetime) -> PublishingRight:
    """Write a right into the register, new or changed, with its line in the book."""
    if right.pk is None:
        right.granted_by = by.name
    right.save()
    verb = "right.give" if right.until_on is None else "right.end"
    audit.write(verb, now=now, about=right, by=by, unit=right.unit, right=right.basis)
    return right
