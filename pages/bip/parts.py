"""What a text for BIP is made of, whoever shows it: the preview, the file. Pure values."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from bs4 import BeautifulSoup

from publishing.content import plain

ACT = "ustawy z dnia 24 kwietnia 2003 r. o działalności pożytku publicznego i o wolontariacie"
SHORT = "UoDPP"


@dataclass(frozen=True)
class Heading:
    sort: ClassVar[str] = "heading"
    text: str


@dataclass(frozen=True)
class Paragraph:
    sort: ClassVar[str] = "paragraph"
    text: str


@dataclass(frozen=True)
class Bullets:
    sort: ClassVar[str] = "bullets"
    items: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    sort: ClassVar[str] = "table"
    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Part = Heading | Paragraph | Bullets | Table


@dataclass(frozen=True)
class BipText:
    """A title and its parts in the order of reading."""

    title: str
    parts: tuple[Part, ...]


def read_html(markup: str) -> Iterator[Part]:
    """Rich text as paragraphs and lists; what is neither stands as a paragraph of its own."""
    soup = BeautifulSoup(markup, "html.parser")
    tags = soup.find_all(["p", "ul", "ol", "h2", "h3", "h4"])
    if not tags and (text := plain(soup.get_text())):
        yield Paragraph(text)
    for tag in tags:
        if tag.name in ("ul", "ol"):
            items = tuple(filter(None, (plain(item.get_text(" ")) for item in tag.find_all("li"))))
            if items and tag.find_parent(["ul", "ol"]) is None:
                yield Bullets(items)
        elif text := plain(tag.get_text()):
            yield Paragraph(text)


def unabbreviated(text: str) -> str:
    """No abbreviation that BIP would not explain: the act by its name (Dz.U. 10 poz. 68)."""
    return text.replace(SHORT, ACT)
