"""Days that a text speaks of as coming, with the false friends that are none of them."""

from __future__ import annotations

import datetime as dt

import pytest

from publishing.passed_days import coming_days, sentences

MARCH = dt.date(2026, 3, 15)

SPOKEN_OF_AS_COMING = [
    "Zgłoszenia przyjmujemy do 15 marca 2026 r.",
    "Wnioski można składać do dnia 15.03.2026 r. w Generatorze.",
    "Termin składania ofert: do 15 marca 2026 r. do godz. 15:00.",
    "Nabór trwa do 15 marca 2026 r.",
    "Zapisy od 1 do 15 marca 2026 r.",
    "Uwagi prosimy przesłać najpóźniej do 15.03.2026.",
    "Ofertę złóż nie później niż do 15 marca 2026 r., ofertę papierową zostaw na dzienniku podawczym.",
    "Spotkanie odbędzie się 15 marca 2026 r. w Centrum Obywatelskim.",
    "Spotkanie odbędzie się przy ul. Reymonta 20, w niedzielę 15 marca 2026 r.",
    "Zapraszamy w niedzielę, 15 marca 2026 r., do Parku Jordana!",
    "15 marca 2026 r. ruszy kolejna edycja programu.",
    "Wyniki ogłosimy 2026-03-15.",
    "Kadencja rady trwa do 15 marca 2026 r.",
    "Regulamin obowiązuje do 15 marca 2026 r.",
    "Warsztaty zaplanowane są na wiosnę. Planowany termin: 15 marca 2026 r.",
    "Szkolenie będzie w dniach 14-15 marca 2026 r.",
    "Dyżur telefoniczny potrwa do godz. 18.00 15 marca 2026 r.",
]
FALSE_FRIENDS = [
    "Ustawa z dnia 15 marca 2026 r. o zmianie ustawy będzie podstawą naboru.",
    "Zarządzenie z 15.03.2026 r. można przeczytać w BIP.",
    "Stan na 15 marca 2026 r.",
    "Spotkanie odbyło się 15 marca 2026 r.",
    "Nabór trwał do 15 marca 2026 r.",
    "Oferty przyjmowano do 15 marca 2026 r.",
    "Oferty złożone do 15 marca 2026 r. oceni komisja.",
    "Zadanie było realizowane od 1 stycznia 2026 r. do 15 marca 2026 r.",
    "Oferty na zadania realizowane w okresie od 1 stycznia do 15 marca 2026 r.",
    "Sprawozdanie obejmuje okres do 15 marca 2026 r.",
    "Od 15 marca 2026 r. obowiązuje nowy wzór oferty.",
    "Zapraszamy do obejrzenia zdjęć ze spotkania, 15 marca 2026 r.",
    "Zapraszamy do lektury protokołu posiedzenia z 15 marca 2026 r.",
    "Aktualizacja: 15.03.2026. Zapraszamy do kontaktu.",
    "Zapraszamy do kontaktu od 15 marca 2026 r.",
    "Zgłoszenia przyjmujemy do 15 marca.",
    "Telefon 12 616 15 03, pokój 2026, zapraszamy.",
    "Zgłoszenia przyjmujemy do 31.02.2026 r.",
    "Wersja 1.15.03.2026 będzie dostępna.",
    "Złożyliśmy sprawozdanie 15 marca 2026 r. i będziemy czekać na odpowiedź.",
    "Wniosek wpłynął do 15 marca 2026 r. i będzie rozpatrzony.",
]


@pytest.mark.par(3, pkt=2)
@pytest.mark.parametrize("text", SPOKEN_OF_AS_COMING)
def test_a_day_is_spoken_of_as_coming(text: str) -> None:
    assert [mention.on for mention in coming_days(text)] == [MARCH]


@pytest.mark.parametrize("text", FALSE_FRIENDS)
def test_false_friends_are_left_alone(text: str) -> None:
    assert not list(coming_days(text))


def test_each_day_of_a_text_is_told_with_its_own_sentence() -> None:
    text = "Nabór trwa do 1 marca 2026 r. Spotkanie odbędzie się 15 marca 2026 r. Zapraszamy.\nStan na 2.03.2026."
    found = [(mention.on.day, mention.quote) for mention in coming_days(text)]
    assert found == [(1, "Nabór trwa do 1 marca 2026 r"), (15, "Spotkanie odbędzie się 15 marca 2026 r")]


def test_a_long_sentence_is_cut_around_its_day() -> None:
    text = f"{'słowo ' * 60}zgłoszenia przyjmujemy do 15 marca 2026 r. {'dalej ' * 60}"
    quote = next(coming_days(text)).quote
    assert "15 marca 2026" in quote
    assert quote.startswith("…")
    assert quote.endswith("…")
    assert len(quote) < 200


def test_abbreviations_of_addresses_end_no_sentence() -> None:
    assert len(list(sentences("Zapraszamy na ul. Reymonta 20 i os. Centrum C 10. Będzie miło."))) == 2
