"""The end of a version against failures, outages and late approval (docs/decisions/0047, 0048)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, Revision

from coordination.verdict import Refused
from publishing import actions, scheduling
from publishing.actions import Dates
from publishing.models import Handoff, PublishingRight
from publishing.states import Stage
from tests.publishing.city import FRIDAY, NOW, TUESDAY, WEDNESDAY, as_read, fresh, handed_over, news, read_fields
from tests.scenarios.routes import LATER, live, schedule
from tests.scenarios.travel import MINUTE, beat, press, row_of, screen

SignIn = Callable[[Any], Client]
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def entitled(city: SimpleNamespace) -> SimpleNamespace:
    PublishingRight.objects.create(
        unit=city.kd, kind="news", from_on=dt.date(2026, 1, 1), basis="polecenie", granted_by="SZ"
    )
    return city


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """While it holds anything, no version can be published."""
    full: list[bool] = [True]
    publish = Revision.publish

    def fail(self: Any, *args: Any, **kwargs: Any) -> Any:
        if full:
            raise RuntimeError("the disk is full")
        return publish(self, *args, **kwargs)

    monkeypatch.setattr(Revision, "publish", fail)
    return full


def update_that_fails(city: SimpleNamespace, clock: Any, full: list[bool]) -> Any:
    """A public page whose end came before its unit's own update, which then failed."""
    full.clear()
    page = news(city, live=True, title="Stare godziny")
    hour = schedule(page, fresh(city.coordinator)).approved_go_live_at
    Page.objects.filter(pk=page.pk).update(expire_at=hour - 3 * HOUR)
    full.append(True)
    beat(clock, hour + MINUTE)
    return page


@pytest.mark.par(4, ust=1, pkt=1)
def test_the_page_stays_public_while_the_failed_update_waits(
    entitled: SimpleNamespace, as_: SignIn, clock: Any, full_disk: list[bool]
) -> None:
    """Dark, it would tell readers nothing at all because of a fault of the machine."""
    page = update_that_fails(entitled, clock, full_disk)
    row = Handoff.objects.get(page=page.pk)
    assert row.stage == Stage.QUEUED
    for later in (1, 2, 30, 60 * 24):
        beat(clock, LATER + later * MINUTE)
        assert live(page), f"{later} minutes after the failure"
    press(as_(entitled.editor), "send_back", row, **read_fields(row), **{"return-comment": "Proszę skrócić."})
    beat(clock, LATER + dt.timedelta(days=2))
    assert (row_of(row).stage, live(page)) == (Stage.RETURNED, True)
    press(as_(entitled.coordinator), "withdraw", row, **read_fields(row), **{"withdraw-reason": "Niepotrzebne."})
    beat(clock, LATER + dt.timedelta(days=2, minutes=1))
    assert not live(page), "nothing comes in its place any more, so its end counts"


@pytest.mark.par(4, ust=1, pkt=1)
def test_beside_a_reservation_it_stays_public_as_well(
    entitled: SimpleNamespace, clock: Any, full_disk: list[bool]
) -> None:
    full_disk.clear()
    page = news(entitled, live=True)
    hour = schedule(page, fresh(entitled.coordinator)).approved_go_live_at
    Page.objects.filter(pk=page.pk).update(expire_at=hour - 3 * HOUR)
    Handoff.objects.create(
        page_id=page.pk, title="x", unit=entitled.kd, kind="news", stage=Stage.PREPARED,
        publish_at=FRIDAY, created_by_name="x", created_at=NOW,
    )  # fmt: skip
    full_disk.append(True)
    for later in (1, 2):
        beat(clock, hour + later * MINUTE)
        assert live(page)


@pytest.mark.par(4, ust=2)
def test_a_failure_that_a_person_cancelled_delays_no_end(
    city: SimpleNamespace, as_: SignIn, clock: Any, full_disk: list[bool]
) -> None:
    full_disk.clear()
    page = news(city, live=True)
    page.lead = "Nowe."
    page.save_revision(user=city.coordinator)
    row = handed_over(city, page, at=TUESDAY)
    press(as_(city.editor), "approve", row, **read_fields(row))
    Page.objects.filter(pk=page.pk).update(expire_at=TUESDAY - HOUR)
    full_disk.append(True)
    beat(clock, TUESDAY + MINUTE)
    assert live(page)
    press(as_(city.editor), "unschedule", row, **read_fields(row), **{"unschedule-reason": "Dysk."})
    assert row_of(row).stage == Stage.QUEUED
    beat(clock, TUESDAY + 2 * MINUTE)
    assert not live(page)


@pytest.mark.par(4, ust=1, pkt=1)
def test_an_outage_over_an_own_hour_and_its_end_takes_the_page_off_again(entitled: SimpleNamespace, clock: Any) -> None:
    page = news(entitled, title="Dyżur")
    Page.objects.filter(pk=page.pk).update(expire_at=LATER + HOUR)
    schedule(page, fresh(entitled.coordinator))
    clock.move_to(LATER + 3 * HOUR, tick=False)
    assert scheduling.run_once(LATER + 3 * HOUR) == {"published": 1, "failed": 0, "expired": 1}
    found = Page.objects.get(pk=page.pk)
    assert (found.live, found.expired) == (False, True)


def ending(city: SimpleNamespace) -> Any:
    """Handed over for Tuesday, with an end on Wednesday."""
    page = news(city)
    page.expire_at = WEDNESDAY
    page.save_revision(user=city.coordinator)
    return handed_over(city, page, at=TUESDAY)


@pytest.mark.par(4, ust=2)
def test_nothing_is_approved_that_would_go_off_in_the_same_pass(city: SimpleNamespace, as_: SignIn, clock: Any) -> None:
    row = ending(city)
    clock.move_to(FRIDAY, tick=False)
    shown = screen(as_(city.editor), row)
    assert "środa 25 listopada 2026, godz. 9:00" in shown
    with pytest.raises(Refused, match="Koniec publikacji zapisany w tej wersji") as refused:
        actions.approve(row, by=fresh(city.editor), read=as_read(row), now=FRIDAY, late=True)
    assert "25 listopada 2026, 9:00" in str(refused.value)
    assert "Redakcja odsyła ją" in str(refused.value)
    later = Dates(FRIDAY + 24 * HOUR, None)
    with pytest.raises(Refused, match="Koniec publikacji zapisany w tej wersji"):
        actions.propose(row, dates=later, by=fresh(city.editor), now=FRIDAY, reason="Nie zdążyliśmy.")


@pytest.mark.par(4, ust=2)
def test_late_but_before_the_end_it_is_approved(city: SimpleNamespace, as_: SignIn, clock: Any) -> None:
    row = ending(city)
    clock.move_to(TUESDAY + HOUR, tick=False)
    press(as_(city.editor), "approve", row, late="1", **read_fields(row))
    assert row_of(row).stage == Stage.PUBLISHED
    assert Page.objects.get(pk=row.page_id).expire_at == WEDNESDAY


@pytest.mark.par(4, ust=2)
def test_an_end_that_had_passed_before_the_handing_over_stops_nobody(
    city: SimpleNamespace, as_: SignIn, clock: Any
) -> None:
    """It counts no more (after the end), so the screen does not name it either."""
    page = news(city)
    page.expire_at = TUESDAY
    page.save_revision(user=city.coordinator)
    clock.move_to(WEDNESDAY, tick=False)
    row = handed_over(city, Page.objects.get(pk=page.pk).specific, at=FRIDAY, now=WEDNESDAY)
    shown = as_(city.editor).get(reverse("publishing:handoff", args=[row.pk]))
    assert shown.context["ends_at"] is None
    press(as_(city.editor), "approve", row, **read_fields(row))
    beat(clock, FRIDAY)
    assert Page.objects.get(pk=page.pk).live
