"""When pages are looked at: after a publication, each night, on and on after a kill; in bounded memory and queries."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from coordination import actions as heart
from coordination.actions import units as changes
from coordination.models import Designation, OutdatedReference
from coordination.standing import standing_of
from coordination.states import Office
from publishing import day_findings, look_rounds, looking, scheduling
from publishing.mentions import ContactUse, LookRound, WantedLook
from publishing.models import Stewardship
from publishing.outward import LinkUse
from publishing.signals_seen import Finding
from publishing.sorts import Sort
from tests.publishing.city import NOW, TODAY, TUESDAY, approved, fresh, news
from tests.signals.conftest import DAY, found, look, night, on, rewrite, sorts, text_page

OLD = ("paragraph", "<p>Mały grant (art. 19a) to najwyżej 10 000 zł.</p>")
FINE = ("paragraph", "<p>Treść bez zarzutu.</p>")


@pytest.mark.par(3, pkt=2)
def test_what_the_clock_publishes_is_looked_at_with_its_next_beat(city: SimpleNamespace) -> None:
    page = news(city, lead="Mały grant (art. 19a): do 10 000 zł.")
    approved(city, page)
    scheduling.run_once(TUESDAY)
    assert WantedLook.objects.filter(page=page).exists()
    look_rounds.run_once(TUESDAY + dt.timedelta(seconds=20))
    assert sorts(page) == [Sort.LAW]
    assert not WantedLook.objects.exists()


def test_a_look_that_fails_stops_nobody_and_is_tried_again(
    city: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad, good = (text_page(city, OLD, title=title) for title in ("Zła", "Dobra"))
    real = looking.content_of

    def torn(page: Any) -> Any:
        if page.pk == bad.pk:
            raise ValueError("nie do odczytania")
        return real(page)

    monkeypatch.setattr(looking, "content_of", torn)
    looking.want([bad.pk, good.pk], now=NOW)
    look_rounds.run_once(NOW)
    assert sorts(good) == [Sort.LAW]
    row = WantedLook.objects.get()
    assert (row.page_id, row.error) == (bad.pk, "ValueError: nie do odczytania")
    assert LookRound.objects.get().failed == 1
    for _number in range(9):
        look_rounds.run_once(NOW)
    assert WantedLook.objects.get().tries == look_rounds.TRIES
    monkeypatch.undo()
    night()
    assert sorts(bad) == [Sort.LAW]
    assert not WantedLook.objects.exists()


@pytest.mark.par(3, pkt=2)
def test_a_round_goes_on_where_it_was_killed_and_the_next_begins_at_night(
    city: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = [text_page(city, OLD, title=f"Strona {number}") for number in range(5)]
    WantedLook.objects.all().delete()
    total = Stewardship.objects.filter(page__live=True).count()
    real, seen = looking.look_at, []

    def killed(page_id: int, **more: Any) -> None:
        if len(seen) == 4:
            raise KeyboardInterrupt
        seen.append(page_id)
        real(page_id, **more)

    monkeypatch.setattr(looking, "look_at", killed)
    with pytest.raises(KeyboardInterrupt):
        look_rounds.run_once(NOW)

    def noted(page_id: int, **more: Any) -> None:
        seen.append(page_id)
        real(page_id, **more)

    monkeypatch.setattr(looking, "look_at", noted)
    assert LookRound.objects.get().finished_at is None
    while look_rounds.run_once(NOW, portion=3)["looked"]:
        continue
    assert sorted(seen) == sorted(set(seen))
    assert len(seen) == total
    assert {row.page_id for row in Finding.objects.of_sort(Sort.LAW)} == {page.pk for page in pages}
    assert look_rounds.run_once(NOW + dt.timedelta(hours=3))["looked"] == 0
    assert look_rounds.run_once(on(TODAY + DAY, 0))["looked"] == 0
    assert look_rounds.run_once(on(TODAY + DAY, 1))["looked"] == total
    assert look_rounds.run_once(on(TODAY + 9 * DAY, 8))["looked"] == total


def test_a_beat_ends_in_time(city: SimpleNamespace) -> None:
    for number in range(4):
        text_page(city, FINE, title=f"Strona {number}")
    assert look_rounds.run_once(NOW, seconds=-1.0) == {"asked": 0, "looked": 0}
    assert LookRound.objects.get().finished_at is None


def test_looking_twice_changes_nothing_and_never_touches_the_page(city: SimpleNamespace) -> None:
    page = text_page(city, OLD, ("paragraph", '<p><a href="https://bip.example/">BIP</a> Nabór trwa do 1.11.2026.</p>'))
    look(page)
    care, before = Stewardship.objects.get(page=page), [(row.pk, row.since) for row in found(page)]
    page.refresh_from_db()
    changed = page.latest_revision_created_at, page.last_published_at
    look(page, NOW + DAY)
    day_findings.settle(NOW + DAY)
    assert [(row.pk, row.since) for row in found(page)] == before
    after = Stewardship.objects.get(page=page)
    assert (after.review_by, after.updated_at, after.confirmed_at) == (
        care.review_by,
        care.updated_at,
        care.confirmed_at,
    )
    page.refresh_from_db()
    assert (page.latest_revision_created_at, page.last_published_at) == changed
    assert LinkUse.objects.count() == 1


@pytest.mark.par(2, pkt=1)
def test_a_successor_in_office_and_a_merger_settle_at_once(city: SimpleNamespace) -> None:
    page = text_page(city, ("contact", {"unit": city.sp.pk, "office": "contacts", "title": ""}), unit=city.sp)
    Designation.objects.filter(unit=city.sp).update(until_on=TODAY - DAY)
    look(page)
    assert set(sorts(page)) == {Sort.NOBODY, Sort.CONTACT}
    assert ContactUse.objects.get().unit == city.sp.pk
    heart.designate(
        person=city.head.person,
        unit=city.sp,
        office=Office.COORDINATOR,
        from_on=TODAY,
        by=standing_of(fresh(city.administrator)),
        now=NOW,
    )
    assert sorts(page) == []
    change = heart.merge_units(
        units=[city.sp],
        into=city.kd,
        on=TODAY + DAY,
        basis="zarządzenie",
        by=standing_of(fresh(city.administrator)),
        now=NOW,
    )[0]
    changes.carry_out(change.pk, now=on(TODAY + DAY))
    assert sorts(page) == []
    assert page.pk in Stewardship.objects.filter(unit=city.kd).values_list("page_id", flat=True)


def test_pages_that_lead_to_one_taken_off_are_looked_at_soon(city: SimpleNamespace) -> None:
    target = text_page(city, FINE, title="Cel", slug="cel")
    page = text_page(city, ("paragraph", f'<p><a linktype="page" id="{target.pk}">cel</a></p>'))
    assert look(page) == []
    target.unpublish()
    assert WantedLook.objects.filter(page=page).exists()
    assert not WantedLook.objects.filter(page=target).exists()
    look_rounds.run_once(NOW)
    assert sorts(page) == [Sort.INTERNAL]


def test_a_row_that_an_administrator_adds_is_met_by_the_next_round(city: SimpleNamespace, as_: Any) -> None:
    page = text_page(city, ("paragraph", "<p>Zadzwoń pod numer 12 616 00 00.</p>"))
    night()
    assert sorts(page) == []
    form = {
        "key": "stary-numer", "name": "stary numer", "phrases": "12 616 00 00", "near": "", "unless": "",
        "instead": "12 616 11 11", "since": "01.11.2026", "source": "SZ", "confidence": "H",
    }  # fmt: skip
    address = "/admin/coordination/outdatedreference/create/"
    assert as_(city.coordinator).post(address, form).status_code in (302, 403)
    assert not OutdatedReference.objects.filter(key="stary-numer").exists()
    assert as_(city.administrator).post(address, form).status_code == 302
    night(TODAY + 2 * DAY)
    assert "12 616 11 11" in found(page)[0].what


def test_a_look_asks_as_much_of_a_long_page_as_of_a_short_one(city: SimpleNamespace) -> None:
    def asked(page: Any) -> int:
        eyes = looking.Eyes(TODAY)
        looking.look_at(page.pk, now=NOW, eyes=eyes)
        rewrite(page, *blocks)
        looking.look_at(page.pk, now=NOW, eyes=eyes)
        with CaptureQueriesContext(connection) as queries:
            looking.look_at(page.pk, now=NOW, eyes=eyes)
        return len(queries)

    counts = []
    for size in (1, 20):
        blocks = [OLD, ("paragraph", '<p><a linktype="page" id="999">x</a> Nabór trwa do 1.11.2026.</p>')] * size
        counts.append(asked(text_page(city, *blocks, title=f"Strona {size}")))
    assert counts[0] == counts[1] < 60


@pytest.mark.parametrize("pages", [2, 60])
def test_settling_days_takes_as_many_queries_for_sixty_pages_as_for_two(city: SimpleNamespace, pages: int) -> None:
    made = [text_page(city, ("paragraph", "<p>Nabór trwa do 1.12.2026.</p>"), title=f"S {n}") for n in range(pages)]
    for page in made:
        look(page)
    with CaptureQueriesContext(connection) as queries:
        changed = day_findings.settle(on(dt.date(2026, 12, 2)), sorts=[Sort.DATE])
    assert changed == pages
    assert len(queries) <= 6
