"""What a detector found on a page, before it is a row; the detectors that need nothing but the page. Pure."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from coordination.outdated import Outdated, mentions

from .content import Content, Place, digest
from .passed_days import coming_days
from .sorts import Sort

TOP = 1
"""The level of the page's own title."""


@dataclass(frozen=True)
class Found:
    """One thing that is wrong. `what` tells two of them at one place apart and stays while the cause does.

    `wording` is a digest of the text around: what was set aside comes back when it changes.
    """

    sort: str
    place: Place
    what: str
    wording: str
    detail: dict[str, Any] = field(default_factory=dict)

    @property
    def digest(self) -> str:
        return digest(self.what)

    @property
    def key(self) -> tuple[str, str, str]:
        return self.sort, self.place.path, self.digest

    @property
    def facts(self) -> dict[str, Any]:
        """The detail as it is kept, with the label of the field."""
        return {**self.detail, "field": self.place.label} if self.place.label else self.detail


@dataclass(frozen=True)
class Day:
    """A day that the page speaks of as coming; `moot_from` as in DatedMention."""

    place: Place
    on: dt.date
    quote: str
    wording: str
    moot_from: dt.date | None

    @property
    def digest(self) -> str:
        return digest(self.on.isoformat())

    @property
    def facts(self) -> dict[str, Any]:
        told = {"day": self.on.isoformat(), "field": self.place.label}
        return {**told, "quote": self.quote} if self.quote else told


def outdated(content: Content, title: str, rows: Iterable[Outdated], on: dt.date) -> Iterator[Found]:
    """References to what the law no longer says, one a row and field; the title says what the page is about."""
    rows = list(rows)
    for words in content.words:
        for mention in mentions(words.text, rows, on, about=title):
            row = mention.row
            detail = {
                "quote": mention.quote,
                "name": row.name,
                "instead": row.instead,
                "since": row.since.isoformat(),
                "source": row.source,
                "verified": row.is_verified,
            }
            yield Found(Sort.LAW, words.place, row.key, digest(words.text), detail)


def days(content: Content, *, shown_by_itself: frozenset[dt.date], moot_from: dt.date | None) -> Iterator[Day]:
    """Days that the words of the page promise; what the page's own life shows as past by itself is left out."""
    for words in content.words:
        seen = set(shown_by_itself)
        for mention in coming_days(words.text):
            if mention.on not in seen:
                seen.add(mention.on)
                yield Day(words.place, mention.on, mention.quote, digest(words.text), moot_from)


def headings(content: Content) -> Iterator[Found]:
    """Empty headings, and those that jump over a level (WCAG 1.3.1); the title of the page is the first level."""
    before = TOP
    for number, heading in enumerate(content.headings):
        if not heading.text:
            yield Found(Sort.HEADINGS, heading.place, f"empty {number}", "", {"empty": True})
            continue
        if heading.level > before + 1:
            detail = {"text": heading.text, "level": heading.level, "before": before}
            wording = digest(heading.text, heading.level, before)
            yield Found(Sort.HEADINGS, heading.place, f"jump {heading.text}", wording, detail)
        before = heading.level


def undescribed(content: Content, titles: dict[str, str]) -> Iterator[Found]:
    """Pictures without words for those who do not see them; `titles` by key, of those that still exist."""
    for picture in content.pictures:
        if not picture.described and picture.key in titles:
            yield Found(Sort.ALT, picture.place, picture.key, picture.key, {"title": titles[picture.key]})
