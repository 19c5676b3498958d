"""The staff door of whoever holds no office today, and of whoever lost one with a form still open (scenario 26).

A form carries a sealed opening: who opened it, when, for which units. When the office has ended meanwhile, the deed is
refused in words, and a keeper that the room registered for the address keeps the text for the unit. Nothing is written
for a browser that is signed in no longer: it gets its text back, to copy.
"""

from .door import ClosedOffice
from .keepers import Keeper, Late, register
from .screens import signed_out
from .seals import FIELD, Opening, SealField, opening_of, seal

__all__ = [
    "FIELD",
    "ClosedOffice",
    "Keeper",
    "Late",
    "Opening",
    "SealField",
    "opening_of",
    "register",
    "seal",
    "signed_out",
]
