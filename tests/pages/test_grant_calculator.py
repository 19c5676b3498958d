"""Limits of art. 19a by the day of filing; an unknown figure is never taken for zero."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.test import Client
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from coordination.calendar import WorkingCalendar
from coordination.law import Measure
from coordination.models import LawLimit
from coordination.seeds.law import LIMITS
from pages.grants.calculator import EXCEEDS, FITS, UNKNOWN, Asked, is_late, judge, steps
from pages.grants.law import GrantLaw

D = dt.date
LAW = GrantLaw.of(LIMITS)
OLD, NEW = D(2026, 8, 31), D(2026, 9, 1)
HERE = "/male-granty/"


def verdicts(filed: D, amount: int, days: int | None = None, granted: int | None = None) -> list[str]:
    already = None if granted is None else Decimal(granted)
    with translation.override("pl"):
        return [line.verdict for line in judge(Asked(filed, Decimal(amount), days, already), LAW)]


@pytest.mark.parametrize(
    ("filed", "amount", "days", "granted", "expected"),
    [
        (OLD, 10_000, 90, 10_000, [FITS, FITS, FITS]),
        (OLD, 10_001, 91, 10_000, [EXCEEDS, EXCEEDS, EXCEEDS]),
        (OLD, 10_000, None, None, [FITS, UNKNOWN, UNKNOWN]),
        (NEW, 10_001, 91, 10_000, [FITS, FITS, FITS]),
        (NEW, 20_000, None, 20_000, [FITS, FITS, FITS]),
        (NEW, 20_000, None, 20_001, [FITS, FITS, EXCEEDS]),
        (NEW, 20_001, None, 0, [EXCEEDS, FITS, FITS]),
        (NEW, 20_000, None, None, [FITS, FITS, UNKNOWN]),
    ],
)
def test_both_sides_of_the_first_of_september_2026(
    filed: D, amount: int, days: int | None, granted: int | None, expected: list[str]
) -> None:
    assert verdicts(filed, amount, days, granted) == expected


@given(
    st.dates(D(2024, 1, 1), D(2030, 12, 31)),
    st.integers(1, 60_000),
    st.none() | st.integers(1, 400),
    st.none() | st.integers(0, 60_000),
)
def test_an_oracle_written_from_the_article(filed: D, amount: int, days: int | None, granted: int | None) -> None:
    new = filed >= D(2026, 9, 1)
    task, year, longest = (20_000, 40_000, None) if new else (10_000, 20_000, 90)
    per_task = FITS if amount <= task else EXCEEDS
    duration = FITS if longest is None else UNKNOWN if days is None else FITS if days <= longest else EXCEEDS
    per_year = UNKNOWN if granted is None else FITS if granted + amount <= year else EXCEEDS
    assert verdicts(filed, amount, days, granted) == [per_task, duration, per_year]


@pytest.mark.parametrize(
    ("filed", "published", "days"),
    [
        (D(2026, 12, 18), None, [D(2026, 12, 31), D(2027, 1, 7), D(2027, 1, 7)]),
        (D(2026, 12, 18), D(2026, 12, 22), [D(2026, 12, 31), D(2026, 12, 29), D(2026, 12, 29)]),
        (D(2026, 11, 2), None, [D(2026, 11, 12), D(2026, 11, 19), D(2026, 11, 19)]),
    ],
)
def test_publication_display_and_remarks(filed: D, published: D | None, days: list[D]) -> None:
    asked = Asked(filed, Decimal(1), published=published)
    with translation.override("pl"):
        assert [step.on for step in steps(asked, LAW, WorkingCalendar())] == days


@pytest.mark.parametrize(("published", "late"), [(D(2026, 12, 31), False), (D(2027, 1, 2), True), (None, False)])
def test_an_offer_published_after_the_seventh_working_day_is_late(published: D | None, late: bool) -> None:
    asked = Asked(D(2026, 12, 18), Decimal(1), published=published)
    assert is_late(asked, LAW, WorkingCalendar()) is late


class TestOnThePage:
    def test_the_answer_stands_at_an_address_and_cites_its_rows(self, house: SimpleNamespace) -> None:
        asked = f"{HERE}?zlozona=2026-08-31&kwota=12+000,00+zł&dni=91&juz=9000"
        shown = Client().get(asked).content.decode().replace("\N{NO-BREAK SPACE}", " ")
        assert "12 000 zł to o 2 000 zł więcej, niż można dostać na jedno zadanie." in shown
        assert "Zadanie na 91 dni jest za długie." in shown
        assert "o 1 000 zł za dużo" in shown
        assert "Dz.U. 2025 poz. 1338" in shown
        assert 'value="12 000,00 zł"' in shown

    def test_the_box_above_speaks_of_the_same_day_as_the_answer(self, house: SimpleNamespace) -> None:
        today = Client().get("/male-granty/").content.decode()
        assert "Dla oferty złożonej dziś, 23 listopada 2026" in today
        asked = Client().get("/male-granty/?zlozona=2026-08-20&kwota=5000").content.decode()
        assert "Dla oferty złożonej 20 sierpnia 2026" in asked
        assert "Co wynika z limitów na 20 sierpnia 2026" in asked
        assert "Dla oferty złożonej dziś" not in asked

    def test_rows_that_nobody_confirmed_say_so_until_somebody_does(self, house: SimpleNamespace) -> None:
        asked = f"{HERE}?zlozona=2026-11-24&kwota=20000&juz=0"
        assert "do potwierdzenia przez SZ" in Client().get(asked).content.decode()
        LawLimit.objects.update(confidence="H")
        assert "do potwierdzenia przez SZ" not in Client().get(asked).content.decode()

    @pytest.mark.parametrize(
        ("query", "field", "words"),
        [
            ("zlozona=2026-02-30&kwota=1", "zlozona", "Prosimy wpisać istniejący dzień"),
            ("kwota=1", "zlozona", "Podaj dzień złożenia oferty"),
            ("zlozona=2026-11-24", "kwota", "Podaj, o ile się starasz"),
            ("zlozona=2026-11-24&kwota=dużo", "kwota", "Podaj kwotę w złotych"),
            ("zlozona=2026-11-24&kwota=1e999", "kwota", "za duża"),
            ("zlozona=2026-11-24&kwota=NaN", "kwota", "Podaj kwotę w złotych"),
            ("zlozona=2026-11-24&kwota=-5", "kwota", "co najmniej 1"),
            ("zlozona=2026-11-24&kwota=0", "kwota", "co najmniej 1"),
            ("zlozona=2026-11-24&kwota=5&juz=-1", "juz", "nie jest ujemna"),
            ("zlozona=2026-11-24&kwota=1&dni=x", "dni", "Podaj liczbę dni"),
            ("zlozona=2026-11-24&kwota=1&juz=,5,", "juz", "Podaj kwotę w złotych"),
            ("zlozona=1999-01-01&kwota=1", "zlozona", "nie zna limitów"),
            ("zlozona=2031-01-01&kwota=1", "zlozona", "To zbyt daleko"),
            ("zlozona=2026-11-24&kwota=1&zamieszczona=2026-11-23", "zamieszczona", "zanim ją złożono"),
        ],
    )
    def test_wrong_input_is_said_at_the_field_and_stays(
        self, house: SimpleNamespace, query: str, field: str, words: str
    ) -> None:
        shown = Client().get(f"{HERE}?{query}")
        assert shown.status_code == 200
        assert words in " ".join(shown.context["form"][field].errors)
        assert shown.context["counted"] is None
        for pair in query.split("&"):
            name, value = pair.split("=")
            assert shown.context["form"][name].value() == value


def test_a_row_that_counts_no_days_names_no_day() -> None:
    law = GrantLaw.of(replace(row, unit=Measure.PLN) if row.key.endswith("publish_within") else row for row in LIMITS)
    asked = Asked(NEW, Decimal(100), published=NEW)
    assert list(steps(asked, law, WorkingCalendar())) == []
    assert not is_late(asked, law, WorkingCalendar())
