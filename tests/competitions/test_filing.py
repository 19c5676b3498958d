"""Where an offer is filed is said by the announcement itself; where it says nothing, the portal says so."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import pytest
from django.test import Client

from coordination.calendar import warsaw
from pages.competition_filing import filing_words
from pages.vocabularies import Place
from tests.competitions.calls import call
from tests.publishing.city import NOW, TODAY

SAID = "Oferty składa się w sekretariacie Wydziału, ul. Dekerta 24, do godz. 15:00."


def page_of(**texts: str) -> SimpleNamespace:
    empty = dict.fromkeys(("summary", "choice_mode", "award_rules", "conditions", "body", "tool_url"), "")
    return SimpleNamespace(**{**empty, **texts})


@pytest.mark.parametrize(
    ("markup", "found"),
    [
        (f"<p>Komisja opiniuje. {SAID} Decyduje Prezydent.</p>", (SAID,)),
        (
            "<ul><li>Ofertę należy złożyć w&nbsp;Generatorze</li><li>inne</li></ul>",
            ("Ofertę należy złożyć w Generatorze",),
        ),
        ("<p>Jedna organizacja może złożyć dwie oferty.</p>", ()),
        ("<p>Adres siedziby podaj w ofercie.</p>", ()),
    ],
)
def test_sentences_on_filing_are_found(markup: str, found: tuple[str, ...]) -> None:
    assert filing_words(page_of(choice_mode=markup, conditions=markup)) == found


BEFORE = dict.fromkeys(Place.values, TODAY - dt.timedelta(days=3))


def advice(page: object) -> list[str]:
    return [lack.rule for lack in page.lacks(now=NOW) if not lack.hard]  # type: ignore[attr-defined]


def test_silence_on_filing_is_advised_and_told_to_readers(city: SimpleNamespace, client: Client) -> None:
    page = call(city, live=True, places=BEFORE, planned=False)
    assert "filing" in advice(page)
    shown = client.get(page.url).content.decode()
    assert "Gdzie i jak złożyć ofertę" in shown
    assert "Ogłoszenie nie podaje narzędzia konkursowego ani miejsca" in shown


@pytest.mark.parametrize(
    "told", [{"choice_mode": f"<p>{SAID}</p>"}, {"tool_url": "https://generator.example/1"}], ids=["words", "tool"]
)
def test_words_or_an_address_are_enough(city: SimpleNamespace, client: Client, told: dict[str, str]) -> None:
    page = call(city, live=True, places=BEFORE, planned=False, **told)
    assert "filing" not in advice(page)
    shown = client.get(page.url).content.decode()
    assert ("Gdzie i jak złożyć ofertę" in shown) is ("tool_url" not in told)
    assert "Ogłoszenie nie podaje" not in shown


def test_two_competitions_of_a_unit_with_one_number_are_told(city: SimpleNamespace) -> None:
    """Of another unit the same number is another matter."""
    first = call(city, number="KD-1/2027", title="Pierwszy")
    second = call(city, number="kd-1/2027 ")
    assert "number.same" in advice(second)
    said = next(str(lack.message) for lack in second.lacks(now=NOW) if lack.rule == "number.same")
    assert "Pierwszy" in said
    first.delete()
    call(city, number="KD-1/2027", unit=city.sp)
    assert "number.same" not in advice(second)


def test_the_red_notice_of_an_annulment_stands_alone(city: SimpleNamespace, client: Client) -> None:
    page = call(
        city,
        live=True,
        places=BEFORE,
        planned=False,
        previous_deadline=warsaw(dt.date(2026, 12, 10), dt.time(15)),
        annulled_on=NOW.date(),
        annulment_reason="brak-ofert",
    )
    shown = client.get(page.url).content.decode()
    assert "unieważniony" in shown
    assert "Termin przedłużono" not in shown
