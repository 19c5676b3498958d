"""The asker's name, organisation and function in a text, in any case of Polish grammar."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..text import STOP_WORDS, fold
from .facts import Asker, Found, What
from .inflection import SHORTEST, same
from .words import GENERIC, GIVEN_NAMES, TITLES

_WORD = re.compile(r"\w+")
_INITIAL = re.compile(r"\b[^\W\d_]\.\s*$")
OPENING, CLOSING = "„«\"'‘“(", "”»\"'’)"
BETWEEN = 2
"""Small words that may stand between two words of a name."""
CLOSE = 3
"""Letters, such as a blank and a quotation mark, between a word and its neighbour."""


@dataclass(frozen=True)
class Word:
    start: int
    end: int
    text: str

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()

    @property
    def folded(self) -> str:
        return fold(self.text)


def find(text: str, asker: Asker) -> Iterator[Found]:
    words = words_of(text)
    yield from _names(text, words, asker.name)
    yield from _organisations(text, words, asker.organisation)
    yield from _functions(words, asker.function)


def words_of(text: str) -> list[Word]:
    return [Word(one.start(), one.end(), one.group()) for one in _WORD.finditer(text)]


# -- people ---------------------------------------------------------------------------------------------------------


def _names(text: str, words: Sequence[Word], name: str) -> Iterator[Found]:
    """First and last name together, however written; one of them alone where it is written as a name."""
    parts = [word.text for word in words_of(name) if len(word.text) >= SHORTEST and word.folded not in TITLES]
    met = {place: [part for part in parts if same(word.text, part)] for place, word in enumerate(words)}
    for place, word in enumerate(words):
        if not met[place]:
            continue
        beside = any(
            met.get(near) and met[near] != met[place] and _neighbours(text, words, place, near)
            for near in (place - 1, place + 1)
        )
        if word.capital or beside:
            only_given = all(fold(part) in GIVEN_NAMES for part in met[place])
            yield Found(_with_initial(text, word.start), word.end, What.NAME, sure=beside or not only_given)


def _neighbours(text: str, words: Sequence[Word], one: int, other: int) -> bool:
    first, second = sorted((one, other))
    between = text[words[first].end : words[second].start]
    return between.strip() in ("", "-", "–") and "\n" not in between


def _with_initial(text: str, start: int) -> int:
    """«A. Kowalska» from its first letter."""
    initial = _INITIAL.search(text, max(0, start - CLOSE - 1), start)
    return initial.start() if initial else start


# -- organisations --------------------------------------------------------------------------------------------------


def _organisations(text: str, words: Sequence[Word], organisation: str) -> Iterator[Found]:
    """The words that make the name its own, one after another, with the general ones before them and quotes around."""
    parts = [word.text for word in words_of(organisation) if fold(word.text) not in STOP_WORDS]
    own = [part for part in parts if not _is_generic(part)] or parts
    general = [part for part in parts if _is_generic(part)]
    if not own or (own == parts == general and len(parts) < BETWEEN):
        return
    place = 0
    while place < len(words):
        last = _run(words, place, own)
        if last is None or (len(own) == 1 and not words[place].capital):
            place += 1
            continue
        first = _first(text, words, place, general)
        quoted = text[words[place].start - 1 : words[place].start] in OPENING and words[place].start > 0
        yield Found(
            *_quoted(text, words[first].start, words[last].end),
            What.ORGANISATION,
            sure=_is_own(own, first, place, quoted),
        )
        place = last + 1


def _is_own(own: Sequence[str], first: int, place: int, quoted: bool) -> bool:
    """One word may be an ordinary one, unless it is quoted or its kind of organisation stands before it."""
    return len(own) > 1 or first < place or quoted


def _is_generic(word: str) -> bool:
    return any(fold(word) == generic or same(word, generic) for generic in GENERIC)


def _run(words: Sequence[Word], place: int, own: Sequence[str]) -> int | None:
    """The number of the last word when all of `own` follow one another from here, small and general words between."""
    if not _alike(words[place].text, own[0]):
        return None
    for part in own[1:]:
        place = _next(words, place + 1, part)
        if place < 0:
            return None
    return place


def _next(words: Sequence[Word], place: int, part: str) -> int:
    for here in range(place, min(place + BETWEEN + 1, len(words))):
        if _alike(words[here].text, part):
            return here
        if words[here].folded not in STOP_WORDS and len(words[here].text) > 1 and not _is_generic(words[here].text):
            return -1
    return -1


def _alike(word: str, part: str) -> bool:
    return fold(word) == fold(part) or same(word, part)


def _first(text: str, words: Sequence[Word], place: int, general: Sequence[str]) -> int:
    """Back over «Stowarzyszenia», «Uczniowskiego Klubu Sportowego», «UKS» and their like."""
    initials = "".join(word[0].upper() for word in general)
    while place > 0:
        before = words[place - 1]
        apart = text[before.end : words[place].start]
        is_general = before.text == initials or any(same(before.text, word) for word in general)
        if len(apart) > CLOSE or "." in apart or not is_general:
            return place
        place -= 1
    return place


def _quoted(text: str, start: int, end: int) -> tuple[int, int]:
    """With the quotation marks that stand around it, or around its own words."""
    if end < len(text) and text[end] in CLOSING and any(mark in text[max(0, start - 1) : end] for mark in OPENING):
        end += 1
        if start > 0 and text[start - 1] in OPENING:
            start -= 1
    return start, end


# -- functions ------------------------------------------------------------------------------------------------------


def _functions(words: Sequence[Word], function: str) -> Iterator[Found]:
    """Never sure: «prezes» is a word of many sentences."""
    parts = [word.text for word in words_of(function) if len(word.text) > SHORTEST]
    if not parts:
        return
    for place in range(len(words)):
        last = _run(words, place, parts)
        if last is not None:
            yield Found(words[place].start, words[last].end, What.FUNCTION, sure=False)
