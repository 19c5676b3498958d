"""May this person read or change the register of publishing rights?"""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from coordination import order
from coordination.standing import Standing
from coordination.verdict import YES, Verdict

from .. import steps

OVER = Verdict(_("This right has ended and stays as it was. Give a new one."), order.WITHIN_RIGHTS, steps.RIGHTS)


@dataclass(frozen=True)
class RightsPolicy:
    """The register of publishing rights (§ 4 ust. 1): SZ and administrators change it, always with a basis."""

    standing: Standing

    def may_read(self, unit_id: int | None = None) -> Verdict:
        """The whole register for those who watch the city; the rights of a unit for its own people."""
        if self.standing.watches_city or (unit_id is not None and self.standing.reads_for(unit_id)):
            return YES
        return Verdict(_("SZ and the portal administrators read the register of rights."), order.WITHIN_RIGHTS)

    def may_change(self) -> Verdict:
        if self.standing.watches_city:
            return YES
        return Verdict(_("SZ and the portal administrators give publishing rights."), order.WITHIN_RIGHTS)

    def may_amend(self, until_on: dt.date | None) -> Verdict:
        """A right given before, by its last day: one that has ended is history and stays as it was."""
        may = self.may_change()
        return OVER if may and until_on and until_on < self.standing.on else may
