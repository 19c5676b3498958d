"""Three items are due at once and the first cannot be saved (scenario 5)."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from coordination.models import AuditEntry
from publishing.states import Stage
from tests.publishing.city import TUESDAY, approved, news
from tests.publishing.test_scheduling import break_publication
from tests.scenarios.travel import MINUTE, beat, letters, queue, row_of


@pytest.mark.par(4, ust=2)
def test_the_others_go_out_and_the_first_keeps_its_date(
    city: SimpleNamespace, as_: Any, clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [approved(city, news(city, title=title)) for title in ("Zła", "Dobra", "Lepsza")]
    with monkeypatch.context() as patch:
        break_publication(patch, "Zła")
        assert beat(clock, TUESDAY).startswith("published: 2, failed: 1")
        assert [Client().get(row.page.url).status_code for row in rows] == [404, 200, 200]
        bad = row_of(rows[0])
        assert (bad.stage, bad.publish_at, bad.next_try_at) == (Stage.FAILED, TUESDAY, TUESDAY + MINUTE)
        assert "publikacja nie udała się" in queue(as_(city.administrator))
    told = letters("failed")
    assert {"administrator@umk.example", "koordynator.kd@umk.example", "zastepca.kd@umk.example"} <= told
    assert beat(clock, TUESDAY + MINUTE).startswith("published: 1")
    assert Client().get(rows[0].page.url).status_code == 200
    assert row_of(rows[0]).late_minutes == 1


@pytest.mark.par(4, ust=2)
def test_a_person_has_it_tried_at_once_when_the_cause_is_gone(
    city: SimpleNamespace, as_: Any, clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = approved(city, news(city, title="Zła"))
    with monkeypatch.context() as patch:
        break_publication(patch, "Zła")
        beat(clock, TUESDAY)
        assert "Znów się nie udało" in text_after(as_(city.operator), row)
    assert as_(city.coordinator).post(reverse("publishing:retry", args=[row.pk])).status_code == 403
    assert row_of(row).stage == Stage.FAILED
    clock.move_to(TUESDAY + MINUTE / 2, tick=False)
    assert "Tym razem się udało" in text_after(as_(city.operator), row)
    assert Client().get(row.page.url).status_code == 200
    told = AuditEntry.objects.filter(verb="handoff.retry").values_list("actor_name", flat=True)
    assert list(told) == ["Olga Operator"] * 2
    assert as_(city.operator).post(reverse("publishing:retry", args=[row.pk])).status_code == 403


def text_after(client: Client, row: Any) -> str:
    """What the screen says after the button was pressed."""
    answer = client.post(reverse("publishing:retry", args=[row.pk]), follow=True)
    return " ".join(answer.content.decode().split())
