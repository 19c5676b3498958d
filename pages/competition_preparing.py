"""«Przygotuj się»: what an organisation needs for this competition, from its own fields, nothing invented. Pure."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coordination.calendar import WorkingCalendar, warsaw, warsaw_date, warsaw_time
from coordination.wording import clock_time, full_day

from .attachments import Attachment
from .competition_states import State
from .money import money

A_DAY = 24


@dataclass(frozen=True)
class Task:
    """One thing to do before offering. `url` with `link` leads to where it is done or told."""

    title: str
    text: str = ""
    url: str = ""
    link: str = ""

    @property
    def is_outside(self) -> bool:
        return self.url.startswith("http")


def tasks(
    page: Any, state: State, *, files: Sequence[Attachment], criteria: Sequence[Any], account_hours: int | None
) -> list[Task]:
    """Only while offers can still be prepared. `account_hours`: how long before the deadline the tool wants an account,
    days off not counted; None where the competition names no tool."""
    if state not in {State.OPEN, State.FORETOLD}:
        return []
    found = [
        *_papers(files),
        *_tool(page, account_hours),
        *_money(page),
        *_criteria(page, criteria),
        *_signatures(page),
    ]
    return [*found, *_sending(page, state)] if found else []


def _papers(files: Sequence[Attachment]) -> Iterator[Task]:
    if files:
        names = ", ".join(file.title for file in files)
        link = ngettext("%(n)d file", "%(n)d files", len(files)) % {"n": len(files)}
        yield Task(_("Download the forms and read the attachments"), f"{names}.", "#zalaczniki", link)


def _tool(page: Any, hours: int | None) -> Iterator[Task]:
    if not page.tool_url:
        return
    text = ""
    if hours and page.deadline:
        at = account_by(page.deadline, hours)
        text = _(
            "At the latest on %(day)s, %(hour)s: the tool wants an account %(hours)d hours before the deadline, days "
            "off not counted (as in former competitions; to be confirmed by SZ)."
        ) % {"day": full_day(warsaw_date(at)), "hour": clock_time(warsaw_time(at)), "hours": hours}
    yield Task(_("Set up an account in the competition tool"), text, page.tool_url, _("Open the competition tool"))


def account_by(deadline: dt.datetime, hours: int) -> dt.datetime:
    """The same hour, as many working days earlier as there are whole days in `hours`; the rest in hours."""
    days, rest = divmod(hours, A_DAY)
    if days:
        deadline = warsaw(WorkingCalendar().add_working_days(warsaw_date(deadline), -days), warsaw_time(deadline))
    return deadline - dt.timedelta(hours=rest)


def _money(page: Any) -> Iterator[Task]:
    parts = []
    if page.max_grant is not None:
        parts.append(_("At most %(amount)s for one offer.") % {"amount": money(page.max_grant)})
    if page.own_contribution:
        parts.append(_("Own contribution: %(words)s.") % {"words": page.own_contribution.rstrip(".")})
    if page.realised_from and page.realised_until:
        days = {"start": full_day(page.realised_from), "end": full_day(page.realised_until)}
        parts.append(_("The task is carried out from %(start)s to %(end)s.") % days)
    if parts:
        yield Task(_("Count your costs"), " ".join(parts))


def _criteria(page: Any, criteria: Sequence[Any]) -> Iterator[Task]:
    """Most points first: that is where the work pays."""
    counted = sorted((row for row in criteria if row.points), key=lambda row: -row.points)
    if not counted:
        return
    best = ", ".join(f"{row.name} ({row.points})" for row in counted[:2])
    text = _("Most points for: %(names)s.") % {"names": best}
    if page.threshold is not None:
        text += " " + ngettext(
            "An offer needs at least %(points)s point.", "An offer needs at least %(points)s points.", page.threshold
        ) % {"points": page.threshold}
    yield Task(_("See what points are given for"), text, "#kryteria", _("All criteria"))


def _signatures(page: Any) -> Iterator[Task]:
    """Who signs follows from each organisation's own register; joint offers need everybody."""
    parts = []
    if page.joint_offers:
        parts.append(_("A joint offer is signed by every organisation that offers together."))
    if page.max_offers:
        parts.append(_("Offers of one organisation: %(words)s.") % {"words": page.max_offers.rstrip(".")})
    title = _("Agree who signs the offer: those who may represent the organisation")
    yield Task(title, " ".join(parts))


def _sending(page: Any, state: State) -> Iterator[Task]:
    if page.deadline:
        words = {"day": full_day(warsaw_date(page.deadline)), "hour": clock_time(warsaw_time(page.deadline))}
        planned = _("Submit the offer by %(day)s, %(hour)s (planned)")
        yield Task((planned if state == State.FORETOLD else _("Submit the offer by %(day)s, %(hour)s")) % words)
