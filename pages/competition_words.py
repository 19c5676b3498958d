"""How a competition is told in words: its state, its money, the day that counts now, what readers must know. Pure.

The page and the text for BIP say alike; an article stands only where the act on public benefit rules.
"""

import datetime as dt
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from coordination.calendar import warsaw_date, warsaw_time
from coordination.wording import clock_time, full_day

from .competition_amount import KnownAmount
from .competition_states import State, takes_offers
from .money import money


class StateWords(NamedTuple):
    """`takes_offers`: an offer may be filed this minute; an open call may name a later first day."""

    value: str
    label: Any
    takes_offers: bool


def state_words(page: Any, now: dt.datetime) -> StateWords:
    """The state at an instant; from the query where it was asked there."""
    state = State(getattr(page, "state_now", None) or page.state_on(now))
    return StateWords(state.value, state.label, takes_offers(state, page.offers_from, warsaw_date(now)))


def amount_words(page: Any) -> str:
    """The money of a row in a list: a number, «około», the sum of the parts, or nothing where nobody knows."""
    return KnownAmount(page.amount_known, page.amount_kind).in_words


def when_words(page: Any, state: StateWords) -> str:
    """What stands in place of the countdown."""
    if state.value == State.FORETOLD and page.planned_announcement_on:
        return _("Announcement planned for %(day)s") % {"day": full_day(page.planned_announcement_on)}
    if state.value == State.OPEN and not state.takes_offers:
        days = {"first": full_day(page.offers_from), "last": moment(page.deadline)}
        return _("Offers from %(first)s until %(last)s") % days
    if state.value == State.SETTLED and page.results_on:
        return _("Results of %(day)s") % {"day": full_day(page.results_on)}
    if state.value == State.ANNULLED and page.annulled_on:
        return _("Annulled on %(day)s") % {"day": full_day(page.annulled_on)}
    if state.value in (State.CLOSED, State.ASSESSMENT) and page.choice_on:
        return _("Choice of offers by %(day)s") % {"day": full_day(page.choice_on)}
    return ""


def day_words(page: Any, now: dt.datetime) -> str:
    """The day that counts now, in one sentence, where there is no countdown: a feed is read later than it was made."""
    state = state_words(page, now)
    if state.takes_offers:
        return _("Offers until %(day)s") % {"day": moment(page.deadline)}
    said = [when_words(page, state)]
    if state.value == State.FORETOLD and page.deadline:
        said.append(_("Offers until (planned) %(day)s") % {"day": moment(page.deadline)})
    return ". ".join(filter(None, said))


def moment(at: dt.datetime) -> str:
    """«4 grudnia 2026, 15:00», Warsaw time."""
    return f"{full_day(warsaw_date(at))}, {clock_time(warsaw_time(at))}"


def annulled_words(page: Any) -> str:
    """The day, and the reason where one was chosen."""
    words = {"day": full_day(page.annulled_on), "reason": page.get_annulment_reason_display()}
    if not page.annulment_reason:
        return _("Annulled on %(day)s.") % words
    if page.outside_act:
        return _("Annulled on %(day)s: %(reason)s.") % words
    return _("Annulled on %(day)s: %(reason)s (art. 18a of the act).") % words


def draft_budget_words(page: Any) -> str:
    """Empty where the amount rests on a budget that was passed."""
    if not page.based_on_draft_budget:
        return ""
    if page.outside_act:
        return _("The amount rests on the draft budget resolution and may change.")
    return _("The amount rests on the draft budget resolution and may change (art. 13 ust. 5 of the act).")


def realisation_words(start: dt.date | None, end: dt.date | None) -> str:
    """Both days count; one of them alone says which one it is."""
    words = {"start": start and full_day(start), "end": end and full_day(end)}
    if start and end:
        return _("from %(start)s until %(end)s") % words
    if start:
        return _("from %(start)s") % words
    return _("until %(end)s") % words if end else ""


def instant_words(at: dt.datetime) -> dict[str, str]:
    """Day and hour in Warsaw, for a sentence that has a place for each."""
    return {"day": full_day(warsaw_date(at)), "hour": clock_time(warsaw_time(at))}


def about_words(amount: Any, is_about: bool) -> str:
    return _("about %(amount)s") % {"amount": money(amount)} if is_about else money(amount)
