"""A small city with pages of every age; today is Monday, 23 November 2026, ten o'clock in Warsaw."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from coordination.calendar import warsaw
from publishing.models import Stewardship
from tests.publishing import city as cities
from tests.publishing.city import NOW, TODAY

LONG_AGO = warsaw(dt.date(2025, 9, 1), dt.time(9))


@pytest.fixture
def city(built: SimpleNamespace | None, db: None, time_machine: Any) -> SimpleNamespace:
    """KD has a stale page, one never confirmed and one in date; SP has a stale one. The clock stands still."""
    time_machine.move_to(NOW, tick=False)
    made = cities.own(built)
    made.stale = aged(cities.news(made, live=True, title="Łąki w mieście: nabór"), TODAY - dt.timedelta(days=3))
    made.never = aged(cities.news(made, live=True, title="Żywa kultura"), TODAY + dt.timedelta(days=30))
    made.current = aged(
        cities.news(made, live=True, title="Ćwiczenia chóru"), TODAY + dt.timedelta(days=90), confirmed_at=LONG_AGO
    )
    made.foreign = aged(
        cities.news(made, unit=made.sp, by=made.other, live=True, title="Biegi uliczne"), TODAY - dt.timedelta(days=9)
    )
    return made


def aged(page: Any, review_by: dt.date | None, **values: Any) -> Any:
    Stewardship.objects.filter(page=page).update(
        **{"review_by": review_by, "confirmed_at": None, "updated_at": LONG_AGO, **values}
    )
    return page


@pytest.fixture
def at_desk(client: Client) -> Any:
    """Sign a person in: `at_desk(city.coordinator)` is a client at their desk."""

    def sit(user: Any) -> Client:
        client.force_login(cities.fresh(user))
        return client

    return sit


def care(page: Any) -> Stewardship:
    return Stewardship.objects.get(page=page)
