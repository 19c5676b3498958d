"""What people do in this room. The only writers; each deed is atomic, takes `now`, and leaves a line in the book."""

from ..duties import Evidence, settle
from .accounts import accept_invitation, invite, renew_invitation, restore, restore_officer, revoke_invitation
from .blocking import block_sender, lift_block
from .designations import amend_designation, designate, end_designation, mark_absent
from .endings import close, reopen, say_whether_it_helped
from .figures import file_figure
from .forgetting import anonymise
from .inquiries import answer, ask_to_clarify, continue_inquiry, keep_late, note, pass_on
from .letters import choose_letters, mark_read, send_again
from .limits import change_limit, delete_limit, enter_limit
from .mail import attach_mail, correct_address, make_inquiry, mark_spam, put_aside, take_mail_back
from .matters import classify, enter_case_sign, extend
from .receiving import Question, ask, renew_links
from .recounting import recount_answers
from .roster import mark_officer_absent, take_officer_back
from .templates import add_template, change_template
from .units import NewUnit, cancel_change, close_unit, merge_units, rename_unit

__all__ = [
    "Evidence",
    "NewUnit",
    "Question",
    "accept_invitation",
    "add_template",
    "amend_designation",
    "anonymise",
    "answer",
    "ask",
    "ask_to_clarify",
    "attach_mail",
    "block_sender",
    "cancel_change",
    "change_limit",
    "change_template",
    "choose_letters",
    "classify",
    "close",
    "close_unit",
    "continue_inquiry",
    "correct_address",
    "delete_limit",
    "designate",
    "end_designation",
    "enter_case_sign",
    "enter_limit",
    "extend",
    "file_figure",
    "invite",
    "keep_late",
    "lift_block",
    "make_inquiry",
    "mark_absent",
    "mark_officer_absent",
    "mark_read",
    "mark_spam",
    "merge_units",
    "note",
    "pass_on",
    "put_aside",
    "recount_answers",
    "rename_unit",
    "renew_invitation",
    "renew_links",
    "reopen",
    "restore",
    "restore_officer",
    "revoke_invitation",
    "say_whether_it_helped",
    "send_again",
    "settle",
    "take_mail_back",
    "take_officer_back",
]
