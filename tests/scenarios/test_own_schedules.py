"""What the clock owes a unit that schedules by its own right: no dark page, no silent failure, its place in order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client
from wagtail.models import Page, Revision

from coordination.models import AuditEntry, OutboxMessage
from pages.models import SearchRow
from publishing import confinement, scheduling
from publishing.models import Confinement, Handoff, PublicChange, PublishingRight
from publishing.states import Stage
from tests.publishing.city import NOW, approved, fresh, news, read_fields
from tests.scenarios.routes import LATER, live, schedule
from tests.scenarios.travel import MINUTE, beat, press, screen

SignIn = Callable[[Any], Client]


@pytest.fixture
def entitled(city: SimpleNamespace) -> SimpleNamespace:
    """KD publishes news by its own right."""
    PublishingRight.objects.create(
        unit=city.kd, kind="news", from_on=dt.date(2026, 1, 1), basis="polecenie", granted_by="SZ"
    )
    return city


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> set[int]:
    """Numbers of versions whose publication fails."""
    poisoned: set[int] = set()
    publish = Revision.publish

    def fail(self: Any, *args: Any, **kwargs: Any) -> Any:
        if self.pk in poisoned:
            raise RuntimeError("the disk is full")
        return publish(self, *args, **kwargs)

    monkeypatch.setattr(Revision, "publish", fail)
    return poisoned


@pytest.mark.par(4, ust=1, pkt=1)
def test_the_end_of_the_public_version_waits_for_the_units_own_update(entitled: SimpleNamespace, clock: Any) -> None:
    """Scenario 4 within a unit's rights: dark, the page would also lose its schedule."""
    page = news(entitled, live=True, title="Stare godziny")
    page.expire_at, page.lead = None, "Nowe godziny."
    hour = schedule(page, fresh(entitled.coordinator)).approved_go_live_at
    Page.objects.filter(pk=page.pk).update(expire_at=hour - 5 * MINUTE)
    beat(clock, hour - MINUTE)
    assert live(page)
    beat(clock, hour + MINUTE)
    assert live(page)
    assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()
    beat(clock, hour + 2 * MINUTE)
    assert live(page), "the end of the old version does not come after the new one"


@pytest.mark.par(4, ust=1, pkt=1)
def test_until_its_hour_nobody_hears_of_what_is_scheduled(entitled: SimpleNamespace, clock: Any) -> None:
    """Wagtail tells that a page is published when it is only scheduled; no list, search or history believes it."""
    page = news(entitled, title="Niespodzianka")
    confinement.confine(
        page, people=[entitled.deputy], reason="Do konferencji.", by=fresh(entitled.coordinator), now=NOW
    )
    hour = schedule(page, fresh(entitled.coordinator)).approved_go_live_at
    assert not PublicChange.objects.filter(page=page.pk).exists()
    assert not SearchRow.objects.filter(page=page.pk).exists()
    assert Confinement.objects.in_force().filter(page=page.pk).exists()
    assert "Niespodzianka" not in Client().get("/aktualnosci/").content.decode()
    beat(clock, hour + MINUTE)
    assert PublicChange.objects.filter(page=page.pk, first=True).count() == 1
    assert SearchRow.objects.filter(page=page.pk).exists()
    assert not Confinement.objects.in_force().filter(page=page.pk).exists()


@pytest.mark.par(4, ust=2)
def test_what_fails_becomes_a_handoff_with_its_cause_and_both_sides_are_told(
    entitled: SimpleNamespace, as_: SignIn, clock: Any, failing: set[int]
) -> None:
    page = news(entitled, title="Nie wychodzi")
    revision = schedule(page, fresh(entitled.coordinator))
    failing.add(revision.pk)
    clock.move_to(LATER + MINUTE, tick=False)
    assert scheduling.run_once(LATER + MINUTE) == {"published": 0, "failed": 1, "expired": 0}
    row = Handoff.objects.get()
    assert (row.stage, row.revision_id, row.publish_at) == (Stage.QUEUED, revision.pk, LATER)
    assert "RuntimeError: the disk is full" in screen(as_(entitled.editor), row)
    assert AuditEntry.objects.get(verb="page.fail").actor_name == "system"
    letter = OutboxMessage.objects.get(kind="handoff.lapsed", to=entitled.coordinator.email)
    assert "publikacja się nie udała" in letter.text
    assert "uprawnienie" not in letter.text
    assert OutboxMessage.objects.filter(kind="handoff.handed_over", to=entitled.editor.email).exists()
    assert scheduling.run_once(LATER + 2 * MINUTE)["failed"] == 0, "no silent try at every beat"
    failing.clear()
    press(as_(entitled.editor), "approve", row, late="1", **read_fields(row))
    beat(clock, LATER + 3 * MINUTE)
    assert live(page)


def test_beside_an_open_handoff_the_schedule_only_ends(
    entitled: SimpleNamespace, clock: Any, failing: set[int]
) -> None:
    page = news(entitled, title="Nie wychodzi")
    revision = schedule(page, fresh(entitled.coordinator))
    failing.add(revision.pk)
    Handoff.objects.create(
        page_id=page.pk, title="Nie wychodzi", unit=entitled.kd, kind="news", stage=Stage.PREPARED,
        publish_at=LATER, created_by_name="x", created_at=NOW,
    )  # fmt: skip
    beat(clock, LATER + MINUTE)
    assert Handoff.objects.get().stage == Stage.PREPARED
    letter = OutboxMessage.objects.filter(kind="handoff.lapsed").first()
    assert letter
    assert "publikacja się nie udała" in letter.text


def test_a_claim_that_the_database_refuses_is_no_failure(
    entitled: SimpleNamespace, clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = news(entitled)
    schedule(page, fresh(entitled.coordinator))

    def locked(*_anything: Any) -> None:
        raise OperationalError("database is locked")

    with monkeypatch.context() as patch:
        patch.setattr(scheduling, "_claim_own", locked)
        beat(clock, LATER + MINUTE)
    assert not Handoff.objects.exists()
    beat(clock, LATER + 2 * MINUTE)
    assert live(page)


def test_structure_that_fails_is_tried_again(city: SimpleNamespace, clock: Any, failing: set[int]) -> None:
    revision = schedule(city.news, fresh(city.administrator))
    failing.add(revision.pk)
    clock.move_to(LATER + MINUTE, tick=False)
    assert scheduling.run_once(LATER + MINUTE)["failed"] == 1
    assert not Handoff.objects.exists()
    failing.clear()
    assert scheduling.run_once(LATER + 2 * MINUTE)["published"] == 1


@pytest.mark.par(4, ust=2)
def test_after_an_outage_both_ways_go_public_in_one_order(entitled: SimpleNamespace, clock: Any) -> None:
    """By the hours that were promised, not first all that was handed over."""
    hours = [LATER - MINUTE, LATER, LATER + MINUTE]
    first = approved(entitled, news(entitled, title="Pierwsza"), at=hours[0])
    own = news(entitled, title="Druga")
    schedule(own, fresh(entitled.coordinator))
    third = approved(entitled, news(entitled, title="Trzecia"), at=hours[2])
    clock.move_to(LATER + 60 * MINUTE, tick=False)
    assert scheduling.run_once(LATER + 60 * MINUTE)["published"] == 3
    pages = PublicChange.objects.order_by("pk").values_list("page_id", flat=True)
    assert [pk for pk in pages if pk in (first.page_id, own.pk, third.page_id)] == [
        first.page_id,
        own.pk,
        third.page_id,
    ]


def test_a_failure_keeps_nobody_elses_hour(
    entitled: SimpleNamespace, as_: SignIn, clock: Any, failing: set[int]
) -> None:
    bad, good = news(entitled), news(entitled)
    failing.add(schedule(bad, fresh(entitled.coordinator)).pk)
    schedule(good, fresh(entitled.coordinator))
    row = approved(entitled, news(entitled), at=LATER)
    beat(clock, LATER + MINUTE)
    assert live(good)
    assert Page.objects.get(pk=row.page_id).live
