"""The clock was down from 07:00 to 09:30 (scenario 15): once each, in due order, lateness told, the alarm in time."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from coordination import silences
from coordination.calendar import warsaw
from coordination.models import ClockBeat, OutboxMessage
from publishing.models import PublicChange, PublishingRight
from tests.publishing.city import approved, fresh, news
from tests.scenarios.routes import LATER, schedule
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


def test_afterwards_one_letter_reports_the_gap_to_administrators(city: SimpleNamespace, clock: Any) -> None:
    for minutes in (90, 30, 60):
        approved(city, at=SEVEN + minutes * MINUTE)
    beat(clock, SEVEN)
    assert gaps() == [], "the first beat of all ends no silence"
    beat(clock, SEVEN + 15 * MINUTE)
    assert gaps() == [], "as long as /healthz bears it"
    beat(clock, BACK)
    (letter,) = gaps()
    assert letter.to == city.administrator.email
    assert "Zegar milczał od 24 listopada 2026, 7:15" in letter.subject
    assert "135 minut" in letter.text
    assert "9:30" in letter.text
    assert "3 publikacje miały w tym czasie swoją godzinę" in letter.text
    assert letter.sent_at is not None, "it leaves with the very beat that ends the silence"
    beat(clock, BACK + MINUTE)
    assert len(gaps()) == 1
    beat(clock, BACK + 61 * MINUTE)
    assert len(gaps()) == 2, "another gap has its own letter"
    assert "publikacj" not in gaps()[-1].text


def test_what_units_scheduled_themselves_is_counted_as_well(city: SimpleNamespace, clock: Any) -> None:
    PublishingRight.objects.create(unit=city.kd, kind="news", from_on=DAY, basis="polecenie", granted_by="SZ")
    beat(clock, LATER - 60 * MINUTE)
    schedule(news(city), fresh(city.coordinator))
    beat(clock, LATER + 60 * MINUTE)
    assert "1 publikacja miała w tym czasie swoją godzinę" in gaps()[-1].text


def test_two_clocks_that_wake_at_once_write_one_letter(city: SimpleNamespace, clock: Any) -> None:
    beat(clock, SEVEN)
    assert [silences.report(BACK), silences.report(BACK)] == [True, False]
    assert len(gaps()) == 1


def test_a_letter_that_cannot_be_written_keeps_no_clock_from_its_work(
    city: SimpleNamespace, clock: Any, monkeypatch: Any
) -> None:
    row = approved(city, at=SEVEN + MINUTE)
    beat(clock, SEVEN)
    monkeypatch.setattr("coordination.outbox.write", lambda *_given, **_named: 1 / 0)
    monkeypatch.setattr("publishing.notices.tell", lambda *_given, **_named: None)
    beat(clock, BACK)
    assert row_of(row).published_at == BACK
    assert ClockBeat.objects.newest() == BACK


def gaps() -> list[OutboxMessage]:
    return list(OutboxMessage.objects.filter(kind="clock.silence").order_by("pk"))


def test_a_clock_that_beats_and_publishes_nothing_alarms_too(city: SimpleNamespace, as_: Any, clock: Any) -> None:
    approved(city, at=SEVEN)
    for minutes, status in ((15, 200), (16, 503)):
        clock.move_to(SEVEN + minutes * MINUTE, tick=False)
        ClockBeat.objects.update_or_create(job="outbox", defaults={"finished_at": SEVEN + minutes * MINUTE})
        answer = Client().get("/healthz")
        assert (answer.status_code, answer.json()["overdue"]) == (status, int(status == 503)), minutes
    assert "1 publikacja jest spóźniona" in as_(city.operator).get(reverse("wagtailadmin_home")).content.decode()
    assert "spóźniona" not in as_(city.coordinator).get(reverse("wagtailadmin_home")).content.decode()
