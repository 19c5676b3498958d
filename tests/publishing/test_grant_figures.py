"""«Środki na małe granty» at the desk: own unit's figures, the whole city for SZ, nothing said stays empty in files."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from coordination import actions
from coordination.figures import Figure
from coordination.models import GrantFigure, Unit
from coordination.standing import standing_of
from tests.portal.staff_counting import queries as counted
from tests.publishing.city import NOW, TODAY, fresh

As = Callable[[Any], Client]
BOARD = "/admin/male-granty/"
pytestmark = [pytest.mark.django_db, pytest.mark.par(3, pkt=5)]


def address(unit: Unit) -> str:
    return reverse("publishing:grant_figures", args=[unit.pk])


def typed(**more: str) -> dict[str, str]:
    return {"as_of": f"{TODAY:%Y-%m-%d}", "pool": "60 000", "committed": "41 000,50", "paid": "", "note": "", **more}


def say(unit: Unit, by: Any, pool: int, committed: int, note: str = "") -> None:
    said = Figure(TODAY.year, TODAY, Decimal(pool), Decimal(committed), note=note)
    actions.file_figure(unit=unit, figure=said, by=standing_of(fresh(by)), now=NOW)


@pytest.mark.parametrize("who", ["coordinator", "deputy", "head"])
def test_the_people_of_the_unit_give_figures_of_any_day(city: SimpleNamespace, as_: As, who: str) -> None:
    client = as_(getattr(city, who))
    assert client.get(address(city.kd)).status_code == 200
    assert client.post(address(city.kd), typed()).status_code == 302
    said = GrantFigure.objects.get(unit=city.kd)
    assert (said.year, said.left, said.paid) == (TODAY.year, Decimal("18999.50"), None)
    assert "18\N{NO-BREAK SPACE}999,50\N{NO-BREAK SPACE}zł" in client.get(BOARD).content.decode()


def test_nobody_gives_figures_of_another_unit_or_of_the_whole_city(city: SimpleNamespace, as_: As) -> None:
    for who in (city.other, city.monitor, city.editor):
        response = as_(who).post(address(city.kd), typed())
        assert response.status_code == 403
    assert "§ 3 pkt 5" in as_(city.monitor).post(address(city.kd), typed()).content.decode()
    assert not GrantFigure.objects.exists()


def test_another_unit_sees_neither_figures_nor_remarks(city: SimpleNamespace, as_: As) -> None:
    say(city.kd, city.coordinator, 777, 1, note="Uwaga wewnętrzna")
    assert as_(city.other).get(address(city.kd)).status_code == 403
    for page in (BOARD, f"{BOARD}eksport.csv"):
        assert "777" not in as_(city.other).get(page).content.decode()
    assert "Uwaga wewnętrzna" in as_(city.monitor).get(address(city.kd)).content.decode()


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"as_of": f"{TODAY + dt.timedelta(days=1):%Y-%m-%d}"}, "as_of"),
        ({"as_of": "2019-05-05"}, "as_of"),
        ({"as_of": "wczoraj"}, "as_of"),
        ({"pool": ""}, "pool"),
        ({"committed": ""}, "committed"),
        ({"committed": "60 001"}, "committed"),
        ({"paid": "50 000"}, "paid"),
        ({"pool": "dużo"}, "pool"),
    ],
)
def test_wrong_figures_are_said_at_the_field_and_stay(
    city: SimpleNamespace, as_: As, values: dict[str, str], field: str
) -> None:
    response = as_(city.coordinator).post(address(city.kd), typed(**values))
    assert response.status_code == 422
    form = response.context["form"]
    assert set(form.errors) == {field}
    assert form[field].value() == values[field]
    assert not GrantFigure.objects.exists()


def test_a_second_word_about_a_day_needs_a_reason_and_leaves_the_first(city: SimpleNamespace, as_: As) -> None:
    client = as_(city.coordinator)
    client.post(address(city.kd), typed())
    again = client.post(address(city.kd), typed(committed="42 000"))
    assert set(again.context["form"].errors) == {"note"}
    assert client.post(address(city.kd), typed(committed="42 000", note="pomyłka")).status_code == 302
    shown = client.get(address(city.kd)).content.decode()
    assert "41\N{NO-BREAK SPACE}000,50" in shown
    assert "42\N{NO-BREAK SPACE}000" in shown


def test_files_tell_zero_from_nothing(city: SimpleNamespace, as_: As) -> None:
    say(city.kd, city.coordinator, 0, 0)
    last_year = Figure(2025, dt.date(2025, 12, 31), Decimal(5), Decimal(5))
    actions.file_figure(unit=city.sp, figure=last_year, by=standing_of(fresh(city.other)), now=NOW)
    client = as_(city.monitor)
    sheet = load_workbook(io.BytesIO(client.get(f"{BOARD}eksport.xlsx").content)).active
    rows = {row[0]: row for row in sheet.iter_rows(min_row=2, values_only=True)}
    assert rows[str(city.kd)][3:7] == (0, 0, None, 0)
    assert rows[str(city.sp)][2:7] == (None,) * 5
    text = client.get(f"{BOARD}eksport.csv").content.decode()
    assert "nie podała danych za ten rok" in text
    assert client.get(f"{BOARD}eksport.pdf").status_code == 404


def test_the_board_costs_the_same_for_two_units_and_for_many(city: SimpleNamespace, as_: As) -> None:
    client, counts = as_(city.monitor), []
    for units in (Unit.objects.all()[:2], Unit.objects.all()[2:30]):
        for unit in units:
            amounts = {"pool": Decimal(10), "committed": Decimal(1)}
            GrantFigure.objects.create(unit=unit, year=2026, as_of=TODAY, at=NOW, by_name="x", **amounts)
        counts.append(counted(client, BOARD)[0])
    assert counts[0] == counts[1]
