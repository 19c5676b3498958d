"""The demo from the first account to the last letter, in one transaction."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import transaction

from coordination import outbox, retention
from coordination.models import Inquiry, OutboxMessage, Person
from portal.models import DemoMark
from publishing.models import Stewardship

from . import (
    accounts,
    aid,
    answers,
    competitions,
    completeness,
    events,
    findings,
    grants,
    handoffs,
    indexing,
    inquiries,
    mail,
    matters,
    news,
    people,
    rights,
    site,
    tasks,
    unit_changes,
    unit_pages,
)
from .shift import Shift
from .stage import Stage

SCENES = (
    people,
    accounts,
    rights,
    site,
    unit_changes,
    unit_pages,
    aid,
    competitions,
    grants,
    events,
    news,
    handoffs,
    matters,
    answers,
    inquiries,
    mail,
    tasks,
    findings,
    completeness,
)
KEEPS_MAIL = ("filebased.EmailBackend", "locmem.EmailBackend", "dummy.EmailBackend", "console.EmailBackend")
NOT_SENT = "Dane demonstracyjne: listu nie wysłano."


class NotEmpty(Exception):
    """The database holds content that the demo did not make."""


@transaction.atomic
def build(today: dt.date, now: dt.datetime) -> Stage:
    """Fill an empty portal. Raises NotEmpty where people, pages or inquiries are there already."""
    if Person.objects.exists() or Stewardship.objects.exists() or Inquiry.objects.exists():
        raise NotEmpty
    stage = Stage(Shift(today), now)
    with indexing.written_at_the_end(), quiet():
        for scene in SCENES:
            scene.build(stage)
    _post(now)
    retention.run_once(now)
    DemoMark.objects.create(built_at=now, day=today)
    return stage


@contextmanager
def quiet() -> Iterator[None]:
    """One of the failures of the story is meant; nobody needs to read of it in the log."""
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)


def _post(now: dt.datetime) -> None:
    """Letters of the story go to the file they are kept in; to a real mail server none of them goes."""
    if settings.EMAIL_BACKEND.endswith(KEEPS_MAIL):
        while outbox.send_due(now):
            continue
    else:
        OutboxMessage.objects.undelivered().update(given_up_at=now, last_error=NOT_SENT)
