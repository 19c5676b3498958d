"""Two units become one, in a real browser: preview, confirmation, and nothing is lost on the way (scenario 33)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Person
from tests.journeys.running import Portal
from tests.journeys.test_accessibility import NARROW, OPTIONS

OLD, NEW = "Wydział ds. Turystyki", "Wydział Kultury i Dziedzictwa Narodowego (KD)"
BASIS = "zarządzenie nr DEMO/1 w sprawie połączenia"
TITLE = "Szlaki dla wszystkich"
Axe = Callable[..., list[str]]


def accessible(page: Page, axe: Axe) -> None:
    """No finding at the desk, on a phone and on a narrow phone, and nothing that has to be scrolled sideways."""
    for width in (1280, 390, NARROW):
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_timeout(400)  # messages fade in
        assert axe(page, options=OPTIONS) == [], (page.url, width)
        overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(overflow) <= 0, (page.url, width)
    page.set_viewport_size({"width": 1280, "height": 900})


def reserve(page: Page) -> None:
    """An open handoff of the unit that will be gone."""
    page.get_by_role("link", name="Zarezerwuj termin").click()
    page.get_by_label("Tytuł roboczy").fill(TITLE)
    page.get_by_label("Rodzaj treści").select_option("news")
    page.get_by_role("button", name="Zarezerwuj", exact=True).click()
    expect(page.get_by_role("heading", name=TITLE)).to_be_visible()


@pytest.mark.par(5, pkt=1)
def test_an_administrator_joins_two_units_and_nothing_is_lost(portal: Portal, person: Person, axe: Axe) -> None:
    reserve(person("koordynator.turystyka"))

    admin = person("administrator")
    admin.goto("/admin/zmiany-komorek/")
    accessible(admin, axe)
    admin.get_by_role("link", name="Lista komórek").click()
    admin.goto(f"{admin.url.split('?')[0]}?q=Turystyki")
    admin.get_by_role("link", name=OLD, exact=True).click()
    admin.get_by_role("button", name="Akcje").click()
    admin.get_by_role("link", name="Połącz lub zamknij").click()
    accessible(admin, axe)
    admin.get_by_label("Następca (istniejąca komórka)").select_option(label=NEW)
    admin.get_by_label("Od którego dnia").fill(dt.datetime.now(ZoneInfo("Europe/Warsaw")).date().isoformat())
    admin.get_by_role("button", name="Zobacz, co się stanie").click()
    expect(admin.locator("#id_podstawa_error")).to_contain_text("Podaj dokument")
    admin.get_by_label("Podstawa").fill(BASIS)
    admin.get_by_role("button", name="Zobacz, co się stanie").click()
    expect(admin.get_by_role("heading", name="Oto, co się stanie")).to_be_visible()
    expect(admin.locator("main")).to_contain_text(TITLE)
    expect(admin.locator("main")).to_contain_text("Uprawnienia do publikacji")
    accessible(admin, axe)
    admin.get_by_role("button", name="Potwierdzam").click()
    expect(admin.locator(".messages")).to_contain_text("Gotowe")
    expect(admin.locator("main")).to_contain_text("Przekazania w toku: 1")
    accessible(admin, axe)

    heir = person("koordynator.kd")
    heir.goto("/admin/przekazania/")
    heir.get_by_role("link", name=TITLE).click()
    expect(heir.locator("main")).to_contain_text(f"rozpoczęła: {OLD}")
    expect(heir.locator("main")).to_contain_text("przejście do następcy komórki")
    heir.goto("/admin/opieka/")
    accessible(heir, axe)

    reader = person()
    reader.goto("/komorki/turystyka/")
    assert reader.url.endswith("/komorki/kultura-i-dziedzictwo-narodowe/")
    reader.goto("/koordynatorzy/")
    expect(reader.locator("main")).not_to_contain_text(OLD)
    reader.goto("/koordynatorzy/?q=turystyki")
    expect(reader.locator("main")).to_contain_text(f"Dawniej: {OLD}.")
    expect(reader.locator("main")).to_contain_text("Ewelina Brodacka")

    portal.manage("remind")
    portal.manage("publish_scheduled")


@pytest.mark.par(4, ust=1, pkt=1)
def test_a_page_is_offered_and_taken(portal: Portal, person: Person, axe: Axe) -> None:
    giver = person("koordynator.kd")
    giver.goto("/admin/przekazania/")
    giver.get_by_role("link", name="Strony zmieniające komórkę").click()
    giver.goto("/admin/")
    giver.get_by_role("link", name="Strona naszej komórki").click()
    page_id = giver.url.rstrip("/").split("/")[-2]
    giver.goto(f"/admin/opieka/przekaz/{page_id}/")
    accessible(giver, axe)
    giver.get_by_label("Komórka przyjmująca").select_option(label="Wydział Sportu (SP)")
    giver.get_by_label("Uzasadnienie").fill("Prowadzicie to od jesieni.")
    giver.get_by_role("button", name="Zaproponuj").click()
    expect(giver.locator("main")).to_contain_text("Prowadzicie to od jesieni.")

    taker = person("koordynator.sp")
    taker.goto("/admin/do-zrobienia/")
    expect(taker.locator("main")).to_contain_text("Strony proponowane naszej komórce")
    taker.goto("/admin/opieka/")
    accessible(taker, axe)
    taker.get_by_role("button", name="Przyjmij").first.click()
    expect(taker.locator(".messages")).to_contain_text("Przyjęto")
