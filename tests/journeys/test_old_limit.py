"""SZ finds a limit of before September on a public page, and the unit corrects it (§ 3 pkt 2)."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Person
from tests.journeys.running import Portal
from tests.journeys.test_handoff import agreed_hour, open_in_queue
from tests.journeys.test_the_main_job import editor_settled, press_in_menu

TITLE = "Poradnik: pierwszy mały grant"
OLD_LAW = "/admin/raporty/ustalenia/?ustalenie=prawo"
TODAYS = "Mały grant z art. 19a to najwyżej 20 000 zł na zadanie."
LOOK = """
from django.utils import timezone
from publishing import look_rounds
while any(look_rounds.run_once(timezone.now(), seconds=60).values()):
    pass
"""
Findings = Callable[..., list[str]]


@pytest.mark.par(3, pkt=2)
def test_sz_finds_the_old_limit_and_the_unit_corrects_it(portal: Portal, person: Person, axe: Findings) -> None:
    sz = person("sz")
    sz.goto("/admin/")
    sz.get_by_role("link", name="Raport miasta").first.click()
    expect(sz.get_by_role("heading", level=1)).to_contain_text("Raport miasta")
    sz.goto(OLD_LAW)
    row = sz.locator(".ngo-table tbody tr", has_text=TITLE)
    expect(row.first).to_contain_text("10 000 zł")
    assert axe(sz, options={"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag22aa"]}}) == []

    coordinator = person("koordynator.kd")
    coordinator.goto(OLD_LAW)
    coordinator.locator(".ngo-table tbody tr", has_text=TITLE).first.get_by_role("link", name="Popraw").click()
    editor_settled(coordinator)
    expect(coordinator.locator("main")).to_contain_text("Mały grant z art. 19a to najwyżej 10 000 zł")
    write_todays_limit(coordinator)
    press_in_menu(coordinator, "Przekaż do publikacji")
    coordinator.wait_for_url("**/przekazania/strona/**")
    coordinator.locator("main").get_by_role("button", name="Przekaż do publikacji").click()
    expect(coordinator.locator(".messages")).to_contain_text("Przekazano")

    editor = person("redaktor")
    open_in_queue(editor, TITLE)
    editor.get_by_role("button", name=re.compile("^Zatwierdź na termin")).click()
    expect(editor.locator(".messages")).to_contain_text("Zatwierdzono")
    portal.manage("publish_scheduled", "--now", agreed_hour(portal, TITLE).isoformat())
    portal.manage("shell", "-v", "0", "-c", LOOK)

    reader = person(phone=True)
    reader.goto("/aktualnosci/poradnik-maly-grant/")
    expect(reader.locator("main")).to_contain_text("20 000 zł")
    sz.goto(OLD_LAW)
    expect(sz.locator("main")).not_to_contain_text(TITLE)


def write_todays_limit(page: Page) -> None:
    """The paragraph that the finding names, written anew."""
    paragraph = page.locator("[data-contentpath=body] [contenteditable=true]", has_text="art. 19a").first
    paragraph.click()
    page.keyboard.press("Control+A")
    page.keyboard.type(TODAYS)
    kept = page.locator("[data-contentpath=body] input[type=hidden][id$=value]").first
    expect(kept).to_have_value(re.compile(re.escape(TODAYS)))  # the editor writes it there a quarter of a second later
