"""What a text for BIP is made of, whoever shows it: the preview, the file. Pure values."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar

from bs4 import BeautifulSoup, Tag
from django.utils.translation import gettext as _

from publishing.content import plain

ACT = "ustawy z dnia 24 kwietnia 2003 r. o działalności pożytku publicznego i o wolontariacie"
SHORT = "UoDPP"
LISTS = ["ul", "ol"]
DEEPEST = 3
"""What is nested deeper stands at this step: Word has styles for so many."""
ADDRESS = re.compile(r"^(mailto|tel):")
BARE = re.compile(r"^https?://|/$")


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
    """Items of one list; numbered ones carry their numbers as words, which survive being copied."""

    sort: ClassVar[str] = "bullets"
    items: tuple[str, ...]
    numbered: bool = False
    depth: int = 1


@dataclass(frozen=True)
class Table:
    sort: ClassVar[str] = "table"
    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Part = Heading | Paragraph | Bullets | Table


@dataclass(frozen=True)
class BipText:
    """A title and its parts in the order of reading; `missing`: what it still lacks to be an announcement."""

    title: str
    parts: tuple[Part, ...]
    missing: tuple[str, ...] = ()


def incomplete_words(text: BipText) -> str:
    """The first paragraph of a file that must not be put anywhere yet."""
    return _("Incomplete, not for publication. Still missing: %(list)s.") % {
        "list": "; ".join(lack.rstrip(".") for lack in text.missing)
    }


def read_html(markup: str, *, home: str = "") -> Iterator[Part]:
    """Rich text as paragraphs and lists; what is neither stands as a paragraph of its own.

    Nothing is said twice and nothing is lost that a reader sees: an item is its own words, what is nested follows it
    one step deeper, numbers stay, and an address stands in brackets behind the words that lead there. `home` is the
    address of the portal itself, before links within it.
    """
    soup = BeautifulSoup(markup, "html.parser")
    for line_end in soup.find_all("br"):
        line_end.replace_with(" ")
    for link in soup.find_all("a", href=True):
        _spell_out(link, home)
    tags = [tag for tag in soup.find_all(["p", *LISTS, "h2", "h3", "h4"]) if tag.find_parent(LISTS) is None]
    if not tags and (text := plain(soup.get_text())):
        yield Paragraph(text)
    for tag in tags:
        if tag.name in LISTS:
            yield from _bullets(tag)
        elif text := plain(tag.get_text()):
            yield Paragraph(text)


def _bullets(tag: Tag, depth: int = 1) -> Iterator[Bullets]:
    """The items of one list; where a list is nested it stands between the item it belongs to and the next one."""
    numbered, number, items = tag.name == "ol", _first_number(tag), []
    for item in tag.find_all(["li", *LISTS], recursive=False):
        inner = [item] if item.name in LISTS else [one for one in item.find_all(LISTS) if one.find_parent("li") is item]
        if text := "" if item.name in LISTS else _own_words(item, inner):
            items.append(f"{number}. {text}" if numbered else text)
            number += 1
        deeper = [part for one in inner for part in _bullets(one, min(depth + 1, DEEPEST))]
        if deeper and items:
            yield Bullets(tuple(items), numbered, depth)
            items = []
        yield from deeper
    if items:
        yield Bullets(tuple(items), numbered, depth)


def _own_words(item: Tag, inner: Iterable[Tag]) -> str:
    """Takes the inner lists out of the item."""
    for one in inner:
        one.extract()
    return plain(item.get_text(" ") if item.find("p") else item.get_text())


def _first_number(tag: Tag) -> int:
    start = str(tag.get("start", ""))
    return int(start) if start.isdecimal() else 1


def _spell_out(link: Tag, home: str) -> None:
    """BIP takes words only: the address behind the words of the link, unless they are the address."""
    address, shown = ADDRESS.sub("", str(link["href"]).strip()), plain(link.get_text())
    if not address or address.startswith("#"):
        return
    if address.startswith("/") and not address.startswith("//"):
        address = home + address
    if BARE.sub("", shown) != BARE.sub("", address):
        link.append(f" ({address})" if shown else address)


def unabbreviated(text: str) -> str:
    """No abbreviation that BIP would not explain: the act by its name (Dz.U. 10 poz. 68)."""
    return text.replace(SHORT, ACT)
