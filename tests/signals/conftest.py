"""The small city, with public pages whose text somebody got wrong. Today is Monday, 23 November 2026."""

from __future__ import annotations

import datetime as dt
import json
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.cache import cache

from coordination.calendar import warsaw
from coordination.models import Unit
from pages.models import StandardPage
from publishing import look_rounds
from publishing.looking import look_at
from publishing.signals_seen import Finding
from tests.publishing.city import NOW, TODAY, child
from tests.publishing.conftest import as_, city, clock

__all__ = ["as_", "city", "clock"]

DAY = dt.timedelta(days=1)


def on(day: dt.date, hour: int = 10) -> dt.datetime:
    return warsaw(day, dt.time(hour))


def text_page(city: SimpleNamespace, *blocks: tuple[str, Any], unit: Unit | None = None, **values: Any) -> Any:
    """A public standard page of KD with the blocks, each with a stable id («b0», «b1», …)."""
    body = [{"type": kind, "value": value, "id": f"b{number}"} for number, (kind, value) in enumerate(blocks)]
    page = StandardPage(**{"title": "Jak działamy", "live": True, "body": json.dumps(body), **values})
    return child(city.home, page, unit or city.kd)


def rewrite(page: Any, *blocks: tuple[str, Any]) -> None:
    body = [{"type": kind, "value": value, "id": f"b{number}"} for number, (kind, value) in enumerate(blocks)]
    page.body = json.dumps(body)
    page.save()


def look(page: Any, now: dt.datetime = NOW) -> list[Finding]:
    look_at(page.pk, now=now)
    return found(page)


def found(page: Any) -> list[Finding]:
    return list(Finding.objects.filter(page=page).order_by("sort", "place", "pk"))


def sorts(page: Any) -> list[str]:
    return [row.sort for row in found(page)]


def night(day: dt.date = TODAY + DAY) -> dt.datetime:
    """Two o'clock of the day: the round of all pages, to its end, and what the calendar brings."""
    now = on(day, 2)
    while look_rounds.run_once(now)["looked"]:
        continue
    look_rounds.days_once(now)
    return now


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    cache.clear()
