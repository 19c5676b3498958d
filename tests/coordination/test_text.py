"""Search words: inflected, without diacritics, the same on both sides."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coordination.text import MIN_STEM, fold, stem_line, stems


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Łódź", "lodz"),
        ("ZAŻÓŁĆ GĘŚLĄ JAŹŃ", "zazolc gesla jazn"),
        ("Kraków", "krakow"),
        ("Krako\N{COMBINING ACUTE ACCENT}w", "krakow"),
        ("Straße", "strasse"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    "forms",
    [
        "Kraków Krakowa krakow Krakowie krakowski krakowskich",
        "konkurs konkursów konkursy konkursu konkursach",
        "Łódź lodz łodzi",
        "dotacja dotacji dotacje dotację dotacjami dotacja",
        "senior seniorzy seniorów seniora seniorom",
        "koordynatorów koordynatora koordynatorow koordynatorzy koordynator koordynatorem",
        "sport sportowe sportu sportowych sporcie",
        "park parku parki parków parkach",
        "bezdomność bezdomni bezdomnych bezdomności",
        "kultura kultury kulturze kulturą kultur",
        "zieleń zieleni zielenią",
        "młodzież młodzieży młodzieżowe młodzieżowy mlodziez",
        "zdrowie zdrowia zdrowiu",
        "szkolenie szkoleń szkolenia szkoleniowe",
        "grant granty grantów",
        "lokal lokale lokalu lokali",
        "uzależnienia uzależnień",
        "dzielnica dzielnicy dzielnic dzielnice",
        "wolontariat wolontariatu wolontariacie",
        "organizacja organizacji organizacjami organizacyjny",
        "cudzoziemcy cudzoziemców cudzoziemiec",
        "zabytki zabytków zabytek",
        "edukacja edukacji edukacyjne",
        "ekologia ekologii ekologiczny",
        "niepełnosprawność niepełnosprawni niepełnosprawnych",
        "Wisła Wisły Wiśle Wisłą",
        "droga drogi dróg drogowy",
    ],
)
def test_forms_of_a_word_share_their_stem(forms: str) -> None:
    assert len(set(stems(forms))) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("park", "parking"), ("senior", "seans"), ("sport", "transport"), ("konkurs", "kurs"), ("kultura", "rolnictwo")],
)
def test_different_words_stay_apart(one: str, other: str) -> None:
    assert stems(one) != stems(other)


def test_words_come_in_their_order_without_the_small_ones() -> None:
    assert stems("Kto pomaga seniorom w parku?") == ["pomag", "senior", "park"]
    assert stems("i w na dla") == []
    assert stems("") == []


def test_numbers_stay_whole() -> None:
    assert stems("art. 19a, 351/2026, 60+") == ["art", "19a", "351", "2026", "60"]


def test_the_line_holds_each_stem_once_between_blanks() -> None:
    assert stem_line("Park, parki i parku") == " park "
    assert " park " not in stem_line("parking")
    assert stem_line("") == "  "


@given(st.text(max_size=60))
def test_any_text_is_taken_and_every_stem_is_folded(text: str) -> None:
    assert stems(text) == stems(text)
    assert all(stem == stem.strip() for stem in stems(text))


@given(st.text("aąbcćdeęfghijklłmnńoóprsśtuwyzźż", min_size=2, max_size=20))
def test_diacritics_never_matter_and_stems_keep_four_letters(word: str) -> None:
    assert stems(word) == stems(fold(word)) == stems(word.upper())
    assert all(len(stem) >= min(MIN_STEM, len(word)) for stem in stems(word))
