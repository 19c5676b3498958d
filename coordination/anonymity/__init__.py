"""Taking people out of a text that is to be public: who asked, for whom, and every number that leads to somebody.

Pure: a text comes in, places in it go out. What the office itself gives to everybody (its mailboxes, phones, addresses)
stays. Polish inflects, so names are met by their stems (coordination.text) and by the endings of names.
"""

from .cleaning import REMOVED, Cleaned, Taken, clean, counted, traces
from .facts import Asker, Found, Office, What
from .finding import find

__all__ = ["REMOVED", "Asker", "Cleaned", "Found", "Office", "Taken", "What", "clean", "counted", "find", "traces"]
