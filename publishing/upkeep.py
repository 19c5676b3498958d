"""Upkeep: what the calendar asks of units appears among their tasks, and leaves when it is done. Idempotent."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from coordination import audit, duties
from coordination.calendar import warsaw_date
from coordination.duties import Evidence
from coordination.models import DutyTask, Unit
from coordination.states import Office

from . import freshness
from .models import Stewardship
from .reckoning import FINDING, things_url
from .signals_seen import SORTS, Finding, Severity
from .subjects import page_reference

DESIGNATION = "designation"
OFFICES = "office:"
PAGES = "page:"
FINDINGS = "finding:"
GRAVE = frozenset({Severity.MISLEADS, Severity.BROKEN})
"""What a unit is reminded of; the rest waits on its list."""

Key = tuple[str, int]  # subject, unit


def run_once(now: dt.datetime) -> dict[str, int]:
    """One pass: pages past their review day, grave findings, units without a coordinator or deputy. Counts changes."""
    passes = [_reviews(now), _findings(now), _offices(now)]
    return {"opened": sum(opened for opened, _ in passes), "settled": sum(settled for _, settled in passes)}


# -- § 3 pkt 2: pages past their review day -------------------------------------------------------------------------


def _reviews(now: dt.datetime) -> tuple[int, int]:
    stale = Stewardship.objects.stale(warsaw_date(now)).values_list("pk", "page_id", "unit_id")
    wanted = {(freshness.subject(page), unit): pk for pk, page, unit in stale}
    found = _open(freshness.DUTY, PAGES)
    missing = [pk for key, pk in wanted.items() if key not in found]
    for row in _stewardships(missing):
        freshness.ask_for_review(row, now=now)
        audit.write("task.open", now=now, about=page_reference(row.page_id), label=row.page.title, unit=row.unit)
    done = [task for key, task in found.items() if key not in wanted]
    for task in done:
        _settle(task, _reviewed(task), now)
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


# -- § 3 pkt 2: what misleads readers on public pages, or does not work ------------------------------------------------


def _findings(now: dt.datetime) -> tuple[int, int]:
    """One task a unit and sort, as long as something of the sort is open there; three queries where nothing changed."""
    graves = [code for code, words in SORTS.items() if words.severity in GRAVE]
    counted: Any = Finding.objects.filter(sort__in=graves).counts_by_unit()
    wanted: dict[Key, str] = {(f"{FINDINGS}{sort}", unit): sort for unit, sort, _count in counted if unit}
    found = _open(freshness.DUTY, FINDINGS)
    missing = {key: sort for key, sort in wanted.items() if key not in found}
    units = Unit.objects.in_bulk({unit for _subject, unit in missing})
    for (subject, unit_id), sort in missing.items():
        _ask_to_correct(units[unit_id], subject, sort, now)
    done = [task for key, task in found.items() if key not in wanted]
    for task in done:
        _settle(task, Evidence("corrected", "", _("Nothing of this sort is found any more")), now)
    return len(missing), len(done)


def _ask_to_correct(unit: Unit, subject: str, sort: str, now: dt.datetime) -> None:
    title = _("Correct: %(sort)s") % {"sort": SORTS[sort].label}
    due_on = warsaw_date(now) + freshness.CORRECT_IN
    url = things_url(unit.pk, f"{FINDING}{sort}")
    task = duties.ask(freshness.DUTY, unit=unit, subject=subject, title=title, now=now, due_on=due_on, url=url)
    audit.write("task.open", now=now, about=task, label=title, unit=unit)


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
        title, unit = _to_name(key[0]), wanted[key]
        task = duties.ask(DESIGNATION, unit=unit, subject=key[0], title=title, now=now, due_on=today)
        audit.write("task.open", now=now, about=task, label=title, unit=unit)
    done = [task for key, task in found.items() if key not in wanted]
    for task in done:
        _settle(task, Evidence("designation", "", _("The office is held")), now)
    return len(missing), len(done)


def _settle(task: DutyTask, evidence: Evidence, now: dt.datetime) -> None:
    """Settled by the calendar, so the clock writes the line; what a deed settles stands in the deed's own."""
    duties.settle(task, evidence=evidence, now=now)
    audit.write("task.settle", now=now, about=task, label=task.title, unit=task.unit, note=evidence.label)


def _to_name(subject: str) -> str:
    if subject == f"{OFFICES}{Office.COORDINATOR}":
        return _("Name a coordinator: the unit has none")
    return _("Name a deputy coordinator: the unit has none")


def _open(duty: str, prefix: str) -> dict[Key, DutyTask]:
    rows = DutyTask.objects.open().select_related("unit").filter(duty__key=duty, subject__startswith=prefix)
    return {(task.subject, task.unit_id): task for task in rows}
