"""The clock against stock `publish_scheduled`: the same pages on both sides, SQLite and PostgreSQL, alternated runs.

`make bench` runs it; the result is printed and kept in docs/measurements/clock.txt after every round. A run is a
process of its own over a fresh copy of a prepared database: BENCH_ITEMS due items (1,000), BENCH_ROUNDS rounds (5).
PostgreSQL is named in DATABASE_URL_POSTGRES. In the end every hundredth item is poisoned and each side has one pass.
"""

import datetime as dt
import json
import os
import shutil
import statistics
import subprocess
import sys
from pathlib import Path
from typing import Any

import psycopg

ROOT = Path(__file__).resolve().parent.parent
WORK = ROOT / "var" / "bench"
KEPT = ROOT / "docs" / "measurements" / "clock.txt"
ITEMS = int(os.environ.get("BENCH_ITEMS", "1000"))
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "5"))
GOAL = 1.25
SIDES = ("ours", "stock")
Run = dict[str, Any]


class Sqlite:
    name = "SQLite"

    def __init__(self) -> None:
        self._base, self._work = WORK / "clock-base.sqlite3", WORK / "clock.sqlite3"
        self.base, self.work = f"sqlite:///{self._base}", f"sqlite:///{self._work}"

    def clear(self) -> None:
        for file in WORK.glob("clock*.sqlite3*"):
            file.unlink()

    def restore(self) -> None:
        for file in WORK.glob("clock.sqlite3*"):
            file.unlink()
        shutil.copy(self._base, self._work)


class Postgres:
    name = "PostgreSQL"

    def __init__(self, server: str) -> None:
        self._server = server
        self.base, self.work = (f"{server.rpartition('/')[0]}/{name}" for name in ("ngo_bench_base", "ngo_bench"))

    def clear(self) -> None:
        self._run(
            "DROP DATABASE IF EXISTS ngo_bench WITH (FORCE)", "DROP DATABASE IF EXISTS ngo_bench_base WITH (FORCE)"
        )
        self._run("CREATE DATABASE ngo_bench_base TEMPLATE template0 ENCODING 'UTF8'")

    def restore(self) -> None:
        self._run("DROP DATABASE IF EXISTS ngo_bench WITH (FORCE)", "CREATE DATABASE ngo_bench TEMPLATE ngo_bench_base")

    def _run(self, *statements: str) -> None:
        with psycopg.connect(self._server, autocommit=True) as link:
            for statement in statements:
                link.execute(statement)  # type: ignore[call-overload]


def part(url: str, *arguments: str) -> Run:
    """A part in a process of its own; what it said last, or its words where it failed."""
    environment = {**os.environ, "DATABASE_URL": url}
    command = [sys.executable, "-m", "bench.clock_side", *arguments]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr[-3000:])
    return dict(json.loads(done.stdout.splitlines()[-1]))


def measured(engine: Any, *arguments: str) -> Run:
    engine.restore()
    return part(engine.work, *arguments)


# -- what is printed ------------------------------------------------------------------------------------------------


def median(runs: list[Run], field: str) -> float:
    return statistics.median(run[field] for run in runs) * 1000 / ITEMS


def timed(engine: str, runs: dict[str, list[Run]]) -> list[str]:
    lines = [f"{engine}, {ITEMS} due items, {len(runs['stock'])} alternated runs"]
    for field, words in (("seconds", "on the wall"), ("processor", "of our process's processor")):
        ours, stock = median(runs["ours"], field), median(runs["stock"], field)
        each = " ".join(f"{a[field] / b[field]:.2f}" for a, b in zip(runs["ours"], runs["stock"], strict=True))
        lines.append(
            f"  ms an item {words}: ours {ours:.1f}, stock {stock:.1f}, ratio {ours / stock:.2f} "
            f"(goal {GOAL}); run by run {each}"
        )
    return lines + [memory(side, runs[side]) for side in SIDES]


def memory(side: str, runs: list[Run]) -> str:
    """Resident memory along the pass: the first tenth holds what is loaded once."""
    first, last = (statistics.median(run["memory"][tenth] for run in runs) for tenth in (0, -1))
    public = sorted({run["public"] for run in runs})
    return f"  {side}: resident after a tenth {first:.1f} MiB, at the end {last:.1f} MiB; published {public}"


def poisoned(engine: str, ours: Run, stock: Run) -> list[str]:
    return [
        f"{engine}, {ITEMS} due items, {ours['poisoned']} of them poisoned (no title any more), one pass",
        f"  ours: published {ours['public']}, in the failed stage {ours['failed']}, with their date and a next try "
        f"{ours['failed_with_date']}, stopped by {ours['error'] or 'nothing'}",
        f"  stock: published {stock['public']}, still scheduled {stock['still_waiting']}, poisoned ones that kept "
        f"their schedule {stock['bad_with_schedule']} of {stock['poisoned']}, stopped by {stock['error'] or 'nothing'}",
    ]


HEAD = """# make bench: the clock against Wagtail's own publish_scheduled, {today}
# Two cores shared with other work (hence alternated runs and medians). Both sides publish the same versions of the same
# pages in this portal, so its receivers of publication (search rows, public history, review dates) run on both. Ours
# also claims the item, keeps the promise and the line in the book, and writes the letters to both sides.
"""


def keep(sections: dict[str, list[str]]) -> None:
    lines = [line for section in sections.values() for line in section]
    KEPT.write_text(HEAD.format(today=dt.datetime.now(dt.UTC).date()) + "\n".join(lines) + "\n")


def main() -> None:
    WORK.mkdir(parents=True, exist_ok=True)
    server = os.environ.get("DATABASE_URL_POSTGRES", "")
    engines: list[Any] = [Sqlite(), *([Postgres(server)] if server else [])]
    for engine in engines:
        engine.clear()
        part(engine.base, "prepare", str(ITEMS))
    runs: dict[str, dict[str, list[Run]]] = {engine.name: {side: [] for side in SIDES} for engine in engines}
    sections: dict[str, list[str]] = {}
    for _round in range(ROUNDS):
        for engine in engines:
            for side in SIDES:
                runs[engine.name][side].append(measured(engine, side))
            sections[engine.name] = timed(engine.name, runs[engine.name])
            print("\n".join(sections[engine.name]), flush=True)
        keep(sections)
    for engine in engines:
        sides = [measured(engine, "poison", side) for side in SIDES]
        sections[f"{engine.name} poisoned"] = poisoned(engine.name, *sides)
        print("\n".join(sections[f"{engine.name} poisoned"]), flush=True)
    keep(sections)


if __name__ == "__main__":
    main()
