"""Who may say what an inquiry is in law, put its answer off, enter its case sign. Pure."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from . import order, steps
from .matters import RULES
from .policies import InquiryPolicy
from .states import InquiryState, Matter
from .verdict import YES, Verdict
from .wording import full_day

if TYPE_CHECKING:
    from .verdict import Text

WAITED_FOR = (InquiryState.OPEN, InquiryState.CLARIFY)


def _no(reason: Text) -> Verdict:
    return Verdict(reason, order.ANSWER_INQUIRIES, steps.OWN_INQUIRIES)


@dataclass(frozen=True)
class MatterPolicy:
    """Whoever may answer an inquiry says what it is; `answer_by` is the day promised now."""

    inquiry: InquiryPolicy
    matter: str
    answer_by: dt.date

    def may_classify(self, matter: str = "") -> Verdict:
        """While an answer is awaited; with `matter`, to this very kind."""
        if not self.inquiry.may_answer():
            return self.inquiry.may_answer()
        if self.inquiry.state not in WAITED_FOR:
            return _no(_("This inquiry has been answered. Its kind is set while an answer is awaited."))
        if matter and matter == self.matter:
            return _no(_("The inquiry is of this kind already."))
        return YES

    def may_extend(self, today: dt.date) -> Verdict:
        """Where law gives a longer period, while the notice still comes in time."""
        if not self.may_classify():
            return self.may_classify()
        if not RULES[self.matter].extended:
            return _no(_("Law gives no longer period for this kind of matter."))
        if self.answer_by < today:
            return _no(_("The period has passed, so the notice would come too late. Answer now."))
        return YES

    def may_extend_to(self, until: dt.date, latest: dt.date, today: dt.date) -> Verdict:
        """A later day than the promised one, within the longest period of law."""
        if not self.may_extend(today):
            return self.may_extend(today)
        if until <= self.answer_by:
            return _no(_("Give a day later than %(day)s.") % {"day": full_day(self.answer_by)})
        if until > latest:
            return _no(_("Law allows no later day than %(day)s.") % {"day": full_day(latest)})
        return YES

    def may_enter_sign(self) -> Verdict:
        """Whoever takes notes; of an ordinary inquiry nothing is registered."""
        if not self.inquiry.may_note():
            return self.inquiry.may_note()
        if self.matter == Matter.INQUIRY:
            return _no(_("An ordinary inquiry needs no case sign. Set the kind of matter first."))
        return YES
