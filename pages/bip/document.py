"""The same text as a DOCX: real headings, lists and tables with a row of headings, in Polish for screen readers."""

import io
from collections.abc import Sequence
from typing import Any

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from publishing.exports import UNPRINTABLE

from .parts import BipText, Bullets, Heading, Paragraph, Table, incomplete_words

MOST = 255
"""So long may a property of the file be, the title among them."""
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def docx_of(text: BipText, *, ribbon: str = "") -> bytes:
    """The bytes of the file; `ribbon` stands in the header of every page."""
    document = Document()
    _in_polish(document)
    document.core_properties.title = _printable(text.title)[:MOST]
    document.core_properties.language = "pl-PL"
    if ribbon:
        document.sections[0].header.paragraphs[0].text = _printable(ribbon)
    if text.missing:
        document.add_paragraph(_printable(incomplete_words(text)))
    document.add_heading(_printable(text.title), level=1)
    for part in text.parts:
        _add(document, part)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _add(document: Any, part: Any) -> None:
    if isinstance(part, Heading):
        document.add_heading(_printable(part.text), level=2)
    elif isinstance(part, Paragraph):
        document.add_paragraph(_printable(part.text))
    elif isinstance(part, Bullets):
        for item in part.items:
            document.add_paragraph(_printable(item), style=_style(part))
    elif isinstance(part, Table):
        _add_table(document, part)


def _style(part: Bullets) -> str:
    """Word's own styles; numbered items bring their numbers along."""
    return ("List" if part.numbered else "List Bullet") + (f" {part.depth}" if part.depth > 1 else "")


def _add_table(document: Any, part: Table) -> None:
    """The first row is repeated on every page and read as headings."""
    document.add_paragraph(_printable(part.caption), style="Caption")
    table = document.add_table(rows=0, cols=len(part.columns), style="Table Grid")
    _add_row(table, part.columns, bold=True)
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(mark)
    for row in part.rows:
        _add_row(table, row)


def _add_row(table: Any, values: Sequence[str], *, bold: bool = False) -> None:
    for cell, value in zip(table.add_row().cells, values, strict=True):
        cell.paragraphs[0].add_run(_printable(value)).bold = bold or None


def _printable(text: str) -> str:
    """Without control characters pasted along from Word or a PDF: XML has none, and the file would not be made."""
    return UNPRINTABLE.sub(" ", str(text))


def _in_polish(document: Any) -> None:
    """The language of the template is English; without this a reader would spell Polish so."""
    properties = document.styles["Normal"].element.get_or_add_rPr()
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "pl-PL")
    properties.append(language)
