"""Screens of changes of units, over HTTP: form, preview in sentences, confirmation, what moved."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from coordination.models import Unit, UnitChange, UnitKind
from publishing.models import Stewardship
from tests.units.conftest import BASIS

SignIn = Callable[[Any], Client]
WANTED = {"dokad": "istniejaca", "od_dnia": "2026-11-23", "podstawa": BASIS}


def door(name: str, unit: Unit) -> str:
    return reverse(f"coordination_unit_changes:{name}", args=[unit.pk])


def test_form_preview_confirmation_and_what_moved(laden: SimpleNamespace, as_: SignIn) -> None:
    admin, url = as_(laden.administrator), door("close", laden.kd)
    assert "Zobacz, co się stanie" in admin.get(url).content.decode()
    typed = WANTED | {"nastepca": laden.sp.pk}
    preview = admin.post(url, typed).content.decode()
    for sentence in (
        "Od 23 listopada 2026 to, co wymieniono niżej, przejmuje: Wydział Sportu (SP).",
        "Strony: 7",
        "Przekazania w toku: 3",
        "w kolejce: 1, zaplanowane: 1",
        "Otwarte zapytania: 1",
        "Wyznaczone osoby: 3",
        "Wydział Sportu (SP) nie publikuje samodzielnie:",
        "Zmiana nastąpi od razu",
    ):
        assert sentence in preview, sentence
    assert not UnitChange.objects.exists(), "a preview writes nothing"
    assert Stewardship.objects.filter(unit=laden.kd).exists()
    back = admin.post(url, typed | {"popraw": "1"}).content.decode()
    assert BASIS in back
    done = admin.post(url, typed | {"potwierdz": "1"})
    change = UnitChange.objects.get()
    assert done.url == reverse("coordination_unit_changes:detail", args=[change.pk])
    result = admin.get(done.url).content.decode()
    assert "Strony: 7" in result
    assert BASIS in result
    listed = admin.get(reverse("coordination_unit_changes:list")).content.decode()
    assert "→ Wydział Sportu (SP): połączenie" in listed


def test_closing_without_a_successor_shows_the_list_with_the_way_out(laden: SimpleNamespace, as_: SignIn) -> None:
    answer = as_(laden.administrator).post(door("close", laden.kd), WANTED | {"dokad": "brak"})
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert "Co należy do tej komórki" in shown
    assert reverse("publishing:entrust_one", args=[laden.draft.pk]) in shown
    assert reverse("publishing:handoff", args=[laden.queued.pk]) in shown
    assert f"/admin/zapytania/{laden.asked.number}/" in shown
    assert "Szkoła nr 7" in shown


def test_a_planned_change_is_cancelled_on_its_screen(laden: SimpleNamespace, as_: SignIn) -> None:
    admin = as_(laden.administrator)
    typed = WANTED | {"nastepca": laden.sp.pk, "od_dnia": "2026-12-01", "potwierdz": "1"}
    admin.post(door("close", laden.kd), typed)
    change = UnitChange.objects.get()
    shown = admin.get(reverse("coordination_unit_changes:detail", args=[change.pk])).content.decode()
    assert "czeka na 1 grudnia 2026" in shown
    cancel = reverse("coordination_unit_changes:cancel", args=[change.pk])
    assert admin.get(cancel).status_code == 405
    assert as_(laden.monitor).post(cancel).status_code == 403
    assert admin.post(cancel).status_code == 302
    assert admin.post(cancel).status_code == 403
    laden.kd.refresh_from_db()
    assert laden.kd.active_until is None


def test_renaming_over_http(city: SimpleNamespace, as_: SignIn) -> None:
    admin, url = as_(city.administrator), door("rename", city.kd)
    typed = {"nazwa": "Wydział Teatrów", "symbol": "WT", "od_dnia": "2026-11-23", "podstawa": BASIS}
    assert "nosi nazwę: Wydział Teatrów, symbol: WT" in admin.post(url, typed).content.decode()
    assert admin.post(url, typed | {"potwierdz": "1"}).status_code == 302
    city.kd.refresh_from_db()
    assert str(city.kd) == "Wydział Teatrów (WT)"
    listed = admin.get(reverse("coordination_units:list"), {"q": "Dziedzictwa Narodowego"}).content.decode()
    assert "Wydział Teatrów" in listed


def test_a_new_successor_begins_on_the_day(laden: SimpleNamespace, as_: SignIn) -> None:
    typed = WANTED | {
        "dokad": "nowa",
        "nowa_nazwa": "Wydział Kultury i Sportu",
        "nowy_symbol": "KS",
        "nowy_rodzaj": UnitKind.objects.first().pk,
        "razem": [laden.sp.pk],
    }
    preview = as_(laden.administrator).post(door("close", laden.kd), typed).content.decode()
    assert "powstaje nowa komórka: Wydział Kultury i Sportu" in preview
    assert as_(laden.administrator).post(door("close", laden.kd), typed | {"potwierdz": "1"}).status_code == 302
    assert UnitChange.objects.filter(successor__symbol="KS").count() == 2


@pytest.mark.parametrize("who", ["coordinator", "head", "editor", "operator", "monitor", "director"])
def test_others_are_refused_in_words_and_those_who_watch_read(city: SimpleNamespace, as_: SignIn, who: str) -> None:
    client = as_(getattr(city, who))
    for name in ("rename", "close"):
        answer = client.post(door(name, city.kd), WANTED | {"nastepca": city.sp.pk, "potwierdz": "1"})
        assert answer.status_code == 403
        assert "administratorzy" in answer.content.decode()
    watches = who in ("monitor", "director")
    assert client.get(reverse("coordination_unit_changes:list")).status_code == (200 if watches else 403)
    assert not UnitChange.objects.exists()


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({}, "dokad"),
        ({"od_dnia": "31 listopada"}, "od_dnia"),
        ({"od_dnia": "9999-12-31"}, "od_dnia"),
        ({"od_dnia": "0001-01-01"}, "od_dnia"),
        ({"podstawa": "a\x00b"}, "podstawa"),
        ({"podstawa": "x" * 201}, "podstawa"),
        ({"nastepca": "9" * 40}, "nastepca"),
        ({"nastepca": "x"}, "nastepca"),
        ({"razem": ["9" * 40]}, "razem"),
        ({"razem": ["x"]}, "razem"),
        ({"dokad": "nowa", "nowa_nazwa": "x" * 201}, "nowa_nazwa"),
        ({"dokad": "nowa", "nowa_nazwa": "Wydział Sportu"}, "nowa_nazwa"),
        ({"dokad": "wszedzie"}, "dokad"),
    ],
)
def test_bad_input_is_said_at_the_field_and_kept(
    city: SimpleNamespace, as_: SignIn, typed: dict[str, Any], field: str
) -> None:
    values = {**WANTED, "nastepca": city.sp.pk, "nowy_rodzaj": city.kd.kind_id, **typed} if typed else {}
    answer = as_(city.administrator).post(door("close", city.kd), values)
    assert answer.status_code == 422
    assert f'id="id_{field}_error"' in answer.content.decode()
    assert not UnitChange.objects.exists()


def test_the_units_form_changes_neither_name_nor_last_day(city: SimpleNamespace, as_: SignIn) -> None:
    url = reverse("coordination_units:edit", args=[city.kd.pk])
    admin = as_(city.administrator)
    shown = admin.get(url).content.decode()
    assert door("rename", city.kd) in shown
    assert door("close", city.kd) in shown
    typed = {
        "name": "Podmieniona",
        "symbol": "XX",
        "slug": city.kd.slug,
        "kind": city.kd.kind_id,
        "active_until": "2026-11-01",
        "successor": city.sp.pk,
        "phone": "12 616 00 00",
    }
    assert admin.post(url, typed).status_code == 302
    after = Unit.objects.get(pk=city.kd.pk)
    assert (after.name, after.symbol, after.active_until, after.successor) == (
        city.kd.name,
        "KD",
        None,
        None,
    )
    assert after.phone == "+48126160000"


def test_forms_do_not_offer_closed_units(city: SimpleNamespace, as_: SignIn) -> None:
    closed = Unit.objects.get(symbol="SO")
    admin, typed = as_(city.administrator), {"unit": closed.pk, "kind": "news", "from_on": "2026-11-23", "basis": "b"}
    who = city.coordinator.person.pk
    typed |= {"person": who, "office": "deputy", "weekday": "0", "opens": "8:00", "closes": "9:00"}
    for name in ("coordination_designations:add", "coordination_hours:add", "publishing_rights:add"):
        assert admin.post(reverse(name), typed).status_code == 200, name
        assert admin.post(reverse(name), typed | {"unit": city.kd.pk}).status_code == 302, name
    assert closed.name not in admin.get(reverse("coordination_units_chooser:choose")).content.decode()
    assert closed.name not in Client().get("/koordynatorzy/").content.decode()


def test_the_preview_costs_the_same_for_few_and_many(laden: SimpleNamespace, as_: SignIn) -> None:
    admin, url, typed = as_(laden.administrator), door("close", laden.kd), WANTED | {"nastepca": laden.sp.pk}
    admin.post(url, typed)
    counted = []
    for round_ in range(2):
        with CaptureQueriesContext(connection) as asked:
            assert admin.post(url, typed).status_code == 200
        counted.append(len(asked))
        kind = laden.kd.kind
        Unit.objects.bulk_create(
            Unit(name=f"Komórka {round_} {n}", slug=f"komorka-{round_}-{n}", kind=kind) for n in range(60)
        )
    assert counted[0] == counted[1]
    assert counted[0] <= 75, counted
