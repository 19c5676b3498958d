"""Limits are dated: the day that the statute names chooses the row."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from itertools import pairwise

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from coordination.calendar import WorkingCalendar
from coordination.law import Article, Limit, Measure, NoLimit, deadline, in_force, in_words, within
from coordination.seeds.law import LIMITS
from coordination.states import Confidence

D = dt.date
BEFORE, AFTER = D(2026, 8, 31), D(2026, 9, 1)


def row(value: int | None, measure: Measure, start: D | None = None, end: D | None = None) -> Limit:
    return Limit("key", None if value is None else Decimal(value), measure, start, end, "źródło")


@pytest.mark.parametrize(
    ("key", "filed", "value"),
    [
        ("small_grant.per_task", BEFORE, 10_000),
        ("small_grant.per_task", AFTER, 20_000),
        ("small_grant.duration", BEFORE, 90),
        ("small_grant.duration", AFTER, None),
        ("small_grant.per_organisation_year", BEFORE, 20_000),
        ("small_grant.per_organisation_year", AFTER, 40_000),
        ("small_grant.pool_share", BEFORE, 20),
        ("small_grant.pool_share", AFTER, 30),
        ("small_grant.publish_within", AFTER, 7),
        ("competition.offer_window", BEFORE, 21),
        ("competition.offer_window", AFTER, 21),
        ("reply.public_information", AFTER, 14),
        ("reply.petition", AFTER, 3),
    ],
)
def test_the_statutes_of_the_seeds(key: str, filed: D, value: int | None) -> None:
    assert in_force(LIMITS, key, filed).value == value


def test_what_the_amendment_brought_is_not_shown_as_certain() -> None:
    amended = [limit for limit in LIMITS if limit.valid_from == AFTER]
    assert amended
    assert not any(limit.is_verified for limit in amended)
    assert all("do potwierdzenia przez SZ" in limit.source for limit in amended)


def test_rows_of_one_key_neither_overlap_nor_leave_a_gap() -> None:
    for key in {limit.key for limit in LIMITS}:
        rows = sorted((limit for limit in LIMITS if limit.key == key), key=lambda limit: limit.valid_from or D.min)
        for earlier, later in pairwise(rows):
            assert earlier.valid_until
            assert later.valid_from == earlier.valid_until + dt.timedelta(days=1)
        assert rows[-1].valid_until is None
        assert len({limit.unit for limit in rows}) == 1


def test_no_row_is_not_the_same_as_no_limit() -> None:
    with pytest.raises(NoLimit) as caught:
        in_force(LIMITS, "small_grant.per_task", D(1999, 1, 1))
    assert (caught.value.key, caught.value.on) == ("small_grant.per_task", D(1999, 1, 1))
    with pytest.raises(LookupError):
        in_force(LIMITS, "nothing", AFTER)


def test_where_rows_overlap_the_newer_holds() -> None:
    old, new = row(1, Measure.DAYS), row(2, Measure.DAYS, D(2026, 1, 1))
    assert in_force([new, old], "key", D(2026, 1, 1)) is new
    assert in_force([new, old], "key", D(2025, 12, 31)) is old


@given(st.dates(), st.dates(), st.dates())
def test_both_ends_are_inclusive(start: D, end: D, on: D) -> None:
    assert row(1, Measure.DAYS, start, end).holds_on(on) is (start <= on <= end)


def test_within_counts_the_limit_itself_and_knows_no_limit() -> None:
    limit = row(20_000, Measure.PLN)
    assert within(limit, 20_000)
    assert not within(limit, Decimal("20000.01"))
    assert within(row(None, Measure.DAYS), 10_000)


@pytest.mark.parametrize(
    ("limit", "start", "end"),
    [
        (row(14, Measure.DAYS), D(2026, 11, 23), D(2026, 12, 7)),
        (row(7, Measure.WORKING_DAYS), D(2026, 12, 18), D(2026, 12, 31)),
        (row(1, Measure.MONTHS), D(2026, 1, 31), D(2026, 2, 28)),
        (row(None, Measure.DAYS), D(2026, 1, 31), None),
    ],
)
def test_deadline(limit: Limit, start: D, end: D | None) -> None:
    assert deadline(start, limit, WorkingCalendar()) == end


def test_money_is_no_period() -> None:
    with pytest.raises(ValueError, match="pln"):
        deadline(AFTER, row(1, Measure.PLN), WorkingCalendar())


def test_articles_are_written_as_lawyers_write_them() -> None:
    assert str(Article("13", ust="2", pkt="7")) == "art. 13 ust. 2 pkt 7 ustawy"
    assert str(Article("237", act="KPA")) == "art. 237 KPA"


def test_a_row_is_unverified_unless_somebody_says_otherwise() -> None:
    assert row(1, Measure.DAYS).confidence == Confidence.LOW


@pytest.mark.parametrize(
    ("value", "measure", "words"),
    [
        (21, Measure.DAYS, "21 dni"),
        (1, Measure.DAYS, "1 dzień"),
        (1, Measure.MONTHS, "1 miesiąc"),
        (2, Measure.MONTHS, "2 miesiące"),
        (60, Measure.MONTHS, "60 miesięcy"),
        (7, Measure.WORKING_DAYS, "7 dni roboczych"),
        (2, Measure.WORKING_DAYS, "2 dni robocze"),
        (22, Measure.HOURS, "22 godziny"),
        (120, Measure.MINUTES, "120 minut"),
        (Decimal("20000.00"), Measure.PLN, "20\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}zł"),
        (Decimal("999.50"), Measure.PLN, "999,50\N{NO-BREAK SPACE}zł"),
        (Decimal(30), Measure.PERCENT, "30%"),
        (5, Measure.COUNT, "5"),
        (None, Measure.DAYS, "bez limitu"),
    ],
)
def test_amounts_in_polish_words(value: Decimal | int | None, measure: Measure, words: str) -> None:
    with translation.override("pl"):
        assert in_words(value, measure) == words
