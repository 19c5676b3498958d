"""What people do in this room. The only writers; each deed is atomic, takes `now`, and leaves a line in the book."""

from ..duties import Evidence, settle
from .accounts import accept_invitation, invite, renew_invitation, restore, restore_officer, revoke_invitation
from .designations import amend_designation, designate, end_designation, mark_absent
from .forgetting import anonymise
from .inquiries import answer, ask_to_clarify, close, continue_inquiry, keep_late, note, pass_on
from .letters import choose_letters, mark_read, send_again
from .matters import classify, enter_case_sign, extend
from .receiving import Question, ask, renew_links
from .recounting import recount_answers
from .roster import mark_officer_absent, take_officer_back
from .units import NewUnit, cancel_change, close_unit, merge_units, rename_unit

__all__ = [
    "Evidence",
    "NewUnit",
    "Question",
    "accept_invitation",
    "amend_designation",
    "anonymise",
    "answer",
    "ask",
    "ask_to_clarify",
    "cancel_change",
    "choose_letters",
    "classify",
    "close",
    "close_unit",
    "continue_inquiry",
    "designate",
    "end_designation",
    "enter_case_sign",
    "extend",
    "invite",
    "keep_late",
    "mark_absent",
    "mark_officer_absent",
    "mark_read",
    "merge_units",
    "note",
    "pass_on",
    "recount_answers",
    "rename_unit",
    "renew_invitation",
    "renew_links",
    "restore",
    "restore_officer",
    "revoke_invitation",
    "send_again",
    "settle",
    "take_officer_back",
]
