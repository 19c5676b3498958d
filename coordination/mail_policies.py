"""Who reads the holding list, who decides on a letter in it, who keeps the block list. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from . import order, steps
from .standing import Standing
from .states import MailState
from .verdict import YES, Verdict

NOT_YOURS = _("This letter does not concern an inquiry of your unit.")
UNITS_OWN = _("This letter concerns an inquiry of a unit; its people or an administrator decide on it.")

NOBODYS_WORD = Verdict(
    _("A mail server reports that our letter was not delivered: phone the asker, or correct the address."),
    order.ANSWER_INQUIRIES,
    steps.OWN_INQUIRIES,
)


@dataclass(frozen=True)
class MailPolicy:
    """May this person do this to a letter that came in?

    `unit_id` is the unit whose inquiry it concerns, None for one that matches nothing. Those who watch the city decide
    on what matches nothing; what concerns an inquiry is its unit's, and administrators help (§ 5 pkt 2).
    A `kept_question` of a blocked sender has its number already, a `bounce` is nobody's word, of an `emptied` letter
    nothing is left.
    """

    standing: Standing
    unit_id: int | None = None
    state: str = MailState.HELD
    kept_question: bool = False
    bounce: bool = False
    emptied: bool = False

    def may_list(self) -> Verdict:
        if self.standing.watches_city or self.standing.units:
            return YES
        return Verdict(
            _("The mail of inquiries is open to units and to SZ."), order.ANSWER_INQUIRIES, steps.WRITE_TO_PORTAL_TEAM
        )

    def may_read(self) -> Verdict:
        if self.standing.watches_city or (self.unit_id is not None and self.standing.reads_for(self.unit_id)):
            return YES
        return Verdict(NOT_YOURS, order.ANSWER_INQUIRIES, steps.OWN_INQUIRIES)

    def may_settle(self) -> Verdict:
        """Put aside, mark as spam."""
        return self._waits() and self._decides()

    def may_attach_somewhere(self) -> Verdict:
        """Make it part of some inquiry: only what somebody wrote, and has no inquiry of its own yet."""
        if self.kept_question:
            return self.may_settle() and Verdict(
                _("This question has its own number. Give it to a unit, or put it aside."), order.ANSWER_INQUIRIES
            )
        if self.bounce:
            return self.may_settle() and NOBODYS_WORD
        return self.may_settle()

    def may_attach(self, to_unit: int | None) -> Verdict:
        """To an inquiry of `to_unit`: a unit's people only to their own."""
        if not self.may_attach_somewhere():
            return self.may_attach_somewhere()
        if self.standing.watches_city or self._acts(to_unit):
            return YES
        return Verdict(
            _("Your unit attaches letters to its own inquiries. Ask SZ for this one."),
            order.ANSWER_INQUIRIES,
            steps.OWN_INQUIRIES,
        )

    def may_make_inquiry(self, sender: str) -> Verdict:
        """Those who may give it to any unit, where there is an address to answer to."""
        if not self.may_settle():
            return self.may_settle()
        if not self.standing.watches_city:
            reason = _("SZ and administrators give new inquiries to units. Put the letter aside with a word for them.")
            return Verdict(reason, order.ANSWER_INQUIRIES, steps.WRITE_TO_PORTAL_TEAM)
        if self.bounce:
            return NOBODYS_WORD
        return YES if sender else Verdict(_("The letter names no address that could be answered."))

    def may_correct_address(self, *, bounced: bool) -> Verdict:
        """The unit that answers, when its letter to the asker came back."""
        return self.may_settle() if bounced else Verdict(_("No letter to the asker came back."))

    def may_take_back(self) -> Verdict:
        if self.emptied:
            return self._decides() and Verdict(
                _("The words of this letter were removed after a set time; nothing is left to decide on."),
                order.ANSWER_INQUIRIES,
            )
        if self.state not in (MailState.ASIDE, MailState.SPAM):
            return self._decides() and Verdict(
                _("Only what was put aside or marked as spam comes back to the list."), order.ANSWER_INQUIRIES
            )
        return self._decides()

    def _decides(self) -> Verdict:
        if self.standing.is_administrator or self._acts(self.unit_id):
            return YES
        if not self.may_read():
            return self.may_read()
        if self.unit_id is None:
            return YES
        return Verdict(UNITS_OWN, order.ANSWER_INQUIRIES, steps.FIND_COORDINATOR)

    def _acts(self, unit_id: int | None) -> bool:
        return self.standing.acts_for(unit_id) or self.standing.heads(unit_id)

    def _waits(self) -> Verdict:
        if self.state == MailState.HELD:
            return YES
        return Verdict(_("This letter has been dealt with already."), order.ANSWER_INQUIRIES, steps.OWN_INQUIRIES)


@dataclass(frozen=True)
class BlockPolicy:
    """The block list: administrators keep it."""

    standing: Standing

    def may_read(self) -> Verdict:
        return self.may_keep()

    def may_keep(self) -> Verdict:
        if self.standing.is_administrator:
            return YES
        reason = _("Administrators of the portal keep the list of blocked senders.")
        return Verdict(reason, order.ANSWER_INQUIRIES, steps.WRITE_TO_PORTAL_TEAM)

    def may_lift(self, *, in_force: bool) -> Verdict:
        if not in_force:
            return self.may_keep() and Verdict(_("This block has ended already."), order.ANSWER_INQUIRIES)
        return self.may_keep()
