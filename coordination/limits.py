"""What may happen to a dated row of law: it is ended with a day, never written over. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from . import order, steps
from .law import Limit, in_words
from .states import Confidence
from .verdict import YES, Verdict
from .wording import full_day

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

FIXED = frozenset({"key", "unit", "value", "valid_from"})
"""What a certain row that has begun keeps: screens have shown it as law."""
NAMES = {
    "key": _("key"),
    "value": _("value"),
    "unit": _("unit of measure"),
    "valid_from": _("valid from"),
    "valid_until": _("valid until"),
    "source": _("source"),
    "confidence": _("confidence"),
}
DAY = dt.timedelta(days=1)


def has_begun(limit: Limit, today: dt.date) -> bool:
    return limit.valid_from is None or limit.valid_from <= today


def held_fast(limit: Limit, today: dt.date) -> frozenset[str]:
    """Fields that may not change any more. A row that is not certain may still be put right, under its own key."""
    if not has_begun(limit, today):
        return frozenset()
    return FIXED if limit.is_verified else frozenset({"key"})


def may_delete(limit: Limit, today: dt.date) -> Verdict:
    """Only a row that no date has chosen yet."""
    if not has_begun(limit, today):
        return YES
    reason = _("This limit has been in force already. Give its last day instead of deleting it.")
    return Verdict(reason, order.DIRECTOR, steps.WRITE_TO_PORTAL_TEAM)


def clash(limit: Limit, others: Iterable[Limit]) -> Limit | None:
    """The first of the other rows of the key that holds on a day on which this one holds."""
    same = (other for other in others if other.key == limit.key)
    return next((other for other in same if _starts(limit) <= _ends(other) and _starts(other) <= _ends(limit)), None)


def gap_after(limit: Limit, others: Iterable[Limit]) -> dt.date | None:
    """The first day after the row on which no row of the key holds; None where there is none."""
    if limit.valid_until is None or limit.valid_until == dt.date.max:
        return None
    following = limit.valid_until + DAY
    holds = any(other.key == limit.key and other.holds_on(following) for other in others)
    return None if holds else following


def changes(before: Limit, after: Limit) -> list[str]:
    """«wartość: 10 000 zł → 20 000 zł», one for each thing that is different."""
    names = (field.name for field in fields(Limit))
    return [
        f"{NAMES[name]}: {shown(before, name)} → {shown(after, name)}"
        for name in names
        if getattr(before, name) != getattr(after, name)
    ]


def shown(limit: Limit, name: str) -> str | _StrPromise:
    value: Any = getattr(limit, name)
    if name == "value":
        return in_words(value, limit.unit)
    if name == "confidence":
        return Confidence(value).label
    if isinstance(value, dt.date):
        return full_day(value)
    return value or "–"


def _starts(limit: Limit) -> dt.date:
    return limit.valid_from or dt.date.min


def _ends(limit: Limit) -> dt.date:
    return limit.valid_until or dt.date.max
