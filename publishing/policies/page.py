"""May this person do this to this page? The reason is the refusal's own."""

from dataclasses import dataclass

from coordination.standing import APPROVERS, OFFICERS, Standing
from coordination.verdict import YES, Verdict

from ..rights import Granted
from ..states import HOLDING, OPEN, Stage
from .attributes import PageFacts
from .correction import writing
from .handoff import withdrawal
from .verdicts import (
    CONFINE_YOURS,
    CONFINED_ALREADY,
    HAND_OVER,
    HAND_THE_MOVE_OVER,
    IN_QUEUE,
    LIMITED_STAYS_AS_IT_IS,
    NOT_CONFINED,
    NOT_FOR_UNITS,
    NOT_WHILE_CONFINED,
    NOT_YOURS,
    ONLY_REVIEWED,
    OPERATORS_PREPARE,
    OUT_OF_SCOPE,
    REMARK,
    SHELF_IN_USE,
    URGENT_IS_PUBLIC,
    WITH_A_GROUND,
    busy,
    confined,
)


@dataclass(frozen=True)
class PagePolicy:
    """One person, one page."""

    standing: Standing
    granted: Granted
    page: PageFacts

    def may_read(self) -> Verdict:
        """See the draft: the unit's own people, the portal team, those who watch the city; of these the named ones."""
        return self.reads_drafts() and self.within()

    def within(self) -> Verdict:
        """Whether a limit to named persons lets the person in. Others than readers learn of no limit."""
        if self.page.confined_to is None or self.standing.user_id in self.page.confined_to:
            return YES
        return self.reads_drafts() and confined(self.page.confined_by)

    def reads_drafts(self) -> Verdict:
        if self.standing.is_portal_officer or self.standing.watches_city:
            return YES
        if self.page.structural:
            return NOT_FOR_UNITS
        return YES if self.standing.reads_for(self.page.unit_id) else NOT_YOURS

    def may_edit(self) -> Verdict:
        """Change the draft. Nobody changes what was handed over and is being read, but as a correction."""
        if self.page.stage in HOLDING and not writing(self.standing, self.page, self.within()):
            return IN_QUEUE
        return self.may_keep()

    def may_publish(self) -> Verdict:
        """Publish directly: structure by approvers, content only by a unit that holds the right."""
        if not self.within():
            return self.within()
        if self.page.stage in OPEN:
            return busy(self.page.stage)
        if self.page.structural:
            return self.may_arrange()
        if not self.standing.acts_for(self.page.unit_id):
            return ONLY_REVIEWED if self.standing.is_portal_officer else NOT_YOURS
        covered = self.granted.covers(
            self.page.unit_id, self.page.kind, user_id=self.standing.user_id, site_id=self.page.site_id
        )
        return YES if covered else HAND_OVER

    def may_hand_over(self) -> Verdict:
        """Hand the newest version over (§ 4 ust. 1 pkt 2)."""
        if not self.within():
            return self.within()
        if self.page.structural:
            return NOT_FOR_UNITS
        if self.page.stage in HOLDING:
            return IN_QUEUE
        return YES if self.standing.acts_for(self.page.unit_id) else NOT_YOURS

    def may_hand_over_as_it_is(self, *, asked: bool) -> Verdict:
        """Hand over to be taken off, archived or moved, as readers have it; once more after a return.

        `asked`: the open handoff of the page is about this very thing.
        """
        if self.page.stage in OPEN and not (asked and self.page.stage == Stage.RETURNED):
            return self.reads_drafts() and busy(self.page.stage)
        verdict = self.reads_drafts() and self.may_hand_over()
        return verdict and (YES if self.page.confined_to is None else LIMITED_STAYS_AS_IT_IS)

    def may_correct_urgently(self) -> Verdict:
        """«Pilna poprawka»: hand over without lead time what readers see already."""
        return self.may_hand_over() and (YES if self.page.live else URGENT_IS_PUBLIC)

    def may_delete(self) -> Verdict:
        """Delete: a unit its drafts, whoever may publish also what is public; never while a handoff is open."""
        if not self.within():
            return self.within()
        if self.page.stage in OPEN:
            return busy(self.page.stage)
        return self.may_publish() if self.page.live else self.may_keep()

    def may_unpublish(self, *, holds_public: bool = False) -> Verdict:
        """Wagtail's own «unpublish»: of empty shelves. Content is taken off with a ground (policies.takedown).

        With a shelf the public pages on it would go dark.
        """
        if self.page.structural:
            return SHELF_IN_USE if holds_public else self.may_publish()
        verdict = self.may_publish()
        return WITH_A_GROUND if verdict or verdict == HAND_OVER else verdict

    def may_move(self) -> Verdict:
        """Pages keep their place; the portal team moves them, a unit hands the move over."""
        if not self.within():
            return self.within()
        if self.page.stage in OPEN:
            return busy(self.page.stage)
        arranged, own = self.may_arrange(), self.standing.acts_for(self.page.unit_id) and not self.page.structural
        return HAND_THE_MOVE_OVER if own and self.page.live and not arranged else arranged

    def may_confirm(self) -> Verdict:
        """Say that the public content is still true (§ 3 pkt 2); a limit on the draft changes nothing there."""
        if self.page.structural:
            return self.may_keep()
        return YES if self.standing.acts_for(self.page.unit_id) else NOT_YOURS

    def may_withdraw(self) -> Verdict:
        """Take back the open handoff of the page."""
        return withdrawal(self.standing, self.page, self.within())

    def may_keep(self) -> Verdict:
        """Whether the page is the person's to keep at all: the unit's own, or within the scope of a portal office."""
        return self._keeps() and self.within()

    def may_copy(self) -> Verdict:
        """Make another draft of it: who keeps it, and never round a limit to named persons."""
        return self.may_keep() and self._is_open()

    def may_share(self) -> Verdict:
        """Show one version to an outsider by a preview link, or take the link back; also while it waits."""
        return self.may_keep() and self._is_open()

    def may_confine(self) -> Verdict:
        """Limit the draft to named persons: its unit's coordinator or deputy; of structure, the portal team."""
        if not self.within():
            return self.within()
        if self.page.confined_to is not None:
            return CONFINED_ALREADY
        if self.page.stage in HOLDING:
            return IN_QUEUE
        return self._may_limit()

    def may_name(self) -> Verdict:
        """Change who the named persons are: one of them who could have set the limit."""
        if self.page.confined_to is None:
            return NOT_CONFINED
        return self.may_read() and self._may_limit()

    def may_lift(self, remark: str = "") -> Verdict:
        """Lift the limit: a named person at any time, an administrator with a written remark (scenario 36)."""
        if self.page.confined_to is None:
            return NOT_CONFINED
        if self.may_read():
            return YES
        if not self.standing.is_administrator:
            return self.within()
        return YES if remark.strip() else REMARK

    def _may_limit(self) -> Verdict:
        if self.page.structural:
            return YES if self.standing.is_portal_officer else NOT_FOR_UNITS
        if self.standing.acts_for(self.page.unit_id):
            return YES
        return CONFINE_YOURS if self.reads_drafts() else NOT_YOURS

    def _is_open(self) -> Verdict:
        return YES if self.page.confined_to is None else NOT_WHILE_CONFINED

    def _keeps(self) -> Verdict:
        if self.standing.acts_for(self.page.unit_id) and not self.page.structural:
            return YES
        gap = self._gap(OFFICERS)
        return OUT_OF_SCOPE.get(gap, NOT_FOR_UNITS if self.page.structural else NOT_YOURS) if gap else YES

    def may_arrange(self) -> Verdict:
        """Publish, move and order structure: administrators and editors, within the scope of their office."""
        gap = self._gap(APPROVERS)
        other = OPERATORS_PREPARE if self.standing.is_portal_officer else NOT_FOR_UNITS
        return OUT_OF_SCOPE.get(gap, other) if gap else YES

    def _gap(self, offices: frozenset[str]) -> str:
        return self.standing.gap(offices, self.page.unit_id, self.page.kind, self.page.site_id)
