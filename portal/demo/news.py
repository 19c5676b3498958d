"""Six news items (sample-content.md, part 2): SZ publishes its own, the others went through the queue."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from pages.models import NewsPage, PageTopic

from . import pictures
from .stage import Stage, text


@dataclass(frozen=True)
class Item:
    key: str
    title: str
    slug: str
    unit: str
    author: str
    days: int
    topics: str
    lead: str
    body: tuple[str, ...]
    picture: str
    alt: str


ITEMS = (
    Item(
        "a6",
        "Mieszkania treningowe dla młodzieży: znamy wyniki konkursu",
        "wyniki-mieszkania-treningowe",
        "mops",
        "koordynator.mops",
        -24,
        "piecza-zastepcza mlodziez mieszkania",
        "Dwie organizacje otrzymają łącznie 428 500 zł na wsparcie młodych osób wchodzących w dorosłość.",
        (
            "Pełna tabela wyników i punktacja są przy konkursie. Organizacje, które nie dostały dotacji, mogą "
            "umówić się "
            "na rozmowę o ofercie – to nie odwołanie, ale pomoc przed następnym naborem.",
        ),
        "houses",
        "Rysunek: trzy domy obok siebie, w środkowym świeci okno.",
    ),
    Item(
        "a2",
        "Raport z konsultacji «Programu przykładowego»",
        "raport-z-konsultacji",
        "sz",
        "zastepca.sz",
        -19,
        "wspolpraca",
        "Zebraliśmy 64 uwagi od 21 organizacji. Przy każdej podajemy stanowisko miasta i powód, jeśli jej nie "
        "uwzględniamy.",
        (
            "Konsultacja jest zmyślona: należy do danych demonstracyjnych.",
            "Najczęściej prosiliście o wcześniejsze ogłaszanie konkursów, wspólny kalendarz i prostsze rozliczenia. "
            "Raport jest dostępny w wersji dla czytników ekranu i w arkuszu. O tym, które uwagi weszły do projektu, "
            "porozmawiamy na {miesiac:0} spotkaniu.",
        ),
        "voices",
        "Rysunek: trzy dymki rozmowy w różnych odcieniach niebieskiego.",
    ),
    Item(
        "a5",
        "Zostań członkinią lub członkiem komisji konkursowej",
        "komisja-konkursowa",
        "kd",
        "koordynator.kd",
        -14,
        "kultura konkursy",
        "Szukamy osób wskazanych przez organizacje do komisji, które ocenią oferty kulturalne na {rok:+58} rok.",
        (
            "Nie trzeba doświadczenia w ocenianiu – zapraszamy na krótkie szkolenie. Nie możesz reprezentować "
            "organizacji, która składa ofertę w danym konkursie. Zgłoszenia przyjmujemy do {dm:+9}.",
        ),
        "ballot",
        "Rysunek: kartka z trzema punktami, przy dwóch stoi znak wyboru.",
    ),
    Item(
        "a3",
        "Nowi koordynatorzy w wydziałach – sprawdź, kto odpowiada za Twój temat",
        "nowi-koordynatorzy",
        "sz",
        "koordynator.sz",
        -11,
        "wspolpraca szkolenia",
        "W pięciu komórkach zmieniły się osoby, które pomagają organizacjom. Lista jest zaktualizowana, przy każdej "
        "osobie jest zastępca.",
        (
            "Szukajcie według tematu, nie nazwy wydziału: wpiszcie „seniorzy”, „sport” albo „park”. Jeśli koordynator "
            "jest nieobecny, lista pokaże, kto go w tym dniu zastępuje.",
        ),
        "people",
        "Rysunek: pięć sylwetek w rzędzie, jedna wyróżniona kolorem.",
    ),
    Item(
        "a1",
        "Większe małe granty: co się zmieniło od września",
        "wieksze-male-granty",
        "sz",
        "koordynator.sz",
        -3,
        "male-granty dotacje",
        "Od 1 września w trybie art. 19a można dostać na jedno zadanie do 20 000 zł, a w całym roku do 40 000 zł od "
        "miasta (limity do potwierdzenia przez SZ).",
        (
            "Zniknął też warunek, że zadanie nie może trwać dłużej niż 90 dni. Oferty złożone przed 1 września "
            "rozpatrujemy według wcześniejszych zasad. Zanim zaczniecie pisać, sprawdźcie, ile pieniędzy na małe "
            "granty "
            "zostało w wydziale, do którego kierujecie ofertę – aktualizujemy te dane co kwartał. Zalecamy złożenie "
            "oferty co najmniej 30 dni przed startem zadania.",
        ),
        "steps",
        "Rysunek: słupki rosnące od lewej do prawej, nad ostatnim moneta.",
    ),
    Item(
        "a4",
        "Przerwa techniczna w Generatorze Demo w najbliższą sobotę",
        "przerwa-techniczna",
        "sz",
        "zastepca.sz",
        0,
        "generator",
        "W godzinach 6:00–10:00 nie będzie można złożyć oferty ani sprawozdania.",
        (
            "Przerwa nie obejmuje terminu żadnego trwającego naboru. Oferty w konkursie „Zimowe zajęcia sportowe” "
            "składamy {do:+3}. Po zmianach Generator pokaże wyraźniej, czy oferta została złożona, czy jest tylko "
            "wersją roboczą.",
            "Przygotował: zespół portalu.",
        ),
        "clock",
        "Rysunek: zegar wskazujący szóstą, obok klucz.",
    ),
)


def build(stage: Stage) -> None:
    for item in ITEMS:
        page = _page(stage, item)
        if item.unit == "sz":
            at = stage.shift.at(item.days, dt.time(9, 20)) if item.days else stage.now - dt.timedelta(hours=2)
            stage.put_out(page, unit="sz", by=item.author, at=at, shelf="aktualnosci")
        else:
            hour = stage.shift.at(item.days, dt.time(14))
            stage.draft(page, unit=item.unit, by=item.author, at=stage.before(hour, 4), shelf="aktualnosci")
            stage.through_queue(page, by=item.author, publish_at=hour, approver="administrator")
        stage.pages[item.key] = page
    grants = stage.pages["a1"]
    stage.publish(grants, by="zastepca.sz", at=stage.now - dt.timedelta(hours=5), note="Poprawiono zapis.", minor=True)


def _page(stage: Stage, item: Item) -> NewsPage:
    page = NewsPage(
        title=item.title,
        slug=item.slug,
        lead=stage.fill(item.lead),
        body=text(stage, *item.body),
        image=pictures.picture(item.picture, item.alt, stage.unit(item.unit)),
        image_alt=item.alt,
        image_credit="rysunek na potrzeby danych demonstracyjnych",
        valid_until=stage.shift.saturday() + dt.timedelta(days=1) if item.key == "a4" else None,
    )
    page.search_description = page.lead[:160]
    page.page_topics = [PageTopic(tag=topic) for topic in stage.topics(item.topics)]
    return page
