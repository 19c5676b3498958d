"""§ 4 ust. 1: SZ changes rights in one matrix, reads first what will change; the register tells it all later."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook
from wagtail.models import Page, Site

from coordination.models import AuditEntry, Unit, UnitKind
from coordination.standing import Standing, standing_of
from coordination.states import PortalOffice
from coordination.verdict import Refused
from publishing import actions, kinds
from publishing.facts import desk_of
from publishing.models import PublishingRight
from publishing.policies import RightsPolicy
from publishing.policies.verdicts import IN_QUEUE
from publishing.right_plans import Wish
from publishing.states import Stage
from tests.publishing.city import NOW, TODAY, TUESDAY, fresh, handed_over, news
from tests.publishing.test_policies import PEOPLE

SignIn = Callable[[Any], Client]
DAY = dt.timedelta(days=1)
TOMORROW = TODAY + DAY
MATRIX, PREVIEW, CHANGE = (reverse(f"publishing:{name}") for name in ("rights", "rights_preview", "rights_change"))
SZ = {"administrator", "monitor", "director", "root"}


def cells(city: SimpleNamespace, kind: str = "news") -> list[str]:
    return [f"{city.kd.pk}:{kind}", f"{city.sp.pk}:{kind}"]


def typed(chosen: list[str], **more: Any) -> dict[str, Any]:
    given = {"cells": chosen, "deed": "daj", "from_on": f"{TOMORROW:%Y-%m-%d}", "until_on": "", "basis": "pismo OR-1"}
    return given | {"person": "", "site": "", "q": "", "rodzaj": "", "strona": "1"} | more


def confirmed(desk: Client, data: dict[str, Any]) -> Any:
    """Preview, then what its own form sends."""
    page = desk.post(PREVIEW, data)
    assert page.status_code == 200, page.content.decode()
    return desk.post(CHANGE, data | {"read": page.context["read"]})


def rows(city: SimpleNamespace) -> Any:
    return PublishingRight.objects.filter(unit__in=[city.kd, city.sp], kind="news").order_by("unit_id", "from_on")


# -- who ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", PEOPLE)
def test_who_reads_and_who_changes(name: str) -> None:
    policy = RightsPolicy(PEOPLE[name])
    assert bool(policy.may_read()) is (name in SZ)
    assert bool(policy.may_change()) is (name in SZ)
    assert bool(policy.may_read(1)) is (name in SZ | {"coordinator", "deputy", "head"})


@pytest.mark.par(4, ust=1)
def test_every_door_is_shut_to_those_who_neither_watch_nor_keep(city: SimpleNamespace, as_: SignIn) -> None:
    before = PublishingRight.objects.count()
    names = ("rights", "rights_history", "rights_register")
    reading = [reverse(f"publishing:{name}") for name in names]
    reading += [reverse("publishing:rights_export", args=["csv"]), reverse("publishing:unit_rights", args=[city.sp.pk])]
    for user in (city.coordinator, city.head, city.editor, city.operator):
        desk = as_(user)
        assert {desk.get(address).status_code for address in reading} == {403}
        assert desk.post(PREVIEW, typed(cells(city))).status_code == 403
        assert desk.post(CHANGE, typed(cells(city))).status_code == 403
    assert PublishingRight.objects.count() == before
    with pytest.raises(Refused):
        give(city, by=city.coordinator)
    assert AuditEntry.objects.filter(verb="right.change", outcome="refused").exists()


def test_people_of_a_unit_read_its_own_rights(city: SimpleNamespace, as_: SignIn) -> None:
    answer = as_(city.coordinator).get(reverse("publishing:unit_rights", args=[city.kd.pk]))
    assert answer.status_code == 200
    assert "polecenie Dyrektora SZ" in answer.content.decode()


@pytest.mark.parametrize("address", [PREVIEW, CHANGE])
def test_changing_is_never_a_get(city: SimpleNamespace, as_: SignIn, address: str) -> None:
    assert as_(city.monitor).get(address).status_code == 405


# -- what -----------------------------------------------------------------------------------------------------------


def give(city: SimpleNamespace, by: Any = None, **wish: Any) -> Any:
    asked = Wish(**({"give": True, "from_on": TODAY} | wish))
    chosen = [(city.kd.pk, "news"), (city.sp.pk, "news")]
    by = standing_of(fresh(by or city.monitor))
    return actions.change_rights(cells=chosen, wish=asked, basis="pismo", by=by, now=NOW)


@pytest.mark.par(4, ust=1, pkt=1)
def test_sz_gives_two_units_news_from_tomorrow_in_one_go(city: SimpleNamespace, as_: SignIn, clock: Any) -> None:
    sz = as_(city.monitor)
    preview = sz.post(PREVIEW, typed(cells(city))).content.decode()
    assert "od 24 listopada 2026, bezterminowo" in preview
    assert preview.count("Aktualności: komórka sama publikuje") == 2
    assert not rows(city).exists()

    assert confirmed(sz, typed(cells(city))).status_code == 302
    assert [(row.unit, row.from_on, row.basis, row.granted_by) for row in rows(city)] == [
        (unit, TOMORROW, "pismo OR-1", "Szymon Monitor") for unit in sorted((city.kd, city.sp), key=lambda one: one.pk)
    ]
    assert AuditEntry.objects.filter(verb="right.give", actor=city.monitor, right="pismo OR-1").count() == 2
    assert "od 24 listopada 2026: sama publikuje" in sz.get(MATRIX).content.decode()

    page = news(city)
    assert not desk_of(fresh(city.coordinator)).policy(page).may_publish()
    clock.move_to(TUESDAY, tick=False)
    assert desk_of(fresh(city.coordinator)).policy(page).may_publish()


@pytest.mark.parametrize("name", ["administrator", "monitor", "director"])
def test_sz_and_administrators_change(city: SimpleNamespace, as_: SignIn, name: str) -> None:
    assert confirmed(as_(getattr(city, name)), typed(cells(city))).status_code == 302
    assert rows(city).count() == 2


@pytest.mark.par(4, ust=1, pkt=2)
def test_a_new_right_releases_nothing_from_the_queue(city: SimpleNamespace, as_: SignIn) -> None:
    """Scenario 32."""
    row = handed_over(city)
    data = typed(cells(city), from_on=f"{TODAY:%Y-%m-%d}")
    preview = as_(city.director).post(PREVIEW, data).content.decode()
    assert "1 przekazana już pozycja zostaje w kolejce" in preview
    assert confirmed(as_(city.director), data).status_code == 302
    row.refresh_from_db()
    assert row.stage == Stage.QUEUED
    assert desk_of(fresh(city.coordinator)).policy(row.page.specific).may_publish() == IN_QUEUE
    assert desk_of(fresh(city.coordinator)).policy(news(city)).may_publish()


@pytest.mark.par(4, ust=1, pkt=1)
def test_a_right_is_taken_away_with_a_last_day_and_stays_in_the_register(city: SimpleNamespace, as_: SignIn) -> None:
    give(city)
    data = typed(cells(city)[:1], deed="odbierz", from_on="", until_on=f"{TOMORROW:%Y-%m-%d}")
    assert "ostatni dzień 24 listopada 2026" in as_(city.monitor).post(PREVIEW, data).content.decode()
    assert confirmed(as_(city.monitor), data).status_code == 302
    row = rows(city).get(unit=city.kd)
    assert (row.from_on, row.until_on, row.basis) == (TODAY, TOMORROW, "pismo")
    assert rows(city).get(unit=city.sp).until_on is None
    line = AuditEntry.objects.get(verb="right.end", unit_id=city.kd.pk)
    assert line.right == "pismo OR-1"


def test_a_right_that_has_not_begun_is_called_off_and_the_book_keeps_it(city: SimpleNamespace, as_: SignIn) -> None:
    give(city, from_on=TODAY + 9 * DAY)
    data = typed(cells(city), deed="odbierz", from_on="", until_on=f"{TODAY:%Y-%m-%d}")
    assert confirmed(as_(city.monitor), data).status_code == 302
    assert not rows(city).exists()
    assert AuditEntry.objects.filter(verb="right.cancel").count() == 2
    assert (
        "odwołano przed rozpoczęciem"
        in as_(city.monitor).get(reverse("publishing:unit_rights", args=[city.kd.pk])).content.decode()
    )


def test_a_right_for_one_person_holds_for_nobody_else(city: SimpleNamespace, as_: SignIn) -> None:
    who = city.deputy.person
    data = typed(cells(city)[:1], from_on=f"{TODAY:%Y-%m-%d}", person=str(who.pk))
    assert "Tylko ta osoba: Tomasz Zastępca" in as_(city.monitor).post(PREVIEW, data).content.decode()
    assert confirmed(as_(city.monitor), data).status_code == 302
    page = news(city)
    assert desk_of(fresh(city.deputy)).policy(page).may_publish()
    assert not desk_of(fresh(city.coordinator)).policy(page).may_publish()
    assert "publikuje tylko Tomasz Zastępca" in as_(city.monitor).get(MATRIX).content.decode()


def test_a_right_for_one_portal_holds_only_there(city: SimpleNamespace, as_: SignIn) -> None:
    here = Site.objects.get(hostname="testserver")
    other = Site.objects.create(hostname="muzeum.example", root_page=Page.objects.get(depth=1))
    page = news(city)
    for site, may in ((other, False), (here, True)):
        data = typed(cells(city)[:1], from_on=f"{TODAY:%Y-%m-%d}", site=str(site.pk))
        assert confirmed(as_(city.monitor), data).status_code == 302
        assert bool(desk_of(fresh(city.coordinator)).policy(page).may_publish()) is may


def test_what_was_read_is_what_is_done(city: SimpleNamespace, as_: SignIn) -> None:
    sz, data = as_(city.monitor), typed(cells(city))
    read = sz.post(PREVIEW, data).context["read"]
    give(city, by=city.director)
    answer = sz.post(CHANGE, data | {"read": read})
    assert answer.status_code == 409
    assert "Rejestr zmienił się" in answer.content.decode()
    assert rows(city).filter(from_on=TOMORROW).count() == 0
    assert sz.post(CHANGE, data).status_code == 409


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("cells", []),
        ("cells", ["1:cesarstwo"]),
        ("cells", ["x:news"]),
        ("cells", ["999999:news"]),
        ("cells", ["9" * 30 + ":news"]),
        ("deed", "oddaj"),
        ("from_on", ""),
        ("from_on", "2026-11-22"),
        ("from_on", "30.02.2027"),
        ("from_on", "\x00"),
        ("until_on", "2026-11-01"),
        ("basis", ""),
        ("basis", "x" * 201),
        ("basis", "a\x00b"),
        ("person", "9" * 30),
        ("site", "9" * 30),
    ],
)
def test_bad_input_is_said_at_the_field_and_the_rest_is_kept(
    city: SimpleNamespace, as_: SignIn, field: str, value: Any
) -> None:
    data = typed(cells(city), **({"basis": "pismo OR-9"} | {field: value}))
    for address in (PREVIEW, CHANGE):
        answer = as_(city.monitor).post(address, data)
        assert answer.status_code == 422
        assert answer.context["form"].errors[field]
        if field != "basis":
            assert "pismo OR-9" in answer.content.decode()
        if field not in ("cells",):
            assert len(re.findall(r'name="cells"[^>]* checked', answer.content.decode())) == 2
    assert not rows(city).exists()


def test_a_stranger_cannot_be_the_only_person(city: SimpleNamespace, as_: SignIn) -> None:
    answer = as_(city.monitor).post(PREVIEW, typed(cells(city), person=str(city.deputy.person.pk)))
    assert answer.status_code == 422
    assert "w każdej zaznaczonej komórce" in answer.content.decode()


# -- reading --------------------------------------------------------------------------------------------------------


def many(number: int) -> None:
    kind = UnitKind.objects.first()
    made = Unit.objects.bulk_create(
        Unit(name=f"Zespół Próbny {n:03}", slug=f"zespol-{n}", symbol=f"ZP{n}", kind=kind) for n in range(number)
    )
    PublishingRight.objects.bulk_create(
        PublishingRight(unit=unit, kind=kind.code, from_on=TODAY, basis="pismo", granted_by="SZ")
        for unit in made
        for kind in kinds.editorial()
    )


def queries(desk: Client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as found:
        assert desk.get(address).status_code == 200
    return len(found)


@pytest.mark.parametrize("name", ["rights", "rights_register", "rights_history"])
def test_the_number_of_queries_does_not_grow_with_the_units(city: SimpleNamespace, as_: SignIn, name: str) -> None:
    Unit.objects.exclude(pk__in=[city.kd.pk, city.sz.pk]).update(active_until=TODAY - DAY)
    sz, address = as_(city.monitor), reverse(f"publishing:{name}")
    queries(sz, address)
    few = queries(sz, address)
    many(60)
    assert queries(sz, address) == few
    many_more = queries(sz, f"{address}?strona=2")
    assert many_more == few


def test_the_matrix_is_filtered_by_unit_and_kind_and_paged(city: SimpleNamespace, as_: SignIn) -> None:
    many(60)
    sz = as_(city.monitor)
    narrow = sz.get(f"{MATRIX}?q=zespół+próbny+007&rodzaj=event")
    assert [row.unit.symbol for row in narrow.context["rows"]] == ["ZP7"]
    assert [cell.kind.code for cell in narrow.context["rows"][0].cells] == ["event"]
    assert [row.unit for row in sz.get(f"{MATRIX}?q=kd").context["rows"]] == [city.kd]
    assert len(sz.get(MATRIX).context["rows"]) == 50
    assert 'rel="next"' in sz.get(MATRIX).content.decode()
    for nonsense in ("?strona=x", "?strona=99999999999", "?rodzaj=cesarz", "?q=%00"):
        assert sz.get(MATRIX + nonsense).status_code == 200


def test_the_register_is_printed_with_basis_and_signatory(city: SimpleNamespace, as_: SignIn) -> None:
    give(city, from_on=TODAY)
    PublishingRight.objects.create(
        unit=city.kd,
        kind="aid",
        from_on=dt.date(2025, 1, 1),
        until_on=dt.date(2025, 12, 31),
        basis="dawne pismo",
        granted_by="Dawny Dyrektor",
    )
    sz, address = as_(city.director), reverse("publishing:rights_register")
    text = sz.get(address).content.decode()
    assert "Stan na: poniedziałek, 23 listopada 2026" in text or "23 listopada 2026" in text
    assert "Szymon Monitor" in text
    assert "Roman Redaktor" in text
    assert "dawne pismo" not in text
    assert "dawne pismo" in sz.get(f"{address}?wszystkie=1").content.decode()
    unit = sz.get(reverse("publishing:unit_rights", args=[city.kd.pk])).content.decode()
    assert "Dawny Dyrektor" in unit
    assert "wygasło" in unit
    assert "nadano uprawnienie" in sz.get(reverse("publishing:rights_history")).content.decode()


def test_files_hold_every_row_also_those_that_ended(city: SimpleNamespace, as_: SignIn) -> None:
    PublishingRight.objects.create(
        unit=city.kd,
        kind="aid",
        from_on=dt.date(2025, 1, 1),
        until_on=dt.date(2025, 12, 31),
        basis="=1+1",
        granted_by="Dawny Dyrektor",
    )
    sz = as_(city.monitor)
    answer = sz.get(reverse("publishing:rights_export", args=["csv"]))
    assert answer.content.startswith(b"\xef\xbb\xbf")
    lines = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert len(lines) == 1 + PublishingRight.objects.count()
    old = next(line for line in lines if "Dawny Dyrektor" in line)
    assert old[2:4] == ["01.01.2025", "31.12.2025"]
    assert "'=1+1" in old
    sheet = load_workbook(io.BytesIO(sz.get(reverse("publishing:rights_export", args=["xlsx"])).content)).active
    assert sheet.max_row == len(lines)
    assert sz.get(reverse("publishing:rights_export", args=["pdf"])).status_code == 404


def test_no_right_can_be_read_from_a_standing_alone() -> None:
    reader = Standing(1, "Ktoś", TODAY, posts=())
    assert str(RightsPolicy(reader).may_change()).endswith("(§ 4 ust. 1 pkt 1)")
    assert PortalOffice.MONITOR not in reader.portal
