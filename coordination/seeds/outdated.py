"""What pages may still say although it no longer holds. Administrators go on from here in the register.

The limits of art. 19a before 1.09.2026 are certain; the new ones come from a secondary source (see seeds.law), so the
rows wait for SZ. Phrases are folded when they are read, and «10 000» meets «10000» and «10.000».
"""

from __future__ import annotations

import datetime as dt

from coordination.outdated import Outdated
from coordination.seeds.law import ACT, AFTER, AMENDED_FROM, TO_CONFIRM
from coordination.states import Confidence

ORDER_FROM = dt.date(2026, 2, 24)
SMALL_GRANT = (
    "art. 19a",
    "art. 19 a",
    "19a ustawy",
    "mał* grant*",
    "tryb* pozakonkursow*",
    "uproszczon* ofert*",
    "ofert* uproszczon*",
    "z pominięciem otwartego konkursu",
)
OF_THE_PAST = (
    "przed 1 września",
    "przed 1.09.2026",
    "przed 01.09.2026",
    "do 31 sierpnia",
    "do 31.08.2026",
    "dotychczas*",
    "poprzedni*",
    "wcześniej*",
    "dawn*",
    "zamiast",
    "wynosił*",
    "był*",
    "znikn*",
    "znikł*",
    "zniesion*",
    "podaje jeszcze",
    "do potwierdzenia",
)


def _limit(key: str, name: str, phrases: tuple[str, ...], place: str, instead: str, *unless: str) -> Outdated:
    source = f"{place} {ACT} ({AFTER}; {TO_CONFIRM})"
    row = (key, name, phrases, SMALL_GRANT, (*OF_THE_PAST, *unless), instead, AMENDED_FROM, source)
    return Outdated(*row, Confidence.MEDIUM)


OUTDATED: tuple[Outdated, ...] = (
    _limit(
        "19a-kwota-zadania",
        "limit jednego małego grantu sprzed 1 września 2026 r.",
        ("10000 zł*", "10 tys. zł*", "10 tysięcy zł*", "dziesięć tysięcy zł*", "dziesięciu tysięcy zł*"),
        "art. 19a ust. 1 pkt 1",
        "do 20 000 zł na jedno zadanie",
    ),
    _limit(
        "19a-czas-zadania",
        "najdłuższy czas zadania w małym grancie sprzed 1 września 2026 r.",
        ("90 dni", "90-dni*", "dziewięćdziesiąt dni", "dziewięćdziesięciu dni"),
        "art. 19a ust. 1 pkt 2",
        "bez ustawowego limitu czasu realizacji zadania",
    ),
    _limit(
        "19a-kwota-roczna",
        "roczny limit jednej organizacji w małych grantach sprzed 1 września 2026 r.",
        (
            "20000 zł* rocznie",
            "20000 zł* w roku",
            "20000 zł* w danym roku",
            "20000 zł* w ciągu roku",
            "20000 zł* w jednym roku",
            "20 tys. zł* rocznie",
            "rocznie 20000 zł*",
        ),
        "art. 19a ust. 6",
        "do 40 000 zł dla jednej organizacji w roku kalendarzowym",
    ),
    _limit(
        "19a-udzial-w-dotacjach",
        "udział małych grantów w dotacjach sprzed 1 września 2026 r.",
        ("20% dotacji", "20% środków", "20% kwoty dotacji", "20% wysokości dotacji"),
        "art. 19a ust. 7",
        "do 30% dotacji planowanych w roku budżetowym",
    ),
    Outdated(
        "zarzadzenie-1687-2022",
        "uchylone zarządzenie nr 1687/2022",
        ("1687/2022",),
        (),
        ("traci moc", "straciło moc", "uchylon*", "uchyliło", "zastąpiło", "351/2026"),
        "zarządzenie nr 351/2026 Prezydenta Miasta Krakowa",
        ORDER_FROM,
        "§ 8 zarządzenia nr 351/2026",
        Confidence.HIGH,
    ),
)
