"""A person who tries every control: goes where links lead, clicks what can be clicked, sends what can be sent.

A *kind* of screen is a view and what its address asks for; a few screens of each kind are looked at, and every visible
control on them is tried. Plain links are followed with the person's own session; whatever needs the browser is clicked
in it, and what a click brings into view is tried in turn. Forms are sent last, what destroys at the very end. Waits are
for what the browser reports (requests under way, the next frame), never for a span of time.
"""

from __future__ import annotations

import contextlib
import logging
import re
from collections import Counter, deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

from playwright.sync_api import Browser, Dialog, ElementHandle, FileChooser, Page, Request, Response
from playwright.sync_api import Error as BrowserError

from tests.journeys.running import Portal
from tests.language.walk import kind_of

logger = logging.getLogger(__name__)
CONTROLS = (Path(__file__).parent / "controls.js").read_text()
QUIET_SECONDS = 20
CLICK_MS = 8_000
DEAD_MS = 2_000
DEEPEST = 3  # a menu, the dialog it opens, a tab of the dialog
REFUSALS = re.compile(r"nie masz uprawnień|nie masz dostępu|you do not have permission|to nie jest dostępne", re.I)
DESTROYS = re.compile(r"usuń|wycofaj|cofnij|zamknij|odwołaj|ukryj|zakończ|tak,", re.I)
LEAVES = re.compile(r"wyloguj", re.I)
OVER = "[data-tippy-root]:visible, dialog[open], [role=dialog]:visible, .modal.in"
HEADING = re.compile(r"<h1\b|<h2[^>]*id=\"header-title\"")  # Wagtail's forms carry theirs as an h2
STAFF = ("/admin/", "/konto/")
ABROAD = re.compile(r"^(mailto|tel|javascript|data|blob):", re.I)


@dataclass(frozen=True)
class Control:
    """A visible control: `sig` tells it apart on its screen, `nth` among those that look alike."""

    sig: str
    nth: int
    what: str  # link · get · post · opener
    name: str
    href: str = ""
    method: str = "get"
    looks: str = ""  # what controls that do the same have in common
    chosen: bool = False  # choosing it again changes nothing

    def __str__(self) -> str:
        return f"«{self.name}»"


Steps = tuple[Control, ...]


@dataclass
class Report:
    """What was tried, and what went wrong: one line each."""

    screens: int = 0
    controls: int = 0
    clicks: int = 0
    requests: int = 0
    lost: list[str] = field(default_factory=list)  # controls that were not there any more when their turn came
    findings: list[str] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)  # controls tried on each kind of screen
    met: set[str] = field(default_factory=set)  # names of the staff addresses that answered

    def __str__(self) -> str:
        tried = f"{self.screens} screens, {self.controls} controls ({self.clicks} clicked, {len(self.lost)} gone)"
        return f"{tried}, {self.requests} requests, {len(self.findings)} findings"

    def in_full(self) -> str:
        """The counts, then controls by kind of screen, what was gone when its turn came, what was found."""
        kinds = [f"  {count:4}  {kind}" for kind, count in sorted(self.kinds.items())]
        return "\n".join([str(self), *kinds, *(f"  gone  {way}" for way in self.lost), *self.findings])


@dataclass(frozen=True)
class Measure:
    """How much is looked at. `clicks` and `sent` are counts, so that a slow machine sees the same as a quick one."""

    screens: int = 40
    of_a_kind: int = 1
    alike: int = 1  # controls of the same looks on one kind of screen
    clicks: int = 60
    links: int = 2  # links followed to one kind of address
    sent: int = 20
    anew: bool = False  # load the screen anew before every click, instead of only where the last click changed it


FULL = Measure(screens=400, of_a_kind=2, alike=2, clicks=4_000, links=30, sent=400)


def view_of(address: str) -> str:
    """A kind of screen, whatever its list is sorted and narrowed by."""
    return kind_of(address).split("?")[0]


class Crawl:
    """One person's crawl over the running portal."""

    def __init__(self, browser: Browser, portal: Portal, who: str, measure: Measure) -> None:
        self.portal, self.who, self.measure = portal, who, measure
        self.report = Report()
        self.context = browser.new_context(
            base_url=portal.url,
            locale="pl-PL",
            timezone_id="Europe/Warsaw",
            viewport={"width": 1280, "height": 1000},
            reduced_motion="reduce",
        )
        self.page = self.context.new_page()
        self.under_way: set[Request] = set()
        self.troubles: list[str] = []
        self.tabs: list[Page] = []
        self.happened = 0  # requests, questions, tabs: what a click may bring about besides a change of the screen
        self.slow: set[str] = set()
        self.kinds: Counter[str] = Counter()
        self.looks: Counter[str] = Counter()
        self.seen: set[str] = set()
        self.followed: Counter[str] = Counter()
        self.waiting: deque[str] = deque()
        self.later: list[tuple[str, Steps]] = []
        self.stands: tuple[str, Steps] | None = None  # the screen in the browser, and what was clicked on it
        self._listen(self.page)
        self.context.on("page", self._new_tab)

    # -- ears -----------------------------------------------------------------------------------------------------

    def _listen(self, page: Page) -> None:
        page.set_default_timeout(30_000)
        page.on("request", self._begun)
        page.on("requestfinished", self._over)
        page.on("requestfailed", self._over)
        page.on("response", self._answered)
        page.on("console", lambda told: self._heard(told.text) if told.type == "error" else None)
        page.on("pageerror", lambda error: self._heard(str(error)))
        page.on("dialog", self._agree)
        page.on("filechooser", self._hears_of_files)

    def _begun(self, request: Request) -> None:
        self.report.requests += 1
        self.happened += 1
        self.under_way.add(request)

    def _over(self, request: Request) -> None:
        self.under_way.discard(request)

    def _answered(self, response: Response) -> None:
        self.report.met.add(view_of(self._short(response.url)))
        if response.status >= 400 and not _is_said_at_the_field(response):
            self.troubles.append(f"{response.request.method} {self._short(response.url)} answers {response.status}")

    def _heard(self, text: str) -> None:
        if "Failed to load resource" not in text:  # told with the answer itself
            self.troubles.append(f"console: {text[:300]}")

    def _agree(self, dialog: Dialog) -> None:
        self.happened += 1
        try:
            dialog.accept()
        except BrowserError:  # the page has left already
            return

    def _hears_of_files(self, _chooser: FileChooser) -> None:
        self.happened += 1

    def _new_tab(self, page: Page) -> None:
        if page != self.page:
            self.happened += 1
            self.tabs.append(page)
            page.on("response", self._answered)
            page.on("pageerror", lambda error: self._heard(str(error)))

    def _close_tabs(self) -> None:
        """A screen behind a tab draws no frames: see the tab loaded, then put it away."""
        while self.tabs:
            tab = self.tabs.pop()
            if not tab.is_closed():
                tab.wait_for_load_state("load")
                tab.close()

    def _short(self, address: str) -> str:
        return address.removeprefix(self.portal.url)

    # -- moving ---------------------------------------------------------------------------------------------------

    def sign_in(self) -> None:
        self.page.goto("/konto/logowanie/")
        self.page.fill("input[name=login]", self.who)
        self.page.fill("input[name=password]", "demo")
        self.page.press("input[name=password]", "Enter")
        self.page.wait_for_url(lambda url: "/konto/" not in url)
        self.settle()
        self.troubles.clear()

    def settle(self) -> None:
        """Until nothing is under way for two turns; in a turn two frames are drawn, so that scripts use what came."""
        quiet = 0
        for _turn in range(QUIET_SECONDS * 20):
            self._close_tabs()
            try:
                self.page.wait_for_load_state("load")
                self.page.evaluate("() => new Promise(r => requestAnimationFrame(() => requestAnimationFrame(r)))")
            except BrowserError:  # navigated meanwhile
                continue
            quiet = 0 if self.under_way else quiet + 1
            if quiet == 2:
                return
            if self.under_way:
                self.page.wait_for_timeout(50)  # lets the browser's events in
        self.slow.update(f"{request.method} {self._short(request.url)}" for request in self.under_way)
        self.under_way.clear()

    def open(self, address: str) -> int:
        """Go there in a fresh state; the status of the answer, 200 for a file that was sent."""
        self.under_way.clear()
        self.troubles.clear()
        self.stands = None
        try:
            answer = self.page.goto(address)
        except BrowserError as error:
            if "Download is starting" in str(error):
                return 200
            raise
        self.settle()
        return answer.status if answer else 0

    def controls(self) -> list[Control]:
        return [Control(**row) for row in self.page.evaluate(CONTROLS)]

    def handle(self, control: Control) -> ElementHandle | None:
        found = self.page.evaluate_handle(CONTROLS, [control.sig, control.nth])
        return found.as_element()

    # -- the crawl ------------------------------------------------------------------------------------------------

    def go(self, *starts: str) -> Report:
        """From these screens, or from the staff home, wherever links and clicks lead."""
        self.sign_in()
        self.waiting.extend(starts or ["/admin/"])
        while self.waiting and self.report.screens < self.measure.screens:
            address = self.waiting.popleft()
            if self._is_new(address):
                self.look(address)
        self.send()
        self.context.close()
        return self.report

    def _is_new(self, address: str) -> bool:
        kind = kind_of(address)
        if address in self.seen or not address.startswith(STAFF) or self.kinds[kind] >= self.measure.of_a_kind:
            return False
        self.seen.add(address)
        self.kinds[kind] += 1
        return True

    def look(self, address: str) -> None:
        """Look at one screen and try everything on it."""
        status = self.open(address)
        self.report.screens += 1
        if status != 200:
            self.find(address, (), f"the screen answers {status}")
            return
        self.judge_screen(address, ())
        self.take_troubles(address, ())
        self.try_all(address, (), self.controls())
        logger.info("%s %s: %s; %d screens wait", self.who, address, self.report, len(self.waiting))

    def try_all(self, address: str, steps: Steps, controls: Iterable[Control]) -> None:
        """Try what is in view after these steps; clicks bring more into view.

        All of one view are claimed before the first is clicked: what a click brings in must not use up their turns.
        """
        for control in [control for control in controls if self._claims(address, control)]:
            if control.what == "link":
                self.follow(address, steps, control)
                continue
            self._count(address)
            if not control.name:
                self.find(address, (*steps, control), f"has no name: {control.sig[:160]}")
            if control.what == "post":
                self.later.append((address, (*steps, control)))
            elif self.report.clicks < self.measure.clicks:
                self.click(address, (*steps, control))

    def _claims(self, address: str, control: Control) -> bool:
        """Whether the control is to be tried: a link always, anything else unless enough of its looks were."""
        if control.what == "link":
            return True
        mark = control.looks if control.looks.endswith("sidebar") else f"{view_of(address)} {control.looks}"
        self.looks[mark] += 1
        return self.looks[mark] <= self.measure.alike

    def _count(self, address: str) -> None:
        self.report.controls += 1
        self.report.kinds[kind_of(address)] += 1

    def follow(self, address: str, steps: Steps, control: Control) -> None:
        """A plain link: ask for it in the person's name, look at the answer, and queue the screen."""
        target = urldefrag(urljoin(self.portal.url + address, unescape(control.href))).url
        if ABROAD.match(control.href) or urlsplit(target).netloc != urlsplit(self.portal.url).netloc:
            return
        target = self._short(target)
        if not control.name and self.looks[control.looks] == 0:
            self.looks[control.looks] += 1
            self.find(address, (*steps, control), f"has no name: {control.sig[:160]}")
        if target in self.seen:
            return
        kind = kind_of(target)
        if self.followed[target] or self.followed[kind] >= self.measure.links:
            return
        self.followed[target] += 1
        self.followed[kind] += 1
        self._count(address)
        self.report.requests += 1
        answer = self.context.request.get(target, headers={"Accept": "text/html,*/*"}, max_redirects=10)
        here = (*steps, control)
        if answer.status >= 400:
            self.find(address, here, f"leads to {target}, which answers {answer.status}")
        elif "text/html" in answer.headers.get("content-type", ""):
            html = answer.text()
            self.judge_html(address, here, self._short(answer.url), html)
            if "<html" in html:  # what scripts fetch into a dialog is no screen
                self.waiting.append(target)
        answer.dispose()

    def judge_html(self, address: str, steps: Steps, target: str, html: str) -> None:
        """An answer without a browser: it must be the place that was asked for, not a refusal."""
        if REFUSALS.search(re.sub(r"<script.*?</script>", "", html, flags=re.S)):
            self.find(address, steps, f"leads to a refusal at {target}")
        if "<html" in html and not HEADING.search(html):
            self.find(address, steps, f"leads to {target}, which has no heading")

    def click(self, address: str, steps: Steps) -> bool:
        """From a fresh state through the steps; judge what happened at the last one."""
        if not self.reach(address, steps):
            self.report.lost.append(f"{address} {' > '.join(map(str, steps))}")
            return False
        before = {(control.sig, control.nth) for control in self.controls()}
        looked, self.happened = self._look_at(steps[-1]), 0
        self.troubles.clear()
        if not self.press(address, steps):
            return False
        self.report.clicks += 1
        self.settle()
        self.take_troubles(address, steps)
        if not steps[-1].chosen and self._looks_like(looked):
            self.find(address, steps, "does nothing")
        here = self._short(self.page.url)
        self.stands = (address, steps)
        if urldefrag(here).url != urldefrag(address).url:
            self.stands = None
            self.judge_screen(address, steps)
            self.waiting.append(urldefrag(here).url)
        elif len(steps) < DEEPEST:
            fresh = [control for control in self.controls() if (control.sig, control.nth) not in before]
            self.try_all(address, steps, fresh)
        return True

    def _look_at(self, control: Control) -> int:
        """How the screen looks with the control in focus: a click that only brings the focus there does nothing."""
        found = self.handle(control)
        if found is not None:
            with contextlib.suppress(BrowserError):  # a script has put another in its place
                found.focus()
        return int(self.page.evaluate(LOOK))

    def _looks_like(self, looked: int) -> bool:
        """Whether the click brought about nothing at all, also a moment later."""
        if self.happened:
            return False
        try:
            self.page.wait_for_function(f"(looked) => ({LOOK})() !== looked", arg=looked, timeout=DEAD_MS)
        except BrowserError:
            return True
        return False

    def reach(self, address: str, steps: Steps) -> bool:
        """The screen with all steps but the last taken. False when it is gone by now."""
        *way, last = steps
        if self._still_stands(address, tuple(way), last):
            return True
        if self.open(address) != 200:
            return False
        for step in way:
            found = self.handle(step)
            if found is None:
                return False
            self._press(found, step)
            self.settle()
        return self._is_there(last)

    def _is_there(self, control: Control) -> bool:
        for _turn in range(3):  # a dialog may still be on its way
            if self.handle(control) is not None:
                return True
            self.settle()
        return False

    def _still_stands(self, address: str, way: Steps, last: Control) -> bool:
        """Whether the last click left the screen as it is needed now, menus and dialogs aside."""
        if self.measure.anew or self.stands is None or self.stands[0] != address:
            return False
        opened = self.stands[1]
        if opened[: len(way)] != way:
            return False
        if len(opened) > len(way) and self.page.locator(OVER).count():
            self.page.keyboard.press("Escape")
            self.settle()
            if way or self.page.locator(OVER).count():
                return False
        return self.handle(last) is not None

    def press(self, address: str, steps: Steps) -> bool:
        found = self.handle(steps[-1])
        if found is None:
            return False
        try:
            self._press(found, steps[-1])
        except BrowserError as error:
            if "not attached" in str(error) or "Download" in str(error):
                return True
            if self.stands is not None:  # what was clicked before may lie over it: once more, on a fresh screen
                self.stands = None
                return self.reach(address, steps) and self.press(address, steps)
            if self.handle(steps[-1]) is None:  # a dialog that was on its way stands before it
                self.report.lost.append(f"{address} {' > '.join(map(str, steps))}")
            else:
                self.find(address, steps, f"cannot be clicked: {_why(error)}")
            return False
        return True

    def _press(self, found: ElementHandle, control: Control) -> None:
        if control.what == "opener" and found.evaluate("e => e.matches('input[type=checkbox], input[type=radio]')"):
            found.evaluate("e => e.click()")  # the label is what people see
        elif found.evaluate("e => e.getBoundingClientRect().bottom <= 0 || e.getBoundingClientRect().right <= 0"):
            found.focus()
            self.page.keyboard.press("Enter")
        else:
            self._click(found)

    @staticmethod
    def _click(found: ElementHandle) -> None:
        try:
            found.click(timeout=CLICK_MS)
        except BrowserError as error:
            if 'type="file"' not in _why(error):
                raise
            found.click(force=True)  # the field that takes files lies unseen over its button, and opens the same

    # -- sending --------------------------------------------------------------------------------------------------

    def send(self) -> None:
        """Send the forms as they are: what destroys after what does not, signing out last of all."""
        self.later.sort(key=lambda row: _danger(row[1][-1]))
        for address, steps in self.later[: self.measure.sent]:
            if not self.reach(address, steps):
                continue  # an earlier deed has changed the screen
            self.troubles.clear()
            self.stands = None
            if self.press(address, steps):
                self.report.clicks += 1
                self.settle()
                self.take_troubles(address, steps)
                self.judge_screen(address, steps)
            if LEAVES.search(steps[-1].name):
                self.sign_in()

    # -- judging --------------------------------------------------------------------------------------------------

    def judge_screen(self, address: str, steps: Steps) -> None:
        """The screen in the browser now: a heading, a way on, no refusal."""
        seen: dict[str, Any] = self.page.evaluate(SCREEN)
        if not seen["html"]:
            return
        here = self._short(self.page.url)
        if not seen["heading"]:
            self.find(address, steps, f"no main heading at {here}")
        if not seen["ways"]:
            self.find(address, steps, f"a dead end at {here}")
        if REFUSALS.search(seen["text"]):
            self.find(address, steps, f"a refusal at {here}: {seen['text'][:160]}")

    def take_troubles(self, address: str, steps: Steps) -> None:
        for trouble in dict.fromkeys(self.troubles):
            self.find(address, steps, trouble)
        self.troubles.clear()

    def find(self, address: str, steps: Steps, what: str) -> None:
        way = " > ".join(map(str, steps))
        line = f"{self.who} {address} {way}: {what}"
        if line not in self.report.findings:
            self.report.findings.append(line)
            logger.warning(line)


def _is_said_at_the_field(response: Response) -> bool:
    """A form that came back with what it lacks; to autosave the editor says so in JSON."""
    by_script = response.status == 400 and response.headers.get("content-type", "").startswith("application/json")
    return response.request.method == "POST" and (response.status == 422 or by_script)


def _why(error: BrowserError) -> str:
    """What lay over the control, where the browser says so; else the first line."""
    lines = [line.strip(" -") for line in str(error).splitlines()]
    return next((line for line in lines if "intercepts" in line), lines[0])[:300]


def _danger(control: Control) -> int:
    if LEAVES.search(control.name):
        return 2
    return 1 if DESTROYS.search(control.name) else 0


SCREEN = """() => {
    const ways = [...document.querySelectorAll("a[href], button, input[type=submit]")].filter(
        (element) => !element.closest("#wagtail-sidebar, aside, .sidebar") && element.checkVisibility());
    return {
        html: document.contentType === "text/html",
        heading: [...document.querySelectorAll("h1, h2#header-title")].length > 0,
        ways: ways.length > 0,
        text: [...document.querySelectorAll(".messages, .refused")].map((element) => element.innerText).join(" "),
    };
}"""

# What a click may change, as one number: place, text and its marks, focus, what is ticked, written and opened.
LOOK = """() => {
    const fields = [...document.querySelectorAll("input, select, textarea")].map((e) => `${e.checked}${e.value}`);
    const modal = document.querySelectorAll("dialog[open], :popover-open").length;
    const focus = [...document.querySelectorAll("*")].indexOf(document.activeElement);
    const whole = document.documentElement.outerHTML;
    const all = [location.href, focus, scrollX, scrollY, modal, ...fields, whole].join("|");
    let hash = 0;
    for (let at = 0; at < all.length; at += 1) hash = (hash * 31 + all.charCodeAt(at)) | 0;
    return hash;
}"""
