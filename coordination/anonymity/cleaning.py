"""The text without the places, and what may on no account be public."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from .facts import NO_OFFICE, NOBODY, Asker, Found, Office, What
from .finding import find

REMOVED = "[usunięto]"
_ROW = re.compile(rf"{re.escape(REMOVED)}(?:[ ,/–-]+{re.escape(REMOVED)})+")
AROUND = 24
"""Letters shown on each side of a place, to the end of a word."""
NEVER_PUBLIC = frozenset({What.NAME, What.ORGANISATION, What.EMAIL, What.WEBSITE, What.PHONE, What.PESEL})


@dataclass(frozen=True)
class Taken:
    """What was met: its sort, its words, and the words around them."""

    what: What
    words: str
    around: str = ""


@dataclass(frozen=True)
class Cleaned:
    text: str
    taken: tuple[Taken, ...]


def clean(text: str, asker: Asker = NOBODY, office: Office = NO_OFFICE) -> Cleaned:
    """The text with «[usunięto]» in every place, also in doubtful ones: a person puts back what was harmless."""
    places = find(text, asker, office)
    parts, at = [], 0
    for place in places:
        parts += [text[at : place.start], REMOVED]
        at = place.end
    cleaned = _ROW.sub(REMOVED, "".join([*parts, text[at:]]))
    return Cleaned(cleaned, tuple(_taken(text, place) for place in places))


def traces(text: str, asker: Asker = NOBODY, office: Office = NO_OFFICE) -> list[Taken]:
    """What must not go public: whom the text names for certain, and ways to reach a private person."""
    return [_taken(text, place) for place in find(text, asker, office) if place.sure and place.what in NEVER_PUBLIC]


def counted(taken: Iterable[Taken]) -> list[tuple[What, int]]:
    """How many of each sort, in the order of the sorts."""
    numbers = Counter(one.what for one in taken)
    return [(what, numbers[what]) for what in What if what in numbers]


def _taken(text: str, place: Found) -> Taken:
    start, end = max(0, place.start - AROUND), min(len(text), place.end + AROUND)
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    around = " ".join(text[start:end].split())
    return Taken(
        place.what, text[place.start : place.end], f"{'…' if start else ''}{around}{'…' if end < len(text) else ''}"
    )
