"""The further text of a page, block by block, in words for BIP: it takes no pictures and no buttons."""

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

from django.utils.translation import gettext as _
from wagtail.rich_text import expand_db_html

from ..contacts import contacts_of
from .further import card_words
from .parts import Bullets, Heading, Paragraph, Part, Table, read_html
from .written import home_of


def further_text(page: Any, now: dt.datetime) -> Iterator[Part]:
    """Every block that a reader sees; a picture by the words that describe it."""
    home = home_of(page)
    for block in page.body:
        yield from READERS[block.block_type](block.value, home, now)


def _heading(value: Any, home: str, now: dt.datetime) -> Iterator[Part]:
    yield Heading(value["text"])


def _paragraph(value: Any, home: str, now: dt.datetime) -> Iterator[Part]:
    return read_html(expand_db_html(value.source), home=home)


def _image(value: Any, home: str, now: dt.datetime) -> Iterator[Part]:
    image = value["image"]
    if image is None:
        return
    if image.contextual_alt_text:
        yield Paragraph(_("Picture: %(words)s.") % {"words": image.contextual_alt_text.rstrip(".")})
    if value["caption"]:
        yield Paragraph(value["caption"])
    if value["credit"]:
        yield Paragraph(_("Photo: %(credit)s") % {"credit": value["credit"]})


def _files(value: Any, home: str, now: dt.datetime) -> Iterator[Part]:
    if value["title"]:
        yield Paragraph(value["title"])
    found = [file for file in value["files"] if file["document"]]
    if found:
        yield Bullets(tuple(f"{file['title'] or file['document'].title} ({_url(file, home)})" for file in found))


def _url(file: Any, home: str) -> str:
    return f"{home}{file['document'].url}"


def _table(value: Any, home: str, now: dt.datetime) -> Iterator[Part]:
    if not value:
        return
    columns = tuple(str(column["heading"]) for column in value.columns)
    rows = tuple(tuple("" if cell.value is None else str(cell.value) for cell in row) for row in value.rows)
    yield Table(value.caption or "", columns, rows)


def _quote(value: Any, home: str, now: dt.datetime) -> Iterator[Part]:
    yield Paragraph(f"„{value['text']}”" + (f" – {value['author']}" if value["author"] else ""))


def _action(value: Any, home: str, now: dt.datetime) -> Iterator[Part]:
    if value["note"]:
        yield Paragraph(value["note"])
    address = f"{home}{value['page'].url}" if value["page"] else value["url"]
    yield Paragraph(f"{value['text']} ({address})" if address else value["text"])


def _contact(value: Any, home: str, now: dt.datetime) -> Iterator[Part]:
    if value["unit"] is None:
        return
    found = contacts_of(value["unit"], now=now)
    if value["title"]:
        yield Paragraph(value["title"])
    for card in found.head_cards if value["office"] == "head" else found.cards:
        yield Paragraph(card_words(card))


READERS: dict[str, Callable[[Any, str, dt.datetime], Iterator[Part]]] = {
    "heading": _heading,
    "paragraph": _paragraph,
    "image": _image,
    "files": _files,
    "table": _table,
    "quote": _quote,
    "action": _action,
    "contact": _contact,
}
"""One for each block of pages.blocks.BodyBlock."""
