"""Reminders of late tasks: one digest a unit, step and day; coordinator, deputy, head, each once (scenario 58).

What the head owes (§ 2 pkt 1) is repeated to the head until it is done (scenario 29). What was sent stands in the book
of deeds, so the next pass catches up after an outage: the step that is due is sent once, never all of them together.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from django.db import transaction

from . import audit, outbox, standards
from .calendar import warsaw_date, warsaw_time
from .deadlines import office_calendar
from .models import AuditEntry, Designation, DutyTask, Unit
from .outbox import Recipient
from .states import Office

STEPS = (Office.COORDINATOR, Office.DEPUTY, Office.HEAD)
PAUSE_DAYS = 7
"""Days between the steps; a service standard, `reminder.step`."""
NOT_BEFORE = dt.time(7)
VERB = "remind."
Holders = dict[str, list[Recipient]]
Sent = dict[int, dict[str, dt.date]]


def run_once(now: dt.datetime) -> int:
    """One pass; on working days from seven o'clock. Returns how many digests were written."""
    today = warsaw_date(now)
    if warsaw_time(now) < NOT_BEFORE or not office_calendar().is_working_day(today):
        return 0
    late = list(DutyTask.objects.late(today).select_related("duty", "unit"))
    sent, told_today = _sent(late, today)
    holders = _holders({task.unit_id for task in late}, today)
    pause = dt.timedelta(days=standards.value("reminder.step", PAUSE_DAYS))
    digests: dict[tuple[Unit, str], list[DutyTask]] = defaultdict(list)
    for task in late:
        step = due_step(task, sent.get(task.pk, {}), holders.get(task.unit_id, {}), today, pause)
        if step and (task.unit_id, step) not in told_today:
            digests[task.unit, step].append(task)
    for (unit, step), tasks in digests.items():
        _write(unit, step, tasks, holders[unit.pk][step], now)
    return len(digests)


def due_step(task: DutyTask, sent: dict[str, dt.date], holders: Holders, today: dt.date, pause: dt.timedelta) -> str:
    """The step to remind of the task today, "" when none: the next one that has a holder, a pause after the last."""
    last = max(sent.values(), default=None)
    if last is not None and today < last + pause:
        return ""
    if task.duty.owed_by == Office.HEAD:
        return Office.HEAD if Office.HEAD in holders else ""
    return next((step for step in STEPS if step in holders and step not in sent), "")


def _sent(tasks: Iterable[DutyTask], today: dt.date) -> tuple[Sent, set[tuple[int | None, str]]]:
    """Per task: when each step was sent since it was opened; and who was told already today. One query."""
    opened = {audit.reference(task): task for task in tasks}
    if not opened:
        return {}, set()
    since = min(task.opened_at for task in opened.values())
    rows = AuditEntry.objects.filter(verb__startswith=VERB, at__gte=since).order_by("at")
    sent: Sent = defaultdict(dict)
    told: set[tuple[int | None, str]] = set()
    for about, verb, at, unit_id in rows.values_list("about", "verb", "at", "unit_id"):
        step, day, task = verb.removeprefix(VERB), warsaw_date(at), opened.get(about)
        if day == today:
            told.add((unit_id, step))
        if task and at >= task.opened_at:
            sent[task.pk][step] = day
    return sent, told


def _holders(unit_ids: Iterable[int], today: dt.date) -> dict[int, Holders]:
    """Who holds which office in the units today. One query."""
    found: dict[int, Holders] = defaultdict(lambda: defaultdict(list))
    rows = Designation.objects.in_force(today).reachable().filter(unit_id__in=list(unit_ids)).select_related("person")
    for row in rows:
        found[row.unit_id][row.office].append(Recipient(row.person.email, row.person.full_name))
    return {unit: dict(offices) for unit, offices in found.items()}


@transaction.atomic
def _write(unit: Unit, step: str, tasks: list[DutyTask], to: list[Recipient], now: dt.datetime) -> None:
    context = {"unit": unit, "tasks": tasks, "escalated": step == Office.HEAD}
    outbox.write("reminder", to=to, template="coordination/emails/reminder", context=context, about=unit, now=now)
    for task in tasks:
        audit.write(f"{VERB}{step}", now=now, about=task, unit=unit)
