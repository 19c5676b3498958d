"""What the clock reads with its claim tells the same as asking every table (publishing.beside)."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from publishing import beside, talks
from publishing.models import DateProposal, Handoff
from publishing.states import Answer, Side, Stage
from tests.publishing.city import NOW

WHAT = ("talk", "correction", "emergency")


@pytest.fixture
def handoff(city: SimpleNamespace) -> Handoff:
    return Handoff.objects.create(
        title="Nabór", unit=city.kd, kind="news", stage=Stage.SCHEDULED, publish_at=NOW, created_at=NOW
    )


def test_a_waiting_proposal_is_seen_and_ends(handoff: Handoff) -> None:
    row = DateProposal.objects.create(handoff=handoff, side=Side.UNIT, by_name="A", at=NOW, publish_at=NOW)
    claimed = beside.asked(Handoff.objects.all()).get(pk=handoff.pk)
    assert [claimed.has_beside(what) for what in WHAT] == [True, False, False]
    assert talks.end(claimed, now=NOW) == row
    row.refresh_from_db()
    assert row.answer == Answer.LAPSED
    assert not beside.asked(Handoff.objects.all()).get(pk=handoff.pk).has_beside("talk")


def test_where_nobody_has_asked_the_tables_are(handoff: Handoff) -> None:
    assert all(handoff.has_beside(what) for what in WHAT)
    DateProposal.objects.create(handoff=handoff, side=Side.UNIT, by_name="A", at=NOW, publish_at=NOW)
    assert talks.end(handoff, now=NOW) is not None
