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
from coordination.law import Article, Limit, Measure, NoLimit, day_of, deadline, in_force, in_words, within
from coordination.limit_names import NAMES
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
        ("competition.reasons_window", BEFORE, 30),
        ("competition.report_after_end", AFTER, 30),
        ("programme.adopted_by", BEFORE, 1130),
        ("programme.reported_by", AFTER, 531),
        ("small_grant.publish_within", BEFORE, 7),
        ("small_grant.display", BEFORE, 7),
        ("small_grant.remarks_window", AFTER, 7),
        ("reply.public_information_extended", AFTER, 2),
        ("reply.complaint", AFTER, 1),
        ("reply.forward", AFTER, 7),
        ("reply.administrative", AFTER, 1),
        ("reply.administrative_complex", AFTER, 2),
        ("reply.accessibility", AFTER, 7),
        ("reply.own_proposal", AFTER, 1),
    ],
)
def test_the_statutes_of_the_seeds(key: str, filed: D, value: int | None) -> None:
    assert in_force(LIMITS, key, filed).value == value


def test_what_the_amendment_brought_is_not_shown_as_certain() -> None:
    amended = [limit for limit in LIMITS if limit.valid_from == AFTER]
    assert amended
    assert not any(limit.is_verified for limit in amended)


def test_every_limit_has_a_name_and_the_date_that_chooses_it() -> None:
    assert set(NAMES) == {limit.key for limit in LIMITS}


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


@pytest.mark.parametrize(
    ("filed", "publish_by", "why"),
    [
        (D(2026, 8, 31), D(2026, 9, 9), "the last day of the former wording"),
        (D(2026, 9, 1), D(2026, 9, 10), "the first day of the new one"),
        (D(2026, 10, 30), D(2026, 11, 10), "All Saints' Day is a Sunday, Independence Day comes a day later"),
        (D(2026, 11, 2), D(2026, 11, 12), "Independence Day, a Wednesday"),
        (D(2024, 12, 19), D(2025, 1, 2), "in 2024 Christmas Eve was still a working day, New Year's is off"),
        (D(2025, 12, 18), D(2026, 1, 2), "since 2025 Christmas Eve is off"),
        (D(2026, 12, 18), D(2026, 12, 31), "Christmas Eve to the Saturday after"),
        (D(2026, 12, 21), D(2027, 1, 4), "over the end of the year"),
        (D(2026, 12, 28), D(2027, 1, 8), "Epiphany, a Wednesday"),
        (D(2026, 3, 31), D(2026, 4, 10), "Easter Monday, 6 April 2026"),
        (D(2026, 5, 29), D(2026, 6, 10), "Corpus Christi, 4 June 2026"),
        (D(2027, 3, 24), D(2027, 4, 5), "Easter Monday, 29 March 2027"),
    ],
)
def test_seven_working_days_to_publish_an_offer(filed: D, publish_by: D, why: str) -> None:
    assert deadline(filed, in_force(LIMITS, "small_grant.publish_within", filed), WorkingCalendar()) == publish_by, why


@pytest.mark.parametrize(
    ("key", "start", "end"),
    [
        ("competition.offer_window", D(2026, 8, 31), D(2026, 9, 21)),
        ("competition.offer_window", D(2026, 9, 1), D(2026, 9, 22)),
        ("competition.offer_window", D(2026, 12, 15), D(2027, 1, 5)),
        ("competition.reasons_window", D(2026, 12, 15), D(2027, 1, 14)),
        ("competition.report_after_end", D(2028, 1, 31), D(2028, 3, 1)),
        ("small_grant.remarks_window", D(2026, 12, 24), D(2026, 12, 31)),
        ("small_grant.remarks_window", D(2026, 12, 28), D(2027, 1, 4)),
        ("reply.public_information", D(2026, 12, 24), D(2027, 1, 7)),
        ("reply.own_proposal", D(2027, 1, 31), D(2027, 2, 28)),
        ("reply.petition", D(2026, 11, 30), D(2027, 2, 28)),
    ],
)
def test_periods_of_calendar_days_and_months_run_over_feasts_and_the_year_end(key: str, start: D, end: D) -> None:
    assert deadline(start, in_force(LIMITS, key, start), WorkingCalendar()) == end


@pytest.mark.parametrize(("value", "year", "day"), [(1130, 2026, D(2026, 11, 30)), (531, 2027, D(2027, 5, 31))])
def test_the_days_of_the_programme(value: int, year: int, day: D) -> None:
    assert day_of(value, year) == day


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
        (1130, Measure.DAY_OF_YEAR, "30 listopada"),
        (531, Measure.DAY_OF_YEAR, "31 maja"),
        (1399, Measure.DAY_OF_YEAR, "1399"),
        (None, Measure.DAYS, "bez limitu"),
    ],
)
def test_amounts_in_polish_words(value: Decimal | int | None, measure: Measure, words: str) -> None:
    with translation.override("pl"):
        assert in_words(value, measure) == words
