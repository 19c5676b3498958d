"""What rooms above add to an inquiry: further deeds and lines on its staff screen, lines for the asker.

Registered in ready(), never imported upwards (DESIGN.md ruling 3). A deed is posted to the inquiry's own address.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse

from .models import Inquiry
from .policies import InquiryPolicy
from .verdict import Verdict


@dataclass(frozen=True)
class Deed:
    """A button. `judge` gives None where nobody would look for it; `words` say what comes of pressing it."""

    code: str
    label: Any
    words: Any
    judge: Callable[[Inquiry, InquiryPolicy], Verdict | None]
    do: Callable[[HttpRequest, Inquiry, InquiryPolicy], HttpResponse]
    order: int = 50


@dataclass(frozen=True)
class Offer:
    """A deed with its verdict about one inquiry."""

    deed: Deed
    verdict: Verdict


@dataclass(frozen=True)
class Line:
    """One sentence and, where there is something to open, a link; `tone` is that of the alert that shows it."""

    text: Any
    url: str = ""
    link: str = ""
    tone: str = "success"


@dataclass(frozen=True)
class Lines:
    """What a room has to say of an inquiry: to a person of the staff, and to whoever holds the secret link."""

    for_staff: Callable[[Inquiry, Any], list[Line]]
    for_asker: Callable[[Inquiry], list[Line]]


_deeds: dict[str, Deed] = {}
_lines: dict[str, Lines] = {}


def register(deed: Deed) -> None:
    _deeds[deed.code] = deed


def tell(name: str, lines: Lines) -> None:
    _lines[name] = lines


def deed(code: str) -> Deed | None:
    return _deeds.get(code)


def offers(inquiry: Inquiry, policy: InquiryPolicy) -> Iterator[Offer]:
    """The buttons worth showing, with the reason beside one that is refused."""
    for one in sorted(_deeds.values(), key=lambda deed: deed.order):
        verdict = one.judge(inquiry, policy)
        if verdict is not None:
            yield Offer(one, verdict)


def lines_for_staff(inquiry: Inquiry, user: Any) -> list[Line]:
    return [line for room in _lines.values() for line in room.for_staff(inquiry, user)]


def lines_for_asker(inquiry: Inquiry) -> list[Line]:
    return [line for room in _lines.values() for line in room.for_asker(inquiry)]
