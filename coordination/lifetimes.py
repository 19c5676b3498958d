"""Accounts follow offices of units and of the portal: shut the day after the last one ended, and when long unused.

What was done stands in unique rows, so the next pass catches up after an outage: a warning always comes its full
number of days before the account is shut, and comes once.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from . import standards
from .accounts import WARNING_DAYS, silent, steps_of, whose_office_ended
from .actions.accounts import note_needed, note_opened_by_hand, suspend, warn_of_silence
from .calendar import warsaw_date, warsaw_time
from .standing import standing_of
from .states import AccountStep
from .verdict import Refused

NOT_BEFORE = dt.time(7)
"""Whose office ended at midnight may still have a form open; its text is kept while the session lives."""


def run_once(now: dt.datetime) -> dict[str, int]:
    """One pass, from seven o'clock. Counts accounts shut, and people warned."""
    if warsaw_time(now) < NOT_BEFORE:
        return {"ended": 0, "warned": 0, "dormant": 0}
    return {"ended": _ended(now), **_dormant(now)}


def _ended(now: dt.datetime) -> int:
    today = warsaw_date(now)
    found = list(whose_office_ended(today))
    return sum(_shut(user, AccountStep.ENDED, since=last_day, now=now) for user, last_day in found)


def _dormant(now: dt.datetime) -> dict[str, int]:
    """Warn, and shut when the full time of the warning has passed as well."""
    today = warsaw_date(now)
    ahead = dt.timedelta(days=standards.value("account.warning", WARNING_DAYS))
    warned = shut = 0
    for silence in silent(now):
        if not _in_office(silence.user, today):
            continue
        steps = steps_of(silence.user, silence.since)
        if AccountStep.DORMANT in steps:  # shut for this silence once, and active again
            note_opened_by_hand(silence.user, now=now)
            continue
        told = steps.get(AccountStep.WARNED)
        shut_on = max(silence.shut_on, (warsaw_date(told.at) if told else today) + ahead)
        if told is None:
            warned += warn_of_silence(silence.user, since=silence.since, shut_on=shut_on, now=now)
        elif shut_on <= today:
            shut += _shut(silence.user, AccountStep.DORMANT, since=silence.since, now=now)
    return {"warned": warned, "dormant": shut}


def _shut(user: Any, step: AccountStep, *, since: dt.date, now: dt.datetime) -> bool:
    """An account that open items or kinds of content still need stays open, with a line that says why (30, 31)."""
    try:
        return suspend(user, step=step, since=since, now=now)
    except Refused as refusal:
        note_needed(user, refusal, step=step, since=since, now=now)
        return False


def _in_office(user: Any, today: dt.date) -> bool:
    return standing_of(user, today).is_staff
