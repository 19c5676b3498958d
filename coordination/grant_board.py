"""Who said what about small grants in a year: one row a unit, also for units that were asked and said nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q

from .figures import Totals, totals
from .models import DutyTask, GrantFigure, Unit

DUTY = "small-grant-funds"


@dataclass(frozen=True)
class Row:
    """`figure` None: the unit has reported nothing for the year, which is not zero."""

    unit: Unit
    figure: GrantFigure | None


def expected(year: int, on: dt.date, also: Collection[int] = ()) -> list[Unit]:
    """Units of the day that said something this year or the year before, were asked this year, or are named."""
    said = GrantFigure.objects.filter(year__in=[year - 1, year]).values("unit")
    asked = DutyTask.objects.filter(duty__key=DUTY, opened_at__year=year).values("unit")
    wanted = Q(pk__in=said) | Q(pk__in=asked) | Q(pk__in=list(also))
    return list(Unit.objects.active(min(on, dt.date(year, 12, 31))).filter(wanted).order_by("name", "pk"))


def board(year: int, on: dt.date, also: Collection[int] = ()) -> list[Row]:
    """By the name of the unit. Two queries, whatever the number of units."""
    said = {figure.unit_id: figure for figure in GrantFigure.objects.current(year, on)}
    return [Row(unit, said.get(unit.pk)) for unit in expected(year, on, also)]


def together(rows: Collection[Row]) -> Totals:
    return totals(row.figure.as_figure() if row.figure else None for row in rows)
