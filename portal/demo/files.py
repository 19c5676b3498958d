"""Small real files made in code: PDF, DOCX, XLSX for attachments. Each says that its content is invented."""

from __future__ import annotations

import io
import zipfile
from typing import Any
from xml.sax.saxutils import escape

from django.core.files.base import ContentFile
from openpyxl import Workbook
from openpyxl.styles import Font
from wagtail.documents import get_document_model

from coordination.models import Unit
from publishing.collections import collection_of

NOTE = "Dane demonstracyjne - to nie jest dokument Urzędu Miasta Krakowa."
POLISH = "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ"
GLYPHS = (
    "aogonek",
    "cacute",
    "eogonek",
    "lslash",
    "nacute",
    "oacute",
    "sacute",
    "zacute",
    "zdotaccent",
    "Aogonek",
    "Cacute",
    "Eogonek",
    "Lslash",
    "Nacute",
    "Oacute",
    "Sacute",
    "Zacute",
    "Zdotaccent",
)
FIRST_CODE = 128
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def attach(title: str, name: str, lines: list[str], unit: Unit, rows: list[list[Any]] | None = None) -> Any:
    """A document in the unit's own collection. The suffix of `name` decides the format."""
    suffix = name.rpartition(".")[2]
    content = {"pdf": pdf, "docx": docx}[suffix](title, lines) if rows is None else xlsx(title, rows)
    document = get_document_model()(title=title, collection=collection_of(unit))
    document.file.save(f"demo-{name}", ContentFile(content), save=False)
    document.file_size = len(content)
    document._set_document_file_metadata()
    document.save()
    return document


def docx(title: str, lines: list[str]) -> bytes:
    """The smallest document that word processors open, its title as a heading."""
    heading = '<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>'
    paragraphs = [_paragraph(title, heading), *(_paragraph(line) for line in [*lines, NOTE])]
    files = {
        "[Content_Types].xml": (
            f'<Types xmlns="{PACKAGE}/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Override PartName="/word/document.xml" ContentType="application/'
            'vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
        ),
        "_rels/.rels": (
            f'<Relationships xmlns="{PACKAGE}/relationships">'
            f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
        ),
        "word/document.xml": f'<w:document xmlns:w="{WORD}"><w:body>{"".join(paragraphs)}</w:body></w:document>',
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, xml in files.items():
            archive.writestr(path, f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>{xml}')
    return packed.getvalue()


def _paragraph(line: str, style: str = "") -> str:
    return f'<w:p>{style}<w:r><w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>'


def xlsx(title: str, rows: list[list[Any]]) -> bytes:
    """One sheet: a row of headings, the rows, the note."""
    book = Workbook()
    sheet = book.active
    sheet.title = title[:30]
    for row in [*rows, [], [NOTE]]:
        sheet.append(row)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for column, width in zip("ABCD", (34, 34, 14, 14), strict=True):
        sheet.column_dimensions[column].width = width
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def pdf(title: str, lines: list[str]) -> bytes:
    """One page with real text, Polish letters and a language; not tagged, as the declaration says."""
    parts = ["BT /F1 18 Tf 60 780 Td", f"({_coded(title)}) Tj", "/F1 11 Tf"]
    for line in [*lines, NOTE]:
        for piece in _wrapped(line):
            parts.append(f"0 -22 Td ({_coded(piece)}) Tj")
    stream = " ".join([*parts, "ET"]).encode("latin-1")
    differences = " ".join(f"/{glyph}" for glyph in GLYPHS)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /Lang (pl-PL) /ViewerPreferences << /DisplayDocTitle true >> >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding 6 0 R /ToUnicode 7 0 R >>",
        f"<< /Type /Encoding /BaseEncoding /WinAnsiEncoding /Differences [{FIRST_CODE} {differences}] >>".encode(),
        _to_unicode(),
        b"<< /Title <FEFF%s> >>" % title.encode("utf-16-be").hex().upper().encode(),
    ]
    out, offsets = io.BytesIO(), []
    out.write(b"%PDF-1.7\n")
    for number, body in enumerate(objects, start=1):
        offsets.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.writelines(b"%010d 00000 n \n" % offset for offset in offsets)
    out.write(b"trailer << /Size %d /Root 1 0 R /Info 8 0 R >>\n" % (len(objects) + 1))
    out.write(b"startxref\n%d\n%%%%EOF\n" % start)
    return out.getvalue()


def _coded(line: str) -> str:
    """Text in the font's own encoding, brackets escaped."""
    line = line.replace("–", "-").replace("„", '"').replace("”", '"')
    for mark in "\\()":
        line = line.replace(mark, f"\\{mark}")
    return "".join(chr(FIRST_CODE + POLISH.index(letter)) if letter in POLISH else letter for letter in line)


def _wrapped(line: str, width: int = 86) -> list[str]:
    pieces = [""]
    for word in line.split():
        if len(pieces[-1]) + len(word) >= width:
            pieces.append("")
        pieces[-1] = f"{pieces[-1]} {word}".strip()
    return pieces


def _to_unicode() -> bytes:
    """So that copying and screen readers get the Polish letters."""
    pairs = "\n".join(f"<{FIRST_CODE + n:02X}> <{ord(letter):04X}>" for n, letter in enumerate(POLISH))
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Demo def /CMapType 2 def\n"
        "1 begincodespacerange <00> <FF> endcodespacerange\n"
        "1 beginbfrange <20> <7E> <0020> endbfrange\n"
        f"{len(POLISH)} beginbfchar\n{pairs}\nendbfchar endcmap end end"
    ).encode()
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(cmap), cmap)
