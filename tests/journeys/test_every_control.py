"""Nobody meets a button that fails: every visible control is tried in a browser, on a copy of the demo.

The sample runs always; the whole crawl of every office is `soak`. `crawler.py` says what «tried» and «fails» mean.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.conftest import Person
from tests.journeys.crawler import FULL, Crawl, Measure, Report
from tests.journeys.running import Demo, Portal, running

# What coordinators meet most comes first: the desk, the editor of a page within and beyond rights, the list of pages.
OFTEN = Measure(screens=14, clicks=45, sent=6)
SELDOM = Measure(screens=6, clicks=8, sent=0)
SAMPLES = {
    "koordynator.kd": OFTEN,
    "koordynator.mops": OFTEN,
    "zastepca.kd": SELDOM,
    "kierownik.kd": SELDOM,
    "operator": SELDOM,
    "redaktor": SELDOM,
    "sz": SELDOM,
}
EVERYBODY = (*SAMPLES, "administrator", "dyrektor", "zastepca.mops", "kierownik.mops")


def crawled(browser: Browser, portal: Portal, who: str, measure: Measure) -> Report:
    report = Crawl(browser, portal, who, measure).go()
    print(f"\n{who}: {report}")  # noqa: T201 - the measure is part of what the test shows
    return report


@pytest.mark.par(4, ust=1)
@pytest.mark.soak
@pytest.mark.parametrize("who", SAMPLES)
def test_no_control_of_the_sample_fails(browser: Browser, portal: Portal, who: str) -> None:
    report = crawled(browser, portal, who, SAMPLES[who])
    assert report.findings == []
    assert report.screens >= SAMPLES[who].screens - 1, "the crawl lost its way"
    assert report.clicks >= SAMPLES[who].clicks // 2


@pytest.mark.soak
@pytest.mark.parametrize("who", EVERYBODY)
def test_no_control_fails(browser: Browser, demo: Demo, tmp_path_factory: pytest.TempPathFactory, who: str) -> None:
    folder = tmp_path_factory.mktemp("crawl")
    with running(demo.copy(folder), folder) as portal:
        report = crawled(browser, portal, who, FULL)
    assert report.findings == []
    assert report.screens > 20


# -- what the crawl looks for, shown to be found ----------------------------------------------------------------


@pytest.mark.soak
def test_the_crawl_finds_a_button_that_fails(browser: Browser, portal: Portal) -> None:
    """Planted beside the real ones: a link to a refusal, a nameless button, a script that breaks, a dead end."""
    crawl = Crawl(browser, portal, "koordynator.kd", Measure(screens=1, clicks=12, sent=0))
    crawl.page.add_init_script(PLANTED)
    report = crawl.go()
    found = "\n".join(report.findings)
    for planted in ("answers 403", "has no name", "console: planted"):
        assert planted in found, found


PLANTED = """
addEventListener("DOMContentLoaded", () => {
    if (location.pathname !== "/admin/") return;
    const main = document.querySelector("main");
    const refused = Object.assign(document.createElement("a"), { href: "/admin/users/", textContent: "Konta" });
    const nameless = Object.assign(document.createElement("button"), { type: "button", className: "nameless" });
    nameless.style.cssText = "width: 40px; height: 40px; display: block";
    const broken = Object.assign(document.createElement("button"), { type: "button", textContent: "Zepsuty" });
    broken.addEventListener("click", () => { throw new Error("planted"); });
    main.prepend(refused, nameless, broken);
});
"""


# -- refusals on screen ------------------------------------------------------------------------------------------------


def news_of(portal: Portal, symbol: str) -> int:
    """A public news item of the unit, which has no right to publish news."""
    with closing(sqlite3.connect(portal.database)) as rows:
        found = rows.execute(NEWS_OF, [symbol]).fetchone()
    return int(found[0])


NEWS_OF = """
select s.page_id from publishing_stewardship s
join coordination_unit u on u.id = s.unit_id join wagtailcore_page p on p.id = s.page_id
where s.kind = 'news' and p.live and u.symbol = ?
and not exists (select 1 from publishing_handoff h where h.page_id = p.id and h.stage in ('queued', 'scheduled'))
"""


def refused(page: Page) -> str:
    """The words tied to the button that has the focus."""
    described = "document.getElementById(document.activeElement.getAttribute('aria-describedby'))"
    return str(page.evaluate(f"{described}?.textContent || ''"))


@pytest.mark.par(4, ust=1, pkt=2)
def test_the_keyboard_reaches_a_refused_button_and_its_reason(portal: Portal, person: Person) -> None:
    page = person("koordynator.mops")
    page.goto(f"/admin/pages/{news_of(portal, 'MOPS')}/edit/")
    page.locator("footer .w-dropdown__toggle").click()
    button = page.get_by_role("button", name="Opublikuj")
    button.wait_for()
    button.focus()
    assert button.get_attribute("aria-disabled") == "true"
    assert "(§ 4 ust. 1 pkt 2)" in refused(page)
    page.keyboard.press("Enter")
    assert "/edit/" in page.url


@pytest.mark.par(4, ust=2)
@pytest.mark.soak
def test_autosave_says_in_words_why_it_does_not_save(portal: Portal, person: Person) -> None:
    """The designation ends while the editor is open: the next save of its own accord tells the reason."""
    page = person("koordynator.kd")
    page.goto(f"/admin/pages/{news_of(portal, 'KD')}/edit/")
    portal.manage("shell", "-v", "0", "-c", ENDED)
    page.locator("[name=title]").fill("Tytuł zmieniony po odwołaniu")
    page.locator("footer").get_by_text("(§ 2 pkt 1)").wait_for()
    assert page.locator("[name=title]").input_value() == "Tytuł zmieniony po odwołaniu"
    portal.faults.clear()  # the editor's own heartbeat is refused as well, and says so in the console


ENDED = """
from coordination.models import Designation
import datetime as dt
yesterday = dt.date.today() - dt.timedelta(days=1)
Designation.objects.filter(person__user__username="koordynator.kd").update(until_on=yesterday)
"""
