"""The head of a unit designates a deputy and invites; the deputy sets a password on a phone and is at work."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Person
from tests.journeys.running import Portal
from tests.journeys.test_the_main_job import editor_settled, press_in_menu

Axe = Callable[..., list[str]]
EMAIL = "nowa.zastepczyni@umk.example"
PASSWORD = "Kasztany-na-Plantach-7"


def save(page: Page) -> None:
    page.locator("footer").get_by_role("button", name=re.compile("Zapisz|Utwórz")).first.click()
    expect(page.locator(".messages li")).to_be_visible(timeout=15_000)


def add_person(page: Page) -> None:
    """A person of the register, entered by the head."""
    page.goto("/admin/osoby/add/")
    typed = {"first_name": "Nowa", "last_name": "Zastępczyni", "function": "podinspektor", "phone": "12 000 00 29"}
    for name, value in {**typed, "email": EMAIL}.items():
        page.fill(f"[name={name}]", value)
    save(page)


def designate(page: Page) -> None:
    """Deputy of the head's own unit, from today on."""
    page.goto("/admin/wyznaczenia/add/", wait_until="networkidle")
    page.get_by_role("button", name=re.compile("Wybierz")).first.click()
    page.locator(".modal-body").get_by_label("Imię, nazwisko lub e-mail").fill("nowa zast")
    page.locator(".modal-body").get_by_role("link", name="Nowa Zastępczyni").click()
    expect(page.locator(".modal-body")).to_have_count(0)
    expect(page.locator("select[name=unit] option")).to_have_text(re.compile("Kultury"))  # the head's only one
    page.select_option("[name=office]", "deputy")
    page.fill("[name=from_on]", f"{dt.datetime.now(ZoneInfo('Europe/Warsaw')).date():%d.%m.%Y}")
    save(page)


def link_in_the_letter(portal: Portal) -> str:
    portal.manage("publish_scheduled")  # the clock sends what waits
    letters = portal.mails_to(EMAIL)
    assert len(letters) == 1
    assert "Wydział Kultury" in str(letters[0]["Subject"])
    for kind in ("plain", "html"):
        body = letters[0].get_body((kind,))
        assert body is not None
        found = re.search(rf"{portal.url}/konto/zaproszenie/[\w-]+/", body.get_content())
        assert found, kind
    return found[0]


def set_password(page: Page, password: str) -> None:
    page.fill("[name=new_password1]", password)
    page.fill("[name=new_password2]", password)
    page.wait_for_timeout(1200)  # people need some seconds to write; the guard knows that
    page.get_by_role("button", name="Ustaw hasło i wejdź").click()
    page.wait_for_load_state("networkidle")


@pytest.mark.par(2, pkt=1)
def test_a_designated_deputy_comes_in_by_an_invitation(portal: Portal, person: Person, axe: Axe) -> None:
    head = person("kierownik.kd")
    add_person(head)
    designate(head)
    account = head.locator("#konto")
    expect(account).to_contain_text("Brak konta")
    account.get_by_role("button", name="Zaproś do portalu").click()
    expect(head.locator(".messages")).to_contain_text(EMAIL)
    expect(head.locator("#konto")).to_contain_text("Zaproszenie działa do")
    link = link_in_the_letter(portal)

    phone = person(phone=True)
    answered = phone.goto(link)
    assert answered is not None
    assert answered.status == 200
    expect(phone.get_by_label("Nazwa konta")).to_have_value("nowa.zastepczyni")
    assert axe(phone) == []
    assert phone.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), "nothing sticks out at 390 px"
    set_password(phone, "krotkie")
    expect(phone.locator("main")).to_contain_text("To hasło jest za krótkie")
    assert axe(phone) == []
    phone.set_viewport_size({"width": 320, "height": 700})
    assert phone.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    phone.set_viewport_size({"width": 390, "height": 844})
    set_password(phone, PASSWORD)
    expect(phone).to_have_url(f"{portal.url}/admin/")

    phone.get_by_role("link", name="Strona naszej komórki").click()
    editor_settled(phone)
    phone.locator("[name=lead]").fill("Nowa zastępczyni odbiera telefon.")
    press_in_menu(phone, "Opublikuj")
    expect(phone.locator(".messages")).to_contain_text("opublikowan")
    reader = person()
    reader.goto("/komorki/kultura-i-dziedzictwo-narodowe/")
    expect(reader.locator("main")).to_contain_text("Nowa zastępczyni odbiera telefon.")
    expect(reader.locator(".metryczka")).to_contain_text("Nowa Zastępczyni")

    again = reader.goto(link)
    assert again is not None
    assert again.status == 404
    expect(reader.get_by_role("heading", level=1)).to_contain_text("To zaproszenie nie działa")
    assert axe(reader) == []
    reader.get_by_role("link", name="Poproś o nowe zaproszenie").click()
    expect(reader.get_by_role("heading", level=1)).to_contain_text("Poproś o nowe zaproszenie")
    assert axe(reader) == []


@pytest.mark.par(2, pkt=1)
def test_the_list_of_accounts_works_on_a_phone_and_passes_axe(portal: Portal, person: Person, axe: Axe) -> None:
    page = person("administrator", phone=True)
    page.goto("/admin/konta/", wait_until="networkidle")
    for told in ("Zaproszona Zastępczyni", "Nieobecny Zastępca", "Zaproszenie wygasło", "wysłano ostrzeżenie"):
        expect(page.locator("main")).to_contain_text(told)
    assert axe(page, context={"include": [[".ngo-board"]]}) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.par(2, pkt=1)
def test_an_office_ends_while_the_editor_is_open(portal: Portal, person: Person, axe: Axe) -> None:
    """Scenario 26 in a browser: refused in words, kept as a draft, met by the deputy on the desk."""
    author = person("koordynator.kd")
    author.get_by_role("link", name="Strona naszej komórki").click()
    editor_settled(author)

    head = person("kierownik.kd")
    head.goto("/admin/wyznaczenia/?office=coordinator&q=Brodacka", wait_until="networkidle")
    head.locator("main table").get_by_role("link", name="Ewelina Brodacka").first.click()
    yesterday = dt.datetime.now(ZoneInfo("Europe/Warsaw")).date() - dt.timedelta(days=1)
    head.fill("[name=until_on]", f"{yesterday:%d.%m.%Y}")
    save(head)

    author.locator("[name=lead]").fill("Ostatnie słowa przed końcem funkcji.")
    press_in_menu(author, "Opublikuj")
    expect(author.get_by_role("heading", level=1)).to_contain_text("Twoja funkcja się skończyła")
    expect(author.locator("main")).to_contain_text("Twój tekst jest zachowany")
    assert axe(author) == []
    author.goto("/admin/")
    expect(author.get_by_role("heading", level=1)).to_contain_text("Nie pełnisz dziś żadnej funkcji")
    assert axe(author) == []
    author.set_viewport_size({"width": 320, "height": 700})
    assert author.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    author.get_by_role("button", name="Wyloguj się").click()
    author.wait_for_url("**/logowanie/**")

    reader = person()
    reader.goto("/komorki/kultura-i-dziedzictwo-narodowe/")
    expect(reader.locator("main")).not_to_contain_text("Ostatnie słowa")
    deputy = person("zastepca.kd")
    deputy.goto("/admin/do-zrobienia/", wait_until="networkidle")
    expect(deputy.locator("main")).to_contain_text("Teksty zachowane dla nas")
    portal.manage("publish_scheduled")
    assert portal.mails_to("zastepca.kd@umk.example")
