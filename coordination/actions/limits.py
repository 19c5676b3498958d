"""Deeds on the limits of law: a row is entered, put right while it may be, ended with a day (DESIGN.md section 11)."""

from __future__ import annotations

import datetime as dt
from dataclasses import fields
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .. import audit, limit_names, limits
from ..calendar import warsaw_date
from ..law import LEAP_YEAR, Limit, Measure, day_of, too_long
from ..models import LawLimit
from ..policies import RegisterPolicy
from ..standing import Standing
from ..wording import full_day
from .deed import deed

HELD = gettext_lazy(
    "This has been shown as law. Give the last day of this row and enter a new one; an error is put right once the row "
    "is marked as not confirmed."
)


@deed("limit.enter")
def enter_limit(limit: Limit, *, by: Standing, now: dt.datetime) -> LawLimit:
    """A new row. Raises Refused; ValidationError, by field, where it overlaps another row of the key."""
    RegisterPolicy(by).may_keep_dictionaries().enforce()
    check(limit, _others(limit.key, hold=True))
    row = LawLimit.objects.create(**_values(limit))
    audit.write("limit.enter", now=now, about=row, by=by, right=limit.source, note=_told(limit))
    return row


@deed("limit.change")
def change_limit(row: LawLimit, *, limit: Limit, by: Standing, now: dt.datetime) -> LawLimit:
    """Other values of a row; the book keeps who changed what from what to what.

    Raises Refused; ValidationError, by field, for what the row keeps and for an overlap.
    """
    RegisterPolicy(by).may_keep_dictionaries().enforce()
    row = LawLimit.objects.select_for_update().get(pk=row.pk)
    before = row.as_limit()
    kept = [n for n in limits.held_fast(before, warsaw_date(now)) if getattr(before, n) != getattr(limit, n)]
    if kept:
        raise ValidationError(dict.fromkeys(kept, HELD))
    check(limit, _others(limit.key, row, hold=True), before)
    changed = limits.changes(before, limit)
    if changed:
        for name, value in _values(limit).items():
            setattr(row, name, value)
        row.save()
        audit.write("limit.change", now=now, about=row, by=by, right=limit.source, note="; ".join(changed))
    return row


@deed("limit.delete")
def delete_limit(row: LawLimit, *, by: Standing, now: dt.datetime) -> None:
    """Take out a row that has not begun; one that has is ended with a day. Raises Refused."""
    RegisterPolicy(by).may_keep_dictionaries().enforce()
    row = LawLimit.objects.select_for_update().get(pk=row.pk)
    limits.may_delete(row.as_limit(), warsaw_date(now)).enforce()
    audit.write("limit.delete", now=now, about=row, by=by, right=row.source, note=_told(row.as_limit()))
    row.delete()


def check(limit: Limit, others: list[Limit], before: Limit | None = None) -> None:
    """Raises ValidationError, by field.

    What the row says already is not judged again: one entered wrong and shown as law must still be given its last day.
    """
    if limit.valid_from and limit.valid_until and limit.valid_until < limit.valid_from:
        raise ValidationError({"valid_until": _("The last day is before the first one.")})
    if limit.unit == Measure.DAY_OF_YEAR and not _is_a_day(limit.value):
        raise ValidationError({"value": _("Write the day as month and day: 1130 is 30 November.")})
    if limit.value is not None and limit.value < 0:
        raise ValidationError({"value": _("A limit is not negative.")})
    if before is None or _counts(before) != _counts(limit):
        _fits(limit)
    other = limits.clash(limit, others)
    if other is not None:
        raise ValidationError({"valid_from": _overlaps(other)})


def _fits(limit: Limit) -> None:
    """Pages count days with these rows: the measure is one they know, the period ends within calendars."""
    allowed = limit_names.measures_of(limit.key)
    if limit.unit not in allowed:
        words = ", ".join(str(measure.label) for measure in allowed)
        raise ValidationError({"unit": _("This limit is counted in: %(measures)s.") % {"measures": words}})
    if limit.unit != Measure.PLN and limit.value is not None and limit.value != int(limit.value):
        raise ValidationError({"value": _("Only money has parts; write a whole number.")})
    if said := too_long(limit.value, limit.unit):
        raise ValidationError({"value": said})


def _counts(limit: Limit) -> tuple[str, Decimal | None, str]:
    return limit.key, limit.value, limit.unit


def gap_after(row: LawLimit) -> dt.date | None:
    """The first day on which no row of the key holds any more. One query."""
    return limits.gap_after(row.as_limit(), _others(row.key, row))


def _overlaps(other: Limit) -> str:
    """«On these days another row of this key holds …»."""
    words = {
        "value": other,
        "since": full_day(other.valid_from) if other.valid_from else "…",
        "until": full_day(other.valid_until) if other.valid_until else _("without end"),
    }
    return _("On these days another row holds: %(value)s, from %(since)s, until: %(until)s. End it first.") % words


def _others(key: str, row: LawLimit | None = None, *, hold: bool = False) -> list[Limit]:
    """The other rows of the key; held until the deed is done, so that two people do not enter the same days."""
    found = LawLimit.objects.filter(key=key).order_by("pk")
    if hold:
        found = found.select_for_update()
    return [other.as_limit() for other in (found.exclude(pk=row.pk) if row else found)]


def _values(limit: Limit) -> dict[str, object]:
    return {field.name: getattr(limit, field.name) for field in fields(Limit)}


def _told(limit: Limit) -> str:
    return f"{limit} ({limit.source})"


def _is_a_day(value: Decimal | None) -> bool:
    try:
        return value is not None and value == int(value) and bool(day_of(value, LEAP_YEAR))
    except ValueError:
        return False
