"""Steps that are taken once: whoever writes a notice takes its step first, in the same transaction."""

import datetime as dt
import hashlib
from collections.abc import Iterable
from typing import Any

from django.db import IntegrityError, transaction

from .audit import reference
from .models import ReminderStep


def take(subject: Any, step: str, *, now: dt.datetime, since: str = "", number: int = 1) -> bool:
    """Take a step of the subject; False when somebody has taken it. Call in the transaction that writes the letter.

    A second clock waits here until the first has written its letter, or goes on where the first one died.
    """
    row = ReminderStep(subject=reference(subject), step=step, round=since, number=number, sent_at=now)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        return False
    return True


def taken(step: str) -> set[tuple[str, str]]:
    """Subjects, each with its round, that have been told already. One query."""
    return set(ReminderStep.objects.filter(step=step).values_list("subject", "round"))


def steps_of(subjects: Iterable[str]) -> set[tuple[str, str, str]]:
    """What has been told of the subjects: subject, step, round. One query."""
    rows = ReminderStep.objects.filter(subject__in=list(subjects))
    return set(rows.values_list("subject", "step", "round"))


def subjects(step: str, *, since: str) -> set[str]:
    """Who or what has been told in the round. One query."""
    return set(ReminderStep.objects.filter(step=step, round=since).values_list("subject", flat=True))


def mailbox(email: str) -> str:
    """A reader as a subject: whoever serves several units under one address is one. The address itself is not kept."""
    return f"mailbox:{hashlib.sha256(email.lower().encode()).hexdigest()[:40]}"


def instant(at: dt.datetime) -> str:
    """An instant as a round."""
    return at.astimezone(dt.UTC).isoformat()
