"""Pages that take questions of their own: rooms above say which, whom they go to, and until when.

Registered in ready(), never imported upwards (DESIGN.md ruling 3).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from .models import Designation, Unit
from .verdict import Verdict


@dataclass(frozen=True)
class Subject:
    """What a question is about. It goes to the person, when one is named and in office, else to the unit.

    `hurry` is said before it is sent, where the answer may come too late for what it is about.
    """

    title: str
    url: str
    unit: Unit
    designation: Designation | None
    may_ask: Verdict
    hurry: str = ""


Find = Callable[[str, dt.datetime], Subject | None]
_finders: list[Find] = []


def register(find: Find) -> None:
    """`find` is asked with a path of this portal."""
    if find not in _finders:
        _finders.append(find)


def find(path: str, now: dt.datetime) -> Subject | None:
    """None where the path is no such page, or nothing."""
    if not path:
        return None
    return next((subject for look in _finders if (subject := look(path, now)) is not None), None)
