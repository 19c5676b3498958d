"""An approval after the hour publishes in the same request: nobody waits for a beat, and no alarm is raised for it."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from coordination.models import AuditEntry, OutboxMessage
from publishing import scheduling
from publishing.models import Handoff
from publishing.states import Stage
from tests.publishing.city import FRIDAY, TUESDAY, handed_over, read_fields, ticked
from tests.scenarios.test_25_set_of_five import TITLES, set_of_five
from tests.scenarios.travel import MINUTE, beat, row_of

LATE = TUESDAY + 40 * MINUTE


def approve_late(client: Client, row: Handoff) -> Any:
    given = {**read_fields(row), "late": "1"}
    return client.post(reverse("publishing:approve", args=[row.pk]), given, follow=True)


def fail(handoff: Handoff, by: Any = None) -> None:
    raise OSError("no space left on device")


@pytest.mark.par(4, ust=2)
def test_a_late_approval_publishes_in_the_same_request(city: SimpleNamespace, as_: Any, clock: Any) -> None:
    row = handed_over(city)
    clock.move_to(LATE, tick=False)
    answer = approve_late(as_(city.editor), row)
    done = row_of(row)
    assert "Zatwierdzone i gotowe" in answer.content.decode()
    assert (done.stage, done.published_at, done.late_minutes) == (Stage.PUBLISHED, LATE, 40)
    assert Client().get(done.page.url).status_code == 200
    assert not Handoff.objects.overdue(LATE).exists()
    assert "Roman Redaktor" in AuditEntry.objects.get(verb="handoff.publish").right, "on whose word"
    assert OutboxMessage.objects.filter(kind="handoff.published").exists()
    beat(clock, LATE + MINUTE)
    assert AuditEntry.objects.filter(verb="handoff.publish").count() == 1, "once"


@pytest.mark.par(4, ust=2)
def test_a_late_publication_that_fails_is_the_failed_stage_as_always(
    city: SimpleNamespace, as_: Any, clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = handed_over(city)
    clock.move_to(LATE, tick=False)
    with monkeypatch.context() as patch:
        patch.setattr(scheduling, "put_out", fail)
        answer = approve_late(as_(city.editor), row)
    left = row_of(row)
    assert "Zatwierdzone, ale publikacja się nie udała" in answer.content.decode()
    assert (left.stage, left.attempts, left.publish_at) == (Stage.FAILED, 1, TUESDAY)
    assert left.reviews.count() == 1, "the decision stands"
    beat(clock, LATE + 2 * MINUTE)
    assert row_of(row).stage == Stage.PUBLISHED, "tried again by itself"


@pytest.mark.par(4, ust=2)
def test_a_set_goes_public_in_the_same_request(
    city: SimpleNamespace, as_: Any, clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What fails of it stays in the failed stage; the rest is public."""
    found, rows = set_of_five(city, as_)
    clock.move_to(FRIDAY + 30 * MINUTE, tick=False)
    put_out = scheduling.put_out

    def but_one(handoff: Handoff, by: Any = None) -> None:
        fail(handoff) if handoff.title == TITLES[1] else put_out(handoff, by)

    monkeypatch.setattr(scheduling, "put_out", but_one)
    given = {**ticked(rows), "late": "1"}
    answer = as_(city.editor).post(reverse("publishing:approve_set", args=[found.pk]), given, follow=True)
    assert "Zatwierdzone, ale publikacja się nie udała" in answer.content.decode()
    assert [row_of(row).stage for row in rows] == [Stage.PUBLISHED, Stage.FAILED, *[Stage.PUBLISHED] * 3]
    assert not Handoff.objects.overdue(FRIDAY + 30 * MINUTE).exists()
