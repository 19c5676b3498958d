"""Who may answer, pass on, designate. Pure: facts come in, a verdict with reason and place goes out."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from . import order, steps
from .standing import Standing
from .states import AccountState, InquiryState, LetterState, PortalOffice
from .verdict import YES, Verdict

ANOTHER_UNIT = _("This inquiry is not in the care of your unit.")
PASSED_ON = _("Your unit passed this inquiry on; another unit answers it now.")
READ_ONLY = _("SZ and administrators read inquiries; the unit answers them.")


SHUT_BY_HAND = Verdict(
    _("A portal administrator shut this account by hand. Ask the administrators to open it."),
    order.DESIGNATION,
    steps.WRITE_TO_PORTAL_TEAM,
)


FORGOTTEN = Verdict(
    _("The time of keeping is over: who asked and what was said is gone, only the number and the days are left."),
    order.ANSWER_INQUIRIES,
    steps.OWN_INQUIRIES,
)


@dataclass(frozen=True)
class InquiryPolicy:
    """May this person do this to an inquiry of `unit_id`? `former_units` passed it on and may read on.

    `forgotten`: the time of keeping is over, its asker and words are gone; nothing is added to it any more.
    """

    standing: Standing
    unit_id: int | None
    state: str = InquiryState.OPEN
    former_units: frozenset[int] = frozenset()
    forgotten: bool = False

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

    def may_reopen(self) -> Verdict:
        """Take a closing back."""
        if self.state != InquiryState.CLOSED:
            reason = _("This inquiry is not closed.")
            return self._may_act() and Verdict(reason, order.ANSWER_INQUIRIES, steps.OWN_INQUIRIES)
        return self._may_act()

    def _may_act(self) -> Verdict:
        if self.standing.acts_for(self.unit_id) or self.standing.heads(self.unit_id):
            return FORGOTTEN if self.forgotten else YES
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
class AccountPolicy:
    """Who invites a designated person, takes the invitation back, opens a shut account again (§ 2 pkt 1).

    `last_day` is the last Warsaw day of the designation, None while it has none.
    """

    standing: Standing
    unit_id: int | None
    account: str
    last_day: dt.date | None = None

    def may_invite(self) -> Verdict:
        """Whoever may designate in the unit, while the designation lasts and nobody can sign in yet."""
        return self._may_designate() and self._lasts() and self._waits_for_an_account()

    def may_revoke(self) -> Verdict:
        if self.account not in (AccountState.INVITED, AccountState.EXPIRED):
            return self._may_designate() and Verdict(_("No invitation waits."), order.DESIGNATION)
        return self._may_designate()

    def may_restore(self) -> Verdict:
        """Open again what the clock shut; an account shut by hand is opened by hand."""
        if self.account == AccountState.SHUT_BY_HAND:
            return self._may_designate() and SHUT_BY_HAND
        if self.account != AccountState.SUSPENDED:
            return self._may_designate() and Verdict(_("This account is not shut."), order.DESIGNATION)
        return self._may_designate() and self._lasts()

    def _may_designate(self) -> Verdict:
        return DesignationPolicy(self.standing).may_designate(self.unit_id)

    def _lasts(self) -> Verdict:
        if self.last_day is not None and self.last_day < self.standing.on:
            return Verdict(_("This designation has ended. Designate the person again first."), order.DESIGNATION)
        return YES

    def _waits_for_an_account(self) -> Verdict:
        if self.account == AccountState.WORKS:
            return Verdict(_("This person has an account and signs in already."), order.DESIGNATION)
        if self.account == AccountState.SUSPENDED:
            return Verdict(_("This account is shut. Open it again instead of inviting."), order.DESIGNATION)
        return SHUT_BY_HAND if self.account == AccountState.SHUT_BY_HAND else YES


@dataclass(frozen=True)
class UnitPolicy:
    """Who renames, joins and closes units: on the basis of a document, entered by administrators (§ 7)."""

    standing: Standing

    def may_change(self) -> Verdict:
        if self.standing.is_administrator:
            return YES
        return Verdict(
            _("Administrators enter changes of units, on the basis of an order of the mayor. Write to them."),
            order.NOTICE,
        )

    def may_follow(self) -> Verdict:
        """Read what is planned and what was done: those who watch the city."""
        if self.standing.watches_city:
            return YES
        return Verdict(_("SZ and administrators follow changes of units."), order.DIRECTOR)

    def may_cancel(self, waits: bool) -> Verdict:
        if not waits:
            return Verdict(_("What is done stays done and documented. Enter a new change instead."), order.NOTICE)
        return self.may_change()


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


@dataclass(frozen=True)
class RosterPolicy:
    """The duty roster of the portal side: who reads it, whose absence a person enters (§ 4 ust. 1 pkt 2)."""

    standing: Standing

    def may_read(self) -> Verdict:
        if self.standing.is_portal_officer or self.standing.watches_city:
            return YES
        reason = _("The duty roster is for the portal team and SZ.")
        return Verdict(reason, order.BEYOND_RIGHTS, steps.WRITE_TO_PORTAL_TEAM)

    def may_mark(self, account_id: int | None) -> Verdict:
        """One's own absence; administrators anybody's of the portal team."""
        own = self.standing.is_portal_officer and account_id == self.standing.user_id
        if account_id is not None and (own or self.standing.is_administrator):
            return YES
        if not self.may_read():
            return self.may_read()
        reason = _("You enter your own absence; portal administrators enter those of others.")
        return Verdict(reason, order.BEYOND_RIGHTS, steps.WRITE_TO_PORTAL_TEAM)


@dataclass(frozen=True)
class OutboxPolicy:
    """Letters that the portal sends: administrators look after them."""

    standing: Standing

    def may_read(self) -> Verdict:
        if self.standing.is_administrator:
            return YES
        reason = _("Administrators of the portal look after its letters.")
        return Verdict(reason, order.BEYOND_RIGHTS, steps.WRITE_TO_PORTAL_TEAM)

    def may_send_again(self, state: str, *, lost_key: bool) -> Verdict:
        """What was given up, unless the secret link in it was forgotten meanwhile."""
        if not self.may_read():
            return self.may_read()
        if state != LetterState.GIVEN_UP:
            return Verdict(_("Only a letter that was given up is sent again."), order.BEYOND_RIGHTS)
        if lost_key:
            reason = _("The secret link in it was erased. Invite the person anew, or let the asker order a new link.")
            return Verdict(reason, order.BEYOND_RIGHTS)
        return YES


@dataclass(frozen=True)
class OfficePolicy:
    """Offices of the portal side: who reads the register, who names and ends (§ 4 ust. 1 pkt 2)."""

    standing: Standing

    def may_read(self) -> Verdict:
        if self.standing.watches_city:
            return YES
        return Verdict(_("Administrators and SZ see who works for the portal."), order.BEYOND_RIGHTS)

    def may_keep(self, office: str = "") -> Verdict:
        """Administrators name everybody, also other administrators; a superuser names the first one."""
        if self.standing.is_administrator:
            return YES
        return Verdict(_("The portal administrator names the people of the portal."), order.BEYOND_RIGHTS)
