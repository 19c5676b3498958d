"""An organisation looks for a competition on a phone, and puts its deadline into the calendar (scenario of issue 6)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path

import vobject
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Person
from tests.journeys.running import Portal

CLUBS = "Kluby sąsiedzkie 60+ w dzielnicach"
Findings = Callable[..., list[str]]


def answered(page: Page, number: int) -> None:
    """The list was swapped in place: the live region says how many there are."""
    expect(page.locator("[data-results-count]")).to_have_text(re.compile(rf"^{number} "))
    expect(page.locator("#wyniki")).not_to_have_attribute("aria-busy", "true")


def test_an_organisation_finds_a_competition_and_saves_its_deadline(
    portal: Portal, person: Person, axe: Findings, tmp_path: Path
) -> None:
    reader = person(phone=True)
    reader.goto("/konkursy/")
    answered(reader, 6)
    reader.get_by_text("Więcej filtrów").click()
    reader.get_by_label("Stan").select_option(label="nabór trwa (2)")
    answered(reader, 2)
    reader.get_by_label("Kwota od").fill("400 000 zł")
    answered(reader, 1)
    expect(reader).to_have_url(re.compile(r"stan=open&kwota_od=400"))
    assert "stan=open" in str(reader.locator(".take-along a").first.get_attribute("href"))
    chips = reader.get_by_role("list", name="Wybrane filtry")
    expect(chips.get_by_role("link")).to_contain_text(["nabór trwa", "400 000 zł", "Wyczyść filtry"])
    assert axe(reader) == []
    reader.reload()
    answered(reader, 1)

    reader.get_by_role("link", name=CLUBS).click()
    expect(reader.get_by_role("heading", level=1)).to_have_text(CLUBS)
    now = reader.locator(".call__now")
    expect(now).to_contain_text("dni na złożenie oferty")
    button = now.get_by_role("link", name="Zapisz do kalendarza")
    expect(button).to_be_in_viewport()
    assert axe(reader) == []
    with reader.expect_download() as coming:
        button.click()
    coming.value.save_as(tmp_path / "termin.ics")
    event = vobject.readOne((tmp_path / "termin.ics").read_text()).vevent
    assert CLUBS in event.summary.value
    assert (event.dtend.value.hour, event.dtend.value.minute) == (15, 0)
    assert sorted(alarm.trigger.value for alarm in event.valarm_list) == [dt.timedelta(days=-7), dt.timedelta(days=-1)]
    now.get_by_role("link", name="Co trzeba przygotować").click()
    expect(reader.get_by_role("heading", name="Przygotuj się")).to_be_in_viewport()


def test_a_wrong_amount_is_told_at_its_field_while_typing(portal: Portal, person: Person, axe: Findings) -> None:
    reader = person(phone=True)
    reader.goto("/konkursy/")
    reader.get_by_text("Więcej filtrów").click()
    amount = reader.get_by_label("Kwota do")
    amount.fill("dużo")
    error = reader.locator("#filtr_kwota_do_error")
    expect(error).to_contain_text("Wpisz kwotę cyframi")
    expect(amount).to_have_attribute("aria-invalid", "true")
    expect(amount).to_have_value("dużo")
    assert axe(reader) == []
    amount.fill("1")
    expect(error).to_have_count(0)
    expect(amount).not_to_have_attribute("aria-invalid", "true")
    reader.get_by_label("Stan").select_option("open")
    answered(reader, 0)
    expect(reader.get_by_role("heading", name="Żaden konkurs nie spełnia wszystkich filtrów")).to_be_visible()
    reader.get_by_role("link", name="bez „Kwota do: 1 zł”").click()
    answered(reader, 2)


def test_the_keyboard_alone_does_it_at_a_desk(portal: Portal, person: Person) -> None:
    reader = person()
    reader.goto("/konkursy/")
    reader.get_by_label("Słowa").focus()
    reader.keyboard.type("sasiedzkich")
    answered(reader, 1)
    reader.keyboard.press("Tab")
    expect(reader.get_by_label("Stan")).to_be_focused()
    reader.keyboard.type("nab")
    expect(reader.get_by_label("Stan")).to_have_value("open")
    expect(reader).to_have_url(re.compile("stan=open"))
    chip = reader.get_by_role("link", name="Usuń filtr Słowa: sasiedzkich")
    chip.focus()
    reader.keyboard.press("Enter")
    answered(reader, 2)
    expect(reader).to_have_url(re.compile(r"\?stan=open$"))
    link = reader.get_by_role("link", name=CLUBS)
    link.focus()
    reader.keyboard.press("Enter")
    expect(reader.get_by_role("heading", level=1)).to_have_text(CLUBS)
    button = reader.get_by_role("link", name="Zapisz do kalendarza")
    for _step in range(40):
        if button.evaluate("node => node === document.activeElement"):
            break
        reader.keyboard.press("Tab")
    expect(button).to_be_focused()
    with reader.expect_download() as coming:
        reader.keyboard.press("Enter")
    assert coming.value.suggested_filename.endswith(".ics")
