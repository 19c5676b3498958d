"""What becomes of an open correction when the handoff moves on, and how the version handed over is brought back."""

import datetime as dt

from wagtail.models import Page, Revision

from coordination import audit, order

from .commission import commission_of
from .models import Correction, Handoff
from .states import CorrectionState, Side


def end(handoff: Handoff, state: CorrectionState, *, now: dt.datetime) -> Correction | None:
    """End the open correction, if any, because the handoff has moved on. A reviewer's text goes with it.

    What the unit wrote stays as its draft.
    """
    if not handoff.has_beside("correction"):
        return None
    row = Correction.objects.select_for_update().open().filter(handoff=handoff).first()
    if row is None:
        return None
    settle(row, state, now=now)
    audit.write(
        "handoff.correct_end",
        now=now,
        about=handoff,
        unit=handoff.unit,
        right=str(order.AGREED_DATE),
        version=str(row.revision_id or ""),
        note=str(state.label),
    )
    if row.side == Side.PORTAL:
        bring_back(handoff)
    return row


def settle(row: Correction, state: CorrectionState, *, now: dt.datetime) -> None:
    """Write the end of a correction down, with the version it had come to."""
    newest = _page_of(row.handoff)
    if row.revision_id is None and newest is not None and newest.latest_revision_id != row.base_id:
        row.revision_id = newest.latest_revision_id
    row.state = state
    row.answered_at = now
    row.save()


def bring_back(handoff: Handoff) -> None:
    """The version handed over is the newest again, as a new one of the same author; nothing where it is already."""
    page, kept = _page_of(handoff), handoff.revision
    if page is None or kept is None or page.latest_revision_id == kept.pk:
        return
    handoff.revision = _again(kept)
    handoff.title = kept.content.get("title") or handoff.title
    handoff.save(update_fields=["revision", "title"])


def leave_as_found(handoff: Handoff) -> None:
    """A commission ends without an agreed result: on the unit's public page its own version is the newest again.

    A page begun for the commission stays the unit's draft.
    """
    page, commission = _page_of(handoff), commission_of(handoff)
    kept = commission.base if commission else None
    if page is None or kept is None or handoff.revision_id is not None:
        return
    last = handoff.corrections.filter(side=Side.PORTAL).order_by("-begun_at", "-pk").first()
    if last is not None and page.latest_revision_id == last.revision_id != kept.pk:
        _again(kept)


def _again(kept: Revision) -> Revision:
    """The same text as a new version, of the same author."""
    return kept.as_object().save_revision(user=kept.user, clean=False, previous_revision=kept)


def _page_of(handoff: Handoff) -> Page | None:
    """The page as the database has it, whatever was read before."""
    return Page.objects.filter(pk=handoff.page_id or 0).first()
