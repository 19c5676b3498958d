"""A page for every unit: five told at length, the others short and honest about what is not confirmed yet."""

from __future__ import annotations

from coordination.models import Unit
from pages.models import UnitPage

from . import files
from .people import CHANGED
from .shift import as_of
from .stage import Stage, text

ADVISORY = "Przypisanie tematów i sfer do komórki jest w danych demonstracyjnych propozycją: do potwierdzenia przez SZ."

TOLD: dict[str, tuple[str, list[str]]] = {
    "sz": (
        "Koordynujemy współpracę miasta z organizacjami: program współpracy, konkursy społeczne i zdrowotne, "
        "małe granty.",
        [
            "Jeśli nie wiesz, od czego zacząć, zacznij od nas. Powiemy, który wydział zajmuje się Twoim tematem, "
            "i przekażemy pytanie dalej razem z jego numerem i terminem.",
            "# W czym pomagamy",
            "- Konkursy ofert dla seniorów, osób z niepełnosprawnościami i w ochronie zdrowia.\n"
            "- Małe granty z art. 19a i pytania o limity.\n"
            "- Program współpracy i konsultacje.\n"
            "- Sale na spotkania i promocja wydarzeń organizacji.",
            "# Jak pracujemy",
            "Odpowiadamy na pytania w siedem dni roboczych: to nasz standard, nie przepis. Raz na kwartał publikujemy, "
            "ile pieniędzy na małe granty zostało w wydziałach.",
        ],
    ),
    "kd": (
        "Wspieramy krakowskie organizacje kultury: festiwale, edukację kulturalną, książkę i ochronę dziedzictwa.",
        [
            "Ogłaszamy konkursy ofert w dziedzinie kultury i dziedzictwa, doradzamy przy rozliczeniach i zapraszamy "
            "organizacje na coroczne spotkanie branżowe.",
            "# Z czym warto przyjść",
            "- Pomysł na zadanie, zanim powstanie oferta.\n"
            "- Pytania o wkład osobowy i kosztorys.\n"
            "- Chęć pracy w komisji konkursowej.",
            "# Spotkanie branżowe",
            "W tym roku rozmawiamy o planach na {rok:+58} rok. Zapisy są otwarte, miejsce jest dostępne dla osób na "
            "wózkach, a spotkanie tłumaczymy na polski język migowy.",
        ],
    ),
    "sp": (
        "Dofinansowujemy zajęcia i zawody dla dzieci, młodzieży i dorosłych oraz sport osób z niepełnosprawnościami.",
        [
            "Pytania o konkursy i dotacje w sporcie prowadzi jedna osoba, a zajęcia dla dzieci i młodzieży druga. "
            "Na liście koordynatorów zobaczysz, kto odpowiada za Twój temat.",
            "# Zanim złożysz ofertę",
            "- Sprawdź kwalifikacje osób prowadzących zajęcia.\n"
            "- Przygotuj standardy ochrony małoletnich.\n"
            "- Opisz ułatwienia dla uczestników z niepełnosprawnościami.",
        ],
    ),
    "ws": (
        "Wspieramy edukację ekologiczną, opiekę nad przyrodą i działania nad Wisłą.",
        [
            "Organizacje prowadzą z nami warsztaty terenowe dla szkół, spacery przyrodnicze i akcje sprzątania. "
            "Ogrody społeczne uzgadniamy razem z Zarządem Zieleni Miejskiej.",
            "# Najczęstsze tematy",
            "- Edukacja nad Wisłą i jej dopływami.\n- Ochrona przyrody w mieście.\n- Opieka nad zwierzętami.",
        ],
    ),
    "mops": (
        "Powierzamy organizacjom pomoc rodzinom, osobom w kryzysie bezdomności i młodzieży opuszczającej pieczę "
        "zastępczą.",
        [
            "Konkursy ogłasza Dyrektor Ośrodka. Po rozstrzygnięciu można umówić rozmowę o swojej ofercie: to nie "
            "odwołanie, ale pomoc przed następnym naborem.",
            "# W czym pomagamy",
            "- Konkursy na zadania pomocy społecznej.\n"
            "- Kontakt z pracownikami socjalnymi w dzielnicach.\n"
            "- Wolontariat w placówkach Ośrodka.",
        ],
    ),
}


def build(stage: Stage) -> None:
    """Each unit publishes in rights: the coordinator, the deputy where that office is new, the serving unit."""
    for place, (key, unit) in enumerate(sorted(stage.units.items())):
        stage.pages[f"unit.{key}"] = _page(stage, key, unit, place)
    _corrections(stage)
    rules = ["Sale są otwarte w dni robocze od 9.00 do 20.00.", "Rezerwacja: najpóźniej trzy dni wcześniej."]
    with as_of(stage.shift.at(-9)):
        files.attach("Regulamin sal prób", "regulamin-sal-prob.pdf", rules, stage.unit("kd"))


def _page(stage: Stage, key: str, unit: Unit, place: int) -> UnitPage:
    lead, body = TOLD.get(key) or _short(unit)
    page = UnitPage(title=unit.name, slug=unit.slug, subject=unit, lead=lead, scope=text(stage, *body))
    page.search_description = lead[:160]
    days = -20 - place * 7 % 130 if place % 6 else -200 - place * 3
    steward = unit.served_by.key if unit.served_by else key
    author = f"{'zastepca' if key in CHANGED else 'koordynator'}.{steward}"
    return stage.put_out(page, unit=steward, by=author, at=stage.shift.at(days), shelf="komorki")


def _short(unit: Unit) -> tuple[str, list[str]]:
    topics = [item.tag.name.lower() for item in unit.topic_items.select_related("tag").order_by("tag__name")]
    listed = f"{', '.join(topics[:-1])} oraz {topics[-1]}" if len(topics) > 1 else "".join(topics)
    lead = (
        f"Z organizacjami współpracujemy w sprawach: {listed}."
        if topics
        else ("Organizacje mogą tu pytać o sprawy, które prowadzi ta komórka.")
    )
    body = [
        "Koordynator odpowiada na pytania organizacji, mówi o konkursach i innych formach pomocy, a sprawy spoza "
        "zakresu "
        "przekazuje dalej, z zachowaniem numeru i terminu.",
        ADVISORY,
    ]
    return lead, body


def _corrections(stage: Stage) -> None:
    """Public history: a change with a note, a typo, and a page that P1 has confirmed."""
    kd = stage.pages["unit.kd"]
    kd.lead = f"{kd.lead} Zapraszamy na spotkanie branżowe."
    stage.publish(kd, by="koordynator.kd", at=stage.shift.at(-9), note="Dodano zaproszenie na spotkanie branżowe.")
    sp = stage.pages["unit.sp"]
    stage.publish(sp, by="zastepca.sp", at=stage.shift.at(-6), note="Poprawiono literówkę.", minor=True)
    sz = stage.pages["unit.sz"]
    stage.publish(sz, by="zastepca.sz", at=stage.shift.at(-4), note="Dopisano, gdzie szukać limitów małych grantów.")
