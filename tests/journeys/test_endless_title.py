"""Long titles, narrow screens and the small scripts of the forms that ask for dates (§ 4 ust. 2)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Person
from tests.journeys.running import Portal

TITLE = "W" * 255
PREPARED = """
import datetime as dt
from django.contrib.auth import get_user_model
from django.utils import timezone
from coordination.models import Unit
from pages.models import NewsIndexPage, NewsPage
from publishing import actions
from publishing.governed import entrusting
by, now = get_user_model().objects.get(username="koordynator.mops"), timezone.now()
rows = []
for number in range(3):
    page = NewsPage(title="{title}", slug=f"w{{number}}", live=False, lead="Festyn na Błoniach.")
    with entrusting(Unit.objects.get(symbol="MOPS")):
        NewsIndexPage.objects.get().add_child(instance=page)
    page.save_revision(user=by, clean=False)
    rows.append(actions.hand_over(page, by=by, publish_at=now + dt.timedelta(days=5), now=now))
actions.make_set(rows[:2], title="{name}", dates=actions.Dates(rows[0].publish_at), by=by, now=now)
"""
SCREENS = [
    ("redaktor", "/admin/"),
    ("koordynator.mops", "/admin/przekazania/"),
    ("koordynator.mops", "/admin/komplety/nowy/"),
    ("redaktor", "/admin/przekazania/kolejka/"),
    ("redaktor", "/admin/przekazania/kalendarz/"),
    ("administrator", "/admin/listy/"),
]
"""Lists of titles."""


@pytest.mark.par(4, ust=2)
def test_a_title_without_a_space_widens_no_list_and_the_forms_follow_the_kind(
    portal: Portal, person: Person, axe: Callable[[Page], list[str]]
) -> None:
    portal.manage("shell", "-c", PREPARED.format(title=TITLE, name="K" * 200))
    people = {who: person(who, phone=True) for who in sorted({who for who, _address in SCREENS})}
    for who, address in SCREENS:
        page = people[who]
        page.goto(address)
        expect(page.locator("main").get_by_text("WWWW").first).to_be_visible()
        beyond = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert beyond <= 0, address

    unit = people["koordynator.mops"]
    unit.goto("/admin/przekazania/rezerwacja/")
    hint, before = unit.locator("[data-ngo-lead-times] li:visible"), unit.locator("[name=publish_at_0]").input_value()
    expect(hint).to_have_count(1)
    unit.locator("[name=kind]").select_option("competition")
    expect(hint).to_contain_text("otwarty konkurs")
    assert unit.locator("[name=publish_at_0]").input_value() > before, "the dates follow the lead time of the kind"
    unit.locator("[name=publish_at_0]").fill("2027-01-12")
    unit.locator("[name=kind]").select_option("news")
    assert unit.locator("[name=publish_at_0]").input_value() == "2027-01-12", "a date that was typed stays"
    assert axe(unit) == []

    team = people["redaktor"]
    team.goto("/admin/redakcja/dyzury/")
    today, names = team.locator("th[aria-current=date]"), team.locator(".roster thead th").first
    expect(today).to_be_in_viewport()
    gap = today.bounding_box()["x"] - names.bounding_box()["x"] - names.bounding_box()["width"]  # type: ignore[index]
    assert abs(gap) <= 60, "today stands beside the names"
    region = team.get_by_role("region", name="Kto jest w którym dniu")
    region.focus()
    expect(region).to_be_focused()
    assert axe(team) == []
