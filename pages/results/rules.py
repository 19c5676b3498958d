"""What a table of results must say: bidder, task and the amount of every grant (art. 15 ust. 2j). Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from coordination.calendar import warsaw_date
from coordination.text import fold
from publishing.governed import Issue

from ..competition_amount import AmountKind
from ..money import money
from ..vocabularies import Outcome


@dataclass(frozen=True)
class Line:
    """One offer in the table. `outcome` is empty where nobody said it: an amount then means a grant."""

    bidder: str
    task: str
    amount: Decimal | None = None
    points: Decimal | None = None
    outcome: str = ""
    note: str = ""

    @property
    def outcome_words(self) -> str:
        return str(Outcome(self.outcome).label) if self.outcome in Outcome.values else self.outcome

    @property
    def is_granted(self) -> bool:
        return self.outcome == Outcome.GRANTED or (not self.outcome and bool(self.amount))


@dataclass(frozen=True)
class Frame:
    """What the announcement says that results are measured against. `pool` is exact unless `pool_is_about`."""

    deadline: dt.datetime | None = None
    pool: Decimal | None = None
    pool_is_about: bool = False
    max_grant: Decimal | None = None
    threshold: int | None = None
    most_points: int | None = None
    one_offer_chosen: bool | None = None
    outside_act: bool = False  # art. 15 asks nothing then


def of_line(line: Line, frame: Frame) -> Iterator[Issue]:
    """Of one row; a hard issue stops the import and the publication."""
    if not line.bidder.strip():
        yield Issue("bidder", _("The name of the bidder is missing."))
    if not line.task.strip():
        yield Issue("task", _("The name of the task is missing."))
    if line.is_granted and not line.amount:
        yield Issue("amount", _("A grant needs its amount, more than zero."))
    elif line.amount is not None and line.amount < 0:
        yield Issue("amount", _("An amount cannot be below zero."))
    elif line.amount and not line.is_granted:
        yield Issue("amount", _("An amount stands beside an offer without a grant."))
    elif line.amount == 0 and not line.outcome:
        yield Issue(
            "amount", _("Zero is shown as no grant: leave the amount empty, or say what became of it."), hard=False
        )
    if line.points is not None and line.points < 0:
        yield Issue("points", _("Points cannot be below zero."))
    yield from _against_the_announcement(line, frame)


def _against_the_announcement(line: Line, frame: Frame) -> Iterator[Issue]:
    if line.is_granted and line.amount and frame.max_grant and line.amount > frame.max_grant:
        text = _("The grant is larger than the announcement allows for one offer (%(most)s).")
        yield Issue("amount", str(text) % {"most": money(frame.max_grant)}, hard=False)
    if line.points is None:
        return
    if frame.most_points and line.points > frame.most_points:
        text = _("More points than the criteria give together (%(most)s).")
        yield Issue("points", str(text) % {"most": frame.most_points}, hard=False)
    if line.is_granted and frame.threshold and line.points < frame.threshold:
        text = _("A grant below the threshold of %(threshold)s points.")
        yield Issue("points", str(text) % {"threshold": frame.threshold}, hard=False)


def of_table(lines: Sequence[Line], frame: Frame) -> Iterator[Issue]:
    """Of all rows together; these only warn."""
    total = granted(lines)
    if frame.pool is not None and not frame.pool_is_about and total > frame.pool:
        text = _("The grants come to %(total)s, more than the amount announced (%(pool)s).")
        yield Issue("results", str(text) % {"total": money(total), "pool": money(frame.pool)}, hard=False)
    if frame.one_offer_chosen and sum(line.is_granted for line in lines) > 1:
        yield Issue("results", _("The announcement says that exactly one offer is chosen."), hard=False)
    for line in repeated(lines):
        text = _("«%(bidder)s: %(task)s» stands in the table twice.")
        yield Issue("results", str(text) % {"bidder": line.bidder, "task": line.task}, hard=False)


def issues(lines: Sequence[Line], frame: Frame, results_on: dt.date | None) -> Iterator[Issue]:
    """Of the results of a page: what is missing in which row, then the table and its day."""
    for number, line in enumerate(lines, start=1):
        for issue in of_line(line, frame):
            words = {"number": number, "bidder": line.bidder or "–", "what": issue.message}
            text = _("Results, row %(number)s (%(bidder)s): %(what)s")
            yield Issue("results", str(text) % words, issue.hard)
    yield from of_table(lines, frame)
    if results_on and not lines:
        yield _no_table(frame)
    if lines and not results_on:
        yield Issue("results_on", _("Give the day of the results: without it the table is not shown."), hard=False)
    if results_on and frame.deadline and results_on < warsaw_date(frame.deadline):
        yield Issue("results_on", _("Results cannot come before the end of the time for offers."))


def _no_table(frame: Frame) -> Issue:
    if frame.outside_act:
        return Issue("results_on", _("Add the table of results: bidder, task, amount."), hard=False)
    return Issue("results_on", _("Add the table of results: bidder, task, amount (art. 15 ust. 2j)."))


def granted(lines: Sequence[Line]) -> Decimal:
    """The grants together, in złoty."""
    return sum((line.amount or Decimal() for line in lines if line.is_granted), Decimal())


def repeated(lines: Sequence[Line]) -> list[Line]:
    seen: set[tuple[str, str]] = set()
    found = []
    for line in lines:
        key = fold(line.bidder), fold(line.task)
        if key in seen:
            found.append(line)
        seen.add(key)
    return found


# -- out of a page --------------------------------------------------------------------------------------------------


def line_of(row: Any) -> Line:
    return Line(row.bidder, row.task, row.amount, row.points, row.outcome, row.note)


def frame_of(page: Any) -> Frame:
    """The pool is the total; where only parts are given, their sum."""
    pool = page.known_amount()
    points = [row.points for row in page.criteria.all()]
    return Frame(
        deadline=page.deadline,
        pool=pool.amount,
        pool_is_about=bool(pool.kind) and not AmountKind(pool.kind).is_whole,
        max_grant=page.max_grant,
        threshold=page.threshold,
        most_points=sum(points) if points and None not in points else None,
        one_offer_chosen=page.one_offer_chosen,
        outside_act=page.outside_act,
    )
