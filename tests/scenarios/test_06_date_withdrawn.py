"""A scheduled publication is cancelled: back in the queue, the history kept, the unit has the reason (scenario 6)."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from coordination.models import OutboxMessage
from publishing.states import Stage
from tests.publishing.city import TUESDAY, approved, read_fields
from tests.scenarios.travel import beat, letters, press, queue, row_of, screen


@pytest.mark.par(4, ust=2)
def test_it_returns_as_date_withdrawn_with_its_history(city: SimpleNamespace, as_: Any, clock: Any) -> None:
    row = approved(city)
    team = as_(city.administrator)
    press(team, "unschedule", row, **read_fields(row), **{"unschedule-reason": "Zmiana planu."})
    assert row_of(row).stage == Stage.QUEUED
    assert "termin odwołany" in queue(team)
    shown = screen(team, row)
    for kept in ("Ewelina Brodacka", "Roman Redaktor", "Zmiana planu.", "zatwierdzone"):
        assert kept in shown.lower() or kept in shown, kept
    others = ("koordynator.kd", "zastepca.kd", "redaktor", "operator")
    assert letters("unscheduled") == {f"{name}@umk.example" for name in others}
    assert all("Zmiana planu." in letter.text for letter in OutboxMessage.objects.filter(kind="handoff.unscheduled"))
    assert beat(clock, TUESDAY).startswith("published: 0")
