"""Days off and nights among the dates people type, and hours that clocks show twice. Pure.

A publication may stand on a day off (news of Saturday's event), but nobody of the office is there to help: it is said
once more. Material is delivered on working days only, somebody has to take it.
"""

import datetime as dt
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from coordination.calendar import AmbiguousTime, WorkingCalendar, warsaw, warsaw_date, warsaw_time

MORNING, NIGHT = dt.time(6), dt.time(22)
"""Publications of the day, both ends included; outside of them nothing is forbidden, it is asked about once more."""


@dataclass(frozen=True)
class Question:
    """What is asked before the hour is taken: why, in words, and the instants it may mean, each in words."""

    words: str
    choices: list[tuple[dt.datetime, str]]


def question(at: dt.datetime, calendar: WorkingCalendar) -> Question | None:
    """What has to be said once more of a publication at the aware instant; None for an ordinary hour."""
    meanings = _meanings(at)
    doubts = [words for words in (_day_off(at, calendar), _night(at), _twice(meanings)) if words]
    return Question(" ".join(doubts), meanings) if doubts else None


def delivery_error(day: dt.date, today: dt.date, publish_on: dt.date | None, calendar: WorkingCalendar) -> str:
    """Why nothing is delivered on the day, with the nearest working day in its place; empty for a working day.

    The proposed day lies from today to the day of publication, both included, where such a day exists.
    """
    if calendar.is_working_day(day):
        return ""
    around = [calendar.add_working_days(day, -1), calendar.add_working_days(day, 1)]
    fits = [one for one in around if one >= today and (publish_on is None or one <= publish_on)]
    nearest = min(fits, key=lambda one: abs(one - day), default=None)
    words = _("%(day)s is a day off (%(name)s), nobody takes material then.") % _named(day, calendar)
    if nearest is None:
        return words + " " + _("Choose a later hour of publication and a working day before it.")
    return words + " " + _("The nearest working day: %(day)s.") % {"day": date_format(nearest, "j E")}


def _day_off(at: dt.datetime, calendar: WorkingCalendar) -> str:
    day = warsaw_date(at)
    if calendar.is_working_day(day):
        return ""
    following = date_format(calendar.add_working_days(day, 1), "j E")
    named = {**_named(day, calendar), "next": following}
    return _("%(day)s is a day off (%(name)s); the nearest working day: %(next)s.") % named


def _night(at: dt.datetime) -> str:
    hour = warsaw_time(at)
    if MORNING <= hour <= NIGHT:
        return ""
    return _("%(hour)s is at night, outside of 6:00 to 22:00.") % {"hour": _clock(hour)}


def _twice(meanings: list[tuple[dt.datetime, str]]) -> str:
    if len(meanings) == 1:
        return ""
    return _("Clocks go back from 3:00 to 2:00 on this day, so this time comes twice. Say which of the two you mean.")


def _meanings(at: dt.datetime) -> list[tuple[dt.datetime, str]]:
    """The instants at which clocks in Warsaw show this day and time, each in words."""
    day, hour = warsaw_date(at), warsaw_time(at)
    told = {"when": f"{date_format(day, 'j E Y')}, {_clock(hour)}"}
    try:
        return [(warsaw(day, hour), _("Yes, %(when)s") % told)]
    except AmbiguousTime:
        return [
            (warsaw(day, hour, fold=0), _("Yes, %(when)s, the first time (summer time)") % told),
            (warsaw(day, hour, fold=1), _("Yes, %(when)s, the second time (winter time)") % told),
        ]


def _named(day: dt.date, calendar: WorkingCalendar) -> dict[str, str]:
    name = calendar.day_off_name(day) or date_format(day, "l").lower()
    return {"day": date_format(day, "j E"), "name": name}


def _clock(hour: dt.time) -> str:
    return f"{hour.hour}:{hour.minute:02}"
