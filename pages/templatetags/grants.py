"""How a call for small grants is told in words."""

import datetime as dt
from typing import Any

from django import template
from django.utils.translation import gettext as _

from coordination.calendar import warsaw_date
from coordination.wording import full_day

from ..competition_words import StateWords
from ..grants.states import GrantState

register = template.Library()


@register.simple_tag
def grant_state_of(page: Any, now: dt.datetime) -> StateWords:
    """The state at an instant; from the query where it was asked there."""
    state = GrantState(getattr(page, "state_now", None) or page.state_on(warsaw_date(now)))
    return StateWords(state.value, state.label, state == GrantState.OPEN)


@register.simple_tag
def grant_until(page: Any) -> dt.date | None:
    """Where a countdown leads: the last day for offers of a call that names one, sooner where it closes sooner."""
    until: dt.date | None = page.dates().offers_until if page.closes_on else None
    return until


@register.simple_tag
def grant_when(page: Any, state: StateWords) -> str:
    """What stands in place of the countdown."""
    if state.value == GrantState.FORETOLD and page.opens_on:
        return _("Offers from %(day)s") % {"day": full_day(page.opens_on)}
    if state.takes_offers:
        return _("Until the money is exhausted")
    if page.closed_on:
        return _("Closed on %(day)s") % {"day": full_day(page.closed_on)}
    if state.value == GrantState.EXHAUSTED:
        return ""  # nobody is told until when to offer where no money is left
    last = page.dates().offers_until
    return _("Offers until %(day)s") % {"day": full_day(last)} if last else ""
