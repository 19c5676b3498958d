"""A unit schedules within its right and loses the right before the hour (A18): the item waits in the queue instead."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Revision, Site

from coordination.models import AuditEntry, OutboxMessage
from publishing import scheduling
from publishing.models import Handoff, PublishingRight
from publishing.states import Purpose, Stage
from tests.publishing.city import NOW, fresh, news, read_fields
from tests.scenarios.routes import LATER, by_the_publish_button, live, schedule

SignIn = Callable[[Any], Client]
AFTER = LATER + dt.timedelta(hours=2)


@pytest.fixture
def scheduled(city: SimpleNamespace) -> SimpleNamespace:
    """A news item of KD that goes public tomorrow by the unit's own right."""
    city.right = PublishingRight.objects.create(
        unit=city.kd, kind="news", from_on=dt.date(2026, 1, 1), basis="polecenie", granted_by="SZ"
    )
    city.page = news(city, title="Zaplanowana")
    city.revision = schedule(city.page, fresh(city.coordinator))
    city.hour = city.revision.approved_go_live_at
    return city


def end_the_right(city: SimpleNamespace) -> None:
    city.right.until_on = NOW.date()
    city.right.save()


@pytest.mark.par(4, ust=1, pkt=1)
def test_with_the_right_it_goes_public(scheduled: SimpleNamespace, clock: Any) -> None:
    clock.move_to(AFTER)
    assert scheduling.run_once(AFTER)["published"] == 1
    assert live(scheduled.page)
    assert not Handoff.objects.exists()


def test_a_right_for_this_portal_only_holds_at_the_hour_too(scheduled: SimpleNamespace, clock: Any) -> None:
    scheduled.right.site = Site.objects.get()
    scheduled.right.save()
    clock.move_to(AFTER)
    assert scheduling.run_once(AFTER)["published"] == 1
    assert live(scheduled.page)


@pytest.mark.par(4, ust=1, pkt=2)
def test_without_it_exactly_that_version_waits_in_the_queue_and_both_sides_are_told(
    scheduled: SimpleNamespace, as_: SignIn, clock: Any
) -> None:
    end_the_right(scheduled)
    clock.move_to(AFTER)
    assert scheduling.run_once(AFTER) == {"published": 0, "failed": 0, "expired": 0}
    assert not live(scheduled.page)
    row = Handoff.objects.get()
    assert (row.stage, row.purpose, row.unit) == (Stage.QUEUED, Purpose.NEW, scheduled.kd)
    assert (row.revision_id, row.publish_at) == (scheduled.revision.pk, scheduled.hour)
    assert (row.submitted_by_name, row.delivered_at) == ("Ewelina Brodacka", AFTER)
    assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()
    line = AuditEntry.objects.get(verb="page.lapse")
    assert (line.actor_name, line.version) == ("system", str(scheduled.revision.pk))
    told = OutboxMessage.objects.filter(kind="handoff.lapsed")
    assert {letter.to for letter in told} == {"koordynator.kd@umk.example", "zastepca.kd@umk.example"}
    assert all("uprawnienie komórki" in letter.text for letter in told)
    assert {letter.to for letter in OutboxMessage.objects.filter(kind="handoff.handed_over")} == {
        "administrator@umk.example",
        "redaktor@umk.example",
    }
    assert scheduling.run_once(AFTER + dt.timedelta(hours=1))["published"] == 0, "once is enough"
    assert Handoff.objects.count() == 1


@pytest.mark.par(4, ust=2)
def test_the_portal_team_decides_late_or_returns_it(scheduled: SimpleNamespace, as_: SignIn, clock: Any) -> None:
    end_the_right(scheduled)
    clock.move_to(AFTER)
    scheduling.run_once(AFTER)
    row, team = Handoff.objects.get(), as_(scheduled.editor)
    assert team.get(reverse("publishing:handoff", args=[row.pk])).status_code == 200
    approve = reverse("publishing:approve", args=[row.pk])
    assert team.post(approve, read_fields(row)).status_code == 403, "the hour has passed"
    assert team.post(approve, {**read_fields(row), "late": "1"}).status_code == 302
    assert live(scheduled.page)


def test_the_unit_may_withdraw_it(scheduled: SimpleNamespace, as_: SignIn, clock: Any) -> None:
    end_the_right(scheduled)
    clock.move_to(AFTER)
    scheduling.run_once(AFTER)
    row = Handoff.objects.get()
    answer = as_(scheduled.deputy).post(
        reverse("publishing:withdraw", args=[row.pk]), {**read_fields(row), "withdraw-reason": "Już nie."}
    )
    assert answer.status_code == 302
    assert not live(scheduled.page)


def test_whoever_left_meanwhile_does_not_take_the_units_right_along(scheduled: SimpleNamespace, clock: Any) -> None:
    scheduled.coordinator.is_active = False
    scheduled.coordinator.save()
    clock.move_to(AFTER)
    scheduling.run_once(AFTER)
    assert live(scheduled.page)


def test_a_right_of_one_person_counts_for_that_person(scheduled: SimpleNamespace, clock: Any) -> None:
    scheduled.right.person = scheduled.deputy.person
    scheduled.right.save()
    clock.move_to(AFTER)
    scheduling.run_once(AFTER)
    assert not live(scheduled.page)
    assert Handoff.objects.get().stage == Stage.QUEUED


def test_another_units_right_does_not_help(scheduled: SimpleNamespace, clock: Any) -> None:
    scheduled.right.unit = scheduled.sp
    scheduled.right.save()
    clock.move_to(AFTER)
    scheduling.run_once(AFTER)
    assert not live(scheduled.page)


def test_structure_of_the_portal_needs_no_right(city: SimpleNamespace, clock: Any) -> None:
    hour = schedule(city.news, fresh(city.administrator)).approved_go_live_at
    clock.move_to(hour + dt.timedelta(minutes=1))
    scheduling.run_once(hour + dt.timedelta(minutes=1))
    assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()
    assert not Handoff.objects.exists()


def test_an_open_handoff_of_the_page_decides_alone(scheduled: SimpleNamespace, clock: Any) -> None:
    Handoff.objects.create(
        page_id=scheduled.page.pk,
        title="Zaplanowana",
        unit=scheduled.kd,
        kind="news",
        stage=Stage.RETURNED,
        publish_at=AFTER + dt.timedelta(days=3),
        created_by_name="Ewelina Brodacka",
        created_at=NOW,
    )
    end_the_right(scheduled)
    clock.move_to(AFTER)
    scheduling.run_once(AFTER)
    row = Handoff.objects.get()
    assert row.stage == Stage.RETURNED
    assert "uprawnienie wygasło" in row.note
    assert not live(scheduled.page)


def test_publishing_now_is_refused_the_day_after_the_right_ended(
    scheduled: SimpleNamespace, as_: SignIn, clock: Any
) -> None:
    end_the_right(scheduled)
    clock.move_to(NOW + dt.timedelta(days=1))
    by_the_publish_button(as_(scheduled.coordinator), scheduled, scheduled.page)
    assert not live(scheduled.page)
