"""Who opened a form, when and with which offices: sealed in a hidden field."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core import signing
from django.http import HttpRequest
from django.utils import timezone

from ..standing import Standing

FIELD = "otwarto"
SALT = "coordination.closing"


@dataclass(frozen=True)
class Opening:
    """Who opened a form, with which offices in which units; `subject` says which form."""

    user_id: int
    at: dt.datetime
    units: Mapping[int, frozenset[str]]
    subject: str


def seal(standing: Standing, subject: str, *, heads: bool = False) -> str:
    """The value of the hidden field; with `heads`, units the person heads count too."""
    units = [unit for unit in standing.units if standing.acts_for(unit) or (heads and standing.heads(unit))]
    told = {
        "user": standing.user_id,
        "at": timezone.now().timestamp(),
        "units": [(unit, sorted(standing.units[unit])) for unit in units],
        "subject": subject,
    }
    return signing.dumps(told, salt=SALT)


def opening_of(request: HttpRequest) -> Opening | None:
    """What the posted form carries, when the seal is ours."""
    try:
        told = signing.loads(request.POST.get(FIELD, ""), salt=SALT)
    except signing.BadSignature:
        return None
    at = dt.datetime.fromtimestamp(told["at"], tz=dt.UTC)
    units = {unit: frozenset(offices) for unit, offices in told["units"]}
    return Opening(told["user"], at, units, told["subject"])


class SealField(forms.CharField):
    """The hidden field. It is no content, so it never counts as a change."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, widget=forms.HiddenInput, **kwargs)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return False
