"""Finds in a text what the law no longer says: dated rows of phrases, with the words that must stand near. Pure."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from coordination.law import NBSP
from coordination.states import Confidence
from coordination.text import fold

NEAR = 240
"""So many characters to each side are read with a phrase; a reference further away is about something else."""
QUOTED = 60
_THOUSANDS = re.compile(r"(?<=\d)[ .\N{NO-BREAK SPACE}\N{THIN SPACE}\N{NARROW NO-BREAK SPACE}](?=\d{3}(?!\d))")
_LARGE = re.compile(r"(?<![\d/-])[1-9]\d{4,6}(?![\d/-])")
_PERCENT = re.compile(r"(?<=\d)\s+(?=%)")


@dataclass(frozen=True, slots=True)
class Outdated:
    """One row: any of `phrases`, with any of `near` around it and none of `unless`, means what held before `since`.

    A phrase is words with single blanks; «mał*» stands for every word that begins so. `since` is the first day on
    which it no longer holds.
    """

    key: str
    name: str
    phrases: tuple[str, ...]
    near: tuple[str, ...]
    unless: tuple[str, ...]
    instead: str
    since: dt.date
    source: str
    confidence: str = Confidence.LOW

    @property
    def is_verified(self) -> bool:
        """Only a fact seen in an official text is shown as law; others «do potwierdzenia przez SZ»."""
        return self.confidence == Confidence.HIGH


@dataclass(frozen=True, slots=True)
class Mention:
    """What was found: the row, and the words of the text around it."""

    row: Outdated
    quote: str


def lines(text: str) -> tuple[str, ...]:
    """Phrases as an administrator writes them, one a line."""
    return tuple(filter(None, (" ".join(line.split()) for line in text.splitlines())))


def mentions(text: str, rows: Iterable[Outdated], on: dt.date, *, about: str = "") -> Iterator[Mention]:
    """One mention a row at most, of what no longer holds on the day. `about`: the title, which is near everything."""
    original = joined(text)
    told, above = folded(original), folded(joined(about))
    for row in rows:
        if row.since > on:
            continue
        hit = next((hit for hit in _hits(told, row.phrases) if _meant(told, hit, row, above)), None)
        if hit is not None:
            yield Mention(row, _quote(original, hit))


def joined(text: str) -> str:
    """«10 000 zł» and «10.000 zł» are written as one number, «20 %» without its blank."""
    return _PERCENT.sub("", _THOUSANDS.sub("", " ".join(text.split())))


def folded(text: str) -> str:
    """Lower case without diacritics, each character for one, so that places in both texts agree."""
    return text.translate(_FOLDED)


class _Folded(dict[int, str]):
    """Characters as `text.fold` leaves them, worked out at the first meeting."""

    def __missing__(self, code: int) -> str:
        self[code] = (fold(chr(code)) or " ")[0]
        return self[code]


_FOLDED = _Folded()


def _hits(told: str, phrases: tuple[str, ...]) -> Iterator[re.Match[str]]:
    for phrase in phrases:
        yield from _pattern(phrase).finditer(told)


def _meant(told: str, hit: re.Match[str], row: Outdated, above: str) -> bool:
    around = told[max(hit.start() - NEAR, 0) : hit.end() + NEAR]
    if row.near and not any(_pattern(phrase).search(around) or _pattern(phrase).search(above) for phrase in row.near):
        return False
    return not any(_pattern(phrase).search(around) for phrase in row.unless)


@lru_cache(maxsize=512)
def _pattern(phrase: str) -> re.Pattern[str]:
    words = [re.escape(word.removesuffix("*")) + (r"\w*" if word.endswith("*") else "") for word in _words_of(phrase)]
    return re.compile(r"(?<![\w.,/])" + r"\s+".join(words) + r"(?![\w/]|[.,]\d)")


def _words_of(phrase: str) -> list[str]:
    return folded(joined(phrase)).split()


def _quote(text: str, hit: re.Match[str]) -> str:
    """The found words with a few around them, cut at blanks."""
    start = text.rfind(" ", 0, max(hit.start() - QUOTED, 0)) + 1 if hit.start() > QUOTED else 0
    end = text.find(" ", min(hit.end() + QUOTED, len(text)))
    end = len(text) if end < 0 else end
    return _spaced(f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}")


def _spaced(text: str) -> str:
    """Large numbers as people read them: «10 000»."""
    return _LARGE.sub(lambda number: f"{int(number[0]):,}".replace(",", NBSP), text)
