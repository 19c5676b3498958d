"""The handoff in a real browser: agreement in rounds, return and resubmission, emergency, a failure found and mended,
and all of it with the keyboard alone (scenarios 10, 17, 19, 28, 73)."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Callable
from contextlib import closing
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import Person
from tests.journeys.running import Portal
from tests.journeys.test_the_main_job import editor_settled, hour_in_form, press_in_menu, working_day

WARSAW = ZoneInfo("Europe/Warsaw")
QUEUE = "/admin/przekazania/kolejka/"
Findings = Callable[..., list[str]]


def open_in_queue(page: Page, title: str) -> None:
    page.goto(QUEUE)
    page.get_by_role("link", name=title).first.click()
    expect(page.get_by_role("heading", name=title)).to_be_visible()


def reserve(page: Page, title: str, deliver_by: dt.date, publish_on: dt.date) -> str:
    """Both dates before there is a text; the address of the handoff."""
    page.goto("/admin/przekazania/rezerwacja/")
    page.get_by_label("Tytuł roboczy").fill(title)
    page.get_by_label("Rodzaj treści").select_option("news")
    page.locator("input[name$=deliver_by]:visible").fill(deliver_by.isoformat())
    hour_in_form(page, publish_on, "10:00")
    page.get_by_role("button", name="Zarezerwuj", exact=True).click()
    expect(page.get_by_role("heading", name=title)).to_be_visible()
    return page.url


def propose(page: Page, day: dt.date, hour: str, why: str) -> None:
    page.locator("summary", has_text="Zaproponuj inne terminy").click()
    hour_in_form(page, day, hour)
    page.locator("textarea[name$=reason]:visible").fill(why)
    page.get_by_role("button", name="Wyślij propozycję").click()
    expect(page.locator(".messages")).to_contain_text("Propozycja wysłana")


def hand_over_news(page: Page, title: str) -> None:
    """A finished news item, at the hour that is offered."""
    page.goto("/admin/")
    page.get_by_role("link", name="Napisz aktualność").click()
    editor_settled(page)
    page.locator("[name=title]").fill(title)
    page.locator("[name=lead]").fill("Jedno zdanie dla organizacji.")
    press_in_menu(page, "Przekaż do publikacji")
    page.wait_for_url("**/przekazania/strona/**")
    page.locator("main").get_by_role("button", name="Przekaż do publikacji").click()
    expect(page.locator(".messages")).to_contain_text("Przekazano")


def agreed_hour(portal: Portal, title: str) -> dt.datetime:
    with closing(sqlite3.connect(portal.database)) as rows:
        newest = "SELECT publish_at FROM publishing_handoff WHERE title = ? ORDER BY id DESC LIMIT 1"
        [[at]] = rows.execute(newest, [title]).fetchall()
    return dt.datetime.fromisoformat(at).replace(tzinfo=dt.UTC)


@pytest.mark.par(4, ust=2)
def test_dates_are_agreed_over_three_rounds(portal: Portal, person: Person, axe: Findings) -> None:
    title, day = "Targi organizacji na Rynku", working_day
    coordinator, editor = person("koordynator.kd"), person("redaktor")
    address = reserve(coordinator, title, day(6), day(8))
    open_in_queue(editor, title)
    propose(editor, day(9), "12:00", "Ósmego publikujemy wyniki konkursu.")
    coordinator.goto(address)
    expect(coordinator.locator("main")).to_contain_text("Ósmego publikujemy wyniki konkursu.")
    propose(coordinator, day(10), "09:00", "Dziewiątego nie ma nikogo, kto odpowie na pytania.")
    editor.goto(address)
    propose(editor, day(10), "13:00", "Rano wychodzi biuletyn.")
    coordinator.goto(address)
    coordinator.get_by_role("button", name="Przyjmij terminy").click()
    expect(coordinator.locator(".messages")).to_contain_text("Terminy uzgodnione")

    rounds = coordinator.locator("section[aria-labelledby=proposals-title] li")
    expect(rounds).to_have_count(4)
    expect(rounds.nth(0)).to_contain_text("Ewelina Brodacka")
    for number, words in enumerate(("Ósmego publikujemy", "Dziewiątego nie ma", "Rano wychodzi"), start=1):
        expect(rounds.nth(number)).to_contain_text(words)
    expect(rounds.nth(3)).to_contain_text("Ewelina Brodacka")
    expect(coordinator.locator(".handoff-head")).to_contain_text("13:00")
    assert axe(coordinator) == []
    portal.manage("publish_scheduled")
    assert letters_about(portal, title, "ewelina.brodacka@umk.example") == 2, "what the other side proposed"
    assert letters_about(portal, title, "redaktor@portal.example") == 3, "the reservation, one proposal, the consent"
    ids = [str(mail["Message-ID"]) for mail in portal.mails]
    assert len(ids) == len(set(ids))


def letters_about(portal: Portal, title: str, address: str) -> int:
    return len([mail for mail in portal.mails_to(address) if title in str(mail["Subject"])])


@pytest.mark.par(4, ust=2)
def test_what_was_returned_is_corrected_and_handed_over_again_by_the_deputy(portal: Portal, person: Person) -> None:
    title = "Zbiórka książek dla świetlic"
    hand_over_news(person("koordynator.mops"), title)
    editor = person("redaktor")
    open_in_queue(editor, title)
    editor.locator("summary", has_text="Zwróć do poprawy").click()
    editor.get_by_role("button", name="Zwróć do komórki").click()
    expect(editor.locator("[data-error-summary]")).to_be_focused()
    expect(editor.locator("#id_return-comment")).to_have_attribute("aria-invalid", "true")
    editor.locator("#id_return-comment").fill("Dopisz, gdzie przynosić książki.")
    editor.get_by_role("button", name="Zwróć do komórki").click()
    expect(editor.locator(".messages")).to_contain_text("Komórka dostała komentarz")

    deputy = person("zastepca.mops")
    deputy.get_by_role("link", name=title).first.click()
    expect(deputy.locator("main")).to_contain_text("Dopisz, gdzie przynosić książki.")
    deputy.get_by_role("link", name="Popraw tekst").click()
    editor_settled(deputy)
    deputy.locator("[name=lead]").fill("Książki przynoście do świetlicy przy ul. Długiej 1.")
    press_in_menu(deputy, "Przekaż do publikacji")
    deputy.wait_for_url("**/przekazania/**")
    expect(deputy.locator(".messages")).to_contain_text("Dostarczono")
    expect(deputy.locator("section[aria-labelledby=history-title]")).to_contain_text("w zastępstwie")

    open_in_queue(editor, title)
    editor.get_by_role("link", name="Porównaj z wersją zwróconą").click()
    expect(editor.locator("main")).to_contain_text("przy ul. Długiej 1")
    editor.go_back()
    editor.get_by_role("button", name="Zatwierdź na termin").click()
    expect(editor.locator(".messages")).to_contain_text("Zatwierdzono")
    portal.manage("publish_scheduled", "--now", agreed_hour(portal, title).isoformat())
    reader = person(phone=True)
    reader.goto("/aktualnosci/")
    reader.get_by_role("link", name=title).first.click()
    expect(reader.locator("main")).to_contain_text("przy ul. Długiej 1")


@pytest.mark.par(4, ust=2)
def test_an_emergency_is_public_at_once_and_confirmed_by_somebody_else(
    portal: Portal, person: Person, axe: Findings
) -> None:
    title = "Awaria ogrzewania w sali przy ul. Szerokiej"
    hand_over_news(person("koordynator.mops"), title)
    administrator = person("administrator")
    open_in_queue(administrator, title)
    administrator.locator("summary", has_text="Awaryjnie: opublikuj od razu").click()
    administrator.get_by_role("button", name="Opublikuj bez drugiej kontroli").click()
    reason = administrator.locator("#id_emergency-reason")
    expect(administrator.locator("[data-error-summary]")).to_be_focused()
    expect(reason).to_have_attribute("aria-invalid", "true")
    reason.fill("Sala jest zamknięta od dziś, nikt inny nie ma dyżuru.")
    administrator.get_by_role("button", name="Opublikuj bez drugiej kontroli").click()
    expect(administrator.locator(".messages")).to_contain_text("bez drugiej kontroli")
    assert administrator.get_by_role("button", name="Przeczytano, potwierdzam").count() == 0

    reader = person(phone=True)
    reader.goto("/aktualnosci/")
    reader.get_by_role("link", name=title).first.click()
    expect(reader.locator("main")).to_contain_text("bez drugiej kontroli")
    watcher = person("sz")
    watcher.locator("[data-panel-name=emergencies]").get_by_role("link", name=title).click()
    expect(watcher.locator("main")).to_contain_text("Sala jest zamknięta od dziś")
    assert axe(watcher) == []
    watcher.get_by_role("button", name="Przeczytano, potwierdzam").click()
    expect(watcher.locator(".messages")).to_contain_text("Potwierdzono")
    reader.reload()
    expect(reader.locator("main")).to_contain_text("później potwierdziła ją osoba")


@pytest.mark.par(4, ust=2)
def test_a_failed_publication_is_found_and_tried_again(portal: Portal, person: Person, axe: Findings) -> None:
    title = "Nowe dyżury doradców"
    hand_over_news(person("koordynator.mops"), title)
    editor = person("redaktor")
    open_in_queue(editor, title)
    editor.get_by_role("button", name="Zatwierdź na termin").click()
    hour = agreed_hour(portal, title)
    with closing(sqlite3.connect(portal.database)) as rows, rows:
        # The disk refuses the public history of this one hour.
        rows.execute(
            "CREATE TRIGGER broken BEFORE INSERT ON publishing_publicchange BEGIN SELECT RAISE(ABORT, 'disk full'); END"
        )
        rows.execute("UPDATE publishing_handoff SET publish_at = ? WHERE title = ?", [past(), title])
    said = portal.manage("publish_scheduled")
    assert "failed: " in said, said
    administrator = person("administrator", phone=True)
    administrator.get_by_role("link", name=title).first.click()
    expect(administrator.locator("main")).to_contain_text("Publikacja nie udała się")
    expect(administrator.locator("main")).to_contain_text("Publikacja się nie udała z przyczyny technicznej")
    assert axe(administrator) == []
    administrator.get_by_role("button", name="Spróbuj teraz").click()
    expect(administrator.locator(".messages")).to_contain_text("Znów się nie udało")
    with closing(sqlite3.connect(portal.database)) as rows, rows:
        rows.execute("DROP TRIGGER broken")
    administrator.get_by_role("button", name="Spróbuj teraz").click()
    expect(administrator.locator(".messages")).to_contain_text("Tym razem się udało")
    reader = person()
    reader.goto("/aktualnosci/")
    expect(reader.get_by_role("link", name=title).first).to_be_visible()
    portal.manage("publish_scheduled")
    failed = [mail for mail in portal.mails_to("redaktor@portal.example") if "nie udała" in str(mail["Subject"])]
    assert len([mail for mail in failed if title in str(mail["Subject"])]) == 1, "told once, however often it is tried"
    assert hour > dt.datetime.now(tz=dt.UTC)


def past() -> str:
    """A minute ago, as SQLite keeps it."""
    return f"{dt.datetime.now(tz=dt.UTC) - dt.timedelta(minutes=1):%F %T}"


# -- the keyboard alone ---------------------------------------------------------------------------------------------


def reach(page: Page, target: Locator, most: int = 150) -> None:
    """Tab until the control has the focus; it is visible then, and where the focus is can be seen."""
    for _try in range(most):
        if target.evaluate("element => element === document.activeElement"):
            assert target.evaluate("element => getComputedStyle(element).outlineStyle !== 'none'"), "no focus to see"
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{target} is not reached with Tab")


def press(page: Page, target: Locator, key: str = "Enter") -> None:
    reach(page, target)
    page.keyboard.press(key)


def write(page: Page, target: Locator, text: str) -> None:
    reach(page, target)
    page.keyboard.press("Control+A")
    page.keyboard.type(text)


def write_hour(page: Page, day: dt.date, hour: str) -> None:
    """The two fields of «when?», as a browser that speaks English takes them."""
    reach(page, page.locator("input[name$=publish_at_0]:visible"))
    page.keyboard.type(f"{day:%m%d%Y}")
    reach(page, page.locator("input[name$=publish_at_1]:visible"))
    page.keyboard.type(f"{hour}{'PM' if hour >= '12' else 'AM'}")


@pytest.mark.par(4, ust=2)
def test_everything_is_done_with_the_keyboard_alone(portal: Portal, person: Person) -> None:
    title = "Wieczór planszówek w bibliotece"
    coordinator = person("koordynator.mops")
    hand_over_with_keys(coordinator, title)
    address = coordinator.url

    editor = person("redaktor")
    editor.goto(QUEUE)
    press(editor, editor.get_by_role("link", name=title).first)
    expect(editor.get_by_role("heading", name=title)).to_be_visible()
    press(editor, editor.locator("summary", has_text="Zaproponuj inne terminy"))
    write_hour(editor, working_day(6), "12:00")
    write(editor, editor.locator("textarea[name$=reason]:visible"), "Tego dnia jest miejsce.")
    press(editor, editor.get_by_role("button", name="Wyślij propozycję"))
    expect(editor.locator(".messages")).to_contain_text("Propozycja wysłana")

    coordinator.goto(address)
    press(coordinator, coordinator.get_by_role("button", name="Przyjmij terminy"))
    expect(coordinator.locator(".messages")).to_contain_text("Terminy uzgodnione")

    editor.reload()
    press(editor, editor.locator("summary", has_text="Zwróć do poprawy"))
    press(editor, editor.get_by_role("button", name="Zwróć do komórki"))
    expect(editor.locator("[data-error-summary]")).to_be_focused()
    press(editor, editor.locator("[data-error-summary] a").first)
    expect(editor.locator("#id_return-comment")).to_be_focused()
    editor.keyboard.type("Dopisz godzinę.")
    press(editor, editor.get_by_role("button", name="Zwróć do komórki"))
    expect(editor.locator(".messages")).to_contain_text("Komórka dostała komentarz")

    coordinator.reload()
    press(coordinator, coordinator.locator("summary", has_text="Wyślij bez zmian"))
    press(coordinator, coordinator.locator("#id_unchanged-reason"))
    coordinator.keyboard.type("Godzina jest w pierwszym zdaniu.")
    press(coordinator, coordinator.get_by_role("button", name="Wyślij bez zmian"))
    expect(coordinator.locator(".messages")).to_contain_text("Dostarczono")
    editor.goto(QUEUE)
    press(editor, editor.get_by_role("link", name=title).first)
    press(editor, editor.get_by_role("button", name="Zatwierdź na termin"))
    expect(editor.locator(".messages")).to_contain_text("Zatwierdzono")


def hand_over_with_keys(page: Page, title: str) -> None:
    press(page, page.get_by_role("link", name="Napisz aktualność"))
    page.wait_for_url("**/add/**")
    editor_settled(page)
    write(page, page.locator("[name=title]"), title)
    write(page, page.locator("[name=lead]"), "Przyjdźcie całymi rodzinami.")
    press(page, page.locator("footer").get_by_role("button", name="Więcej akcji"))
    press(page, page.locator("footer").get_by_role("button", name="Przekaż do publikacji", exact=True))
    page.wait_for_url("**/przekazania/strona/**")
    press(page, page.locator("main").get_by_role("button", name="Przekaż do publikacji"))
    expect(page.locator(".messages")).to_contain_text("Przekazano")
