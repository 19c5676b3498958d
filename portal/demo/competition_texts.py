"""The words and figures of the six competitions, as sample-content.md gives them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from .stage import Stage, text

CALLS: tuple[dict[str, Any], ...] = (
    {
        "key": "k1",
        "title": "Kluby sąsiedzkie 60+ w dzielnicach",
        "slug": "kluby-sasiedzkie-60",
        "unit": "sz",
        "contact": "koordynator.sz",
        "spheres": "10 13",
        "form": "wsparcie",
        "number": "SZ-DEMO-01/{rok:-7}",
        "total": 480_000,
        "announced": -7,
        "deadline": 18,
        "deadline_at": dt.time(15),
        "choice": 60,
        "start": 77,
        "end": (12, 15, 0),
        "amounts": (480_000,),
        "same_kind": (410_000, 455_000),
        "texts": {
            "summary": "Szukamy organizacji, które poprowadzą klub sąsiedzki dla osób po sześćdziesiątce blisko ich "
            "miejsca zamieszkania. Można sfinansować zajęcia, drobny sprzęt i pracę animatora. Wybierzemy co najmniej "
            "osiem ofert.",
            "place": "dzielnice III, XII, XV, XVI i XVIII",
            "own_contribution": "co najmniej 10% kosztów (finansowy lub osobowy)",
            "max_offers": "dwie oferty, o ile dotyczą różnych dzielnic",
            "conditions": "Klub działa przynajmniej trzy popołudnia w tygodniu, wejście jest dostępne dla osób "
            "poruszających się na wózku, a w ofercie są zajęcia ruchowe, cyfrowe i integracyjne. Uczestnictwo jest "
            "bezpłatne. Oferent prowadzi listę obecności bez numerów PESEL.",
            "award_rules": "Jedna organizacja może złożyć dwie oferty, o ile dotyczą różnych dzielnic. Dotacja nie "
            "pokrywa remontów ani zakupu środków trwałych powyżej 10 000 zł.",
            "choice_mode": "Oferty ocenia komisja konkursowa według kryteriów; próg to 60 pkt.",
            "committee_text": "Zapraszamy osoby wskazane przez organizacje do komisji konkursowej. Zgłoszenia "
            "przyjmujemy do {d:+11}.",
        },
        "criteria": (
            ("zgodność z potrzebami seniorów w dzielnicy", 30),
            ("kalkulacja kosztów", 25),
            ("doświadczenie i kadra", 20),
            ("dostępność", 15),
            ("wkład własny", 10),
        ),
        "extra": {
            "max_grant": 60_000,
            "threshold": 60,
            "tool_url": "https://generator-demo.example/konkursy/kluby-sasiedzkie/",
            "one_offer_chosen": False,
            "committee_call": True,
            "committee_until": lambda stage: stage.shift.day(11),
        },
    },
    {
        "key": "k2",
        "title": "Zimowe zajęcia sportowe dla dzieci i młodzieży",
        "slug": "zimowe-zajecia-sportowe",
        "unit": "sp",
        "contact": "koordynator.sp",
        "spheres": "17 15",
        "form": "wsparcie",
        "number": "SP-DEMO-02/{rok:-20}",
        "total": 300_000,
        "announced": -20,
        "deadline": 3,
        "deadline_at": dt.time(14),
        "choice": 25,
        "start": 49,
        "end": (6, 30, 0),
        "amounts": (300_000,),
        "same_kind": (260_000, 285_000),
        "texts": {
            "summary": "Dofinansujemy cotygodniowe treningi i wyjazdy na zawody dla dzieci w wieku 7–18 lat, także dla "
            "grup prowadzonych przez kluby bez własnego obiektu.",
            "place": "Kraków",
            "own_contribution": "15%, w tym co najmniej 5% finansowy",
            "award_rules": "Jedna organizacja może złożyć trzy oferty, o ile dotyczą różnych grup. Dotacja nie pokrywa "
            "nagród pieniężnych ani wyjazdów zagranicznych.",
            "conditions": "Grupa liczy od 12 do 20 osób, prowadzi ją osoba z kwalifikacjami, a organizacja ma "
            "standardy "
            "ochrony małoletnich i weryfikuje kadrę w rejestrach. Udział dzieci z niepełnosprawnościami jest mile "
            "widziany, prosimy opisać przewidziane ułatwienia.",
            "choice_mode": "Oferty ocenia komisja konkursowa według kryteriów; próg to 55 pkt.",
        },
        "criteria": (
            ("program zajęć", 35),
            ("doświadczenie", 25),
            ("koszty", 20),
            ("dostępność i włączanie", 20),
        ),
        "extra": {
            "max_grant": 25_000,
            "threshold": 55,
            "tool_url": "https://generator-demo.example/konkursy/zimowe-zajecia/",
            "body": lambda stage: text(
                stage,
                "# Ważne",
                "Przy ostatnich naborach najwięcej ofert wpływa w ostatnim dniu. Wyślij ofertę wcześniej; w razie "
                "kłopotów z Generatorem zadzwoń do koordynatora.",
            ),
        },
    },
    {
        "key": "k3",
        "title": "Miejskie Centrum Wolontariatu",
        "slug": "miejskie-centrum-wolontariatu",
        "unit": "sz",
        "contact": "zastepca.sz",
        "spheres": "27 33",
        "form": "powierzenie",
        "number": "SZ-DEMO-03/{rok:+14}",
        "total": 770_000,
        "announced": 14,
        "planned": True,
        "deadline": 42,
        "deadline_at": dt.time(12),
        "choice": 74,
        "start": 98,
        "end": (12, 31, 2),
        "amounts": (230_000, 270_000, 270_000),
        "same_kind": (240_000, 255_000),
        "texts": {
            "summary": "Ogłoszenie oprzemy na projekcie uchwały budżetowej, dlatego kwoty mogą się zmienić. Już teraz "
            "można obejrzeć lokal: terminy {dm:+17} i {dm:+22}, zapisy u koordynatora.",
            "place": "lokal miejski w dzielnicy II",
        },
        "extra": {
            "based_on_draft_budget": True,
            "joint_offers": True,
            "one_offer_chosen": True,
            "districts": lambda stage: stage.districts(2),
        },
    },
    {
        "key": "k4",
        "title": "Edukacja nad Wisłą i jej dopływami",
        "slug": "edukacja-nad-wisla",
        "unit": "ws",
        "contact": "koordynator.ws",
        "spheres": "18 14",
        "form": "wsparcie",
        "number": "WS-DEMO-04/{rok:-42}",
        "total": 160_000,
        "announced": -42,
        "deadline": -17,
        "deadline_at": dt.time(15, 30),
        "choice": 11,
        "start": 56,
        "end": (11, 30, 0),
        "amounts": (160_000,),
        "same_kind": (0, 95_000),
        "texts": {
            "summary": "Warsztaty terenowe dla szkół, spacery przyrodnicze i akcje sprzątania z elementem edukacji. "
            "Wyniki podamy w BIP, w siedzibie wydziału i tutaj.",
            "place": "Kraków, nad Wisłą i jej dopływami",
            "own_contribution": "10%",
            "award_rules": "Dotacja pokrywa najwyżej 90% kosztów zadania. Nie można z niej kupować środków trwałych.",
            "conditions": "Warsztaty prowadzi osoba z wykształceniem przyrodniczym, a każdy spacer ma trasę dostępną "
            "dla osób poruszających się na wózku. Udział jest bezpłatny.",
            "choice_mode": "Oferty ocenia komisja konkursowa według kryteriów; próg to 60 pkt.",
        },
        "criteria": (("program i trasy", 40), ("doświadczenie i kadra", 30), ("kalkulacja kosztów", 30)),
        "extra": {"max_grant": 40_000, "threshold": 60},
    },
    {
        "key": "k5",
        "title": "Mieszkania treningowe i mentoring dla młodzieży z pieczy zastępczej",
        "slug": "mieszkania-treningowe",
        "unit": "mops",
        "contact": "koordynator.mops",
        "spheres": "1a",
        "form": "powierzenie",
        "number": "MOPS-DEMO-05/{rok:-77}",
        "total": 430_000,
        "announced": -77,
        "deadline": -52,
        "deadline_at": dt.time(12),
        "choice": -24,
        "start": -7,
        "end": (12, 31, 2),
        "amounts": (40_000, 190_000, 200_000),
        "same_kind": (180_000, 120_000),
        "texts": {
            "summary": "Powierzymy prowadzenie mieszkań treningowych i wsparcie mentorów dla młodych osób, które "
            "wychodzą z pieczy zastępczej.",
            "place": "Kraków",
            "award_rules": "Dotacja pokrywa całość kosztów zadania; oferent nie pobiera opłat od uczestników.",
            "conditions": "Mieszkanie ma najwyżej cztery osoby, opieka jest także w weekendy, a mentor spotyka się z "
            "każdą osobą co najmniej raz w tygodniu.",
            "choice_mode": "Oferty ocenia komisja konkursowa według kryteriów; próg to 60 pkt.",
        },
        "criteria": (("program usamodzielnienia", 40), ("kadra i doświadczenie", 35), ("kalkulacja kosztów", 25)),
    },
    {
        "key": "k6",
        "title": "Spacery badawcze na Kazimierzu i Grzegórzkach",
        "slug": "spacery-badawcze",
        "unit": "przedsiebiorczosc-i-innowacje",
        "contact": "koordynator.przedsiebiorczosc-i-innowacje",
        "spheres": "32a",
        "form": "wsparcie",
        "number": "DEMO-06/{rok:-70}",
        "total": 120_000,
        "announced": -70,
        "deadline": -45,
        "deadline_at": dt.time(15),
        "choice": -20,
        "start": 7,
        "end": (12, 15, 0),
        "amounts": (),
        "same_kind": (110_000, 0),
        "texts": {
            "summary": "Spacery z mieszkańcami i organizacjami, po których powstanie mapa miejsc wymagających zmian.",
            "place": "dzielnice I i II",
            "award_rules": "Wybierzemy jedną ofertę; dotacja pokrywa najwyżej 90% kosztów zadania.",
            "conditions": "Odbędzie się co najmniej osiem spacerów, a trasy są dostępne dla osób z "
            "niepełnosprawnościami.",
            "choice_mode": "Oferty ocenia komisja konkursowa według kryteriów; próg to 60 pkt.",
        },
        "criteria": (("metoda badania", 50), ("doświadczenie", 30), ("kalkulacja kosztów", 20)),
        "extra": {"districts": lambda stage: stage.districts(1, 2)},
    },
)


def title_of(stage: Stage, key: str) -> str:
    """K3 carries the years of its task in the title."""
    title = next(call["title"] for call in CALLS if call["key"] == key)
    if key != "k3":
        return title
    year = stage.shift.day(98).year
    return f"{title} {year}–{year + 2}"
