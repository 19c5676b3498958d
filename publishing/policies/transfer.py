"""May this person give this page to another unit, or answer such an offer?"""

from dataclasses import dataclass

from coordination.standing import Standing
from coordination.verdict import YES, Verdict

from ..states import HOLDING, allows
from .attributes import PageFacts
from .verdicts import (
    GIVEN_BY_TEAM,
    LIMITED_STAYS,
    NOT_OFFERED_TO_YOU,
    NOT_THERE,
    NOT_YOURS,
    SCHEDULED_STAYS,
    STRUCTURE_STAYS,
    TEAM_DECIDES,
    THERE_ALREADY,
)


@dataclass(frozen=True)
class TransferPolicy:
    """Giving a page to another unit: administrators at once, a unit by an offer that the other one accepts.

    `receiving_lives`: whether that unit exists on the day; None while none is chosen.
    """

    standing: Standing
    page: PageFacts
    receiving_id: int | None = None
    receiving_lives: bool | None = None

    def may_entrust(self) -> Verdict:
        """At once, also while the portal team reads: the material goes back to the new unit."""
        if not self.standing.is_administrator:
            return GIVEN_BY_TEAM
        return self._fits()

    def may_offer(self) -> Verdict:
        """Coordinator, deputy or head of the giving unit."""
        if not self._speaks_for(self.page.unit_id):
            return NOT_YOURS
        return self._fits() and self._is_not_read()

    def may_take(self) -> Verdict:
        """Coordinator, deputy or head of the receiving unit accept; what is being read waits for its decision."""
        return self.may_answer() and self._fits() and self._is_not_read()

    def may_answer(self) -> Verdict:
        if self.standing.is_administrator or self._speaks_for(self.receiving_id):
            return YES
        return NOT_OFFERED_TO_YOU

    def may_take_back(self) -> Verdict:
        if self.standing.is_administrator or self._speaks_for(self.page.unit_id):
            return YES
        return NOT_YOURS

    def _speaks_for(self, unit_id: int | None) -> bool:
        return self.standing.acts_for(unit_id) or self.standing.heads(unit_id)

    def _fits(self) -> Verdict:
        if self.page.structural:
            return STRUCTURE_STAYS
        if self.page.confined_to is not None:
            return LIMITED_STAYS
        if self.page.stage in HOLDING and not allows("entrust", self.page.stage):
            return SCHEDULED_STAYS
        if self.receiving_id is not None and self.receiving_id == self.page.unit_id:
            return THERE_ALREADY
        return NOT_THERE if self.receiving_lives is False else YES

    def _is_not_read(self) -> Verdict:
        return TEAM_DECIDES if self.page.stage in HOLDING else YES
