"""Deeds on duties: ask once, settle by evidence (DESIGN.md sections 7 and 12.3)."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from .models import Duty, DutyTask
from .signals import duty_opened, duty_settled


@dataclass(frozen=True)
class Evidence:
    """What settles a task: a page, a return, a meeting. A reference in words, never a foreign key upwards."""

    kind: str
    ref: str = ""
    label: str = ""
    url: str = ""


@transaction.atomic
def ask(
    key: str, *, unit: Any, subject: str, title: str, now: dt.datetime, due_on: dt.date | None = None, url: str = ""
) -> DutyTask:
    """Open a task of the duty `key` for the unit, once per subject; asking again reopens a settled one.

    `due_on` is a Warsaw date, inclusive.
    """
    duty = Duty.objects.get(key=key)
    values = {"title": title[:255], "url": url, "due_on": due_on}
    task, made = DutyTask.objects.get_or_create(
        duty=duty, unit=unit, subject=subject, defaults={**values, "opened_at": now}
    )
    if not made:
        if task.settled_at:
            values |= {"opened_at": now, "settled_at": None, "evidence_kind": "", "evidence_ref": ""}
            values |= {"evidence_label": "", "evidence_url": ""}
            made = True
        DutyTask.objects.filter(pk=task.pk).update(**values)
        task.refresh_from_db()
    if made:
        duty_opened.send(DutyTask, task=task)
    return task


@transaction.atomic
def settle(task: DutyTask, *, evidence: Evidence, now: dt.datetime) -> DutyTask:
    """Settle an open task by evidence; settling a settled one changes nothing."""
    settled = DutyTask.objects.filter(pk=task.pk, settled_at__isnull=True).update(
        settled_at=now,
        evidence_kind=evidence.kind,
        evidence_ref=evidence.ref,
        evidence_label=evidence.label[:255],
        evidence_url=evidence.url,
    )
    task.refresh_from_db()
    if settled:
        duty_settled.send(DutyTask, task=task)
    return task


def settle_subject(key: str, subject: str, *, evidence: Evidence, now: dt.datetime) -> int:
    """Settle every open task of a duty about one subject; returns how many there were."""
    found = list(DutyTask.objects.open().filter(duty__key=key, subject=subject))
    for task in found:
        settle(task, evidence=evidence, now=now)
    return len(found)
