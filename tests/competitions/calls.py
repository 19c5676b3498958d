"""Drafts of competitions in the city of the tests: a lawful one, and what a test changes on it."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Mapping
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from coordination.calendar import warsaw
from coordination.models import Sphere, Unit
from pages.models import AmountPart, CompetitionPage, Criterion, Publication
from pages.vocabularies import Place
from tests.publishing.city import TUESDAY, child

ANNOUNCED = TUESDAY.date()
DAY = dt.timedelta(days=1)
_count = itertools.count(1)

LAWFUL: dict[str, Any] = {
    "summary": "Szukamy organizacji, które poprowadzą klub sąsiedzki.",
    "organ": "prezydent",
    "form": "wsparcie",
    "place": "Kraków",
    "total_amount": Decimal(480_000),
    "award_rules": "<p>Dotacja pokrywa koszty zajęć.</p>",
    "realised_from": dt.date(2027, 2, 8),
    "realised_until": dt.date(2027, 12, 15),
    "conditions": "<p>Klub działa trzy popołudnia w tygodniu.</p>",
    "deadline": warsaw(ANNOUNCED + 21 * DAY, dt.time(15)),
    "choice_mode": "<p>Oferty ocenia komisja konkursowa.</p>",
    "choice_on": dt.date(2027, 1, 22),
    "same_kind_this_year": Decimal(455_000),
    "same_kind_previous_year": Decimal(410_000),
    "search_description": "Konkurs na prowadzenie klubów.",
}
SAME_DAY = dict.fromkeys(Place.values, ANNOUNCED)


def call(
    city: SimpleNamespace,
    *,
    unit: Unit | None = None,
    places: Mapping[str, dt.date] = SAME_DAY,
    planned: bool = True,
    spheres: str = "16",
    live: bool = False,
    **changes: Any,
) -> CompetitionPage:
    """A draft of KD with everything art. 13 asks for, offers for exactly 21 days; `changes` take things away."""
    title = changes.pop("title", f"Kluby sąsiedzkie {next(_count)}")
    page = CompetitionPage(**{"title": title, "live": False, **LAWFUL, **changes})
    child(city.competitions, page, unit or city.kd)
    page.spheres = Sphere.objects.filter(code__in=spheres.split())
    page.publications = [Publication(place=place, on=day, planned=planned) for place, day in places.items()]
    page.criteria = [Criterion(name="zgodność z potrzebami", points=60), Criterion(name="koszty", points=40)]
    page.amounts = [AmountPart(year=2027, amount=page.total_amount)] if page.total_amount else []
    revision = page.save_revision(user=city.coordinator, clean=False)
    if live:
        revision.publish()
    page.refresh_from_db()
    return page
