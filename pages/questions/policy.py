"""May a competition be asked about today? Pure."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _

from coordination import order
from coordination.verdict import YES, Verdict
from coordination.wording import full_day

from ..competition_states import State

OVER = (State.SETTLED, State.ANNULLED, State.ARCHIVED)


def may_ask(state: State, questions_until: dt.date | None, today: dt.date) -> Verdict:
    """While it is not over, until the day that the unit has set, inclusive; without one as long as it goes on."""
    if state in OVER:
        words = _(
            "The competition is over (%(state)s), so it takes no questions any more. Its coordinator helps further."
        )
        return Verdict(str(words) % {"state": state.label}, order.ANSWER_INQUIRIES)
    if questions_until is None or today <= questions_until:
        return YES
    words = _("Questions about this competition were taken until %(day)s. The answers stand on its page.")
    return Verdict(str(words) % {"day": full_day(questions_until)}, order.ANSWER_INQUIRIES)
