"""Which tests begin first where several workers share them.

`--dist worksteal` cuts the list into as many pieces as there are workers and hands each its piece from the front; who
is done takes the back half of the longest rest. A test of two minutes in the middle of a piece begins near the end,
and the other workers wait for it. So the slow ones are dealt out to the heads of the pieces. Every worker reckons the
order for itself and all have to find the same: it hangs on nothing but names and the number of workers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
SLOW = (
    "tests/doors/test_walk.py",
    "tests/portal/test_staff_scale.py",
    "tests/both_engines/test_faults.py",
    "tests/both_engines/test_crowd.py",
    "tests/journeys/test_every_control.py",
    "tests/portal/test_scale.py",
    "tests/journeys/test_polish.py",
    "tests/journeys/test_merge.py",
    "tests/portal/test_demo.py",
    "tests/journeys/test_sign_in.py",
    "tests/journeys/test_rights_matrix.py",
    "tests/journeys/test_the_main_job.py",
    "tests/journeys/test_invitation.py",
)
"""Files with a test of twenty seconds or more, the longest first."""


def dealt(names: Sequence[str], workers: int) -> list[int]:
    """The numbers of the tests in a new order: at the head of each worker's piece a fair share of the slow ones."""
    slow = sorted((number for number, name in enumerate(names) if name.startswith(SLOW)), key=lambda n: _rank(names[n]))
    others = iter(sorted(set(range(len(names))) - set(slow)))
    order: list[int] = []
    for worker, size in enumerate(pieces(len(names), workers)):
        # The last pieces are the greater ones, so are the last hands; in a hand transactional tests stay the last.
        hand = sorted(slow[workers - 1 - worker :: workers])
        order += [*hand, *islice(others, size - len(hand))]
    return order


def pieces(number: int, workers: int) -> Iterator[int]:
    """How xdist cuts a list: each worker an even part of what is left."""
    for left in range(workers, 0, -1):
        yield number // left
        number -= number // left


def _rank(name: str) -> int:
    return next(rank for rank, slow in enumerate(SLOW) if name.startswith(slow))
