"""One line in the book for every deed and every refusal."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.core.cache import cache
from django.utils.translation import gettext as _

from .models import AuditEntry
from .standing import Standing
from .states import Outcome

SYSTEM = "system"
MINUTE = dt.timedelta(minutes=1)
TOLD_AT = frozenset(10**power for power in range(1, 7))
"""Repeats of one refusal that get a line of their own: the tenth, the hundredth … within a minute."""

_told: ContextVar[bool] = ContextVar("told", default=False)


@contextmanager
def told_by_the_deed() -> Iterator[None]:
    """Inside, what the platform logs gets no second line: the deed writes its own."""
    token = _told.set(True)
    try:
        yield
    finally:
        _told.reset(token)


def is_told() -> bool:
    return _told.get()


def write(
    verb: str,
    *,
    now: dt.datetime,
    about: Any,
    by: Standing | None = None,
    unit: Any = None,
    right: str = "",
    right_row: Any = None,
    version: str = "",
    note: str = "",
    outcome: str = Outcome.DONE,
    label: str = "",
) -> AuditEntry:
    """Add one entry; `by` None means the clock. Names are frozen as they are now.

    `unit` answers for the thing, `right_row` is the record that the deed rests on. A thing that the book may not name
    in full has a `book_label`. The same refusal met again within a minute is counted and gives back the line that
    stands for it.
    """
    entry = AuditEntry(
        at=now,
        verb=verb,
        about=reference(about)[:80],
        label=(label or getattr(about, "book_label", "") or str(about or ""))[:255],
        right=str(right)[:255],
        right_about=reference(right_row),
        version=version[:40],
        note=note,
        outcome=outcome,
        unit_id=unit.pk if unit else None,
        unit_name=str(unit or "")[:200],
        **actor(by, unit.pk if unit else None),
    )
    if outcome == Outcome.REFUSED:
        return _refused(entry)
    entry.save()
    return entry


def actor(by: Standing | None, unit_id: int | None) -> dict[str, Any]:
    """Who acts, in which role and from which unit, as they are called now; the unit of the thing comes first."""
    if by is None:
        return {"actor_id": None, "actor_name": SYSTEM}
    home = unit_id if unit_id in by.units else next(iter(by.units), None)
    return {
        "actor_id": by.user_id,
        "actor_name": (by.name or _("not signed in"))[:160],
        "actor_role": (by.role_in(unit_id) or by.role_in(home))[:200],
        "actor_unit_id": home,
        "actor_unit_name": by.unit_names.get(home, "")[:200] if home else "",
    }


def reference(about: Any) -> str:
    """«publishing.handoff:12»: what an entry or a letter is about, without a foreign key upwards."""
    return f"{about._meta.label_lower}:{about.pk}" if hasattr(about, "_meta") else str(about or "")


# -- refusals -------------------------------------------------------------------------------------------------------


def _refused(entry: AuditEntry) -> AuditEntry:
    """The first within a minute is a line, then the tenth, the hundredth: nothing is changed, nothing floods."""
    first = _same(entry)
    if first is None:
        entry.save()
        cache.set(_counter(entry), 1, timeout=MINUTE.seconds)
        return entry
    entry.times = _count(first)
    if entry.times not in TOLD_AT:
        return first
    entry.save()
    return entry


def _same(entry: AuditEntry) -> AuditEntry | None:
    """The line of the same refusal within the last minute. One query on an index."""
    same = AuditEntry.objects.filter(about=entry.about, at__gt=entry.at - MINUTE, at__lte=entry.at)
    who = {"actor_id": entry.actor_id, "actor_name": entry.actor_name, "verb": entry.verb}
    return same.filter(**who, outcome=Outcome.REFUSED, note=entry.note, times=1).order_by("-at").first()


def _counter(first: AuditEntry) -> str:
    return f"refusals:{first.pk}"


def _count(first: AuditEntry) -> int:
    cache.add(_counter(first), 1, timeout=MINUTE.seconds)
    try:
        return cache.incr(_counter(first))
    except ValueError:  # the minute ended between the two calls, or the host keeps no cache
        return 1
