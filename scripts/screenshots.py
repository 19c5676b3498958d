"""Take the pictures of README.md and docs/handbook/ from the demo: `make screenshots`.

A portal of its own is started on a fresh copy of the demo, so pictures never show what somebody tried out.
Run it after a change of looks; the pictures are committed. Names given as arguments take only these.
"""

from __future__ import annotations

import datetime as dt
import io
import os
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import django
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, FloatRect, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.test")
from tests.house import database  # noqa: E402
from tests.journeys.running import Demo, Portal, running  # noqa: E402
from tests.journeys.test_invitation import add_person, designate  # noqa: E402

TARGET = ROOT / "docs" / "screenshots"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = ["--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run", "--disable-background-networking"]
COLOURS = 128
AIR = 24
# The staff screens scroll inside the page, the public ones with it.
SCROLLERS = "html, body, main, .content-wrapper"
HEIGHT = f"Math.max(...[...document.querySelectorAll('{SCROLLERS}')].map(e => e.scrollHeight))"
# Debian's Chromium knows English only and would write 11/25/2026; a Polish browser writes what this writes.
POLISH_DATES = """document.querySelectorAll('input[type=date], input[type=time]').forEach(field => {
    const value = field.type === 'date' ? field.value.split('-').reverse().join('.') : field.value;
    field.type = 'text';
    field.value = value;
})"""
Steps = Callable[[Page], None]


@dataclass(frozen=True)
class Shot:
    """One screen: who sits there, where, what is done before the shutter, and the part of the page to take.

    What lies below `longest` pixels is cut off.
    """

    name: str
    path: str
    who: str = ""
    steps: Steps | None = None
    part: str = ""
    phone: bool = False
    longest: int = 1400


def link(text: str) -> Steps:
    """Follow the first link of the screen that says this."""

    def follow(page: Page) -> None:
        page.locator("main").get_by_role("link", name=re.compile(text)).first.click()
        page.wait_for_load_state("networkidle")

    return follow


def open_the_menu(page: Page) -> None:
    """The deeds of the editor stand in the drop-up of its footer."""
    page.wait_for_load_state("networkidle")
    page.locator("footer").get_by_role("button", name="Więcej akcji").click()
    page.wait_for_timeout(500)


def discreet_screen(page: Page, folder: str) -> None:
    """A screen about the unit's own page, from the address of its editor."""
    page.locator("main").get_by_role("link", name="Strona naszej komórki").click()
    page.wait_for_load_state("networkidle")
    number = re.search(r"/pages/(\d+)/", page.url)
    page.goto(f"/admin/szkice/{number[1] if number else 0}/{folder}/", wait_until="networkidle")


def limit_the_unit_page(page: Page) -> None:
    discreet_screen(page, "ograniczenie")
    page.get_by_role("checkbox").first.check()
    page.get_by_label("Dlaczego jest ograniczony?").fill("Wyniki konkursu przed ogłoszeniem.")


def make_a_preview_link(page: Page) -> None:
    discreet_screen(page, "podglady")
    page.get_by_label("Dla kogo?").fill("ekspertka rady działalności pożytku")
    day = page.locator("[name=until_on]")
    day.fill(day.get_attribute("max") or "")
    page.get_by_role("button", name="Utwórz link").click()
    page.wait_for_load_state("networkidle")


def edit_the_unit_page(page: Page) -> None:
    page.locator("main").get_by_role("link", name="Strona naszej komórki").click()
    open_the_menu(page)


def open_first_line(page: Page) -> None:
    """All facts of the first line."""
    page.locator(".line__more summary").first.click()


def hand_over_news(page: Page) -> None:
    page.locator("main").get_by_role("link", name="Napisz aktualność").click()
    page.wait_for_load_state("networkidle")
    page.locator("[name=title]").fill("Zbiórka ciepłych ubrań: gdzie je przynieść")
    page.locator("[name=lead]").fill("Trzy miejsca w mieście przyjmują ubrania do końca miesiąca.")
    open_the_menu(page)
    page.locator("footer").get_by_role("button", name="Przekaż do publikacji", exact=True).click()
    page.wait_for_url("**/przekazania/strona/**")
    page.wait_for_load_state("networkidle")


def switch_on_second_factor(page: Page) -> None:
    django.setup()
    from allauth.mfa.totp.internal import auth as totp

    secret = page.locator("code.secret").inner_text().replace(" ", "")
    page.locator("[name=code]").fill(totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30)))
    page.get_by_role("button", name="Włącz", exact=True).click()
    page.wait_for_url("**/kody/")
    page.wait_for_load_state("networkidle")


def designate_somebody(page: Page) -> None:
    """A new deputy, and the offer to invite them."""
    add_person(page)
    designate(page)
    page.locator("#konto").scroll_into_view_if_needed()


def open_the_invitation(page: Page) -> None:
    """Behind the link of the letter that the demo's head sends; the invited person sits at no desk yet."""
    page.goto("/admin/konta/", wait_until="networkidle")
    page.get_by_role("button", name=re.compile("^(Zaproś|Wyślij)")).first.click()
    page.wait_for_load_state("networkidle")
    portal = PORTALS[-1]
    portal.manage("publish_scheduled")
    letter = str(portal.mails[-1].get_body(("plain",)).get_content())  # type: ignore[union-attr]
    page.goto(re.findall(r"http\S+/konto/zaproszenie/[\w-]+/", letter)[0], wait_until="networkidle")


def draft_of_the_answer(page: Page) -> None:
    """The editor of the draft that the button makes."""
    link("Sadzenie drzew")(page)
    page.get_by_role("button", name="Opublikuj jako pytanie i odpowiedź").click()
    page.wait_for_url("**/edit/")
    page.wait_for_load_state("networkidle")


PORTALS: list[Portal] = []
"""The portal that is running, for steps that read its letters."""


def preview_a_merger(page: Page) -> None:
    page.goto("/admin/komorki/?q=Turystyki", wait_until="networkidle")
    page.locator("main").get_by_role("link", name="Wydział ds. Turystyki", exact=True).click()
    page.wait_for_url("**/edit/**")
    page.goto(f"/admin/zmiany-komorek/komorka/{page.url.rstrip('/').split('/')[-1]}/polacz-lub-zamknij/")
    page.get_by_label("Następca (istniejąca komórka)").select_option(
        label="Wydział Kultury i Dziedzictwa Narodowego (KD)"
    )
    page.get_by_label("Od którego dnia").fill(f"{dt.datetime.now(tz=dt.UTC):%F}")
    page.get_by_label("Podstawa").fill("zarządzenie nr DEMO/1 (dane demonstracyjne)")
    page.get_by_role("button", name="Zobacz, co się stanie").click()
    page.wait_for_load_state("networkidle")


def beyond_rights(page: Page) -> None:
    """The editor of a news item of a unit that hands news over, its drop-up open."""
    page.locator("main").get_by_role("link", name="Napisz aktualność").click()
    open_the_menu(page)


def results_from_a_file(page: Page) -> None:
    """The screen that takes results over, from the editor of the competition that is settled."""
    page.locator("main").get_by_role("link", name="Mieszkania treningowe i mentoring").first.click()
    page.goto(page.locator("a[href$='/wyniki/']").first.get_attribute("href") or "")


NEXT_WEEK = f"{dt.datetime.now(tz=dt.UTC) + dt.timedelta(days=7):%F}"
SHOTS = [
    Shot("home", "/", phone=True),
    Shot("directory", "/koordynatorzy/?q=seniorzy", phone=True),
    Shot("competition", "/konkursy/kluby-sasiedzkie-60/", phone=True),
    Shot("competitions", "/konkursy/?stan=open&kwota_od=20000", phone=True),
    Shot("queue", "/admin/przekazania/kolejka/", "administrator", phone=True),
    Shot("calendar", f"/admin/przekazania/kalendarz/?widok=tydzien&dzien={NEXT_WEEK}", "administrator", phone=True),
    Shot("handoff", "/admin/przekazania/kolejka/", "administrator", link("Jak opisać dostępność"), phone=True),
    Shot(
        "handoff-history",
        "/admin/przekazania/kolejka/",
        "administrator",
        link("Nowy katalog miejsc"),
        part=".handoff-records",
        phone=True,
    ),
    Shot("set", "/admin/przekazania/kolejka/", "administrator", link("Komplet: Igrzyska"), phone=True),
    Shot("commissioned", "/admin/przekazania/kolejka/", "administrator", link("Nowe dni dyżurów"), longest=1100),
    Shot("commission", "/admin/przekazania/zlecenie/", "koordynator.ws"),
    Shot("roster", "/admin/redakcja/dyzury/", "administrator", phone=True),
    Shot("stale", "/admin/raporty/aktualnosc/", "sz"),
    Shot("findings", "/admin/raporty/ustalenia/", "sz", phone=True, longest=1100),
    Shot("dashboard", "/admin/", "koordynator.mops"),
    Shot("inquiry", "/admin/zapytania/", "koordynator.sp", link("Błąd Generatora")),
    Shot("grants", "/male-granty/", phone=True),
    Shot("checklist", "/admin/pages/search/?q=Treningi", "koordynator.sp", link("Treningi rodzinne"), longest=1000),
    Shot(
        "results-file",
        "/admin/pages/search/?q=mentoring",
        "koordynator.mops",
        results_from_a_file,
        longest=900,
        phone=True,
    ),
    Shot("planned-competitions", "/admin/konkursy/planowane/", "sz", longest=900),
    Shot("grant-board", "/admin/male-granty/", "sz"),
    Shot("answer-times", "/admin/raporty/odpowiedzi/", "sz", phone=True),
    # for the pages of the handbook
    Shot("matter", "/admin/zapytania/", "koordynator.kd", link("Dotacje na kulturę"), phone=True),
    Shot("answer", "/pytania/klub-sasiedzki-w-szkole-po-lekcjach/", phone=True),
    # for the pages of the handbook
    Shot(
        "answer-button", "/admin/zapytania/?stan=odpowiedziane", "koordynator.ws", link("Sadzenie drzew"), longest=1100
    ),
    Shot("answer-draft", "/admin/zapytania/?stan=odpowiedziane", "koordynator.ws", draft_of_the_answer, longest=1100),
    Shot("edit", "/admin/", "koordynator.kd", edit_the_unit_page, longest=1000),
    Shot("metryczka", "/komorki/kultura-i-dziedzictwo-narodowe/", part=".metryczka"),
    Shot("hand-over", "/admin/", "koordynator.mops", hand_over_news),
    Shot("reserve", "/admin/przekazania/rezerwacja/", "koordynator.mops"),
    Shot("proposal", "/admin/", "koordynator.mops", link("Nowy katalog miejsc")),
    Shot("inquiries", "/admin/zapytania/", "koordynator.ws"),
    Shot("templates", "/admin/zapytania/szablony/", "koordynator.kd"),
    Shot("mail", "/admin/zapytania/poczta/", "sz", phone=True),
    Shot("letter", "/admin/zapytania/poczta/?q=kolo", "sz", link("Sala na spotkania"), phone=True),
    Shot("confirm", "/admin/raporty/aktualnosc/", "koordynator.turystyka"),
    Shot("invite", "/admin/", "kierownik.kd", designate_somebody, longest=900),
    Shot("accounts", "/admin/konta/", "administrator", longest=900),
    Shot("invitation", "/admin/", "kierownik.kd", open_the_invitation, phone=True),
    Shot("merge", "/admin/zmiany-komorek/", "administrator", preview_a_merger, phone=True),
    Shot("journal", "/admin/dziennik/?rodzaj=pages", "sz", open_first_line, phone=True),
    Shot("journal", "/admin/dziennik/?czyn=page.publish", "sz", open_first_line, phone=True),
    Shot("unit-history", "/admin/historia-komorki/", "koordynator.kd"),
    Shot("refused-button", "/admin/", "koordynator.mops", beyond_rights, longest=900),
    Shot("refusal", "/admin/users/", "koordynator.kd", longest=560),
    Shot("confine", "/admin/", "koordynator.kd", limit_the_unit_page, longest=1100),
    Shot("preview-links", "/admin/", "koordynator.kd", make_a_preview_link, longest=1100),
    Shot("rights", "/admin/uprawnienia/macierz/?q=kultury", "sz"),
    Shot("invitation", "/admin/", "kierownik.kd", open_the_invitation),
    Shot("lacking", "/admin/komorki-bez-koordynatora/", "sz"),
    Shot("what-else", "/admin/kompletnosc/", "koordynator.kd"),
    Shot("city-report", "/admin/raporty/miasto/?braki=1", "sz", phone=True),
    Shot("city-report", "/admin/raporty/miasto/?braki=1", "sz"),
    Shot("interval", "/admin/raporty/okresy/aid/?miesiace=1", "dyrektor", longest=1200),
    Shot("sign-in", "/konto/logowanie/", longest=1000),
    Shot("second-factor", "/konto/drugi-skladnik/wlacz/", "dyrektor", longest=1500),
    Shot("recovery-codes", "/konto/drugi-skladnik/wlacz/", "operator", switch_on_second_factor, longest=1100),
]


def compressed(raw: bytes) -> bytes:
    """The picture with few colours: screens are flat, a palette tells no less and weighs a third."""
    picture = Image.open(io.BytesIO(raw)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()


def take(page: Page, shot: Shot, width: int) -> bytes:
    page.goto(shot.path, wait_until="networkidle")
    if shot.steps:
        shot.steps(page)
        page.wait_for_load_state("networkidle")
    page.evaluate(POLISH_DATES)
    page.wait_for_timeout(300)
    height = int(page.evaluate(HEIGHT))
    if shot.part:  # the staff's screens scroll inside the page: all of it has to be in view
        for _time in range(2):  # frames and pictures that come into view make it higher
            page.set_viewport_size({"width": width, "height": height + 2 * AIR})
            page.wait_for_timeout(300)
            height = int(page.evaluate(HEIGHT))
        return compressed(around(page, shot.part))
    page.set_viewport_size({"width": width, "height": min(height, shot.longest)})
    page.wait_for_timeout(300)
    return compressed(page.screenshot(animations="disabled"))


def around(page: Page, part: str) -> bytes:
    """One part of the screen, with some air."""
    box = page.locator(part).first.bounding_box() or {"x": 0, "y": 0, "width": 600, "height": 400}
    left, top = max(0, box["x"] - AIR), max(0, box["y"] - AIR)
    clip = FloatRect(x=left, y=top, width=box["width"] + 2 * AIR, height=box["height"] + 2 * AIR)
    return page.screenshot(animations="disabled", full_page=True, clip=clip)


class Studio:
    """A browser with one signed-in context per person and width."""

    def __init__(self, browser: Browser, portal: Portal) -> None:
        self.browser, self.portal = browser, portal
        self.contexts: dict[tuple[str, int], BrowserContext] = {}

    def page(self, who: str, width: int) -> Page:
        context = self.contexts.get((who, width)) or self.sign_in(who, width)
        self.contexts[who, width] = context
        page = context.new_page()
        page.set_default_timeout(60_000)
        return page

    def sign_in(self, who: str, width: int) -> BrowserContext:
        context = self.browser.new_context(
            base_url=self.portal.url,
            viewport={"width": width, "height": 900},
            is_mobile=width < 600,
            has_touch=width < 600,
            locale="pl-PL",
            timezone_id="Europe/Warsaw",
            reduced_motion="reduce",
        )
        context.set_default_timeout(60_000)
        if who:
            page = context.new_page()
            page.goto("/konto/logowanie/")
            page.fill("input[name=login]", who)
            page.fill("input[name=password]", "demo")
            page.press("input[name=password]", "Enter")
            page.wait_for_url(lambda url: "/konto/" not in url)
            page.close()
        return context


def shoot(portal: Portal, shots: list[Shot]) -> None:
    system = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUM)), None)
    TARGET.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=system, args=FLAGS)
        studio = Studio(browser, portal)
        for shot in shots:
            for width in (1280, 390) if shot.phone else (1280,):
                page = studio.page(shot.who, width)
                picture = take(page, shot, width)
                page.close()
                name = shot.name if width == 1280 else f"{shot.name}-{width}"
                (TARGET / f"{name}.png").write_bytes(picture)
                print(f"{name}.png  {len(picture) // 1024} kB")
        browser.close()


def main() -> int:
    wanted = sys.argv[1:]
    shots = [shot for shot in SHOTS if not wanted or shot.name in wanted]
    migrated = database.kept_path()
    demo = Demo.kept(migrated if migrated.exists() else None)
    with tempfile.TemporaryDirectory() as folder, running(demo.copy(Path(folder)), Path(folder)) as portal:
        portal.manage("publish_scheduled")  # the clock's beat, and the letters of the demo
        PORTALS.append(portal)
        shoot(portal, shots)
    return 0


if __name__ == "__main__":
    sys.exit(main())
