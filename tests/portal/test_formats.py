"""Amounts, dates, sizes and phones as the portal writes them."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from portal.templatetags import formats

WARSAW = ZoneInfo("Europe/Warsaw")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (480000, "480 000 zł"),
        ("1022340.50", "1 022 340,50 zł"),
        (99.5, "99,50 zł"),
        (0, "0 zł"),
        (-1200, "−1 200 zł"),
        (None, ""),
        ("", ""),
        ("dużo", ""),
        ("NaN", ""),
    ],
)
def test_amounts_keep_together_with_no_break_spaces(value: object, text: str) -> None:
    assert formats.zl(value) == text.replace(" ", formats.NBSP)


def test_numbers_keep_their_decimals() -> None:
    assert formats.liczba("182.38") == "182,38"
    assert formats.liczba("10.00") == "10"


def test_an_instant_is_shown_as_the_clock_in_warsaw_shows_it() -> None:
    midnight = dt.datetime(2026, 11, 23, 23, 30, tzinfo=dt.UTC)
    assert formats.dzien(midnight) == "24 listopada 2026"
    assert formats.godzina(midnight) == "0:30"
    assert formats.chwila(midnight) == f"24 listopada 2026, godz.{formats.NBSP}0:30"
    assert formats.iso(midnight) == "2026-11-24T00:30:00+01:00"
    assert formats.dzien_tygodnia(midnight) == "wtorek"
    assert formats.miesiac_krotko(midnight) == "lis"


@pytest.mark.parametrize("show", [formats.dzien, formats.godzina, formats.chwila, formats.iso, formats.dzien_tygodnia])
def test_an_unknown_date_is_left_empty(show: object) -> None:
    assert show(None) == ""


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        (dt.date(2027, 2, 8), dt.date(2027, 2, 12), "8–12 lutego 2027"),
        (dt.date(2027, 2, 8), dt.date(2027, 12, 15), "8 lutego – 15 grudnia 2027"),
        (dt.date(2024, 1, 1), dt.date(2026, 6, 30), "1 stycznia 2024 – 30 czerwca 2026"),
        (dt.date(2024, 1, 1), None, "1 stycznia 2024"),
        (None, None, ""),
    ],
)
def test_periods_name_only_what_differs(start: dt.date | None, end: dt.date | None, text: str) -> None:
    assert formats.okres(start, end) == text


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("+48126160000", "12 616 00 00"),
        ("501234567", "501 234 567"),
        ("12 000 00 11", "12 000 00 11"),
        ("12 616 00 00 wew. 23", "12 616 00 00 wew. 23"),
        (None, ""),
    ],
)
def test_phones_are_grouped_where_they_are_plain(typed: str | None, shown: str) -> None:
    assert formats.telefon(typed) == shown.replace(" ", formats.NBSP)


def test_sizes_of_files() -> None:
    assert formats.rozmiar(49152) == f"48{formats.NBSP}KB"
    assert formats.rozmiar(1310720) == f"1,2{formats.NBSP}MB"
    assert formats.rozmiar(None) == ""


def test_an_address_breaks_at_its_signs_and_never_carries_markup() -> None:
    assert formats.breakable("a.b@umk.example") == "a.<wbr>b@<wbr>umk.<wbr>example"
    assert "<script" not in formats.breakable("<script>@x")
