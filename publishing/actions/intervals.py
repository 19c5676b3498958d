"""The interval between reviews of a kind: set, and every review date recomputed with it (§ 3 pkt 2, scenario 60)."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from coordination import audit, order
from coordination.actions.deed import deed
from coordination.calendar import warsaw_date
from coordination.law import Measure
from coordination.models import DutyTask, ServiceStandard
from coordination.standing import Standing

from .. import freshness
from ..intervals import LONGEST, Changed, Plan, key_of, may_change, plan
from ..kinds import Kind
from ..models import Stewardship

BATCH = 500


@deed("register.review")
def change_interval(kind: Kind, *, months: int, by: Standing, now: dt.datetime) -> Plan:
    """Set the interval of a kind and recompute all its review dates, never-reviewed pages included.

    `months` from 1 to LONGEST. Tasks that ask for a review follow their page to its new day; the clock opens and
    settles the others on its next pass. Setting the interval back is the same deed. Raises Refused for whoever does not
    keep the standards, ValidationError for a number that is none.
    """
    may_change(by).enforce()
    if not 1 <= months <= LONGEST:
        raise ValidationError({"miesiace": _("From 1 to %(longest)s months.") % {"longest": LONGEST}})
    row = _standard(kind)
    before, row.value = row.value, months
    row.save(update_fields=["value"])
    _locked(kind)
    done = plan(kind, months, warsaw_date(now))
    _move(done.changed)
    _move_tasks(done.changed)
    note = _("from %(before)s to %(months)s months; dates of %(number)s pages, %(overdue)s of them overdue by it") % {
        "before": before,
        "months": months,
        "number": len(done.changed),
        "overdue": len(done.overdue),
    }
    audit.write("register.review", now=now, about=row, by=by, right=str(order.CURRENT_CONTENT), note=note)
    return done


def _standard(kind: Kind) -> ServiceStandard:
    """The row of the register under a lock; made where it is missing."""
    label = _("Review: %(kind)s") % {"kind": kind.label}
    values = {"value": kind.review_months, "unit": Measure.MONTHS, "label": label}
    ServiceStandard.objects.get_or_create(key=key_of(kind.code), defaults=values)
    return ServiceStandard.objects.select_for_update().get(key=key_of(kind.code))


def _locked(kind: Kind) -> None:
    """What is confirmed meanwhile waits, and gets its day from the new interval."""
    list(Stewardship.objects.select_for_update().filter(kind=kind.code).order_by("pk").values_list("pk", flat=True))


def _move(changed: Iterable[Changed]) -> None:
    """Pages of the same new day together."""
    by_day: dict[dt.date, list[int]] = defaultdict(list)
    for one in changed:
        by_day[one.after].append(one.pk)
    for day, pks in by_day.items():
        for start in range(0, len(pks), BATCH):
            Stewardship.objects.filter(pk__in=pks[start : start + BATCH]).update(review_by=day)


def _move_tasks(changed: Iterable[Changed]) -> None:
    days = {freshness.subject(one.page_id): one.after for one in changed}
    for task in DutyTask.objects.open().filter(duty__key=freshness.DUTY):
        day = days.get(task.subject)
        if day is not None and task.due_on != day:
            task.due_on = day
            task.save(update_fields=["due_on"])
