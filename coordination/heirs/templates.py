"""Templates of answers of a unit that ends: the successor goes on with them."""

from __future__ import annotations

from .. import audit
from ..belongings import Found, Succession, Thing, found
from ..models import AnswerTemplate, Unit


def templates(unit: Unit) -> Found:
    rows = AnswerTemplate.objects.filter(unit=unit).select_related("unit").order_by("title", "pk")
    return found(rows, lambda row: Thing(row.title))


def move_templates(succession: Succession) -> int:
    """They stand beside the successor's own. Without one, SZ keeps them, as it keeps the conversations."""
    if succession.heir is None:
        return 0
    rows = list(AnswerTemplate.objects.select_for_update(of=("self",)).filter(unit=succession.unit))
    for row in rows:
        audit.write(
            "template.inherit",
            now=succession.now,
            about=row,
            by=succession.by,
            unit=succession.unit,
            right=succession.basis,
        )
        row.unit = succession.heir
        row.save(update_fields=["unit"])
    return len(rows)
