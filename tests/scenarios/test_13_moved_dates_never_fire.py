"""The hour comes and the item is not scheduled any more, moved later, or public already (scenario 13)."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from publishing.models import PublicChange
from publishing.states import Answer, Stage
from tests.publishing.city import TUESDAY, WEDNESDAY, approved, read_fields
from tests.scenarios.travel import MINUTE, beat, dates, press, row_of


@pytest.mark.par(4, ust=2)
def test_the_job_does_nothing(city: SimpleNamespace, as_: Any, clock: Any) -> None:
    cancelled, moved, withdrawn = approved(city), approved(city), approved(city)
    team, unit = as_(city.editor), as_(city.coordinator)
    press(team, "unschedule", cancelled, **read_fields(cancelled), **{"unschedule-reason": "Nie teraz."})
    press(unit, "withdraw", withdrawn, **read_fields(withdrawn), **{"withdraw-reason": "Nieaktualne."})
    press(team, "unschedule", moved, **read_fields(moved), **{"unschedule-reason": "Później."})
    later = dates("2026-11-25", "9:00", "propose-")
    press(team, "propose", moved, **later, **{"propose-reason": "Później."})
    press(unit, "accept", moved, proposal=moved.proposals.get(answer=Answer.WAITING).pk)
    press(team, "approve", moved, **read_fields(moved))
    assert beat(clock, TUESDAY).startswith("published: 0")
    assert beat(clock, WEDNESDAY - MINUTE).startswith("published: 0")
    assert beat(clock, WEDNESDAY).startswith("published: 1")
    assert beat(clock, WEDNESDAY + MINUTE).startswith("published: 0"), "public already"
    assert [row_of(row).stage for row in (cancelled, moved, withdrawn)] == [
        Stage.QUEUED,
        Stage.PUBLISHED,
        Stage.WITHDRAWN,
    ]
    assert PublicChange.objects.filter(page=moved.page).count() == 1
