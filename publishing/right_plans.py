"""What a change of rights comes to, row by row: planned before it is done, so that it can be read first. Pure.

Nothing is rewritten backwards: a right in force ends the day before and a new one begins. A right that has begun only
today holds to the end of today; one that has not begun yet is called off, and the book keeps it.
"""

import datetime as dt
import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass

DAY = dt.timedelta(days=1)
Cell = tuple[int, str]
"""Unit number and code of the kind of content."""


@dataclass(frozen=True)
class Held:
    """A right as it stands in the register. Days are Warsaw dates, inclusive."""

    pk: int
    cell: Cell
    from_on: dt.date
    until_on: dt.date | None = None
    site_id: int | None = None
    person_id: int | None = None


@dataclass(frozen=True)
class Wish:
    """What is asked for the cells. `give` from `from_on` to `until_on`; else take away, with `until_on` the last day.

    Portal or person None: all of them.
    """

    give: bool
    from_on: dt.date | None = None
    until_on: dt.date | None = None
    site_id: int | None = None
    person_id: int | None = None


@dataclass(frozen=True)
class Step:
    """One thing that will be done: «give», «end» (with its new last day), «cancel», or «keep»: nothing changes."""

    verb: str
    cell: Cell
    pk: int | None = None
    from_on: dt.date | None = None
    until_on: dt.date | None = None


def plan(cells: Collection[Cell], held: Iterable[Held], wish: Wish, today: dt.date) -> list[Step]:
    """Steps for every cell, in the order of the cells."""
    rows: dict[Cell, list[Held]] = {cell: [] for cell in cells}
    for row in sorted(held, key=lambda one: (one.from_on, one.pk)):
        if row.cell in rows:
            rows[row.cell].append(row)
    make = _give if wish.give else _take
    return [step for cell in cells for step in make(cell, rows[cell], wish, today)]


def _give(cell: Cell, held: list[Held], wish: Wish, today: dt.date) -> list[Step]:
    first = wish.from_on
    if first is None:
        raise ValueError("a right needs its first day")
    same = [row for row in held if row.site_id == wish.site_id and row.person_id == wish.person_id]
    if any(row.from_on <= first and row.until_on == wish.until_on for row in same):
        return [Step("keep", cell)]
    replaced = [row for row in held if _gives_way(row, wish)]
    steps = [step for row in replaced for step in _stop(row, first - DAY, today, wish.until_on)]
    return [*steps, Step("give", cell, None, first, wish.until_on)]


def _gives_way(row: Held, wish: Wish) -> bool:
    """Same portal; a right of the whole unit takes the place of all, one person's that of the unit's and its own."""
    if row.site_id != wish.site_id:
        return False
    return wish.person_id is None or row.person_id in (None, wish.person_id)


def _take(cell: Cell, held: list[Held], wish: Wish, today: dt.date) -> list[Step]:
    last = wish.until_on
    if last is None:
        raise ValueError("taking away needs the last day")
    meant = [
        row
        for row in held
        if wish.site_id in (None, row.site_id) and (wish.person_id is None or row.person_id == wish.person_id)
    ]
    steps = [step for row in meant for step in _stop(row, last, today)]
    return steps or [Step("keep", cell)]


def _stop(row: Held, last: dt.date, today: dt.date, through: dt.date | None = None) -> list[Step]:
    """End a row with the day, or call it off when it begins later; rows that do not reach over it stay.

    `through` is the last day of what takes its place: a row that begins after it stays too.
    """
    if row.from_on <= today:
        last = max(last, row.from_on)
    if row.until_on is not None and row.until_on <= last:
        return []
    if row.from_on <= last:
        return [Step("end", row.cell, row.pk, row.from_on, last)]
    if through is not None and row.from_on > through:
        return []
    return [Step("cancel", row.cell, row.pk, row.from_on, row.until_on)]


def fingerprint(steps: Iterable[Step]) -> str:
    """What was read in the preview; another one at the confirmation means the register has moved on."""
    return hashlib.sha256(repr(list(steps)).encode()).hexdigest()[:32]
