"""Units of the city (state of November 2026), to be kept up by SZ afterwards.

Names and symbols come from the order, the Public Information Bulletin and the press; a symbol that is a guess is
left blank. `topics` follow from the unit's own name or task; `demo_topics` and `spheres` are our suggestion for the
finder until SZ confirms them. Groups («żłobki») stand for units that the sources name only together.
"""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

ADVISORY = "Przypisanie tematów i sfer do komórek jest podpowiedzią: do potwierdzenia przez SZ."


class UnitSeed(NamedTuple):
    slug: str
    name: str
    symbol: str = ""
    kind: str = "wydzial"
    topics: str = ""
    demo_topics: str = ""
    spheres: str = ""
    parent: str = ""
    served_by: str = ""
    successor: str = ""
    active_until: dt.date | None = None

    @property
    def all_topics(self) -> list[str]:
        return [*self.topics.split(), *self.demo_topics.split()]


U = UnitSeed
SZ_SLUG = "polityka-spoleczna-rownosc-i-zdrowie"

DEPARTMENTS = (
    U(
        SZ_SLUG,
        "Wydział Polityki Społecznej, Równości i Zdrowia",
        "SZ",
        topics="wspolpraca male-granty dotacje konkursy zdrowie kobiety wolontariat",
        demo_topics="seniorzy niepelnosprawnosc szkolenia zakladanie rozliczenia generator ekonomia-spoleczna "
        "zdrowie-psychiczne pomoc-prawna rodzina cudzoziemcy mniejszosci kombatanci zlobki promocja dostepnosc",
        spheres="1 1b 3 5 5a 6 7 9 10 13 22 22a 27 29 29a 31 33 34",
    ),
    U(
        "kultura-i-dziedzictwo-narodowe",
        "Wydział Kultury i Dziedzictwa Narodowego",
        "KD",
        topics="kultura",
        demo_topics="ksiazka muzea dotacje konkursy wydarzenia",
        spheres="4 16",
    ),
    U(
        "edukacja",
        "Wydział Edukacji",
        "EK",
        topics="edukacja",
        demo_topics="dzieci mlodziez dotacje konkursy",
        spheres="14 15",
    ),
    U("sport", "Wydział Sportu", "SP", topics="sport", demo_topics="dzieci mlodziez dotacje konkursy", spheres="15 17"),
    U(
        "ksztaltowanie-srodowiska",
        "Wydział Kształtowania Środowiska",
        "WS",
        topics="ekologia wisla",
        demo_topics="zwierzeta zielen konkursy",
        spheres="14 18",
    ),
    U(
        "gospodarka-komunalna-i-klimat",
        "Wydział Gospodarki Komunalnej i Klimatu",
        "GK",
        topics="klimat",
        demo_topics="ekologia",
        spheres="18",
    ),
    U("turystyka", "Wydział ds. Turystyki", topics="turystyka", demo_topics="wydarzenia promocja", spheres="19"),
    U(
        "przedsiebiorczosc-i-innowacje",
        "Wydział ds. Przedsiębiorczości i Innowacji",
        topics="przedsiebiorczosc",
        demo_topics="rewitalizacja ekonomia-spoleczna",
        spheres="11 12 32a",
    ),
    U("skarb-miasta", "Wydział Skarbu Miasta", "GS", demo_topics="lokale"),
    U("mieszkalnictwo", "Wydział Mieszkalnictwa", "ML", topics="mieszkania", demo_topics="lokale"),
    U("architektura-i-urbanistyka", "Wydział Architektury i Urbanistyki", "AU", topics="planowanie"),
    U("planowanie-przestrzenne", "Wydział Planowania Przestrzennego", "BP", topics="planowanie"),
    U("geodezja", "Wydział Geodezji", "GD"),
    U("sprawy-administracyjne", "Wydział Spraw Administracyjnych", "SA", demo_topics="wydarzenia zakladanie"),
    U("organizacja-i-nadzor", "Wydział Organizacji i Nadzoru", "OR"),
    U("informatyka", "Wydział Informatyki", "IT", topics="cyfryzacja", spheres="12"),
    U("obsluga-urzedu", "Wydział Obsługi Urzędu", "OU", demo_topics="lokale"),
    U(
        "komunikacja-spoleczna",
        "Wydział Komunikacji Społecznej",
        topics="promocja",
        demo_topics="budzet-obywatelski inicjatywa-lokalna",
        spheres="13 22",
    ),
    U(
        "miejskie-centrum-dialogu",
        "Miejskie Centrum Dialogu",
        kind="biuro",
        parent="komunikacja-spoleczna",
        demo_topics="budzet-obywatelski inicjatywa-lokalna",
        spheres="13",
    ),
    U("biuro-prasowe", "Biuro Prasowe", kind="biuro", topics="promocja"),
    U("ewidencja-pojazdow-i-kierowcow", "Wydział Ewidencji Pojazdów i Kierowców"),
    U(
        "krakowskie-centrum-swiadczen",
        "Krakowskie Centrum Świadczeń",
        kind="biuro",
        demo_topics="rodzina pomoc-spoleczna",
    ),
    U("budzet-miasta", "Wydział Budżetu Miasta", "BU"),
    U("finanse", "Wydział Finansowy", "FK", demo_topics="rozliczenia"),
    U("podatki-i-oplaty", "Wydział Podatków i Opłat", "PD"),
    U("strategia-i-inwestycje", "Wydział Strategii, Planowania i Monitorowania Inwestycji"),
    U(
        "bezpieczenstwo-i-zarzadzanie-kryzysowe",
        "Wydział Bezpieczeństwa i Zarządzania Kryzysowego",
        topics="bezpieczenstwo ratownictwo",
        spheres="20 21 23 24",
    ),
    U("inzynier-ruchu", "Wydział Miejskiego Inżyniera Ruchu", "IR", topics="drogi", demo_topics="rowery wydarzenia"),
    U(
        "konserwator-zabytkow",
        "Biuro Miejskiego Konserwatora Zabytków",
        "KZ",
        kind="biuro",
        topics="zabytki",
        spheres="16",
    ),
    U(
        "rada-miasta-i-dzielnice",
        "Kancelaria Rady Miasta i Dzielnic Krakowa",
        "BR",
        kind="biuro",
        topics="dzielnice",
        spheres="13",
    ),
    U("kancelaria-prezydenta", "Kancelaria Prezydenta", "KP", kind="biuro", demo_topics="promocja"),
    U("urzad-stanu-cywilnego", "Urząd Stanu Cywilnego", kind="biuro"),
    U("kontrola-wewnetrzna", "Wydział Kontroli Wewnętrznej"),
    U("nadzor-wlascicielski", "Biuro Nadzoru Właścicielskiego", kind="biuro"),
    U("radcy-prawni", "Zespół Radców Prawnych", kind="biuro"),
)

MUNICIPAL_UNITS = tuple(
    unit._replace(kind="jednostka")
    for unit in (
        U(
            "mops",
            "Miejski Ośrodek Pomocy Społecznej",
            "MOPS",
            topics="pomoc-spoleczna piecza-zastepcza",
            demo_topics="bezdomnosc ubostwo przemoc rodzina niepelnosprawnosc mieszkania konkursy wolontariat",
            spheres="1 1a 2 7 31",
        ),
        U(
            "mcpu",
            "Miejskie Centrum Profilaktyki Uzależnień",
            "MCPU",
            topics="uzaleznienia",
            demo_topics="zdrowie przemoc konkursy",
            spheres="6 32",
        ),
        U(
            "zis",
            "Zarząd Infrastruktury Sportowej",
            "ZIS",
            topics="obiekty-sportowe",
            demo_topics="sport lokale",
            spheres="17",
        ),
        U("zdmk", "Zarząd Dróg Miasta Krakowa", "ZDMK", topics="drogi", demo_topics="rowery wydarzenia"),
        U("ztp", "Zarząd Transportu Publicznego", "ZTP", topics="transport", demo_topics="rowery dostepnosc"),
        U(
            "zzm",
            "Zarząd Zieleni Miejskiej",
            "ZZM",
            topics="zielen",
            demo_topics="ekologia wisla wydarzenia",
            spheres="18",
        ),
        U("zim", "Zarząd Inwestycji Miejskich", "ZIM"),
        U("zbk", "Zarząd Budynków Komunalnych", "ZBK", topics="lokale mieszkania"),
        U("mcoo", "Miejskie Centrum Obsługi Oświaty", "MCOO", topics="edukacja", spheres="14"),
        U("gup", "Grodzki Urząd Pracy", "GUP", topics="praca", spheres="2 8"),
        U("straz-miejska", "Straż Miejska", "SMMK", topics="bezpieczenstwo", demo_topics="zwierzeta", spheres="20"),
        U("zck", "Zarząd Cmentarzy Komunalnych", "ZCK", topics="groby"),
        U("kegw", "Klimat-Energia-Gospodarka Wodna", "KEGW", topics="klimat wisla", spheres="18"),
        U(
            "centrum-mlodziezy",
            "Centrum Młodzieży im. dr. H. Jordana",
            topics="mlodziez",
            demo_topics="dzieci kultura",
            spheres="14 15",
        ),
    )
)

GROUPS = tuple(
    unit._replace(kind="grupa")
    for unit in (
        U(
            "domy-pomocy-spolecznej",
            "Domy pomocy społecznej",
            topics="domy-pomocy",
            demo_topics="seniorzy",
            spheres="1 7 10",
        ),
        U("zlobki", "Żłobki", topics="zlobki", demo_topics="dzieci", spheres="15 31"),
        U("placowki-oswiatowe", "Placówki oświatowe", topics="edukacja", served_by="mcoo", spheres="14"),
        U(
            "mlodziezowe-domy-kultury",
            "Młodzieżowe domy kultury",
            topics="mlodziez kultura",
            served_by="mcoo",
            spheres="15 16",
        ),
    )
)

CULTURE = tuple(
    unit._replace(kind="kultura")
    for unit in (
        U("krakowskie-forum-kultury", "Krakowskie Forum Kultury", topics="kultura", spheres="16"),
        U("kbf", "KBF", demo_topics="kultura wydarzenia", spheres="16"),
        U("biblioteka-krakow", "Biblioteka Kraków", topics="ksiazka", demo_topics="lokale", spheres="16"),
        U("muzeum-krakowa", "Muzeum Krakowa", topics="muzea", spheres="4 16"),
        U(
            "nowohuckie-centrum-kultury",
            "Nowohuckie Centrum Kultury",
            topics="kultura",
            demo_topics="lokale",
            spheres="16",
        ),
        U("centrum-kultury-podgorza", "Centrum Kultury Podgórza", topics="kultura", demo_topics="lokale", spheres="16"),
    )
)

# The merger of 2018/2019; the exact day is to be confirmed by SZ.
FORMER = (
    U(
        "dawny-wydzial-spraw-spolecznych",
        "Wydział Spraw Społecznych",
        "SO",
        successor=SZ_SLUG,
        active_until=dt.date(2018, 12, 31),
    ),
    U("dawne-biuro-mowis", "Biuro MOWIS", kind="biuro", successor=SZ_SLUG, active_until=dt.date(2018, 12, 31)),
)

UNITS: tuple[UnitSeed, ...] = (*DEPARTMENTS, *MUNICIPAL_UNITS, *GROUPS, *CULTURE, *FORMER)
