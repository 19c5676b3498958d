"""Hears every text that is asked for in Polish and has none (DESIGN.md section 12, ruling 11).

gettext asks a fallback when a catalogue is silent. Ours writes the question down and gives the English back, so the
page looks as it would look without us.
"""

from __future__ import annotations

import contextlib
import gettext
from collections.abc import Iterator

from django.utils.translation import trans_real

CONTEXT = "\x04"
# The same in both languages, or no language at all. Nothing else belongs here.
ALIKE = frozenset({"URL", "ID", "PDF", "CSV", "XLSX", "HTML", "SMS", "RODO"})


class Silence(gettext.NullTranslations):
    """Answers as if nobody had asked, and remembers the question."""

    def __init__(self, polish: frozenset[str]) -> None:
        super().__init__()
        self.polish = polish
        self.asked: dict[str, None] = {}

    def note(self, message: str) -> None:
        text = message.rpartition(CONTEXT)[2]
        # A text that is Polish already: the name of a model, asked for a second time.
        if any(map(str.isalpha, text)) and text not in self.polish and text not in ALIKE:
            self.asked[text] = None

    def gettext(self, message: str) -> str:
        self.note(message)
        return message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        self.note(msgid1)
        return msgid1 if n == 1 else msgid2


@contextlib.contextmanager
def without_polish() -> Iterator[dict[str, None]]:
    """The texts asked for inside the block that no Polish catalogue has, in the order of asking."""
    catalogue = trans_real.translation("pl")
    known = frozenset(text for _key, text in catalogue._catalog.items() if isinstance(text, str))
    silence, before = Silence(known), catalogue._fallback
    catalogue._fallback = silence
    try:
        yield silence.asked
    finally:
        catalogue._fallback = before
