"""Small grants for machines: the same calls and figures as on screen, unknown left empty, streamed."""

from __future__ import annotations

import csv
import io
import xml.etree.ElementTree as ET
from collections.abc import Callable
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from coordination.models import GrantFigure
from pages.grants.states import ClosedBecause
from pages.models import SmallGrantCallPage
from tests.pages.conftest import NOW, TODAY

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
