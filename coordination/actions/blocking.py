"""Deeds on the block list: whose questions and letters wait for a person first. Nobody is told, nothing is lost."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from .. import audit
from ..calendar import warsaw_date
from ..mail_policies import BlockPolicy
from ..models import BlockedSender
from ..standing import Standing
from .deed import deed


@deed("sender.block")
def block_sender(
    pattern: str, *, reason: str, by: Standing, now: dt.datetime, until_on: dt.date | None = None
) -> BlockedSender:
    """Block an address, or a domain with everything below it, up to a Warsaw day, inclusive.

    Raises Refused for others than administrators, ValidationError at `pattern` when it is blocked already.
    """
    BlockPolicy(by).may_keep().enforce()
    pattern = pattern.strip().lower().removeprefix("@")
    if BlockedSender.objects.in_force(warsaw_date(now)).filter(pattern=pattern).exists():
        raise ValidationError({"pattern": _("This sender is on the list already.")})
    row = BlockedSender.objects.create(
        pattern=pattern, reason=reason, until_on=until_on, blocked_at=now, blocked_by=by.name
    )
    audit.write("sender.block", now=now, about=row, by=by, note=reason)
    return row


@deed("sender.lift")
def lift_block(row: BlockedSender, *, by: Standing, now: dt.datetime) -> BlockedSender:
    """From now on the sender's mail goes its usual way; what waits goes on waiting. Raises Refused."""
    row = BlockedSender.objects.select_for_update().get(pk=row.pk)
    BlockPolicy(by).may_lift(in_force=row.is_in_force(warsaw_date(now))).enforce()
    row.lifted_at, row.lifted_by = now, by.name
    row.save(update_fields=["lifted_at", "lifted_by"])
    audit.write("sender.lift", now=now, about=row, by=by)
    return row
