"""May this person take this page off, archive it, put it back?"""

from dataclasses import dataclass

from coordination.standing import APPROVERS
from coordination.verdict import YES, Verdict

from ..states import OPEN, Purpose
from .page import PagePolicy
from .verdicts import (
    ARCHIVED_ALREADY,
    HAND_OVER,
    NOT_PUBLIC,
    NOT_TAKEN_DOWN,
    SHELVES_ARE_NOT_TAKEN_OFF,
    busy,
)


@dataclass(frozen=True)
class TakedownPolicy:
    """One person, one page. `in_force` is the purpose by which it is taken down today; `asked` that of its open handoff
    where that one takes it down.
    """

    page: PagePolicy
    in_force: str = ""
    asked: str = ""

    def may_take_down(self, purpose: str = Purpose.TAKE_OFF) -> Verdict:
        """At once, by the unit's own right to publish the kind; never while a handoff is open (scenario 12)."""
        return self._may_know() and self._is_sensible(purpose) and self.page.may_publish()

    def may_ask(self, purpose: str = Purpose.TAKE_OFF) -> Verdict:
        """Hand it over to be taken down; once more after the portal team has returned it."""
        as_it_is = self.page.may_hand_over_as_it_is(asked=bool(self.asked))
        return self._may_know() and self._is_sensible(purpose) and as_it_is

    def may_put_back(self) -> Verdict:
        """The unit by its own right, the portal team within the scope of an office; what readers had was read before.

        A unit without the right hands the page over again, like any other publication.
        """
        if not self._may_know():
            return self._may_know()
        if not self.in_force:
            return NOT_TAKEN_DOWN
        if self.page.page.stage in OPEN:
            return busy(self.page.page.stage)
        facts, standing = self.page.page, self.page.standing
        if not standing.gap(APPROVERS, facts.unit_id, facts.kind, facts.site_id):
            return self.page.within()
        return self.page.may_publish()

    def refusal(self) -> Verdict:
        """Why the person can neither do it nor ask for it; YES where one of the two is open."""
        direct, asked = self.may_take_down(), self.may_ask()
        if direct or asked:
            return YES
        return asked if direct == HAND_OVER else direct

    def _may_know(self) -> Verdict:
        return self.page.reads_drafts()

    def _is_sensible(self, purpose: str) -> Verdict:
        if self.page.page.structural:
            return SHELVES_ARE_NOT_TAKEN_OFF
        if self.page.page.stage in OPEN and not self.asked:
            return busy(self.page.page.stage)
        if not self.page.page.live:
            return NOT_PUBLIC
        return ARCHIVED_ALREADY if purpose == self.in_force == Purpose.ARCHIVE else YES
