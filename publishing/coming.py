"""The calendar of what is coming: which sorts of entries there are, and who finds them.

Rooms above add theirs in ready(): `register(find, Sort(…))`, never an import upwards (DESIGN.md ruling 3).
"""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from coordination.standing import Standing

SHOWN = 400
"""Entries that one finder gives at most; beyond that the screen says that it is not everything."""


@dataclass(frozen=True)
class Sort:
    """A sort of entries. The code stands in addresses, so it is Polish; the icon is one of Wagtail's own."""

    code: str
    label: Any
    icon: str


@dataclass(frozen=True)
class Entry:
    """One thing on one day. Without an hour it concerns the whole day; without an address there is nothing to open.

    `group` names what it goes public together with.
    """

    sort: str
    on: dt.date
    title: str
    at: dt.datetime | None = None
    url: str = ""
    unit: str = ""
    kind: Any = ""
    note: Any = ""
    shut: bool = False
    group: str = ""
    group_url: str = ""


@dataclass(frozen=True)
class Asked:
    """What a finder is asked: whose eyes, which days (both inclusive; as instants from `start` up to `end`).

    `unit_id` and `kind` are filters of the screen; a finder narrows by them itself, so that the database does.
    """

    standing: Standing
    first: dt.date
    last: dt.date
    start: dt.datetime
    end: dt.datetime
    unit_id: int | None = None
    kind: str = ""

    @property
    def sees_all(self) -> bool:
        """The portal side and SZ see the whole city; others what their own units have."""
        return self.standing.is_portal_officer or self.standing.watches_city

    def sees(self, unit_id: int) -> bool:
        return self.sees_all or self.standing.reads_for(unit_id)

    def narrow(self, rows: Any, *, unit: str = "unit_id", kind: str = "kind") -> Any:
        """The rows of a query set that the person may see and asked for; the names are those of its columns."""
        wanted: dict[str, Any] = {} if self.sees_all else {f"{unit}__in": list(self.standing.units)}
        if self.kind and kind:
            wanted[kind] = self.kind
        rows = rows.filter(**wanted)
        return rows.filter(**{unit: self.unit_id}) if self.unit_id else rows


Find = Callable[[Asked], Iterable[Entry]]
_sorts: dict[str, Sort] = {}
_finders: dict[str, Find] = {}


def register(find: Find, *sorts: Sort) -> None:
    """A finder with the sorts it gives, called in ready(); registering the same finder again replaces it."""
    _finders[f"{find.__module__}.{find.__qualname__}"] = find
    _sorts.update((sort.code, sort) for sort in sorts)


def sorts() -> list[Sort]:
    return list(_sorts.values())


def sort_of(code: str) -> Sort | None:
    return _sorts.get(code)


def found(asked: Asked) -> tuple[list[Entry], bool]:
    """Everything in the days asked for, by day and hour; and whether some finder has more than it gives."""
    entries: list[Entry] = []
    cut = False
    for find in _finders.values():
        given = list(find(asked))
        cut = cut or len(given) > SHOWN
        entries += given[:SHOWN]
    return sorted(entries, key=lambda entry: (entry.on, entry.at is not None, str(entry.at or ""))), cut
