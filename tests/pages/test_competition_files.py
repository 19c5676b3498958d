"""The list as files: the same filters, read by other libraries than the ones that wrote them (issue 6)."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import tracemalloc
from collections.abc import Callable
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import feedparser
import pytest
import vobject
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook
from wagtail.models import PageViewRestriction

from coordination.calendar import WARSAW, warsaw
from coordination.models import District, Sphere, Unit
from pages.models import AmountPart, CompetitionPage, Criterion, Result
from portal.demo.scale_pages import BRANCHES, add_pages
from tests.pages.conftest import NOW, TODAY

Add = Callable[..., Any]
FILES = ("eksport.csv", "eksport.xlsx", "eksport.json", "kalendarz.ics", "atom/", "wyniki.csv", "wyniki.xlsx")
SIZES = [300, pytest.param(10_000, marks=pytest.mark.soak)]
MEGABYTE = 1024 * 1024


def table(client: Client, query: str = "") -> list[dict[str, str]]:
    text = client.get(f"/konkursy/eksport.csv{query}").getvalue().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


def sheet(client: Client, query: str = "") -> list[dict[str, Any]]:
    book = load_workbook(io.BytesIO(client.get(f"/konkursy/eksport.xlsx{query}").getvalue()))
    head, *rows = book.active.iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


def data(client: Client, query: str = "") -> dict[str, Any]:
    return json.loads(client.get(f"/konkursy/eksport.json{query}").getvalue())


def feed(client: Client, query: str = "") -> Any:
    read = feedparser.parse(client.get(f"/konkursy/atom/{query}").getvalue())
    assert not read.bozo, read.bozo_exception
    return read


def calendar(client: Client, path: str) -> Any:
    text = client.get(path).getvalue().decode()
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n")), "lines are folded (RFC 5545, 3.1)"
    read = vobject.readOne(text)
    read.validate(raiseException=True)
    return read


@pytest.fixture
def clubs(add: Add) -> Any:
    page = add(
        CompetitionPage,
        title="Kluby; „sąsiedzkie”, 60+",
        slug="kluby",
        live=False,
        number="=HYPERLINK(1)",
        form="wsparcie",
        organ="prezydent",
        total_amount="480000.50",
        amount_is_about=True,
        summary="Linia\nz przecinkiem, średnikiem;\x0b i \ufffeznakami z Worda <b>&",
        deadline=warsaw(dt.date(2026, 12, 4), dt.time(15)),
    )
    page.spheres = Sphere.objects.filter(code__in=["10", "1a", "2"])
    page.districts = District.objects.filter(number__in=[3, 12])
    page.save_revision().publish()
    add(CompetitionPage, title="Powierzenie", form="powierzenie", total_amount=None, deadline=None)
    return page


def test_csv_opens_in_a_polish_spreadsheet(client: Client, clubs: Any) -> None:
    raw = client.get("/konkursy/eksport.csv").getvalue()
    assert raw.startswith(b"\xef\xbb\xbf")
    row = next(row for row in table(client) if row["tytuł"].startswith("Kluby"))
    assert row["numer"] == "'=HYPERLINK(1)", "no formula"
    assert row["stan"] == "nabór trwa"
    assert row["łączna kwota w zł"] == "480000,50"
    assert row["sfery (punkty art. 4 ust. 1)"] == "1a, 2, 10"
    assert row["dzielnice (puste: całe miasto)"] == "3, 12"
    assert row["oferty do"] == "04.12.2026 15:00"
    assert row["adres"] == "http://testserver/konkursy/kluby/"
    assert "\x0b" not in row["w skrócie"]


def test_a_spreadsheet_holds_numbers_and_days(client: Client, clubs: Any) -> None:
    row = next(row for row in sheet(client) if row["tytuł"].startswith("Kluby"))
    assert row["łączna kwota w zł"] == 480_000.5
    assert row["oferty do"] == dt.datetime(2026, 12, 4, 15)  # noqa: DTZ001  a wall clock
    assert row["numer"] == "=HYPERLINK(1)"
    book = load_workbook(io.BytesIO(client.get("/konkursy/eksport.xlsx").getvalue()))
    assert {cell.data_type for row in book.active.iter_rows() for cell in row} <= {"s", "n", "d", "inlineStr"}


def test_json_tells_unknown_from_zero(client: Client, clubs: Any, add: Add) -> None:
    add(CompetitionPage, title="Zero", total_amount=0)
    told = data(client)
    assert told["stan_na"] == "2026-11-23T10:00:00+01:00"
    assert "Dane demonstracyjne" in told["uwaga"]
    found = {row["tytul"]: row for row in told["konkursy"]}
    assert found["Zero"]["kwota"] == 0
    assert found["Powierzenie"]["kwota"] is None
    clubs_row = found["Kluby; „sąsiedzkie”, 60+"]
    assert (clubs_row["stan"], clubs_row["stan_nazwa"]) == ("open", "nabór trwa")
    assert clubs_row["termin"] == "2026-12-04T15:00:00+01:00"


@pytest.fixture
def settled(add: Add) -> Any:
    """One with two offers in the table, settled; a draft of a table stands elsewhere without a day."""
    page = add(
        CompetitionPage,
        title="Rozstrzygnięty",
        slug="rozstrzygniety",
        live=False,
        deadline=NOW - dt.timedelta(days=30),
        results_on=TODAY,
        legal_basis="art. 13 UoDPP",
        tool_url="https://generator.example/1",
        offers_from=dt.date(2026, 10, 1),
        committee_until=dt.date(2026, 10, 5),
        formal_review_until=dt.date(2026, 10, 30),
        questions_until=dt.date(2026, 10, 20),
        extension_note="Awaria.",
        announced_year=2026,
    )
    page.amounts = [
        AmountPart(year=2027, amount=Decimal("1000.50")),
        AmountPart(purpose="sprzęt", amount=None, is_about=True),
    ]
    page.criteria = [Criterion(name="wkład", points=10), Criterion(name="inne")]
    page.results = [
        Result(bidder="=Fundacja", task="Klub\x0b 60+", amount=Decimal("600.50"), points=Decimal("81.5")),
        Result(bidder="Stowarzyszenie", task="Chór", outcome="bez-dotacji", points=0),
    ]
    page.save_revision().publish()
    early = add(CompetitionPage, title="Jeszcze nie", slug="jeszcze-nie", live=False)
    early.results = [Result(bidder="Nikt", task="Nic", amount=1)]
    early.save_revision().publish()
    return page


def test_json_nests_amounts_criteria_and_results_that_are_told(client: Client, settled: Any) -> None:
    found = {row["tytul"]: row for row in data(client)["konkursy"]}
    row = found["Rozstrzygnięty"]
    assert row["kwoty"] == [
        {"rok": 2027, "cel": "", "kwota": 1000.5, "okolo": False, "uwaga": ""},
        {"rok": None, "cel": "sprzęt", "kwota": None, "okolo": True, "uwaga": ""},
    ]
    assert row["kryteria"] == [{"nazwa": "wkład", "punkty": 10}, {"nazwa": "inne", "punkty": None}]
    first, second = row["wyniki"]
    assert (first["oferent"], first["zadanie"], first["kwota"], first["punkty"]) == (
        "=Fundacja",
        "Klub 60+",
        600.5,
        81.5,
    )
    assert (second["kwota"], second["punkty"], second["wynik"]) == (None, 0, "bez-dotacji")
    assert found["Jeszcze nie"]["wyniki"] == [], "a table without its day is not public"


def test_files_tell_what_the_page_tells(client: Client, settled: Any) -> None:
    row = next(row for row in data(client)["konkursy"] if row["tytul"] == "Rozstrzygnięty")
    told = {
        "podstawa_prawna": "art. 13 UoDPP",
        "narzedzie": "https://generator.example/1",
        "oferty_od": "2026-10-01",
        "komisja_do": "2026-10-05",
        "pytania_do": "2026-10-20",
        "ocena_formalna_do": "2026-10-30",
        "powod_przedluzenia": "Awaria.",
        "rok_ogloszenia": 2026,
        "wyniki_z_dnia": "2026-11-23",
        "powod_uniewaznienia": "",
    }
    assert {key: row[key] for key in told} == told
    assert all(row["Uwagi"].startswith("Dane demonstracyjne") for row in table(client))
    CompetitionPage.objects.filter(pk=settled.pk).update(annulled_on=TODAY, annulment_reason="wymogi")
    row = next(row for row in data(client)["konkursy"] if row["tytul"] == "Rozstrzygnięty")
    assert row["powod_uniewaznienia"] == "żadna oferta nie spełniała wymogów zawartych w ogłoszeniu"
    assert row["wyniki"] == []


@pytest.mark.parametrize("path", ["/konkursy/wyniki", "/konkursy/rozstrzygniety/wyniki"])
def test_results_have_files_of_their_own(client: Client, settled: Any, path: str) -> None:
    text = client.get(f"{path}.csv").getvalue().decode("utf-8-sig")
    first, second = csv.DictReader(io.StringIO(text, newline=""), delimiter=";")
    assert (first["Oferent"], first["Zadanie"], first["Punkty"]) == ("'=Fundacja", "Klub 60+", "81,50")
    assert first["Przyznana kwota w zł"] == "600,50"
    assert (second["Przyznana kwota w zł"], second["Co z ofertą"]) == ("", "nie przyznano")
    assert (first["Konkurs"], first["Wyniki z dnia"]) == ("Rozstrzygnięty", "23.11.2026")
    assert first["Adres"] == "http://testserver/konkursy/rozstrzygniety/"
    assert first["Uwagi"].startswith("Dane demonstracyjne")
    book = load_workbook(io.BytesIO(client.get(f"{path}.xlsx").getvalue()))
    rows = list(book.active.iter_rows(min_row=2, values_only=True))
    assert [row[2] for row in rows] == [600.5, None]
    assert client.get(f"{path}.pdf").status_code == 404
    assert client.get("/konkursy/jeszcze-nie/wyniki.csv").status_code == 404
    assert (
        f'href="{path}.csv"'
        in client.get("/konkursy/rozstrzygniety/").content.decode() + client.get("/konkursy/").content.decode()
    )


def test_results_keep_the_filters_and_stay_after_the_archive(client: Client, settled: Any, clock: Any) -> None:
    def bidders(query: str) -> int:
        return len(client.get(f"/konkursy/wyniki.csv{query}").getvalue().decode().splitlines()) - 1

    assert (bidders(""), bidders("?stan=settled"), bidders("?stan=open"), bidders("?forma=wsparcie")) == (2, 2, 0, 0)
    clock.move_to(NOW + dt.timedelta(days=400), tick=False)
    assert (bidders(""), bidders("?stan=settled"), bidders("?stan=archived")) == (2, 0, 2)


def test_every_file_keeps_the_filters(client: Client, clubs: Any) -> None:
    query = "?forma=wsparcie&sfera=1a&termin=cokolwiek"
    assert [row["tytuł"] for row in table(client, query)] == [clubs.title]
    assert [row["tytuł"] for row in sheet(client, query)] == [clubs.title]
    assert [row["tytul"] for row in data(client, query)["konkursy"]] == [clubs.title]
    assert [entry.title for entry in feed(client, query).entries] == [f"{clubs.title} (nabór trwa)"]
    assert len(calendar(client, f"/konkursy/kalendarz.ics{query}").vevent_list) == 1
    assert client.get("/konkursy/eksport.pdf").status_code == 404


def test_atom_is_read_by_another_library(client: Client, clubs: Any) -> None:
    """A control character, XML's own signs, and the address that the feed was asked at."""
    assert 'type="application/atom+xml"' in client.get("/konkursy/?forma=wsparcie").content.decode().split("</head>")[0]
    read = feed(client, "?forma=wsparcie")
    assert read.version == "atom10"
    assert "Forma: wsparcie" in read.feed.title
    entry = read.entries[0]
    assert entry.link == "http://testserver/konkursy/kluby/"
    assert entry.id.startswith("tag:")
    assert entry.updated_parsed
    assert "średnikiem" in entry.summary
    assert "Oferty do 4 grudnia 2026, 15:00" in entry.summary
    assert str(clubs.stewardship.unit.name) in entry.summary
    assert {link.rel: link.href for link in read.feed.links}["self"].endswith("/konkursy/atom/?forma=wsparcie")
    ids = [found.id for found in feed(client).entries] + [read.feed.id]
    assert len(ids) == len(set(ids)) == 3


def test_the_calendar_is_read_by_another_library(client: Client, clubs: Any) -> None:
    read = calendar(client, "/konkursy/kalendarz.ics")
    (event,) = read.vevent_list
    assert event.dtend.value.astimezone(WARSAW) == warsaw(dt.date(2026, 12, 4), dt.time(15))
    assert event.dtend.value - event.dtstart.value == dt.timedelta(minutes=15)
    assert event.status.value == "CONFIRMED"
    assert clubs.title in event.summary.value
    assert "http://testserver/konkursy/kluby/" in event.description.value
    assert "Dane demonstracyjne" in event.description.value
    assert sorted(alarm.trigger.value for alarm in event.valarm_list) == [dt.timedelta(days=-7), dt.timedelta(days=-1)]
    summer = warsaw(dt.date(2031, 7, 4), dt.time(12))
    assert summer.replace(tzinfo=read.vtimezone.gettzinfo()).utcoffset() == dt.timedelta(hours=2), "years ahead too"


def test_a_deadline_in_summer_and_one_in_winter_keep_their_hour(client: Client, add: Add) -> None:
    for day in (dt.date(2027, 3, 26), dt.date(2027, 3, 29)):
        add(CompetitionPage, title=f"{day}", deadline=warsaw(day, dt.time(12)))
    ends = [event.dtend.value for event in calendar(client, "/konkursy/kalendarz.ics").vevent_list]
    assert [end.hour for end in ends] == [12, 12]
    assert [end.utcoffset() for end in ends] == [dt.timedelta(hours=1), dt.timedelta(hours=2)]


def test_one_competition_has_its_own_entry(client: Client, clubs: Any, add: Add) -> None:
    answer = client.get("/konkursy/kluby/termin.ics")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Content-Disposition"].startswith("attachment")
    read = calendar(client, "/konkursy/kluby/termin.ics")
    (event,) = read.vevent_list
    whole = calendar(client, "/konkursy/kalendarz.ics").vevent_list
    assert event.uid.value in [other.uid.value for other in whole], "the two never stand twice in a calendar"
    page = add(CompetitionPage, title="Zapowiedź", slug="zapowiedz", planned_announcement_on=dt.date(2026, 12, 7))
    (event,) = calendar(client, f"{page.url}termin.ics").vevent_list
    assert event.status.value == "TENTATIVE"
    assert event.summary.value.startswith("Planowane")
    draft = add(CompetitionPage, title="Szkic", slug="szkic", live=False)
    without = CompetitionPage.objects.get(title="Powierzenie")
    for slug in (draft.slug, without.slug, "nie-ma"):
        assert client.get(f"/konkursy/{slug}/termin.ics").status_code == 404


def test_what_is_not_for_everybody_has_no_file(client: Client, clubs: Any) -> None:
    """A page behind a password stays out of every file and has no entry of its own."""
    PageViewRestriction.objects.create(page=clubs, restriction_type=PageViewRestriction.PASSWORD, password="tajne")
    for name in FILES:
        assert b"kluby" not in client.get(f"/konkursy/{name}").getvalue().lower(), name
    assert client.get("/konkursy/kluby/termin.ics").status_code == 404


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"planned_announcement_on": dt.date(2026, 12, 7)}, "Oferty do (planowany termin) 3 grudnia 2026, 10:00"),
        ({"deadline": None}, ""),
        ({"deadline": NOW}, ""),
        ({"results_on": TODAY}, "Wyniki z 23 listopada 2026"),
        ({"annulled_on": TODAY}, "Unieważniono 23 listopada 2026"),
    ],
)
def test_an_entry_of_the_feed_tells_the_day_that_counts(
    client: Client, add: Add, values: dict[str, Any], said: str
) -> None:
    add(CompetitionPage, title="Jeden", **({"deadline": NOW + dt.timedelta(days=10)} | values))
    lines = feed(client).entries[0].summary
    assert said in lines
    assert ("Oferty do" in lines) is said.startswith("Oferty do")


@pytest.mark.parametrize(("second", "open_now"), [(-1, True), (0, False)])
def test_files_turn_at_the_second(client: Client, clubs: Any, clock: Any, second: int, open_now: bool) -> None:
    clock.move_to(clubs.deadline + dt.timedelta(seconds=second), tick=False)
    state = "nabór trwa" if open_now else "nabór zakończony"
    assert next(row["stan"] for row in table(client) if row["tytuł"] == clubs.title) == state
    assert next(row["stan_nazwa"] for row in data(client)["konkursy"] if row["tytul"] == clubs.title) == state
    assert f"{clubs.title} ({state})" in [entry.title for entry in feed(client).entries]
    assert hasattr(calendar(client, "/konkursy/kalendarz.ics"), "vevent_list") is open_now


def measured(path: str) -> tuple[int, int, int]:
    """Queries, octets sent, the most memory held while the file left piece by piece."""
    client = Client()
    client.get(path).getvalue()
    cache.clear()
    tracemalloc.start()
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(path)
        sent = sum(map(len, answer)) if answer.streaming else len(answer.content)
        answer.close()
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return len(queries), sent, most


def settle(name: str) -> None:
    """Give each a result and rows of amounts and criteria; only the files of results need them to be told."""
    pages = list(CompetitionPage.objects.filter(results=None).values_list("pk", flat=True))
    Result.objects.bulk_create(Result(page_id=pk, bidder="Fundacja", task="Zadanie", amount=1) for pk in pages)
    AmountPart.objects.bulk_create(AmountPart(page_id=pk, year=2027, amount=1) for pk in pages)
    Criterion.objects.bulk_create(Criterion(page_id=pk, name="wkład", points=1) for pk in pages)
    if name.startswith("wyniki"):
        CompetitionPage.objects.update(results_on=TODAY)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", FILES)
def test_files_leave_row_by_row(house: SimpleNamespace, add: Add, name: str, size: int) -> None:
    """As many queries for many rows as for some, and no more memory: the answer is never held whole."""
    units = list(Unit.objects.filter(active_until__isnull=True)[:8])
    add_pages(BRANCHES[1], 100, units, NOW)
    CompetitionPage.objects.update(deadline=NOW + dt.timedelta(days=9), results_on=None, announced_on=TODAY)
    settle(name)
    few, _sent, _little = measured(f"/konkursy/{name}")
    add_pages(BRANCHES[1], size - 100, units, NOW)
    CompetitionPage.objects.update(deadline=NOW + dt.timedelta(days=9), results_on=None, announced_on=TODAY)
    settle(name)
    many, sent, most = measured(f"/konkursy/{name}")
    assert many == few <= 20
    assert most < 8 * MEGABYTE, f"{most} octets held, {sent} sent"
    if name.startswith("wyniki"):
        assert sent > 1_000
    if name == "eksport.json":
        assert len(data(Client())["konkursy"]) == size


def test_results_of_an_annulled_competition_stay_out_after_the_archive(
    client: Client, settled: Any, clock: Any
) -> None:
    CompetitionPage.objects.filter(pk=settled.pk).update(annulled_on=TODAY, annulment_reason="wymogi")
    clock.move_to(NOW + dt.timedelta(days=400), tick=False)
    row = next(row for row in data(client, "?stan=archived")["konkursy"] if row["tytul"] == "Rozstrzygnięty")
    assert (row["stan"], row["uniewazniono"]) == ("archived", TODAY.isoformat())
    assert (row["wyniki_z_dnia"], row["wyniki"]) == (None, [])
    assert len(client.get("/konkursy/wyniki.csv").getvalue().decode().splitlines()) == 1
    assert client.get("/konkursy/rozstrzygniety/wyniki.csv").status_code == 404
    assert "=Fundacja" not in client.get("/konkursy/rozstrzygniety/").content.decode()
