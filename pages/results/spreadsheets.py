"""Rows out of an XLSX or CSV file, each with the number it has in the file."""

from __future__ import annotations

import csv
import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from coordination import uploads

MOST_ROWS, MOST_COLUMNS = 1000, 40
MOST_BYTES = 2 * 1024 * 1024
ENCODINGS = ("utf-8-sig", "cp1250")
DAMAGED = (
    *(InvalidFileException, zipfile.BadZipFile, zlib.error, EOFError, OSError, SyntaxError, LookupError, ValueError),
    *(TypeError, AttributeError, RuntimeError, NotImplementedError),
)
"""What a workbook with broken parts makes its readers raise."""
DELIMITERS = ";\t,"
ACCEPTED = ".xlsx,.csv"
Numbered = tuple[int, Sequence[Any]]


class NotATable(ValueError):
    """The file cannot be read as a table; the words say why."""


def rows_of(file: Any) -> list[Numbered]:
    """The rows that hold anything, the headings first. Raises NotATable."""
    if file.size > MOST_BYTES:
        raise NotATable(_("The file is larger than 2 MB."))
    suffix = str(file.name).rpartition(".")[2].lower()
    if suffix == "xlsx":
        found = _of_workbook(file)
    elif suffix == "csv":
        found = _of_text(file.read())
    else:
        raise NotATable(_("Choose an XLSX or CSV file."))
    rows = []
    for number, row in found:
        if any(cell not in (None, "") and str(cell).strip() for cell in row):
            rows.append((number, row))
        if len(rows) > MOST_ROWS + 1:
            raise NotATable(_("The table has more than %(most)d rows.") % {"most": MOST_ROWS})
    if not rows:
        raise NotATable(_("The file holds no rows."))
    return rows


def _of_workbook(file: Any) -> Iterator[Numbered]:
    """The first sheet, formulas by the values that the spreadsheet kept."""
    if uploads.kind_of(file) != "xlsx":
        raise NotATable(_("The file is damaged, protected by a password, or no XLSX file."))
    try:
        book = load_workbook(file, read_only=True, data_only=True)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        for number, row in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True), start=1):
            if number > 10 * MOST_ROWS:
                return
            yield number, row
    except DAMAGED as error:
        raise NotATable(_("The file is damaged, protected by a password, or no XLSX file.")) from error


def _of_text(content: bytes) -> Iterator[Numbered]:
    text = _decoded(content)
    head = text.split("\n", 1)[0]
    delimiter = max(DELIMITERS, key=head.count)
    reader: Iterable[list[str]] = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for number, row in enumerate(reader, start=1):
            yield number, row[:MOST_COLUMNS]
    except csv.Error as error:
        raise NotATable(_("The file is no CSV file that can be read.")) from error


def _decoded(content: bytes) -> str:
    for encoding in ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise NotATable(_("The file is no CSV file that can be read."))
