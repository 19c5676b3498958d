"""Three aid cards (sample-content.md, part 4): one just confirmed, two older ones."""

from __future__ import annotations

import datetime as dt

from wagtail.rich_text import RichText

from pages.models import AidPage, AidStep

from .stage import Stage, html, text


def build(stage: Stage) -> None:
    for page, steps, author, days in (
        (_small_grant(stage), SMALL_GRANT_STEPS, "koordynator.sz", -150),
        (_room(stage), ROOM_STEPS, "zastepca.sz", -140),
        (_promotion(stage), PROMOTION_STEPS, "zastepca.sz", -130),
    ):
        for name in ("lead", "limits", "to_confirm"):
            setattr(page, name, stage.fill(getattr(page, name)))
        page.steps = [AidStep(text=step, sort_order=place) for place, step in enumerate(steps)]
        page.search_description = (page.lead or page.for_whom)[:160]
        at = stage.shift.at(days, dt.time(13))
        stage.pages[page.slug] = stage.put_out(page, unit="sz", by=author, at=at, shelf="pomoc")


SMALL_GRANT_STEPS = (
    "Sprawdź pulę i zakres wydziału.",
    "Przygotuj uproszczoną ofertę.",
    "Złóż ją w Generatorze Demo, przez e-Doręczenia albo w kancelarii.",
    "Oferta wisi publicznie siedem dni, każdy może zgłosić uwagi.",
    "Przy decyzji pozytywnej podpisujemy umowę.",
)
ROOM_STEPS = (
    "Zarezerwuj salę najpóźniej pięć dni roboczych wcześniej.",
    "Po spotkaniu prześlij krótką informację o liczbie uczestników.",
)
PROMOTION_STEPS = (
    "Wypełnij formularz co najmniej 21 dni przed wydarzeniem.",
    "Opisz dostępność wydarzenia.",
    "Dołącz grafikę z tekstem alternatywnym.",
)


def _small_grant(stage: Stage) -> AidPage:
    shelf = stage.shelves["male-granty"].pk
    return AidPage(
        title="Mały grant (art. 19a)",
        slug="maly-grant",
        aid_kind="finansowa",
        lead="Dotacja na zadanie o znaczeniu lokalnym, bez konkursu, na uproszczonej ofercie.",
        for_whom="Organizacje pozarządowe i podmioty z art. 3 ust. 3 ustawy.",
        limits="20 000 zł na zadanie, 40 000 zł rocznie na organizację (oferty od 1 września 2026 r.)",
        term="cały rok, do wyczerpania puli",
        restrictions=html(
            "Nie sfinansujemy kosztów sprzed umowy (zasada komórki, nie ustawy) ani zadań spoza sfery pożytku "
            "publicznego."
        ),
        to_confirm="Limity są do potwierdzenia przez SZ: program współpracy na 2026 r. podaje jeszcze 10 000 zł "
        "i 90 dni.",
        provider="według tematu (lista wydziałów z pulą), kontakt: koordynator właściwej komórki",
        contact=stage.contact("koordynator.sz"),
        body=[
            *text(stage, "Nie wiesz, który wydział? Wyszukaj koordynatora według tematu albo zapytaj SZ."),
            (
                "paragraph",
                RichText(f'<p>Nabory, środki i limity: <a linktype="page" id="{shelf}">Małe granty</a>.</p>'),
            ),
        ],
    )


def _room(stage: Stage) -> AidPage:
    return AidPage(
        title="Bezpłatna sala na spotkanie lub szkolenie",
        slug="bezplatna-sala",
        aid_kind="pozafinansowa",
        lead="Dwie sale w Domu Sąsiedzkim Demo (miejsce zmyślone), na 20 i 70 osób.",
        for_whom="Organizacje i grupy nieformalne działające w Krakowie, na działania bez opłat dla uczestników.",
        what=html("- rzutnik, ekran i tablica\n- pętla indukcyjna\n- kuchnia"),
        limits="pojemność: 20 i 70 osób",
        restrictions=html("Bez działalności zarobkowej i agitacji wyborczej."),
        contact=stage.contact("zastepca.sz"),
    )


def _promotion(stage: Stage) -> AidPage:
    return AidPage(
        title="Pomoc w promocji wydarzenia",
        slug="pomoc-w-promocji",
        aid_kind="pozafinansowa",
        lead="Wpis w kalendarzu, newsletter i plakaty, gdy organizujesz coś bezpłatnego dla mieszkańców.",
        for_whom="Organizacje prowadzące bezpłatne wydarzenie dla mieszkańców, szczególnie realizujące zadanie miasta.",
        what=html(
            "- wpis w kalendarzu\n- publikacja w newsletterze\n- plakaty na miejskich nośnikach (w miarę wolnych "
            "miejsc)\n"
            "- użycie herbu po uzyskaniu zgody"
        ),
        restrictions=html("Nie gwarantujemy publikacji, jeśli zgłoszenie wpłynie później."),
        contact=stage.contact("zastepca.sz"),
    )
