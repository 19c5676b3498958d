"""The list of competitions: filters in the address, a count at each value, chips, ways on (issue 6)."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qsl, urlencode

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape

from coordination.calendar import warsaw
from coordination.models import District, Sphere, Unit
from pages.models import CompetitionPage
from portal.demo.scale_pages import BRANCHES, add_pages
from tests.pages.conftest import NOW, TODAY

Add = Callable[..., Any]
BOUND = 30
COMPETITIONS = BRANCHES[1]
UNENDING = "stan=open&forma=wsparcie"
SOME = 280
"""The last of them are open; the first page of results is full or nearly so."""
STATES = ("foretold", "open", "closed", "assessment", "settled", "annulled", "archived")
SIZES = [300, pytest.param(10_000, marks=pytest.mark.soak)]


def read(client: Client, query: str = "") -> str:
    answer = client.get(f"/konkursy/?{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def titles(html: str) -> list[str]:
    return re.findall(r'class="card__title"><a [^>]*>([^<]+)</a>', html)


def number(html: str) -> int:
    return int(re.search(r"data-results-count>(\d+)", html)[1])


def options(html: str, name: str) -> dict[str, int]:
    """Value → count, as the choices of a filter show them."""
    (select,) = re.findall(rf'<select name="{name}".*?</select>', html, re.S)
    found = re.findall(r'<option value="([^"]+)"[^>]*>[^<]* \((\d+)\)</option>', select)
    return {value: int(shown) for value, shown in found}


@pytest.fixture
def mixed(house: SimpleNamespace, add: Add) -> SimpleNamespace:
    """Some in every state, of two units, with and without spheres, districts, amounts and forms."""
    for place in range(24):
        page = add(
            CompetitionPage,
            title=f"Konkurs {place}",
            unit=(house.sz, house.kd)[place % 2],
            live=False,
            form=("wsparcie", "powierzenie", "")[place % 3],
            total_amount=(None, 20_000, 480_000, 99_999)[place % 4],
            deadline=NOW + dt.timedelta(days=(-20, 0, 5, 9, 20, 60)[place % 6], hours=1),
            results_on=TODAY if place % 6 == 0 and place % 4 == 0 else None,
            annulled_on=TODAY if place == 6 else None,
            is_archival=place in (3, 11),
        )
        page.spheres = Sphere.objects.filter(code__in=(["10"], ["10", "17"], [])[place % 3])
        page.districts = District.objects.filter(number__in=([3], [], [3, 4], [5])[place % 4])
        page.save_revision().publish()
    return house


QUERIES = (
    "",
    "stan=open",
    "sfera=10&dzielnica=3",
    "komorka={kd}&kwota_od=20+000",
    "termin=14&forma=wsparcie",
    "q=konkurs",
)


def test_each_value_tells_how_many_it_would_show(client: Client, mixed: SimpleNamespace) -> None:
    """Asked of the list itself: every choice is followed, and what it promised is there."""
    for query in QUERIES:
        follow_every_choice(client, query.format(kd=mixed.kd.slug))


def follow_every_choice(client: Client, query: str) -> None:
    html = read(client, query)
    followed = 0
    for name in ("stan", "sfera", "komorka", "dzielnica", "forma", "termin"):
        promised = options(html, name)
        rest = [pair for pair in parse_qsl(query) if pair[0] != name]
        for value, count in promised.items():
            assert number(read(client, urlencode([*rest, (name, value)]))) == count, (name, value)
            followed += 1
        values = {"stan": STATES, "dzielnica": [str(n) for n in range(1, 19)]}.get(name, [])
        for value in set(values) - set(promised):
            assert number(read(client, urlencode([*rest, (name, value)]))) == 0, (name, value)
    assert followed > 10


def test_amounts_and_days_are_inclusive(client: Client, add: Add) -> None:
    add(CompetitionPage, title="Mały", total_amount=20_000, deadline=warsaw(dt.date(2026, 12, 4), dt.time(23, 59)))
    add(CompetitionPage, title="Duży", total_amount=480_000, deadline=warsaw(dt.date(2026, 12, 5), dt.time(0, 0)))
    add(CompetitionPage, title="Nieznany", total_amount=None)
    add(CompetitionPage, title="Zero", total_amount=0)
    assert titles(read(client, "kwota_do=0")) == ["Zero"]
    assert titles(read(client, "kwota_od=1&kwota_do=1000000&kolejnosc=kwota")) == ["Duży", "Mały"]
    CompetitionPage.objects.get(title="Zero").delete()
    assert titles(read(client, "kwota_od=20000&kwota_do=20000")) == ["Mały"]
    assert titles(read(client, "kwota_od=20000.01")) == ["Duży"]
    assert titles(read(client, "kwota_do=479 999,99 zł")) == ["Mały"]
    assert titles(read(client, "termin_od=2026-12-04&termin_do=2026-12-04")) == ["Mały"]
    assert titles(read(client, "termin_od=05.12.2026")) == ["Duży"]
    assert titles(read(client, "termin=7")) == []
    assert set(titles(read(client, "termin=14"))) == {"Mały", "Duży", "Nieznany"}


def test_a_range_of_days_to_come_leaves_what_can_still_be_met(client: Client, add: Add) -> None:
    """What is annulled or settled is shown where its state is asked for, or where the range names a day of the past."""
    past, ahead = NOW - dt.timedelta(days=20), NOW + dt.timedelta(days=5)
    add(CompetitionPage, title="Otwarty", deadline=ahead)
    add(CompetitionPage, title="Unieważniony", deadline=ahead, annulled_on=TODAY)
    add(CompetitionPage, title="Rozstrzygnięty", deadline=past, results_on=TODAY)
    assert titles(read(client, "termin_do=2026-12-20")) == ["Otwarty"]
    assert titles(read(client, "termin=14")) == ["Otwarty"]
    assert titles(read(client, "termin_do=2026-12-20&stan=settled")) == ["Rozstrzygnięty"]
    assert "Rozstrzygnięty" in titles(read(client, "termin_od=2026-10-01&termin_do=2026-12-20"))


def test_the_usual_choice_of_states_says_what_it_leaves_out(client: Client, add: Add) -> None:
    add(CompetitionPage, title="Dawny", is_archival=True)
    assert '<option value="" selected>wszystkie oprócz archiwalnych</option>' in read(client, "")


def test_words_are_found_as_the_search_finds_them(client: Client, add: Add) -> None:
    add(CompetitionPage, title="Kluby sąsiedzkie dla seniorów")
    add(CompetitionPage, title="Zimowe zajęcia sportowe")
    assert titles(read(client, "q=klubow seniora")) == ["Kluby sąsiedzkie dla seniorów"]
    assert titles(read(client, "q=hipopotam")) == []


def test_three_orders(client: Client, add: Add) -> None:
    soon, late = NOW + dt.timedelta(days=2), NOW + dt.timedelta(days=30)
    page = add(CompetitionPage, title="A", deadline=late, total_amount=5)
    CompetitionPage.objects.filter(pk=page.pk).update(announced_on=None)
    for title, deadline, day, amount in (("B", soon, 2, 1), ("C", late, 9, None)):
        page = add(CompetitionPage, title=title, deadline=deadline, total_amount=amount)
        CompetitionPage.objects.filter(pk=page.pk).update(announced_on=dt.date(2026, 11, day))
    assert titles(read(client)) == ["B", "A", "C"]
    assert titles(read(client, "kolejnosc=najnowsze")) == ["C", "B", "A"]
    assert titles(read(client, "kolejnosc=kwota")) == ["A", "B", "C"]


def test_a_chip_takes_its_filter_away_and_keeps_the_rest(client: Client, mixed: SimpleNamespace) -> None:
    html = read(client, "stan=open&sfera=10&kwota_od=20000&kolejnosc=kwota&strona=1")
    chips = dict(re.findall(r'<a class="chip" href="([^"]+)">.*?chip__label">([^<]+):</span>', html))
    assert {label: dict(parse_qsl(query.replace("&amp;", "&")[1:])) for query, label in chips.items()} == {
        "Stan": {"sfera": "10", "kwota_od": "20000", "kolejnosc": "kwota"},
        "Sfera zadań publicznych": {"stan": "open", "kwota_od": "20000", "kolejnosc": "kwota"},
        "Kwota od": {"stan": "open", "sfera": "10", "kolejnosc": "kwota"},
    }
    assert "nabór trwa" in html
    assert "20\u00a0000\u00a0zł" in html
    assert 'class="chip"' not in read(client, "kolejnosc=kwota"), "an order is no filter"


def test_pages_of_results_and_files_keep_the_filters(client: Client, add: Add) -> None:
    for place in range(14):
        add(CompetitionPage, title=f"Konkurs {place}", form="wsparcie")
    html = read(client, "forma=wsparcie&stan=open&termin_do=kiedyś")
    assert 'href="?forma=wsparcie&amp;stan=open' in html
    assert "strona=2" in html
    for path in ("kalendarz.ics", "atom/", "eksport.csv", "eksport.xlsx", "eksport.json"):
        assert f'href="/konkursy/{path}?forma=wsparcie&amp;stan=open"' in html, path


WRONG = {
    "stan=nieznany": "stan",
    "sfera=999": "sfera",
    "dzielnica=99": "dzielnica",
    "komorka=nie-ma": "komorka",
    "termin=3": "termin",
    "termin_od=31.02.2026": "termin_od",
    "termin_od=2026-12-10&termin_do=2026-12-01": "termin_do",
    "kwota_od=du%C5%BCo": "kwota_od",
    "kwota_do=-5": "kwota_do",
    "kwota_od=500&kwota_do=100": "kwota_do",
    "q=i": "q",
    "kolejnosc=losowo": "kolejnosc",
}


@pytest.mark.parametrize("query", WRONG)
def test_a_wrong_value_is_told_at_its_field_and_the_rest_works(client: Client, add: Add, query: str) -> None:
    add(CompetitionPage, title="Wsparcie", form="wsparcie", total_amount=1000, deadline=NOW + dt.timedelta(days=30))
    add(CompetitionPage, title="Powierzenie", form="powierzenie", total_amount=1000)
    html = read(client, f"{query}&forma=wsparcie")
    told = re.search(rf'id="filtr_{WRONG[query]}_error">\s*<p class="ds-validation-message">([^<]+)</p>', html)
    assert told, query
    assert re.search(r"[a-ząćęłńóśźż]{3}", told[1])
    assert not re.search(r"\b(Select|Enter|Ensure|valid|Write|This)\b", told[1]), told[1]
    assert "Powierzenie</a>" not in html
    assert '<details class="filters__more" open>' in html


def test_nothing_found_shows_which_filter_to_take_away(client: Client, mixed: SimpleNamespace) -> None:
    html = read(client, "stan=open&dzielnica=5&kwota_do=1")
    assert titles(html) == []
    ways = dict(re.findall(r'<li><a class="ds-link" href="([^"]+)">[^<]+</a> – (\d+) ', html))
    assert ways, "one filter too many"
    for query, count in ways.items():
        assert number(read(client, query.replace("&amp;", "&")[1:])) == int(count) > 0
    assert escape("/konkursy/kalendarz.ics?stan=open&dzielnica=5&kwota_do=1") in html
    assert "/koordynatorzy/" in html


def test_an_empty_shelf_leads_to_the_calendar_and_to_people(client: Client, house: SimpleNamespace) -> None:
    html = read(client)
    assert 'href="/konkursy/kalendarz.ics"' in html.split('class="empty"')[1].split("</div>")[0]


def test_machines_read_the_list(client: Client, add: Add) -> None:
    add(CompetitionPage, title="</script><b>Kluby</b>", slug="kluby")
    (data,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', read(client), re.S)
    told = json.loads(data)
    assert told["@type"] == "ItemList"
    assert told["numberOfItems"] == 1
    assert told["itemListElement"][0]["url"].endswith("/konkursy/kluby/")


def asked(path: str) -> int:
    client = Client()
    client.get(path)
    cache.clear()
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(path)
        assert answer.status_code == 200
        answer.getvalue()
    return len(queries)


@pytest.mark.parametrize("size", SIZES)
def test_filters_and_counts_ask_as_much_for_ten_thousand(house: SimpleNamespace, add: Add, size: int) -> None:
    units = list(Unit.objects.filter(active_until__isnull=True)[:8])
    add_pages(COMPETITIONS, SOME, units, NOW)
    code = CompetitionPage.objects.in_state("open", now=NOW).first().spheres.get().code
    three = f"/konkursy/?{UNENDING}&sfera={code}"
    paths = ["/konkursy/", three, "/konkursy/?dzielnica=4&q=seniorzy&kwota_od=20000&strona=2"]
    before = {path: asked(path) for path in paths}
    add_pages(COMPETITIONS, size - SOME, units, NOW)
    after = {path: asked(path) for path in paths}
    assert after == before
    assert max(after.values()) <= BOUND
    html = read(Client(), UNENDING)
    assert sum(options(html, "sfera").values()) == number(html) > size // 20, "one sphere each"
