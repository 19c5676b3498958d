"""The deeds of publishing: the only writers. Keyword-only, atomic, `now` given by the door."""

from .beginning import deliver, hand_over, reserve, start_material
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
from .moving import ask_to_move
from .offices import assign_office, change_office
from .rights import change_rights, keep_right
from .takedown import Plan, ask_to_take_down, put_back, take_down

__all__ = [
    "Dates",
    "Plan",
    "accept",
    "accept_correction",
    "approve",
    "ask_to_move",
    "ask_to_take_down",
    "assign",
    "assign_office",
    "begin_correction",
    "change_office",
    "change_rights",
    "check_afterwards",
    "claim",
    "deliver",
    "drop_correction",
    "hand_over",
    "keep_right",
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
