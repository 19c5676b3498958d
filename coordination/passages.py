"""The way of an inquiry from unit to unit, as both sides see it: from, to, when and why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

from .models import Inquiry, InquiryMessage


class Stop(NamedTuple):
    """A unit on the way, with the instant at which the inquiry came to it and why it was sent there."""

    unit: str
    at: dt.datetime
    why: str
    is_last: bool


def way_of(inquiry: Inquiry, thread: Iterable[InquiryMessage]) -> list[Stop]:
    """Every unit in order, the present one last; empty when the inquiry has never moved. No query."""
    moves = [message for message in thread if message.passed_to]
    if not moves:
        return []
    stops = [(moves[0].passed_from, inquiry.received_at, "")]
    stops += [(move.passed_to, move.at, move.passed_why) for move in moves]
    last = len(stops) - 1
    return [Stop(unit, at, why, number == last) for number, (unit, at, why) in enumerate(stops)]
