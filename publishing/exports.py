"""Lists as files that a Polish Excel opens as they are: CSV with BOM and semicolons, XLSX with real dates.

Instants are Warsaw wall-clock times. A text that a spreadsheet would take for a formula stays a text (scenario 72).
"""

import csv
import datetime as dt
import io
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any, TypeVar

from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

BOM = "\ufeff"
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CELL_LIMIT = 32_000

Row = Sequence[Any]
AnyResponse = TypeVar("AnyResponse", bound=HttpResponseBase)


def clean(value: Any) -> Any:
    """The value as a file may hold it: local time without a zone, text without control characters."""
    if value is None or isinstance(value, int | float | Decimal):
        return value
    if isinstance(value, dt.datetime):
        return timezone.localtime(value).replace(tzinfo=None, microsecond=0) if timezone.is_aware(value) else value
    return value if isinstance(value, dt.date) else UNPRINTABLE.sub("", str(value))[:CELL_LIMIT]


def is_formula(text: str) -> bool:
    return text.lstrip(" \u00a0").startswith(FORMULA) or text.startswith(FORMULA)


def csv_text(value: Any) -> str:
    """«24.11.2026», «24.11.2026 9:05», «480000,00», texts with an apostrophe before what looks like a formula."""
    value = clean(value)
    if value is None:
        return ""
    if isinstance(value, float):
        return str(value).replace(".", ",")
    if isinstance(value, dt.datetime):
        return f"{value:%d.%m.%Y} {value.hour}:{value.minute:02}"
    if isinstance(value, dt.date):
        return f"{value:%d.%m.%Y}"
    if isinstance(value, Decimal):
        return f"{value:f}".replace(".", ",")
    text = str(value)
    return f"'{text}" if isinstance(value, str) and is_formula(text) else text


def csv_file(name: str, headings: Row, rows: Iterable[Row]) -> HttpResponse:
    """Semicolons, because the comma is the decimal sign of a Polish Excel; the BOM keeps the Polish letters."""
    text = io.StringIO(newline="")
    text.write(BOM)
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([csv_text(heading) for heading in headings])
    writer.writerows([csv_text(value) for value in row] for row in rows)
    return _attached(text.getvalue().encode(), f"{name}.csv", "text/csv; charset=utf-8")


class Echo:
    """A file that hands back what is written to it, so that rows leave as they are read."""

    def write(self, value: str) -> bytes:
        return value.encode()


def csv_stream(name: str, headings: Row, rows: Iterable[Row]) -> StreamingHttpResponse:
    """The same file for lists without an end: no more than one row is held at a time."""
    writer = csv.writer(Echo(), delimiter=";", lineterminator="\r\n")

    def content() -> Iterator[bytes]:
        yield BOM.encode()
        yield writer.writerow([csv_text(heading) for heading in headings])
        for row in rows:
            yield writer.writerow([csv_text(value) for value in row])

    response = StreamingHttpResponse(content(), content_type="text/csv; charset=utf-8")
    return _named(response, f"{name}.csv")


def xlsx_file(name: str, title: str, headings: Row, rows: Iterable[Row]) -> HttpResponse:
    """One sheet with a frozen head; the widths follow the headings, wide enough for names."""
    target = io.BytesIO()
    _book(title, headings, rows).save(target)
    return _attached(target.getvalue(), f"{name}.xlsx", XLSX)


def xlsx_stream(name: str, title: str, headings: Row, rows: Iterable[Row]) -> FileResponse:
    """The same file for lists without an end: rows and the packed file wait on the disk, not in memory."""
    target = tempfile.TemporaryFile()  # noqa: SIM115  the answer closes it
    _book(title, headings, rows).save(target)
    target.seek(0)
    return _named(FileResponse(target, content_type=XLSX), f"{name}.xlsx")


def _book(title: str, headings: Row, rows: Iterable[Row]) -> Workbook:
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])
    sheet.freeze_panes = "A2"
    for number, heading in enumerate(headings, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = max(16, len(str(heading)) + 4)
    sheet.column_dimensions["A"].width = 60
    sheet.append([_cell(sheet, str(heading), bold=True) for heading in headings])
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])
    return book


def _cell(sheet: Any, value: Any, *, bold: bool = False) -> WriteOnlyCell:
    value = clean(value)
    cell = WriteOnlyCell(sheet, value=value)
    if isinstance(value, dt.datetime):
        cell.number_format = "dd.mm.yyyy hh:mm"
    elif isinstance(value, dt.date):
        cell.number_format = "dd.mm.yyyy"
    elif isinstance(value, Decimal):
        cell.number_format = "#,##0.00"
    elif isinstance(value, str):
        cell.data_type = "s"  # never a formula, whatever it begins with
        cell.quotePrefix = is_formula(value)
    if bold:
        cell.font = Font(bold=True)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _attached(content: bytes, name: str, content_type: str) -> HttpResponse:
    return _named(HttpResponse(content, content_type=content_type), name)


def _named(response: AnyResponse, name: str) -> AnyResponse:
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store, private"
    return response
