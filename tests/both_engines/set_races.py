"""Two people at one set in the same moment: `python -m tests.both_engines.set_races small|full` prints what came of it.

Each round has a set of three and a fourth handoff, and two deeds that start together.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable
from typing import Any

from tests.both_engines.crowd import FORK, play, together

SIZES = {"small": {"rounds": 4}, "full": {"rounds": 40}}
Deed = Callable[[Any, Any], Any]


def races(city: Any, size: dict[str, int]) -> dict[str, Any]:
    """Round by round every pair of deeds, each on a set of its own; what both said, and how the set stood after it."""
    plan = [(name, *_ground(city)) for _round in range(size["rounds"]) for name in PAIRS]
    start = FORK.Barrier(2)

    def sit(number: int) -> list[str]:
        said = []
        for name, set_id, loose_id in plan:
            start.wait(60)
            said.append(_said(PAIRS[name][number], city, set_id, loose_id))
        return said

    said = list(zip(*together(2, sit), strict=True))
    rows = [
        {"pair": name, "said": pair, **_after(set_id)} for (name, set_id, _loose), pair in zip(plan, said, strict=True)
    ]
    return {"rows": rows}


def _ground(city: Any) -> tuple[int, int]:
    from publishing import actions
    from tests.publishing.city import FRIDAY, NOW, fresh, handed_over

    rows = [handed_over(city, at=FRIDAY) for _number in range(3)]
    made = actions.make_set(rows, title="Nabór", dates=actions.Dates(FRIDAY), by=fresh(city.coordinator), now=NOW)
    return made.pk, handed_over(city).pk


def _said(deed: Deed, city: Any, set_id: int, loose_id: int) -> str:
    from coordination.verdict import Refused
    from publishing.models import Handoff, HandoffSet

    try:
        deed(city, (HandoffSet.objects.get(pk=set_id), Handoff.objects.get(pk=loose_id)))
    except Refused:
        return "refused"
    except Exception as error:  # told to the test, which finds no such answer right
        return f"{type(error).__name__}: {error}"
    return "done"


def _after(set_id: int) -> dict[str, Any]:
    from publishing.models import DateProposal, Handoff

    rows = Handoff.objects.filter(together_id=set_id)
    waiting = DateProposal.objects.filter(handoff__in=rows, answer="waiting")
    return {
        "hours": len(set(rows.values_list("publish_at", flat=True))),
        "stages": sorted(rows.values_list("stage", flat=True)),
        "waiting": sorted(set(waiting.values_list("side", flat=True))),
    }


# -- deeds: the city, and the set with the loose handoff ------------------------------------------------------------


def approve(city: Any, of: Any) -> None:
    from publishing import actions
    from tests.publishing.city import NOW, as_read_of, fresh

    read = as_read_of(of[0])
    actions.approve_set(of[0], by=fresh(city.editor), read=read, now=NOW)


def approve_one(city: Any, of: Any) -> None:
    from publishing import actions
    from tests.publishing.city import NOW, as_read, fresh

    row = of[0].members.last()
    actions.approve(row, by=fresh(city.editor), read=as_read(row), now=NOW)


def send_back_last(city: Any, of: Any) -> None:
    from publishing import actions
    from tests.publishing.city import NOW, as_read, fresh

    row = of[0].members.order_by("pk").last()
    actions.send_back(row, by=fresh(city.administrator), read=as_read(row), comment="Popraw", now=NOW)


def withdraw_first(city: Any, of: Any) -> None:
    from publishing import actions
    from tests.publishing.city import NOW, as_read, fresh

    row = of[0].members.order_by("pk").first()
    actions.withdraw(row, by=fresh(city.coordinator), read=as_read(row), reason="Nie", now=NOW)


def add(city: Any, of: Any) -> None:
    from publishing import actions
    from tests.publishing.city import NOW, fresh

    actions.add_to_set(of[0], [of[1]], by=fresh(city.coordinator), now=NOW)


def proposer(of_first: bool, by: str, hours: int) -> Deed:
    def propose(city: Any, of: Any) -> None:
        from publishing import actions
        from publishing.actions import Dates
        from tests.publishing.city import FRIDAY, NOW, fresh

        rows = list(of[0].members.order_by("pk"))
        row = rows[0] if of_first else rows[-1]
        dates = Dates(FRIDAY + dt.timedelta(hours=hours))
        actions.propose(row, dates=dates, by=fresh(getattr(city, by)), now=NOW, reason="Święto")

    return propose


FIRST, LAST = proposer(True, "editor", 1), proposer(False, "coordinator", 2)
PAIRS: dict[str, tuple[Deed, Deed]] = {
    "approve, return": (approve, send_back_last),
    "approve, approve": (approve, approve),
    "approve, one alone": (approve, approve_one),
    "approve, withdraw": (approve, withdraw_first),
    "approve, add": (approve, add),
    "propose first, propose last": (FIRST, LAST),
    "propose, add": (FIRST, add),
    "propose, approve": (LAST, approve),
}
STORIES = (races,)

if __name__ == "__main__":
    play(STORIES, SIZES[sys.argv[1]])
