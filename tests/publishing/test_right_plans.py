"""What a change of rights comes to: planned before it is done, and never written backwards."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from publishing.right_plans import Held, Step, Wish, fingerprint, plan

TODAY = dt.date(2026, 11, 23)
DAY = dt.timedelta(days=1)
TOMORROW, YESTERDAY, LATER, LONG_AGO = TODAY + DAY, TODAY - DAY, TODAY + 30 * DAY, dt.date(2026, 1, 1)
CELL = (1, "news")
EVA, PORTAL = 7, 10


def held(from_on: dt.date = LONG_AGO, until_on: dt.date | None = None, pk: int = 5, **scope: Any) -> Held:
    return Held(pk, CELL, from_on, until_on, **scope)


def give(from_on: dt.date = TOMORROW, until_on: dt.date | None = None, **scope: Any) -> Wish:
    return Wish(True, from_on, until_on, **scope)


def take(until_on: dt.date = TODAY, **scope: Any) -> Wish:
    return Wish(False, None, until_on, **scope)


def planned(wish: Wish, *rows: Held) -> list[tuple[str, int | None, dt.date | None, dt.date | None]]:
    return [(step.verb, step.pk, step.from_on, step.until_on) for step in plan([CELL], rows, wish, TODAY)]


KEEP = [("keep", None, None, None)]


@pytest.mark.par(4, ust=1, pkt=1)
@pytest.mark.parametrize(
    ("wish", "rows", "steps"),
    [
        (give(), [], [("give", None, TOMORROW, None)]),
        (give(), [held()], KEEP),
        (give(until_on=LATER), [held(until_on=LATER)], KEEP),
        (
            give(until_on=LATER),
            [held()],
            [("end", 5, LONG_AGO, TODAY), ("give", None, TOMORROW, LATER)],
        ),
        (give(), [held(until_on=TODAY)], [("give", None, TOMORROW, None)]),
        (give(), [held(LATER)], [("cancel", 5, LATER, None), ("give", None, TOMORROW, None)]),
        (give(until_on=TOMORROW), [held(LATER)], [("give", None, TOMORROW, TOMORROW)]),
        (
            give(person_id=EVA),
            [held()],
            [("end", 5, LONG_AGO, TODAY), ("give", None, TOMORROW, None)],
        ),
        (give(person_id=EVA), [held(person_id=8)], [("give", None, TOMORROW, None)]),
        (give(), [held(person_id=8)], [("end", 5, LONG_AGO, TODAY), ("give", None, TOMORROW, None)]),
        (give(site_id=PORTAL), [held()], [("give", None, TOMORROW, None)]),
        (
            give(TODAY, LATER),
            [held(TODAY)],
            [("end", 5, TODAY, TODAY), ("give", None, TODAY, LATER)],
        ),
    ],
)
def test_giving(wish: Wish, rows: list[Held], steps: list[Any]) -> None:
    assert planned(wish, *rows) == steps


@pytest.mark.par(4, ust=1, pkt=1)
@pytest.mark.parametrize(
    ("wish", "rows", "steps"),
    [
        (take(), [], KEEP),
        (take(), [held()], [("end", 5, LONG_AGO, TODAY)]),
        (take(YESTERDAY), [held()], [("end", 5, LONG_AGO, YESTERDAY)]),
        (take(YESTERDAY), [held(TODAY)], [("end", 5, TODAY, TODAY)]),
        (take(LATER), [held(until_on=TODAY)], KEEP),
        (take(), [held(LATER)], [("cancel", 5, LATER, None)]),
        (take(), [held(), held(LATER, pk=6)], [("end", 5, LONG_AGO, TODAY), ("cancel", 6, LATER, None)]),
        (take(person_id=EVA), [held(), held(person_id=EVA, pk=6)], [("end", 6, LONG_AGO, TODAY)]),
        (take(site_id=PORTAL), [held(), held(site_id=PORTAL, pk=6)], [("end", 6, LONG_AGO, TODAY)]),
    ],
)
def test_taking_away(wish: Wish, rows: list[Held], steps: list[Any]) -> None:
    assert planned(wish, *rows) == steps


def test_no_step_ever_touches_a_day_that_has_passed() -> None:
    rows = [held(TODAY - 9 * DAY, TODAY + n * DAY, pk=n) for n in range(1, 5)]
    for wish in (take(YESTERDAY), take(LATER), give(TODAY), give(LATER), give(TODAY, LATER)):
        for step in plan([CELL], rows, wish, TODAY):
            assert step.until_on is None or step.until_on >= YESTERDAY


def test_cells_come_in_their_order_and_rows_of_other_cells_stay() -> None:
    other = Held(9, (2, "event"), LONG_AGO)
    steps = plan([(3, "aid"), CELL], [other], give(), TODAY)
    assert [step.cell for step in steps] == [(3, "aid"), CELL]


def test_the_fingerprint_changes_with_the_plan() -> None:
    one, two = [Step("give", CELL, None, TODAY)], [Step("give", CELL, None, TOMORROW)]
    assert fingerprint(one) == fingerprint(list(one))
    assert fingerprint(one) != fingerprint(two)


def test_a_wish_without_its_day_is_no_wish() -> None:
    with pytest.raises(ValueError, match="first day"):
        plan([CELL], [], Wish(True), TODAY)
    with pytest.raises(ValueError, match="last day"):
        plan([CELL], [held()], Wish(False), TODAY)
