"""May this person hand this page over to be moved, and where to?"""

from dataclasses import dataclass

from coordination.verdict import YES, Verdict

from ..states import OPEN
from .page import PagePolicy
from .verdicts import (
    ADDRESS_TAKEN,
    BELOW_ITSELF,
    DRAFT_IS_NOT_MOVED,
    NOT_A_PLACE,
    STRUCTURE_STAYS_PUT,
    THERE_IT_STANDS,
    busy,
)


@dataclass(frozen=True)
class Place:
    """What judgement needs to know of a place in the tree: the page that would be the parent.

    `fits`: the page types allow it, on the same portal. `shared`: the place belongs to the structure. `taken`: another
    page there has the address.
    """

    here: bool = False
    below: bool = False
    fits: bool = True
    public: bool = True
    shared: bool = True
    unit_id: int | None = None
    taken: bool = False


@dataclass(frozen=True)
class MovePolicy:
    """One person, one page. `asked`: its open handoff is about a move."""

    page: PagePolicy
    asked: bool = False

    def may_ask(self) -> Verdict:
        """Hand the move of a public page over: its unit; once more after the portal team has returned it."""
        if not self.page.reads_drafts():
            return self.page.reads_drafts()
        if self.page.page.structural:
            return STRUCTURE_STAYS_PUT
        if self.page.page.stage in OPEN and not self.asked:
            return busy(self.page.page.stage)
        return self.page.may_hand_over_as_it_is(asked=self.asked) and (
            YES if self.page.page.live else DRAFT_IS_NOT_MOVED
        )

    def may_stand(self, place: Place) -> Verdict:
        """At the place: public, of the shared structure or the unit's own, never below itself."""
        if place.here:
            return THERE_IT_STANDS
        if place.below:
            return BELOW_ITSELF
        own = place.shared or place.unit_id == self.page.page.unit_id
        if not (place.fits and place.public and own):
            return NOT_A_PLACE
        return ADDRESS_TAKEN if place.taken else YES
