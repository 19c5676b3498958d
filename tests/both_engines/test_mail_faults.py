"""No inquiry lost: the clock killed at the mailbox, several clocks, a day without a mail server (full counts: soak)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.both_engines import mail_faults, results

Told = Callable[[str], dict[str, Any]]
SIZES = ["small", pytest.param("full", marks=pytest.mark.soak)]

pytestmark = [pytest.mark.parametrize("size", SIZES), pytest.mark.par(5, pkt=2)]


def test_a_clock_killed_at_the_mailbox_loses_no_letter_and_takes_none_twice(posted: Told, size: str) -> None:
    told, asked = posted(size)["kills"], mail_faults.SIZES[size]
    runs = told["runs"]
    results.note(posted(size)["engine"], size, "mail-in", results.mail_in(told, asked["letters"]))
    assert len(runs) == asked["runs"]
    assert [run["torn"] for run in runs] == [0] * asked["runs"], "a letter is part of its inquiry whole or not at all"
    assert [run["after"] for run in runs] == [asked["letters"]] * asked["runs"]
    assert any(run["killed"] for run in runs), "no kill hit a clock at work"
    assert told["rows"] == told["distinct"] == (asked["runs"] + 1) * asked["letters"]
    assert told["left"] == 0


def test_several_clocks_at_one_mailbox_are_one(posted: Told, size: str) -> None:
    told, asked = posted(size)["clocks"], mail_faults.SIZES[size]
    assert told["errors"] == []
    assert told["done"] == asked["letters"] == told["rows"] - told["before"]
    assert told["left"] == 0


def test_questions_asked_while_the_mail_server_is_dead_for_a_day_stand_and_all_letters_arrive(
    posted: Told, size: str
) -> None:
    told, asked = posted(size)["dead_day"], mail_faults.SIZES[size]
    results.note(posted(size)["engine"], size, "dead-day", results.dead_day(told))
    assert told["stand"] == asked["questions"]
    assert told["tasks"] >= asked["questions"]
    assert told["sent_while_dead"] == 0
    assert told["letters"] >= asked["questions"] * 3, "to the asker, the coordinator and the deputy"
    assert (told["arrived"], told["strangers"], told["given_up"]) == (told["letters"], 0, 0)
    assert told["resent"] == told["unanswered"] > 0, "only what the server took without an answer comes twice"
    assert told["beats"] <= 3, "no letter has aged meanwhile"
