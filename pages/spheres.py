"""Ranges of spheres as announcements write them: «1-34», «1, 1a, 10-13». Pure."""

from collections.abc import Iterable
from typing import Protocol


class Coded(Protocol):
    code: str
    order: int


def expand(wording: str, spheres: Iterable[Coded]) -> list[str]:
    """Codes named by the wording, in the statute's own order, which puts «1a» between «1» and «2».

    ValueError for a code that the statute does not know, or a range that runs backwards.
    """
    ordered = [sphere.code for sphere in sorted(spheres, key=lambda sphere: sphere.order)]
    found: set[str] = set()
    for part in wording.replace("–", "-").split(","):
        first, dash, last = (piece.strip() for piece in part.partition("-"))
        start, end = ordered.index(first), ordered.index(last if dash else first)
        if end < start:
            raise ValueError(f"{part.strip()} runs backwards")
        found.update(ordered[start : end + 1])
    return [code for code in ordered if code in found]
