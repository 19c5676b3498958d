"""The clock killed, the mail server dead, two reviewers at once: on SQLite and PostgreSQL (full counts: soak)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from tests.both_engines import faults, results

Told = Callable[[str], dict[str, Any]]
SIZES = ["small", pytest.param("full", marks=pytest.mark.soak)]

pytestmark = pytest.mark.parametrize("size", SIZES)


@pytest.mark.par(4, ust=2)
def test_a_clock_killed_anywhere_loses_nothing_and_doubles_nothing(faulted: Told, size: str) -> None:
    told, asked = faulted(size)["kills"], faults.SIZES[size]
    runs = told["runs"]
    results.note(faulted(size)["engine"], size, "kills", results.kills(told, asked["due"]))
    assert len(runs) == asked["runs"]
    assert [run["torn"] for run in runs] == [0] * asked["runs"], "an item is published whole or not at all"
    assert [run["after"] for run in runs] == [asked["due"]] * asked["runs"]
    assert any(run["killed"] for run in runs), "no kill hit a clock at work"
    assert (told["missing"], told["letters"] > 0) == (0, True)


@pytest.mark.par(4, ust=2)
def test_a_mail_server_dead_for_an_hour_stops_no_decision_and_loses_no_letter(faulted: Told, size: str) -> None:
    told, asked = faulted(size)["outage"], faults.SIZES[size]
    results.note(faulted(size)["engine"], size, "outage", results.outage(told))
    assert told["approvals_stand"] == asked["items"]
    assert told["sent_while_dead"] == 0
    assert told["letters"] >= asked["items"] * 4
    assert (told["arrived"], told["strangers"], told["given_up"]) == (told["letters"], 0, 0)
    assert told["resent"] == told["unanswered"] > 0, "only what the server took without an answer comes twice"
    assert told["minutes"] <= 2, "no letter has aged meanwhile"


@pytest.mark.par(4, ust=1, pkt=2)
def test_two_reviewers_at_the_same_moment_are_one_decision(faulted: Told, size: str) -> None:
    told, asked = faulted(size)["decisions"], faults.SIZES[size]
    results.note(faulted(size)["engine"], size, "decisions", results.decisions(told))
    assert told["errors"] == []
    assert told["one_decision"] == len(told["rounds"]) == asked["rounds"]
    assert [Counter(pair)["refused"] for pair in told["rounds"]] == [1] * asked["rounds"]
