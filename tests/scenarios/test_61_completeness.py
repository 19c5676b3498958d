"""Scenario 61: exactly what a unit lacks, with links, and the overview of SZ is the sum of the lists."""

from __future__ import annotations

import csv
import datetime as dt
import io
from types import SimpleNamespace
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from coordination.models import Person, Topic, Unit
from coordination.standing import standing_of
from coordination.states import Office
from publishing import actions
from publishing.models import Finding
from tests.publishing import city as building
from tests.publishing.city import NOW, fresh, person


def listed(desk: Client, unit: Unit) -> dict[str, str]:
    """Lines of «Co jeszcze»: code and the address of each."""
    answer = desk.get(f"/admin/kompletnosc/?komorka={unit.pk}")
    assert answer.status_code == 200
    soup = BeautifulSoup(answer.content.decode(), "html.parser")
    return {str(line["id"]): str(line.a["href"]) if line.a else "" for line in soup.select("li.ngo-item")}


@pytest.fixture
def almost_whole(city: SimpleNamespace) -> SimpleNamespace:
    """SP has everything but the phone of its deputy, its page and one attachment."""
    person(city.sp, Office.DEPUTY, "zastepca.sp", "Zofia Nowa")
    Person.objects.filter(user__username="zastepca.sp").update(phone="")
    Unit.objects.filter(pk=city.sp.pk).update(email="sp@umk.example")
    city.sp.topics.set(Topic.objects.all()[:2])
    city.sp.spheres.set([1])
    by = standing_of(fresh(city.other))
    actions.declare_no_aid(city.sp, reason="Pomoc prowadzi inna komórka.", by=by, now=NOW)
    actions.attest_meeting(city.sp, on=dt.date(2026, 11, 5), place="al. Powstania Warszawskiego 10", by=by, now=NOW)
    city.other_page.unpublish()
    city.attached = building.news(city, unit=city.sp, by=city.other, live=True, title="Regulamin hali")
    Finding.objects.create(page=city.attached, sort="zalacznik", digest="x", since=NOW, seen_at=NOW)
    return city


@pytest.mark.par(3, pkt=2)
def test_exactly_these_three_with_links(almost_whole: SimpleNamespace, as_: Any) -> None:
    city = almost_whole
    desk = as_(city.other)
    lines = listed(desk, city.sp)
    assert set(lines) == {"telefon-zastepcy", "strona", "ustalenie-zalacznik"}
    assert lines["strona"] == f"/admin/pages/{city.other_page.pk}/edit/"
    assert desk.get(lines["strona"]).status_code == 200
    deputy = Person.objects.get(user__username="zastepca.sp")
    assert lines["telefon-zastepcy"] == f"/admin/osoby/inspect/{deputy.pk}/"
    Person.objects.filter(pk=deputy.pk).update(phone="12 000 00 32")
    assert set(listed(as_(city.other), city.sp)) == {"strona", "ustalenie-zalacznik"}


def test_the_overview_of_sz_is_the_sum_of_the_lists(almost_whole: SimpleNamespace, as_: Any) -> None:
    city = almost_whole
    for unit in Unit.objects.exclude(pk__in=[city.kd.pk, city.sp.pk, city.sz.pk]):
        Unit.objects.filter(pk=unit.pk).update(active_until=dt.date(2026, 1, 31))
    desk = as_(city.monitor)
    text = desk.get("/admin/raporty/miasto/eksport.csv").content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    lists = {unit.symbol: len(listed(desk, unit)) for unit in (city.kd, city.sp, city.sz)}
    assert {row[1]: int(row[3]) for row in rows[1:-1]} == lists
    assert lists["SP"] == 3
    assert int(rows[-1][3]) == sum(lists.values())
    shown = BeautifulSoup(desk.get("/admin/raporty/miasto/").content.decode(), "html.parser")
    assert shown.select_one("tfoot strong").get_text() == str(sum(lists.values()))


def test_nothing_of_it_is_public(almost_whole: SimpleNamespace, as_: Any) -> None:
    for address in ("/admin/kompletnosc/", "/admin/raporty/miasto/", "/admin/raporty/okresy/"):
        assert Client().get(address).status_code == 302
    public = "".join(Client().get(address).content.decode() for address in ("/", "/koordynatorzy/", "/komorki/"))
    for word in ("Co jeszcze", "nie udzielamy", "kompletno"):
        assert word not in public
