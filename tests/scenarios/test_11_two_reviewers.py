"""Two reviewers decide in the same second: one decision stands, the other sees whose it is (scenario 11)."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from coordination.models import AuditEntry, OutboxMessage
from coordination.verdict import Refused
from publishing import actions
from publishing.models import Handoff, Review
from publishing.states import Decision, Stage
from tests.publishing.city import NOW, as_read, fresh, handed_over, read_fields

SignIn = Callable[[Any], Client]
DEEDS = {"approve": Decision.APPROVED, "send_back": Decision.RETURNED}


def send(client: Client, deed: str, row: Handoff) -> Any:
    data = {**read_fields(row), "return-comment": "Podaj godzinę."}
    return client.post(reverse(f"publishing:{deed}", args=[row.pk]), data)


@pytest.mark.par(4, ust=2)
@pytest.mark.parametrize("second", DEEDS)
@pytest.mark.parametrize("first", DEEDS)
def test_one_decision_stands_and_the_other_learns_whose(
    city: SimpleNamespace, as_: SignIn, first: str, second: str
) -> None:
    row = handed_over(city)
    assert send(as_(city.editor), first, row).status_code == 302
    late = send(as_(city.administrator), second, row)
    shown = late.content.decode()
    assert late.status_code == 409
    assert "ktoś był szybszy" in shown
    assert "Roman Redaktor" in shown
    assert "23.11.2026, 10:00" in shown
    review = Review.objects.get()
    assert (review.decision, review.reviewer_name) == (DEEDS[first], "Roman Redaktor")
    row.refresh_from_db()
    assert row.stage == (Stage.SCHEDULED if first == "approve" else Stage.RETURNED)
    decided = AuditEntry.objects.filter(verb__in=["handoff.approve", "handoff.send_back"])
    assert [line.actor_name for line in decided] == ["Roman Redaktor"], "no record contradicts another"
    kinds = set(OutboxMessage.objects.values_list("kind", flat=True))
    assert len(kinds & {"handoff.scheduled", "handoff.sent_back"}) == 1


@pytest.mark.par(4, ust=2)
def test_a_decision_on_what_was_read_before_the_other_is_refused_under_the_lock(city: SimpleNamespace) -> None:
    """Both have read the row; the second finds it changed when it holds it. The crowd test does it with threads."""
    row = handed_over(city)
    stale = Handoff.objects.get(pk=row.pk)
    actions.send_back(row, read=as_read(row), by=fresh(city.editor), comment="Podaj godzinę.", now=NOW)
    with pytest.raises(Refused):
        actions.approve(stale, by=fresh(city.administrator), read=as_read(stale), now=NOW)
    assert Review.objects.get().decision == Decision.RETURNED


def test_whoever_may_not_decide_learns_of_no_decision(city: SimpleNamespace, as_: SignIn) -> None:
    row = handed_over(city)
    send(as_(city.editor), "approve", row)
    answer = send(as_(city.other), "approve", row)
    assert answer.status_code == 403
    assert "Roman Redaktor" not in answer.content.decode()
