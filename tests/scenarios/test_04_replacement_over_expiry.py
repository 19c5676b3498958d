"""An approved update due after the end of the public version: the page is never dark (scenario 4)."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Page

from publishing.states import Stage
from tests.publishing.city import TUESDAY, handed_over, news, read_fields
from tests.scenarios.travel import MINUTE, beat, press, row_of, screen


@pytest.mark.par(4, ust=2)
def test_it_is_replaced_at_the_minute_and_the_gap_is_recorded(city: SimpleNamespace, as_: Any, clock: Any) -> None:
    page = news(city, live=True, title="Stare godziny")
    Page.objects.filter(pk=page.pk).update(expire_at=TUESDAY - 5 * MINUTE)
    page.title = "Nowe godziny"
    page.save_revision(user=city.coordinator)
    row = handed_over(city, page)
    assert press(as_(city.editor), "approve", row, **read_fields(row)).status_code == 302
    for before in (5 * MINUTE, 4 * MINUTE, MINUTE):
        beat(clock, TUESDAY - before)
        assert "Stare godziny" in Client().get(page.url).content.decode(), before
    beat(clock, TUESDAY)
    assert "Nowe godziny" in Client().get(page.url).content.decode()
    assert "Wersja publiczna miała zniknąć 24 listopada 2026, 8:55; została do tej publikacji." in screen(
        as_(city.editor), row
    )
    beat(clock, TUESDAY + MINUTE)
    assert Client().get(page.url).status_code == 200, "the end of the old version does not come after the new one"


def test_when_the_schedule_is_cancelled_the_end_comes(city: SimpleNamespace, as_: Any, clock: Any) -> None:
    page = news(city, live=True)
    Page.objects.filter(pk=page.pk).update(expire_at=TUESDAY - 5 * MINUTE)
    page.lead = "Zmiana."
    page.save_revision(user=city.coordinator)
    row = handed_over(city, page)
    press(as_(city.editor), "approve", row, **read_fields(row))
    press(as_(city.editor), "unschedule", row, **read_fields(row), **{"unschedule-reason": "Nie teraz."})
    assert row_of(row).stage == Stage.QUEUED
    beat(clock, TUESDAY)
    assert not Page.objects.get(pk=page.pk).live
