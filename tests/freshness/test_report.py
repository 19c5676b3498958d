"""«Treści do przeglądu»: who sees which rows, filters in the address, files that a Polish Excel opens."""

from __future__ import annotations

import csv
import datetime as dt
import io
from types import SimpleNamespace
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from coordination.models import Unit, UnitKind
from coordination.standing import standing_of
from coordination.states import Office
from publishing.models import Stewardship
from publishing.stale_report import Filters, cells, counts, rows_of, within
from tests.freshness.conftest import aged, care
from tests.publishing.city import NOW, TODAY, news, person


def text_of(desk: Client, query: str = "") -> str:
    answer = desk.get(reverse("publishing:stale") + query)
    assert answer.status_code == 200
    return answer.content.decode()


def csv_rows(desk: Client, query: str = "") -> list[list[str]]:
    answer = desk.get(reverse("publishing:stale_export", args=["csv"]) + query)
    assert answer.content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))


def sheet(desk: Client, query: str = "") -> Any:
    answer = desk.get(reverse("publishing:stale_export", args=["xlsx"]) + query)
    return load_workbook(io.BytesIO(answer.content)).active


def test_sz_sees_the_whole_city_and_confirms_nothing(city: SimpleNamespace, at_desk: Any) -> None:
    for who in (city.monitor, city.director, city.administrator):
        text = text_of(at_desk(who))
        assert "Łąki w mieście" in text
        assert "Biegi uliczne" in text
        assert reverse("publishing:confirm", args=[city.stale.pk]) not in text


def test_a_unit_sees_its_own_rows_with_buttons(city: SimpleNamespace, at_desk: Any) -> None:
    text = text_of(at_desk(city.coordinator))
    assert reverse("publishing:confirm", args=[city.stale.pk]) in text
    assert "Biegi uliczne" not in text


def test_a_filter_by_another_unit_gives_a_unit_nothing(city: SimpleNamespace, at_desk: Any) -> None:
    desk = at_desk(city.coordinator)
    assert "Biegi uliczne" not in text_of(desk, f"?komorka={city.sp.pk}")
    assert len(csv_rows(desk, f"?komorka={city.sp.pk}")) == 1
    assert not [row for row in csv_rows(desk) if row[0] == "Biegi uliczne"]


def test_a_head_reads_and_does_not_confirm(city: SimpleNamespace, at_desk: Any) -> None:
    text = text_of(at_desk(city.head))
    assert "Łąki w mieście" in text
    assert reverse("publishing:confirm", args=[city.stale.pk]) not in text


def test_others_are_refused(city: SimpleNamespace, at_desk: Any) -> None:
    addresses = [reverse("publishing:stale"), reverse("publishing:stale_export", args=["csv"])]
    for who, status in ((city.editor, 403), (city.operator, 403), (city.nobody, 403)):
        assert [at_desk(who).get(address).status_code for address in addresses] == [status, status]


FILTERED = {
    "?stan=przeterminowane": {"Łąki w mieście: nabór"},
    "?stan=w-terminie": {"Ćwiczenia chóru"},
    "?q=ŁĄKI": {"Łąki w mieście: nabór"},
    "?q=łąki+nabór": {"Łąki w mieście: nabór"},
    "?rodzaj=news&stan=nigdy": {"Żywa kultura"},
    "?q=tego+nie+ma": set(),
}


def test_filters_live_in_the_address(city: SimpleNamespace, at_desk: Any) -> None:
    desk = at_desk(city.coordinator)
    every = {"Łąki w mieście: nabór", "Żywa kultura", "Ćwiczenia chóru"}
    for query, titles in FILTERED.items():
        assert {row[0] for row in csv_rows(desk, query)[1:]} == titles
        page = text_of(desk, query)
        assert {title for title in every if f">{title}<" in page} == titles


def test_tabs_count_what_they_would_show(city: SimpleNamespace) -> None:
    numbers = counts(within(standing_of(city.coordinator)), TODAY)
    assert numbers == {"all": 4, "overdue": 1, "in_date": 1, "never": 2}  # the unit page was never confirmed


def test_order_by_review_day_and_back(city: SimpleNamespace, at_desk: Any) -> None:
    desk = at_desk(city.coordinator)
    down = [row[0] for row in csv_rows(desk, "?porzadek=-przeglad&rodzaj=news")[1:]]
    assert down == ["Ćwiczenia chóru", "Żywa kultura", "Łąki w mieście: nabór"]
    assert [row[0] for row in csv_rows(desk, "?rodzaj=news")[1:]] == down[::-1]
    assert 'aria-sort="descending"' in text_of(desk, "?porzadek=-przeglad")


NONSENSE = (
    "?komorka=x&rodzaj=zły&stan=%00&porzadek=;drop&strona=-5",
    "?q=%00%27%22<b>x",
    "?strona=99999999999999999999",
)


def test_nonsense_in_the_address_is_harmless(city: SimpleNamespace, at_desk: Any) -> None:
    desk = at_desk(city.coordinator)
    for query in NONSENSE:
        assert "<b>x" not in text_of(desk, query)
        assert csv_rows(desk, query)


def test_files_have_polish_heads_letters_and_warsaw_time(city: SimpleNamespace, at_desk: Any) -> None:
    aged(
        city.current,
        dt.date(2027, 3, 29),
        confirmed_at=dt.datetime(2026, 7, 1, 22, 30, tzinfo=dt.UTC),
        confirmed_by="Zażółć Gęślą",
    )
    desk = at_desk(city.coordinator)
    head, row = csv_rows(desk, "?stan=w-terminie")
    assert head[:4] == ["Strona", "Adres", "Komórka", "Rodzaj"]
    assert row[0] == "Ćwiczenia chóru"
    assert row[1].startswith("http://testserver/aktualnosci/")
    assert row[5:8] == ["29.03.2027", "02.07.2026 0:30", "Zażółć Gęślą"]
    cells_of = [cell.value for cell in sheet(desk, "?stan=w-terminie")[2]]
    assert cells_of[0] == "Ćwiczenia chóru"
    assert cells_of[5] == dt.datetime(2027, 3, 29)  # noqa: DTZ001  a sheet knows no zones
    assert cells_of[6] == dt.datetime(2026, 7, 2, 0, 30)  # noqa: DTZ001


def test_formula_characters_are_neutralised(city: SimpleNamespace, at_desk: Any) -> None:
    titles = ("=cmd|' /C calc'!A0", "+48 12", "-2+3", "@SUM(A1)", "\u00a0=1+1")
    for number, title in enumerate(titles):
        aged(news(city, live=True, title=title, slug=f"formula-{number}"), TODAY + dt.timedelta(days=1))
    desk = at_desk(city.coordinator)
    plain = {row[0] for row in csv_rows(desk, "?porzadek=strona")}
    rows = {row[0].value: row[0] for row in sheet(desk).iter_rows(min_row=2)}
    for title in titles:
        assert f"'{title}" in plain
        assert (rows[title].data_type, rows[title].quotePrefix) == ("s", True)


def test_a_file_holds_exactly_the_filtered_rows(city: SimpleNamespace, at_desk: Any) -> None:
    for number in range(55):
        aged(news(city, live=True, title=f"Wydarzenie {number}", slug=f"w-{number}"), TODAY - dt.timedelta(days=1))
    desk = at_desk(city.monitor)
    query = f"?komorka={city.kd.pk}&stan=przeterminowane"
    assert len(csv_rows(desk, query)) == sheet(desk, query).max_row == 57
    text = text_of(desk, query)
    assert "Strona 1 z 2" in text
    assert "56 stron" in text


def test_the_contact_is_who_is_there_today(city: SimpleNamespace, at_desk: Any) -> None:
    from coordination.models import Absence

    desk = at_desk(city.monitor)
    assert csv_rows(desk, "?q=Łąki")[1][9] == "Ewelina Brodacka"
    Absence.objects.create(person=city.coordinator.person, from_on=TODAY, until_on=TODAY)
    assert csv_rows(desk, "?q=Łąki")[1][9] == "Tomasz Zastępca"


def test_an_unknown_format_is_not_found(city: SimpleNamespace, at_desk: Any) -> None:
    assert at_desk(city.monitor).get(reverse("publishing:stale_export", args=["pdf"])).status_code == 404


def grow(city: SimpleNamespace, units: int) -> None:
    """More units with a person and a stale page each."""
    kind = UnitKind.objects.first()
    for number in range(units):
        unit = Unit.objects.create(name=f"Komórka {number}", slug=f"k-{units}-{number}", kind=kind)
        person(unit, Office.COORDINATOR, f"k{units}.{number}", f"Osoba Nr{number}")
        aged(
            news(city, unit=unit, live=True, title=f"Strona {number}", slug=f"s-{units}-{number}"),
            TODAY - dt.timedelta(5),
        )


def queries(desk: Client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as caught:
        assert desk.get(address).status_code == 200
    return len(caught)


def test_queries_do_not_grow_with_units_and_pages(city: SimpleNamespace, at_desk: Any) -> None:
    """Twice at a small size: what is equal for 3 and 15 units is equal for 450."""
    names = ("publishing:stale", "coordination_todo", "coordination_wanting:units", "wagtailadmin_home")
    files = [reverse("publishing:stale_export", args=[form]) for form in ("csv", "xlsx")]
    addresses = [*map(reverse, names), *files]
    desk = at_desk(city.monitor)
    for address in addresses:
        queries(desk, address)  # content types and the like are kept from here on
    before = [queries(desk, address) for address in addresses]
    grow(city, 12)
    assert [queries(desk, address) for address in addresses] == before
    assert max(before) <= 25


def test_queries_of_a_units_desk_do_not_grow_with_its_pages(city: SimpleNamespace, at_desk: Any) -> None:
    addresses = [reverse(name) for name in ("wagtailadmin_home", "coordination_todo", "publishing:stale")]
    desk = at_desk(city.coordinator)
    for number in range(2):
        aged(news(city, live=True, title=f"Pierwsza {number}"), TODAY - dt.timedelta(days=5))
    for address in addresses:
        queries(desk, address)
    before = [queries(desk, address) for address in addresses]
    for number in range(12):
        aged(news(city, live=True, title=f"Strona {number}"), TODAY - dt.timedelta(days=5))
    assert [queries(desk, address) for address in addresses] == before
    assert max(before) <= 34


def test_rows_say_what_the_screen_says(city: SimpleNamespace) -> None:
    standing = standing_of(city.coordinator)
    record = Stewardship.objects.select_related("page", "unit").get(page=city.stale)
    (row,) = rows_of([record], standing, {}, request=None)
    assert row.mine
    assert cells(row)[4:6] == ["przeterminowana", care(city.stale).review_by]
    assert Filters({}).order == "przeglad"
    assert NOW.date() == TODAY
