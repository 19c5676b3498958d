"""May this person correct what was handed over, send the correction, answer it, give it up?"""

from dataclasses import dataclass

from coordination.standing import APPROVERS, Standing
from coordination.verdict import YES, Verdict

from ..states import CORRECTS, CorrectionState, Side
from .attributes import CorrectionFacts, HandoffFacts, PageFacts
from .handoff import HandoffPolicy
from .verdicts import (
    CARRY_OUT_FIRST,
    CORRECTED_ALREADY,
    FOUR_EYES,
    NEWER,
    NOT_FOR_YOU,
    NOT_HERE,
    NOT_NOW,
    NOTHING_TO_CORRECT,
    OTHERS_CORRECTION,
    OUT_OF_SCOPE,
    OWN_CORRECTION,
    VANISHED,
)

OTHER = {Side.UNIT: Side.PORTAL, Side.PORTAL: Side.UNIT}


@dataclass(frozen=True)
class CorrectionPolicy:
    """One person, one handoff, and the correction that is open on it, if any."""

    of: HandoffPolicy

    def may_begin(self) -> Verdict:
        """A reviewer what waits in the queue, without having written it; the unit what is approved already."""
        facts = self.of.handoff
        side = CORRECTS.get(facts.stage)
        if side is None:
            return NOT_NOW
        if not self._speaks(side):
            return self._speaks(side)
        if facts.keeps_text:
            return NOTHING_TO_CORRECT
        if facts.owes_result:
            return CARRY_OUT_FIRST
        if facts.correction is not None:
            return CORRECTED_ALREADY
        if facts.vanished:
            return VANISHED
        return self._reviews() if side == Side.PORTAL else YES

    def _reviews(self) -> Verdict:
        facts = self.of.handoff
        if self.of.standing.user_id in facts.authors:
            return FOUR_EYES
        return YES if facts.revision_id == facts.latest_revision_id else NEWER

    def may_send(self) -> Verdict:
        return writing(self.of.standing, self.of.handoff, self.of.within())

    def may_answer(self, read_revision_id: int | None) -> Verdict:
        """Agree to the very version that was read, or refuse it: the side that did not write it."""
        open_one = self._open(CorrectionState.WAITING)
        if open_one is None:
            return NOT_NOW
        other, facts = OTHER[Side(open_one.side)], self.of.handoff
        if not self._speaks(other):
            return self._speaks(other)
        if self.of.standing.user_id == open_one.by_id:
            return OWN_CORRECTION
        if other == Side.PORTAL and self.of.standing.user_id in facts.authors:
            return FOUR_EYES
        return YES if read_revision_id == open_one.revision_id == facts.latest_revision_id else NEWER

    def may_drop(self) -> Verdict:
        """Give it up: the unit its own; of the portal side whoever began it, or an administrator."""
        open_one = self._open(*CorrectionState)
        if open_one is None:
            return NOT_NOW
        if not self._speaks(open_one.side):
            return self._speaks(open_one.side)
        own = open_one.side == Side.UNIT or self.of.standing.user_id == open_one.by_id
        return YES if own or self.of.standing.is_administrator else OTHERS_CORRECTION

    def _open(self, *states: str) -> CorrectionFacts | None:
        found = self.of.handoff.correction
        return found if found is not None and found.state in states else None

    def _speaks(self, side: str) -> Verdict:
        return speaks_for(self.of.standing, self.of.handoff, side) and self.of.within()


def writing(standing: Standing, of: HandoffFacts | PageFacts, within: Verdict) -> Verdict:
    """Write the corrected text: the unit's people together; of the portal side only who began it.

    Asked of the handoff, or of the page that waits.
    """
    found = of.correction
    if found is None or found.state != CorrectionState.WRITING:
        return NOT_NOW
    if found.side == Side.PORTAL and found.by_id != standing.user_id:
        return OTHERS_CORRECTION
    return speaks_for(standing, of, found.side) and within


def speaks_for(standing: Standing, of: HandoffFacts | PageFacts, side: str) -> Verdict:
    """Whether the person writes and answers texts for the side: the unit's people, or approvers within their scope."""
    if side == Side.UNIT:
        return YES if standing.acts_for(of.unit_id) else NOT_FOR_YOU
    gap = standing.gap(APPROVERS, of.unit_id, of.kind, of.site_id)
    return OUT_OF_SCOPE.get(gap, NOT_HERE) if gap else YES
