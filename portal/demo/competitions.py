"""Six competitions, one in every state (sample-content.md, part 1). Amounts and outcomes are invented."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from coordination.calendar import warsaw
from pages.models import (
    AmountPart,
    CompetitionAttachment,
    CompetitionPage,
    Criterion,
    Publication,
    Result,
)

from . import files
from .competition_begun import BEGUN
from .competition_texts import CALLS, title_of
from .people import PII
from .real_announcements import ANNOUNCEMENTS
from .stage import Reasons, Stage, html

BOARDS = {"mops": "siedziba Ośrodka", "sz": "ul. Dekerta 24"}


@dataclass(frozen=True)
class Call:
    """One competition. Days are counted from the day of the build."""

    key: str
    title: str
    slug: str
    unit: str
    contact: str
    spheres: str
    form: str
    number: str
    total: int
    announced: int
    deadline: int
    deadline_at: dt.time
    choice: int | None
    start: int | None
    end: tuple[int, int, int]  # month, day, budget years after the start
    amounts: tuple[int, ...]
    same_kind: tuple[int, int]  # the year before, the year of the announcement
    texts: dict[str, str] = field(default_factory=dict)
    criteria: tuple[tuple[str, int], ...] = ()
    extra: dict[str, Any] = field(default_factory=dict)
    planned: bool = False


def build(stage: Stage) -> None:
    """None of their units may publish competitions by itself, so all six went through the queue."""
    for call in sorted((Call(**row) for row in CALLS), key=lambda call: call.announced):
        page = page_of(stage, call, title_of(stage, call.key))
        author = call.contact
        hour = stage.shift.at(call.announced if not call.planned else -6, dt.time(9))
        stage.draft(page, unit=call.unit, by=author, at=stage.before(hour, 7), shelf="konkursy")
        stage.pages[call.key] = stage.through_queue(page, by=author, publish_at=hour)
    _outcomes(stage)
    _archive(stage)
    _begun(stage)


def _begun(stage: Stage) -> None:
    """A draft of sport that still lacks one item of art. 13: its places are planned, nothing was handed over yet."""
    call = Call(**BEGUN)
    page = page_of(stage, call, call.title)
    for row in page.publications.all():
        row.planned = True
    at = stage.before(stage.shift.at(-1, dt.time(14)), 1)
    stage.pages["k7"] = stage.draft(page, unit=call.unit, by=call.contact, at=at, shelf="konkursy")


def _archive(stage: Stage) -> None:
    """Three real announcements of past years: SZ's through the queue, culture's in its own right."""
    for place, (symbol, make) in enumerate(ANNOUNCEMENTS):
        unit, author = symbol.lower(), f"koordynator.{symbol.lower()}"
        hour = stage.shift.at(-13, dt.time(10 + place))
        page = make()
        if unit == "kd":
            stage.put_out(page, unit=unit, by=author, at=hour, shelf="konkursy")
        else:
            stage.draft(page, unit=unit, by=author, at=stage.before(hour, 7), shelf="konkursy")
            stage.through_queue(page, by=author, publish_at=hour)


def page_of(stage: Stage, call: Call, title: str) -> CompetitionPage:
    shift = stage.shift
    announced = shift.day(call.announced)
    month, day, years = call.end
    start = shift.day(call.start) if call.start is not None else None
    end = shift.end_of_task(start, month, day, years=years) if start else None
    page = CompetitionPage(
        title=title,
        slug=call.slug,
        organ="mops" if call.unit == "mops" else "prezydent",
        number=stage.fill(call.number),
        form=call.form,
        total_amount=call.total,
        contact=stage.contact(call.contact),
        deadline=warsaw(shift.day(call.deadline), call.deadline_at),
        choice_on=shift.day(call.choice) if call.choice is not None else None,
        realised_from=start,
        realised_until=end,
        same_kind_previous_year=call.same_kind[0],
        same_kind_this_year=call.same_kind[1],
        same_kind_year=announced.year,
        planned_announcement_on=announced if call.planned else None,
        offers_from=None if call.planned else announced,
        **{name: stage.fill(words) for name, words in call.texts.items()},
        **{name: value(stage) if callable(value) else value for name, value in call.extra.items()},
    )
    for name in ("conditions", "award_rules", "choice_mode"):
        setattr(page, name, html(getattr(page, name)) if getattr(page, name) else "")
    page.search_description = page.summary[:160]
    page.spheres = stage.spheres(call.spheres)
    if end:
        first_year = end.year - len(call.amounts) + 1
        page.amounts = [AmountPart(year=first_year + n, amount=amount) for n, amount in enumerate(call.amounts)]
    page.criteria = [Criterion(name=name, points=points) for name, points in call.criteria]
    if not call.planned:
        page.publications = _publications(call.unit, announced)
    if call.key == "k1":
        page.districts = stage.districts(3, 12, 15, 16, 18)
        page.attachments = _attachments(stage)
    return page


def _publications(unit: str, on: dt.date) -> list[Publication]:
    return [
        Publication(place="bip", on=on),
        Publication(place="tablica", on=on, where=BOARDS.get(unit, "siedziba komórki")),
        Publication(place="strona", on=on),
    ]


def _attachments(stage: Stage) -> list[CompetitionAttachment]:
    unit = stage.unit("sz")
    rooms: list[list[Any]] = [
        ["Lokal (zmyślony)", "Dzielnica", "Powierzchnia m²", "Wejście bez progu"],
        ["Dom Sąsiedzki Demo", "III Prądnik Czerwony", 84, "tak"],
        ["Klub Demo przy Plantach", "XV Mistrzejowice", 62, "tak"],
        ["Sala Demo na Osiedlu", "XVI Bieńczyce", 70, "tak"],
    ]
    made = (
        files.attach("Wzór oferty", "wzor-oferty.docx", ["Nazwa organizacji: ", "Opis zadania: ", "Kosztorys: "], unit),
        files.attach(
            "Karta oceny",
            "karta-oceny.pdf",
            [
                "Zgodność z potrzebami seniorów w dzielnicy: 0-30 pkt",
                "Kalkulacja kosztów: 0-25 pkt",
                "Doświadczenie i kadra: 0-20 pkt",
                "Dostępność: 0-15 pkt",
                "Wkład własny: 0-10 pkt",
                "Próg: 60 pkt",
            ],
            unit,
        ),
        files.attach("Lista lokali", "lista-lokali.xlsx", [], unit, rows=rooms),
        files.attach(
            "Standard dostępności zajęć",
            "standard-dostepnosci.pdf",
            [
                "Wejście bez progu lub winda, miejsce na wózek, toaleta dostosowana.",
                "Materiały drukiem 14 punktów; na prośbę wersja elektroniczna.",
                "Prowadzący mówi twarzą do uczestników; w większej sali działa pętla indukcyjna.",
            ],
            unit,
        ),
    )
    return [CompetitionAttachment(document=document) for document in made]


def _outcomes(stage: Stage) -> None:
    """K4 is being assessed, K5 is settled, K6 annulled: each a public change, told in the history."""
    shift = stage.shift
    k4 = stage.pages["k4"]
    k4.offers_received, k4.offers_after_formal_review = 9, 8
    _change(stage, k4, "koordynator.ws", -8, "Podano liczbę ofert, które wpłynęły i przeszły ocenę formalną.")
    k5 = stage.pages["k5"]
    k5.results_on = shift.day(-24)
    k5.results_note = "Ustawa nie przewiduje odwołania od wyników."  # the page itself counts the days for reasons
    k5.results = [
        Result(
            bidder="Fundacja „Most Dorosłości”",
            task="Mieszkania treningowe z opieką mentora",
            amount=250_000,
            points=87,
        ),
        Result(
            bidder="Stowarzyszenie „Start z Pieczy”",
            task="Pierwsza praca, pierwszy budżet",
            amount=178_500,
            points=81,
        ),
        Result(
            bidder="Spółdzielnia Socjalna „Kuźnia Smaku”",
            task="Praktyki w kuchni społecznej",
            outcome="bez-dotacji",
            note="poniżej progu",
        ),
    ]
    _change(stage, k5, "koordynator.mops", -24, "Opublikowano wyniki konkursu.")
    k6 = stage.pages["k6"]
    k6.annulled_on = shift.day(-31)
    k6.annulment_reason = "wymogi"
    k6.annulment_text = stage.fill(
        "Żadna z dwóch złożonych ofert nie spełniała wymogów zawartych w ogłoszeniu. Konkurs ogłosimy ponownie "
        "na wiosnę "
        "{wiosna:0} roku, z uproszczonym opisem wymaganej dokumentacji. Uwagi do warunków można przesyłać do końca "
        "stycznia."
    )
    k6.offers_received = 2
    _change(stage, k6, f"koordynator.{PII}", -31, "Konkurs unieważniono (art. 18a ustawy).")


AT_ONCE = Reasons("Organizacje czekają na tę wiadomość.", "Wiadomość o konkursie nie powinna czekać tygodnia.")


def _change(stage: Stage, page: CompetitionPage, author: str, days: int, note: str) -> None:
    """A change of a public page, handed over sooner than usual and published by the clock."""
    publish_at = stage.shift.at(days, dt.time(12))
    stage.rewrite(page, by=author, at=stage.before(publish_at, 3), note=note)
    stage.through_queue(page, by=author, publish_at=publish_at, reasons=AT_ONCE)
