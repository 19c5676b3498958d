"""May this person do this to this handoff: agree dates, decide, withdraw?"""

import datetime as dt
from dataclasses import dataclass

from coordination.standing import APPROVERS, OFFICERS, Standing
from coordination.states import PortalOffice
from coordination.verdict import YES, Verdict

from ..states import MOVABLE, NEGOTIABLE, OPEN, Side, Stage, allows
from .attributes import HandoffFacts, PageFacts, Read
from .verdicts import (
    ADMINISTRATORS_GIVE,
    BEING_CORRECTED,
    CARRY_OUT_FIRST,
    EMERGENCY_BY_ADMINISTRATOR,
    FOUR_EYES,
    HELD_BY_YOU,
    HOLDER_PUTS_BACK,
    HOUR_CAME,
    HOUR_MOVED,
    IN_A_SET,
    LATE,
    LEAD_ANSWER,
    NAMED_ONLY,
    NEWER,
    NO_DATE,
    NO_REVIEWER,
    NOT_FOR_YOU,
    NOT_HELD,
    NOT_HERE,
    NOT_LATE,
    NOT_NOW,
    NOT_THEIR_ITEM,
    OPERATORS_AGREE,
    OUT_OF_SCOPE,
    OWN_PROPOSAL,
    PROPOSED_HOUR_PASSED,
    REDELIVERED,
    UNCHANGED,
    UNIT_ANSWERS,
    VANISHED,
    WHY_MOVED,
    WHY_OTHERS,
    confined,
    held,
    over,
)

ADMINISTRATORS = frozenset({PortalOffice.ADMINISTRATOR})
"""Who publishes in an emergency: the office that answers for the portal, and within its scope."""


@dataclass(frozen=True)
class HandoffPolicy:
    """One person, one handoff."""

    standing: Standing
    handoff: HandoffFacts

    @property
    def side(self) -> str:
        """The side the person speaks for; the unit's own side comes first. Whom a limit shuts out speaks for none."""
        if not self.within():
            return ""
        if self.standing.acts_for(self.handoff.unit_id):
            return Side.UNIT
        return "" if self._gap(OFFICERS) else Side.PORTAL

    def may_read(self) -> Verdict:
        return self.reads_drafts() and self.within()

    def reads_drafts(self) -> Verdict:
        if self.standing.is_portal_officer or self.standing.watches_city:
            return YES
        return YES if self.standing.reads_for(self.handoff.unit_id) else NOT_FOR_YOU

    def may_tend(self) -> Verdict:
        """Whether the person speaks for a side at all: the unit's, or the portal's within the scope of an office."""
        return YES if self.side else OUT_OF_SCOPE.get(self._gap(OFFICERS), NOT_FOR_YOU)

    def within(self) -> Verdict:
        """Whether a limit to named persons lets the person in."""
        to = self.handoff.confined_to
        if to is None or self.standing.user_id in to:
            return YES
        return self.reads_drafts() and confined(self.handoff.confined_by)

    def may_propose(self, now: dt.datetime) -> Verdict:
        """Propose other dates: while they are on the table, and for what is approved until its hour."""
        if not self.may_tend():
            return self.may_tend()
        if self.handoff.stage not in MOVABLE:
            return NOT_NOW
        return HOUR_CAME if self._hour_came(now) else YES

    def may_stay_silent(self, *, moves_agreed: bool) -> Verdict:
        """Propose dates without a word: the unit, and only where no agreed hour would move, in its set neither."""
        if moves_agreed:
            return WHY_MOVED
        return WHY_OTHERS if self.side == Side.PORTAL else YES

    def may_accept(self, now: dt.datetime) -> Verdict:
        """Accept the other side's dates. What is approved is moved by it, so neither hour may have passed."""
        of = self.handoff
        if not self.may_tend():
            return self.may_tend()
        if of.stage not in MOVABLE or not of.waiting_side or of.at_once:
            return NOT_NOW
        if of.waiting_side == self.side:
            return OWN_PROPOSAL
        if of.stage in NEGOTIABLE:
            return YES
        if self._hour_came(now):
            return HOUR_CAME
        return PROPOSED_HOUR_PASSED if of.waiting_hour is not None and of.waiting_hour <= now else YES

    def _hour_came(self, now: dt.datetime) -> bool:
        """What was approved goes public as it was agreed: nobody moves it any more."""
        return self.handoff.stage == Stage.SCHEDULED and self.handoff.publish_at <= now

    def may_take_sooner(self, reason: str) -> Verdict:
        """Take the unit's dates although they leave less than the lead time: with a reason of its own (scenario 18)."""
        return LEAD_ANSWER if self.handoff.asks_sooner and not reason.strip() else YES

    def may_deliver(self) -> Verdict:
        """Hand over complete material: the unit, from preparation or after a return."""
        if self.side != Side.UNIT:
            return NOT_FOR_YOU
        if not allows("deliver", self.handoff.stage):
            return NOT_NOW
        return YES if self._has_reader() else NO_REVIEWER

    def may_send_unchanged(self, reason: str) -> Verdict:
        """Hand over once more what was returned and reads as it did then: with a written reason only."""
        return UNCHANGED if self.handoff.unchanged and not reason.strip() else YES

    def _has_reader(self) -> bool:
        """Somebody of the portal team can read a confined draft, and did not write it."""
        if self.handoff.confined_to is None:
            return True
        return bool(self.handoff.reviewer_ids - self.handoff.writer_ids - {self.standing.user_id})

    def may_send_back(self, read: Read) -> Verdict:
        """Return what was read. A draft saved past the lock does not stand in the way: a return mends it."""
        return self._decides("send_back") and self._stands(read)

    def may_schedule(self, read: Read, *, now: dt.datetime, late: bool = False, with_set: bool = False) -> Verdict:
        """Approve the version that was read, for the hour that was read: both are agreed to by this very deed.

        `late`: the hour has passed, and it is to be done all the same. `with_set`: everything that belongs to the set
        is approved with it.
        """
        verdict = self._decides("schedule")
        if not verdict:
            return verdict
        if self.handoff.bound and not with_set:
            return IN_A_SET
        if not self._is_settled(read):
            return self._is_settled(read)
        if read.publish_at != self.handoff.publish_at:
            return HOUR_MOVED
        if self.handoff.waiting_side == Side.PORTAL:
            return UNIT_ANSWERS
        if not self.handoff.agreed and self.handoff.waiting_side != Side.UNIT:
            return NO_DATE
        return self._before_its_end(now) and (YES if self.handoff.at_once else self._in_time(now, late))

    def _before_its_end(self, now: dt.datetime) -> Verdict:
        """Whether the version is public at all before its own end, be it published at the hour or late."""
        end = self.handoff.ends_at
        return over(end) if end and end <= max(self.handoff.publish_at, now) else YES

    def _in_time(self, now: dt.datetime, late: bool) -> Verdict:
        """The hour is ahead, or else the delay is meant."""
        if self.handoff.publish_at <= now:
            return YES if late else LATE
        return NOT_LATE if late else YES

    def may_publish_unchecked(self, read: Read) -> Verdict:
        """Emergency publication of the version that was read: whoever wrote it, whatever the agreement (scenario 10).

        The deed asks for the written reason.
        """
        gap = self._gap(ADMINISTRATORS)
        if gap:
            return OUT_OF_SCOPE.get(gap, EMERGENCY_BY_ADMINISTRATOR)
        if not self.within():
            return self.within()
        if not allows("publish_unchecked", self.handoff.stage):
            return NOT_NOW
        return self._is_settled(read)

    def _is_settled(self, read: Read) -> Verdict:
        """The version that was read is the newest, and nobody is correcting it; of a commission, that there is one."""
        of = self.handoff
        if of.correction is not None:
            return BEING_CORRECTED
        if of.owes_result:
            return CARRY_OUT_FIRST
        return self._stands(read) and (YES if of.revision_id == of.latest_revision_id else NEWER)

    def _stands(self, read: Read) -> Verdict:
        """What was read is still what waits: that version, of that delivery.

        What is to be taken off or moved, and a brief, change by a new delivery and keep the version.
        """
        if read.revision_id != self.handoff.revision_id:
            return NEWER
        return YES if read.delivered_at == self.handoff.delivered_at else REDELIVERED

    def may_unschedule(self, read: Read) -> Verdict:
        """Cancel what was promised as it was read: that version, for that hour."""
        if not self.approves():
            return self.approves()
        if not self.within():
            return self.within()
        if not allows("unschedule", self.handoff.stage):
            return NOT_NOW
        return self._stands(read) and (YES if read.publish_at == self.handoff.publish_at else HOUR_MOVED)

    def may_retry(self) -> Verdict:
        """Have a failed publication tried at once, as it was approved: any officer in whose scope it lies."""
        if self._gap(OFFICERS):
            return OUT_OF_SCOPE.get(self._gap(OFFICERS), NOT_HERE)
        if not self.within():
            return self.within()
        if not allows("retry", self.handoff.stage):
            return NOT_NOW
        return VANISHED if self.handoff.vanished else YES

    def may_withdraw(self, read: Read) -> Verdict:
        """Take back what was read, and not what a colleague has handed over since."""
        return withdrawal(self.standing, self.handoff, self.within()) and self._stands(read)

    def is_held(self, now: dt.datetime) -> bool:
        """Whether somebody has the item in hand at the instant. It lapses by itself; nothing is written then."""
        of = self.handoff
        return of.held_by_id is not None and of.held_until is not None and now < of.held_until

    def may_claim(self, now: dt.datetime) -> Verdict:
        """Take a free item in hand: any officer of the portal side within the scope of the office."""
        if not self._may_hold() or not self.is_held(now):
            return self._may_hold()
        of = self.handoff
        return HELD_BY_YOU if of.held_by_id == self.standing.user_id else held(of.held_by_name, of.held_until)

    def may_release(self) -> Verdict:
        """Put it back: whoever has it, or an administrator for somebody else."""
        if self.handoff.held_by_id is None:
            return self._may_hold() and NOT_HELD
        if self.handoff.held_by_id == self.standing.user_id:
            return YES
        return self._may_hold() and (YES if self.standing.is_administrator else HOLDER_PUTS_BACK)

    def may_assign(self, to: Standing | None = None) -> Verdict:
        """Give it to an officer in whose scope it lies, whoever has it: administrators. `to` None: to anybody."""
        if not self._may_hold():
            return self._may_hold()
        if not self.standing.is_administrator:
            return ADMINISTRATORS_GIVE
        return YES if to is None else self._may_be_given(to)

    def _may_be_given(self, to: Standing) -> Verdict:
        of = self.handoff
        if to.gap(OFFICERS, of.unit_id, of.kind, of.site_id):
            return NOT_THEIR_ITEM
        return YES if of.confined_to is None or to.user_id in of.confined_to else NAMED_ONLY

    def _may_hold(self) -> Verdict:
        gap = self._gap(OFFICERS)
        if gap:
            return OUT_OF_SCOPE.get(gap, NOT_HERE)
        return self.within() and (YES if self.handoff.stage in OPEN else NOT_NOW)

    def _decides(self, deed: str) -> Verdict:
        if not self.approves():
            return self.approves()
        if not self.within():
            return self.within()
        if not allows(deed, self.handoff.stage):
            return NOT_NOW
        return FOUR_EYES if self.standing.user_id in self.handoff.authors else YES

    def approves(self) -> Verdict:
        """Whether the office of the person lets them decide about such an item at all."""
        gap = self._gap(APPROVERS)
        other = OPERATORS_AGREE if self.standing.is_portal_officer else NOT_HERE
        return OUT_OF_SCOPE.get(gap, other) if gap else YES

    def _gap(self, offices: frozenset[str]) -> str:
        return self.standing.gap(offices, self.handoff.unit_id, self.handoff.kind, self.handoff.site_id)


def withdrawal(standing: Standing, of: HandoffFacts | PageFacts, within: Verdict) -> Verdict:
    """Take material back: the unit, while the handoff is open; asked of the handoff, or of the page that waits."""
    if not standing.acts_for(of.unit_id):
        return NOT_FOR_YOU
    if not within:
        return within
    return YES if allows("withdraw", of.stage) else NOT_NOW
