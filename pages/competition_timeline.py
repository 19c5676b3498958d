"""The way of a competition as its readers follow it: what has passed, what is now, what comes next. Pure."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from coordination.calendar import warsaw_date
from coordination.law import Limit

from .competition_law import Counted
from .competition_states import State, is_annulled, is_settled

At = dt.date | dt.datetime


@dataclass(frozen=True)
class Step:
    """A date (Warsaw) or an aware instant on the way. `lasts`: the day itself still counts («until»).

    `before` is what an extension replaced, `limit` the row of law that the day was counted by. Where `now_label` is
    given, the row stands for the present, without a date.
    """

    at: At | None
    title: str
    lasts: bool = False
    before: dt.datetime | None = None
    note: str = ""
    limit: Limit | None = None
    done: bool = False
    current: bool = False
    now_label: str = ""

    @property
    def has_hour(self) -> bool:
        return isinstance(self.at, dt.datetime)

    def has_passed(self, now: dt.datetime) -> bool:
        if self.at is None:
            return False
        if isinstance(self.at, dt.datetime):
            return self.at <= now
        return self.at < warsaw_date(now) if self.lasts else self.at <= warsaw_date(now)


def timeline(
    page: Any, state: State, now: dt.datetime, *, reasons: Counted | None = None, report: Counted | None = None
) -> list[Step]:
    """Steps in order of days, with the present between what has passed and what comes; the next one is marked.

    `reasons`, `report`: the last days to ask for the reasons of a choice and to report on a task.
    """
    known = [(day_of(step.at), step) for step in steps(page, state, reasons, report) if step.at]
    rows = [step for _day, step in sorted(known, key=lambda pair: (pair[0], pair[1].has_hour))]
    passed = [replace(step, done=True) for step in rows if step.has_passed(now)]
    coming = [step for step in rows if not step.has_passed(now)]
    if coming:
        coming[0] = replace(coming[0], current=True)
    here = [] if page.is_archival else [Step(None, "", now_label=str(state.label))]
    return [*passed, *here, *coming]


def steps(page: Any, state: State, reasons: Counted | None, report: Counted | None) -> Iterator[Step]:
    """What is known of the way. After an annulment nothing more comes; told results are not waited for.

    An annulment or results of a day to come are no steps yet: nobody knows whether they will be.
    """
    if page.announced_on or not page.planned_announcement_on:
        yield Step(page.announced_on, _("Announcement"))
    else:
        yield Step(page.planned_announcement_on, _("Announcement planned"))
    if page.offers_from != page.announced_on:
        yield Step(page.offers_from, _("Offers from"))
    yield Step(page.committee_until, _("Candidates for the committee until"), lasts=True)
    yield Step(page.questions_until, _("Questions until"), lasts=True)
    title = _("Planned deadline") if state == State.FORETOLD else _("Offers until")
    yield Step(page.deadline, title, before=page.previous_deadline, note=page.extension_note)
    if is_annulled(page, state):
        yield Step(page.annulled_on, _("Annulment"))
        return
    yield Step(page.formal_review_until, _("Formal review until"), lasts=True)
    if is_settled(page, state):
        yield Step(page.results_on, _("Results"))
        yield counted_step(reasons, _("Reasons of the choice may be asked for until"))
    else:
        yield Step(page.choice_on, _("Choice of offers by"), lasts=True)
    yield Step(page.realised_from, _("Realisation begins"))
    yield Step(page.realised_until, _("Realisation ends"), lasts=True)
    yield counted_step(report, _("Report on the task due by"))


def counted_step(of: Counted | None, title: str) -> Step:
    return Step(of.until, title, lasts=True, limit=of.limit) if of else Step(None, title)


def day_of(at: At) -> dt.date:
    return warsaw_date(at) if isinstance(at, dt.datetime) else at
