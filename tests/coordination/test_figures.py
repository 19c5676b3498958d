"""Money for small grants: any unit says it on any day, a correction is a version, nothing said is not zero."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from coordination import actions
from coordination.figures import Figure, faults, totals
from coordination.grant_board import board, together
from coordination.models import AuditEntry, GrantFigure, Unit
from coordination.states import Office
from coordination.verdict import Refused
from tests.coordination.people import NOW, TODAY, standing, unit

DAY = dt.timedelta(days=1)
pytestmark = pytest.mark.par(3, pkt=5)


def figure(pool: int = 60_000, committed: int = 41_000, as_of: dt.date = TODAY, **more: object) -> Figure:
    return replace(Figure(as_of.year, as_of, Decimal(pool), Decimal(committed)), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("said", "field"),
    [
        (figure(0, 0), None),
        (figure(as_of=TODAY + DAY), "as_of"),
        (figure(as_of=TODAY, year=2025), "as_of"),
        (figure(as_of=dt.date(2025, 12, 31)), None),
        (figure(as_of=dt.date(2019, 12, 31)), "year"),
        (figure(10, 11), "committed"),
        (figure(10, 10, paid=Decimal(11)), "paid"),
        (figure(10, 10, paid=Decimal(10)), None),
        (figure(-1, -1), "pool"),
    ],
)
def test_what_cannot_be_true(said: Figure, field: str | None) -> None:
    assert {name for name, _words in faults(said, TODAY)} >= ({field} if field else set())
    assert bool(dict(faults(said, TODAY))) is bool(field)


def test_the_sum_is_of_what_is_known() -> None:
    counted = totals([figure(100, 40), None, figure(0, 0), None])
    assert (counted.pool, counted.left, counted.counted, counted.missing) == (100, 60, 2, 2)


@pytest.mark.django_db
class TestFiling:
    def test_any_day_by_coordinator_deputy_and_head_of_the_unit_only(self) -> None:
        kd, other = unit(), unit()
        for place, office in enumerate((Office.COORDINATOR, Office.DEPUTY, Office.HEAD)):
            by = standing(kd, office)
            actions.file_figure(unit=kd, figure=figure(as_of=TODAY - place * DAY), by=by, now=NOW)
            with pytest.raises(Refused, match="§ 3 pkt 5"):
                actions.file_figure(unit=other, figure=figure(), by=by, now=NOW)
        assert GrantFigure.objects.current(2026).get(unit=kd).as_of == TODAY
        assert not GrantFigure.objects.filter(unit=other).exists()

    def test_a_correction_is_a_version_with_a_reason_and_the_earlier_stays(self) -> None:
        kd = unit()
        by = standing(kd)
        actions.file_figure(unit=kd, figure=figure(), by=by, now=NOW)
        with pytest.raises(ValidationError) as caught:
            actions.file_figure(unit=kd, figure=figure(committed=45_000), by=by, now=NOW)
        assert set(caught.value.message_dict) == {"note"}
        with pytest.raises(ValidationError) as caught:
            actions.file_figure(unit=kd, figure=figure(note="pomyłka"), by=by, now=NOW)
        assert set(caught.value.message_dict) == {"pool"}
        actions.file_figure(unit=kd, figure=figure(committed=45_000, note="pomyłka"), by=by, now=NOW)
        assert [(row.version, row.committed) for row in GrantFigure.objects.filter(unit=kd)] == [
            (2, Decimal(45_000)),
            (1, Decimal(41_000)),
        ]
        assert GrantFigure.objects.current(2026).get(unit=kd).left == 15_000
        assert "pomyłka" in AuditEntry.objects.filter(verb="figure.file").latest("pk").note

    def test_an_earlier_day_said_later_does_not_become_the_last_word(self) -> None:
        kd = unit()
        by = standing(kd)
        actions.file_figure(unit=kd, figure=figure(), by=by, now=NOW)
        actions.file_figure(unit=kd, figure=figure(committed=1, as_of=TODAY - DAY), by=by, now=NOW)
        assert GrantFigure.objects.current(2026).get(unit=kd).as_of == TODAY
        assert GrantFigure.objects.current(2026, TODAY - DAY).get(unit=kd).committed == 1


@pytest.mark.django_db
class TestBoard:
    def test_zero_is_shown_and_nothing_said_is_not_zero(self) -> None:
        zero, silent, stranger = unit("A"), unit("B"), unit("C")
        actions.file_figure(unit=zero, figure=figure(0, 0), by=standing(zero), now=NOW)
        last_year = figure(as_of=dt.date(2025, 12, 31))
        actions.file_figure(unit=silent, figure=last_year, by=standing(silent), now=NOW)
        rows = {row.unit: row.figure for row in board(2026, TODAY)}
        said = rows[zero]
        assert said is not None
        assert said.pool == 0
        assert rows[silent] is None
        assert stranger not in rows
        assert {row.unit for row in board(2026, TODAY, [stranger.pk])} >= {stranger}
        assert (together(board(2026, TODAY)).counted, together(board(2026, TODAY)).missing) == (1, 1)

    def test_the_number_of_queries_does_not_grow_with_the_units(self) -> None:
        counts = []
        for _round in range(2):
            for _unit in range(5):
                made: Unit = unit()
                actions.file_figure(unit=made, figure=figure(), by=standing(made), now=NOW)
            with CaptureQueriesContext(connection) as asked:
                board(2026, TODAY)
            counts.append(len(asked))
        assert counts == [2, 2]
