"""The portal side proposes another date, the unit accepts: names, times, the whole talk (scenarios 17, 19)."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any

import pytest

from coordination.models import OutboxMessage
from coordination.verdict import Refused
from publishing import actions
from publishing.states import Answer
from tests.publishing.city import NOW, WEDNESDAY, fresh, handed_over, read_fields
from tests.scenarios.travel import dates, letters, press, row_of, screen

UNIT = {"koordynator.kd@umk.example", "zastepca.kd@umk.example"}
PORTAL = {"administrator@umk.example", "redaktor@umk.example", "operator@umk.example"}


def agreed(city: SimpleNamespace, as_: Any, clock: Any) -> Any:
    """Handed over for Tuesday 9:00; at 10:20 the editor proposes Wednesday, at 10:40 the deputy accepts."""
    row = handed_over(city)
    clock.move_to(NOW + dt.timedelta(minutes=20), tick=False)
    moved = {**dates("2026-11-25", "9:00", "propose-"), "propose-reason": "Wtorek jest pełny."}
    press(as_(city.editor), "propose", row, **moved)
    clock.move_to(NOW + dt.timedelta(minutes=40), tick=False)
    press(as_(city.deputy), "accept", row, proposal=row.proposals.get(answer=Answer.WAITING).pk)
    return row_of(row)


@pytest.mark.par(4, ust=2)
def test_both_names_both_times_and_the_exchange(city: SimpleNamespace, as_: Any, clock: Any) -> None:
    row = agreed(city, as_, clock)
    assert (row.publish_at, row.agreed_at) == (WEDNESDAY, NOW + dt.timedelta(minutes=40))
    shown = screen(as_(city.coordinator), row)
    for told in ("Ewelina Brodacka", "Roman Redaktor", "Tomasz Zastępca", "10:20", "10:40", "Wtorek jest pełny."):
        assert told in shown, told
    first, second = row.proposals.all()
    assert (first.answer, second.answer) == (Answer.REPLACED, Answer.ACCEPTED)
    again = press(as_(city.deputy), "accept", row, proposal=second.pk)
    assert again.status_code == 403, "what was accepted is accepted once"
    late = press(as_(city.deputy), "accept", row, proposal=first.pk)
    assert late.status_code == 403, "what was replaced is never accepted"
    assert [p.answer for p in row.proposals.all()] == [Answer.REPLACED, Answer.ACCEPTED]


@pytest.mark.par(4, ust=2)
def test_the_portal_side_says_why_it_wants_other_dates(city: SimpleNamespace, as_: Any) -> None:
    row, moved = handed_over(city), dates("2026-11-25", "9:00", "propose-")
    for typed in ("", "x" * 1001):
        answer = press(as_(city.editor), "propose", row, **moved, **{"propose-reason": typed})
        assert answer.status_code == 422
        assert list(answer.context["proposal_form"].errors) == ["reason"]
        assert 'value="2026-11-25"' in answer.content.decode()
    with pytest.raises(Refused, match="dlaczego terminy komórki nie pasują"):
        actions.propose(row, dates=actions.Dates(WEDNESDAY), by=fresh(city.editor), now=NOW)
    assert press(as_(city.coordinator), "propose", row, **moved).status_code == 302, "the unit may move its own"
    long = "Wtorek jest pełny. " * 30
    assert press(
        as_(city.editor), "propose", row, **dates("2026-11-26", "9:00", "propose-"), **{"propose-reason": long}
    )
    history = screen(as_(city.coordinator), row).rpartition("history-title")[2]
    assert "line__long" in history, "a long reason is folded"


@pytest.mark.par(4, ust=2)
@pytest.mark.parametrize(("mover", "told"), [("coordinator", PORTAL), ("administrator", UNIT)])
def test_19_moving_it_takes_a_reason_a_fresh_consent_and_one_notice(
    city: SimpleNamespace, as_: Any, clock: Any, mover: str, told: set[str]
) -> None:
    row = agreed(city, as_, clock)
    OutboxMessage.objects.all().delete()
    by, friday = as_(getattr(city, mover)), dates("2026-11-27", "12:00", "propose-")
    refused = press(by, "propose", row, **friday, **{"propose-reason": " "})
    assert refused.status_code == 422
    assert 'value="2026-11-27"' in refused.content.decode()
    assert row_of(row).is_agreed
    assert press(by, "propose", row, **friday, **{"propose-reason": "Choroba autora."}).status_code == 302
    assert not row_of(row).is_agreed
    assert letters("date_proposed") == told
    assert OutboxMessage.objects.count() == len(told), "exactly one notice a person"
    approval = press(as_(city.editor), "approve", row, **read_fields(row))
    assert (approval.status_code == 403) is (mover == "administrator"), "the other side has to answer first"
    assert "25 listopada 2026, godz. 9:00" in screen(as_(city.coordinator), row), "the old date stays visible"
