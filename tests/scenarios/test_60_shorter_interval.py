"""Scenario 60: from 12 to 6 months, a preview of what becomes overdue, then all dates, also never-reviewed ones."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any

import pytest

from coordination.calendar import warsaw
from publishing import upkeep
from publishing.models import Stewardship
from tests.publishing import city as building
from tests.publishing.city import NOW

ADDRESS = "/admin/raporty/okresy/news/"


@pytest.mark.par(3, pkt=2)
def test_from_twelve_to_six_months_and_back(city: SimpleNamespace, as_: Any, clock: Any) -> None:
    """Judged on 31 May 2027, with months of 28 and 31 days and the change to summer time between."""
    confirmed = building.news(city, live=True, title="Potwierdzona w listopadzie")
    never = building.news(city, live=True, title="Nigdy nieprzeglądana", unit=city.sp, by=city.other)
    recent = building.news(city, live=True, title="Potwierdzona w marcu")
    thirtieth = warsaw(dt.date(2026, 11, 29), dt.time(23, 59))
    Stewardship.objects.filter(page=confirmed).update(confirmed_at=thirtieth, review_by=dt.date(2027, 11, 29))
    Stewardship.objects.filter(page=never).update(updated_at=None, review_by=None)
    march = warsaw(dt.date(2027, 3, 28), dt.time(1, 30))
    Stewardship.objects.filter(page=recent).update(confirmed_at=march, review_by=dt.date(2028, 3, 28))
    clock.move_to(warsaw(dt.date(2027, 5, 31), dt.time(9)), tick=False)
    desk = as_(city.director)
    preview = desk.get(f"{ADDRESS}?miesiace=6&co=po-terminie").content.decode()
    for title, day in (("Potwierdzona w listopadzie", "29 maja 2027"), ("Nigdy nieprzeglądana", "23 maja 2027")):
        assert title in preview
        assert day in preview
    assert "Potwierdzona w marcu" not in preview
    assert days(confirmed, never, recent) == [dt.date(2027, 11, 29), None, dt.date(2028, 3, 28)]
    desk.post(ADDRESS, {"miesiace": "6", "read": "12"})
    assert days(confirmed, never, recent) == [dt.date(2027, 5, 29), dt.date(2027, 5, 23), dt.date(2027, 9, 28)]
    upkeep.run_once(warsaw(dt.date(2027, 5, 31), dt.time(10)))
    overdue = as_(city.coordinator).get("/admin/do-zrobienia/").content.decode()
    assert "Potwierdzona w listopadzie" in overdue
    desk = as_(city.director)
    desk.post(ADDRESS, {"miesiace": "12", "read": "6"})
    assert days(confirmed, never, recent) == [dt.date(2027, 11, 29), dt.date(2027, 11, 23), dt.date(2028, 3, 28)]
    assert NOW.date() == dt.date(2026, 11, 23)


def days(*pages: Any) -> list[dt.date | None]:
    return [Stewardship.objects.get(page=page).review_by for page in pages]
