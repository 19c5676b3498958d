"""Remarks of a return, in a real browser: the author finds them beside the fields and resolves one."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Person
from tests.journeys.running import Portal
from tests.journeys.test_the_main_job import editor_settled, press_in_menu

RETURNED = "Nowe godziny otwarcia miejsca spotkań organizacji"
QUEUED = "Jak opisać dostępność zajęć sportowych"


@pytest.mark.par(4, ust=1, pkt=2)
def test_a_remark_stands_at_its_field_until_the_author_resolves_it(portal: Portal, person: Person) -> None:
    author = person("zastepca.mops")
    author.goto("/admin/przekazania/")
    author.get_by_role("link", name=RETURNED).first.click()
    address = author.url
    expect(author.locator(".returned .remarks")).to_contain_text("Proszę podać nazwę miejsca.")
    expect(author.locator("main")).to_contain_text("2 uwagi redakcji portalu nie są jeszcze rozwiązane")
    author.get_by_role("link", name="Popraw tekst").click()
    editor_settled(author)
    author.locator('[data-side-panel-toggle="comments"]').click()
    remarks = author.locator(".comment:visible")
    expect(remarks).to_have_count(2)
    first = remarks.filter(has_text="Proszę podać nazwę miejsca.")
    expect(first).to_contain_text("Redaktor Demo")
    first.locator("summary").click()
    first.get_by_text("Rozwiąż").click()
    press_in_menu(author, "Zapisz szkic")
    expect(author.locator(".messages")).to_be_visible()
    author.goto(address)
    expect(author.locator(".remarks__state").first).to_contain_text("rozwiązana")
    expect(author.locator("main")).to_contain_text("1 uwaga redakcji portalu nie jest jeszcze rozwiązana")


@pytest.mark.par(4, ust=2)
def test_the_team_writes_remarks_at_fields_and_a_whole_text_has_its_place_too(portal: Portal, person: Person) -> None:
    team = person("redaktor")
    team.goto("/admin/przekazania/kolejka/")
    team.get_by_role("link", name=QUEUED).first.click()
    team.locator("summary", has_text="Zwróć do poprawy").click()
    team.get_by_label("Co trzeba poprawić?").fill("Dwie drobne rzeczy.")
    team.locator("summary", has_text="Uwagi przy polach").click()
    team.locator("[name=return-remark-body]").fill("Proszę dodać przykład z hali.")
    team.locator("[name=return-remark-title]").fill("Proszę skrócić.")
    team.get_by_role("button", name="Zwróć do komórki").click()
    expect(team.locator(".messages")).to_be_visible()
    author = person("koordynator.sp")
    author.goto("/admin/przekazania/")
    author.get_by_role("link", name=QUEUED).first.click()
    author.get_by_role("link", name="Popraw tekst").click()
    editor_settled(author)
    author.locator('[data-side-panel-toggle="comments"]').click()
    expect(author.locator(".comment:visible")).to_have_count(2)
    expect(author.locator(".comment", has_text="Proszę dodać przykład z hali.")).to_be_visible()
