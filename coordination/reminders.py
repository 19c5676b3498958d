"""Reminders of late tasks: one digest a unit, step and day; coordinator, deputy, head, each once (scenario 58).

What the head owes (§ 2 pkt 1) is repeated to the head until it is done (scenario 29). What was sent stands in
`ReminderStep`, so the next pass catches up after an outage: the step that is due is sent once, never all of them
together, and two clocks never send it twice.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from django.db import transaction

from . import audit, outbox, reminding, standards
from .calendar import warsaw_date, warsaw_time
from .deadlines import office_calendar
from .models import Designation, DutyTask, ReminderStep, Unit
from .outbox import Recipient
from .states import Office

STEPS = (Office.COORDINATOR, Office.DEPUTY, Office.HEAD)
PAUSE_DAYS = 7
"""Days between the steps; a service standard, `reminder.step`."""
NOT_BEFORE = dt.time(7)
VERB, DIGEST = "remind.", "digest."
Holders = dict[str, list[Recipient]]
Sent = Mapping[str, list[dt.date]]
"""The steps of one task that were sent since it was opened, each with the days."""


class Due(NamedTuple):
    """A task with the step to take: `number` counts a step that repeats."""

    task: DutyTask
    number: int


def is_time(now: dt.datetime) -> bool:
    """Nobody is reminded at night or on a day off."""
    return warsaw_time(now) >= NOT_BEFORE and office_calendar().is_working_day(warsaw_date(now))


def run_once(now: dt.datetime) -> int:
    """One pass; on working days from seven o'clock. Returns how many digests were written."""
    today = warsaw_date(now)
    if not is_time(now):
        return 0
    late = list(DutyTask.objects.late(today).select_related("duty", "unit"))
    sent = _sent(late)
    holders = _holders({task.unit_id for task in late}, today)
    pause = dt.timedelta(days=standards.value("reminder.step", PAUSE_DAYS))
    digests: dict[tuple[Unit, str], list[Due]] = defaultdict(list)
    for task in late:
        known = sent.get(task.pk, {})
        step = due_step(task, known, holders.get(task.unit_id, {}), today, pause)
        if step:
            digests[task.unit, step].append(Due(task, len(known.get(step, [])) + 1))
    return sum(_write(unit, step, due, holders[unit.pk][step], now) for (unit, step), due in digests.items())


def due_step(task: DutyTask, sent: Sent, holders: Holders, today: dt.date, pause: dt.timedelta) -> str:
    """The step to remind of the task today, "" when none: the next one that has a holder, a pause after the last."""
    last = max((day for days in sent.values() for day in days), default=None)
    if last is not None and today < last + pause:
        return ""
    if task.duty.owed_by == Office.HEAD:
        return Office.HEAD if Office.HEAD in holders else ""
    return next((step for step in STEPS if step in holders and step not in sent), "")


def _sent(tasks: Iterable[DutyTask]) -> dict[int, Sent]:
    """Per task: on which days each step was sent since it was opened. One query."""
    opened = {(audit.reference(task), reminding.instant(task.opened_at)): task for task in tasks}
    if not opened:
        return {}
    since = min(task.opened_at for task in opened.values())
    rows = ReminderStep.objects.filter(step__in=STEPS, sent_at__gte=since)
    sent: dict[int, dict[str, list[dt.date]]] = defaultdict(lambda: defaultdict(list))
    for subject, began, step, at in rows.values_list("subject", "round", "step", "sent_at"):
        if task := opened.get((subject, began)):
            sent[task.pk][step].append(warsaw_date(at))
    return {pk: dict(steps) for pk, steps in sent.items()}


def _holders(unit_ids: Iterable[int], today: dt.date) -> dict[int, Holders]:
    """Who holds which office in the units today. One query."""
    found: dict[int, Holders] = defaultdict(lambda: defaultdict(list))
    rows = Designation.objects.in_force(today).reachable().filter(unit_id__in=list(unit_ids)).select_related("person")
    for row in rows:
        found[row.unit_id][row.office].append(Recipient(row.person.email, row.person.full_name))
    return {unit: dict(offices) for unit, offices in found.items()}


@transaction.atomic
def _write(unit: Unit, step: str, due: list[Due], to: list[Recipient], now: dt.datetime) -> bool:
    """One digest of the unit, step and day; what became late after it waits for tomorrow's."""
    if not reminding.take(unit, f"{DIGEST}{step}", since=warsaw_date(now).isoformat(), now=now):
        return False
    tasks = [one.task for one in due if _take(one, step, now)]
    if not tasks:
        return False
    context = {"unit": unit, "tasks": tasks, "escalated": step == Office.HEAD}
    outbox.write("reminder", to=to, template="coordination/emails/reminder", context=context, about=unit, now=now)
    for task in tasks:
        audit.write(f"{VERB}{step}", now=now, about=task, unit=unit)
    return True


def _take(due: Due, step: str, now: dt.datetime) -> bool:
    since = reminding.instant(due.task.opened_at)
    return reminding.take(due.task, step, since=since, number=due.number, now=now)
