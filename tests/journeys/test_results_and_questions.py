"""A competition goes on: the deadline moves, results come from a file, one is annulled, all may ask."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests.journeys.conftest import Person
from tests.journeys.running import Portal
from tests.journeys.test_the_main_job import WARSAW, editor_settled, press_in_menu

Findings = Callable[..., list[str]]
CLUBS, SPORT, HOMES = "kluby-sasiedzkie-60", "zimowe-zajecia-sportowe", "mieszkania-treningowe"
HEADINGS = "Oferent;Zadanie;Przyznano;Punkty;Rozstrzygnięcie;Uwagi\r\n"
WRONG = "Fundacja „Zielony Brzeg”;Spacery nad Wisłą;ok. 20 tys.;88;przyznano;\r\n;Warsztaty;15000;70;;\r\n"
RIGHT = (
    "Fundacja „Zielony Brzeg”;Spacery nad Wisłą;20 000 zł;88;przyznano;\r\n"
    "Koło Przyjaciół Nowej Huty;Warsztaty;;41;nie przyznano;poniżej progu\r\n"
)
GRANT = """
from coordination.models import Unit
from publishing.models import PublishingRight
import datetime as dt
for slug in {slugs!r}:
    from pages.models import CompetitionPage
    unit = CompetitionPage.objects.get(slug=slug).stewardship.unit
    since = dt.date(2020, 1, 1)
    PublishingRight.objects.create(unit=unit, kind="competition", from_on=since, basis="próba", granted_by="SZ")
"""


def may_publish(portal: Portal, *slugs: str) -> None:
    """The units of the competitions publish them themselves, so that a journey needs no second person."""
    portal.manage("shell", "-v", "0", "-c", GRANT.format(slugs=slugs))


CLOSE = """
import datetime as dt
from django.utils import timezone
from pages.models import CompetitionPage, ToldDeadline
page = CompetitionPage.objects.get(slug={slug!r})
yesterday = timezone.now().replace(second=0, microsecond=0) - dt.timedelta(days=1)
ToldDeadline.objects.of(page.pk).update(deadline=yesterday)
draft = page.get_latest_revision_as_object()
draft.deadline = yesterday
draft.save_revision(clean=False).publish()
"""


def close(portal: Portal, slug: str) -> None:
    """The time for offers ended yesterday: before that nobody annuls for want of offers."""
    portal.manage("shell", "-v", "0", "-c", CLOSE.format(slug=slug))


def number_of(portal: Portal, slug: str) -> str:
    code = f"from pages.models import CompetitionPage; print(CompetitionPage.objects.get(slug={slug!r}).pk)"
    return portal.manage("shell", "-v", "0", "-c", code).strip().splitlines()[-1]


def open_editor(page: Page, portal: Portal, slug: str, tab: str) -> None:
    page.goto(f"/admin/pages/{number_of(portal, slug)}/edit/")
    editor_settled(page)
    page.get_by_role("tab", name=re.compile(tab)).click()


def fill_date(page: Page, name: str, value: str) -> None:
    page.locator(f"[name={name}]").fill(value)
    page.keyboard.press("Escape")  # the calendar that opens beside the field


@pytest.mark.par(4, ust=1, pkt=1)
def test_a_published_deadline_moves_on_and_never_back(portal: Portal, person: Person) -> None:
    may_publish(portal, CLUBS)
    reader = person()
    reader.goto(f"/konkursy/{CLUBS}/")
    told = dt.datetime.fromisoformat(str(reader.locator(".deadline time").first.get_attribute("datetime")))
    told = told.astimezone(WARSAW)
    coordinator = person("koordynator.sz")
    open_editor(coordinator, portal, CLUBS, "Terminy i zasady")
    fill_date(coordinator, "deadline", f"{told - dt.timedelta(hours=1):%d.%m.%Y %H:%M}")
    press_in_menu(coordinator, "Zapisz szkic")
    expect(coordinator.locator(".messages")).to_contain_text("Nie zapisano strony")
    expect(coordinator.locator("main")).to_contain_text("Ogłoszony termin można tylko przedłużyć.")
    editor_settled(coordinator)
    later = told + dt.timedelta(days=7)
    coordinator.get_by_role("tab", name=re.compile("Terminy i zasady")).click()
    fill_date(coordinator, "deadline", f"{later:%d.%m.%Y %H:%M}")
    coordinator.locator("[name=extension_note]").fill("Na prośbę organizacji.")
    press_in_menu(coordinator, "Opublikuj")
    expect(coordinator.locator(".messages")).to_contain_text("opublikowan")
    reader.reload()
    expect(reader.locator("main")).to_contain_text("Termin przedłużono; poprzedni to")
    expect(reader.locator("main")).to_contain_text("Na prośbę organizacji.")
    shown = dt.datetime.fromisoformat(str(reader.locator(".deadline time").first.get_attribute("datetime")))
    assert shown == later


@pytest.mark.par(4, ust=1, pkt=1)
def test_an_annulled_competition_stays_with_its_notice(portal: Portal, person: Person, axe: Findings) -> None:
    may_publish(portal, SPORT)
    close(portal, SPORT)
    today = dt.datetime.now(WARSAW).date()
    coordinator = person("koordynator.sp")
    open_editor(coordinator, portal, SPORT, "Rozstrzygnięcie")
    fill_date(coordinator, "annulled_on", f"{today:%d.%m.%Y}")
    press_in_menu(coordinator, "Opublikuj")
    expect(coordinator.locator(".messages")).to_contain_text("Nie zapisano strony")
    expect(coordinator.locator("main")).to_contain_text("Wybierz przyczynę unieważnienia konkursu")
    editor_settled(coordinator)
    coordinator.get_by_role("tab", name=re.compile("Rozstrzygnięcie")).click()
    coordinator.locator("[name=annulment_reason]").select_option("brak-ofert")
    press_in_menu(coordinator, "Opublikuj")
    expect(coordinator.locator(".messages")).to_contain_text("opublikowan")
    reader = person(phone=True)
    reader.goto(f"/konkursy/{SPORT}/")
    expect(reader.locator("main")).to_contain_text("nie złożono żadnej oferty (art. 18a ustawy)")
    assert axe(reader) == []


@pytest.mark.par(4, ust=2)
def test_results_come_from_a_file_row_by_row(portal: Portal, person: Person, axe: Findings) -> None:
    coordinator = person("koordynator.mops")
    coordinator.goto(f"/admin/konkursy/{number_of(portal, HOMES)}/wyniki/")
    read_file(coordinator, WRONG)
    expect(coordinator.locator("main")).to_contain_text("2 wiersze są błędne, więc nic nie zapisano.")
    expect(coordinator.locator("main")).to_contain_text("„ok. 20 tys.” to nie jest liczba")
    expect(coordinator.locator("main")).to_contain_text("Brakuje nazwy oferenta.")
    expect(coordinator.get_by_role("button", name="Przejmij do szkicu")).to_have_count(0)
    assert axe(coordinator, context="main") == []
    read_file(coordinator, RIGHT)
    expect(coordinator.locator("main")).to_contain_text("Dotacje łącznie: 20 000 zł.")
    assert axe(coordinator, context="main") == []
    coordinator.get_by_role("button", name="Przejmij do szkicu").click()
    coordinator.wait_for_url(re.compile(r"/edit/#"))
    expect(coordinator.locator(".messages")).to_contain_text("W szkicu są teraz 2 wiersze.")
    coordinator.goto(f"/admin/pages/{number_of(portal, HOMES)}/view_draft/")
    table = coordinator.locator("#wyniki table")
    expect(table).to_contain_text("Fundacja „Zielony Brzeg”")
    expect(table).to_contain_text("nie przyznano (poniżej progu)")
    reader = person()
    reader.goto(f"/konkursy/{HOMES}/")
    expect(reader.locator("#wyniki table")).not_to_contain_text("Zielony Brzeg")


def read_file(page: Page, rows: str) -> None:
    today = dt.datetime.now(WARSAW).date()
    content = ("\ufeff" + HEADINGS + rows).encode()
    page.locator("[name=plik]").set_input_files(FilePayload(name="wyniki.csv", mimeType="text/csv", buffer=content))
    page.locator("[name=dzien]").fill(today.isoformat())
    page.get_by_role("button", name="Wczytaj plik").click()


@pytest.mark.par(5, pkt=2)
def test_one_asks_and_all_read_the_answer_on_the_page(portal: Portal, person: Person, axe: Findings) -> None:
    asker = person(phone=True)
    asker.goto(f"/konkursy/{CLUBS}/")
    asker.get_by_role("link", name="Zapytaj o ten konkurs").click()
    asker.locator("[name=temat_pytania]").fill("Dwa kluby w jednej ofercie")
    asker.locator("[name=tresc]").fill("Czy w jednej ofercie mogą być dwa kluby? Pyta Zenobia Ciekawska.")
    asker.locator("[name=email]").fill("zenobia@ciekawska.example")
    expect(asker.get_by_label("Wszyscy: pytanie i odpowiedź")).to_be_checked()
    assert axe(asker) == []
    asker.wait_for_timeout(1500)  # people need some seconds to write; the guard knows that
    asker.get_by_role("button", name="Wyślij pytanie").click()
    expect(asker.get_by_role("heading", level=1)).to_contain_text("Dwa kluby w jednej ofercie")
    expect(asker.locator("main")).to_contain_text("Twoje pytanie dotyczy konkursu:")

    coordinator = person("koordynator.sz")
    coordinator.goto("/admin/zapytania/")
    coordinator.get_by_role("link", name=re.compile("Dwa kluby w jednej ofercie")).first.click()
    expect(coordinator.locator("main")).to_contain_text("Odpowiedź jest dla wszystkich")
    coordinator.locator("textarea[name=tresc]").fill("Nie. Każdy klub wymaga osobnej oferty.")
    coordinator.get_by_role("button", name="Wyślij odpowiedź").click()
    coordinator.get_by_role("button", name="Opublikuj jako pytanie i odpowiedź").click()
    coordinator.wait_for_url("**/edit/")
    editor_settled(coordinator)
    coordinator.locator("[name=question]").fill("Czy w jednej ofercie mogą być dwa kluby?")
    press_in_menu(coordinator, "Opublikuj")
    expect(coordinator.locator(".messages")).to_contain_text("opublikowan")

    asker.goto(f"/konkursy/{CLUBS}/")
    about = asker.locator("section[aria-labelledby=pytania-i-odpowiedzi]")
    expect(about).to_contain_text("Dwa kluby w jednej ofercie")
    expect(about).to_contain_text("Pytanie:")
    expect(asker.locator("main")).not_to_contain_text("Ciekawska")
    portal.manage("publish_scheduled")
    subjects = [str(mail["Subject"]) for mail in portal.mails_to("zenobia@ciekawska.example")]
    assert any("odpowiedź jest publiczna" in subject for subject in subjects), subjects
