"""Upkeep: what the calendar asks of units appears among their tasks, and leaves when it is done. Idempotent."""

import datetime as dt
from collections.abc import Iterator

from django.utils.translation import gettext as _

from coordination import duties
from coordination.calendar import warsaw_date
from coordination.duties import Evidence
from coordination.models import DutyTask, Unit
from coordination.states import Office

from . import freshness
from .models import Stewardship

DESIGNATION = "designation"
OFFICES = "office:"
PAGES = "page:"

Key = tuple[str, int]  # subject, unit


def run_once(now: dt.datetime) -> dict[str, int]:
    """One pass: pages past their review day, units without a coordinator or a deputy. Counts what changed."""
    opened, settled = _reviews(now)
    named, filled = _offices(now)
    return {"opened": opened + named, "settled": settled + filled}


# -- § 3 pkt 2: pages past their review day -------------------------------------------------------------------------


def _reviews(now: dt.datetime) -> tuple[int, int]:
    stale = Stewardship.objects.stale(warsaw_date(now)).values_list("pk", "page_id", "unit_id")
    wanted = {(freshness.subject(page), unit): pk for pk, page, unit in stale}
    found = _open(freshness.DUTY, PAGES)
    missing = [pk for key, pk in wanted.items() if key not in found]
    for row in _stewardships(missing):
        freshness.ask_for_review(row, now=now)
    done = [task for key, task in found.items() if key not in wanted]
    for task in done:
        duties.settle(task, evidence=_reviewed(task), now=now)
    return len(missing), len(done)


def _reviewed(task: DutyTask) -> Evidence:
    """Why a page is no longer asked about; what confirming and publishing settle at once is not met here."""
    page_id = task.subject.removeprefix(PAGES)
    row = Stewardship.objects.filter(page_id=page_id).select_related("page").first()
    if row is None or not row.page.live:
        return Evidence("gone", page_id, _("The page is no longer public"))
    if row.unit_id != task.unit_id:
        return Evidence("moved", page_id, _("Another unit answers for the page"))
    return Evidence("reviewed", page_id, _("The page has a new review day"))


def _stewardships(pks: list[int], size: int = 500) -> Iterator[Stewardship]:
    for start in range(0, len(pks), size):
        yield from Stewardship.objects.filter(pk__in=pks[start : start + size]).select_related("page", "unit")


# -- § 2 pkt 1: units without a coordinator or a deputy -------------------------------------------------------------


def _offices(now: dt.datetime) -> tuple[int, int]:
    today = warsaw_date(now)
    wanted: dict[Key, Unit] = {}
    for unit in Unit.objects.incomplete(today):
        if not unit.has_coordinator:
            wanted[f"{OFFICES}{Office.COORDINATOR}", unit.pk] = unit
        if not unit.has_deputy:
            wanted[f"{OFFICES}{Office.DEPUTY}", unit.pk] = unit
    found = _open(DESIGNATION, OFFICES)
    missing = [key for key in wanted if key not in found]
    for key in missing:
        duties.ask(DESIGNATION, unit=wanted[key], subject=key[0], title=_to_name(key[0]), now=now, due_on=today)
    done = [task for key, task in found.items() if key not in wanted]
    for task in done:
        duties.settle(task, evidence=Evidence("designation", "", _("The office is held")), now=now)
    return len(missing), len(done)


def _to_name(subject: str) -> str:
    if subject == f"{OFFICES}{Office.COORDINATOR}":
        return _("Name a coordinator: the unit has none")
    return _("Name a deputy coordinator: the unit has none")


def _open(duty: str, prefix: str) -> dict[Key, DutyTask]:
    rows = DutyTask.objects.open().filter(duty__key=duty, subject__startswith=prefix)
    return {(task.subject, task.unit_id): task for task in rows}
