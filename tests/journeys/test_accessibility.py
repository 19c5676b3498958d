"""No accessibility findings on the screens of the main job, at a desk and on a phone (issue 1, ruling 12)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import DESK, SETTLED, login
from tests.journeys.running import Demo, Portal, running

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {"runOnly": {"type": "tag", "values": WCAG}, "resultTypes": ["violations"]}
DESKTOP, PHONE, NARROW = 1280, 390, 320

PUBLIC = {
    "home": "/",
    "directory": "/koordynatorzy/",
    "directory with results": "/koordynatorzy/?q=seniorzy",
    "unit": "/komorki/kultura-i-dziedzictwo-narodowe/",
    "units": "/komorki/",
    "competition": "/konkursy/kluby-sasiedzkie-60/",
    "competition with results": "/konkursy/mieszkania-treningowe/",
    "competition that ends soon": "/konkursy/zimowe-zajecia-sportowe/",
    "competition foretold": "/konkursy/miejskie-centrum-wolontariatu/",
    "competition being assessed": "/konkursy/edukacja-nad-wisla/",
    "competition annulled": "/konkursy/spacery-badawcze/",
    "competitions": "/konkursy/",
    "competitions with filters": "/konkursy/?stan=open&sfera=10&kwota_od=20000",
    "competitions with wrong filters": "/konkursy/?kwota_od=500&kwota_do=5&sfera=999",
    "competitions, nothing found": "/konkursy/?q=hipopotam&stan=open",
    "news": "/aktualnosci/",
    "news item": "first link of /aktualnosci/",
    "answers": "/pytania/",
    "answers, nothing found": "/pytania/?q=hipopotam",
    "answer": "/pytania/klub-sasiedzki-w-szkole-po-lekcjach/",
    "answer overdue for review": "/pytania/kto-wydaje-zgode-na-plakaty-w-domach-kultury/",
    "aid with an answer": "/pomoc/bezplatna-sala/",
    "inquiry form": "/zapytania/",
    "inquiry form with answers found": "/zapytania/?q=klubom",
    "inquiry form with errors": "errors of /zapytania/",
    "small grants": "/male-granty/",
    "small grants, counted": "/male-granty/?zlozona=2026-08-31&kwota=12000&dni=91&zamieszczona=2026-09-30",
    "small grants with errors": "/male-granty/?zlozona=wczoraj&kwota=du%C5%BCo",
    "small grant call": "/male-granty/kultura-za-rogiem/",
    "small grant call, closed": "/male-granty/sport-w-dzielnicach/",
    "inquiry form of a competition": "/zapytania/?strona=/konkursy/kluby-sasiedzkie-60/",
    "link form": "/zapytania/link/",
    "search": "/szukaj/?q=koordynator",
}
STAFF = {
    "dashboard of a coordinator": ("koordynator.kd", "/admin/"),
    "dashboard of the portal team": ("administrator", "/admin/"),
    "dashboard of SZ": ("sz", "/admin/"),
    "queue": ("administrator", "/admin/przekazania/kolejka/"),
    "queue, filtered": ("administrator", "/admin/przekazania/kolejka/?ruch=na-mnie&termin=po-terminie"),
    "our handoffs, nothing found": ("koordynator.kd", "/admin/przekazania/?etap=returned&termin=po-terminie"),
    "hours of a page": ("koordynator.sz", "/admin/pages/{answer}/edit/#tab-terminy_historia_adres"),
    "calendar": ("administrator", "/admin/przekazania/kalendarz/"),
    "calendar of a week": ("koordynator.kd", "/admin/przekazania/kalendarz/?widok=tydzien"),
    "handoff": ("administrator", "first handoff of /admin/przekazania/kolejka/"),
    "handoffs of the unit": ("koordynator.kd", "/admin/przekazania/"),
    "correction": ("administrator", "/admin/przekazania/{correction}/poprawka/"),
    "comparison": ("administrator", "/admin/przekazania/{correction}/porownanie/"),
    "emergency publications": ("sz", "/admin/przekazania/awaryjne/"),
    "letters": ("administrator", "/admin/listy/"),
    "taking a page off": ("koordynator.kd", "/admin/strony/{public}/zdejmij/"),
    "taking a page off with errors": ("koordynator.kd", "errors of /admin/strony/{public}/zdejmij/"),
    "handoff of the unit": ("koordynator.kd", "first handoff of /admin/przekazania/"),
    "set": ("administrator", "first set of /admin/przekazania/kolejka/"),
    "new set": ("koordynator.mops", "/admin/komplety/nowy/"),
    "new set with errors": ("koordynator.mops", "errors of /admin/komplety/nowy/"),
    "duty roster": ("administrator", "/admin/redakcja/dyzury/"),
    "duty roster of a month": ("sz", "/admin/redakcja/dyzury/?widok=miesiac"),
    "duty roster with errors": ("redaktor", "errors of /admin/redakcja/dyzury/"),
    "dates sooner than usual": ("sz", "/admin/raporty/krotsze-terminy/"),
    "planned competitions": ("sz", "/admin/konkursy/planowane/"),
    "exceptions": ("sz", "/admin/konkursy/wyjatki/"),
    "results from a file": ("koordynator.mops", "/admin/konkursy/{settled}/wyniki/"),
    "results from a file with errors": ("koordynator.mops", "errors of /admin/konkursy/{settled}/wyniki/"),
    "answer times": ("sz", "/admin/raporty/odpowiedzi/"),
    "answers of a unit": ("koordynator.kd", "/admin/raporty/odpowiedzi/?sprawa=zapytanie"),
    "money for small grants": ("sz", "/admin/male-granty/"),
    "money for small grants of a unit": ("koordynator.kd", "/admin/male-granty/{unit}/"),
    "money for small grants with errors": ("koordynator.kd", "errors of /admin/male-granty/{unit}/"),
    "findings of the city": ("administrator", "/admin/raporty/ustalenia/"),
    "findings of a unit": ("koordynator.kd", "/admin/raporty/ustalenia/"),
    "finding with errors": ("koordynator.kd", "errors of /admin/raporty/ustalenia/{finding}/"),
    "history of a page with findings": ("koordynator.kd", "/admin/historia-strony/{wrong}/"),
    "links to other sites": ("administrator", "/admin/raporty/linki/"),
    "report": ("sz", "/admin/raporty/aktualnosc/"),
    "report of a unit": ("koordynator.kd", "/admin/raporty/aktualnosc/"),
    "what else": ("koordynator.kd", "/admin/kompletnosc/"),
    "what else with errors": ("koordynator.ek", "no aid of /admin/kompletnosc/"),
    "report of the city": ("sz", "/admin/raporty/miasto/"),
    "report of the city, signals": ("sz", "/admin/raporty/miasto/?grupa=ustalenia&braki=1"),
    "reminding units": ("sz", "units of /admin/raporty/miasto/?braki=1"),
    "kept views": ("sz", "/admin/raporty/miasto/widoki/"),
    "review intervals": ("dyrektor", "/admin/raporty/okresy/"),
    "new review interval": ("dyrektor", "/admin/raporty/okresy/aid/?miesiace=1"),
    "new review interval with errors": ("dyrektor", "/admin/raporty/okresy/aid/?miesiace=0"),
    "book of deeds": ("sz", "/admin/dziennik/"),
    "book of deeds, nothing found": ("sz", "/admin/dziennik/?q=tego-nie-ma&od=2026-01-01"),
    "history of a unit": ("koordynator.kd", "/admin/historia-komorki/?rodzaj=pages"),
    "history of a page": ("koordynator.kd", "/admin/historia-strony/{draft}/"),
    "reservation": ("koordynator.mops", "/admin/przekazania/rezerwacja/"),
    "reservation with errors": ("koordynator.mops", "errors of /admin/przekazania/rezerwacja/"),
    "handing over": ("koordynator.kd", "/admin/przekazania/strona/{draft}/"),
    "handing a move over": ("koordynator.sz", "/admin/strony/{programme}/przenies/"),
    "handing a move over with errors": ("koordynator.sz", "errors of /admin/strony/{programme}/przenies/"),
    "to do": ("koordynator.kd", "/admin/do-zrobienia/"),
    "to do in the city": ("sz", "/admin/do-zrobienia/"),
    "inquiries": ("koordynator.sp", "/admin/zapytania/"),
    "inquiry": ("koordynator.sp", "first inquiry of /admin/zapytania/"),
    "inquiry with a period of law": ("koordynator.zzm", "first inquiry of /admin/zapytania/?stan=otwarte"),
    "inquiry to be read as more": ("koordynator.sz", "first inquiry of /admin/zapytania/"),
    "inquiry closed": ("koordynator.kd", "first inquiry of /admin/zapytania/?stan=zamkniete"),
    "templates of answers": ("koordynator.kd", "/admin/zapytania/szablony/"),
    "new template of answers": ("koordynator.kd", "/admin/zapytania/szablony/nowy/"),
    "new template of answers with errors": ("koordynator.kd", "errors of /admin/zapytania/szablony/nowy/"),
    "mail of inquiries": ("sz", "/admin/zapytania/poczta/"),
    "incoming letter that matches nothing": ("sz", "letter of /admin/zapytania/poczta/?q=kolo"),
    "incoming letter of an inquiry": ("koordynator.kd", "letter of /admin/zapytania/poczta/"),
    "letter that came back": ("koordynator.mops", "letter of /admin/zapytania/poczta/"),
    "blocked senders": ("administrator", "/admin/zapytania/poczta/blokady/"),
    "inquiry with a public answer": ("koordynator.sz", "/admin/zapytania/{answered}/"),
    "competition being written": ("koordynator.sp", "/admin/pages/{begun}/edit/"),
    "announcement and the act": ("administrator", "/admin/konkursy/{begun}/ogloszenie/"),
    "text for BIP": ("koordynator.sp", "/admin/konkursy/{begun}/bip/ogloszenie/"),
    "draft of a public answer": ("koordynator.sz", "/admin/pages/{answer}/edit/"),
    "units without people": ("sz", "/admin/komorki-bez-koordynatora/"),
    "rights: matrix": ("administrator", "/admin/uprawnienia/macierz/"),
    "rights: matrix with errors": ("administrator", "errors of /admin/uprawnienia/macierz/"),
    "rights: preview": ("administrator", "ticked of /admin/uprawnienia/macierz/"),
    "rights: register": ("administrator", "/admin/uprawnienia/macierz/rejestr/?wszystkie=1"),
    "rights: history": ("administrator", "/admin/uprawnienia/macierz/historia/"),
    "offices of the portal": ("administrator", "/admin/redakcja/"),
    "office of the portal, new": ("administrator", "/admin/redakcja/add/"),
    "office of the portal, new, with errors": ("administrator", "errors of /admin/redakcja/add/"),
    "accounts": ("administrator", "/admin/konta/"),
    "changes of units": ("administrator", "/admin/zmiany-komorek/"),
    "name of a unit": ("administrator", "/admin/zmiany-komorek/komorka/{unit}/nazwa/"),
    "joining or closing a unit": ("administrator", "/admin/zmiany-komorek/komorka/{unit}/polacz-lub-zamknij/"),
    "joining or closing a unit with errors": (
        "administrator",
        "errors of /admin/zmiany-komorek/komorka/{unit}/polacz-lub-zamknij/",
    ),
    "pages that change hands": ("administrator", "/admin/opieka/"),
    "giving a page": ("administrator", "/admin/opieka/przekaz/{draft}/"),
    "commission": ("koordynator.kd", "/admin/przekazania/zlecenie/"),
    "commission with errors": ("koordynator.kd", "errors of /admin/przekazania/zlecenie/"),
    "limiting a draft": ("koordynator.kd", "/admin/szkice/{draft}/ograniczenie/"),
    "limiting a draft with errors": ("koordynator.kd", "errors of /admin/szkice/{draft}/ograniczenie/"),
    "limited drafts": ("koordynator.kd", "/admin/szkice/ograniczone/"),
    "preview links": ("koordynator.kd", "/admin/szkice/{draft}/podglady/"),
    "preview links with errors": ("koordynator.kd", "errors of /admin/szkice/{draft}/podglady/"),
}


def taking_turns(screens: Iterable[str], *, every: int = 1) -> list[Any]:
    """In each run every screen (or every second, third …) at one width, the next at the other; all in `make soak`."""
    return [
        pytest.param(screen, width, marks=[] if (number + turn * every) % (2 * every) == 0 else pytest.mark.soak)
        for number, screen in enumerate(screens)
        for turn, width in enumerate((DESKTOP, PHONE))
    ]


LINKS = {
    "link": "main h2 a, main h3 a",
    "handoff": "main a[href*='/admin/przekazania/']",
    "set": "main a[href*='/admin/komplety/']",
    "inquiry": "main a[href*='/admin/zapytania/NGO']",
    "letter": "main th a[href*='/admin/zapytania/poczta/']",
}
STOCK = "/admin/account/"  # a screen of Wagtail's own, with nothing of ours in it


@pytest.fixture(scope="module")
def portal(demo: Demo, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    """One portal for all screens: nothing here changes anything."""
    folder = tmp_path_factory.mktemp("accessibility")
    with running(demo.copy(folder), folder) as portal:
        yield portal


class Visitors:
    """Everybody keeps one page for the whole module: signing in costs more than looking."""

    def __init__(self, browser: Browser, portal: Portal) -> None:
        self.browser, self.portal, self.pages = browser, portal, dict[str, Page]()

    def at(self, address: str, *, width: int, who: str = "") -> Page:
        page = self.pages.get(who) or self._arrive(who)
        page.set_viewport_size({"width": width, "height": 900})
        place, _of, shelf = address.rpartition(" of ")
        numbers = {name: getattr(self, name) for name in NUMBERS if f"{{{name}}}" in shelf}
        answer = page.goto(shelf.format(**numbers))
        assert answer is not None
        assert answer.status == 200, shelf
        if place == "ticked":
            page.locator("[name=cells]").first.check()
            page.fill("[name=basis]", "Pismo SZ-12/2026")
            page.locator("main form[method=post] [type=submit]").last.click()
            page.wait_for_url("**/podglad/")
        elif place == "no aid":
            page.locator("#pomoc summary").click()
            page.locator("#pomoc [type=submit]").click()
            page.locator("[aria-invalid=true]").first.wait_for()
        elif place == "units":
            page.locator("tbody [name=zaznaczone]").first.check()
            page.locator("main form[action*=przypomnij] [type=submit]").first.click()
            page.wait_for_url("**/przypomnij/")
        elif place == "errors":
            page.locator("main form[method=post] [type=submit]").last.click()
            page.locator("[aria-invalid=true]").first.wait_for()
        elif place:
            links = page.locator(LINKS[place.removeprefix("first ")])
            page.goto(next(href for href in map(_target, links.all()) if re.search(r"\d/$|nosci/[\w-]+/$", href)))
        page.evaluate("document.fonts.ready")
        return page

    def _arrive(self, who: str) -> Page:
        made = self.browser.new_context(base_url=self.portal.url, locale="pl-PL", reduced_motion="reduce", **DESK)
        page = self.pages[who] = made.new_page()
        page.set_default_timeout(20_000)
        if who:
            login(page, self.portal, who)
        return page

    @cached_property
    def draft(self) -> str:
        """A finished news item of KD that nobody has handed over."""
        return self._number(DRAFT)

    @cached_property
    def programme(self) -> str:
        """A standard page of SZ, which has other places to stand at."""
        return self._number(PROGRAMME)

    @cached_property
    def unit(self) -> str:
        """The unit KD."""
        return self._number(UNIT)

    @cached_property
    def public(self) -> str:
        """The public page of KD."""
        return self._number(PUBLIC_PAGE)

    @cached_property
    def correction(self) -> str:
        """A handoff whose text the portal team corrects."""
        return self._number(CORRECTION)

    @cached_property
    def finding(self) -> str:
        """Outdated law on a page of KD."""
        return self._number(FINDING)

    @cached_property
    def wrong(self) -> str:
        """The page it stands on."""
        return self._number(WRONG_PAGE)

    @cached_property
    def answered(self) -> str:
        """The inquiry that was made a public answer of."""
        return self._number(ANSWERED)

    @cached_property
    def answer(self) -> str:
        """The public answer of it."""
        return self._number(ANSWER)

    @cached_property
    def begun(self) -> str:
        """The draft of a competition that still lacks something."""
        return self._number(BEGUN)

    @cached_property
    def settled(self) -> str:
        """A competition of MOPS with results."""
        return self._number(SETTLED_CALL)

    def _number(self, code: str) -> str:
        return self.portal.manage("shell", "-v", "0", "-c", code).strip().splitlines()[-1]


NUMBERS = (
    "draft",
    "unit",
    "public",
    "correction",
    "programme",
    "finding",
    "wrong",
    "answered",
    "answer",
    "begun",
    "settled",
)
"""Properties of Visitors that stand in addresses."""
SETTLED_CALL = """
from pages.models import CompetitionPage
print(CompetitionPage.objects.get(slug="mieszkania-treningowe").pk)
"""
PUBLIC_PAGE = """
from pages.models import UnitPage
print(UnitPage.objects.get(subject__symbol="KD").pk)
"""
CORRECTION = """
from django.contrib.auth import get_user_model
from django.utils import timezone
from publishing import actions
from publishing.models import Correction, Handoff
from publishing.states import Stage
row = Handoff.objects.filter(corrections__isnull=False).first()
if row is None:
    row = Handoff.objects.filter(stage=Stage.QUEUED, purpose="new", page__isnull=False).first()
    editor = get_user_model().objects.get(username="redaktor")
    actions.begin_correction(row, by=editor, now=timezone.now())
    page = row.page.specific
    page.lead = "Poprawione przez redakcję."
    page.save_revision(user=editor)
    actions.send_correction(Handoff.objects.get(pk=row.pk), by=editor, now=timezone.now())
print(row.pk)
"""
FINDING = """
from publishing.signals_seen import Finding
print(Finding.objects.filter(page__slug="poradnik-maly-grant", sort="prawo").order_by("pk")[0].pk)
"""
WRONG_PAGE = """
from pages.models import NewsPage
print(NewsPage.objects.get(slug="poradnik-maly-grant").pk)
"""
PROGRAMME = """
from pages.models import StandardPage
print(StandardPage.objects.get(slug="program-wspolpracy").pk)
"""
BEGUN = """
from pages.models import CompetitionPage
print(CompetitionPage.objects.get(slug="treningi-rodzinne").pk)
"""
ANSWERED = """
from pages.models import PublishedAnswer
print(PublishedAnswer.objects.get(page__slug__startswith="klub-sasiedzki").inquiry.number)
"""
ANSWER = """
from pages.models import PublishedAnswer
print(PublishedAnswer.objects.get(page__slug__startswith="klub-sasiedzki").page_id)
"""
UNIT = """
from coordination.models import Unit
print(Unit.objects.get(symbol="KD").pk)
"""
DRAFT = """
from coordination.models import Unit
from pages.models import NewsIndexPage, NewsPage
from publishing.governed import entrusting
page = NewsPage(title="Szkic do przekazania", slug="szkic-do-przekazania", lead="Jedno zdanie.", live=False)
with entrusting(Unit.objects.get(symbol="KD")):
    NewsIndexPage.objects.get().add_child(instance=page)
page.save_revision()
print(page.pk)
"""
# What stock Wagtail's own shell (menu, header, messages) shows on its own screens too, with the reason.
SHELL: dict[str, str] = {}


def _target(link: Any) -> str:
    return str(link.get_attribute("href"))


@pytest.fixture(scope="module")
def visitors(browser: Browser, portal: Portal) -> Iterator[Visitors]:
    made = Visitors(browser, portal)
    yield made
    for page in made.pages.values():
        page.context.close()


def findings(page: Page, *, include: str = "", exclude: str = "") -> list[str]:
    page.wait_for_function(SETTLED)
    context = {name: [[value]] for name, value in (("include", include), ("exclude", exclude)) if value}
    return [
        f"{found['id']}: {' '.join(map(str, node['target']))} | {node['html'][:200]} | {node['failureSummary'][:300]}"
        for found in Axe().run(page, context or None, OPTIONS).response["violations"]
        for node in found["nodes"]
    ]


@pytest.mark.parametrize(("screen", "width"), taking_turns(PUBLIC))
def test_public_pages_have_no_findings(visitors: Visitors, screen: str, width: int) -> None:
    assert findings(visitors.at(PUBLIC[screen], width=width)) == []


@pytest.mark.parametrize(("screen", "width"), taking_turns(STAFF, every=2))
def test_staff_screens_have_no_findings_of_ours(visitors: Visitors, screen: str, width: int) -> None:
    who, address = STAFF[screen]
    page = visitors.at(address, width=width, who=who)
    assert findings(page, include="main") == []
    shell = [found.split(":")[0] for found in findings(page, exclude="main")]
    assert [found for found in shell if found not in SHELL] == []


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_what_is_left_to_the_shell_is_wagtails_own(visitors: Visitors, width: int) -> None:
    """The list above holds exactly what a screen of stock Wagtail, with nothing of ours in it, shows as well."""
    page = visitors.at(STOCK, width=width, who="koordynator.kd")
    assert {found.split(":")[0] for found in findings(page, exclude="main")} <= set(SHELL)


@pytest.mark.parametrize("screen", PUBLIC)
def test_nothing_reaches_beyond_a_narrow_screen(visitors: Visitors, screen: str) -> None:
    """320 px: a desk at 400 per cent (WCAG 1.4.10)."""
    page = visitors.at(PUBLIC[screen], width=NARROW)
    beyond = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    wide = page.evaluate(
        "[...document.querySelectorAll('main *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1)"
        ".slice(0, 5).map(e => e.outerHTML.slice(0, 120))"
    )
    assert beyond <= 0, wide


@pytest.mark.parametrize("screen", ["home", "directory with results", "competition", "inquiry form"])
def test_the_keyboard_skips_to_the_content_and_shows_where_it_is(visitors: Visitors, screen: str) -> None:
    page = visitors.at(PUBLIC[screen], width=DESKTOP)
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    assert skip.get_attribute("href") == "#main"
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.getElementById('main').contains(document.activeElement)")
    unseen = []
    for _step in range(12):
        if not page.evaluate(FOCUS_SHOWS):
            unseen.append(page.evaluate("document.activeElement.outerHTML.slice(0, 120)"))
        page.keyboard.press("Tab")
    assert unseen == []


FOCUS_SHOWS = """() => {
    const at = document.activeElement, box = at.getBoundingClientRect();
    if (at === document.body) return true;
    const ringed = (element) => {
        const style = getComputedStyle(element);
        return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    };
    const card = at.closest(".card--link");  // a card that is one link wears the ring itself
    return (ringed(at) || Boolean(card) && ringed(card)) && box.bottom > 0 && box.top < innerHeight;
}"""
