"""The life of a call for small grants: by its days and by the money its unit says is left."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coordination.models import GrantFigure
from pages.grants.states import ClosedBecause, GrantDates, GrantState, state_on
from pages.models import SmallGrantCallPage
from tests.pages.conftest import NOW, TODAY

D = dt.date
DAY = dt.timedelta(days=1)
OPENED = D(2026, 3, 2)


@pytest.mark.parametrize(
    ("dates", "state"),
    [
        (GrantDates(), GrantState.FORETOLD),
        (GrantDates(opens_on=TODAY + DAY), GrantState.FORETOLD),
        (GrantDates(opens_on=TODAY), GrantState.OPEN),
        (GrantDates(opens_on=OPENED, closes_on=TODAY), GrantState.OPEN),
        (GrantDates(opens_on=OPENED, closes_on=TODAY - DAY), GrantState.CLOSED),
        (GrantDates(opens_on=OPENED, closed_on=TODAY + DAY, closed_because=ClosedBecause.EXHAUSTED), GrantState.OPEN),
        (GrantDates(opens_on=OPENED, closed_on=TODAY, closed_because=ClosedBecause.EXHAUSTED), GrantState.EXHAUSTED),
        (GrantDates(opens_on=OPENED, closed_on=TODAY, closed_because=ClosedBecause.OTHER), GrantState.CLOSED),
        (GrantDates(opens_on=OPENED, closed_on=D(2025, 11, 23)), GrantState.CLOSED),
        (GrantDates(opens_on=OPENED, closed_on=D(2025, 11, 22)), GrantState.ARCHIVED),
        (GrantDates(opens_on=OPENED, closes_on=D(2025, 11, 22)), GrantState.ARCHIVED),
        (GrantDates(opens_on=OPENED, left=Decimal(0)), GrantState.EXHAUSTED),
        (GrantDates(opens_on=OPENED, left=Decimal("0.01")), GrantState.OPEN),
        (GrantDates(opens_on=OPENED, left=None), GrantState.OPEN),
        (GrantDates(opens_on=TODAY + DAY, left=Decimal(0)), GrantState.FORETOLD),
        (GrantDates(opens_on=OPENED, closes_on=TODAY - DAY, left=Decimal(0)), GrantState.CLOSED),
        (GrantDates(opens_on=OPENED, year=2025, closes_on=TODAY), GrantState.OPEN),
        (GrantDates(opens_on=OPENED, year=99_999), GrantState.OPEN),
    ],
)
def test_the_day_before_the_day_and_the_day_after(dates: GrantDates, state: GrantState) -> None:
    assert state_on(dates, TODAY) == state


@pytest.mark.parametrize(
    ("on", "state"),
    [
        (D(2026, 12, 31), GrantState.OPEN),
        (D(2027, 1, 1), GrantState.CLOSED),
        (D(2027, 12, 31), GrantState.CLOSED),
        (D(2028, 1, 1), GrantState.ARCHIVED),
    ],
)
def test_without_a_last_day_a_call_ends_with_the_year_of_its_pool(on: D, state: GrantState) -> None:
    assert state_on(GrantDates(opens_on=OPENED, year=2026), on) == state


def test_the_last_day_for_offers() -> None:
    assert GrantDates(year=2026).offers_until == D(2026, 12, 31)
    assert GrantDates(year=2026, closes_on=D(2026, 10, 1)).offers_until == D(2026, 10, 1)
    assert GrantDates(year=2026, closed_on=D(2026, 10, 1)).offers_until == D(2026, 9, 30)
    assert GrantDates(closes_on=D(2026, 9, 1), closed_on=D(2026, 10, 1)).offers_until == D(2026, 9, 1)
    assert GrantDates().offers_until is None


DAYS = st.none() | st.dates(D(2025, 11, 20), D(2026, 11, 26))


@given(DAYS, DAYS, DAYS, st.sampled_from(ClosedBecause.values), st.none() | st.integers(2025, 2027))
def test_once_it_is_over_it_never_opens_again(
    opens: D | None, closes: D | None, closed: D | None, why: str, year: int | None
) -> None:
    dates = GrantDates(opens, closes, closed, why, year=year)
    over = {GrantState.CLOSED, GrantState.EXHAUSTED, GrantState.ARCHIVED}
    states = [state_on(dates, D(2025, 11, 1) + n * DAY) for n in range(0, 800, 3)]
    first = next((place for place, state in enumerate(states) if state in over), len(states))
    assert all(state in over for state in states[first:])


def test_sql_and_python_judge_alike(house: SimpleNamespace, add: Callable[..., Any]) -> None:
    """The unit has nothing left from today on."""
    add(SmallGrantCallPage, unit=house.kd)
    figure = {"year": 2026, "as_of": TODAY, "pool": Decimal(100), "committed": Decimal(100)}
    GrantFigure.objects.create(unit=house.kd, at=NOW, by_name="x", **figure)
    days = (None, TODAY - 400 * DAY, TODAY - DAY, TODAY, TODAY + DAY)
    years = (None, 2025, 2026)
    for opens, closes, closed, year in itertools.product((None, OPENED, TODAY + DAY), days, days, years):
        why = ClosedBecause.EXHAUSTED if closed else ""
        values = {"opens_on": opens, "closes_on": closes, "closed_on": closed, "closed_because": why, "year": year}
        SmallGrantCallPage.objects.update(**values)
        for on in (TODAY - DAY, TODAY, TODAY + DAY, D(2026, 12, 31), D(2027, 1, 1), D(2028, 1, 1)):
            call = SmallGrantCallPage.objects.with_state(on).get()
            assert call.left_now == (Decimal(0) if on >= TODAY and year == 2026 else None)
            assert call.state_now == call.state_on(on, call.left_now), (values, on)
