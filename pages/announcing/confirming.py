"""The day after a planned announcement, results or an annulment the unit is asked to confirm where they stand.

The clock asks, and catches up (§ 3 pkt 6; art. 13 ust. 3, art. 15 ust. 2h, art. 18a ust. 2).
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from coordination import audit, duties
from coordination.calendar import warsaw_date
from coordination.deadlines import office_calendar
from coordination.duties import Evidence
from coordination.models import DutyTask
from coordination.wording import full_day
from publishing.subjects import page_reference

from ..models import CompetitionPage, PlaceConfirmation, Publication
from .deeds import DUTY, subject
from .places import OutcomeRow, outcome_rows

PLACES = "places:"
BACK = dt.timedelta(days=14)
"""So long after their day results and an annulment are asked about: an outage is caught up, old ones are left alone."""


def run_once(now: dt.datetime) -> dict[str, int]:
    """One pass; a pass that changes nothing costs three queries, and one more where outcomes are asked about."""
    today, open_tasks = warsaw_date(now), _open()
    wanted: dict[Any, list[Any]] = defaultdict(list)
    for page, row in [*_passed(today), *_outcomes(today, open_tasks)]:
        wanted[page].append(row)
    opened = sum(_ask(page, rows, open_tasks, now) for page, rows in wanted.items())
    asked = {(subject(page.pk), page.stewardship.unit_id) for page in wanted}
    done = [task for key, task in open_tasks.items() if key not in asked]
    for task in done:
        duties.settle(task, evidence=Evidence("page", task.subject.removeprefix(PLACES), task.title), now=now)
    return {"opened": opened, "settled": len(done)}


def _passed(today: dt.date) -> Iterator[tuple[Any, Any]]:
    """Pages with the planned places of their public announcement whose day is over. One query."""
    confirmed = PlaceConfirmation.objects.filter(page=OuterRef("page"), place=OuterRef("place"))
    rows = Publication.objects.filter(planned=True, on__lt=today, page__live=True, page__is_archival=False)
    rows = rows.filter(page__stewardship__archived_at__isnull=True).exclude(Exists(confirmed)).order_by("on", "pk")
    for row in rows.select_related("page__stewardship__unit"):
        yield row.page, row


def _outcomes(today: dt.date, open_tasks: Mapping[tuple[str, int], DutyTask]) -> Iterator[tuple[Any, OutcomeRow]]:
    """Outcomes told since `BACK` whose other places nobody has confirmed, and older ones asked about already.

    One query, and one for what was confirmed where there are any.
    """
    asked = [int(told.removeprefix(PLACES)) for told, _unit in open_tasks]
    since = today - BACK
    recent = Q(results_on__gte=since, results_on__lt=today) | Q(annulled_on__gte=since, annulled_on__lt=today)
    ended = Q(results_on__isnull=False) | Q(annulled_on__isnull=False)
    pages = CompetitionPage.objects.live().filter(recent | Q(ended, pk__in=asked), is_archival=False, outside_act=False)
    pages = pages.filter(stewardship__archived_at__isnull=True).order_by("pk")
    for page in pages.select_related("stewardship__unit").prefetch_related("confirmations"):
        for row in outcome_rows(page, today - dt.timedelta(days=1)):
            if row.planned:
                yield page, row


def _open() -> dict[tuple[str, int], DutyTask]:
    tasks = DutyTask.objects.open().filter(duty__key=DUTY, subject__startswith=PLACES)
    return {(task.subject, task.unit_id): task for task in tasks}


def _ask(page: Any, places: Sequence[Any], open_tasks: dict[tuple[str, int], DutyTask], now: dt.datetime) -> bool:
    title, unit = _title(page.title, places), page.stewardship.unit
    known = open_tasks.get((subject(page.pk), unit.pk))
    if known is not None and known.title == title:
        return False
    due = known.due_on if known else office_calendar().add_working_days(warsaw_date(now), 0)
    duties.ask(DUTY, unit=unit, subject=subject(page.pk), title=title, now=now, due_on=due, url=_screen(page.pk))
    if known is None:
        audit.write("task.open", now=now, about=page_reference(page.pk), label=page.title, unit=unit)
    return known is None


def _title(title: str, places: Sequence[Any]) -> str:
    told = ", ".join(f"{row.get_place_display()} ({full_day(row.on)})" for row in places if row.on)
    return (_("Confirm where “%(title)s” was announced: %(places)s") % {"title": title, "places": told})[:255]


def _screen(page_id: int) -> str:
    try:
        return reverse("competitions:announcement", args=[page_id])
    except NoReverseMatch:  # a host without the staff screens
        return ""
