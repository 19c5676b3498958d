"""Scenario 1: every address × every role × every method; not one foreign word told, not one foreign row changed."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.doors.routes import Route, all_routes
from tests.doors.walker import Found, fills, walk
from tests.doors.world import CityWorld

ROLES = (
    "coordinator of the own unit",
    "coordinator of another unit",
    "deputy",
    "head",
    "operator",
    "redaktor",
    "administrator",
    "superuser",
    "SZ monitor",
    "Director of SZ",
    "account without an office",
    "anonymous",
)


@pytest.fixture
def world(city: SimpleNamespace, settings: Any, tmp_path: Path) -> Iterator[CityWorld]:
    settings.MEDIA_ROOT = str(tmp_path)
    logging.disable(logging.CRITICAL)
    yield CityWorld(city)
    logging.disable(logging.NOTSET)


EVERY_METHOD = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE")
"""Tried in `make doors`; every run reads and posts."""
SHUT_OUT = ("account without an office", "anonymous")
WHOLE = ("coordinator of another unit",)
"""Who meets all things of a unit in every run; the other roles meet two of a kind, and all in `make doors`."""


IN_EVERY_RUN = (
    "coordinator of the own unit",
    "coordinator of another unit",
    "redaktor",
    "administrator",
    "SZ monitor",
    "anonymous",
)
"""One of each sort of office, and nobody. All roles are walked in `make doors`: a walk takes minutes."""


@pytest.mark.par(4, ust=1, pkt=1)
@pytest.mark.parametrize("role", [pytest.param(r, marks=[] if r in IN_EVERY_RUN else pytest.mark.soak) for r in ROLES])
def test_no_address_tells_or_changes_what_is_anothers(world: CityWorld, role: str) -> None:
    found = walk(world, world.roles[role], chosen(), own=role == "coordinator of the own unit", brief=role not in WHOLE)
    report(role, found)
    assert not found.all, "\n".join(found.all[:60])
    assert role in SHUT_OUT or found.answers[200] > 50, "a role that meets no screen proves nothing"
    assert found.published == world.roles[role].publishes & {route.name for route in chosen()}
    assert role != "coordinator of the own unit" or len(found.own_words) > 12, "the walk has to meet what is one's own"


@pytest.mark.soak
@pytest.mark.parametrize("role", ROLES)
def test_nor_by_any_method_about_anything(world: CityWorld, role: str) -> None:
    found = walk(world, world.roles[role], chosen(), EVERY_METHOD)
    report(role, found)
    assert not found.all, "\n".join(found.all[:60])


def chosen() -> list[Route]:
    """All addresses; DOORS=<regular expression of names> narrows the walk while one is being mended."""
    only = os.environ.get("DOORS", "")
    return [route for route in all_routes() if re.search(only, route.name)]


def report(role: str, found: Found) -> None:
    answers = ", ".join(f"{status}: {number}" for status, number in sorted(found.answers.items()))
    print(  # noqa: T201  the counts are part of the proof
        f"{role}: {len(chosen())} addresses, {found.requests} requests ({answers}), "
        f"own words read {len(found.own_words)}, leaks {len(found.leaks)}, foreign rows changed {len(found.changes)}, "
        f"faults {len(found.faults)}"
    )


def test_every_argument_of_every_address_can_be_filled(world: CityWorld) -> None:
    """A new address that the walk does not know how to reach is taught here, never passed by."""
    for unit in world.objects:
        assert min(len(fills(world, route, unit)) for route in all_routes()) > 0
