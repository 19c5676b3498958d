"""The public text of a page as detectors read it: words, headings, links, pictures, files, contacts. Pure values."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from html import unescape
from typing import Any

from bs4 import BeautifulSoup, Tag

WALLS = ("p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "blockquote", "div", "figcaption", "br", "hr")
"""Elements between which no sentence goes on."""
HEADING_TAGS = ("h1", "h2", "h3", "h4", "h5", "h6")


@dataclass(frozen=True)
class Place:
    """Where on the page: `path` as Wagtail's references name it («body.<block>.text»), `label` as the editor says."""

    path: str
    label: str = ""


@dataclass(frozen=True)
class Words:
    """Plain text of one field or block; lines do not belong to one sentence."""

    place: Place
    text: str


@dataclass(frozen=True)
class Heading:
    place: Place
    level: int
    text: str


@dataclass(frozen=True)
class Link:
    """`page` and `document` are keys, `url` an address as it was typed; one of the three. `text` is what is clicked."""

    place: Place
    text: str = ""
    url: str = ""
    page: str = ""
    document: str = ""


@dataclass(frozen=True)
class Picture:
    place: Place
    key: str
    described: bool


@dataclass(frozen=True)
class File:
    place: Place
    key: str
    title: str = ""


@dataclass(frozen=True)
class Contact:
    """`designation` is a person in an office, `unit` a card that shows whoever holds its offices; one of the two."""

    place: Place
    designation: str = ""
    unit: str = ""


@dataclass
class Content:
    """Everything of one page, in the order of the page."""

    words: list[Words] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    files: list[File] = field(default_factory=list)
    contacts: list[Contact] = field(default_factory=list)
    anchors: set[str] = field(default_factory=set)

    def wording(self, path: str) -> str:
        """A digest of the words at the place: what was set aside there comes back when it changes."""
        return digest("\n".join(words.text for words in self.words if words.place.path == path))


def digest(*facts: Any) -> str:
    """Sixteen hexadecimal characters that tell facts apart."""
    return sha256("\x1f".join(map(str, facts)).encode()).hexdigest()[:16]


def plain(text: Any) -> str:
    """Words without needless blanks; unbreakable ones are blanks to a reader."""
    return re.sub(r"[^\S\n]+", " ", unescape(str(text or ""))).strip()


def read_rich_text(html: str, place: Place, into: Content) -> None:
    """What a piece of rich text holds, in Wagtail's own markup of links and pictures."""
    soup = BeautifulSoup(html, "html.parser")
    for tag in soup.find_all(["a", "embed", *HEADING_TAGS]):
        _read_tag(tag, place, into)
    into.anchors.update(str(tag["id"]) for tag in soup.find_all(id=True))
    for wall in soup.find_all(WALLS):
        wall.insert_after("\n")
    into.words.append(Words(place, "\n".join(filter(None, map(plain, soup.get_text().splitlines())))))


def _read_tag(tag: Tag, place: Place, into: Content) -> None:
    words = plain(tag.get_text(" "))
    if tag.name in HEADING_TAGS:
        into.headings.append(Heading(place, int(tag.name[1]), words))
    elif tag.name == "embed":
        if tag.get("embedtype") == "image":
            into.pictures.append(Picture(place, str(tag.get("id", "")), bool(str(tag.get("alt", "")).strip())))
    elif tag.get("linktype") == "page":
        into.links.append(Link(place, words, page=str(tag.get("id", ""))))
    elif tag.get("linktype") == "document":
        into.links.append(Link(place, words, document=str(tag.get("id", ""))))
    elif tag.get("href"):
        into.links.append(Link(place, words, url=str(tag["href"]).strip()))


def texts(found: Iterable[Words]) -> str:
    return "\n".join(words.text for words in found)
