"""Calls for small grants of several units, and what the units say is left. Everything is invented.

One call is open with a last day, one until the money is exhausted, one still to come, one closed «ze względu na
wyczerpanie środków»; of one unit the figures alone say that nothing is left, and one unit has said nothing.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from wagtail.rich_text import RichText

from coordination import actions
from coordination.figures import Figure
from pages.grants.states import ClosedBecause
from pages.models import SmallGrantCallPage

from .stage import Stage, html, text

NOON = dt.time(12)


def build(stage: Stage) -> None:
    _how_it_works(stage)
    _figures(stage)
    for call in CALLS:
        _call(stage, **call)
    _closed(stage)


def _how_it_works(stage: Stage) -> None:
    shelf = stage.shelves["male-granty"]
    rules = stage.pages["zasady-malych-grantow"]
    shelf.body = [
        *text(
            stage,
            "# Jak to działa",
            "- Sprawdź, która komórka zajmuje się Twoim tematem i czy ma środki.\n"
            "- Przygotuj uproszczoną ofertę. Zalecamy złożyć ją co najmniej 30 dni przed startem zadania.\n"
            "- Złóż ofertę w Generatorze Demo, przez e-Doręczenia albo w kancelarii.\n"
            "- Komórka zamieszcza ofertę, a każdy może zgłosić do niej uwagi.\n"
            "- Przy decyzji pozytywnej podpisujemy umowę. Po zadaniu składasz uproszczone sprawozdanie.",
        ),
        ("paragraph", RichText(f'<p>Szczegóły: <a linktype="page" id="{rules.pk}">zasady małych grantów</a>.</p>')),
    ]
    stage.publish(shelf, by="administrator", at=stage.shift.at(-70))


def _figures(stage: Stage) -> None:
    """KD put an error right, SP and MOPS have granted all, SZ has some left; WS has said nothing."""
    for unit, days, pool, granted, note in (
        ("sz", -3, 80_000, 52_500, ""),
        ("kd", -1, 60_000, 41_000, ""),
        ("kd", -1, 60_000, 43_500, "Pominięto umowę podpisaną rano."),
        ("sp", -9, 120_000, 120_000, ""),
        ("mops", -6, 40_000, 40_000, ""),
    ):
        day = stage.shift.day(days)
        at = stage.shift.at(days, dt.time(14, 30) if note else NOON)
        said = Figure(day.year, day, Decimal(pool), Decimal(granted), note=note)
        by = stage.standing(f"koordynator.{unit}", at)
        actions.file_figure(unit=stage.unit(unit), figure=said, by=by, now=at)


def _call(
    stage: Stage,
    *,
    key: str,
    unit: str,
    title: str,
    summary: str,
    spheres: str,
    opens: int,
    published: int,
    **more: Any,
) -> None:
    page = SmallGrantCallPage(
        title=title,
        slug=key,
        summary=summary,
        year=stage.shift.day(opens).year,
        opens_on=stage.shift.day(opens),
        how_to_apply=html(HOW),
        contact=stage.contact(f"koordynator.{unit}"),
        pool=more.get("pool"),
        max_grant=more.get("max_grant"),
    )
    if "closes" in more:
        page.closes_on = stage.shift.day(more["closes"])
        page.realised_from, page.realised_until = stage.shift.day(more["starts"]), stage.shift.day(more["ends"])
    page.search_description = summary[:160]
    page.spheres, page.districts = stage.spheres(spheres), stage.districts(*more.get("districts", ()))
    hour, author = stage.shift.at(published, dt.time(11)), f"koordynator.{unit}"
    stage.draft(page, unit=unit, by=author, at=stage.before(hour, 6), shelf="male-granty")
    stage.pages[key] = stage.through_queue(page, by=author, publish_at=hour)


def _closed(stage: Stage) -> None:
    """The sports call ends when its money does: the page stays and says so."""
    page = stage.pages["sport-w-dzielnicach"]
    page.closed_on, page.closed_because = stage.shift.day(-9), ClosedBecause.EXHAUSTED
    hour = stage.shift.at(-8, dt.time(9))
    note = "Nabór zamknięty ze względu na wyczerpanie środków."
    stage.rewrite(page, by="koordynator.sp", at=stage.before(hour, 4), note=note)
    stage.through_queue(page, by="koordynator.sp", publish_at=hour)


HOW = (
    "- Zadzwoń do koordynatora i opowiedz o pomyśle.\n- Złóż uproszczoną ofertę w Generatorze Demo, przez e-Doręczenia "
    "albo w kancelarii.\n- Odpowiemy po siedmiu dniach, w których każdy może zgłosić uwagi."
)
CALLS: tuple[dict[str, Any], ...] = (
    {
        "key": "sport-w-dzielnicach",
        "unit": "sp",
        "title": "Zajęcia ruchowe w dzielnicach",
        "summary": "Bezpłatne zajęcia ruchowe blisko domu: dla dzieci po lekcjach i dla dorosłych wieczorem. "
        "Trzy dzielnice, wspólna pula.",
        "spheres": "17",
        "opens": -62,
        "published": -64,
        "pool": 120_000,
        "max_grant": 10_000,
        "districts": (14, 15, 16),
    },
    {
        "key": "kultura-za-rogiem",
        "unit": "kd",
        "title": "Kultura za rogiem",
        "summary": "Małe wydarzenia w bibliotekach, klubach i na podwórkach: warsztaty, pokazy, wspólne śpiewanie. "
        "Wstęp wolny, bez barier.",
        "spheres": "16",
        "opens": -17,
        "published": -20,
        "closes": 18,
        "starts": 21,
        "ends": 37,
        "pool": 60_000,
    },
    {
        "key": "sasiedzkie-sniadania",
        "unit": "sz",
        "title": "Sąsiedzkie śniadania i małe święta ulic",
        "summary": "Spotkania mieszkańców jednej ulicy albo bloku, prowadzone przez organizację. Oferty przyjmujemy, "
        "dopóki są środki.",
        "spheres": "13",
        "opens": -55,
        "published": -57,
    },
    {
        "key": "zielone-podworka",
        "unit": "ws",
        "title": "Zielone podwórka",
        "summary": "Nasadzenia i opieka nad zielenią na podwórkach, razem z mieszkańcami. Nabór ruszy po "
        "zatwierdzeniu puli.",
        "spheres": "18",
        "opens": 14,
        "published": -12,
        "closes": 45,
        "starts": 60,
        "ends": 150,
        "districts": (3, 9),
    },
    {
        "key": "pierwszy-krok",
        "unit": "mops",
        "title": "Pierwszy krok: spotkania dla opiekunek i opiekunów",
        "summary": "Grupy wsparcia i krótkie warsztaty dla osób, które opiekują się bliskimi.",
        "spheres": "1",
        "opens": -50,
        "published": -52,
    },
)
