"""What the law no longer says, found in texts; the seeds of the register, with their false friends."""

from __future__ import annotations

import datetime as dt

import pytest

from coordination.outdated import Outdated, lines, mentions
from coordination.seeds.outdated import OUTDATED
from coordination.states import Confidence

SEPTEMBER = dt.date(2026, 9, 1)
AUGUST = SEPTEMBER - dt.timedelta(days=1)
NBSP = "\N{NO-BREAK SPACE}"

OLD = [
    ("W trybie art. 19a można dostać do 10 000 zł.", "19a-kwota-zadania"),
    (f"Mały grant: do 10{NBSP}000{NBSP}zł na zadanie.", "19a-kwota-zadania"),
    ("Małych grantów udzielamy do 10.000 złotych.", "19a-kwota-zadania"),
    ("Uproszczona oferta: kwota nie większa niż 10 tys. zł.", "19a-kwota-zadania"),
    ("Mały grant może trwać nie dłużej niż 90 dni.", "19a-czas-zadania"),
    ("W małych grantach organizacja może dostać 20 000 zł rocznie.", "19a-kwota-roczna"),
    ("Małe granty: nie więcej niż 20 000 zł w danym roku kalendarzowym.", "19a-kwota-roczna"),
    ("Na małe granty (art. 19a) przypada do 20 % środków na dotacje.", "19a-udzial-w-dotacjach"),
    ("Koordynatorów wskazuje zarządzenie nr 1687/2022.", "zarzadzenie-1687-2022"),
]
STILL_TRUE = [
    "W trybie art. 19a można dostać do 20 000 zł.",
    "Wkład własny w konkursie: do 10 000 zł.",
    "Mały grant do 20 000 zł; dla ofert złożonych do 31 sierpnia 2026 r. było to 10 000 zł.",
    "Małe granty: zniknął warunek, że zadanie nie może trwać dłużej niż 90 dni.",
    "Małe granty: program na 2026 r. podaje jeszcze 10 000 zł i 90 dni.",
    "Dotychczasowy limit małego grantu to 10 000 zł, dziś 20 000 zł.",
    "Mały grant na zadanie za 110 000 zł.",
    "Mały grant, numer sprawy 10 000/2026.",
    "Sprawozdanie z konkursu składa się w ciągu 90 dni.",
    "Zarządzenie nr 351/2026 zastąpiło zarządzenie nr 1687/2022.",
    "Zarządzenie nr 11687/2022.",
    f"Mały grant. {'Zupełnie inna sprawa. ' * 20} Nagroda to 10 000 zł.",
]


def keys(text: str, on: dt.date = SEPTEMBER) -> list[str]:
    return [mention.row.key for mention in mentions(text, OUTDATED, on)]


@pytest.mark.par(3, pkt=5)
@pytest.mark.parametrize(("text", "key"), OLD)
def test_old_law_is_found_from_the_day_of_the_change_and_not_the_day_before(text: str, key: str) -> None:
    assert keys(text) == [key]
    if key.startswith("19a"):
        assert keys(text, AUGUST) == []


@pytest.mark.parametrize("text", STILL_TRUE)
def test_what_is_true_or_tells_of_the_past_is_left_alone(text: str) -> None:
    assert keys(text) == []


def test_the_title_says_what_every_field_is_about() -> None:
    text = "Do 10 000 zł na jedno zadanie."
    assert keys(text) == []
    assert [m.row.key for m in mentions(text, OUTDATED, SEPTEMBER, about="Mały grant")] == ["19a-kwota-zadania"]


def test_the_quote_keeps_the_words_as_they_were_written() -> None:
    found = next(mentions("Żółty początek. Mały grant: do 10 000 zł.", OUTDATED, SEPTEMBER))
    assert "Mały grant: do 10\N{NO-BREAK SPACE}000 zł" in found.quote


def test_a_row_of_an_administrator_needs_no_regular_expression() -> None:
    row = Outdated("x", "x", lines("stary  wzór*\n\n(a.b)"), (), (), "nowy", SEPTEMBER, "źródło")
    assert list(mentions("Wypełnij STARY WZÓR oferty.", [row], SEPTEMBER))
    assert list(mentions("Nie posługuj się starym ani stary\nwzorem.", [row], SEPTEMBER))
    assert not list(mentions("Wypełnij niestary wzór oferty.", [row], SEPTEMBER))
    assert list(mentions("Patrz (A.B).", [row], SEPTEMBER))


def test_only_what_was_seen_in_an_official_text_counts_as_verified() -> None:
    assert {row.key for row in OUTDATED if row.is_verified} == {"zarzadzenie-1687-2022"}
    assert all("potwierdzenia" in row.source for row in OUTDATED if row.confidence != Confidence.HIGH)
