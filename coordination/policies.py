"""Who may answer, pass on, designate. Pure: facts come in, a verdict with reason and place goes out."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from . import order, steps
from .standing import Standing
from .states import InquiryState, PortalOffice
from .verdict import YES, Verdict

ANOTHER_UNIT = _("This inquiry is not in the care of your unit.")
PASSED_ON = _("Your unit passed this inquiry on; another unit answers it now.")
READ_ONLY = _("SZ and administrators read inquiries; the unit answers them.")


@dataclass(frozen=True)
class InquiryPolicy:
    """May this person do this to an inquiry of `unit_id`? `former_units` passed it on and may read on."""

    standing: Standing
    unit_id: int | None
    state: str = InquiryState.OPEN
    former_units: frozenset[int] = frozenset()

    def may_read(self) -> Verdict:
        """Own unit, units that passed it on, and those who watch the whole city (§ 5 pkt 2, § 1 pkt 5)."""
        own = {self.unit_id, *self.former_units} - {None}
        if self.standing.watches_city or any(self.standing.reads_for(unit) for unit in own):
            return YES
        return Verdict(ANOTHER_UNIT, order.ANSWER_INQUIRIES, steps.OWN_INQUIRIES)

    def may_answer(self) -> Verdict:
        """Coordinator and deputy at any time; the head too, who answers for the unit (§ 7 ust. 1)."""
        return self._may_act() and self._is_not_closed()

    def may_ask_to_clarify(self) -> Verdict:
        return self.may_answer() and self._is_open()

    def may_pass_on(self) -> Verdict:
        return self.may_answer()

    def may_note(self) -> Verdict:
        return self._may_act()

    def may_close(self) -> Verdict:
        return self.may_answer()

    def _may_act(self) -> Verdict:
        if self.standing.acts_for(self.unit_id) or self.standing.heads(self.unit_id):
            return YES
        if any(self.standing.reads_for(unit) for unit in self.former_units):
            return Verdict(PASSED_ON, order.ANSWER_INQUIRIES, steps.FIND_COORDINATOR)
        if not self.may_read():
            return self.may_read()
        return Verdict(READ_ONLY, order.ANSWER_INQUIRIES, steps.FIND_COORDINATOR)

    def _is_not_closed(self) -> Verdict:
        if self.state == InquiryState.CLOSED:
            return Verdict(_("This inquiry is closed."), order.ANSWER_INQUIRIES, steps.OWN_INQUIRIES)
        return YES

    def _is_open(self) -> Verdict:
        if self.state == InquiryState.CLARIFY:
            return Verdict(
                _("The asker has been asked to clarify already."), order.ANSWER_INQUIRIES, steps.OWN_INQUIRIES
            )
        return YES


@dataclass(frozen=True)
class DesignationPolicy:
    """Who designates, ends, marks absences (§ 2 pkt 1)."""

    standing: Standing

    def may_designate(self, unit_id: int | None) -> Verdict:
        """The head designates in the own unit; administrators enter what heads report in writing."""
        if self.standing.is_administrator or self.standing.heads(unit_id):
            return YES
        reason = _("The head of the unit designates its coordinators and deputies.")
        return Verdict(reason, order.DESIGNATION, steps.OFFICES)

    def may_end(self, unit_id: int | None) -> Verdict:
        return self.may_designate(unit_id)

    def may_mark_absent(self, person_id: int | None, unit_ids: frozenset[int]) -> Verdict:
        """Oneself, colleagues and the head of the same unit, administrators."""
        own = person_id is not None and person_id == self.standing.person_id
        if own or self.standing.is_administrator or any(self.standing.reads_for(unit) for unit in unit_ids):
            return YES
        return Verdict(_("People of the same unit mark an absence."), order.DESIGNATION, steps.OFFICES)


@dataclass(frozen=True)
class RegisterPolicy:
    """Units, people and dictionaries: who reads, who keeps them."""

    standing: Standing

    def may_read(self) -> Verdict:
        if self.standing.watches_city or self.standing.units:
            return YES
        return Verdict(_("This register is open to units and to SZ."), order.DIRECTOR, steps.WRITE_TO_PORTAL_TEAM)

    def may_keep_units(self) -> Verdict:
        if self.standing.is_administrator:
            return YES
        reason = _("Administrators keep the list of units and people.")
        return Verdict(reason, order.NOTICE, steps.WRITE_TO_PORTAL_TEAM)

    def may_keep_dictionaries(self) -> Verdict:
        if self.standing.is_administrator or PortalOffice.DIRECTOR in self.standing.portal:
            return YES
        reason = _("Administrators and the Director of SZ keep the dictionaries.")
        return Verdict(reason, order.DIRECTOR, steps.WRITE_TO_PORTAL_TEAM)
