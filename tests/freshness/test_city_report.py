"""«Raport miasta»: who reads which rows, sums, filters and order in the address, views, reminders, files, trend."""

from __future__ import annotations

import csv
import datetime as dt
import io
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from coordination import actions as heart
from coordination.calendar import warsaw
from coordination.models import AuditEntry, OutboxMessage, Unit, UnitKind
from coordination.standing import standing_of
from publishing import actions, months, reckoning, trend, upkeep
from publishing.models import Finding, MonthOfGaps, SavedView
from publishing.reckoning import FINDING, reckon
from publishing.trend import Series, draw, months_back, step_of
from tests.freshness.conftest import aged
from tests.publishing.city import NOW, TODAY, fresh, news

CITY = "/admin/raporty/miasto/"
VIEWS = f"{CITY}widoki/"
REMIND = f"{CITY}przypomnij/"
DAY = dt.timedelta(days=1)


def text_of(desk: Client, query: str = "") -> str:
    answer = desk.get(CITY + query)
    assert answer.status_code == 200
    return answer.content.decode()


def csv_rows(desk: Client, query: str = "") -> list[list[str]]:
    answer = desk.get(f"{CITY}eksport.csv{query}")
    assert answer.content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))


def found(page: Any, sort: str = "prawo", digest: str = "x") -> Finding:
    return Finding.objects.create(page=page, sort=sort, digest=digest, since=NOW, seen_at=NOW)


# -- who reads ------------------------------------------------------------------------------------------------------


def test_sz_reads_of_all_units_a_head_of_the_own_and_others_nothing(city: SimpleNamespace, at_desk: Any) -> None:
    for who in (city.monitor, city.director, city.administrator):
        text = text_of(at_desk(who), "?q=sp")
        assert "Sport" in text or "(SP)" in text
        assert "Przypomnij zaznaczonym" in text
    desk = at_desk(city.head)
    assert [row[1] for row in csv_rows(desk)[1:-1]] == ["KD"]
    assert [row[1] for row in csv_rows(desk, f"?komorka={city.sp.pk}")[1:-1]] == []
    assert "Przypomnij zaznaczonym" not in text_of(desk)
    for who in (city.coordinator, city.deputy, city.editor, city.operator, city.nobody):
        answers = [at_desk(who).get(address).status_code for address in (CITY, f"{CITY}eksport.csv", VIEWS)]
        assert answers == [403, 403, 403]


# -- sums -----------------------------------------------------------------------------------------------------------


@pytest.mark.par(3, pkt=2)
def test_the_sums_of_the_report_are_the_sums_of_the_lists(city: SimpleNamespace, at_desk: Any) -> None:
    for number in range(3):
        found(city.stale, digest=f"a{number}")
    found(city.foreign, sort="zalacznik")
    rows = csv_rows(at_desk(city.monitor))
    head, body, total = rows[0], rows[1:-1], rows[-1]
    assert len(body) == reckoning.at_work(TODAY).count()
    for column in range(3, len(head)):
        numbers = [int(row[column]) for row in body if row[column] != "–"]
        assert sum(numbers) == int(total[column]), head[column]
    lists = [reckon(Unit.objects.filter(pk=unit.pk), NOW) for unit in (city.kd, city.sp)]
    for one, symbol in zip(lists, ("KD", "SP"), strict=True):
        (row,) = [row for row in body if row[1] == symbol]
        assert int(row[3]) == one.lacking
    assert int(total[3]) == sum(int(row[3]) for row in body)


def test_a_number_leads_to_its_pages(city: SimpleNamespace, at_desk: Any) -> None:
    found(city.stale)
    text = text_of(at_desk(city.monitor), f"?komorka={city.kd.pk}")
    assert f"/admin/raporty/aktualnosc/?komorka={city.kd.pk}&amp;stan=przeterminowane" in text
    assert f"/admin/kompletnosc/?komorka={city.kd.pk}#pomoc" in text
    assert reckoning.things_url(city.kd.pk, f"{FINDING}prawo").replace("&", "&amp;") in text


# -- filters and order ----------------------------------------------------------------------------------------------


def test_filters_and_order_live_in_the_address(city: SimpleNamespace, at_desk: Any) -> None:
    desk = at_desk(city.monitor)
    found(city.foreign)
    found(city.foreign, digest="y")
    found(city.stale)
    symbols = [row[1] for row in csv_rows(desk, f"?pozycja={FINDING}prawo&braki=1&porzadek=-{FINDING}prawo")[1:-1]]
    assert symbols == ["SP", "KD"]
    assert [row[1] for row in csv_rows(desk, f"?pozycja={FINDING}prawo&braki=1&porzadek={FINDING}prawo")[1:-1]] == [
        "KD",
        "SP",
    ]
    assert [row[1] for row in csv_rows(desk, "?q=KULTURY+kd")[1:-1]] == ["KD"]
    assert len(csv_rows(desk, f"?rodzaj={city.kd.kind_id}")) < len(csv_rows(desk))
    own, signals = csv_rows(desk, "?grupa=braki")[0], csv_rows(desk, "?grupa=ustalenia")[0]
    assert len(own) - 4 + len(signals) - 4 == len(reckoning.items())
    assert "koordynator" in own
    assert "koordynator" not in signals
    names = [row[0] for row in csv_rows(desk, "?porzadek=-komorka")[1:-1]]
    assert names == sorted(names, reverse=True)
    assert 'aria-sort="descending"' in text_of(desk, "?porzadek=-pomoc")


def test_nonsense_is_ignored_and_an_empty_list_says_so(city: SimpleNamespace, at_desk: Any) -> None:
    desk = at_desk(city.monitor)
    for query in ("?komorka=x&rodzaj=zły&pozycja=%00&porzadek=;drop&strona=-5&grupa=9", "?q=%00%27%22<b>x&braki=tak"):
        assert "<b>x" not in text_of(desk, query)
    assert "Żadna komórka nie pasuje" in text_of(desk, "?q=tego-nie-ma")
    assert desk.get(f"{CITY}eksport.pdf").status_code == 404


def test_files_open_in_a_polish_excel(city: SimpleNamespace, at_desk: Any) -> None:
    Unit.objects.filter(pk=city.kd.pk).update(name="=Wydział Żółtej Łódki")
    desk = at_desk(city.monitor)
    query = f"?komorka={city.kd.pk}&grupa=braki"
    assert csv_rows(desk, query)[1][0] == "'=Wydział Żółtej Łódki"
    sheet = load_workbook(io.BytesIO(desk.get(f"{CITY}eksport.xlsx{query}").content)).active
    cells = [cell.value for cell in sheet[2]]
    assert (sheet["A2"].data_type, cells[0]) == ("s", "=Wydział Żółtej Łódki")
    assert all(isinstance(value, int) or value == "–" for value in cells[3:])
    assert sheet.max_row == 3


def test_queries_do_not_grow_with_units_and_pages(city: SimpleNamespace, at_desk: Any) -> None:
    addresses = [CITY, f"{CITY}?grupa=ustalenia", f"{CITY}eksport.csv", f"/admin/kompletnosc/?komorka={city.kd.pk}"]
    desk = at_desk(city.monitor)

    def queries(address: str) -> int:
        with CaptureQueriesContext(connection) as caught:
            assert desk.get(address).status_code == 200
        return len(caught)

    for address in addresses:
        queries(address)
    before = [queries(address) for address in addresses]
    kind = UnitKind.objects.first()
    Unit.objects.bulk_create(Unit(name=f"Komórka {n}", slug=f"k-{n}", kind=kind) for n in range(450))
    for number in range(20):
        found(aged(news(city, live=True, title=f"Strona {number}"), TODAY - DAY))
    assert [queries(address) for address in addresses] == before
    assert max(before) <= 25


# -- kept views -----------------------------------------------------------------------------------------------------


def test_a_view_is_kept_renamed_and_deleted_by_its_owner(city: SimpleNamespace, at_desk: Any) -> None:
    desk = at_desk(city.monitor)
    query = f"pozycja={FINDING}prawo&braki=1"
    answer = desk.post(VIEWS, {"nazwa": "Stare przepisy", "adres": f"{query}&strona=7&zle=<b>"})
    assert answer["Location"] == f"{CITY}?{query}"
    view = SavedView.objects.get()
    assert (view.name, view.query, view.account_id) == ("Stare przepisy", query, city.monitor.pk)
    assert "Stare przepisy" in text_of(desk)
    desk.post(VIEWS, {"nazwa": "Stare przepisy", "adres": "braki=1"})
    assert SavedView.objects.get().query == "braki=1", "the same name leads to the new filters"
    wide = f"q={'%C5%82' * 80}"
    desk.post(VIEWS, {"nazwa": "Długi", "adres": wide})
    row = SavedView.objects.get(name="Długi")
    row.full_clean()
    row.delete()
    taken = desk.post(VIEWS, {"nazwa": "Druga", "adres": ""})
    assert taken.status_code == 302
    second = SavedView.objects.get(name="Druga")
    refused = desk.post(f"{VIEWS}{second.pk}/nazwa/", {f"nazwa-{second.pk}-nazwa": "Stare przepisy"})
    assert refused.status_code == 422
    assert "Masz już widok" in refused.content.decode()
    desk.post(f"{VIEWS}{second.pk}/nazwa/", {f"nazwa-{second.pk}-nazwa": "Inna"})
    assert SavedView.objects.filter(name="Inna").exists()
    other = at_desk(city.director)
    assert "Stare przepisy" not in text_of(other)
    for deed in ("nazwa", "usun"):
        assert other.post(f"{VIEWS}{view.pk}/{deed}/", {f"nazwa-{view.pk}-nazwa": "x"}).status_code == 403
    desk = at_desk(city.monitor)
    gone = desk.post(f"{VIEWS}{view.pk}/usun/", follow=True)
    assert "?braki=1" in gone.content.decode(), "the way to keep it again"
    assert list(SavedView.objects.values_list("name", flat=True)) == ["Inna"]


# -- reminding ------------------------------------------------------------------------------------------------------


def letters() -> list[tuple[str, str]]:
    return [(row.to, row.text) for row in OutboxMessage.objects.filter(kind="report.gaps").order_by("pk")]


def test_units_are_reminded_after_a_preview_once_a_day(city: SimpleNamespace, at_desk: Any, time_machine: Any) -> None:
    desk = at_desk(city.monitor)
    chosen = {"zaznaczone": [city.kd.pk, city.sp.pk], "adres": "braki=1"}
    preview = desk.post(REMIND, chosen).content.decode()
    assert "Wyślij 2 listy" in preview
    assert "Nikt jeszcze" not in preview
    assert letters() == []
    words = {**chosen, "slowa": "Prosimy o to do piątku.", "potwierdz": "1"}
    assert desk.post(REMIND, words)["Location"] == f"{CITY}?braki=1"
    told = letters()
    assert {to for to, _text in told} == {
        "koordynator.kd@umk.example",
        "zastepca.kd@umk.example",
        "koordynator.sp@umk.example",
    }
    assert all("Prosimy o to do piątku." in text and "/admin/kompletnosc/?komorka=" in text for _to, text in told)
    assert AuditEntry.objects.filter(verb="remind.gaps").count() == 2
    again = desk.post(REMIND, words, follow=True).content.decode()
    assert "Nie powstał żaden list" in again
    assert "przypomniano dziś" in text_of(desk, "?q=kd")
    assert "Nie powstałby żaden list" in desk.post(REMIND, chosen).content.decode()
    time_machine.move_to(NOW + DAY, tick=False)
    desk = at_desk(city.monitor)
    desk.post(REMIND, words)
    assert len(letters()) == 2 * len(told)


def test_only_those_who_watch_the_city_remind(city: SimpleNamespace, at_desk: Any) -> None:
    for who in ("head", "coordinator", "editor", "nobody"):
        answer = at_desk(getattr(city, who)).post(REMIND, {"zaznaczone": [city.kd.pk], "potwierdz": "1"})
        assert answer.status_code == 403
    desk = at_desk(city.monitor)
    for ticked in ([], ["x", "-1", "9" * 30]):
        assert "Niczego nie zaznaczono" in desk.post(REMIND, {"zaznaczone": ticked}, follow=True).content.decode()
    assert desk.post(REMIND, {"zaznaczone": [987_654], "potwierdz": "1"}).status_code == 302
    assert desk.post(REMIND, {"zaznaczone": [city.kd.pk], "slowa": "x" * 2000, "potwierdz": "1"}).status_code == 422
    assert desk.get(REMIND).status_code == 405
    assert letters() == []


def test_an_absent_coordinator_is_not_written_to(city: SimpleNamespace) -> None:
    heart.end_designation(
        city.coordinator.person.designations.get(), until_on=TODAY - DAY, by=standing_of(fresh(city.head)), now=NOW
    )
    actions.remind_of_gaps(unit_ids=[city.kd.pk], words="", by=standing_of(fresh(city.monitor)), now=NOW)
    assert [to for to, _text in letters()] == ["zastepca.kd@umk.example"]


# -- the trend ------------------------------------------------------------------------------------------------------


def test_each_month_is_measured_once_and_a_missed_one_stays_empty(city: SimpleNamespace, at_desk: Any) -> None:
    assert months.run_once(NOW) == len(reckoning.items())
    assert months.run_once(NOW + DAY) == 0
    late = warsaw(dt.date(2027, 2, 19), dt.time(6))  # the clock was dead in December and January
    assert months.run_once(late) == len(reckoning.items())
    taken = set(MonthOfGaps.objects.values_list("month", flat=True))
    assert taken == {dt.date(2026, 11, 1), dt.date(2027, 2, 1)}
    row = MonthOfGaps.objects.get(month=dt.date(2026, 11, 1), item="pomoc")
    assert row.units == reckon(reckoning.at_work(TODAY), NOW).totals["pomoc"].units > 10
    text = text_of(at_desk(city.monitor))
    assert "<svg" in text
    assert "listopad 2026" in text.casefold()
    assert "nie zmierzono" in text
    assert "Z miesiąca na miesiąc" not in text_of(at_desk(city.head))


def test_the_year_ends_in_warsaw(city: SimpleNamespace) -> None:
    months.run_once(dt.datetime(2026, 12, 31, 23, 30, tzinfo=dt.UTC))
    assert set(MonthOfGaps.objects.values_list("month", flat=True)) == {dt.date(2027, 1, 1)}


def test_the_drawing_has_round_ticks_and_gaps_where_nobody_measured() -> None:
    every = months_back(dt.date(2027, 2, 9), 5)
    assert every[0] == dt.date(2026, 10, 1)
    assert [step_of(top) for top in (1, 4, 9, 41, 400, 2001)] == [1, 1, 5, 20, 100, 1000]
    drawing = draw([Series("braki", {every[0]: 7, every[1]: 9, every[3]: 0})], every)
    (line,) = drawing.lines
    assert len(line.runs) == 1, "a lonely month is a spot without a line"
    assert [spot.value for spot in line.spots] == [7, 9, 0]
    assert line.spots[2].y == drawing.base
    assert drawing.ticks[0].y == drawing.base
    assert drawing.ticks[-1].value >= 9
    assert draw([], every).lines == ()
    assert len({trend.MARKS[number] for number in range(2)}) == 2


# -- tasks of grave findings ----------------------------------------------------------------------------------------


@pytest.mark.par(3, pkt=2)
def test_grave_findings_open_one_task_a_unit_and_sort(city: SimpleNamespace) -> None:
    rows = [found(city.stale, digest="a"), found(city.current, digest="b"), found(city.stale, "opis-obrazu")]
    upkeep.run_once(NOW)
    upkeep.run_once(NOW + DAY)
    tasks = city.kd.tasks.filter(subject__startswith="finding:")
    assert [(task.subject, task.due_on) for task in tasks] == [("finding:prawo", TODAY + 7 * DAY)]
    Finding.objects.filter(pk=rows[0].pk).delete()
    upkeep.run_once(NOW + DAY)
    assert tasks.get().settled_at is None
    Finding.objects.filter(pk=rows[1].pk).update(dismissed_until=TODAY + 30 * DAY)
    upkeep.run_once(NOW + DAY)
    assert tasks.get().settled_at == NOW + DAY
