"""Five news that have to appear together, from the unit's list to the public page, at a desk and on a phone (25)."""

from __future__ import annotations

import datetime as dt
import re
import sqlite3
from collections.abc import Callable
from contextlib import closing

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Person
from tests.journeys.running import Portal
from tests.journeys.test_the_main_job import WARSAW, hour_in_form, working_day

TITLES = ["Festyn: ogłoszenie", "Festyn: regulamin", "Festyn: program", "Festyn: dojazd", "Festyn: zapisy"]
PREPARED = """
import datetime as dt
from django.contrib.auth import get_user_model
from django.utils import timezone
from coordination.models import Unit
from pages.models import NewsIndexPage, NewsPage
from publishing import actions
from publishing.governed import entrusting
by = get_user_model().objects.get(username="koordynator.mops")
for number, title in enumerate({titles}):
    page = NewsPage(title=title, live=False, lead="Festyn na Błoniach.")
    with entrusting(Unit.objects.get(symbol="MOPS")):
        NewsIndexPage.objects.get().add_child(instance=page)
    page.save_revision(user=by, clean=False)
    hour = timezone.now() + dt.timedelta(days=5 + number)
    actions.hand_over(page, by=by, publish_at=hour, now=timezone.now())
"""
"""Five finished news, handed over for five different hours."""
BROKEN = """
CREATE TRIGGER broken BEFORE INSERT ON publishing_publicchange
WHEN NEW.page_id = (SELECT page_id FROM publishing_handoff WHERE title = 'Festyn: program')
BEGIN SELECT RAISE(ABORT, 'disk full'); END
"""
"""The disk refuses the public history of one of the five."""


def settled(page: Page, axe: Callable[[Page], list[str]]) -> None:
    """No accessibility finding, and nothing sticks out of the screen."""
    assert axe(page) == []
    wide = page.evaluate("document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth")
    assert wide <= 0, page.url


@pytest.mark.par(4, ust=2)
@pytest.mark.parametrize("phone", [False, pytest.param(True, marks=pytest.mark.soak)], ids=["desk", "phone"])
def test_made_approved_partly_published_and_tried_again(
    portal: Portal, person: Person, axe: Callable[[Page], list[str]], phone: bool
) -> None:
    portal.manage("shell", "-c", PREPARED.format(titles=TITLES))
    day = working_day(4)
    noon = dt.datetime.combine(day, dt.time(12), WARSAW)

    unit = person("koordynator.mops", phone=phone)
    unit.goto("/admin/przekazania/")
    unit.get_by_role("link", name="Utwórz komplet").click()
    unit.get_by_label("Nazwa kompletu").fill("Festyn na Błoniach")
    unit.get_by_role("button", name="Utwórz komplet").click()
    expect(unit.get_by_role("alert")).to_contain_text("Co należy do kompletu?")
    settled(unit, axe)
    for title in TITLES:
        unit.get_by_label(title).check()
    hour_in_form(unit, day, "12:00")
    unit.get_by_role("button", name="Utwórz komplet").click()
    expect(unit.get_by_role("heading", name="Festyn na Błoniach")).to_be_visible()
    expect(unit.locator(".stage").first).to_contain_text("czeka na redakcję")
    address = unit.url
    unit.goto(address)  # without Wagtail's message, which is still fading in
    settled(unit, axe)

    editor = person("redaktor", phone=phone)
    editor.goto("/admin/przekazania/kolejka/")
    editor.get_by_role("link", name=re.compile("Komplet: Festyn na Błoniach")).first.click()
    expect(editor).to_have_url(address)
    for title in TITLES[:4]:
        editor.get_by_label(f"Wersja przeczytana: {title}").check()
    editor.get_by_role("button", name="Zatwierdź komplet").click()
    expect(editor.get_by_role("alert")).to_contain_text("1 wersji nie oznaczono jeszcze jako przeczytanej")
    expect(editor.get_by_label(f"Wersja przeczytana: {TITLES[0]}")).to_be_checked()
    settled(editor, axe)
    editor.get_by_label(f"Wersja przeczytana: {TITLES[4]}").check()
    editor.get_by_role("button", name="Zatwierdź komplet").click()
    expect(editor.locator(".messages")).to_contain_text("Termin publikacji kompletu")

    with closing(sqlite3.connect(portal.database)) as rows, rows:
        rows.execute(BROKEN)
    portal.manage("publish_scheduled", "--now", (noon + dt.timedelta(seconds=20)).isoformat())
    reader = person(phone=phone)
    reader.goto("/aktualnosci/")
    for title in TITLES:
        shown = reader.get_by_role("link", name=title)
        expect(shown).to_have_count(0) if title == "Festyn: program" else expect(shown.first).to_be_visible()
    for desk in (unit, editor):
        desk.goto("/admin/")
        desk.get_by_role("link", name="Festyn na Błoniach", exact=True).click()
        expect(desk.locator(".stage").first).to_contain_text("częściowo opublikowany")
        settled(desk, axe)

    with closing(sqlite3.connect(portal.database)) as rows, rows:
        rows.execute("DROP TRIGGER broken")
    editor.get_by_role("button", name="Spróbuj teraz").click()
    portal.manage("publish_scheduled", "--now", (noon + dt.timedelta(seconds=40)).isoformat())
    editor.goto(address)
    expect(editor.locator(".stage").first).to_contain_text("opublikowany")
    expect(editor.locator(".stage").first).not_to_contain_text("częściowo")
    reader.reload()
    expect(reader.get_by_role("link", name="Festyn: program").first).to_be_visible()
