"""Which tests begin first where several workers share them.

`--dist worksteal` cuts the list into as many pieces as there are workers and hands each its piece from the front; who
is done takes the back half of the longest rest. A test of two minutes in the middle of a piece begins near the end,
and the other workers wait for it. So the slow ones are dealt out to the heads of the pieces. Every worker reckons the
order for itself and all have to find the same: it hangs on nothing but names and the number of workers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

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
TOGETHER = ("tests/both_engines/", "tests/portal/test_scale.py", "tests/portal/test_demo.py")
"""Their tests share something that takes long to build, for each parameter: they stay on one worker."""


def dealt(names: Sequence[str], workers: int) -> list[int]:
    """The numbers of the tests in a new order: at the head of each worker's piece a fair share of the slow ones."""
    shares = hands(names, workers)
    slow = {number for hand in shares for number in hand}
    sizes = list(pieces(len(names), workers))
    if any(len(hand) > size for hand, size in zip(shares, sizes, strict=True)):
        return list(range(len(names)))  # a handful of tests, hardly any but slow ones
    others = iter([number for number in range(len(names)) if number not in slow])
    order: list[int] = []
    for hand, size in zip(shares, sizes, strict=True):
        order += [*hand, *islice(others, size - len(hand))]
    return order


def hands(names: Sequence[str], workers: int) -> list[list[int]]:
    """The slow tests, dealt to the workers in turn; in a hand in their old order: transactional tests stay the last."""
    bundles: dict[str, list[int]] = {}
    for number, name in enumerate(names):
        if name.startswith(SLOW):
            bundles.setdefault(_bundle(name), []).append(number)
    longest_first = sorted(bundles, key=lambda name: [name.startswith(slow) for slow in SLOW], reverse=True)
    dealt_out: list[list[int]] = [[] for _worker in range(workers)]
    for turn, name in enumerate(longest_first):
        dealt_out[turn % workers] += bundles[name]
    return [sorted(hand) for hand in dealt_out]


def _bundle(name: str) -> str:
    if not name.startswith(TOGETHER):
        return name
    return name.partition("::")[0] + name[name.find("[") :] if "[" in name else name.partition("::")[0]


def pieces(number: int, workers: int) -> Iterator[int]:
    """How xdist cuts a list: each worker an even part of what is left."""
    for left in range(workers, 0, -1):
        yield number // left
        number -= number // left
