"""The report of answers (scenario 56): units and figures, filters in the address, files, nobody else's unit."""

from __future__ import annotations

import csv
import datetime as dt
import io
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from coordination.models import Inquiry, InquiryMessage, Topic, Unit, UnitKind
from coordination.states import InquiryState, Matter, Voice
from tests.publishing.city import NOW, TODAY, fresh

pytestmark = pytest.mark.par(5, pkt=2)
DAY = dt.timedelta(days=1)
HERE = "/admin/raporty/odpowiedzi/"


def browser(user: Any) -> Client:
    client = Client()
    client.force_login(fresh(user), "django.contrib.auth.backends.ModelBackend")
    return client


def received(unit: Unit, count: int, *, days: int | None = 3, ago: int = 30, **values: Any) -> list[Inquiry]:
    """Inquiries of the unit, each answered so many days later, or not at all."""
    at = NOW - ago * DAY
    answered = None if days is None else at + days * DAY
    state = InquiryState.OPEN if days is None else InquiryState.ANSWERED
    first = {"first_answered_at": answered, "first_answer_unit": unit if answered else None}
    given = {"state": state, "answer_by": (at + 10 * DAY).date(), "first_answer_by": (at + 10 * DAY).date(), **first}
    last = Inquiry.objects.count()
    rows = [
        Inquiry(
            number=f"NGO-PRÓBA-{last + n}", unit=unit, subject="=1+1", asker_email="a@b.example", received_at=at,
            **{**given, **values},
        )
        for n in range(count)
    ]  # fmt: skip
    return Inquiry.objects.bulk_create(rows)


def rows_of(client: Client, query: str = "") -> dict[str, list[str]]:
    answer = client.get(f"{HERE}eksport.csv{query}")
    assert answer.content.startswith(b"\xef\xbb\xbf")
    found = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    return {row[0]: row[1:] for row in found[1:]}


def test_units_with_figures_on_screen_and_in_files(city: SimpleNamespace) -> None:
    received(city.kd, 5)
    received(city.kd, 1, days=None)
    received(city.sp, 2)
    received(city.sp, 3, days=None, state=InquiryState.CLOSED)  # spam
    sz = browser(city.monitor)
    text = sz.get(HERE).content.decode()
    assert text.index(city.kd.name) < text.index(city.sp.name), "in the order of names"
    assert "5 z 6" in text
    assert "(83%)" in text
    assert "za mało" in text
    assert "8 zapytań w zestawieniu" in text
    # received on Saturday, 24 October: answered on Tuesday
    assert rows_of(sz) == {
        str(city.kd): ["6", "5", "2", "5", "83", "0", "1", "0"],
        str(city.sp): ["2", "2", "", "2", "", "0", "0", "0"],
    }
    sheet = load_workbook(io.BytesIO(sz.get(f"{HERE}eksport.xlsx").content)).active
    assert [cell.value for cell in sheet[2]][:4] == [str(city.kd), 6, 5, 2]
    assert sz.get(f"{HERE}eksport.pdf").status_code == 404


def test_a_unit_sees_its_own_and_whoever_holds_no_office_nothing(city: SimpleNamespace) -> None:
    received(city.kd, 5)
    received(city.sp, 5)
    mine = browser(city.coordinator)
    assert set(rows_of(mine)) == {str(city.kd)}
    assert rows_of(mine, f"?komorka={city.sp.pk}") == {}
    assert city.sp.name not in mine.get(HERE).content.decode()
    assert browser(city.nobody).get(HERE).status_code == 403
    assert browser(city.editor).get(HERE).status_code == 403
    assert Client().get(HERE).status_code == 302


def test_filters_live_in_the_address_and_nonsense_is_ignored(city: SimpleNamespace) -> None:
    garden = Topic.objects.create(name="Ogrody próbne", slug="ogrody-probne")
    received(city.kd, 2, ago=30, topic=garden)
    received(city.kd, 1, ago=100, matter=Matter.PETITION)
    received(city.kd, 1, ago=400)
    received(city.sp, 1)
    sz = browser(city.monitor)

    def counted(query: str) -> int:
        return sum(int(row[0]) for row in rows_of(sz, query).values())

    assert counted("") == 4, "the last twelve months"
    assert counted("?od=2025-01-01&do=2026-11-23") == 5
    assert counted(f"?do={(TODAY - 60 * DAY).isoformat()}") == 1
    assert counted(f"?komorka={city.sp.pk}") == 1
    assert counted(f"?temat={garden.pk}") == 2
    assert counted("?sprawa=petycja") == 1
    for nonsense in ("od=2026-13-40", "od=%00", "komorka=x", "temat=²", "sprawa=zla", f"od={'9' * 50}", "strona=x"):
        assert counted(f"?{nonsense}") == 4
        assert sz.get(f"{HERE}?{nonsense}").status_code == 200
    assert "Żadne zapytanie nie pasuje" in sz.get(f"{HERE}?do=2020-02-01&od=2020-01-01").content.decode()
    shown = sz.get(f"{HERE}?sprawa=petycja").content.decode()
    assert "eksport.xlsx?od=2025-11-23&amp;do=2026-11-23&amp;sprawa=petycja" in shown


def test_as_many_queries_for_450_units_as_for_two(city: SimpleNamespace) -> None:
    sz, counted = browser(city.monitor), []
    kind = UnitKind.objects.first()
    for many in (2, 60, 450):
        have = Unit.objects.filter(slug__startswith="skala-").count()
        units = [Unit(name=f"Komórka {n}", slug=f"skala-{n}", kind=kind) for n in range(have, many)]
        for unit in Unit.objects.bulk_create(units):
            (row,) = received(unit, 1)
            InquiryMessage.objects.create(inquiry=row, voice=Voice.CLARIFY, at=row.received_at, text="?")
        with CaptureQueriesContext(connection) as queries:
            assert sz.get(HERE).status_code == 200
        counted.append(len(queries))
    assert len(set(counted)) == 1, counted


def test_the_public_form_and_the_directory_tell_it_once_there_is_enough(city: SimpleNamespace) -> None:
    received(city.kd, 4)
    anybody = Client()
    cache.clear()
    for address in ("/zapytania/", "/koordynatorzy/"):
        assert "połowa odpowiedzi" not in anybody.get(address).content.decode()
    received(city.kd, 1, days=20)
    cache.clear()
    for address in ("/zapytania/", "/koordynatorzy/"):
        text = anybody.get(address).content.decode()
        assert "połowa odpowiedzi przyszła w ciągu 2 dni roboczych" in text
        assert "z 5 odpowiedzi" in text
        assert "23 listopada 2025" in text
    assert reverse("publishing:answer_times") == HERE
