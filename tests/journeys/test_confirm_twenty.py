"""A coordinator confirms twenty pages from one list, undoes it, and confirms again (scenario 57): two presses each."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Person
from tests.journeys.running import Portal

SLOW = 30_000
"""Milliseconds: a machine that does other things too."""
REPORT = "/admin/raporty/aktualnosc/?stan=przeterminowane"
TWENTY = """
import datetime as dt
from coordination.models import Unit
from django.utils import timezone
from pages.models import NewsIndexPage, NewsPage
from portal.models import User
from publishing.governed import entrusting
from publishing.models import Stewardship
kd, author = Unit.objects.get(symbol="KD"), User.objects.get(username="koordynator.kd")
for number in range(20):
    page = NewsPage(title=f"Dawna sprawa {number}", slug=f"dawna-sprawa-{number}", lead="Jedno zdanie.", live=False)
    with entrusting(kd):
        NewsIndexPage.objects.get().add_child(instance=page)
    page.save_revision(user=author, clean=False).publish()
old = timezone.localdate() - dt.timedelta(days=3)
Stewardship.objects.filter(page__title__startswith="Dawna sprawa").update(review_by=old)
print(Stewardship.objects.stale(timezone.localdate()).filter(unit=kd).exclude(kind="structure").count())
"""
DATES = """
from publishing.models import Stewardship
rows = Stewardship.objects.filter(page__title__startswith="Dawna sprawa").order_by("pk")
print(sorted(str(row.updated_at) for row in rows), rows.filter(confirmed_at__isnull=False).count())
"""


def told(portal: Portal, code: str) -> str:
    return portal.manage("shell", "-v", "0", "-c", code).strip().splitlines()[-1]


def tick_all_by_keyboard(page: Page) -> None:
    """From the box over the list to the button: two keys."""
    page.get_by_label("Zaznacz wszystkie na tej stronie listy").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")


@pytest.mark.par(3, pkt=2)
def test_twenty_pages_are_confirmed_undone_and_confirmed_again(portal: Portal, person: Person) -> None:
    stale = int(told(portal, TWENTY))
    before = told(portal, DATES)
    page = person("koordynator.kd")
    page.goto(REPORT)
    boxes = page.locator("tbody input[name=strona]")
    expect(boxes).to_have_count(stale)
    page.get_by_label("Zaznacz wszystkie na tej stronie listy").check()
    expect(page.get_by_role("button", name="Potwierdź zaznaczone strony")).to_contain_text(f"({stale})")
    page.get_by_role("button", name="Potwierdź zaznaczone strony").click()  # two presses: all twenty
    expect(page.locator(".messages")).to_contain_text(f"Potwierdzono aktualność {stale} stron", timeout=SLOW)
    expect(page.locator("main")).to_contain_text("Żadna strona nie pasuje")
    page.get_by_role("button", name="Cofnij").click()
    expect(boxes).to_have_count(stale, timeout=SLOW)
    assert told(portal, DATES) == before, "as if nobody had confirmed"
    tick_all_by_keyboard(page)
    expect(page.locator(".messages")).to_contain_text(f"Potwierdzono aktualność {stale} stron", timeout=SLOW)
    updated, confirmed = told(portal, DATES).rsplit(" ", 1)
    assert confirmed == "20"
    assert updated == before.rsplit(" ", 1)[0], "the date «updated» did not move"
