"""May this person arrange the set, approve it, cancel its schedule, have what failed tried again?"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from coordination.standing import Standing
from coordination.verdict import YES, Verdict

from ..states import APPROVED, NEGOTIABLE, Side, Stage
from .attributes import Read
from .handoff import HandoffPolicy
from .verdicts import (
    APPROVED_ALREADY,
    NOT_DELIVERED,
    NOT_FOR_YOU,
    NOT_FOR_YOUR_UNIT,
    NOT_NOW,
    NOT_READ,
    NOTHING_TO_TRY,
    SET_FIXED,
    SET_IS_EMPTY,
    STILL_RETURNED,
)

UNREADY = {
    Stage.PREPARED: NOT_DELIVERED,
    Stage.RETURNED: STILL_RETURNED,
    Stage.SCHEDULED: APPROVED_ALREADY,
    Stage.FAILED: APPROVED_ALREADY,
}
"""What is said of a member that cannot be approved at its stage."""


@dataclass(frozen=True)
class SetPolicy:
    """One person, one set; `members` are the policies of what belongs to it, by number."""

    standing: Standing
    unit_id: int
    members: Mapping[int, HandoffPolicy]

    def may_read(self) -> Verdict:
        if self.standing.is_portal_officer or self.standing.watches_city:
            return YES
        return YES if self.standing.reads_for(self.unit_id) else NOT_FOR_YOUR_UNIT

    def may_arrange(self) -> Verdict:
        """Add, take out, dissolve: the unit, while nothing is approved."""
        if not self.standing.acts_for(self.unit_id):
            return NOT_FOR_YOUR_UNIT
        if not self.members:
            return SET_IS_EMPTY
        shut = next((one.within() for one in self.members.values() if not one.within()), YES)
        if not shut:
            return shut
        fixed = any(one.handoff.stage in APPROVED for one in self.members.values())
        return SET_FIXED if fixed else YES

    def missing(self, read: Mapping[int, Read], *, now: dt.datetime, late: bool) -> dict[int, Verdict]:
        """What keeps each member from being approved with the set, by number; `read` is what was read of each."""
        found = {pk: self._approval(pk, read, now, late) for pk in self.undecided}
        return {pk: verdict for pk, verdict in found.items() if not verdict}

    def unticked(self, read: Mapping[int, Read], *, now: dt.datetime, late: bool) -> list[int]:
        """Members whose boxes the form lacks, where nothing else keeps the set back: it is incomplete, not refused."""
        found = self.missing(read, now=now, late=late)
        return list(found) if all(verdict is NOT_READ for verdict in found.values()) else []

    def unready(self) -> dict[int, Verdict]:
        """What is not in the queue yet, by number: for whoever does not decide."""
        stages = {pk: self.members[pk].handoff.stage for pk in self.undecided}
        return {pk: UNREADY[Stage(stage)] for pk, stage in stages.items() if stage in (Stage.PREPARED, Stage.RETURNED)}

    @property
    def hour(self) -> dt.datetime | None:
        """The hour of what waits, else of what is not public yet; None where there is nothing."""
        found = sorted((self.members[pk].handoff for pk in self.undecided), key=lambda of: of.stage != Stage.QUEUED)
        return next((of.publish_at for of in found), None)

    @property
    def newest(self) -> dict[int, Read]:
        """What whoever opens the set now will have read; of what has no text yet, nothing."""
        found = {pk: self.members[pk].handoff for pk in self.undecided}
        return {pk: of.newest for pk, of in found.items() if of.revision_id}

    @property
    def undecided(self) -> list[int]:
        """What is not public yet: an approval of the set is about all of it."""
        return [pk for pk, one in self.members.items() if one.handoff.stage != Stage.PUBLISHED]

    def _approval(self, pk: int, read: Mapping[int, Read], now: dt.datetime, late: bool) -> Verdict:
        one = self.members[pk]
        if one.handoff.stage != Stage.QUEUED:
            return UNREADY.get(Stage(one.handoff.stage), NOT_NOW)
        verdict = one.may_schedule(read.get(pk, one.handoff.newest), now=now, late=late, with_set=True)
        return verdict and (YES if pk in read else NOT_READ)

    def may_decide(self) -> Verdict:
        """Whether the person approves for this unit at all, and something waits: without it no button is shown."""
        for one in (self.members[pk] for pk in self.undecided):
            verdict = one.approves()
            if not verdict:
                return verdict
        return YES if any(self.members[pk].handoff.stage == Stage.QUEUED for pk in self.undecided) else NOT_NOW

    def may_take_sooner(self, reason: str) -> Verdict:
        """Take the hour although it leaves something less than its lead time: with a reason (scenario 18)."""
        verdicts = [self.members[pk].may_take_sooner(reason) for pk in self.undecided]
        return next((verdict for verdict in verdicts if not verdict), YES)

    @property
    def promised_hour(self) -> dt.datetime | None:
        """The hour of what is approved and not public yet; None where there is nothing."""
        return next((self.members[pk].handoff.publish_at for pk in self.promised), None)

    def may_unschedule(self) -> Verdict:
        """Cancel the schedule of all that is approved and not public yet."""
        found = [self.members[pk] for pk in self.promised]
        verdicts = [one.may_unschedule(one.handoff.newest) for one in found]
        return next((verdict for verdict in verdicts if not verdict), YES if verdicts else NOT_NOW)

    @property
    def promised(self) -> list[int]:
        """What is approved and not public yet."""
        return [pk for pk, one in self.members.items() if one.handoff.stage in (Stage.SCHEDULED, Stage.FAILED)]

    @property
    def failed(self) -> list[int]:
        """What may be tried again; nothing is tried where the approved version is gone."""
        rows = {pk: one.handoff for pk, one in self.members.items()}
        return [pk for pk, of in rows.items() if of.stage == Stage.FAILED and not of.vanished]

    def may_retry(self) -> Verdict:
        """Have what failed tried at once, as it was approved."""
        verdicts = [self.members[pk].may_retry() for pk in self.failed]
        return next((verdict for verdict in verdicts if not verdict), YES if verdicts else NOTHING_TO_TRY)


def may_make(standing: Standing) -> Verdict:
    """Whoever acts for some unit; what belongs to it is asked of each handoff."""
    return YES if standing.acting_unit_ids else NOT_FOR_YOUR_UNIT


def may_join(policy: HandoffPolicy) -> Verdict:
    """Put a handoff into a set: the unit, while its dates may still be proposed."""
    if policy.side != Side.UNIT:
        return policy.within() and NOT_FOR_YOU
    return YES if policy.handoff.stage in NEGOTIABLE else SET_FIXED
