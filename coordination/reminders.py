"""Reminders of late tasks: coordinator, deputy, head, SZ, each step once (scenario 58), one letter a person and day.

Letters go to whoever holds the office today. What a person serving several units is to be told stands in one letter;
SZ gets one for all units. What the head owes (§ 2 pkt 1) is repeated to the head until it is done (scenario 29). What
was sent stands in `ReminderStep`, so the next pass catches up after an outage: the step that is due is sent once, never
all of them together, and two clocks never send it twice.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.db import transaction

from . import audit, mailbags, outbox, reminding, standards
from .calendar import warsaw_date, warsaw_time
from .deadlines import office_calendar
from .mailbags import Bag, Due
from .models import Designation, DutyTask, PortalAssignment, ReminderStep
from .outbox import Recipient
from .routing import account_recipient
from .states import Office, PortalOffice

SZ = "sz"
STEPS = (Office.COORDINATOR, Office.DEPUTY, Office.HEAD, SZ)
PAUSE_DAYS = 7
"""Days between the steps; a service standard, `reminder.step`."""
NOT_BEFORE = dt.time(7)
VERB, DIGEST = "remind.", "digest.day"
Holders = dict[str, list[Recipient]]
Sent = Mapping[str, list[dt.date]]
"""The steps of one task that were sent since it was opened, each with the days."""


class ToldToday(Exception):
    """Somebody of the bag has had the letter of the day: it waits for tomorrow."""


def is_time(now: dt.datetime) -> bool:
    """Nobody is reminded at night or on a day off."""
    return warsaw_time(now) >= NOT_BEFORE and office_calendar().is_working_day(warsaw_date(now))


def run_once(now: dt.datetime) -> int:
    """One pass; on working days from seven o'clock. Returns how many letters were written."""
    if not is_time(now):
        return 0
    today = warsaw_date(now)
    told = reminding.subjects(DIGEST, since=today.isoformat())
    dues = [due for due in _due(today) if not any(reminding.mailbox(one.email) in told for one in due.to)]
    return sum(_write(bag, now) for bag in mailbags.bags(dues))


def due_step(task: DutyTask, sent: Sent, holders: Holders, today: dt.date, pause: dt.timedelta) -> str:
    """The step to remind of the task today, "" when none: the next one that has a holder, a pause after the last."""
    last = max((day for days in sent.values() for day in days), default=None)
    if last is not None and today < last + pause:
        return ""
    if task.duty.owed_by == Office.HEAD:
        return Office.HEAD if Office.HEAD in holders else ""
    return next((step for step in STEPS if step in holders and step not in sent), "")


def _due(today: dt.date) -> list[Due]:
    """Late tasks with the step of today and whom it tells. Five queries, whatever the number of units."""
    late = list(DutyTask.objects.late(today).select_related("duty", "unit"))
    sent = _sent(late)
    holders = _holders({task.unit_id for task in late}, today)
    city = {SZ: monitors} if (monitors := _monitors(today)) else {}
    pause = dt.timedelta(days=standards.value("reminder.step", PAUSE_DAYS))
    found = []
    for task in late:
        known, held = sent.get(task.pk, {}), {**holders.get(task.unit_id, {}), **city}
        step = due_step(task, known, held, today, pause)
        if step:
            found.append(Due(task, step, len(known.get(step, [])) + 1, tuple(held[step])))
    return found


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
    """Who holds which office in the units today, as far as a letter reaches them. One query."""
    found: dict[int, Holders] = defaultdict(lambda: defaultdict(list))
    rows = Designation.objects.in_force(today).reachable().filter(unit_id__in=list(unit_ids)).select_related("person")
    for row in rows:
        if row.person.email:
            found[row.unit_id][row.office].append(Recipient(row.person.email, row.person.full_name))
    return {unit: dict(offices) for unit, offices in found.items()}


def _monitors(today: dt.date) -> list[Recipient]:
    """The monitors of SZ; the Director while there is none. One query."""
    rows = PortalAssignment.objects.in_force(today).of_offices([PortalOffice.MONITOR, PortalOffice.DIRECTOR])
    held = list(rows.filter(account__is_active=True).exclude(account__email="").select_related("account"))
    monitors = [row for row in held if row.office == PortalOffice.MONITOR] or held
    return [account_recipient(row.account) for row in monitors]


def _write(bag: Bag, now: dt.datetime) -> int:
    """The letters of the bag; what became late after the letter of the day waits for tomorrow's."""
    try:
        with transaction.atomic():
            return _in_one(bag, now)
    except ToldToday:
        return 0


def _in_one(bag: Bag, now: dt.datetime) -> int:
    today = warsaw_date(now).isoformat()
    for box in bag.boxes:
        if not reminding.take(reminding.mailbox(box), DIGEST, since=today, now=now):
            raise ToldToday
    letters = mailbags.letters([due for due in bag.dues if _take(due, now)])
    if not letters:  # another clock was quicker; the letter of the day is still to come
        raise ToldToday
    for letter in letters:
        units = {part.unit for part in letter.parts}
        about = units.pop() if len(units) == 1 else None
        context = {"parts": letter.parts, "number": letter.tasks, "unit": about}
        outbox.write(
            "reminder", to=[letter.to], template="coordination/emails/reminder", context=context, about=about, now=now
        )
    return len(letters)


def _take(due: Due, now: dt.datetime) -> bool:
    since = reminding.instant(due.task.opened_at)
    if not reminding.take(due.task, due.step, since=since, number=due.number, now=now):
        return False
    audit.write(f"{VERB}{due.step}", now=now, about=due.task, unit=due.task.unit)
    return True
