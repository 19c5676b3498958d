"""The deeds of publishing: the only writers. Keyword-only, atomic, `now` given by the door."""

from .beginning import deliver, hand_over, reserve, start_material
from .commissions import Brief, carry_out_commission, change_commission, commission, link_result
from .corrections import (
    accept_correction,
    begin_correction,
    drop_correction,
    refuse_correction,
    send_correction,
)
from .dates import Dates, accept, propose
from .decisions import approve, send_back, unschedule, withdraw
from .emergency import check_afterwards, publish_unchecked
from .holding import assign, claim, release
from .offices import assign_office, change_office
from .rights import change_rights, keep_right
from .takedown import Plan, ask_to_take_down, put_back, take_down

__all__ = [
    "Brief",
    "Dates",
    "Plan",
    "accept",
    "accept_correction",
    "approve",
    "ask_to_take_down",
    "assign",
    "assign_office",
    "begin_correction",
    "carry_out_commission",
    "change_commission",
    "change_office",
    "change_rights",
    "check_afterwards",
    "claim",
    "commission",
    "deliver",
    "drop_correction",
    "hand_over",
    "keep_right",
    "link_result",
    "propose",
    "publish_unchecked",
    "put_back",
    "refuse_correction",
    "release",
    "reserve",
    "send_back",
    "send_correction",
    "start_material",
    "take_down",
    "unschedule",
    "withdraw",
]
