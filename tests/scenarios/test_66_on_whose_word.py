"""After a scheduled publication history and report name who promised, not an earlier publisher (scenario 66)."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from coordination.calendar import warsaw
from publishing.models import PublicChange
from tests.publishing.city import handed_over, news, read_fields
from tests.scenarios.travel import beat, press, screen

SIX = warsaw(dt.date(2026, 11, 24), dt.time(6))


@pytest.mark.par(4, ust=2)
def test_history_book_and_public_page_name_them(city: SimpleNamespace, as_: Any, clock: Any) -> None:
    page = news(city, live=True, title="Stypendia")  # an earlier version, published by somebody else
    page.lead = "Zmiana."
    page.save_revision(user=city.coordinator)
    row = handed_over(city, page, at=SIX)
    press(as_(city.editor), "approve", row, **read_fields(row))
    beat(clock, SIX)
    on_the_word = (
        "§ 4 ust. 1 pkt 2, na podstawie zatwierdzenia: Roman Redaktor; "
        "termin uzgodnili: Ewelina Brodacka i Roman Redaktor"
    )
    history = as_(city.coordinator).get(reverse("publishing:page_history", args=[page.pk])).content.decode()
    book = as_(city.monitor).get(reverse("publishing:journal_export", args=["csv"])).getvalue().decode()
    for where, text in (("handoff", screen(as_(city.editor), row)), ("page", history), ("book", book)):
        assert on_the_word in text, where
    newest = PublicChange.objects.filter(page=page).first()
    assert (newest.at, newest.publisher_name) == (SIX, "Roman Redaktor")
    assert "Roman Redaktor" in Client().get(page.url).content.decode()
