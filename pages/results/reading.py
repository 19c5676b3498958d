"""A table of results as it was sent, row by row: what each says, what is wrong with it. Nothing is written here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from coordination.text import fold
from publishing.governed import Issue

from . import cells
from .rules import Frame, Line, of_line, of_table
from .spreadsheets import NotATable, Numbered

HEADINGS = {
    "bidder": ("Oferent", "Nazwa oferenta", "Organizacja"),
    "task": ("Zadanie", "Nazwa zadania", "Tytuł zadania"),
    "amount": ("Przyznano", "Kwota", "Wysokość środków", "Kwota dotacji", "Przyznana kwota", "Przyznano (zł)"),
    "points": ("Punkty", "Liczba punktów", "Ocena"),
    "outcome": ("Rozstrzygnięcie", "Wynik", "Decyzja"),
    "note": ("Uwagi", "Uwaga"),
}
"""What a column may be called; the first name stands in the file we offer."""
REQUIRED = ("bidder", "task", "amount")
COLUMNS = {fold(name): column for column, names in HEADINGS.items() for name in names}


@dataclass(frozen=True)
class Read:
    """One row of the file: its number there, what it says, what is wrong."""

    number: int
    line: Line
    issues: list[Issue]

    @property
    def is_wrong(self) -> bool:
        return any(issue.hard for issue in self.issues)


@dataclass(frozen=True)
class Report:
    """The whole file. It can be taken over where no row is wrong."""

    rows: list[Read]
    warnings: list[Issue] = field(default_factory=list)

    @property
    def wrong(self) -> list[Read]:
        return [row for row in self.rows if row.is_wrong]

    @property
    def lines(self) -> list[Line]:
        return [row.line for row in self.rows]

    @property
    def may_be_taken(self) -> bool:
        return bool(self.rows) and not self.wrong


def report(rows: Sequence[Numbered], frame: Frame) -> Report:
    """The first row names the columns. Raises NotATable where one of the three of art. 15 ust. 2j is missing."""
    columns = _columns(rows[0][1])
    read = [_read(number, row, columns, frame) for number, row in rows[1:]]
    if not read:
        raise NotATable(_("The file holds headings only."))
    return Report(read, list(of_table([row.line for row in read], frame)))


def _columns(headings: Sequence[Any]) -> dict[str, int]:
    found: dict[str, int] = {}
    for place, heading in enumerate(headings):
        column = COLUMNS.get(fold(" ".join(str(heading or "").split())).strip())
        if column in found:
            words = _("The column «%(name)s» stands in the file twice.")
            raise NotATable(words % {"name": HEADINGS[column][0]})
        if column:
            found[column] = place
    missing = [HEADINGS[column][0] for column in REQUIRED if column not in found]
    if missing:
        words = _("The first row must name the columns. Missing: %(missing)s.")
        raise NotATable(words % {"missing": ", ".join(missing)})
    return found


def _read(number: int, row: Sequence[Any], columns: dict[str, int], frame: Frame) -> Read:
    said: dict[str, Any] = {}
    unreadable = []
    for column, place in columns.items():
        cell = row[place] if place < len(row) else None
        try:
            said[column] = _value(column, cell)
        except cells.Unreadable as error:
            unreadable.append(Issue(column, str(error)))
            said[column] = None if column in cells.LARGEST else ""
    line = Line(**said)
    wrong = {issue.field for issue in unreadable}
    return Read(number, line, [*unreadable, *_further(line, frame, wrong)])


def _further(line: Line, frame: Frame, told: set[str]) -> Iterator[Issue]:
    """What cannot be read is told once."""
    for issue in of_line(line, frame):
        if issue.field not in told:
            yield issue


def _value(column: str, cell: Any) -> Any:
    if column in cells.LARGEST:
        return cells.number(cell, column)
    return cells.outcome(cell) if column == "outcome" else cells.text(cell, column)
