"""May this person do this? Pure: no query, no clock. One policy a kind of thing; the reasons stand in `verdicts`."""

from .attributes import CorrectionFacts, EmergencyFacts, HandoffFacts, PageFacts, Read
from .commission import CommissionPolicy
from .correction import CorrectionPolicy
from .emergency import EmergencyPolicy
from .handoff import HandoffPolicy
from .moving import MovePolicy, Place
from .page import PagePolicy
from .rights import RightsPolicy
from .sets import SetPolicy
from .takedown import TakedownPolicy
from .transfer import TransferPolicy

__all__ = [
    "CommissionPolicy",
    "CorrectionFacts",
    "CorrectionPolicy",
    "EmergencyFacts",
    "EmergencyPolicy",
    "HandoffFacts",
    "HandoffPolicy",
    "MovePolicy",
    "PageFacts",
    "PagePolicy",
    "Place",
    "Read",
    "RightsPolicy",
    "SetPolicy",
    "TakedownPolicy",
    "TransferPolicy",
]
