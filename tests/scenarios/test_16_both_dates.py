"""Without both dates nothing is handed over; with them it waits as «date proposed» (scenario 16)."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.urls import reverse

from publishing.models import Handoff
from publishing.states import Side
from tests.publishing.city import news
from tests.scenarios.travel import dates, queue

RESERVED = {"title": "Spotkanie", "kind": "news", "note": ""}


@pytest.mark.par(4, ust=2)
@pytest.mark.parametrize(
    "given",
    [
        {},
        {"deliver_by": "2026-11-25"},
        dates("2026-11-27", "12:00"),
        {"deliver_by": "2026-11-25", **dates("2026-11-27", "")},
    ],
)
def test_a_date_is_missing(city: SimpleNamespace, as_: Any, given: dict[str, str]) -> None:
    answer = as_(city.coordinator).post(reverse("publishing:reserve"), {**RESERVED, "unit": city.kd.pk, **given})
    assert answer.status_code == 422
    assert 'value="Spotkanie"' in answer.content.decode()
    page = news(city)
    bare = as_(city.coordinator).post(reverse("publishing:hand_over", args=[page.pk]), {"note": "Proszę."})
    assert bare.status_code == 422
    assert not Handoff.objects.exists()


@pytest.mark.par(4, ust=2)
def test_with_both_it_waits_as_proposed(city: SimpleNamespace, as_: Any) -> None:
    both = {"deliver_by": "2026-11-25", **dates("2026-11-27", "12:00")}
    as_(city.coordinator).post(reverse("publishing:reserve"), {**RESERVED, "unit": city.kd.pk, **both})
    assert Handoff.objects.get().proposals.get().side == Side.UNIT
    shown = queue(as_(city.editor))
    assert "Spotkanie" in shown
    assert "zaproponowany przez komórkę" in shown
