"""One organisation asks, all may read: from the desk through the queue to a phone (§ 5 pkt 2, § 4 ust. 1 pkt 2)."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Person
from tests.journeys.running import Portal
from tests.journeys.test_handoff import agreed_hour, open_in_queue
from tests.journeys.test_the_main_job import editor_settled, press_in_menu

TITLE = "Co zrobić, gdy Generator nie przyjmuje statutu?"
Findings = Callable[..., list[str]]


@pytest.mark.par(5, pkt=2)
@pytest.mark.par(4, ust=1, pkt=2)
def test_an_answer_to_one_is_found_by_all(portal: Portal, person: Person, axe: Findings) -> None:
    deputy = person("zastepca.sp")
    make_a_draft(deputy)
    shorten(deputy)
    press_in_menu(deputy, "Przekaż do publikacji")
    deputy.wait_for_url("**/przekazania/strona/**")
    deputy.locator("main").get_by_role("button", name="Przekaż do publikacji").click()
    expect(deputy.locator(".messages")).to_contain_text("Przekazano")

    editor = person("redaktor")
    open_in_queue(editor, TITLE)
    expect(editor.frame_locator("iframe.material").locator("body")).to_contain_text("zapisać jako PDF")
    editor.get_by_role("button", name=re.compile("^Zatwierdź na termin")).click()
    expect(editor.locator(".messages")).to_contain_text("Zatwierdzono")
    portal.manage("publish_scheduled", "--now", agreed_hour(portal, TITLE).isoformat())

    reader = person(phone=True)
    reader.goto("/konkursy/zimowe-zajecia-sportowe/")
    about = reader.locator("section[aria-labelledby=pytania-i-odpowiedzi]")
    about.get_by_role("link", name=TITLE).click()
    expect(reader.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(reader.locator("main")).not_to_contain_text("Czyżyny")
    expect(reader.locator("main")).to_contain_text("Odpowiedź z dnia")
    assert axe(reader) == []
    reader.goto("/szukaj/?q=statutem+generatorów")
    expect(reader.get_by_role("link", name=TITLE)).to_be_visible()
    reader.goto("/zapytania/")
    reader.locator("#sprawdz-slowa").fill("statutowi")
    reader.get_by_role("button", name="Sprawdź").click()
    expect(reader.get_by_role("link", name=TITLE)).to_be_visible()
    expect(reader.get_by_label("Temat", exact=True)).to_have_value("statutowi")
    for visitor in (reader, person()):
        visitor.goto("/pytania/?q=statutu")
        expect(visitor.get_by_role("link", name=TITLE)).to_be_visible()
        assert axe(visitor) == []

    deputy.goto("/admin/zapytania/?stan=odpowiedziane")
    deputy.get_by_role("link", name="Błąd Generatora").first.click()
    expect(deputy.locator("main")).to_contain_text("Odpowiedź opublikowano:")


def make_a_draft(page: Page) -> None:
    """Answer the inquiry, and press the button; nobody's name is left in what comes of it."""
    page.goto("/admin/zapytania/")
    page.get_by_role("link", name="Błąd Generatora").first.click()
    page.locator("[name=tresc]").fill(
        "Statut trzeba zapisać jako PDF do 5 MB.\n\nUKS „Czyżyny 07” może też przysłać go pocztą."
    )
    page.get_by_role("button", name="Wyślij odpowiedź").click()
    expect(page.locator(".messages")).to_contain_text("Odpowiedź")
    page.get_by_role("button", name="Opublikuj jako pytanie i odpowiedź").click()
    page.wait_for_url("**/edit/")
    editor_settled(page)
    expect(page.locator("main")).to_contain_text("nazwa organizacji: UKS „Czyżyny 07”")


def shorten(page: Page) -> None:
    """What the deputy writes: a plain question, a short answer, and the second paragraph without a gap."""
    page.locator("[name=title]").fill(TITLE)
    page.locator("[name=short_answer]").fill("Zapisz statut jako PDF do 5 MB.")
    second = page.locator("[data-contentpath=body] [contenteditable=true]").nth(1)
    second.click()
    page.keyboard.press("Control+A")
    page.keyboard.type("Statut można też przysłać pocztą.")
