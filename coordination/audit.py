"""One line in the book for every deed and every refusal."""

import datetime as dt
from typing import Any

from .models import AuditEntry
from .standing import Standing
from .states import Outcome


def write(
    verb: str,
    *,
    now: dt.datetime,
    about: Any,
    by: Standing | None = None,
    unit: Any = None,
    right: str = "",
    version: str = "",
    note: str = "",
    outcome: str = Outcome.DONE,
) -> AuditEntry:
    """Add one entry; `by` None means the clock. Names are frozen as they are now."""
    return AuditEntry.objects.create(
        at=now,
        actor_id=by.user_id if by else None,
        actor_name=by.name if by else "system",
        actor_role=by.role_in(unit.pk if unit else None) if by else "",
        unit_id=unit.pk if unit else None,
        unit_name=str(unit or "")[:200],
        verb=verb,
        about=reference(about),
        label=str(about or "")[:255],
        right=right,
        version=version,
        note=note,
        outcome=outcome,
    )


def reference(about: Any) -> str:
    """«publishing.handoff:12»: what an entry or a letter is about, without a foreign key upwards."""
    return f"{about._meta.label_lower}:{about.pk}" if hasattr(about, "_meta") else str(about or "")
