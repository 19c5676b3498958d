"""May this person make a public answer of this inquiry? Pure."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from coordination import order, steps
from coordination.standing import Standing
from coordination.states import InquiryState
from coordination.verdict import YES, Verdict

OTHERS = Verdict(
    _("The unit that answers the inquiry makes a public answer of it."), order.ANSWER_INQUIRIES, steps.FIND_COORDINATOR
)
UNANSWERED = Verdict(
    _("Answer the inquiry first; a public answer is made of what the asker was told."),
    order.ANSWER_INQUIRIES,
    steps.OWN_INQUIRIES,
)
DONE = (InquiryState.ANSWERED, InquiryState.CLOSED)


@dataclass(frozen=True)
class AnswerPolicy:
    """One person, one inquiry of `unit_id`. `answered`: the thread holds an answer."""

    standing: Standing
    unit_id: int | None
    state: str
    answered: bool

    def may_begin(self) -> Verdict:
        """Coordinators and deputies, as with every page; what happens to the draft is judged like any other."""
        if not self.standing.acts_for(self.unit_id):
            return OTHERS
        return YES if self.answered and self.state in DONE else UNANSWERED
