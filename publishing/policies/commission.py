"""May this person change a commission, or carry it out? Which pages may it be about?"""

import datetime as dt
from dataclasses import dataclass

from coordination.standing import Standing
from coordination.verdict import YES, Verdict

from ..states import OPEN, Side, Stage
from .correction import speaks_for
from .handoff import HandoffPolicy
from .page import PagePolicy
from .verdicts import (
    BEING_CARRIED_OUT,
    CORRECTED_ALREADY,
    FOUR_EYES,
    LIMITED_IS_NOT_COMMISSIONED,
    NOT_FOR_YOU,
    NOT_NOW,
    OTHER_TARGET,
    TARGET_IS_PUBLIC,
    UNITS_COMMISSION,
    busy,
)


def may_commission(standing: Standing) -> Verdict:
    """Whoever acts for some unit; for which one is asked when the brief is handed over."""
    return YES if standing.acting_unit_ids else UNITS_COMMISSION


@dataclass(frozen=True)
class CommissionPolicy:
    """One person, one handoff that was commissioned."""

    of: HandoffPolicy

    def may_change(self, now: dt.datetime) -> Verdict:
        """Put the brief in other words: the unit, while nobody carries it out, and after a return."""
        facts = self.of.handoff
        if self.of.side != Side.UNIT:
            return NOT_FOR_YOU
        if not facts.commissioned:
            return NOT_NOW
        if facts.stage == Stage.RETURNED:
            return self.of.may_deliver()
        if facts.stage != Stage.QUEUED or not facts.owes_result:
            return NOT_NOW
        return BEING_CARRIED_OUT if facts.correction is not None or self.of.is_held(now) else YES

    def may_carry_out(self) -> Verdict:
        """Who may correct what waits in the queue, and neither handed it over nor wrote the page for the unit."""
        facts = self.of.handoff
        speaks = speaks_for(self.of.standing, facts, Side.PORTAL) and self.of.within()
        if not speaks:
            return speaks
        if facts.stage != Stage.QUEUED or not facts.owes_result:
            return NOT_NOW
        if facts.correction is not None:
            return CORRECTED_ALREADY
        return FOUR_EYES if self.of.standing.user_id in facts.authors else YES


def may_be_target(page: PagePolicy, *, unit_id: int, kind: str) -> Verdict:
    """Whether the unit may commission a change of this page of its own."""
    facts = page.page
    if facts.unit_id != unit_id:
        return NOT_FOR_YOU
    verdict = page.may_hand_over()
    if not verdict:
        return verdict
    if facts.confined_to is not None:
        return LIMITED_IS_NOT_COMMISSIONED
    if facts.stage in OPEN:
        return busy(facts.stage)
    if not facts.live:
        return TARGET_IS_PUBLIC
    return YES if facts.kind == kind else OTHER_TARGET
