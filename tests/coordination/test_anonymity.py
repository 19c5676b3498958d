"""Taking people out of Polish texts (§ 5 pkt 2): names in every case, ways to reach somebody; the office stays."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coordination.anonymity import REMOVED, Asker, Office, What, clean, traces
from coordination.anonymity.inflection import same

pytestmark = pytest.mark.par(5, pkt=2)
OFFICE = Office(
    emails=frozenset({"sz.umk@um.krakow.pl", "ewelina.brodacka@umk.example"}),
    domains=frozenset({"um.krakow.pl", "umk.example"}),
    phones=frozenset({"+48126167811"}),
    addresses=("ul. Dekerta 24, 30-703 Kraków",),
)
ANNA = Asker(
    name="Anna Kowalczyk-Gołąb",
    organisation="Stowarzyszenie Sąsiedzi z Bieńczyc",
    function="prezeska zarządu",
    email="biuro@sasiedzi-bienczyce.example",
)
CLUB = Asker(organisation="Uczniowski Klub Sportowy „Czyżyny 07”", email="zarzad.czyzyny@gmail.com")
MOST = Asker(name="Piotr Most", organisation="Fundacja „Most”")


@pytest.mark.parametrize(
    "forms",
    [
        "Anna Anny Annie Annę Anną Anno",
        "Kowalski Kowalskiego Kowalskiemu Kowalskim Kowalska Kowalskiej Kowalscy",
        "Nowak Nowaka Nowakowi Nowakiem Nowaku Nowakowie Nowaków",
        "Marek Marka Markowi Markiem Marku",
        "Paweł Pawła Pawłowi Pawłem Pawle",
        "Piotr Piotra Piotrowi Piotrem Piotrze",
        "Beata Beaty Beacie Beatę Beatą",
        "Agnieszka Agnieszki Agnieszce Agnieszkę",
        "Jadwiga Jadwigi Jadwidze Jadwigę",
        "Magda Magdzie Magdą",
        "Zofia Zofii Zofię Zofią",
        "Górny Górnego Górnemu Górnym Górna Górnej",
        "Wilczyńska Wilczyńskiej Wilczyńską",
        "Lis Lisa Lisowi Lisem Lisie",
        "Gołąb Gołębia Gołębiowi Gołębiem",
        "Stępień Stępnia Stępniowi Stępniem",
        "Wójcik Wójcika Wójcikowi",
        "Mazur Mazura Mazurze",
        "Ewa Ewy Ewie Ewę Ewą",
    ],
)
def test_a_name_is_met_in_every_case(forms: str) -> None:
    name, *others = forms.split()
    assert [form for form in others if not same(form, name)] == []


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("Nowakowski", "Nowak"),
        ("Anonim", "Anna"),
        ("Piotrków", "Piotr"),
        ("Przykład", "Przykładowa"),
        ("Mazurek", "Mazur"),
        ("Markiza", "Marek"),
        ("Listopad", "Lis"),
    ],
)
def test_another_word_is_not_the_name(word: str, name: str) -> None:
    assert not same(word, name)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Nazywam się Anna Kowalczyk-Gołąb i pytam o salę.", {What.NAME}),
        ("Odpowiadamy Pani Annie Kowalczyk-Gołąb.", {What.NAME}),
        ("pozdrawiam, anna kowalczyk", {What.NAME}),
        ("W sprawie zgłoszonej przez A. Kowalczyk wyjaśniamy", {What.NAME}),
        ("KOWALCZYK ANNA", {What.NAME}),
        ("Pytanie Kowalczyk-Gołąb dotyczy sali.", {What.NAME}),
        ("Stowarzyszenie Sąsiedzi z Bieńczyc pyta", {What.ORGANISATION}),
        ("oferta Stowarzyszenia „Sąsiedzi z Bieńczyc” jest ważna", {What.ORGANISATION}),
        ("jako sąsiedzi z Bieńczyc chcemy", {What.ORGANISATION}),
        ("Stowarzyszeniu Sąsiadów z Bieńczyc odpowiadamy", {What.ORGANISATION}),
        ("Proszę pisać: biuro@sasiedzi-bienczyce.example.", {What.EMAIL}),
        ("albo Jan.Inny@wp.pl", {What.EMAIL}),
        ("Opis jest na www.sasiedzi-bienczyce.example/sala", {What.WEBSITE}),
        ("Tel. 601 234 567", {What.PHONE}),
        ("dzwonić: +48 601-234-567", {What.PHONE}),
        ("numer 0048601234567 po 16", {What.PHONE}),
        ("stacjonarny (12) 345 67 89", {What.PHONE}),
        ("PESEL 85010112345", {What.PESEL}),
        ("mój pesel: 02270803628", {What.PESEL}),
        ("urodzona 850101 12345", {What.PESEL}),
    ],
)
def test_what_names_somebody_must_not_go_public(text: str, told: set[What]) -> None:
    assert {one.what for one in traces(text, ANNA, OFFICE)} == told
    cleaned = clean(text, ANNA, OFFICE)
    assert REMOVED in cleaned.text
    assert traces(cleaned.text, ANNA, OFFICE) == []


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("NIP 676-101-37-17, KRS 0000123456", "[usunięto]"),
        ("REGON: 351554353", "[usunięto]"),
        ("nr konta 12 1020 2892 2276 3005 0000 0000", "nr konta [usunięto]"),
        ("dowód ABC 123456", "dowód [usunięto]"),
        ("Mieszkam przy ul. Długiej 5/7.", "Mieszkam przy [usunięto]."),
        ("os. Centrum C 10, 31-931 Kraków", "[usunięto]"),
        ("al. 29 Listopada 48a", "[usunięto]"),
        ("ul. Wszystkich Świętych 3", "[usunięto]"),
        ("Jako prezeska zarządu pytam", "Jako [usunięto] pytam"),
        ("Pozdrawiam\nAnna", "Pozdrawiam\n[usunięto]"),
        ("Anna Kowalczyk-Gołąb, biuro@sasiedzi-bienczyce.example", "[usunięto]"),
    ],
)
def test_the_proposal_takes_out_doubtful_things_too(text: str, left: str) -> None:
    assert clean(text, ANNA, OFFICE).text == left


@pytest.mark.parametrize(
    "text",
    [
        "Sala jest przy ul. Dekerta 24, 30-703 Kraków.",
        "Zadzwoń: 12 616 78 11, pisz na sz.umk@um.krakow.pl albo kontakt@um.krakow.pl.",
        "Mały grant to najwyżej 20 000 zł, rocznie 40 000 zł.",
        "W puli jest 120 000 000 zł na lata 2026-2028.",
        "Zarządzenie nr 351/2026 z 24 lutego 2026 r., art. 19a ust. 1.",
        "Znak sprawy: SZ-07.524.1.12.2026.",
        "Termin mija 30 listopada 2026 r. o 15:30.",
        "Sąsiedzi mogą wejść bez zaproszenia.",
        "Stowarzyszenie powinno mieć statut.",
        "Most na Wiśle jest zamknięty od 7.30.",
    ],
)
def test_what_everybody_may_know_stays(text: str) -> None:
    assert clean(text, ANNA, OFFICE).text == text


def test_the_own_words_of_a_name_are_enough_and_general_ones_too_little() -> None:
    assert clean("Czyżyny 07 nie mogą dodać statutu.", CLUB).text == "[usunięto] nie mogą dodać statutu."
    assert clean("Uczniowskiemu Klubowi Sportowemu „Czyżyny 07” radzimy", CLUB).text == "[usunięto] radzimy"
    assert clean("Każdy uczniowski klub sportowy z Czyżyn", CLUB).text == "Każdy uczniowski klub sportowy z Czyżyn"
    assert clean("UKS „Czyżyny 07” może", CLUB).text == "[usunięto] może"
    assert traces("Fundacji „Most” odpowiadamy", MOST)
    assert traces("Fundacja Most pyta", MOST)
    assert not traces("Idziemy przez most.", MOST)


def test_a_mail_providers_name_leads_to_nobody() -> None:
    assert not traces("Konto na gmail.com wystarczy.", CLUB)


def test_an_anonymised_inquiry_has_nothing_to_look_for() -> None:
    text = "Tak, klub może działać w szkole po lekcjach."
    assert clean(text, Asker()).text == text
    assert clean("", ANNA).text == ""


def test_each_place_comes_with_the_words_around_it() -> None:
    [one] = traces("Po namyśle odpowiadamy Pani Kowalczyk, że sala jest wolna w każdy wtorek.", ANNA)
    assert one.words == "Kowalczyk"
    assert one.around == "…namyśle odpowiadamy Pani Kowalczyk, że sala jest wolna w każdy…"


@settings(max_examples=30)
@given(st.text(max_size=120))
def test_any_text_is_taken_and_cleaning_twice_changes_nothing(text: str) -> None:
    once = clean(text, ANNA, OFFICE)
    assert clean(once.text, ANNA, OFFICE).text == once.text
