"""Small grants end to end: a unit says what is left, an organisation on a phone reads it and counts."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from coordination.wording import full_day
from tests.journeys.conftest import Person

CALL = "/male-granty/kultura-za-rogiem/"


@pytest.mark.par(3, pkt=5)
def test_a_unit_says_what_is_left_and_an_organisation_reads_it_with_its_day(
    person: Person, axe: Callable[[Page], list[str]]
) -> None:
    today = full_day(timezone.localdate())
    unit = person("koordynator.kd")
    unit.goto("/admin/male-granty/")
    unit.get_by_role("link", name="Wydział Kultury i Dziedzictwa Narodowego (KD)").click()
    unit.get_by_label("Pula na rok, w zł").fill("60 000")
    unit.get_by_label("Przyznano dotąd, w zł").fill("61 000")
    unit.get_by_role("button", name="Zapisz dane").click()
    expect(unit.get_by_role("alert")).to_contain_text("Przyznano więcej, niż wynosi pula")
    expect(unit.get_by_label("Pula na rok, w zł")).to_have_value("60 000")
    unit.get_by_label("Przyznano dotąd, w zł").fill("60 000")
    unit.get_by_role("button", name="Zapisz dane").click()
    expect(unit.get_by_text("Dane zapisano")).to_be_visible()

    reader = person(phone=True)
    reader.goto(CALL)
    expect(reader.get_by_text("Środki wyczerpane").first).to_be_visible()
    expect(reader.get_by_text(f"Stan na {today}: z puli")).to_contain_text("zostało 0")
    assert axe(reader) == []


@pytest.mark.par(5, pkt=3)
def test_the_calculator_works_on_a_phone_without_scripts(person: Person) -> None:
    reader = person(phone=True, java_script_enabled=False)
    reader.goto("/")
    reader.get_by_role("link", name="Małe granty: nabory, środki, limity").click()
    reader.get_by_label("Dzień złożenia oferty").fill("2026-08-31")
    reader.get_by_label("Kwota dotacji w zł").fill("12 tysięcy")
    reader.get_by_role("button", name="Sprawdź", exact=True).click()
    expect(reader.get_by_label("Kwota dotacji w zł")).to_have_value("12 tysięcy")
    expect(reader.get_by_role("alert")).to_contain_text("Podaj kwotę w złotych")
    reader.get_by_label("Kwota dotacji w zł").fill("12 000")
    reader.get_by_role("button", name="Sprawdź", exact=True).click()
    verdict = reader.get_by_role("region", name="Co wynika z limitów na 31 sierpnia 2026")
    expect(verdict).to_contain_text("więcej, niż można dostać na jedno zadanie")
    expect(verdict).to_contain_text("Dz.U. 2025 poz. 1338")
    expect(reader.get_by_role("region", name="Co będzie dalej")).to_contain_text("9 września 2026")
    beyond = reader.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert beyond <= 0
