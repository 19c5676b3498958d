"""The deeds of publishing: the only writers. Keyword-only, atomic, `now` given by the door."""

from .beginning import deliver, hand_over, reserve, start_material
from .commissions import Brief, carry_out_commission, change_commission, commission, link_result, take_over_text
from .corrections import (
    accept_correction,
    begin_correction,
    drop_correction,
    refuse_correction,
    send_correction,
)
from .dates import Dates, accept, propose
from .decisions import approve, retry, send_back, unschedule, withdraw
from .declaring import attest_meeting, declare_no_aid, take_back_meeting, take_back_no_aid
from .emergency import check_afterwards, publish_unchecked
from .findings import bring_back, set_aside
from .holding import assign, claim, release
from .intervals import change_interval
from .moving import ask_to_move
from .offices import assign_office, change_office
from .reminding import remind_of_gaps
from .rights import change_rights, keep_right
from .saved_views import delete_view, rename_view, save_view
from .sets import add_to_set, approve_set, dissolve_set, make_set, retry_set, take_out, unschedule_set
from .takedown import Plan, ask_to_take_down, put_back, take_down

__all__ = [
    "Brief",
    "Dates",
    "Plan",
    "accept",
    "accept_correction",
    "add_to_set",
    "approve",
    "approve_set",
    "ask_to_move",
    "ask_to_take_down",
    "assign",
    "assign_office",
    "attest_meeting",
    "begin_correction",
    "bring_back",
    "carry_out_commission",
    "change_commission",
    "change_interval",
    "change_office",
    "change_rights",
    "check_afterwards",
    "claim",
    "commission",
    "declare_no_aid",
    "delete_view",
    "deliver",
    "dissolve_set",
    "drop_correction",
    "hand_over",
    "keep_right",
    "link_result",
    "make_set",
    "propose",
    "publish_unchecked",
    "put_back",
    "refuse_correction",
    "release",
    "remind_of_gaps",
    "rename_view",
    "reserve",
    "retry",
    "retry_set",
    "save_view",
    "send_back",
    "send_correction",
    "set_aside",
    "start_material",
    "take_back_meeting",
    "take_back_no_aid",
    "take_down",
    "take_out",
    "take_over_text",
    "unschedule",
    "unschedule_set",
    "withdraw",
]
