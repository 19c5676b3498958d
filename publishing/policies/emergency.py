"""May this person confirm afterwards what was published without a second check?"""

from dataclasses import dataclass

from coordination.standing import APPROVERS, SZ_OFFICES, Standing
from coordination.verdict import YES, Verdict

from .attributes import EmergencyFacts
from .verdicts import CHECKED_ALREADY, CHECKED_BY_ANOTHER, NOT_HERE, OUT_OF_SCOPE


@dataclass(frozen=True)
class EmergencyPolicy:
    """One person, one emergency publication."""

    standing: Standing
    emergency: EmergencyFacts

    def may_check(self) -> Verdict:
        """Another approver within scope, or SZ; never who published, handed over or wrote it, superusers too."""
        of = self.emergency
        gap = "" if self.standing.portal & SZ_OFFICES else self.standing.gap(APPROVERS, of.unit_id, of.kind, of.site_id)
        if gap:
            return OUT_OF_SCOPE.get(gap, NOT_HERE)
        if of.checked:
            return CHECKED_ALREADY
        return CHECKED_BY_ANOTHER if self.standing.user_id in of.barred_ids else YES


def may_list(standing: Standing) -> Verdict:
    """The list of emergency publications: the portal team and SZ."""
    return YES if standing.is_portal_officer or standing.watches_city else NOT_HERE
