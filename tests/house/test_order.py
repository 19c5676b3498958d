"""The order of the tests, judged by xdist's own scheduler."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from xdist.scheduler import WorkStealingScheduling

from tests.house.database import ROOT
from tests.house.order import SLOW, TOGETHER, dealt, pieces

QUICK = [f"tests/coordination/test_law.py::test_{number}" for number in range(200)]
WALKS = [f"tests/doors/test_walk.py::test_walk[{role}]" for role in range(9)]
CLOCKS = [f"tests/both_engines/test_faults.py::test_{story}[{engine}]" for engine in range(2) for story in range(5)]
NAMES = [*QUICK[:150], *WALKS, *QUICK[150:], *CLOCKS]


class Worker:
    """What the scheduler needs of one."""

    shutting_down = False

    def __init__(self, number: int) -> None:
        self.gateway = SimpleNamespace(id=f"gw{number}")
        self.sent: list[int] = []

    def send_runtest_some(self, numbers: list[int]) -> None:
        self.sent += numbers


def handed_out(names: list[str], workers: int) -> list[list[str]]:
    config: Any = SimpleNamespace(
        getvalue=lambda name: [f"{workers}*popen"], option=SimpleNamespace(tx=["popen"] * workers)
    )
    scheduler = WorkStealingScheduling(config)
    team: list[Any] = [Worker(number) for number in range(workers)]
    for one in team:
        scheduler.add_node(one)
        scheduler.add_node_collection(one, names)
    scheduler.schedule()
    return [[names[number] for number in one.sent] for one in team]


@pytest.mark.parametrize("workers", [2, 3, 4, 8])
def test_every_worker_begins_with_its_share_of_the_slow_ones(workers: int) -> None:
    order = dealt(NAMES, workers)
    assert sorted(order) == list(range(len(NAMES))), "no test is lost and none runs twice"
    given = handed_out([NAMES[number] for number in order], workers)
    shares = [[name.startswith(SLOW) for name in names] for names in given]
    assert all(share == sorted(share, reverse=True) for share in shares), "nothing stands before a slow one"
    walks = [sum("test_walk" in name for name in names) for names in given]
    assert max(walks) - min(walks) <= 1


@pytest.mark.parametrize("workers", [2, 3, 4, 8])
def test_what_shares_something_costly_stays_on_one_worker(workers: int) -> None:
    given = handed_out([NAMES[number] for number in dealt(NAMES, workers)], workers)
    for engine in range(2):
        told = [sum("test_faults" in name and f"[{engine}]" in name for name in names) for names in given]
        assert sorted(told) == [0] * (workers - 1) + [5]


def test_the_rest_keeps_its_order() -> None:
    order = [NAMES[number] for number in dealt(NAMES, 3)]
    assert [name for name in order if not name.startswith(SLOW)] == QUICK


@pytest.mark.parametrize("number", range(9))
def test_a_few_tests_are_dealt_too(number: int) -> None:
    assert sorted(dealt(WALKS[:number], 3)) == list(range(number))
    assert sum(pieces(number, 3)) == number


def test_the_slow_ones_are_there() -> None:
    assert [name for name in (*SLOW, *TOGETHER) if not (ROOT / name).exists()] == []
