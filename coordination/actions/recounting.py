"""Days off that come in or go: the days promised in working days are counted again (scenario 51)."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from django.utils.translation import gettext as _

from .. import audit, deadlines, matters, order
from ..calendar import WorkingCalendar, warsaw_date
from ..matters import Run
from ..models import DutyTask, Inquiry, InquiryMessage
from ..policies import RegisterPolicy
from ..signals import inquiries_recounted
from ..standing import Standing
from ..states import InquiryState, Matter, Voice
from ..wording import full_day
from .deed import deed
from .inquiries import DUTY, subject_key


@deed("inquiry.recount")
def recount_answers(*, before: WorkingCalendar, by: Standing, now: dt.datetime) -> list[Inquiry]:
    """Count the promised days again, after the register of days off has changed; `before` is the calendar until then.

    Only ordinary inquiries that wait for us: periods of law count all days, and what waits for the asker is counted
    anew with the reply. A promised day never becomes an earlier one. Each inquiry that is touched gets a line in its
    conversation; announces `inquiries_recounted` once for each unit. Returns what was touched. Raises Refused.
    """
    RegisterPolicy(by).may_keep_dictionaries().enforce()
    after, runs = deadlines.office_calendar(), {}
    rows = _counted_in_working_days()
    for inquiry, run in _runs(rows):
        if matters.is_touched(inquiry.answer_by, run, before, after):
            runs[inquiry] = run
    messages = [_count_again(inquiry, run, before, after, by=by, now=now) for inquiry, run in runs.items()]
    touched = list(runs)
    Inquiry.everything.bulk_update(touched, ["answer_by", "answer_derivation"], batch_size=200)
    InquiryMessage.objects.bulk_create(messages, batch_size=200)
    _move_tasks(touched)
    told = defaultdict(list)
    for inquiry, message in zip(touched, messages, strict=True):
        audit.write("inquiry.recount", now=now, about=inquiry, by=by, unit=inquiry.unit, note=message.text, right=RIGHT)
        if not inquiry.held_at:
            told[inquiry.unit].append((inquiry, message))
    for unit, found in told.items():
        inquiries_recounted.send(Inquiry, unit=unit, rows=found, now=now)
    return touched


RIGHT = str(order.ANSWER_INQUIRIES)


def _counted_in_working_days() -> list[Inquiry]:
    """Those kept back, too: they go to their unit with the day they had, of which nobody is told before."""
    rows = Inquiry.everything.filter(state=InquiryState.OPEN, matter=Matter.INQUIRY)
    return list(rows.select_for_update(of=("self",)).select_related("unit").order_by("unit__name", "answer_by", "pk"))


def _runs(rows: list[Inquiry]) -> Iterable[tuple[Inquiry, Run]]:
    """Each with how far its clock has come. One query."""
    voices = defaultdict(list)
    said = InquiryMessage.objects.filter(inquiry__in=rows).order_by("at", "pk")
    for inquiry_id, voice, at in said.values_list("inquiry_id", "voice", "at"):
        voices[inquiry_id].append((voice, warsaw_date(at)))
    return [(row, matters.run_of(warsaw_date(row.received_at), voices[row.pk])) for row in rows]


def _count_again(
    inquiry: Inquiry, run: Run, before: WorkingCalendar, after: WorkingCalendar, *, by: Standing, now: dt.datetime
) -> InquiryMessage:
    """Set the day, and give the line that says so; not saved yet."""
    former = inquiry.answer_by
    inquiry.answer_by = matters.moved(former, run, before, after)
    if inquiry.answer_by > former:
        days = after.working_days_between(run.restarted, inquiry.answer_by)
        inquiry.answer_derivation = matters.by_standard(days, run, after).derivation
        said = _("Days off have changed. Answer by %(day)s, before by %(former)s: %(derivation)s.")
    else:
        said = _("Days off have changed. The promised day, %(day)s, stays: a promise is never made shorter.")
    words = {"day": full_day(inquiry.answer_by), "former": full_day(former), "derivation": inquiry.answer_derivation}
    return InquiryMessage(
        inquiry=inquiry,
        voice=Voice.CLOCK,
        at=now,
        text=said % words,
        author_id=by.user_id,
        author_name=by.name,
        author_role=by.role_in(None),
    )


def _move_tasks(rows: list[Inquiry]) -> None:
    """The open tasks about them are due on the new days."""
    due = {subject_key(row): row.answer_by for row in rows}
    tasks = list(DutyTask.objects.open().filter(duty__key=DUTY, subject__in=list(due)))
    for task in tasks:
        task.due_on = due[task.subject]
    DutyTask.objects.bulk_update(tasks, ["due_on"], batch_size=200)
