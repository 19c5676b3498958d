"""Scenario 57: «Potwierdzam aktualność» changes nothing public, restarts the clock, and the book says who and when."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from coordination.calendar import warsaw
from coordination.models import AuditEntry
from publishing.models import PublicChange, Stewardship
from tests.publishing import city as building
from tests.publishing.city import NOW, TODAY


@pytest.mark.par(3, pkt=2)
def test_the_clock_restarts_and_the_date_updated_does_not_move(city: SimpleNamespace, as_: Any, clock: Any) -> None:
    page = building.news(city, live=True, title="Nabór do rady seniorów")
    Stewardship.objects.filter(page=page).update(review_by=TODAY - dt.timedelta(days=1))
    before = metryczka(page)
    lines = PublicChange.objects.filter(page=page).count()
    later = warsaw(dt.date(2026, 12, 31), dt.time(23, 30))  # the last half hour of the year
    clock.move_to(later, tick=False)
    desk = as_(city.deputy)
    assert "Nabór do rady seniorów" in desk.get(reverse("publishing:stale") + "?stan=przeterminowane").content.decode()
    desk.post(reverse("publishing:confirm", args=[page.pk]))
    row = Stewardship.objects.get(page=page)
    assert (row.confirmed_at, row.confirmed_by) == (later, "Tomasz Zastępca")
    assert row.review_by == dt.date(2027, 12, 31), "the Warsaw day, not that of Greenwich"
    assert row.updated_at == NOW
    assert PublicChange.objects.filter(page=page).count() == lines
    facts, since = metryczka(page), {name for name, value in metryczka(page).items() if "31 grudnia 2026" in value}
    assert len(since) == 1, "the confirmation alone tells of the new day"
    assert {name: value for name, value in facts.items() if name not in since} == before
    entry = AuditEntry.objects.get(verb="page.confirm")
    assert (entry.actor_name, entry.actor_role, entry.at) == ("Tomasz Zastępca", "w zastępstwie", later)


def metryczka(page: Any) -> dict[str, str]:
    """What the public page says of itself; without the line of a confirmation while there is none."""
    soup = BeautifulSoup(Client().get(page.url).content.decode(), "html.parser")
    return {
        term.get_text(" ", strip=True): term.find_next("dd").get_text(" ", strip=True) for term in soup.select("dt")
    }
