"""The inquiry desk in a real browser: a question's whole way, and a desk cleared by a deputy (issue 4)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path

import holidays
import pytest
from django.utils.formats import date_format
from playwright.sync_api import FilePayload, Page, expect

from tests.coordination.samples import GOOD
from tests.journeys.conftest import Person
from tests.journeys.running import Portal

ASKER = "zarzad@swietlica.example"
SUBJECT = "Wieczorne próby teatru"
PDF = "application/pdf"

pytestmark = pytest.mark.par(5, pkt=2)


def file(name: str, mime: str = PDF, content: bytes = b"") -> FilePayload:
    return {"name": name, "mimeType": mime, "buffer": content or GOOD[name.rpartition(".")[2]]}


def open_inquiry(page: Page, subject: str) -> None:
    page.goto("/admin/zapytania/")
    page.get_by_role("link", name=re.compile(subject)).first.click()
    expect(page.get_by_role("heading", level=2, name=subject)).to_be_visible()


def seven_working_days_after(begins: dt.datetime) -> dt.date:
    """Counted here once more: Saturdays, Sundays and the holidays of Poland are no working days."""
    free, day = holidays.country_holidays("PL"), begins.date()
    for _number in range(7):
        day += dt.timedelta(days=1)
        while day.weekday() > 4 or day in free:
            day += dt.timedelta(days=1)
    return day


def wide_as_the_phone(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


def saved(page: Page, name: str) -> bytes:
    """What the browser saves when the file is pressed."""
    with page.expect_download() as waiting:
        page.locator("main").get_by_role("link", name=re.compile(re.escape(name))).click()
    assert waiting.value.suggested_filename == name
    return Path(waiting.value.path()).read_bytes()


@pytest.mark.at_hour(21)
def test_from_the_phone_at_nine_in_the_evening_to_the_right_unit_and_back_with_a_file(
    portal: Portal, person: Person, axe: Callable[..., list[str]], begins: dt.datetime
) -> None:
    asker = person(phone=True)
    asker.goto("/konkursy/kluby-sasiedzkie-60/")
    asker.locator("main a[href*='/zapytania/']").first.click()
    asker.locator("[name=temat_pytania]").fill(SUBJECT)
    asker.locator("[name=tresc]").fill("Czy wieczorem możemy korzystać z sali?")
    asker.locator("[name=email]").fill(ASKER)
    asker.locator("[name=imie]").fill("Ewa Próbna")
    asker.locator("[name=pliki]").set_input_files([file("udaje.exe", "application/octet-stream", b"MZ")])
    asker.wait_for_timeout(1500)  # people need some seconds to write; the guard knows that
    asker.get_by_role("button", name="Wyślij pytanie").click()
    expect(asker.locator("#id_pliki_error")).to_contain_text("takich plików nie przyjmujemy")
    assert asker.locator("[name=tresc]").input_value() == "Czy wieczorem możemy korzystać z sali?"
    asker.locator("[name=pliki]").set_input_files([file("Plan sali.pdf")])
    asker.wait_for_timeout(1500)
    asker.get_by_role("button", name="Wyślij pytanie").click()
    expect(asker.get_by_role("heading", level=1)).to_contain_text(SUBJECT)
    link = asker.url
    expect(asker.locator("main")).to_contain_text(f"{date_format(begins, 'j E Y')}, godz. 21:0")
    expect(asker.locator("main")).to_contain_text(f"do {date_format(seven_working_days_after(begins), 'j E Y')}")
    assert saved(asker, "Plan sali.pdf") == GOOD["pdf"]

    first = person("koordynator.sz")
    open_inquiry(first, SUBJECT)
    first.locator("summary", has_text="Przekaż innej komórce").click()
    unit = first.locator("select[name=komorka] option", has_text="Kultury i Dziedzictwa Narodowego")
    first.locator("select[name=komorka]").select_option(unit.get_attribute("value"))
    first.locator("textarea[name=powod]").fill("Sale prowadzi Wydział Kultury.")
    first.get_by_role("button", name="Przekaż", exact=True).click()
    expect(first.locator(".desk-way")).to_contain_text("Sale prowadzi Wydział Kultury.")

    right = person("koordynator.kd")
    open_inquiry(right, SUBJECT)
    expect(right.locator(".desk-way li")).to_have_count(2)
    assert saved(right, "Plan sali.pdf") == GOOD["pdf"]
    colleague = person("zastepca.kd")
    open_inquiry(colleague, SUBJECT)
    expect(colleague.locator("[data-presence]")).to_contain_text("Ewelina Brodacka")
    colleague.context.clear_cookies(name="sessionid")  # signed out meanwhile: the open form shows no page in a page
    with colleague.expect_response(lambda answer: answer.ok and answer.request.redirected_from is not None):
        colleague.locator("textarea[name=tresc]").press_sequentially("T")
    colleague.wait_for_timeout(300)
    assert colleague.locator("[data-presence] form").count() == 0
    expect(colleague.locator("[data-presence]")).to_contain_text("Ewelina Brodacka")
    right.locator("textarea[name=tresc]").fill("Ile osób przychodzi?")
    with right.expect_navigation():
        right.get_by_role("button", name="Poproś o doprecyzowanie").click()

    asker.goto(link)
    expect(asker.locator(".timeline")).to_contain_text("Sale prowadzi Wydział Kultury.")
    expect(asker.locator("main")).to_contain_text("Ile osób przychodzi?")
    asker.locator("[name=tresc]").fill("Dwanaście.")
    asker.wait_for_timeout(1500)
    asker.get_by_role("button", name="Dopisz").click()
    expect(asker.locator("main")).to_contain_text("Dwanaście.")

    open_inquiry(right, SUBJECT)
    right.locator("#szablon").select_option(label="Sale w domach kultury")
    right.get_by_role("button", name="Wstaw do tekstu").click()
    expect(right.locator("textarea[name=tresc]")).to_have_value(re.compile(f"w sprawie NGO-.*„{SUBJECT}”"))
    right.locator("[name=pliki]").set_input_files([file("Cennik sal.docx", "application/zip")])
    right.get_by_role("button", name="Wyślij odpowiedź").click()
    expect(right.locator(".messages")).to_contain_text("Odpowiedź")

    portal.manage("publish_scheduled", "--now", (begins + dt.timedelta(minutes=30)).isoformat())
    answer = portal.mails_to(ASKER)[-1].get_body(("plain",))
    assert answer is not None
    text = answer.get_content()
    assert "Cennik sal.docx" in text
    lead = re.search(r"http://\S+#pomoglo", text)
    assert lead
    asker.goto(lead[0])
    assert saved(asker, "Cennik sal.docx") == GOOD["docx"]
    expect(asker.get_by_role("heading", name="Czy to pomogło?")).to_be_visible()
    assert wide_as_the_phone(asker)
    assert axe(asker) == []
    asker.get_by_role("button", name="Tak, pomogło").click()
    expect(asker.locator(".helped")).to_contain_text("pomogło. Możesz")
    right.reload()
    expect(right.locator(".desk-facts")).to_contain_text("Tak, pomogło")
    assert axe(right, options={"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag22aa"]}}) == []


def test_a_deputy_clears_the_desk_of_an_absent_colleague(portal: Portal, person: Person) -> None:
    deputy = person("zastepca.sp", phone=True)
    subject = "Błąd Generatora przy załączaniu statutu"
    deputy.goto("/admin/do-zrobienia/")
    expect(deputy.locator("main")).to_contain_text(subject)
    deputy.goto("/admin/zapytania/")
    waiting = deputy.locator(".ngo-table tbody tr")
    expect(waiting.filter(has_text=subject)).to_contain_text(re.compile(r"zostało \d dni roboczych|został 1 dzień"))
    expect(waiting.filter(has_text=subject)).to_contain_text(re.compile(r"Radosław Toporek · nieobecność do \d+ \w+"))
    before = waiting.count()
    assert wide_as_the_phone(deputy)
    deputy.get_by_role("link", name=re.compile(subject)).click()
    deputy.locator("textarea[name=tresc]").fill("Obejście: plik PDF do 5 MB. Administrator narzędzia już wie.")
    deputy.get_by_role("button", name="Wyślij odpowiedź").click()
    expect(deputy.locator(".desk-message--answer")).to_contain_text("w zastępstwie")
    deputy.goto("/admin/zapytania/")
    expect(deputy.locator(".ngo-table tbody tr")).to_have_count(before - 1)
    deputy.goto("/admin/do-zrobienia/")
    expect(deputy.locator("main")).not_to_contain_text(subject)
