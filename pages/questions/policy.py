"""May a competition be asked about today, and does its answer come in time? Pure."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _

from coordination import order
from coordination.calendar import warsaw_date
from coordination.verdict import YES, Verdict
from coordination.wording import full_day

from ..competition_states import State
from ..competition_words import instant_words

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


def comes_late(deadline: dt.datetime | None, answer_by: dt.date, now: dt.datetime) -> bool:
    """Offers close, still ahead of now, before the day promised for the answer is over."""
    return deadline is not None and now < deadline and warsaw_date(deadline) <= answer_by


def hurry_words(deadline: dt.datetime, answer_by: dt.date, phone: str) -> str:
    """What whoever asks has to know of it; `phone` may be unknown."""
    said = _("Offers close on %(day)s, %(hour)s, and we promise the answer by %(answer_by)s.")
    call = _("If you need it before, call: %(phone)s.") if phone else _("If you need it before, call the coordinator.")
    words = {**instant_words(deadline), "answer_by": full_day(answer_by), "phone": phone}
    return f"{said} {call}" % words
