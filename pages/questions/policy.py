"""May a competition be asked about today? Pure."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _

from coordination import order
from coordination.verdict import YES, Verdict
from coordination.wording import full_day


def may_ask(questions_until: dt.date | None, today: dt.date) -> Verdict:
    """Until the day that the unit has set, inclusive; without one the desk is always open."""
    if questions_until is None or today <= questions_until:
        return YES
    words = _("Questions about this competition were taken until %(day)s. The answers stand on its page.")
    return Verdict(str(words) % {"day": full_day(questions_until)}, order.ANSWER_INQUIRIES)
