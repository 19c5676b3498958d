"""SZ reminds units of what they still lack: one letter a unit and day, to whoever is in charge there (§ 1 pkt 5)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.urls import reverse

from coordination import audit, order, outbox, reminding
from coordination.actions.deed import deed
from coordination.calendar import warsaw_date
from coordination.models import Unit
from coordination.routing import recipients_of
from coordination.standing import Standing

from ..policies.completeness import may_remind
from ..reckoning import Row, reckon

STEP = "gaps"
EMAIL = "publishing/emails/gaps"


@deed("remind.gaps")
def remind_of_gaps(*, unit_ids: list[int], words: str, by: Standing, now: dt.datetime) -> list[Unit]:
    """Write to every named unit that still lacks something, with the words of SZ; returns those written to.

    A unit that was written to today, or lacks nothing, is left out. It cannot be undone: a letter is a letter.
    Raises Refused for others than those who watch the city.
    """
    may_remind(by).enforce()
    found = reckon(Unit.objects.active(warsaw_date(now)).filter(pk__in=unit_ids), now)
    labels = {item.code: item.label for item in found.items}
    return [row.unit for row in found.rows if row.lacking and _remind(row, labels, words, by, now)]


def reminded_today(now: dt.datetime) -> set[str]:
    """References of units that SZ has written to on the Warsaw day. One query."""
    return reminding.subjects(STEP, since=warsaw_date(now).isoformat())


def letter(row: Row, labels: Mapping[str, Any], words: str, by: Standing) -> dict[str, Any]:
    """What the letter says, for its preview too."""
    return {
        "unit": row.unit,
        "lacking": [(labels[code], row.answers[code]) for code in row.lacking],
        "words": words,
        "by": by.name,
        "list_url": f"{reverse('publishing:completeness')}?komorka={row.unit.pk}",
    }


@transaction.atomic
def _remind(row: Row, labels: Mapping[str, Any], words: str, by: Standing, now: dt.datetime) -> bool:
    today = warsaw_date(now)
    if not reminding.take(row.unit, STEP, since=today.isoformat(), now=now):
        return False
    context = letter(row, labels, words, by)
    to = recipients_of(row.unit, today)
    outbox.write("report.gaps", to=to, template=EMAIL, context=context, about=row.unit, now=now)
    note = ", ".join(str(labels[code]) for code in row.lacking)
    audit.write("remind.gaps", now=now, about=row.unit, by=by, unit=row.unit, right=str(order.DIRECTOR), note=note)
    return True
