"""Where in a text somebody is named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from . import names, numbers
from .facts import NO_OFFICE, NOBODY, Asker, Found, Office

BESIDE = (" ", "-", " - ")


def find(text: str, asker: Asker = NOBODY, office: Office = NO_OFFICE) -> list[Found]:
    """Every place, in order; where several meet, one that covers them all and is called what the longest is."""
    places = [*names.find(text, asker), *numbers.find(text, asker, office)]
    return list(_join(text, sorted(places, key=lambda one: (one.start, -one.end))))


def _join(text: str, places: Iterable[Found]) -> Iterator[Found]:
    """First and last name beside each other are one place, too."""
    last: Found | None = None
    for one in places:
        if last is None:
            last = one
        elif one.start >= last.end and not (one.what == last.what and text[last.end : one.start] in BESIDE):
            yield last
            last = one
        else:
            longest = max(last, one, key=lambda place: (place.sure, place.length))
            last = Found(last.start, max(last.end, one.end), longest.what, last.sure or one.sure)
    if last is not None:
        yield last
