"""What all tests stand on: a database made once, a Chromium, and citations of the order."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from pytest_django.plugin import blocking_manager_key

from tests.house import database
from tests.house.citations import Citations

if TYPE_CHECKING:
    from pytest_django import DjangoDbBlocker

# Playwright's synchronous interface keeps a loop running; the tests themselves are synchronous.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

FLUSHED = pytest.StashKey[bool]()
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(Citations(config), "citations")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> Iterator[None]:
    """Start from the migrated database kept under var/, until a migration or a package changes."""
    with database.offered():
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    with django_db_blocker.unblock():
        database.keep()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """A transactional test flushes what migrations wrote; whichever test comes next finds it again."""
    if item.config.stash.get(FLUSHED, False):
        with item.config.stash[blocking_manager_key].unblock():
            database.restore()
        item.config.stash[FLUSHED] = False


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(item: pytest.Item) -> None:
    marker = item.get_closest_marker("django_db")
    served = {"transactional_db", "live_server"} & set(getattr(item, "fixturenames", ()))
    if served or (marker and marker.kwargs.get("transaction")):
        item.config.stash[FLUSHED] = True


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The system's Chromium where there is one, else the one Playwright brought (scripts/chromium.sh)."""
    system = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    where = {"executable_path": system} if system else {}
    return {**browser_type_launch_args, **where, "args": CHROMIUM_FLAGS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_context_args, "locale": "pl-PL", "timezone_id": "Europe/Warsaw"}
