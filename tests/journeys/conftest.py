"""What a journey needs: a running portal, people at their screens, a look for accessibility findings.

def test_unit_page(portal, person):
    page = person("koordynator.kd")      # signed in, at /admin/
    reader = person()                    # nobody in particular, at /
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Protocol

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import BrowserContext, ConsoleMessage, Page

from tests.house import database
from tests.journeys.running import Demo, Portal, running

PASSWORD = "demo"
DESK = {"viewport": {"width": 1280, "height": 900}}
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


SETTLED = """() => document.getAnimations()
    .filter(one => Number.isFinite(one.effect.getComputedTiming().endTime)).every(one => one.playState !== "running")"""
"""A message that is still fading in has the colours of no moment that a reader looks at."""


ANSWERS = ("Failed to load resource", "editing-sessions/ping")
"""What the console says of a 4xx answer; the second comes from an editor whose person has lost the office."""


class Person(Protocol):
    def __call__(self, username: str | None = None, *, phone: bool = False, **context: Any) -> Page: ...


def login(page: Page, portal: Portal, username: str, password: str = PASSWORD) -> None:
    """Sign in at the staff door and stay at the staff home."""
    page.goto(f"{portal.url}/konto/logowanie/")
    page.fill("input[name=login]", username)
    page.fill("input[name=password]", password)
    page.press("input[name=password]", "Enter")
    page.wait_for_url(lambda url: "/konto/" not in url)


@pytest.fixture(scope="session")
def demo() -> Demo:
    migrated = database.kept_path()
    return Demo.kept(migrated if migrated.exists() else None)


@pytest.fixture
def begins(request: pytest.FixtureRequest) -> dt.datetime | None:
    """`@pytest.mark.at_hour(21)`: the next time that clocks in Warsaw show it."""
    mark = request.node.get_closest_marker("at_hour")
    if mark is None:
        return None
    now = timezone.localtime()
    today = now.replace(hour=mark.args[0], minute=0, second=0, microsecond=0)
    return today if today > now else today + dt.timedelta(days=1)


@pytest.fixture
def portal(demo: Demo, tmp_path: Path, begins: dt.datetime | None) -> Iterator[Portal]:
    with running(demo.copy(tmp_path), tmp_path, begins) as portal:
        yield portal
    assert portal.faults == [], "the browser met faults on the way"


def note_faults(page: Page, faults: list[str]) -> None:
    """Script errors and refused inline code end the test; a 4xx answer is the test's own business."""

    def console(message: ConsoleMessage) -> None:
        if message.type == "error" and not any(told in message.text for told in ANSWERS):
            faults.append(f"{page.url}: {message.text}")

    page.on("console", console)
    page.on("pageerror", lambda error: faults.append(f"{page.url}: {error}"))


@pytest.fixture
def person(portal: Portal, new_context: Callable[..., BrowserContext]) -> Person:
    """People come with a browser of their own: `person("redaktor")`, `person(phone=True)`."""

    def arrive(username: str | None = None, *, phone: bool = False, **context: Any) -> Page:
        page = new_context(base_url=portal.url, **{**(PHONE if phone else DESK), **context}).new_page()
        page.set_default_timeout(15_000)
        note_faults(page, portal.faults)
        if username:
            login(page, portal, username)
        else:
            page.goto("/")
        return page

    return arrive


@pytest.fixture(scope="session")
def axe() -> Callable[..., list[str]]:
    """Accessibility findings of a page, one line each: `assert axe(page) == []`."""

    def look(page: Page, **options: Any) -> list[str]:
        page.wait_for_load_state()  # an address is there before its screen
        page.wait_for_function(SETTLED)
        violations = Axe().run(page, **options).response["violations"]
        return [
            f"{finding['id']} ({finding['impact']}): {' '.join(map(str, node['target']))} {node['html'][:160]}"
            for finding in violations
            for node in finding["nodes"]
        ]

    return look
