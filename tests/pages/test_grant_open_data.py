"""Small grants for machines: the same calls and figures as on screen, unknown left empty, streamed."""

from __future__ import annotations

import csv
import datetime as dt
import io
import xml.etree.ElementTree as ET
from collections.abc import Callable
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from coordination.models import GrantFigure
from pages.grants.states import ClosedBecause
from pages.models import SmallGrantCallPage
from tests.pages.conftest import NOW, TODAY
from tests.pages.test_competition_files import calendar

DAY = dt.timedelta(days=1)
Add = Callable[..., Any]
ATOM = "{http://www.w3.org/2005/Atom}"


def table(address: str) -> list[dict[str, str]]:
    response = Client().get(address)
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def furnish(house: SimpleNamespace, add: Add) -> None:
    add(SmallGrantCallPage, title="=Sport & ruch", unit=house.kd, pool=Decimal(0), slug="sport")
    closed = {"closed_on": TODAY, "closed_because": ClosedBecause.EXHAUSTED}
    add(SmallGrantCallPage, title="Ogrody", unit=house.sz, slug="ogrody", **closed)
    add(SmallGrantCallPage, title="Szkic", unit=house.kd, live=False)
    GrantFigure.objects.create(
        unit=house.kd, year=2026, as_of=TODAY, pool=Decimal(60_000), committed=Decimal("41000.50"), at=NOW, by_name="x"
    )


def test_calls_as_a_table(house: SimpleNamespace, add: Add) -> None:
    furnish(house, add)
    rows = {row["Tytuł"]: row for row in table("/male-granty/nabory.csv")}
    assert set(rows) == {"'=Sport & ruch", "Ogrody"}
    assert rows["'=Sport & ruch"]["Środki na ten nabór"] == "0,00"
    assert rows["Ogrody"]["Środki na ten nabór"] == ""
    assert rows["Ogrody"]["Powód zamknięcia"] == "ze względu na wyczerpanie środków"
    assert rows["Ogrody"]["Adres"] == "http://testserver/male-granty/ogrody/"


def test_money_as_a_table(house: SimpleNamespace, add: Add) -> None:
    furnish(house, add)
    rows = {row["Komórka"]: row for row in table("/male-granty/srodki.csv")}
    assert rows[str(house.kd)]["Stan na"] == "23.11.2026"
    assert rows[str(house.kd)]["Zostało tego dnia"] == "18999,50"
    assert rows[str(house.sz)]["Zostało tego dnia"] == ""
    assert rows[str(house.sz)]["Uwagi"] == "nie podała danych za ten rok"


def sheet(address: str) -> list[dict[str, Any]]:
    book = load_workbook(io.BytesIO(b"".join(Client().get(address).streaming_content)))
    head, *rows = book.active.iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


def test_spreadsheets_hold_the_same(house: SimpleNamespace, add: Add) -> None:
    furnish(house, add)
    calls = {row["Tytuł"]: row for row in sheet("/male-granty/nabory.xlsx")}
    assert set(calls) == {"=Sport & ruch", "Ogrody"}
    assert (calls["=Sport & ruch"]["Środki na ten nabór"], calls["Ogrody"]["Środki na ten nabór"]) == (0, None)
    assert calls["=Sport & ruch"]["Oferty do"].date() == dt.date(2026, 12, 31), "the year of the pool ends it"
    funds = {row["Komórka"]: row for row in sheet("/male-granty/srodki.xlsx")}
    assert funds[str(house.kd)]["Zostało tego dnia"] == 18_999.5
    assert Client().get("/male-granty/nabory.pdf").status_code == 404
    assert Client().get("/male-granty/srodki.pdf").status_code == 404


def test_a_year_that_has_passed_keeps_its_address(house: SimpleNamespace, add: Add, clock: Any) -> None:
    furnish(house, add)
    clock.move_to(NOW.replace(year=2027, month=1, day=4), tick=False)
    kd = str(house.kd)
    assert {row["Komórka"]: row for row in table("/male-granty/srodki.csv")}[kd]["Stan na"] == ""
    for asked in ("2026", "2027", "2024", "x", "9" * 30, ""):
        told = Client().get(f"/male-granty/dane.json?rok={asked}").json()["funds"]
        left = {row["unit"]: row["left"] for row in told}[kd]
        assert left == ("18999.50" if asked == "2026" else None), asked
    assert {row["Komórka"]: row for row in table("/male-granty/srodki.csv?rok=2026")}[kd][
        "Zostało tego dnia"
    ] == "18999,50"
    now = Client().get("/male-granty/").content.decode()
    assert "Środki na małe granty w 2027 roku" in now
    assert 'href="?rok=2026#srodki"' in now
    before = Client().get("/male-granty/?rok=2026").content.decode().replace("\u00a0", " ")
    assert "Środki na małe granty w 2026 roku" in before
    assert "18 999,50 zł" in before
    assert "/male-granty/srodki.xlsx?rok=2026" in before


def test_the_share_of_small_grants_stands_with_its_row_of_law(house: SimpleNamespace, clock: Any) -> None:
    """Art. 19a ust. 7: the first day of the budget year chooses the row, so 2026 keeps the old share."""
    assert "najwyżej 20%" in (shown := Client().get("/male-granty/").content.decode())
    assert "art. 19a ust. 7" in shown
    clock.move_to(NOW.replace(year=2027, month=1, day=4), tick=False)
    assert "najwyżej 30%" in (shown := Client().get("/male-granty/").content.decode())
    assert "do potwierdzenia przez SZ" in shown.split("najwyżej 30%")[1][:600]


def test_the_last_day_goes_into_a_calendar(house: SimpleNamespace, add: Add) -> None:
    add(SmallGrantCallPage, title="Sport", slug="sport", unit=house.kd, closes_on=TODAY)
    add(SmallGrantCallPage, title="Kiedyś", slug="kiedys", opens_on=TODAY + DAY, closes_on=TODAY + 9 * DAY)
    add(SmallGrantCallPage, title="Bez końca", slug="bez-konca")
    add(SmallGrantCallPage, title="Był", slug="byl", closes_on=TODAY - DAY)
    assert "/male-granty/sport/termin.ics" in Client().get("/male-granty/sport/").content.decode()
    assert "termin.ics" not in Client().get("/male-granty/bez-konca/").content.decode()
    (event,) = calendar(Client(), "/male-granty/sport/termin.ics").vevent_list
    assert (event.dtstart.value, event.dtend.value) == (TODAY, TODAY + DAY), "the whole of the last day"
    assert "Ostatni dzień na oferty: Sport" in event.summary.value
    assert "Dane demonstracyjne" in event.description.value
    assert sorted(alarm.trigger.value for alarm in event.valarm_list) == [-7 * DAY, -DAY]
    every = calendar(Client(), "/male-granty/kalendarz.ics").vevent_list
    assert [one.status.value for one in every] == ["CONFIRMED", "TENTATIVE"]
    assert len(calendar(Client(), f"/male-granty/kalendarz.ics?komorka={house.kd.slug}").vevent_list) == 1
    for slug in ("bez-konca", "byl", "nie-ma"):
        assert Client().get(f"/male-granty/{slug}/termin.ics").status_code == 404


def test_everything_as_json_in_the_same_number_of_queries(house: SimpleNamespace, add: Add) -> None:
    furnish(house, add)
    counts = []
    for number in range(2):
        with CaptureQueriesContext(connection) as asked:
            told = Client().get("/male-granty/dane.json").json()
        counts.append(len(asked))
        for place in range(3):
            add(SmallGrantCallPage, title=f"Nabór {number} {place}", slug=f"nabor-{number}-{place}")
    assert counts[0] == counts[1]
    calls = {call["title"]: call for call in told["calls"]}
    assert (calls["Ogrody"]["state"], calls["Ogrody"]["money"], calls["=Sport & ruch"]["money"]) == (
        "exhausted",
        None,
        "0.00",
    )
    funds = {row["unit"]: row for row in told["funds"]}
    assert funds[str(house.kd)] == {
        "unit": str(house.kd),
        "year": 2026,
        "as_of": "2026-11-23",
        "pool": "60000.00",
        "granted": "41000.50",
        "left": "18999.50",
    }
    assert funds[str(house.sz)]["left"] is None


def test_the_feed_parses_and_says_the_state(house: SimpleNamespace, add: Add) -> None:
    furnish(house, add)
    feed = ET.fromstring(Client().get("/male-granty/atom/").content)  # noqa: S314  our own answer
    titles = {entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")}
    assert titles == {"=Sport & ruch (nabór trwa)", "Ogrody (środki wyczerpane)"}
