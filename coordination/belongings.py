"""What hangs on a unit and goes to its successor. Each room has a table of its own in `heirs`; a merger asks them all.

The same row counts for the preview, moves when the day comes and refuses a closing that would orphan something: what is
not registered here is not moved, and a test walks every foreign key to Unit (decision «units»).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import QuerySet

from .models import Unit
from .standing import Standing

DAY = dt.timedelta(days=1)
SHOWN = 20
"""Things named in a preview; beyond that only how many more there are."""


@dataclass(frozen=True)
class Thing:
    """One row of a preview."""

    label: str
    url: str = ""
    note: str = ""


@dataclass(frozen=True)
class Found:
    """How many there are, the first of them, and how they divide («in the queue: 2»)."""

    total: int = 0
    things: Sequence[Thing] = ()
    parts: Sequence[str] = ()
    warnings: Sequence[str] = ()

    @property
    def hidden(self) -> int:
        return self.total - len(self.things)


@dataclass(frozen=True)
class Succession:
    """One unit ends, another goes on. `on` is the first day without the unit; `heir` None: there is no successor.

    Then `caretaker` is the unit that coordinates the cooperation: it takes what must not be nobody's.
    """

    unit: Unit
    heir: Unit | None
    on: dt.date
    basis: str
    by_name: str
    now: dt.datetime
    by: Standing | None = None  # None: the clock
    caretaker: Unit | None = None

    @property
    def last_on(self) -> dt.date:
        return self.on - DAY


def _no_warnings(_unit: Unit, _heir: Unit | None) -> Sequence[str]:
    return ()


@dataclass(frozen=True)
class Belonging:
    """A kind of thing that hangs on a unit.

    `fate` says in a sentence what becomes of it. With `needs_heir` a unit that has some cannot close without a
    successor, and `advice` says what to do first; what comes between the decision and the day goes to the caretaker,
    and what is `kept_along` with it. `move` takes a Succession and returns how many it touched; running it twice
    changes nothing the second time.
    """

    key: str
    title: Any
    fate: Any
    order: int
    read: Callable[[Unit], Found]
    move: Callable[[Succession], int]
    needs_heir: bool = False
    kept_along: bool = False
    advice: Any = ""
    warn: Callable[[Unit, Unit | None], Sequence[str]] = field(default=_no_warnings)


_belongings: dict[str, Belonging] = {}


def register(*belongings: Belonging) -> None:
    """Rooms call this in ready() with the table in their `heirs`; a key is registered once."""
    _belongings.update({one.key: one for one in belongings})


def all_of_them() -> list[Belonging]:
    return sorted(_belongings.values(), key=lambda one: one.order)


def title_of(key: str) -> Any:
    return _belongings[key].title if key in _belongings else key


def found(rows: QuerySet, thing: Callable[[Any], Thing], **more: Any) -> Found:
    """Two queries: how many, and the first of them."""
    total = rows.order_by().count()
    return Found(total, [thing(row) for row in rows[:SHOWN]] if total else [], **more)


def what_holds(unit: Unit) -> list[tuple[Belonging, Found]]:
    """Everything that would be orphaned without a successor."""
    asked = [(one, one.read(unit)) for one in all_of_them() if one.needs_heir]
    return [(one, seen) for one, seen in asked if seen.total]


def move_all(succession: Succession) -> list[dict[str, Any]]:
    """Carry everything over; what moved, in the form that UnitChange.report keeps."""
    moved = []
    for one in all_of_them():
        whose = _to_caretaker(succession) if one.needs_heir or one.kept_along else succession
        if whose.heir or not one.needs_heir:
            moved.append((one.key, one.move(whose), whose is not succession))
    keeper = {"keeper": str(succession.caretaker)}
    return [{"key": key, "number": number} | (keeper if kept else {}) for key, number, kept in moved if number]


def _to_caretaker(succession: Succession) -> Succession:
    if succession.heir is not None or succession.caretaker is None:
        return succession
    return replace(succession, heir=succession.caretaker)
