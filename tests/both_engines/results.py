"""What the faults printed, kept in docs/measurements/clock-faults.txt when they ran at full counts."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tests.journeys.running import ROOT

KEPT = ROOT / "docs" / "measurements" / "clock-faults.txt"
HEAD = (
    "# Faults under the clock at full counts: .venv/bin/pytest -m soak tests/both_engines/test_{crowd,*faults}.py -s"
    "\n# on two shared cores, other work beside it; one line a story and engine"
)


def note(engine: str, size: str, story: str, said: str) -> None:
    """Print the line; at full counts put it in the place of the one that was kept."""
    print(f"\n{engine} {size} {story}: {said}")  # noqa: T201
    if size != "full":
        return
    lines = KEPT.read_text().splitlines() if KEPT.exists() else []
    begins = f"{engine:<10} {story:<9} "
    kept = [line for line in lines if line and not line.startswith(("#", begins))]
    line = f"{begins}{dt.datetime.now(dt.UTC):%F}  {said}"
    KEPT.write_text("\n".join([HEAD, "", *sorted([*kept, line])]) + "\n")


def clocks(told: dict[str, Any], items: int) -> str:
    by = " + ".join(str(said["published"]) for said in told["said"])
    heard = sum(said.get("signals", 0) for said in told["said"])
    return (
        f"{len(told['said'])} clocks over {items} items: published {by}, signals {heard}, public lines "
        f"{sum(told['changes'])}, lines of the book {told['book']}, of Wagtail's log {told['log']}, "
        f"letters {told['letters']}"
    )


def kills(told: dict[str, Any], due: int) -> str:
    runs = told["runs"]
    dead = [run for run in runs if run["killed"]]
    middle = sum(0 < run["done"] < due for run in dead)
    return (
        f"{len(runs)} runs of {due} items, {len(dead)} clocks killed ({sum(run['done'] == 0 for run in dead)} before "
        f"the first item was through, {middle} between items, {sum(run['done'] == due for run in dead)} at the "
        f"letters); torn items {sum(run['torn'] for run in runs)}, published in the end "
        f"{sum(run['after'] for run in runs)} of {len(runs) * due}, each once; letters {told['letters']}, missing "
        f"{told['missing']}, resent {told['resent']}; an undisturbed pass takes {told['spent']} s"
    )


def outage(told: dict[str, Any]) -> str:
    return (
        f"{told['approvals_stand']} approvals stand; sent while dead {told['sent_while_dead']}; distinct Message-IDs "
        f"written {told['letters']}, arrived {told['arrived']}, resent {told['resent']} (taken without an answer "
        f"{told['unanswered']}), given up {told['given_up']}; the last one {told['minutes']} min after the hour"
    )


def decisions(told: dict[str, Any]) -> str:
    return (
        f"{len(told['rounds'])} rounds, one decision in {told['one_decision']} "
        f"({told['won_by_return']} returns), refused "
        f"{sum(each == 'refused' for pair in told['rounds'] for each in pair)}"
    )


def mail_in(told: dict[str, Any], letters: int) -> str:
    runs = told["runs"]
    dead = [run for run in runs if run["killed"]]
    return (
        f"{len(runs)} runs of {letters} letters, {len(dead)} clocks killed at the mailbox "
        f"({sum(0 < run['done'] < letters for run in dead)} between letters); torn {sum(run['torn'] for run in runs)}, "
        f"in their inquiries in the end {sum(run['after'] for run in runs)} of {len(runs) * letters}, rows "
        f"{told['rows']}, distinct {told['distinct']}; an undisturbed pass takes {told['spent']} s"
    )


def dead_day(told: dict[str, Any]) -> str:
    return (
        f"{told['stand']} questions stand after a day without a server; sent while dead {told['sent_while_dead']}; "
        f"distinct Message-IDs written {told['letters']}, arrived {told['arrived']}, resent {told['resent']} (taken "
        f"without an answer {told['unanswered']}), given up {told['given_up']}"
    )
