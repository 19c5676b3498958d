"""How a competition is told in words."""

import datetime as dt
from typing import Any, NamedTuple

from django import template
from django.utils.translation import gettext as _

from coordination.wording import full_day

from ..competition_states import State
from ..competition_words import amount_words

register = template.Library()
register.simple_tag(amount_words)


class StateWords(NamedTuple):
    value: str
    label: Any
    is_open: bool


@register.simple_tag
def state_of(page: Any, now: dt.datetime) -> StateWords:
    """The state at an instant; from the query where it was asked there."""
    state = State(getattr(page, "state_now", None) or page.state_on(now))
    return StateWords(state.value, state.label, state == State.OPEN)


@register.simple_tag
def when_words(page: Any, state: StateWords) -> str:
    """What stands in place of the countdown."""
    if state.value == State.FORETOLD and page.planned_announcement_on:
        return _("Announcement planned for %(day)s") % {"day": full_day(page.planned_announcement_on)}
    if state.value == State.SETTLED and page.results_on:
        return _("Results of %(day)s") % {"day": full_day(page.results_on)}
    if state.value == State.ANNULLED and page.annulled_on:
        return _("Annulled on %(day)s") % {"day": full_day(page.annulled_on)}
    if state.value in (State.CLOSED, State.ASSESSMENT) and page.choice_on:
        return _("Choice of offers by %(day)s") % {"day": full_day(page.choice_on)}
    return ""
