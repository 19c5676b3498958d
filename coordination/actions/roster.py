"""Deeds on the duty roster of the portal side: days on which an officer is away, and those days taken back."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from .. import audit, order
from ..calendar import warsaw_date
from ..models import Absence, PortalAssignment
from ..policies import RosterPolicy
from ..standing import OFFICERS, Standing
from .deed import deed


@deed("absence.mark")
def mark_officer_absent(
    account: Any, *, from_on: dt.date, until_on: dt.date, by: Standing, now: dt.datetime
) -> Absence:
    """Days on which somebody of the portal team is away, both inclusive; no reason is asked.

    Raises Refused, or ValidationError for days that have passed and for somebody outside of the portal team.
    """
    RosterPolicy(by).may_mark(account.pk).enforce()
    today = warsaw_date(now)
    if until_on < today:
        raise ValidationError({"until_on": _("This day has already passed. Choose a later one.")})
    held = PortalAssignment.objects.of_offices(OFFICERS).filter(account_id=account.pk)
    if not held.within(from_on, until_on).exists():
        raise ValidationError({"account": _("This person holds no office of the portal team on those days.")})
    absence = Absence(account=account, from_on=from_on, until_on=until_on)
    absence.clean()
    absence.save()
    _write("absence.mark", absence, by, now)
    return absence


@deed("absence.delete")
def take_officer_back(absence: Absence, *, by: Standing, now: dt.datetime) -> Absence:
    """Take away an absence that will not be, or was entered by mistake. Raises Refused."""
    RosterPolicy(by).may_mark(absence.account_id).enforce()
    _write("absence.delete", absence, by, now)
    Absence.objects.filter(pk=absence.pk).delete()
    return absence


def _write(verb: str, absence: Absence, by: Standing, now: dt.datetime) -> None:
    audit.write(verb, now=now, about=absence, by=by, right=str(order.BEYOND_RIGHTS))
