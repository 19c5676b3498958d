"""Few queries on every screen, and as many at 5,000 pages as at 500 (DESIGN.md section 10). `-s` prints the table."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator

import pytest

from tests.house import database
from tests.journeys.running import ROOT, Demo, environment_of, run_command

SMALL, LARGE = "500", "5000"
Counts = dict[str, dict[str, tuple[int, int | None]]]


@pytest.fixture(scope="module")
def counts(tmp_path_factory: pytest.TempPathFactory) -> Counts:
    """Counted by a process of its own, over a copy of the demo that grows from 500 to 5,000 pages."""
    migrated = database.kept_path()
    demo = Demo.kept(migrated if migrated.exists() else None).copy(tmp_path_factory.mktemp("scale"))
    environment = environment_of(demo.database, demo.media)
    run_command(environment, "migrate", "--verbosity", "0")
    done = subprocess.run(
        [sys.executable, "-m", "tests.portal.counting", SMALL, LARGE],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def table(counts: Counts) -> Iterator[str]:
    yield f"{'address':64}{SMALL:>6}{LARGE:>6}  goal"
    for address, (number, goal) in counts[LARGE].items():
        before = counts[SMALL].get(address, ("",))[0]
        yield f"{address:64}{before:>6}{number:>6}  {goal if goal else ''}"


def test_every_public_page_keeps_to_its_bound(counts: Counts) -> None:
    print("", *table(counts), sep="\n")  # noqa: T201
    over = {
        address: (number, goal)
        for size in (SMALL, LARGE)
        for address, (number, goal) in counts[size].items()
        if goal is not None and number > goal
    }
    assert over == {}


def test_the_number_of_pages_changes_nothing(counts: Counts) -> None:
    """Public pages and staff screens alike: the queue, the report, the list of tasks, the desks, the explorer."""
    assert set(counts[SMALL]) <= set(counts[LARGE])
    grown = {
        address: (number, counts[LARGE][address][0])
        for address, (number, _goal) in counts[SMALL].items()
        if counts[LARGE][address][0] != number and not address.startswith("/sitemap-")
    }
    assert grown == {}
