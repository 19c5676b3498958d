"""The clock's watch over declared days of choice: letters to the unit, then the board of its head (scenario 47).

What was sent stands in `ReminderStep`, one row a competition, declared day and step: after an outage the next pass
catches up, two clocks never send the same, and a moved day begins anew. Only what was announced is reminded of, and
no declared day older than 31 days: old competitions taken over without results stand on the board and get no letter.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from coordination import audit, boards, outbox, reminding
from coordination.boards import Asked, Item, Shelf
from coordination.calendar import warsaw_date
from coordination.deadlines import office_calendar
from coordination.reminders import is_time
from coordination.routing import recipients_of
from publishing.freshness import edit_url

from ..models import CompetitionPage
from .due import Step, due

KIND = "competition.results"
AHEAD = dt.timedelta(days=14)
"""Declared days so near are looked at: a week, and the days off that may come before it."""
BACK = dt.timedelta(days=31)
"""So long after the declared day a letter still goes: room to catch up after an outage."""


def run_once(now: dt.datetime) -> int:
    """One pass, on working days from seven o'clock. Returns how many competitions were reminded of."""
    if not is_time(now):
        return 0
    today, calendar = warsaw_date(now), office_calendar()
    told = {step: reminding.taken(step) for step in Step}
    count = 0
    rows = CompetitionPage.objects.owing_results(today + AHEAD, today=today).filter(choice_on__gte=today - BACK)
    for page in rows.with_unit():
        step = due(page.choice_on, today, calendar)
        if step and (audit.reference(page), str(page.choice_on)) not in told[step]:
            count += _remind(page, step, now)
    return count


@transaction.atomic
def _remind(page: Any, step: Step, now: dt.datetime) -> bool:
    if not reminding.take(page, step, since=str(page.choice_on), now=now):
        return False
    unit, today = page.stewardship.unit, warsaw_date(now)
    context = {
        "page": page,
        "unit": unit,
        "days": (page.choice_on - today).days,
        "url": reverse("wagtailadmin_pages:edit", args=[page.pk]),
    }
    outbox.write(
        KIND,
        to=recipients_of(unit, today),
        template="pages/emails/results",
        words="pages/emails/words/results",
        context=context,
        about=page,
        now=now,
    )
    audit.write(f"remind.{step}", now=now, about=page, unit=unit, note=str(page.choice_on))
    return True


def shelf(asked: Asked) -> Shelf:
    """Competitions whose declared day has passed without results, the oldest first. Two queries."""
    rows = CompetitionPage.objects.owing_results(asked.today - dt.timedelta(days=1), today=asked.today)
    rows = rows.filter(stewardship__unit_id__in=asked.unit_ids)
    items = [
        Item(
            title=page.title,
            url=edit_url(page.pk) if asked.standing.acts_for(page.stewardship.unit_id) else page.url or "",
            unit=str(page.stewardship.unit) if asked.several_units else "",
            place="" if page.outside_act else "art. 15 ust. 2h",
            due_on=page.choice_on,
            due_label=str(_("choice of offers")),
            days=asked.days_to(page.choice_on),
        )
        for page in rows.with_unit().order_by("choice_on", "pk")[: asked.limit]
    ]
    total = rows.count()
    return Shelf(_("Competitions without results"), "table", items, total=total, late=total)


boards.register(boards.Source("results", shelf, order=27))
