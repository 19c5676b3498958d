"""A coordinator announces a competition: led to the missing item by the keyboard, then handed over (scenario 44)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Person
from tests.journeys.running import Portal
from tests.journeys.test_the_main_job import editor_settled, hour_in_form, press_in_menu, working_day

BEGUN = "Treningi rodzinne w parkach"
MISSING = "Podaj zasady przyznawania dotacji (art. 13 ust. 2 pkt 3 ustawy)."
COMPLETE = "Niczego, czego wymaga ustawa, nie brakuje"


BASELINE = 2500
"""Milliseconds after which the editor has taken the form as it opened: what is typed sooner is no change to it."""


def open_draft(author: Page) -> None:
    author.goto("/admin/pages/search/?q=Treningi")
    author.get_by_role("link", name=BEGUN).first.click()
    if "/edit/" not in author.url:
        author.get_by_role("link", name="Edytuj").first.click()
    editor_settled(author)
    author.wait_for_timeout(BASELINE)


@pytest.mark.par(3, pkt=6)
def test_the_missing_item_is_found_by_the_keyboard_and_the_list_follows(portal: Portal, person: Person) -> None:
    author = person("koordynator.sp")
    open_draft(author)
    checklist = author.locator("[data-checklist]")
    expect(checklist).to_contain_text(MISSING)
    expect(checklist).to_contain_text("Z tymi terminami:")
    checklist.locator("a[data-ngo-field=award_rules]").focus()
    author.keyboard.press("Enter")
    expect(author.get_by_role("tab", name="Pieniądze")).to_have_attribute("aria-selected", "true")
    expect(author.locator("[data-contentpath=award_rules] [contenteditable=true]")).to_be_focused()
    author.keyboard.type("Dotacja pokrywa pracę trenerów i sprzęt.")
    expect(checklist.locator("h2")).to_contain_text(COMPLETE, timeout=20_000)
    expect(checklist.locator("[role=status]")).to_have_text(COMPLETE)


@pytest.mark.par(4, ust=1, pkt=2)
def test_without_the_item_nothing_is_handed_over_and_with_it_it_is(portal: Portal, person: Person) -> None:
    author = person("koordynator.sp")
    open_draft(author)
    press_in_menu(author, "Przekaż do publikacji")
    expect(author.locator("main")).to_contain_text(MISSING)
    author.get_by_role("link", name="Uzupełnij w edytorze").first.click()
    editor_settled(author)
    author.wait_for_timeout(BASELINE)
    expect(author.get_by_role("tab", name="Pieniądze")).to_have_attribute("aria-selected", "true")
    author.locator("[data-contentpath=award_rules] [contenteditable=true]").click()
    author.keyboard.type("Dotacja pokrywa pracę trenerów i sprzęt.")
    expect(author.locator("[data-checklist] h2")).to_contain_text(COMPLETE, timeout=20_000)
    press_in_menu(author, "Przekaż do publikacji")
    hour_in_form(author, working_day(6), "09:00")
    author.get_by_role("button", name="Przekaż do publikacji").click()
    expect(author.locator(".messages")).to_contain_text("Przekazano")


def test_the_screens_of_an_announcement_have_no_findings(
    portal: Portal, person: Person, axe: Callable[..., list[str]]
) -> None:
    author = person("koordynator.sp")
    open_draft(author)
    author.locator("[data-checklist]").get_by_role("link", name="Miejsca ogłoszenia i wyjątki").click()
    expect(author.locator("main")).to_contain_text("Gdzie stoją ogłoszenie i rozstrzygnięcie (art. 13 ust. 3)")
    assert axe(author) == []
    author.go_back()
    author.locator("[data-checklist]").get_by_role("link", name="Tekst do BIP").click()
    expect(author.locator("main")).to_contain_text("1. Rodzaj zadania")
    assert axe(author) == []
    with author.expect_download() as file:
        author.get_by_role("link", name="Pobierz DOCX").click()
    assert file.value.suggested_filename == "ogloszenie-treningi-rodzinne.docx"
    phone = person("koordynator.sp", phone=True)
    phone.goto(author.url)
    width = phone.evaluate("document.documentElement.scrollWidth")
    assert width <= phone.evaluate("window.innerWidth")


DAYS = {"2 grudnia 2026": "2 grudnia 2026", "2026-12-02": "2026-12-02", "po świętach": "po świętach"}
"""What is typed as a day stays as typed, also where no day can be read from it."""


def test_a_typed_day_stays_as_typed_and_every_finding_leads_to_its_field(portal: Portal, person: Person) -> None:
    author = person("koordynator.sp")
    open_draft(author)
    author.get_by_role("tab", name="Terminy i zasady").click()
    day = author.locator("[name=offers_from]")
    for typed, kept in DAYS.items():
        day.fill(typed)
        author.keyboard.press("Tab")
        author.wait_for_timeout(300)
        expect(day).to_have_value(kept)
    day.fill("2 grudnia 2026")
    emptied = ("[name=deadline]", "[name=choice_on]", "[name=realised_until]")
    for name in emptied:
        author.locator(name).fill("")
    author.locator("[name=place]").evaluate("field => { field.value = ''; }")  # it stands in a folded panel
    press_in_menu(author, "Zapisz szkic")
    editor_settled(author)
    expect(author.locator("[name=offers_from]")).to_have_value("02.12.2026")
    links = author.locator("[data-checklist] a[data-ngo-field]")
    assert links.count() > len(emptied)
    for number in range(links.count()):
        author.get_by_role("tab", name="Zadanie").click()  # where the checklist stands
        place = links.nth(number).get_attribute("data-ngo-field")
        links.nth(number).click()
        author.wait_for_timeout(1_000)
        assert author.evaluate(REACHED), place


REACHED = """() => {
  const held = document.activeElement, at = held.getBoundingClientRect();
  return !held.closest("[data-checklist]") && at.height > 0 && at.top >= 0 && at.top < innerHeight;
}"""
"""The field that the finding names has the focus, and is seen."""
