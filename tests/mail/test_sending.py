"""A mail server that answers slowly holds up nothing: a pass of the outbox ends when its time is spent."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

import pytest

from coordination import outbox
from coordination.models import OutboxMessage
from coordination.outbox import BUDGET, Recipient
from tests.publishing.city import NOW

pytestmark = pytest.mark.django_db


def written(number: int) -> None:
    context: dict[str, Any] = {"unit": None, "parts": [], "number": 0}
    to = [Recipient(f"{count}@umk.example") for count in range(number)]
    outbox.write("reminder", to=to, template="coordination/emails/reminder", context=context, now=NOW)


def seconds(each: float) -> Iterator[float]:
    """What a clock shows that is looked at before the pass and before every letter but the first."""
    return itertools.count(1000.0, each)


def test_a_slow_server_gets_the_rest_in_the_next_passes_and_each_letter_once(mailoutbox: Any) -> None:
    written(10)
    slow = seconds(BUDGET / 4)
    assert outbox.send_due(NOW, timer=lambda: next(slow)) == 4
    waiting = OutboxMessage.objects.filter(sent_at__isnull=True)
    assert (waiting.count(), set(waiting.values_list("attempts", "last_error"))) == (6, {(0, "")})
    assert outbox.send_due(NOW, timer=lambda: next(slow)) == 4
    quick = seconds(0.01)
    assert outbox.send_due(NOW, timer=lambda: next(quick)) == 2
    assert len({letter.extra_headers["Message-ID"] for letter in mailoutbox}) == len(mailoutbox) == 10


def test_however_slow_one_letter_goes_in_every_pass() -> None:
    written(3)
    standing = seconds(10 * BUDGET)
    assert [outbox.send_due(NOW, timer=lambda: next(standing)) for _pass in range(4)] == [1, 1, 1, 0]
