"""The clock was down from 07:00 to 09:30 (scenario 15): once each, in due order, lateness told, the alarm in time."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from coordination.calendar import warsaw
from coordination.models import ClockBeat
from publishing.models import PublicChange
from tests.publishing.city import approved
from tests.scenarios.travel import MINUTE, beat, row_of, screen

DAY = dt.date(2026, 11, 24)
SEVEN, BACK = warsaw(DAY, dt.time(7)), warsaw(DAY, dt.time(9, 30))


@pytest.mark.par(4, ust=2)
def test_everything_goes_out_once_with_its_lateness(city: SimpleNamespace, as_: Any, clock: Any) -> None:
    rows = [approved(city, at=SEVEN + minutes * MINUTE) for minutes in (90, 30, 60)]
    beat(clock, SEVEN)
    for minutes, status in ((14, 200), (15, 200), (16, 503), (150, 503)):
        clock.move_to(SEVEN + minutes * MINUTE, tick=False)
        assert Client().get("/healthz").status_code == status, minutes
    assert "Zegar milczy" in as_(city.administrator).get(reverse("wagtailadmin_home")).content.decode()
    assert "3 publikacje są spóźnione" in as_(city.administrator).get(reverse("wagtailadmin_home")).content.decode()
    assert beat(clock, BACK).startswith("published: 3")
    assert beat(clock, BACK + MINUTE).startswith("published: 0")
    order = PublicChange.objects.filter(page__in=[row.page_id for row in rows]).order_by("pk")
    assert list(order.values_list("page_id", flat=True)) == [rows[1].page_id, rows[2].page_id, rows[0].page_id]
    assert [row_of(row).late_minutes for row in rows] == [60, 120, 90]
    assert "(120 minut opóźnienia)" in screen(as_(city.editor), rows[1])
    assert Client().get("/healthz").status_code == 200


def test_a_clock_that_beats_and_publishes_nothing_alarms_too(city: SimpleNamespace, as_: Any, clock: Any) -> None:
    approved(city, at=SEVEN)
    for minutes, status in ((15, 200), (16, 503)):
        clock.move_to(SEVEN + minutes * MINUTE, tick=False)
        ClockBeat.objects.update_or_create(job="outbox", defaults={"finished_at": SEVEN + minutes * MINUTE})
        answer = Client().get("/healthz")
        assert (answer.status_code, answer.json()["overdue"]) == (status, int(status == 503)), minutes
    assert "1 publikacja jest spóźniona" in as_(city.operator).get(reverse("wagtailadmin_home")).content.decode()
    assert "spóźniona" not in as_(city.coordinator).get(reverse("wagtailadmin_home")).content.decode()
