"""SZ gives two units the right to publish news in one go; what the coordinator meets changes from the day named."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Person
from tests.journeys.running import Portal

WARSAW = ZoneInfo("Europe/Warsaw")
MATRIX = "/admin/uprawnienia/macierz/"
BASIS = "decyzja SZ-07/2026"


def cell(page: Page, unit: str) -> object:
    return page.get_by_role("row", name=unit).locator("input[value$=':news']")


def give(page: Page, first: dt.date, *units: str) -> None:
    """Tick the cells «aktualności» of the units and say from when; stops at the preview."""
    page.goto(MATRIX)
    for unit in units:
        page.get_by_role("row", name=unit).locator("input[value$=':news']").check()
    page.get_by_label("komórka sama publikuje", exact=True).check()
    page.get_by_label("Pierwszy dzień").fill(first.isoformat())
    page.get_by_label("Podstawa").fill(BASIS)
    page.get_by_role("button", name="Pokaż, co się zmieni").click()
    expect(page.get_by_role("heading", name="Co się zmieni", exact=True)).to_be_visible()


def confirm(page: Page, said: str) -> None:
    page.get_by_role("button", name="Potwierdź zmianę").click()
    expect(page.locator(".messages")).to_contain_text(said)


def deeds_of_the_editor(page: Page) -> str:
    page.goto("/admin/")
    page.get_by_role("link", name="Napisz aktualność").click()
    page.wait_for_load_state("networkidle")
    return page.locator("footer").inner_text()


@pytest.mark.par(4, ust=1, pkt=1)
@pytest.mark.par(4, ust=1, pkt=2)
def test_sz_changes_rights_in_one_go(portal: Portal, person: Person, axe: Callable[..., list[str]]) -> None:
    today = dt.datetime.now(WARSAW).date()
    before = person("koordynator.kd")
    assert "Opublikuj" not in deeds_of_the_editor(before)
    assert "Przekaż do publikacji" in deeds_of_the_editor(before)

    sz = person("sz")
    sz.get_by_role("link", name="Uprawnienia", exact=False).first.click()
    expect(sz).to_have_url(f"{portal.url}{MATRIX}")
    assert axe(sz) == []
    give(sz, today + dt.timedelta(days=1), "(KD)", "(WS)")
    preview = sz.locator(".rights__sentences")
    expect(preview.locator("dt")).to_have_count(2)
    expect(preview).to_contain_text("komórka sama publikuje od")
    expect(sz.get_by_role("heading", name="Co się nie zmieni")).to_be_visible()
    assert axe(sz) == []
    confirm(sz, "Zmieniono 2 pola macierzy.")
    row = sz.get_by_role("row", name="(KD)")
    expect(row.locator("td[data-label='Aktualności']")).to_contain_text("przekazuje")
    expect(row.locator("td[data-label='Aktualności']")).to_contain_text("sama publikuje")
    assert "Przekaż do publikacji" in deeds_of_the_editor(before)

    give(sz, today, "(KD)")
    expect(sz.locator(".rights__sentences")).to_contain_text("zostanie odwołane")
    confirm(sz, "Zmieniono 1 pole macierzy.")
    assert "Opublikuj" in deeds_of_the_editor(before)

    sz.get_by_role("row", name="(KD)").get_by_role("link").click()
    expect(sz.get_by_role("heading", name="Kto i co zmienił")).to_be_visible()
    expect(sz.locator(".records")).to_contain_text(BASIS)
    expect(sz.locator(".records")).to_contain_text("Monitor Demo SZ")
    assert axe(sz) == []

    sz.goto(MATRIX)
    sz.get_by_role("link", name="Rejestr do druku").click()
    sz.emulate_media(media="print")
    expect(sz.locator(".rights__stamp")).to_contain_text("Stan na")
    expect(sz.locator(".rights__register").first).to_contain_text(BASIS)
    expect(sz.locator(".rights__noprint")).to_be_hidden()
    assert axe(sz) == []


def test_on_a_phone_nothing_reaches_beyond_the_screen(portal: Portal, person: Person) -> None:
    sz = person("sz", phone=True)
    for address in (MATRIX, f"{MATRIX}rejestr/", f"{MATRIX}historia/"):
        sz.goto(address)
        assert sz.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    sz.goto(MATRIX)
    expect(sz.get_by_role("region", name="Macierz uprawnień do publikacji")).to_be_visible()


def test_the_administrator_names_an_editor_and_meets_the_reason_of_a_refusal(
    portal: Portal, person: Person, axe: Callable[..., list[str]]
) -> None:
    administrator = person("administrator")
    administrator.goto("/admin/redakcja/")
    expect(administrator.locator("main")).to_contain_text("Redaktorka Demo Aktualności")
    administrator.get_by_role("link", name="Redaktor Demo", exact=True).click()
    administrator.locator("[name=until_on]").fill(f"{dt.datetime.now(WARSAW):%d.%m.%Y}")
    administrator.locator("footer").get_by_role("button", name="Zapisz").click()
    expect(administrator.locator("main")).to_contain_text("Najpierw wyznacz kogoś innego.")
