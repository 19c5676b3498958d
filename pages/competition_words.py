"""Sentences that the page and the text for BIP say alike; an article only where the act on public benefit rules."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _

from coordination.calendar import warsaw_date, warsaw_time
from coordination.wording import clock_time, full_day

from .money import money


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


def amount_words(page: Any) -> str:
    """The total as the announcement gives it: a number, «około», or nothing where nobody knows."""
    return "" if page.total_amount is None else about_words(page.total_amount, page.amount_is_about)


def about_words(amount: Any, is_about: bool) -> str:
    return _("about %(amount)s") % {"amount": money(amount)} if is_about else money(amount)
