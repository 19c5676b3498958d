"""A day entered in July is the same day in January: in the database, the files and the reminder (scenario 23)."""

from __future__ import annotations

import datetime as dt
import io
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.management import call_command
from django.urls import reverse

from coordination import duties
from coordination.calendar import warsaw
from coordination.models import DutyTask, OutboxMessage
from publishing.models import Handoff, Stewardship
from tests.publishing.city import news
from tests.scenarios.travel import dates

JULY, JANUARY = warsaw(dt.date(2026, 7, 1), dt.time(0, 30)), warsaw(dt.date(2027, 1, 4), dt.time(8))


@pytest.mark.par(3, pkt=2)
def test_a_review_day_entered_in_july(city: SimpleNamespace, as_: Any, clock: Any) -> None:
    page = news(city, live=True, title="Nowe stypendia")
    Stewardship.objects.filter(page=page).update(review_by=dt.date(2026, 7, 1))
    for at in (JULY, JANUARY):
        clock.move_to(at, tick=False)
        assert Stewardship.objects.get(page=page).review_by == dt.date(2026, 7, 1)
        file = as_(city.coordinator).get(reverse("publishing:stale_export", args=["csv"]) + "?stan=wszystkie")
        assert b"01.07.2026" in file.getvalue()
    call_command("remind", stdout=io.StringIO())
    assert DutyTask.objects.get(subject=f"page:{page.pk}").due_on == dt.date(2026, 7, 1)
    assert "1 lipca 2026" in OutboxMessage.objects.filter(kind="reminder").first().text


@pytest.mark.par(4, ust=2)
def test_a_day_of_delivery_entered_after_midnight_in_summer(city: SimpleNamespace, as_: Any, clock: Any) -> None:
    clock.move_to(JULY, tick=False)
    typed = {"title": "Lato", "kind": "news", "unit": city.kd.pk, "deliver_by": "2026-07-02", "note": ""}
    night = {**dates("2026-07-03", "00:30"), "meant": "2026-07-03T00:30:00+02:00"}
    as_(city.coordinator).post(reverse("publishing:reserve"), {**typed, **night})
    row = Handoff.objects.get()
    for at in (JULY, JANUARY):
        clock.move_to(at, tick=False)
        shown = as_(city.coordinator).get(reverse("publishing:handoff", args=[row.pk])).content.decode()
        assert "2 lipca 2026" in shown
        assert "3 lipca 2026, godz. 0:30" in shown
    assert Handoff.objects.get().deliver_by == dt.date(2026, 7, 2)


def test_a_task_of_the_board_keeps_its_day(city: SimpleNamespace, as_: Any, clock: Any) -> None:
    duties.ask("current-content", unit=city.kd, subject="x", title="Lipcowe", now=JULY, due_on=dt.date(2026, 7, 1))
    clock.move_to(JANUARY, tick=False)
    assert "1 lipca 2026" in as_(city.coordinator).get(reverse("coordination_todo")).content.decode()
