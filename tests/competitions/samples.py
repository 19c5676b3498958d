"""One lawful announcement, and what the tests change on it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from coordination.calendar import warsaw
from coordination.law import Limit, Measure
from pages.announcing.facts import Announcement, Around, Part
from pages.vocabularies import Place

ANNOUNCED = dt.date(2026, 11, 24)  # a Tuesday
DAY = dt.timedelta(days=1)
TWENTY_ONE = Limit("competition.offer_window", Decimal(21), Measure.DAYS, dt.date(2026, 9, 1), None, "art. 13 ust. 1")
AROUND = Around(window=TWENTY_ONE)

LAWFUL: dict[str, Any] = {
    "title": "Kluby sąsiedzkie",
    "summary": "Szukamy organizacji, które poprowadzą klub.",
    "organ": "Prezydent Miasta Krakowa",
    "form": "wsparcie",
    "legal_basis": "art. 11 ust. 2 UoDPP",
    "spheres": 2,
    "place": "Kraków",
    "total": Decimal(480_000),
    "parts": (Part(Decimal(480_000), 2027),),
    "award_rules": "Dotacja pokrywa koszty zajęć.",
    "realised_from": dt.date(2027, 2, 8),
    "realised_until": dt.date(2027, 12, 15),
    "conditions": "Klub działa trzy popołudnia w tygodniu.",
    "deadline": warsaw(dt.date(2026, 12, 15), dt.time(15)),
    "choice_mode": "Oferty ocenia komisja.",
    "criteria": 3,
    "choice_on": dt.date(2027, 1, 22),
    "same_kind_this_year": Decimal(455_000),
    "same_kind_previous_year": Decimal(410_000),
    "places": dict.fromkeys(Place.values, ANNOUNCED),
    "around": AROUND,
}


def announcement(**changes: Any) -> Announcement:
    return Announcement(**{**LAWFUL, **changes})


def on(day: dt.date, hour: int = 15, minute: int = 0) -> dt.datetime:
    return warsaw(day, dt.time(hour, minute))
