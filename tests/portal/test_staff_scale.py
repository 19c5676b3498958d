"""Staff screens: as many queries with 2, 60 and 450 units; explorer, editor and choosers at most 1.2 × stock Wagtail's.

The always-run part counts a coordinator and an administrator, 2 and 60 units, 300 pages. The soak counts all roles at
2, 60 and 450 units with 20,000 pages and keeps what it prints in docs/measurements/staff-scale.txt. Milliseconds are
shown and never asserted.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.house import database
from tests.journeys.running import ROOT, copy_database, environment_of

Counts = dict[str, tuple[int, int]]
Sizes = dict[int, tuple[int, int]]
"""Units → pages, accounts."""
Roles = tuple[str, ...]
QUICK: Sizes = {2: (300, 20), 60: (300, 200)}
QUICKLY: Roles = ("koordynator.kd", "administrator")
FULL: Sizes = {2: (20_000, 30), 60: (20_000, 200), 450: (20_000, 1400)}
COMPARED = ("explorer", "editor", "chooser")
RATIO = 1.2
KEPT = ROOT / "docs" / "measurements" / "staff-scale.txt"
# Every size starts from the migrated database.
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("django_db_setup")]


def ours(folder: Path, roles: Roles, units: int, pages: int, users: int) -> Counts:
    place = folder / f"ours-{units}.sqlite3"
    if database.kept_path().exists():
        copy_database(database.kept_path(), place)
    environment = environment_of(place, folder / f"media-{units}")
    return counted("tests.portal.staff_counting", environment, roles, units, pages, users)


def stock(folder: Path, roles: Roles, units: int, pages: int, users: int) -> Counts:
    place = folder / f"stock-{units}.sqlite3"
    copy_database(stock_tables(), place)
    environment = {**stock_environment(place), "STOCK_MEDIA": str(folder / f"stock-media-{units}")}
    return counted("bench.stock.counting", environment, roles, units, pages, users)


def stock_tables() -> Path:
    """Stock Wagtail's migrated tables, kept under var/ until a package or a migration of the twin changes."""
    seen = hashlib.sha256((ROOT / "requirements.lock").read_bytes())
    for migration in sorted((ROOT / "bench" / "stock" / "twin" / "migrations").glob("*.py")):
        seen.update(migration.read_bytes())
    place = ROOT / "var" / "stock" / f"{seen.hexdigest()[:16]}.sqlite3"
    if not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        draft = place.with_suffix(f".{os.getpid()}")
        run(stock_environment(draft), "django", "migrate", "--settings", "bench.stock.settings", "--verbosity", "0")
        draft.replace(place)
    return place


def stock_environment(place: Path) -> dict[str, str]:
    return {**os.environ, "STOCK_DATABASE_URL": f"sqlite:///{place}"}


def counted(module: str, environment: dict[str, str], roles: Roles, *size: int) -> Counts:
    """In a process of its own: settings and registries are for life."""
    found = json.loads(run(environment, module, *map(str, size), *roles))
    return {name: (queries, spent) for name, (queries, spent) in found.items()}


def run(environment: dict[str, str], module: str, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-4000:]
    return done.stdout


def measure(folder: Path, sizes: Sizes, beside: int, roles: Roles = ()) -> tuple[dict[int, Counts], Counts]:
    """Ours at every size, stock at one, which takes longest; two processes at a time."""
    with ThreadPoolExecutor(2) as pool:
        other = pool.submit(stock, folder, roles, beside, *sizes[beside])
        waiting = {units: pool.submit(ours, folder, roles, units, *size) for units, size in sizes.items()}
        return {units: found.result() for units, found in waiting.items()}, other.result()


def table(mine: dict[int, Counts], theirs: Counts, beside: int) -> Iterator[str]:
    sizes = sorted(mine)
    heads = "".join(f"{f'{units} units':>16}" for units in sizes)
    yield f"{'role: screen':56}{heads}{f'stock, {beside} units':>18}{'ratio':>7}"
    pair = f"{'queries':>9}{'ms':>7}"
    yield f"{'':56}{pair * len(sizes)}  {pair}"
    for name in mine[sizes[-1]]:
        row = "".join(f"{mine[units][name][0]:>9}{mine[units][name][1]:>7}" for units in sizes)
        if name in theirs:
            queries, spent = theirs[name]
            row += f"{queries:>11}{spent:>7}{mine[beside][name][0] / queries:>7.2f}"
        yield f"{name:56}{row}"


def grown(mine: dict[int, Counts]) -> dict[str, list[int]]:
    """Screens whose number of queries is not the same at every size."""
    sizes = sorted(mine)
    rows = {name: [mine[units][name][0] for units in sizes] for name in mine[sizes[0]]}
    return {name: numbers for name, numbers in rows.items() if len(set(numbers)) > 1}


def dearer(mine: Counts, theirs: Counts) -> dict[str, tuple[int, int]]:
    """Screens of explorer, editor and choosers that ask more than 1.2 × as often as stock Wagtail."""
    return {
        name: (mine[name][0], queries)
        for name, (queries, _spent) in theirs.items()
        if name.partition(": ")[2].startswith(COMPARED) and mine[name][0] > RATIO * queries
    }


@pytest.mark.par(4, ust=1, pkt=1)
def test_units_cost_no_query_and_screens_are_near_stock(tmp_path: Path) -> None:
    mine, theirs = measure(tmp_path, QUICK, 60, QUICKLY)
    print("", *table(mine, theirs, 60), sep="\n")  # noqa: T201
    assert grown(mine) == {}
    assert dearer(mine[60], theirs) == {}


@pytest.mark.soak
@pytest.mark.par(4, ust=1, pkt=1)
def test_at_450_units_and_20000_pages(tmp_path: Path) -> None:
    mine, theirs = measure(tmp_path, FULL, 60)
    lines = [f"{COMMAND}\n{dt.datetime.now(dt.UTC):%F}", HEAD, *table(mine, theirs, 60)]
    print("", *lines, sep="\n")  # noqa: T201
    assert grown(mine) == {}
    assert dearer(mine[60], theirs) == {}
    KEPT.write_text("\n".join(lines) + "\n")


COMMAND = f".venv/bin/pytest -m soak {Path(__file__).relative_to(ROOT)} -s"
HEAD = """
Staff screens with 20,000 pages at 2, 60 and 450 units (30, 200, 1,400 accounts), SQLite: queries and milliseconds of
one request, the process warm, the cache empty. Beside them stock Wagtail over the same tree with 60 units and 200
accounts, a Django group for each unit (bench/stock). Queries are equal at every size, and for explorer, editor and
choosers at most 1.2 x stock's: both are asserted; milliseconds, of the processor, only shown.
"""
