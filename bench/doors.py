"""The same walk and the same deeds over stock Wagtail and over the portal: `python -m bench.doors`.

Stock Wagtail gets one Django group for each unit, with rights on the unit's own section and collection (bench/stock).
Each side runs in a process and a database of its own. The result is printed and kept in docs/measurements/doors.txt.
`python -m bench.doors deeds` leaves the long walk out; `python -m bench.doors walk stock "anonymous"` walks one role.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "docs" / "measurements" / "doors.txt"
SETTINGS = {"stock": "bench.stock.settings", "portal": "portal.settings.test"}
ROLES = ("coordinator of the own unit", "coordinator of another unit", "account without an office", "anonymous")
WIDTH = 102
CONTROL = "own"


def main(arguments: list[str]) -> None:
    if arguments[:1] == ["side"]:
        json.dump(measured(arguments[1], tuple(arguments[2:])), sys.stdout)
        return
    parts = tuple(part for part in arguments if part in {"deeds", "walk"}) or ("deeds", "walk")
    found = {side: in_a_process(side, parts) for side in SETTINGS}
    lines = list(report(found, parts))
    print(*lines, sep="\n")
    if len(parts) == 2:
        KEPT.write_text("\n".join(lines) + "\n")


def in_a_process(side: str, parts: tuple[str, ...]) -> dict[str, Any]:
    """A database of its own, thrown away afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        url, media = f"sqlite:///{folder}/db.sqlite3", f"{folder}/media"
        environment = {**os.environ, "DJANGO_SETTINGS_MODULE": SETTINGS[side]}
        names = ("STOCK_DATABASE_URL", "STOCK_MEDIA") if side == "stock" else ("DATABASE_URL", "MEDIA_ROOT")
        environment |= dict(zip(names, (url, media), strict=True))
        done = subprocess.run(
            [sys.executable, "-m", "bench.doors", "side", side, *parts],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
    return json.loads(done.stdout)


def measured(side: str, parts: tuple[str, ...]) -> dict[str, Any]:
    """In the side's own process: build the world, try the deeds, walk the addresses."""
    import logging

    import django
    import time_machine
    from django.core.management import call_command
    from django.utils import timezone

    django.setup()
    logging.disable(logging.CRITICAL)
    call_command("migrate", verbosity=0)
    if side == "stock":
        from bench.stock.side import StockSide
        from bench.stock.world import build

        world: Any = build()
        return _run(StockSide(world), world, parts)
    from tests.publishing.city import NOW
    from tests.publishing.city import build as build_city

    with time_machine.travel(NOW, tick=False):
        from bench.portal_side import PortalSide
        from tests.doors.world import CityWorld

        assert timezone.now() == NOW
        world = CityWorld(build_city())
        return _run(PortalSide(world), world, parts)


def _run(side: Any, world: Any, parts: tuple[str, ...]) -> dict[str, Any]:
    from bench.deeds.trying import try_all

    found: dict[str, Any] = {"name": side.name}
    if "deeds" in parts:
        found["deeds"] = [vars(outcome) for outcome in try_all(side)]
    if "walk" in parts:
        found["walk"] = dict(_walked(world))
    return found


def _walked(world: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    from tests.doors.routes import all_routes
    from tests.doors.walker import Unfilled, fills, walk

    def known(route: Any) -> bool:
        try:
            return bool(fills(world, route, next(iter(world.objects))))
        except Unfilled as missing:
            print(f"not walked: {missing}", file=sys.stderr)
            return False

    routes = [route for route in all_routes() if known(route)]
    for name in ROLES:
        found = walk(world, world.roles[name], routes)
        yield (
            name,
            {
                "routes": len(routes),
                "requests": found.requests,
                "leaks": found.leaks,
                "changes": found.changes,
                "faults": found.faults,
            },
        )


# -- the report ----------------------------------------------------------------------------------------------------


def report(found: dict[str, Any], parts: tuple[str, ...]) -> Iterator[str]:
    from importlib.metadata import version

    yield f"Wagtail {version('wagtail')}, Django {version('django')}: python -m bench.doors"
    yield "stock: one Django group for each unit, rights on its own section and collection, Wagtail's own screens"
    yield "portal: this project, two units, the same requests"
    if "deeds" in parts:
        yield from _deeds(found)
    if "walk" in parts:
        yield from _walks(found)


def _deeds(found: dict[str, Any]) -> Iterator[str]:
    ours = found["portal"]["deeds"]
    yield ""
    yield f"{'deed':6}{'':{WIDTH}}{'stock':>8}{'portal':>8}"
    for stock, mine in zip(found["stock"]["deeds"], ours, strict=True):
        words = [_word(one) for one in (stock, mine)]
        yield f"{stock['code']:6}{stock['title'][: WIDTH - 1]:{WIDTH}}{words[0]:>8}{words[1]:>8}"
    holes = [one for one in ours if one["code"] != CONTROL]
    counts = [sum(one["open"] for one in found[side]["deeds"] if one["code"] != CONTROL) for side in SETTINGS]
    yield f"{'':6}{f'holes open, of {len(holes)}':{WIDTH}}{counts[0]:>8}{counts[1]:>8}"
    yield "not tried here: A2 (a hole of policies half replaced), A14-A16 and A23 (harmless), M4 (needs a task type of"
    yield "one's own), M8 (needs two processes: tests/both_engines), M9 (a fault of settings)"


def _word(one: dict[str, Any]) -> str:
    if one["code"] == CONTROL:
        return "works" if one["open"] else "FAILS"
    return "open" if one["open"] else "closed"


def _walks(found: dict[str, Any]) -> Iterator[str]:
    yield ""
    yield f"{'role':32}{'':8}{'addresses':>11}{'requests':>10}{'leaks':>8}{'rows changed':>14}{'faults':>8}"
    for role in ROLES:
        for side in SETTINGS:
            row = found[side]["walk"][role]
            numbers = [len({_where(line) for line in row[name]}) for name in ("leaks", "changes", "faults")]
            yield (
                f"{role:32}{side:8}{row['routes']:>11}{row['requests']:>10}"
                f"{numbers[0]:>8}{numbers[1]:>14}{numbers[2]:>8}"
            )
    yield "leaks, rows changed and faults count addresses by name, however many words or rows each tells or changes"
    for side in SETTINGS:
        for kind in ("leaks", "changes", "faults"):
            names = sorted({_where(line) for row in found[side]["walk"].values() for line in row[kind]})
            if names:
                yield ""
                yield f"{side}, {kind}:"
                yield from (f"  {name}" for name in names)


def _where(line: str) -> str:
    """The address's name in a line of the walk."""
    return line.partition("[")[2].partition("]")[0] or line[:60]


if __name__ == "__main__":
    main(sys.argv[1:])
