"""Kinds of matter, the period that law gives each, and how its last day is counted. Pure: no query, no clock.

Three rules (decision 0031). An ordinary inquiry has the city's own standard in working days; it is counted anew from
the asker's reply to a request for clarification. A period of law runs from the day of receipt; the days on which we
waited for the asker are added to it. A promised day is moved later by a day off that comes in, and never earlier.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from .calendar import DAY, WorkingCalendar
from .law import Limit, Measure, NoLimit, in_words, known_deadline
from .states import Matter, Voice
from .wording import day_and_month, full_day

if TYPE_CHECKING:
    from .verdict import Text

LONGEST = 255
"""What a derivation and a basis hold."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Keys of the limits of law: the period, how long it may be made, within what a wrong addressee sends it on."""

    limit: str = ""
    extended: str = ""
    forward: str = ""


RULES: Mapping[str, Rule] = {
    Matter.INQUIRY: Rule(),
    Matter.INFORMATION: Rule("reply.public_information", extended="reply.public_information_extended"),
    Matter.COMPLAINT: Rule("reply.complaint", forward="reply.forward"),
    Matter.PETITION: Rule("reply.petition"),
    Matter.ACCESSIBILITY: Rule("reply.accessibility", extended="reply.accessibility_extended"),
}
MEANING: Mapping[str, Text] = {
    Matter.INQUIRY: gettext_lazy("This is an ordinary inquiry: our own service standard holds, no statute sets it."),
    Matter.INFORMATION: gettext_lazy(
        "Everybody may ask for public information and need not say why. If the period is too short for us, we write "
        "why and give a new day."
    ),
    Matter.COMPLAINT: gettext_lazy(
        "If another authority is the right one, we send it on there and tell you where it went."
    ),
    Matter.PETITION: gettext_lazy("We consider the petition and tell you in writing what came of it."),
    Matter.ACCESSIBILITY: gettext_lazy(
        "We make the content accessible. If we cannot do it in time, we write why, give a new day and offer another "
        "way to it."
    ),
}
"""What the kind of matter means for whoever asked."""


class Promise(NamedTuple):
    """`on` is the last day, a Warsaw date; `derivation` says how it was counted, `basis` where that stands."""

    on: dt.date
    derivation: str
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """How far the clock of an inquiry has come, in Warsaw dates.

    `started` is the receipt, or the message that opened an answered or closed inquiry anew; `restarted` the last word
    of the asker that we had waited for; `waited` the days we waited for the asker since `started`.
    """

    started: dt.date
    restarted: dt.date
    waited: int = 0


def run_of(received: dt.date, voices: Iterable[tuple[str, dt.date]]) -> Run:
    """Read a conversation, the oldest voice first, each with its Warsaw date."""
    run, ended = Run(received, received), False
    asked: dt.date | None = None
    before = asked, ended
    for voice, day in voices:
        if voice == Voice.CLOSED:
            before, asked, ended = (asked, ended), None, True
        elif voice == Voice.REOPENED:
            asked, ended = before
        elif voice == Voice.ANSWER:
            asked, ended = None, True
        elif voice == Voice.CLARIFY:
            asked = day
        elif voice == Voice.ASKER and ended:
            run, asked, ended = Run(day, day), None, False
        elif voice == Voice.ASKER and asked:
            run, asked = Run(run.started, day, run.waited + (day - asked).days), None
    return run


def waits_of(voices: Iterable[tuple[str, dt.date]]) -> list[tuple[dt.date, dt.date]]:
    """From when till when the asker was awaited before the first answer; each a pair of Warsaw dates."""
    waits, asked = [], None
    for voice, day in voices:
        if voice == Voice.ANSWER:
            break
        if voice == Voice.CLARIFY:
            asked = day
        elif voice == Voice.ASKER and asked:
            waits.append((asked, day))
            asked = None
    return waits


# -- the day --------------------------------------------------------------------------------------------------------


def by_standard(days: int, run: Run, calendar: WorkingCalendar) -> Promise:
    """So many working days after the last restart; what the calendar leaves out is named."""
    until = calendar.add_working_days(run.restarted, days)
    parts = [in_words(days, Measure.WORKING_DAYS), _after(run.restarted)]
    parts += [
        _("without %(day)s (%(name)s)") % {"day": day_and_month(day), "name": name}
        for day, name in calendar.days_off_between(run.restarted + DAY, until)
    ]
    if run.restarted > run.started:
        parts.append(_("counted anew from your last message"))
    return Promise(until, shortened("; ".join(parts)))


def by_law(limit: Limit, run: Run, calendar: WorkingCalendar) -> Promise:
    """The period of law from the day after `started`, and the days we waited. NoLimit where the row names no day."""
    last = known_deadline(run.started, limit, calendar)
    if last is None:
        raise NoLimit(limit.key, run.started)
    parts = [str(limit), _after(run.started)]
    return waited_for(Promise(last, shortened("; ".join(parts)), cited(limit)), run.waited)


def waited_for(promise: Promise, days: int) -> Promise:
    """A period of law goes on by as many days as the asker took to reply."""
    if not days:
        return promise
    words = ngettext(
        "plus %(count)s day when we waited for your reply",
        "plus %(count)s days when we waited for your reply",
        days,
    )
    on = promise.on + days * DAY
    return Promise(on, shortened(f"{promise.derivation}; {words % {'count': days}}"), promise.basis)


def extended_to(until: dt.date, limit: Limit, latest: dt.date) -> Promise:
    """The new day, within the longest period of law."""
    words = _("extended to %(day)s; at the latest %(limit)s after receipt, %(latest)s")
    said = words % {"day": full_day(until), "limit": limit, "latest": full_day(latest)}
    return Promise(until, shortened(said), cited(limit))


def moved(promised: dt.date, run: Run, before: WorkingCalendar, after: WorkingCalendar) -> dt.date:
    """The promised day when days off come in or go: as many working days as it had, and never an earlier day.

    So no inquiry becomes late, or late sooner, by a change of the calendar: a promise only grows.
    """
    days = before.working_days_between(run.restarted, promised)
    return max(promised, after.add_working_days(run.restarted, days))


def is_touched(promised: dt.date, run: Run, before: WorkingCalendar, after: WorkingCalendar) -> bool:
    """Whether some day that was counted has become a day off, or is none any more."""
    days = (run.restarted + number * DAY for number in range(1, (promised - run.restarted).days + 1))
    return any(before.is_working_day(day) != after.is_working_day(day) for day in days)


# -- words ----------------------------------------------------------------------------------------------------------


def cited(limit: Limit) -> str:
    """The source of a row; where nobody saw it in an official text, that is said."""
    open_question = _("to be confirmed by SZ")
    if limit.is_verified or open_question in limit.source:
        return shortened(limit.source)
    return shortened(f"{limit.source} ({open_question})")


def _after(day: dt.date) -> str:
    return _("from the day after %(day)s") % {"day": day_and_month(day)}


def shortened(text: str, limit: int = LONGEST) -> str:
    return text if len(text) <= limit else f"{text[: limit - 1]}…"
