"""The words and figures of a competition that is only being written; the rules of awarding grants are still missing."""

from __future__ import annotations

import datetime as dt
from typing import Any

BEGUN: dict[str, Any] = {
    "key": "k7",
    "title": "Treningi rodzinne w parkach",
    "slug": "treningi-rodzinne",
    "unit": "sp",
    "contact": "koordynator.sp",
    "spheres": "17",
    "form": "wsparcie",
    "number": "SP-DEMO-07/{rok:+10}",
    "total": 90_000,
    "announced": 10,
    "deadline": 38,
    "deadline_at": dt.time(12),
    "choice": 70,
    "start": 100,
    "end": (11, 30, 0),
    "amounts": (90_000,),
    "same_kind": (60_000, 75_000),
    "texts": {
        "summary": "Organizacja poprowadzi cotygodniowe treningi, na które dzieci przychodzą razem z dorosłymi.",
        "place": "Kraków",
        "own_contribution": "10%",
        "conditions": "Treningi odbywają się co najmniej w dwóch parkach, są bezpłatne i dostępne dla osób z "
        "niepełnosprawnościami.",
        "choice_mode": "Oferty ocenia komisja konkursowa według kryteriów; próg to 60 pkt.",
    },
    "criteria": (("program treningów", 50), ("doświadczenie i kadra", 30), ("kalkulacja kosztów", 20)),
}
