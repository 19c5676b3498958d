"""Handoffs of a unit that ends: those in flight, and the past ones as history."""

from __future__ import annotations

from django.db.models import Count

from coordination import audit
from coordination.belongings import Found, Succession, Thing, found
from coordination.models import Unit

from .. import correcting, signals
from ..models import Handoff, HandoffSet
from ..states import OPEN, CorrectionState, Stage
from .addresses import address


def open_handoffs(unit: Unit) -> Found:
    rows = Handoff.objects.filter(unit=unit, stage__in=OPEN)
    numbers = {row["stage"]: row["number"] for row in rows.order_by().values("stage").annotate(number=Count("pk"))}
    parts = [f"{stage.label}: {numbers[stage]}" for stage in Stage if stage in numbers]
    return found(rows.order_by("publish_at", "pk"), _handoff, parts=parts)


def _handoff(row: Handoff) -> Thing:
    return Thing(row.title, address("publishing:handoff", row.pk), str(row.get_stage_display()))


def move_open_handoffs(succession: Succession) -> int:
    """Stage, dates and version stay, so what is scheduled goes public on time; the book names both units."""
    rows = list(Handoff.objects.select_for_update(of=("self",)).filter(unit=succession.unit, stage__in=OPEN))
    for handoff in rows:
        _write("handoff.inherit", handoff, succession, note=f"{succession.unit} → {succession.heir}")
    Handoff.objects.filter(pk__in=[row.pk for row in rows]).update(unit=succession.heir)
    _move_sets(succession)
    if rows and succession.heir is not None:
        signals.inherited.send(Handoff, handoffs=rows, unit=succession.unit, heir=succession.heir, now=succession.now)
    return len(rows)


def past_handoffs(unit: Unit) -> Found:
    return Found(Handoff.objects.filter(unit=unit).exclude(stage__in=OPEN).count())


def move_past_handoffs(succession: Succession) -> int:
    """History to read for whoever goes on with the pages; every row keeps the name of the unit that began it."""
    if succession.heir is None:
        return 0
    _move_sets(succession)
    return Handoff.objects.filter(unit=succession.unit).exclude(stage__in=OPEN).update(unit=succession.heir)


def _move_sets(succession: Succession) -> None:
    """What goes public together stays together; every set keeps the name of the unit that began it."""
    if succession.heir is not None:
        HandoffSet.objects.filter(unit=succession.unit).update(unit=succession.heir)


def withdraw_of(page_id: int, succession: Succession) -> int:
    """The page goes with the unit, so nothing may publish it again: what waits of it is withdrawn."""
    rows = list(Handoff.objects.select_for_update(of=("self",)).filter(page_id=page_id, stage__in=OPEN))
    for handoff in rows:
        handoff.stage, handoff.together = Stage.WITHDRAWN, None
        handoff.save(update_fields=["stage", "together"])
        correcting.end(handoff, CorrectionState.DROPPED, now=succession.now)
        _write("handoff.withdraw", handoff, succession)
    return len(rows)


def _write(verb: str, handoff: Handoff, succession: Succession, note: str = "") -> None:
    audit.write(
        verb,
        now=succession.now,
        about=handoff,
        by=succession.by,
        unit=succession.unit,
        right=succession.basis,
        version=str(handoff.revision_id or ""),
        note=note,
    )
