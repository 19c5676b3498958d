"""Saying that a finding is no error, until a day and with a reason, and taking that back."""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from coordination import audit, order
from coordination.calendar import warsaw_date
from coordination.models import Unit
from coordination.standing import standing_of
from coordination.verdict import Refused

from ..policies.finding import FindingPolicy
from ..policies.verdicts import NOT_YOUR_FINDING
from ..signals_seen import BROUGHT_BACK, Finding
from ..subjects import page_reference

LONGEST = dt.timedelta(days=366)
"""A finding is set aside for a year at most; then somebody looks again."""


@transaction.atomic
def set_aside(finding_id: int, *, reason: str, until: dt.date, by: Any, now: dt.datetime) -> Finding:
    """«To nie jest błąd»: leave the finding out of lists and counts until the day, inclusive (§ 3 pkt 2).

    It comes back the day after, or when the text around it changes. Raises Refused for another unit's page and for
    what is a fact and no judgement; ValidationError without a reason, or for a day past or more than a year ahead.
    """
    finding, unit = _held(finding_id)
    _policy(finding, unit, by).may_set_aside().enforce()
    _check(reason, until, warsaw_date(now))
    standing = standing_of(by)
    finding.dismissed_until, finding.dismissed_at = until, now
    finding.dismissed_by, finding.dismissed_by_name = by, standing.name
    finding.dismissed_reason = reason.strip()
    finding.save(update_fields=list(BROUGHT_BACK))
    _write("finding.set_aside", finding, unit, by, now, note=f"{finding.what} {finding.dismissed_reason}")
    return finding


@transaction.atomic
def bring_back(finding_id: int, *, by: Any, now: dt.datetime) -> Finding:
    """Put a finding into the lists again. Raises Refused for another unit's page, and for one that stands there."""
    finding, unit = _held(finding_id)
    _policy(finding, unit, by).may_bring_back().enforce()
    for name, value in BROUGHT_BACK.items():
        setattr(finding, name, value)
    finding.save(update_fields=list(BROUGHT_BACK))
    _write("finding.bring_back", finding, unit, by, now, note=finding.what)
    return finding


def _held(finding_id: int) -> tuple[Finding, Unit | None]:
    """The finding under a row lock, with the unit of its page. One that is gone is refused like another unit's."""
    rows = Finding.objects.select_for_update(of=("self",)).select_related("page")
    finding = rows.filter(pk=finding_id).first()
    if finding is None:
        raise Refused(NOT_YOUR_FINDING)
    return finding, Unit.objects.filter(stewardships__page_id=finding.page_id).first()


def _policy(finding: Finding, unit: Unit | None, by: Any) -> FindingPolicy:
    aside = finding.dismissed_until is not None
    return FindingPolicy(standing_of(by), unit.pk if unit else None, finding.sort, aside)


def _check(reason: str, until: dt.date, today: dt.date) -> None:
    errors = {}
    if not reason.strip():
        errors["reason"] = _("Say why this is no error.")
    if until < today:
        errors["until"] = _("This day has passed.")
    elif until > today + LONGEST:
        errors["until"] = _("A year at most: then somebody looks again.")
    if errors:
        raise ValidationError(errors)


def _write(verb: str, finding: Finding, unit: Unit | None, by: Any, now: dt.datetime, *, note: str) -> None:
    audit.write(
        verb,
        now=now,
        about=page_reference(finding.page_id),
        label=finding.page.title,
        by=standing_of(by),
        unit=unit,
        right=str(order.CURRENT_CONTENT),
        note=note,
    )
