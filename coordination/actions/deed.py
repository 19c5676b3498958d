"""The frame of a deed: one transaction, and a refusal that stays in the book although the deed is undone."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from django.db import transaction
from django.utils.translation import gettext as _

from .. import audit
from ..calendar import warsaw_date
from ..models import Unit
from ..standing import Standing
from ..states import Outcome
from ..verdict import Refused

P = ParamSpec("P")
R = TypeVar("R")


def asker(name: str, now: dt.datetime) -> Standing:
    """The asker as an actor in the book: no account, no office."""
    return Standing(user_id=None, name=name or _("organisation (form)"), on=warsaw_date(now))


def _unit_of(about: object) -> Unit | None:
    """The unit of the thing; the «unit» of a limit of law is a measure."""
    unit = getattr(about, "unit", None)
    return unit if isinstance(unit, Unit) else None


def deed(verb: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Run atomically; on Refused write the refusal outside the undone transaction and raise it again.

    The deed takes `by` and `now` as keywords; what it is about comes first, or as `unit`. Without `by` it is the
    asker's own.
    """

    def frame(function: Callable[P, R]) -> Callable[P, R]:
        @functools.wraps(function)
        def framed(*args: P.args, **kwargs: P.kwargs) -> R:
            try:
                with transaction.atomic():
                    return function(*args, **kwargs)
            except Refused as refusal:
                about = args[0] if args else kwargs.get("unit") or kwargs.get("person")
                audit.write(
                    verb,
                    now=kwargs["now"],  # type: ignore[arg-type]
                    about=about,
                    by=kwargs.get("by") or asker("", kwargs["now"]),  # type: ignore[arg-type]
                    unit=kwargs.get("unit") or _unit_of(about),
                    outcome=Outcome.REFUSED,
                    note=str(refusal),
                )
                refusal.told = True  # the door need not write it again
                raise

        return framed

    return frame
