"""Working days in Poland and clock times in Warsaw."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from coordination.calendar import (
    UNNAMED_DAY_OFF,
    WARSAW,
    AmbiguousTime,
    NoSuchTime,
    WarsawTimeError,
    WorkingCalendar,
    statutory_days_off,
    warsaw,
    warsaw_date,
    warsaw_time,
)

D = dt.date
CALENDAR = WorkingCalendar()
BRIDGE = D(2027, 5, 4)
WITH_BRIDGE = WorkingCalendar({BRIDGE: "Dzień za 1 maja"})

days = st.dates(D(2020, 1, 1), D(2040, 12, 31))
counts = st.integers(-60, 60)
extras = st.frozensets(days, max_size=20).map(WorkingCalendar)


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (D(2024, 12, 24), True),  # Tuesday; the statute came a year later
        (D(2025, 12, 24), False),
        (D(2026, 12, 24), False),
        (D(2026, 12, 23), True),
        (D(2025, 4, 21), False),  # Easter Monday
        (D(2026, 4, 6), False),
        (D(2027, 3, 29), False),
        (D(2025, 6, 19), False),  # Corpus Christi
        (D(2026, 6, 4), False),
        (D(2027, 5, 27), False),
        (D(2027, 5, 28), True),  # the Friday after it is bridged by habit, not by statute
        (D(2026, 5, 1), False),
        (D(2027, 5, 3), False),
        (D(2026, 1, 6), False),
        (D(2026, 11, 11), False),
        (D(2027, 1, 1), False),
        (D(2026, 11, 21), False),  # Saturday
        (D(2026, 11, 22), False),  # Sunday
        (D(2026, 11, 23), True),
        (D(2028, 2, 29), True),
        (D(2027, 5, 4), True),
    ],
)
def test_is_working_day(day: D, works: bool) -> None:
    assert CALENDAR.is_working_day(day) is works


def test_feasts_are_named_in_polish_whatever_the_language_of_the_screen() -> None:
    with translation.override("en"):
        assert CALENDAR.day_off_name(D(2026, 12, 24)) == "Wigilia Bożego Narodzenia"
        assert CALENDAR.day_off_name(D(2026, 4, 6)) == "Poniedziałek Wielkanocny"
    assert CALENDAR.day_off_name(D(2026, 11, 21)) == ""


@pytest.mark.parametrize("year", range(2025, 2041))
def test_every_year_has_fourteen_statutory_days_off(year: int) -> None:
    """Thirteen until 2024; movable feasts may fall together with fixed ones (3 May, rarely)."""
    assert 13 <= len(statutory_days_off(year)) <= 14
    assert D(year, 12, 24) in statutory_days_off(year)


def test_extra_days_off_take_away_working_days_and_keep_their_names() -> None:
    assert CALENDAR.is_working_day(BRIDGE)
    assert not WITH_BRIDGE.is_working_day(BRIDGE)
    assert WITH_BRIDGE.day_off_name(BRIDGE) == "Dzień za 1 maja"
    assert WorkingCalendar(frozenset({BRIDGE})).day_off_name(BRIDGE) == UNNAMED_DAY_OFF


def test_a_feast_keeps_its_name_when_it_is_given_as_an_extra_day_too() -> None:
    assert (
        WorkingCalendar({D(2026, 12, 24): "Dzień wolny"}).day_off_name(D(2026, 12, 24)) == "Wigilia Bożego Narodzenia"
    )


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        (D(2026, 11, 23), 7, D(2026, 12, 2)),  # Monday: the next Wednesday but one
        (D(2026, 12, 18), 7, D(2026, 12, 31)),  # over 24, 25 and 26 December
        (D(2025, 12, 19), 3, D(2025, 12, 29)),
        (D(2024, 12, 20), 3, D(2024, 12, 27)),  # when 24 December was still worked
        (D(2026, 4, 3), 1, D(2026, 4, 7)),  # Good Friday is worked, Easter Monday is not
        (D(2026, 6, 3), 2, D(2026, 6, 8)),  # Corpus Christi, then Friday, then Monday
        (D(2026, 11, 21), 1, D(2026, 11, 23)),  # received on a Saturday
        (D(2026, 11, 21), 0, D(2026, 11, 23)),
        (D(2026, 11, 23), 0, D(2026, 11, 23)),
        (D(2027, 1, 4), -2, D(2026, 12, 30)),
        (D(2026, 12, 28), -1, D(2026, 12, 23)),
    ],
)
def test_add_working_days(start: D, count: int, end: D) -> None:
    assert CALENDAR.add_working_days(start, count) == end


@given(extras, days, counts)
def test_the_result_is_always_a_working_day(calendar: WorkingCalendar, day: D, count: int) -> None:
    assert calendar.is_working_day(calendar.add_working_days(day, count))


@given(extras, days, days, counts)
def test_a_later_start_never_ends_earlier(calendar: WorkingCalendar, one: D, other: D, count: int) -> None:
    first, second = sorted((one, other))
    assert calendar.add_working_days(first, count) <= calendar.add_working_days(second, count)


@given(extras, days, counts)
def test_more_days_never_end_earlier(calendar: WorkingCalendar, day: D, count: int) -> None:
    assert calendar.add_working_days(day, count) <= calendar.add_working_days(day, count + 1)


@given(extras, days, st.integers(1, 60))
def test_counting_gives_back_what_was_added(calendar: WorkingCalendar, day: D, count: int) -> None:
    assert calendar.working_days_between(day, calendar.add_working_days(day, count)) == count


@given(days, days, st.integers(1, 30))
def test_an_extra_day_off_never_shortens_a_period(day: D, extra: D, count: int) -> None:
    assert WorkingCalendar({extra}).add_working_days(day, count) >= CALENDAR.add_working_days(day, count)


def test_between_leaves_out_the_start_and_counts_the_end() -> None:
    monday, friday = D(2026, 11, 23), D(2026, 11, 27)
    assert CALENDAR.working_days_between(monday, friday) == 4
    assert CALENDAR.working_days_between(friday, monday) == -4
    assert CALENDAR.working_days_between(monday, monday) == 0


def test_the_derivation_of_a_date_names_what_was_skipped() -> None:
    assert WITH_BRIDGE.days_off_between(D(2027, 4, 30), D(2027, 5, 6)) == [
        (D(2027, 5, 3), "Święto Narodowe Trzeciego Maja"),
        (BRIDGE, "Dzień za 1 maja"),
    ]
    assert CALENDAR.days_off_between(D(2026, 12, 24), D(2026, 12, 24)) == [
        (D(2026, 12, 24), "Wigilia Bożego Narodzenia")
    ]
    assert CALENDAR.days_off_between(D(2027, 5, 6), D(2027, 4, 30)) == []


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (D(2026, 1, 31), 1, D(2026, 2, 28)),
        (D(2028, 1, 31), 1, D(2028, 2, 29)),
        (D(2026, 11, 23), 2, D(2027, 1, 23)),
        (D(2028, 2, 29), 12, D(2029, 2, 28)),
    ],
)
def test_months_end_on_the_same_number_or_the_last_day(start: D, months: int, end: D) -> None:
    assert CALENDAR.add_months(start, months) == end


# Warsaw time; clocks change on 28 March and 31 October 2027.
SPRING, AUTUMN = D(2027, 3, 28), D(2027, 10, 31)


@pytest.mark.parametrize("time", [dt.time(2), dt.time(2, 30), dt.time(2, 59, 59)])
def test_the_hour_skipped_in_march_is_refused(time: dt.time) -> None:
    with pytest.raises(NoSuchTime):
        warsaw(SPRING, time)
    with pytest.raises(NoSuchTime):
        warsaw(SPRING, time, fold=1)


@pytest.mark.parametrize("time", [dt.time(2), dt.time(2, 30), dt.time(2, 59, 59)])
def test_the_hour_that_comes_twice_in_october_is_asked_about(time: dt.time) -> None:
    with pytest.raises(AmbiguousTime):
        warsaw(AUTUMN, time)
    first, second = (warsaw(AUTUMN, time, fold=fold) for fold in (0, 1))
    assert second.astimezone(dt.UTC) - first.astimezone(dt.UTC) == dt.timedelta(hours=1)


@pytest.mark.parametrize(
    ("day", "time", "utc"),
    [
        (SPRING, dt.time(1, 59), "2027-03-28T00:59:00+00:00"),
        (SPRING, dt.time(3), "2027-03-28T01:00:00+00:00"),
        (AUTUMN, dt.time(1, 59), "2027-10-30T23:59:00+00:00"),
        (AUTUMN, dt.time(3), "2027-10-31T02:00:00+00:00"),
        (D(2026, 7, 1), dt.time(0, 30), "2026-06-30T22:30:00+00:00"),
        (D(2026, 12, 31), dt.time(23, 59), "2026-12-31T22:59:00+00:00"),
    ],
)
def test_ordinary_times_name_one_instant(day: D, time: dt.time, utc: str) -> None:
    instant = warsaw(day, time)
    assert instant.astimezone(dt.UTC).isoformat() == utc
    assert warsaw_date(instant) == day
    assert warsaw_time(instant.astimezone(dt.UTC)) == time


def test_half_past_midnight_in_summer_stays_on_its_day() -> None:
    assert warsaw_date(dt.datetime(2026, 6, 30, 22, 30, tzinfo=dt.UTC)) == D(2026, 7, 1)


def test_a_naive_instant_is_refused() -> None:
    with pytest.raises(ValueError, match="aware"):
        warsaw_date(dt.datetime(2026, 7, 1, 12))  # noqa: DTZ001


@pytest.mark.parametrize("error", [NoSuchTime, AmbiguousTime])
def test_the_refusal_is_a_value_error_with_a_sentence(error: type[WarsawTimeError]) -> None:
    assert issubclass(error, ValueError)
    with translation.override("en"):
        assert str(error()).endswith("Please choose another time.")


@given(st.dates(D(2020, 1, 1), D(2037, 12, 31)), st.times())
def test_every_accepted_time_reads_back_as_it_was_written(day: D, time: dt.time) -> None:
    try:
        instant = warsaw(day, time)
    except WarsawTimeError:
        return
    back = instant.astimezone(dt.UTC).astimezone(WARSAW)
    assert (back.date(), back.time().replace(fold=0)) == (day, time.replace(fold=0))
