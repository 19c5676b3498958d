"""What the asker may still do, and who keeps a unit's templates. Pure: facts come in, a verdict goes out."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from . import order, steps
from .standing import Standing
from .states import ClosedBecause, InquiryState
from .verdict import YES, Verdict


@dataclass(frozen=True)
class AskerPolicy:
    """May whoever holds the secret link do this on the day `on`? `reopen_until` is the last day, inclusive."""

    state: str
    on: dt.date
    closed_because: str = ""
    reopen_until: dt.date | None = None
    answered: bool = False

    def may_write_on(self) -> Verdict:
        """Always while it waits; after the answer or the closing for the days of the standard, spam excepted."""
        if self.state in (InquiryState.OPEN, InquiryState.CLARIFY):
            return YES
        if self.closed_because == ClosedBecause.SPAM or self.reopen_until is None:
            return Verdict(_("This inquiry is closed. Please send a new one."), order.ANSWER_INQUIRIES)
        if self.on > self.reopen_until:
            reason = _("The days for writing on have passed. Please ask a new question and name this number.")
            return Verdict(reason, order.ANSWER_INQUIRIES)
        return YES

    def may_say_whether_it_helped(self) -> Verdict:
        """About an answer there is one word, which may be changed."""
        if not self.answered or self.closed_because == ClosedBecause.SPAM:
            return Verdict(_("There is no answer yet about which to say something."), order.ANSWER_INQUIRIES)
        return YES


@dataclass(frozen=True)
class TemplatePolicy:
    """Templates of answers of `unit_id`."""

    standing: Standing
    unit_id: int | None

    def may_read(self) -> Verdict:
        """The unit's own people, and those who watch the city."""
        if self.standing.watches_city or self.standing.reads_for(self.unit_id):
            return YES
        return Verdict(_("These templates belong to another unit."), order.ANSWER_INQUIRIES, steps.OWN_INQUIRIES)

    def may_keep(self) -> Verdict:
        """Whoever answers: coordinator, deputy, and the head."""
        if self.standing.acts_for(self.unit_id) or self.standing.heads(self.unit_id):
            return YES
        if not self.may_read():
            return self.may_read()
        reason = _("The people who answer for the unit keep its templates.")
        return Verdict(reason, order.ANSWER_INQUIRIES, steps.FIND_COORDINATOR)
