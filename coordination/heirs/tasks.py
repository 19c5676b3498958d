"""Tasks of a unit that ends: the successor does them, or they are settled."""

from __future__ import annotations

from django.utils.translation import gettext as _

from .. import audit, duties
from ..belongings import Found, Succession, Thing, found
from ..models import DutyTask, Unit

DESIGNATION_DUTY = "designation"


def open_tasks(unit: Unit) -> Found:
    """Without the tasks about the unit's own offices, which end with it."""
    rows = DutyTask.objects.open().filter(unit=unit).exclude(duty__key=DESIGNATION_DUTY).select_related("duty")
    return found(rows, lambda row: Thing(row.title, row.url, row.duty.place))


def move_tasks(succession: Succession) -> int:
    """Open tasks change hands; what the successor is asked already, or what was about the old unit, is settled."""
    heir = succession.heir
    rows = DutyTask.objects.select_for_update(of=("self",)).open().filter(unit=succession.unit).select_related("duty")
    asked = set(DutyTask.objects.filter(unit=heir).values_list("duty_id", "subject")) if heir else set()
    moved = list(rows)
    for task in moved:
        if heir is None or task.duty.key == DESIGNATION_DUTY or (task.duty_id, task.subject) in asked:
            label = _("The unit is closed: %(basis)s") % {"basis": succession.basis}
            evidence = duties.Evidence("unit-closed", audit.reference(succession.unit), label)
            duties.settle(task, evidence=evidence, now=succession.now)
        else:
            task.unit = heir
            task.save(update_fields=["unit"])
    return len(moved)
