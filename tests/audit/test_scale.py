"""A great book is read as fast as a small one: the same number of queries, each on an index, none without an end."""

from __future__ import annotations

import datetime as dt
import sys
import time
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from coordination import journal
from coordination.journal import Filters, Mark
from coordination.models import AuditEntry
from publishing.subjects import page_reference
from tests.publishing.city import NOW

SignIn = Callable[[Any], Client]


def grow(city: SimpleNamespace, number: int) -> None:
    """Lines of the coordinator on the unit's page, a minute apart, every hundredth refused."""
    who = {"actor_id": city.coordinator.pk, "actor_name": "Ewelina Brodacka", "unit_id": city.kd.pk}
    AuditEntry.objects.bulk_create(
        [
            AuditEntry(
                at=NOW - dt.timedelta(minutes=minute),
                verb="page.edit",
                about=page_reference(city.unit_page.pk),
                label=f"Strona {minute}",
                unit_name=str(city.kd),
                outcome="refused" if minute % 100 == 0 else "done",
                **who,
            )
            for minute in range(number)
        ],
        batch_size=2000,
    )


def queries(client: Client, address: str) -> int:
    client.get(address)  # what is kept from the first look does not count
    with CaptureQueriesContext(
        connection,
    ) as caught:
        answer = client.get(address)
        if answer.streaming:
            assert b"".join(answer.streaming_content)
    assert answer.status_code == 200
    return len(caught)


def test_the_number_of_queries_does_not_grow_with_the_book(city: SimpleNamespace, as_: SignIn) -> None:
    city_reader, unit_reader = as_(city.monitor), as_(city.coordinator)
    screens = [
        (city_reader, reverse("publishing:journal")),
        (city_reader, reverse("publishing:journal") + "?q=strona&osoba=Brodacka&rodzaj=pages"),
        (city_reader, reverse("publishing:journal_export", args=["csv"]) + "?wynik=refused"),
        (unit_reader, reverse("publishing:unit_history")),
        (unit_reader, reverse("publishing:page_history", args=[city.unit_page.pk])),
    ]
    grow(city, 100)
    few = [queries(*screen) for screen in screens]
    grow(city, 10_000)
    assert [queries(*screen) for screen in screens] == few
    assert max(few) < 30, few


LISTS = {
    "": "audit_at",
    "?komorka={unit}": "audit_unit_at",
    "?rodzaj=pages": "audit_group_at",
    "?czyn=page.edit": "audit_verb_at",
    "?rzecz=wagtailcore.page:{page}": "audit_about_at",
    "?wynik=refused": "audit_refused_at",
    "?od=2026-11-01&do=2026-11-20": "audit_at",
}


@pytest.mark.skipif(connection.vendor != "sqlite", reason="reads SQLite's plan")
@pytest.mark.parametrize("query", LISTS)
def test_each_list_is_read_from_its_index_in_order(city: SimpleNamespace, query: str) -> None:
    grow(city, 3000)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    from django.http import QueryDict

    address = QueryDict(query.lstrip("?").format(unit=city.kd.pk, page=city.unit_page.pk))
    rows = Filters(address).apply(AuditEntry.objects.all()).order_by("-at", "-pk")
    first = rows[: journal.PAGE_SIZE + 1]
    mark = Mark(NOW - dt.timedelta(hours=20), 10)
    second = rows.filter(journal._older(mark))[: journal.PAGE_SIZE + 1]
    for page in (first, second):
        plan = page.explain()
        assert "USING INDEX" in plan, plan
        assert "TEMP B-TREE" not in plan, plan
    assert LISTS[query] in first.explain() or "audit_" in first.explain()


def test_counting_stops(city: SimpleNamespace, as_: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "COUNTED", 200)
    grow(city, 500)
    with CaptureQueriesContext(connection) as caught:
        assert journal.count(AuditEntry.objects.all()) == 201
    assert "LIMIT 201" in caught[0]["sql"]
    assert "ponad 200 wpisów" in as_(city.monitor).get(reverse("publishing:journal")).content.decode()


def test_looking_for_words_stops_and_says_where(
    city: SimpleNamespace, as_: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal, "SEARCHED", 300)
    grow(city, 500)
    client = as_(city.monitor)
    near = client.get(reverse("publishing:journal") + "?q=Strona+7&rodzaj=pages")
    assert "Strona 7" in near.content.decode()
    assert "Słów szukano w najnowszych wpisach" in near.content.decode()
    far = client.get(reverse("publishing:journal") + "?q=Strona+450")
    assert "Strona 450" not in [line.entry.label for line in far.context["lines"]]
    narrowed = client.get(reverse("publishing:journal") + "?q=Strona+450&do=2026-11-23&od=2026-11-23")
    assert narrowed.status_code == 200
    earlier = client.get(reverse("publishing:journal") + "?q=Strona+650&do=2026-11-22")
    assert earlier.context["stopped_at"] is None


MILLION = """
INSERT INTO coordination_auditentry (at, actor_name, actor_role, actor_unit_name, unit_id, unit_name, verb, "group",
    about, label, "right", right_about, version, outcome, times, note)
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %s)
SELECT datetime('2026-11-01', '-' || i || ' minutes'), 'Osoba ' || (i %% 900), '', '', i %% 450 + 1, 'Komórka',
    'page.edit', CASE i %% 7 WHEN 0 THEN 'files' ELSE 'pages' END, 'wagtailcore.page:' || (i %% 20000), 'Strona ' || i,
    '', '', '', CASE i %% 500 WHEN 0 THEN 'refused' ELSE 'done' END, 1, ''
FROM n
"""


@pytest.mark.soak
@pytest.mark.skipif(connection.vendor != "sqlite", reason="fills the table in SQLite's words")
def test_a_million_lines(city: SimpleNamespace, as_: SignIn, capsys: pytest.CaptureFixture[str]) -> None:
    """The screens over a million lines: the same queries as over few; the seconds are printed, not judged."""
    client, queries_of = as_(city.monitor), {}
    addresses = ["", "?rodzaj=files", "?komorka=7", "?wynik=refused", "?rzecz=wagtailcore.page:77", "?q=Strona+77"]
    with connection.cursor() as cursor:
        cursor.execute(MILLION, [1_000])  # of every kind of line a few
    for address in addresses:
        queries_of[address] = queries(client, reverse("publishing:journal") + address)
    with connection.cursor() as cursor:
        cursor.execute(MILLION, [1_000_000])
        cursor.execute("ANALYZE")
    for address in addresses:
        begun = time.perf_counter()
        assert queries(client, reverse("publishing:journal") + address) == queries_of[address]
        with capsys.disabled():
            seconds = (time.perf_counter() - begun) / 2
            sys.stdout.write(f"{address or 'no filter':32}{seconds:.3f} s\n")
