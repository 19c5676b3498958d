"""A coordinator puts a contact card into a text: refused in words while it names nobody, open to change afterwards."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Person
from tests.journeys.running import Portal
from tests.journeys.test_every_control import news_of

SPORT = "Wydział Sportu (SP)"
PHONE_WIDTH = 390


def insert(page: Page, block: str) -> None:
    page.get_by_role("button", name="Dodaj blok").first.click()
    page.locator("[data-tippy-root]").get_by_role("option", name=block, exact=True).click()


def save(page: Page) -> None:
    with page.expect_navigation():
        page.locator("footer [type=submit]:visible").first.click()
    page.wait_for_load_state("networkidle")


@pytest.mark.par(4, ust=1, pkt=1)
def test_a_contact_card_is_inserted_refused_while_empty_and_changed(portal: Portal, person: Person) -> None:
    page = person("koordynator.kd")
    page.goto(f"/admin/pages/{news_of(portal, 'KD')}/edit/")
    page.wait_for_load_state("networkidle")
    page.get_by_role("button", name="Przełącz podgląd").click()
    page.wait_for_load_state("networkidle")
    with page.expect_response(
        lambda answer: "/preview/" in answer.url and answer.request.method == "POST"
    ) as previewed:
        insert(page, "karta kontaktu")
    assert previewed.value.ok
    unit = page.locator("select[name$=value-unit]")
    expect(unit).to_have_value("")
    save(page)  # a draft may leave it open; what is handed over may not
    expect(page.locator("main")).to_contain_text(re.compile(r"Uzupełnij w polu „treść”: 1\. karta kontaktu\."))
    page.get_by_role("link", name="Wróć do edytora").click()
    unit.select_option(label=SPORT)
    save(page)
    expect(page.get_by_role("heading", name="Co będzie dalej")).to_be_visible()
    expect(page.locator("main")).not_to_contain_text("karta kontaktu")
    page.get_by_role("link", name="Wróć do edytora").click()
    expect(unit.locator("option:checked")).to_have_text(SPORT)


def test_the_list_of_units_stays_on_a_phones_screen(portal: Portal, person: Person) -> None:
    page = person("koordynator.kd", phone=True)
    page.goto(f"/admin/pages/{news_of(portal, 'KD')}/edit/")
    page.wait_for_load_state("networkidle")
    insert(page, "karta kontaktu")
    box = page.locator("select[name$=value-unit]").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= PHONE_WIDTH
