"""What all tests stand on: a database made once, a Chromium, and citations of the order."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from django.db import transaction
from django.test import override_settings
from pytest_django.plugin import blocking_manager_key

from tests.house import database, statics
from tests.house.citations import Citations
from tests.house.order import dealt

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
    statics.list_once()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Where several workers share the tests, the slow ones begin first, on different workers (tests/house/order.py)."""
    workers: int = getattr(config, "workerinput", {}).get("workercount", 1)
    if workers > 1:
        items[:] = [items[number] for number in dealt([item.nodeid for item in items], workers)]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> Iterator[None]:
    """Start from the migrated database kept under var/, until a migration or a package changes."""
    with database.offered():
        yield


@pytest.fixture(scope="session", autouse=True)
def private_files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A folder of their own for files of inquiries: the clock sweeps what no row of the tests' database names."""
    with override_settings(COORDINATION_FILES_ROOT=str(tmp_path_factory.mktemp("private"))):
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    with django_db_blocker.unblock():
        database.keep()


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[SimpleNamespace | None]:
    """The small city, built once a module in a frame that every test of it starts from (as Django's setUpTestData).

    None where Django closes the connection after each test, which would undo the frame.
    """
    from tests.publishing import city

    if not database.in_memory():
        yield None
        return
    frame = transaction.atomic()
    frame._from_testcase = True
    with django_db_blocker.unblock():
        frame.__enter__()
        with time_machine.travel(city.NOW, tick=False):
            made = city.build()
    yield made
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        frame.__exit__(None, None, None)


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
