"""Who confirms a place of announcement, who lets an exception from a rule pass. Pure."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from coordination import order
from coordination.standing import Standing
from coordination.steps import FIND_COORDINATOR, WRITE_TO_PORTAL_TEAM
from coordination.verdict import YES, Verdict
from publishing import steps

NOT_YOURS = Verdict(
    _("The coordinator and the deputy of the unit confirm where it was announced."),
    order.ANNOUNCED_COMPETITIONS,
    FIND_COORDINATOR,
)
ONLY_ADMINISTRATORS = Verdict(
    _("Only a portal administrator lets an exception from a rule pass."), order.BEYOND_RIGHTS, WRITE_TO_PORTAL_TEAM
)
FOR_THE_CITY = Verdict(
    _("The list of exceptions of all units is for SZ and the portal administrators."),
    order.ANNOUNCED_COMPETITIONS,
    WRITE_TO_PORTAL_TEAM,
)
NOT_PLANNED = Verdict(
    _("This place is not a planned one of the public announcement, or it is confirmed already."),
    order.ANNOUNCED_COMPETITIONS,
    steps.EDIT,
)
NOT_YET = Verdict(_("Confirm the day once it has come."), order.ANNOUNCED_COMPETITIONS, steps.EDIT)
NO_REASON = Verdict(_("Write why the exception is made."), order.BEYOND_RIGHTS, steps.EDIT)
NO_BREACH = Verdict(
    _("The newest version does not break this rule, or breaks it otherwise by now."), order.BEYOND_RIGHTS, steps.EDIT
)


@dataclass(frozen=True)
class AnnouncingPolicy:
    """One person, one competition of the unit."""

    standing: Standing
    unit_id: int | None

    def may_confirm(self) -> Verdict:
        return YES if self.standing.acts_for(self.unit_id) or self.standing.is_administrator else NOT_YOURS

    def may_except(self) -> Verdict:
        return YES if self.standing.is_administrator else ONLY_ADMINISTRATORS


def may_read_exceptions(standing: Standing) -> Verdict:
    """The monitor of SZ, the Director and administrators."""
    return YES if standing.watches_city else FOR_THE_CITY
