"""The tree: front door, shelves, standard pages and the specimen of the accessibility declaration."""

from __future__ import annotations

from django.conf import settings
from wagtail.models import Page

from pages.models import AccessibilityPage, StandardPage
from portal import founding

from .stage import Stage, html, text

SPECIMEN = "Wzór: deklaracja danych demonstracyjnych, nie jest deklaracją Urzędu Miasta Krakowa."


def build(stage: Stage) -> None:
    """The administrator builds the structure a year before the story begins."""
    stage.shelves["root"] = founding.cleared_root()
    stage.shelves["home"] = _structure(stage, founding.home(), "root")
    founding.stands_at(stage.shelves["home"])
    for shelf in founding.shelves():
        stage.shelves[shelf.slug] = _structure(stage, shelf, "home")
    _standard_pages(stage)
    _declaration(stage)


def _structure(stage: Stage, page: Page, shelf: str) -> Page:
    return stage.put_out(page, unit="sz", by="administrator", at=stage.shift.at(-380), shelf=shelf)


def _standard_pages(stage: Stage) -> None:
    programme = StandardPage(
        title="Program współpracy",
        slug="program-wspolpracy",
        lead="Program mówi, jak miasto współpracuje z organizacjami i na co chce przeznaczyć pieniądze.",
        body=text(
            stage,
            "Każdego roku Rada Miasta Krakowa uchwala program współpracy z organizacjami pozarządowymi. Program jest "
            "wcześniej konsultowany: uwagi może zgłosić każda organizacja.",
            "# Jak wziąć udział w konsultacjach",
            "- Przeczytaj projekt i dopisz uwagi w formularzu.\n"
            "- Przyjdź na spotkanie albo zadzwoń w czasie dyżuru telefonicznego.\n"
            "- Sprawdź w raporcie, co miasto zrobiło z Twoją uwagą.",
            "# Co znajdziesz w programie",
            "Zadania priorytetowe na kolejny rok, wysokość planowanych środków, formy współpracy finansowej "
            "i pozafinansowej oraz zasady oceny programu. Propozycje do programu zgłaszają wydziały i jednostki "
            "miasta, "
            "także na podstawie uchwał rad dzielnic.",
        ),
    )
    grants = StandardPage(
        title="Zasady małych grantów",
        slug="zasady-malych-grantow",
        lead="Tryb pozakonkursowy z art. 19a ustawy: uproszczona oferta, bez konkursu, przez cały rok.",
        body=text(
            stage,
            "Organizacja może sama zaproponować zadanie publiczne o znaczeniu lokalnym. Ofertę ogląda wydział, który "
            "zajmuje się tym tematem. Zanim zaczniesz pisać, zapytaj koordynatora o pulę, która została.",
            "# Limity dla ofert złożonych od 1 września 2026 r.",
            "- 20 000 zł na jedno zadanie.\n"
            "- 40 000 zł rocznie dla jednej organizacji od miasta.\n"
            "- Bez limitu czasu trwania zadania.",
            "Limity są do potwierdzenia przez SZ: program współpracy na 2026 r. podaje jeszcze 10 000 zł i 90 dni.",
            "# Co dzieje się z ofertą",
            "Oferta wisi publicznie siedem dni i każdy może zgłosić uwagi. Przy decyzji pozytywnej miasto i "
            "organizacja "
            "podpisują umowę.",
        ),
    )
    for page, days in ((programme, -90), (grants, -75)):
        page.search_description = page.lead
        stage.put_out(page, unit="sz", by="koordynator.sz", at=stage.shift.at(days), shelf="home")
        stage.pages[page.slug] = page


def _declaration(stage: Stage) -> None:
    prepared = stage.shift.day(-60)
    page = AccessibilityPage(
        title="Deklaracja dostępności",
        slug="deklaracja-dostepnosci",
        specimen_note=SPECIMEN,
        entity="Portal NGO Kraków (dane demonstracyjne)",
        site_name="Portal NGO Kraków",
        site_url=settings.PORTAL_URL,
        site_published_on=stage.shift.day(-380),
        site_updated_on=prepared,
        conformance="czesciowo",
        not_accessible=html(
            "- Część załączników dodanych przez komórki to pliki PDF bez pełnej struktury; na prośbę "
            "przekazujemy treść "
            "w innej postaci.\n- Portal nie ma jeszcze nagrania w polskim języku migowym."
        ),
        prepared_on=prepared,
        reviewed_on=prepared,
        method="Samoocena: przegląd klawiaturą i czytnikiem ekranu oraz badanie automatyczne.",
        shortcuts="Portal używa standardowych skrótów klawiaturowych przeglądarki.",
        contact=stage.contact("koordynator.sz"),
        procedure=html(
            "Każdy może zażądać dostępności strony lub jej elementu albo treści w innej postaci. Napisz lub zadzwoń do "
            "osoby podanej wyżej: podaj, o którą stronę chodzi, co jest niedostępne i jak się z Tobą skontaktować.\n"
            "Żądanie realizujemy niezwłocznie, najpóźniej w ciągu 7 dni. Jeśli to niemożliwe, wyjaśniamy powód i "
            "podajemy "
            "termin, nie dłuższy niż 2 miesiące.\n"
            "Na odmowę lub zwłokę można złożyć skargę, a potem wniosek do Rzecznika Praw Obywatelskich: "
            '<a href="https://bip.brpo.gov.pl/">bip.brpo.gov.pl</a>.'
        ),
        architecture=html(
            "Opis wzorcowy dla zmyślonego miejsca «Dom Sąsiedzki Demo»: wejście bez progu, winda na pierwsze piętro, "
            "toaleta dostosowana, pętla indukcyjna w dużej sali. Można wejść z psem asystującym."
        ),
        communication=html("Na spotkaniach zapewniamy tłumaczenie na polski język migowy po zgłoszeniu."),
        apps=html("Portal nie ma aplikacji mobilnej."),
        search_description="Jak dostępny jest ten portal i komu powiedzieć, gdy coś nie działa.",
    )
    stage.put_out(page, unit="sz", by="koordynator.sz", at=stage.shift.at(-60), shelf="home")
