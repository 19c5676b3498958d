"""What becomes of a proposal of dates that nobody answered before the handoff moved on."""

import datetime as dt

from coordination import audit, order

from .models import DateProposal, Handoff
from .states import Answer


def end(handoff: Handoff, *, now: dt.datetime) -> DateProposal | None:
    """Let the waiting proposal lapse, if there is one: published, cancelled or withdrawn, it asks nobody any more."""
    if not handoff.has_beside("talk"):
        return None
    row = handoff.proposals.select_for_update().filter(answer=Answer.WAITING).first()
    if row is None:
        return None
    row.answer = Answer.LAPSED
    row.answered_at = now
    row.save(update_fields=["answer", "answered_at"])
    audit.write(
        "handoff.dates_lapse",
        now=now,
        about=handoff,
        unit=handoff.unit,
        right=str(order.AGREED_DATE),
        version=str(handoff.revision_id or ""),
    )
    return row
