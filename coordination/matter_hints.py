"""Words by which a text may be more than an ordinary inquiry: a dated table, a suggestion to the handler, no decision.

Pure. The table is our own reading of how people write; SZ may want other words (to be confirmed by SZ).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from .states import Matter
from .text import stems

SINCE = dt.date(2026, 2, 24)


@dataclass(frozen=True, slots=True)
class Hint:
    """A phrase, in any inflection, that speaks for a matter; both dates are inclusive."""

    matter: str
    phrase: str
    valid_from: dt.date = SINCE
    valid_until: dt.date | None = None

    def holds_on(self, on: dt.date) -> bool:
        return self.valid_from <= on and (self.valid_until is None or on <= self.valid_until)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The matter that most phrases speak for, and the phrases, as the table writes them."""

    matter: str
    phrases: tuple[str, ...]


HINTS: tuple[Hint, ...] = (
    Hint(Matter.INFORMATION, "informacja publiczna"),
    Hint(Matter.INFORMATION, "dostęp do informacji"),
    Hint(Matter.INFORMATION, "udostępnienie informacji"),
    Hint(Matter.INFORMATION, "udostępnienie dokumentów"),
    Hint(Matter.INFORMATION, "udostępnienie kart oceny"),
    Hint(Matter.COMPLAINT, "skarga"),
    Hint(Matter.COMPLAINT, "skarżymy"),
    Hint(Matter.COMPLAINT, "art. 227"),
    Hint(Matter.COMPLAINT, "art. 241"),
    Hint(Matter.PETITION, "petycja"),
    Hint(Matter.PETITION, "ustawa o petycjach"),
    Hint(Matter.ACCESSIBILITY, "dostępność cyfrowa"),
    Hint(Matter.ACCESSIBILITY, "żądanie dostępności"),
    Hint(Matter.ACCESSIBILITY, "zapewnienie dostępności"),
    Hint(Matter.ACCESSIBILITY, "czytnik ekranu"),
)


def suggested(text: str, on: dt.date) -> Suggestion | None:
    """What a text received on the day may be; None where nothing speaks for more than an ordinary inquiry."""
    words = stems(text)
    found: dict[str, list[str]] = {}
    for hint in HINTS:
        if hint.holds_on(on) and _stands_in(stems(hint.phrase), words):
            found.setdefault(hint.matter, []).append(hint.phrase)
    if not found:
        return None
    matter = max(found, key=lambda one: len(found[one]))
    return Suggestion(matter, tuple(found[matter]))


def _stands_in(phrase: list[str], words: list[str]) -> bool:
    """One after another, as in the phrase."""
    length = len(phrase)
    return any(words[start : start + length] == phrase for start in range(len(words) - length + 1))
