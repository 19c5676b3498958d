"""Numbers of records as addresses and forms hold them."""

from collections.abc import Iterable

LONGEST = 18
"""Digits of what every database holds as a number."""


def number(text: str) -> int | None:
    """ASCII digits that fit a database; None for anything else («²» is a digit to Python, not to a database)."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < LONGEST else None


def numbers(texts: Iterable[str]) -> list[int]:
    """Those of the texts that are numbers, in the order given."""
    return [found for text in texts if (found := number(text)) is not None]
