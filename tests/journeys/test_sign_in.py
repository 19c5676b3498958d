"""The administrator of a server that requires the second factor: set-up, recovery codes, and the way in with a code."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from allauth.mfa.totp.internal import auth as totp
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import PASSWORD, note_faults
from tests.journeys.running import Demo, Portal, running
from tests.journeys.test_accessibility import findings

WIDTHS = (1280, 390, 320)


@pytest.fixture
def portal(demo: Demo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Portal]:
    monkeypatch.setenv("PORTAL_REQUIRE_SECOND_FACTOR", "true")
    with running(demo.copy(tmp_path), tmp_path) as portal:
        yield portal
    assert portal.faults == [], "the browser met faults on the way"


@pytest.fixture
def page(browser: Browser, portal: Portal) -> Iterator[Page]:
    context = browser.new_context(base_url=portal.url, locale="pl-PL", reduced_motion="reduce")
    page = context.new_page()
    page.set_default_timeout(20_000)
    note_faults(page, portal.faults)
    yield page
    context.close()


def fill_in(page: Page, username: str, password: str) -> None:
    page.get_by_label("Nazwa konta").fill(username)
    page.get_by_label("Hasło", exact=True).fill(password)
    page.get_by_role("button", name="Zaloguj się").click()


def next_code(secret: str, after: str = "") -> str:
    """What the application shows; each code works once, so wait until it shows another one."""
    code = after
    while code == after:
        counter = int(time.time()) // 30
        code = totp.format_hotp_value(totp.hotp_value(secret, counter))
        time.sleep(1 if code == after else 0)
    return code


@pytest.fixture
def look(page: Page) -> Callable[[str], None]:
    """No accessibility findings and nothing cut off, at a desk, on a phone and on a narrow one."""

    def see(screen: str) -> None:
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            assert findings(page) == [], f"{screen} at {width}"
            sideways = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            assert page.evaluate(sideways) <= 0, f"{screen} at {width} scrolls sideways"
        page.set_viewport_size({"width": 1280, "height": 900})

    return see


def test_an_administrator_sets_up_the_second_factor_and_signs_in_with_it(
    page: Page, look: Callable[[str], None]
) -> None:
    # a wrong password says what to do, and keeps the name
    page.goto("/admin/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Logowanie")
    look("sign-in")
    fill_in(page, "administrator", "zle-haslo")
    summary = page.get_by_role("alert")
    expect(summary).to_contain_text("Sprawdź wielkie litery, ustaw nowe hasło")
    expect(summary).to_be_focused()
    expect(page.get_by_label("Nazwa konta")).to_have_value("administrator")
    look("sign-in refused")

    # the right one leads to the set-up, which says why; the desk stays shut
    fill_in(page, "administrator", PASSWORD)
    expect(page.get_by_role("heading", level=1)).to_have_text("Włącz drugi składnik")
    expect(page.get_by_text("samo hasło nie wystarcza")).to_be_visible()
    page.goto("/admin/przekazania/kolejka/")
    expect(page).to_have_url(re.compile("/konto/drugi-skladnik/wlacz/$"))
    expect(page.get_by_role("img", name="Kod QR dla aplikacji")).to_be_visible()
    secret = page.locator("code.secret").inner_text().replace(" ", "")
    page.get_by_label("Kod", exact=True).fill("000000")
    page.get_by_role("button", name="Włącz", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Ten kod nie pasuje")
    look("set-up refused")
    assert page.locator("code.secret").inner_text().replace(" ", "") == secret
    code = next_code(secret)
    page.get_by_label("Kod", exact=True).fill(code)
    page.get_by_role("button", name="Włącz", exact=True).click()

    # recovery codes are shown at once; then the desk opens
    expect(page.get_by_role("heading", level=1)).to_have_text("Kody zapasowe")
    expect(page.locator(".codes li")).to_have_count(10)
    spare = page.locator(".codes li").first.inner_text()
    look("recovery codes")
    with page.expect_download() as saved:
        page.get_by_role("link", name="Zapisz do pliku").click()
    assert spare in Path(saved.value.path()).read_text()
    page.get_by_role("link", name="Kody zachowane, do panelu").click()
    expect(page).to_have_url(re.compile("/admin/$"))

    # sign out by the menu, in again with password and code
    page.get_by_role("button", name=re.compile("Anna|administrator|Administrator")).first.click()
    page.get_by_role("button", name="Wyloguj").click()
    expect(page).to_have_url(re.compile("/konto/logowanie/$"))
    expect(page.get_by_text("Wylogowano.")).to_be_visible()
    fill_in(page, "administrator", PASSWORD)
    expect(page.get_by_role("heading", level=1)).to_have_text("Kod drugiego składnika")
    look("code")
    page.get_by_label("Kod", exact=True).fill("111111")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Ten kod nie pasuje")
    look("code refused")
    page.get_by_label("Kod", exact=True).fill(next_code(secret, after=code))
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/admin/$"))

    # the pages of the account, from Wagtail's own
    page.goto("/admin/account/#tab-actions")
    page.get_by_role("link", name="Drugi składnik logowania").click()
    expect(page.get_by_text("włączony", exact=True)).to_be_visible()
    look("second factor")
    page.get_by_role("link", name="Wyłącz albo zmień telefon").click()
    expect(page.get_by_text("panel będzie zamknięty, dopóki nie włączysz nowego")).to_be_visible()
    look("removing")
    page.goto("/konto/haslo/")
    look("change of password")


def test_a_forgotten_password_comes_back_by_mail(page: Page, portal: Portal, look: Callable[[str], None]) -> None:
    page.goto("/konto/logowanie/")
    page.get_by_role("link", name="Nie pamiętam hasła albo nazwy konta").click()
    look("forgotten password")
    page.get_by_label("Adres e-mail przypisany do konta").fill("ewelina.brodacka@umk.example")
    page.get_by_role("button", name="Wyślij link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Zajrzyj do skrzynki")
    look("look into the mailbox")
    portal.manage("clock", "--once")
    letter = portal.mails_to("ewelina.brodacka@umk.example")[-1]
    body = letter.get_body(("plain",))
    assert body is not None
    link = re.search(r"\S+/konto/haslo/nowe/\S+", body.get_content())
    assert link, body.get_content()
    page.goto(link.group())
    look("new password")
    page.get_by_label("Nowe hasło", exact=True).fill("krotkie")
    page.get_by_label("Nowe hasło jeszcze raz").fill("inne-haslo")
    page.get_by_role("button", name="Zapisz hasło").click()
    expect(page.get_by_role("alert")).to_be_visible()
    look("new password refused")
    page.get_by_label("Nowe hasło", exact=True).fill("kilka-zwyklych-slow")
    page.get_by_label("Nowe hasło jeszcze raz").fill("kilka-zwyklych-slow")
    page.get_by_role("button", name="Zapisz hasło").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Nowe hasło już działa")
    look("new password works")
    page.get_by_role("link", name="Zaloguj się").click()
    fill_in(page, "koordynator.kd", "kilka-zwyklych-slow")
    expect(page).to_have_url(re.compile("/admin/$"))
    page.goto(link.group())
    expect(page.get_by_text("Ten link już nie działa")).to_be_visible()
