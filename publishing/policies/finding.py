"""May this person read the findings of a page, and say that one of them is no error?"""

from dataclasses import dataclass

from coordination.standing import Standing
from coordination.verdict import YES, Verdict

from ..sorts import Sort
from .verdicts import (
    CONFIRM_INSTEAD,
    DESIGNATE_INSTEAD,
    LINKS_FOR_ADMINISTRATORS,
    NOT_SET_ASIDE,
    NOT_YOUR_FINDING,
    SET_ASIDE_ALREADY,
)

INSTEAD = {Sort.REVIEW: CONFIRM_INSTEAD, Sort.NOBODY: DESIGNATE_INSTEAD}
"""Sorts that are facts and no judgement of a text: nobody sets them aside, there is a deed for each."""


@dataclass(frozen=True)
class FindingPolicy:
    """One person, one finding on a page of a unit (None: of no unit)."""

    standing: Standing
    unit_id: int | None
    sort: str
    set_aside: bool = False

    def may_read(self) -> Verdict:
        """The unit's own people and those who watch the city (§ 3 pkt 2)."""
        return YES if self.standing.watches_city or self.standing.reads_for(self.unit_id) else NOT_YOUR_FINDING

    def may_set_aside(self) -> Verdict:
        """Whoever keeps the page says that it is no error; administrators for all."""
        if not self._keeps():
            return NOT_YOUR_FINDING
        instead = INSTEAD.get(Sort(self.sort))
        if instead is not None:
            return instead
        return SET_ASIDE_ALREADY if self.set_aside else YES

    def may_bring_back(self) -> Verdict:
        if not self._keeps():
            return NOT_YOUR_FINDING
        return YES if self.set_aside else NOT_SET_ASIDE

    def _keeps(self) -> bool:
        return self.standing.acts_for(self.unit_id) or self.standing.is_administrator


def may_list(standing: Standing) -> Verdict:
    """The list of findings: people of units about their own, SZ and administrators about the city."""
    return YES if standing.units or standing.watches_city else NOT_YOUR_FINDING


def may_read_links(standing: Standing) -> Verdict:
    """Addresses of other sites with their outages: administrators only; units meet what is broken as findings."""
    return YES if standing.is_administrator else LINKS_FOR_ADMINISTRATORS
