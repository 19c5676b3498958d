"""Who sees what a unit still lacks, who declares for it, who reads the report of the city and reminds from it."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from coordination import order
from coordination.standing import Standing
from coordination.steps import FIND_COORDINATOR, WRITE_TO_PORTAL_TEAM
from coordination.verdict import YES, Verdict

from .. import steps
from .verdicts import NOT_HERE

OTHERS = Verdict(
    _("You hold no office in this unit, so its list is not shown to you."), order.DIRECTOR, WRITE_TO_PORTAL_TEAM
)
NOT_YOURS = Verdict(
    _("The coordinator, the deputy and the head of the unit declare this."), order.INFORM_ON_AID, FIND_COORDINATOR
)
TAKEN_BACK = Verdict(_("This has been taken back already."), order.INFORM_ON_AID, steps.COMPLETENESS)
DECLARED = Verdict(_("The unit has declared this already."), order.INFORM_ON_AID, steps.COMPLETENESS)
NO_VIEW = Verdict(_("You keep no such view."), order.DIRECTOR, steps.CITY)
ONLY_SZ = Verdict(_("SZ and administrators remind units from this report."), order.DIRECTOR, WRITE_TO_PORTAL_TEAM)


@dataclass(frozen=True)
class CompletenessPolicy:
    """One unit's list: whoever holds an office there, and those who watch the city."""

    standing: Standing
    unit_id: int | None

    def may_read(self) -> Verdict:
        if self.standing.watches_city or self.standing.reads_for(self.unit_id):
            return YES
        return OTHERS

    def may_declare(self, *, stands: bool = False) -> Verdict:
        """Coordinator and deputy at any time, the head too, who answers for the unit (§ 7 ust. 1)."""
        if not self.may_read():
            return self.may_read()
        if not (self.standing.acts_for(self.unit_id) or self.standing.heads(self.unit_id)):
            return NOT_YOURS
        return DECLARED if stands else YES

    def may_take_back(self, *, stands: bool) -> Verdict:
        found = self.may_declare()
        return found if not found or stands else TAKEN_BACK


def may_watch(standing: Standing) -> Verdict:
    """What is about all units: SZ and administrators."""
    return YES if standing.watches_city else NOT_HERE


def may_read_report(standing: Standing) -> Verdict:
    """SZ and administrators read of all units, a head of those in own charge."""
    if standing.watches_city or any(standing.heads(unit) for unit in standing.units):
        return YES
    return NOT_HERE


def may_remind(standing: Standing) -> Verdict:
    if standing.watches_city:
        return YES
    return ONLY_SZ if may_read_report(standing) else NOT_HERE
