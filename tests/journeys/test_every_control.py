"""Nobody meets a button that fails: every visible control is tried in a browser, on a copy of the demo.

A sample is crawled in every run; the whole of every office is `soak`.
`crawler.py` says what «tried» and «fails» mean.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.journeys.conftest import Person
from tests.journeys.crawler import FULL, Crawl, Measure, Report
from tests.journeys.running import Portal

# KD publishes four kinds itself and hands over news; the deputy and the head work beside the coordinator.
OFFICES = ("koordynator.kd", "zastepca.kd", "kierownik.kd", "koordynator.mops", "administrator", "redaktor", "sz")
SAMPLE = Measure(screens=14, clicks=45, sent=6)
MET_ON_A_DAY = {
    "wagtailadmin_home",
    "coordination_todo",
    "wagtailadmin_explore",
    "wagtailadmin_pages:edit",
    "wagtailimages_chooser:choose",
    "wagtaildocs_chooser:choose",
    "wagtailadmin_choose_page_child",
    "publishing:unit_list",
    "coordination_inquiries:list",
    "coordination_inquiries:detail",
}


def crawled(browser: Browser, portal: Portal, who: str, measure: Measure, *starts: str) -> Report:
    report = Crawl(browser, portal, who, measure).go(*starts)
    print(f"\n{who}: {report.in_full()}")  # noqa: T201 - the measure is part of what the test shows
    return report


@pytest.mark.par(4, ust=1)
@pytest.mark.soak
def test_no_control_of_a_sample_fails(browser: Browser, portal: Portal) -> None:
    report = crawled(browser, portal, "koordynator.kd", SAMPLE)
    assert report.findings == []
    assert report.screens >= SAMPLE.screens - 1, "the crawl lost its way"
    assert report.clicks >= SAMPLE.clicks // 2


@pytest.mark.soak
@pytest.mark.parametrize("who", OFFICES)
def test_no_control_fails(browser: Browser, portal: Portal, who: str) -> None:
    report = crawled(browser, portal, who, FULL)
    assert report.findings == []
    assert report.screens > 20, "the crawl lost its way"
    met = {view.partition(" ")[0] for view in report.met}  # behind a name stand the words of its address
    assert who != "koordynator.kd" or met >= MET_ON_A_DAY, sorted(MET_ON_A_DAY - met)


@pytest.mark.soak
def test_no_control_fails_for_a_coordinator_of_two_units(browser: Browser, portal: Portal) -> None:
    portal.manage("shell", "-v", "0", "-c", ALSO_OF_SPORT)
    report = crawled(browser, portal, "koordynator.kd", FULL)
    assert report.findings == []


ALSO_OF_SPORT = """
from coordination.models import Designation, Unit
row = Designation.objects.filter(person__user__username="koordynator.kd", until_on=None).get()
row.pk, row.unit = None, Unit.objects.get(symbol="SP")
row.save(force_insert=True)
"""


# -- what the crawl looks for, shown to be found ----------------------------------------------------------------


def fault(route: Route) -> None:
    """A server that breaks, and a screen from which no way leads on."""
    if route.request.url.endswith("/koniec/"):
        route.fulfill(body="<!doctype html><title>Koniec</title><p>Koniec.", content_type="text/html")
    else:
        route.fulfill(status=500, body="")


def test_the_crawl_finds_what_fails_and_nothing_else(browser: Browser, portal: Portal) -> None:
    """A dashboard on which faults of every sort stand beside the real controls."""
    crawl = Crawl(browser, portal, "koordynator.kd", Measure(screens=1, clicks=30, sent=2))
    crawl.page.add_init_script(PLANTED)
    crawl.page.route("**/zasadzone/**", fault)
    findings = crawl.go().findings
    for name, told in FAULTS:
        assert any(f"{name}: {told}" in line for line in findings), findings
    assert [line for line in findings if not any(f"{name}:" in line for name, _told in FAULTS)] == []


FAULTS = (
    ("«Konta»", "leads to /admin/users/, which answers 403"),
    ("«Wyślij»", "POST /admin/users/ answers 403"),
    ("«Zepsuty serwer»", "GET /zasadzone/serwer/ answers 500"),
    ("«Zepsuty skrypt»", "console: planted"),
    ("«Koniec»", "a dead end at /zasadzone/koniec/"),
    ("«Koniec»", "no main heading at /zasadzone/koniec/"),
    ("«Głuchy»", "does nothing"),
    ("«»", "has no name"),
)
PLANTED = """
addEventListener("DOMContentLoaded", () => {
    if (location.pathname !== "/admin/") return;
    const button = (name, deed) => {
        const made = Object.assign(document.createElement("button"), { type: "button", textContent: name });
        made.addEventListener("click", deed);
        return made;
    };
    const nameless = button("", () => document.title = "Tytuł");
    nameless.style.cssText = "width: 40px; height: 40px; display: block";
    const form = Object.assign(document.createElement("form"), { method: "post", action: "/admin/users/" });
    form.append(Object.assign(document.createElement("button"), { type: "submit", textContent: "Wyślij" }));
    document.querySelector("main").prepend(
        Object.assign(document.createElement("a"), { href: "/admin/users/", textContent: "Konta" }),
        button("Zepsuty serwer", () => fetch("/zasadzone/serwer/")),
        button("Koniec", () => location.assign("/zasadzone/koniec/")),
        button("Głuchy", () => {}),
        button("Zepsuty skrypt", () => { throw new Error("planted"); }),
        nameless,
        form,
    );
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
