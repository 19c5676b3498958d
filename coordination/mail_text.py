"""What is new in a letter: the text above the quoted one, whatever program wrote it. Pure.

Two things help: the line that our own letters carry («write above this line»), and the headings under which Outlook,
Gmail, Thunderbird and Apple put what they quote, in Polish and English. Where neither is found, everything is new.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

LINE = "##- {} -##"
"""Our line; what stands between is for people, the frame is for us."""

_LINE = re.compile(r"^\s*##-.*-##\s*$")
_QUOTED = re.compile(r"^\s*(>|\|\s)")
_WROTE = re.compile(
    r"(napisa[łl](\(a\)|a)?|pisze|wiadomo[śs][ćc] napisana przez\b.*|wrote|schrieb|a [ée]crit)\s*:$", re.IGNORECASE
)
_BEGINS = re.compile(
    r"^\s*(w dniu|dnia|on\s|wiadomo[śs][ćc] napisana|(pon|wt|[śs]r|czw|pt|sob|niedz|nd)\w*[.,]|\d{1,2}[. /-]|\d{4}-)",
    re.IGNORECASE,
)
_DATED = re.compile(r"\d{1,2}[:.]\d{2}|\b20\d\d\b|<[^<>\s]+@[^<>\s]+>")
_FORWARDED = re.compile(
    r"^[-_ ]{2,}\s*(original message|forwarded message|(oryginalna|pierwotna) wiadomo[śs][ćc]|"
    r"wiadomo[śs][ćc] (oryginalna|przekazana|przesłana dalej)|treść oryginalnej wiadomości)\s*[-_ ]{2,}$",
    re.IGNORECASE,
)
_FROM = re.compile(r"^[*\s]*(od|from|nadawca)\s*:[*\s]*\S", re.IGNORECASE)
_HEADER = re.compile(
    r"^[*\s]*(wys[łl]ano|wys[łl]ane|data|sent|date|do|to|odbiorca|dw|cc|udw|temat|subject|odpowiedz do)\s*:",
    re.IGNORECASE,
)
_RULE = re.compile(r"^\s*[_\-=]{8,}\s*$")
_PHONE = re.compile(
    r"^\s*(wys[łl]an[oey]\s+(z|przez)\s+(moje\w*|telefon\w*|urządze\w*|smartfon\w*|aplikacj\w*|program\w*|poczt\w*|"
    r"ip(hone|ad)|galaxy|outlook|gmail|samsung|huawei|yahoo)|sent from (my\b|outlook|mail\b)|"
    r"(pobierz|uzyskaj)\s+(aplikacj\w*|program)\s+outlook|get outlook for)",
    re.IGNORECASE,
)
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\ufeff\u00ad"))
_HEADER_LINES, _HEADERS_NEEDED, _WROTE_LINES = 6, 2, 3


def new_text(text: str) -> str:
    """The new text of a letter, without quoted lines, their headings, signatures; empty when all of it is quoted."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\xa0", " ").translate(_INVISIBLE).split("\n")
    kept = _without_quotes(_above(lines))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(_without_signature(kept))).strip()


def _above(lines: list[str]) -> list[str]:
    """Up to our line, or to a heading after which everything is somebody else's, quoted or not."""
    for number, line in enumerate(lines):
        if _LINE.match(line):
            return _drop_heading(lines[:number])
        if _begins_a_copy(lines, number):
            return _drop_rules(lines[:number])
    return lines


def _begins_a_copy(lines: list[str], number: int) -> bool:
    """«-----Original Message-----», or «Od: …» with at least two more headers under it."""
    if _FORWARDED.match(lines[number].strip()):
        return True
    if not _FROM.match(lines[number]):
        return False
    below = [line for line in lines[number + 1 : number + 1 + _HEADER_LINES] if line.strip()]
    return sum(bool(_HEADER.match(line)) for line in below) >= _HEADERS_NEEDED


def _drop_heading(lines: list[str]) -> list[str]:
    """Without what a program put between the reply and our line: a heading, headers, a rule."""
    kept = _trimmed(lines)
    for start in range(max(0, len(kept) - _HEADER_LINES - 1), len(kept)):
        if _begins_a_copy(kept, start):
            return _drop_rules(kept[:start])
    return _drop_rules(_drop_wrote(kept))


def _drop_rules(lines: list[str]) -> list[str]:
    kept = _trimmed(lines)
    while kept and _RULE.match(kept[-1]):
        kept = _trimmed(kept[:-1])
    return kept


def _trimmed(lines: list[str]) -> list[str]:
    kept = list(lines)
    while kept and not kept[-1].strip():
        kept.pop()
    return kept


def _without_quotes(lines: list[str]) -> list[str]:
    """Without quoted lines, and without the heading right above them."""
    kept: list[str] = []
    for line in lines:
        if _QUOTED.match(line):
            kept = [*_drop_wrote(_trimmed(kept)), ""]
        else:
            kept.append(line)
    return kept


def _drop_wrote(lines: list[str]) -> list[str]:
    """Without «W dniu 24.11.2026 o 10:15, Portal pisze:» at the end, perhaps broken over some lines."""
    for size in range(_WROTE_LINES, 0, -1):
        heading = lines[-size:]
        if len(heading) < size or not all(heading) or (size > 1 and not _BEGINS.match(heading[0])):
            continue
        joined = " ".join(line.strip() for line in heading)
        if _WROTE.search(joined) and _DATED.search(joined):
            return lines[:-size]
    return lines


def _without_signature(lines: list[str]) -> list[str]:
    """Up to «-- », the standard mark of a signature; without what a telephone adds at the end."""
    kept = list(lines)
    for number, line in enumerate(kept):
        if line.rstrip() == "--":
            kept = kept[:number]
            break
    kept = _trimmed(kept)
    while kept and _PHONE.match(kept[-1]):
        kept = _trimmed(kept[:-1])
    return kept


# -- HTML -----------------------------------------------------------------------------------------------------------

_BREAKS = frozenset({"br", "p", "div", "li", "tr", "h1", "h2", "h3", "h4", "hr", "table", "ul", "ol", "blockquote"})
_SILENT = frozenset({"style", "script", "head", "title", "template"})


class _Words(HTMLParser):
    """The words of a page, a line for each block; what stands in a quotation begins with «> »."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = [""]
        self.quoted = self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in _SILENT
        if tag in _BREAKS:
            self._break()
        self.quoted += tag == "blockquote"

    def handle_endtag(self, tag: str) -> None:
        self.silent = max(0, self.silent - (tag in _SILENT))
        if tag in _BREAKS - {"br"}:
            self._break()
        self.quoted = max(0, self.quoted - (tag == "blockquote"))

    def handle_data(self, data: str) -> None:
        if not self.silent:
            words = re.sub(r"[ \t\r\n]+", " ", data)
            self.lines[-1] += words if self.lines[-1] or not words.strip() else self._mark() + words.lstrip()

    def _mark(self) -> str:
        return "> " if self.quoted else ""

    def _break(self) -> None:
        self.lines[-1] = self.lines[-1].rstrip()
        self.lines.append("")


def words_of_html(html: str) -> str:
    """An HTML letter as plain text; nothing of it is ever shown as HTML."""
    reader = _Words()
    reader.feed(html)
    reader.close()
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.strip() for line in reader.lines)).strip()
