"""Four events to come (sample-content.md, part 3) and one that is over."""

from __future__ import annotations

import datetime as dt
from typing import Any

from coordination.calendar import warsaw
from pages.models import EventPage

from .stage import Stage, text

EVENTS: tuple[dict[str, Any], ...] = (
    {
        "key": "w0",
        "title": "Spotkanie branżowe: zajęcia sportowe w dzielnicach",
        "slug": "spotkanie-sport-w-dzielnicach",
        "unit": "sp",
        "by": "zastepca.sp",
        "days": -25,
        "hours": (dt.time(16), dt.time(18)),
        "event_type": "branzowe",
        "place": "Sala Demo na Osiedlu (miejsce zmyślone)",
        "lead": "Rozmawialiśmy o zimowym naborze i o tym, jak liczyć godziny trenerów. Notatka jest u koordynatora.",
        "step_free": True,
    },
    {
        "key": "w1",
        "title": "Spotkanie branżowe: kultura w {rok:+58} roku",
        "slug": "spotkanie-branzowe-kultura",
        "unit": "kd",
        "by": "koordynator.kd",
        "days": 10,
        "hours": (dt.time(16, 30), dt.time(18, 30)),
        "event_type": "branzowe",
        "place": "Sala w Domu Sąsiedzkim Demo (miejsce zmyślone, I piętro, winda) i online",
        "lead": "Opowiemy o planowanych konkursach, wysłuchamy, czego brakowało w mijającym roku, i pokażemy, "
        "jak liczyć "
        "wkład osobowy. Notatkę ze spotkania opublikujemy w ciągu siedmiu dni.",
        "sign_language": True,
        "step_free": True,
        "places": 40,
        "sign_up": 8,
        "sign_up_how": "u koordynatora, formularzem zapytania",
    },
    {
        "key": "w2",
        "title": "Dyżur telefoniczny: pytania o program współpracy i małe granty",
        "slug": "dyzur-program-i-male-granty",
        "unit": "sz",
        "by": "koordynator.sz",
        "days": 16,
        "hours": (dt.time(10), dt.time(13)),
        "event_type": "dyzur",
        "place": "",
        "lead": "Zadzwoń, jeśli nie wiesz, do którego wydziału skierować ofertę albo chcesz sprawdzić, czy Twoje "
        "zadanie "
        "mieści się w sferze zadań publicznych.",
        "sign_up_how": "bez zapisów",
    },
    {
        "key": "w3",
        "title": "Warsztat „Pierwsza oferta w Generatorze Demo”",
        "slug": "warsztat-pierwsza-oferta",
        "unit": "sz",
        "by": "zastepca.sz",
        "days": 52,
        "hours": (dt.time(17), dt.time(20)),
        "event_type": "szkolenie",
        "place": "Dom Sąsiedzki Demo (miejsce zmyślone)",
        "lead": "Założymy konto, wypełnimy ofertę próbną i sprawdzimy, po czym poznać, że została złożona. "
        "Zabierz numer "
        "rejestrowy organizacji i pomysł na zadanie.",
        "induction_loop": True,
        "places": 16,
        "accessibility_note": "16 miejsc przy komputerach",
        "sign_up_how": "u koordynatora, formularzem zapytania",
    },
    {
        "key": "w4",
        "title": "Narada koordynatorów: plan pracy na {kwartal:+58} kwartał",
        "slug": "narada-koordynatorow",
        "unit": "sz",
        "by": "koordynator.sz",
        "days": 58,
        "hours": (dt.time(9), dt.time(12)),
        "event_type": "wewnetrzne",
        "place": "Dom Sąsiedzki Demo (miejsce zmyślone)",
        "lead": "Tylko dla koordynatorów i zastępców. Wymagana obecność: wszystkie komórki.",
        "body": (
            "# Porządek",
            "- kwartalna informacja o środkach na art. 19a\n"
            "- terminy danych do procesu GR 5\n"
            "- wzór umowy na {rok:+58} rok – uwagi\n"
            "- najczęstsze pytania organizacji\n"
            "- przegląd nieaktualnych stron",
        ),
    },
)
PLAIN = ("event_type", "sign_language", "induction_loop", "step_free", "accessibility_note", "places", "sign_up_how")


def build(stage: Stage) -> None:
    for place, row in enumerate(EVENTS):
        page = _page(stage, row)
        at = stage.shift.at(min(row["days"], 0) - 6 - place, dt.time(11, 15))
        stage.pages[row["key"]] = stage.put_out(page, unit=row["unit"], by=row["by"], at=at, shelf="wydarzenia")


def _page(stage: Stage, row: dict[str, Any]) -> EventPage:
    day = stage.shift.day(row["days"])
    opens, closes = row["hours"]
    page = EventPage(
        title=stage.fill(row["title"]),
        slug=row["slug"],
        lead=row["lead"],
        place=row["place"],
        starts_at=warsaw(day, opens),
        ends_at=warsaw(day, closes),
        contact=stage.contact(row["by"]),
        sign_up_until=stage.shift.day(row["sign_up"]) if "sign_up" in row else None,
        body=text(stage, *row.get("body", ())),
        **{name: row[name] for name in PLAIN if name in row},
    )
    page.search_description = page.lead[:160]
    return page
