"""The day after a planned announcement the unit is asked to confirm it; the clock asks, and catches up (§ 3 pkt 6)."""

import datetime as dt
from collections import defaultdict
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from coordination import audit, duties
from coordination.calendar import warsaw_date
from coordination.deadlines import office_calendar
from coordination.duties import Evidence
from coordination.models import DutyTask, Unit
from coordination.wording import full_day
from publishing.models import Stewardship
from publishing.subjects import page_reference

from ..models import PlaceConfirmation, Publication
from .deeds import DUTY, subject

PLACES = "places:"


def run_once(now: dt.datetime) -> dict[str, int]:
    """One pass; a pass that changes nothing costs three queries."""
    wanted, open_tasks = _passed(warsaw_date(now)), _open()
    stewards = Stewardship.objects.select_related("page", "unit").in_bulk(wanted, field_name="page_id")
    opened = sum(_ask(row, wanted[page], open_tasks, now) for page, row in stewards.items())
    asked = {(subject(page), row.unit_id) for page, row in stewards.items()}
    done = [task for key, task in open_tasks.items() if key not in asked]
    for task in done:
        duties.settle(task, evidence=Evidence("page", task.subject.removeprefix(PLACES), task.title), now=now)
    return {"opened": opened, "settled": len(done)}


def _passed(today: dt.date) -> dict[int, list[Publication]]:
    """Planned places of public announcements whose day is over, by page."""
    confirmed = PlaceConfirmation.objects.filter(page=OuterRef("page"), place=OuterRef("place"))
    rows = Publication.objects.filter(planned=True, on__lt=today, page__live=True, page__is_archival=False)
    rows = rows.filter(page__stewardship__archived_at__isnull=True).exclude(Exists(confirmed)).order_by("on", "pk")
    found: dict[int, list[Publication]] = defaultdict(list)
    for row in rows:
        found[row.page_id].append(row)
    return dict(found)


def _open() -> dict[tuple[str, int], DutyTask]:
    tasks = DutyTask.objects.open().filter(duty__key=DUTY, subject__startswith=PLACES)
    return {(task.subject, task.unit_id): task for task in tasks}


def _ask(row: Any, places: list[Publication], open_tasks: dict[tuple[str, int], DutyTask], now: dt.datetime) -> bool:
    title = _title(row.page.title, places)
    known = open_tasks.get((subject(row.page_id), row.unit_id))
    if known is not None and known.title == title:
        return False
    due = known.due_on if known else office_calendar().add_working_days(warsaw_date(now), 0)
    unit: Unit = row.unit
    duties.ask(
        DUTY, unit=unit, subject=subject(row.page_id), title=title, now=now, due_on=due, url=_screen(row.page_id)
    )
    if known is None:
        audit.write("task.open", now=now, about=page_reference(row.page_id), label=row.page.title, unit=unit)
    return known is None


def _title(title: str, places: list[Publication]) -> str:
    told = ", ".join(f"{row.get_place_display()} ({full_day(row.on)})" for row in places if row.on)
    return (_("Confirm where “%(title)s” was announced: %(places)s") % {"title": title, "places": told})[:255]


def _screen(page_id: int) -> str:
    try:
        return reverse("competitions:announcement", args=[page_id])
    except NoReverseMatch:  # a host without the staff screens
        return ""
