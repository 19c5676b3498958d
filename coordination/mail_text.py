"""What is new in a letter: the text above the quoted one, whatever program wrote it. Pure.

Two things help: the line that our own letters carry («write above this line»), and the headings under which Outlook,
Gmail, Thunderbird and Apple put what they quote, in Polish and English. Where neither is found, everything is new.

Strangers write these letters, so time grows with their length and no faster: each line is looked at a fixed number of
times, and a pattern meets the beginning of a line only, its blanks collapsed (`_bare`).
"""

from __future__ import annotations

import re
from html import unescape

LINE = "##- {} -##"
"""Our line; what stands between is for people, the frame is for us."""
HEADING = 500
"""Characters of a line that patterns look at; what programs put above a quotation is shorter."""

_LINE = re.compile(r"##-.*-##$")
_QUOTED = (">", "| ", "|\t")
_WROTE = re.compile(
    r"(napisa[łl](\(a\)|a)?|pisze|wrote|schrieb|a [ée]crit) ?:$|wiadomo[śs][ćc] napisana przez\b", re.IGNORECASE
)
_BEGINS = re.compile(
    r"(w dniu|dnia|on\s|wiadomo[śs][ćc] napisana|(pon|wt|[śs]r|czw|pt|sob|niedz|nd)\w*[.,]|\d{1,2}[. /-]|\d{4}-)",
    re.IGNORECASE,
)
_DATED = re.compile(r"\d{1,2}[:.]\d{2}|\b20\d\d\b|<[^<>\s@]+@[^<>\s]+>")
_FORWARDED = re.compile(
    r"[-_ ]{2,}(original message|forwarded message|(oryginalna|pierwotna) wiadomo[śs][ćc]|"
    r"wiadomo[śs][ćc] (oryginalna|przekazana|przesłana dalej)|treść oryginalnej wiadomości)[-_ ]{2,}$",
    re.IGNORECASE,
)
_FROM = re.compile(r"[* ]*(od|from|nadawca) ?:[* ]*[^* ]", re.IGNORECASE)
_HEADER = re.compile(
    r"[* ]*(wys[łl]ano|wys[łl]ane|data|sent|date|do|to|odbiorca|dw|cc|udw|temat|subject|odpowiedz do) ?:",
    re.IGNORECASE,
)
_RULE = re.compile(r"[_\-=]{8,}$")
_PHONE = re.compile(
    r"(wys[łl]an[oey] (z|przez) (moje\w*|telefon\w*|urządze\w*|smartfon\w*|aplikacj\w*|program\w*|poczt\w*|"
    r"ip(hone|ad)|galaxy|outlook|gmail|samsung|huawei|yahoo)|sent from (my\b|outlook|mail\b)|"
    r"(pobierz|uzyskaj) (aplikacj\w*|program) outlook|get outlook for)",
    re.IGNORECASE,
)
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\ufeff\u00ad"))
_HEADER_LINES, _HEADERS_NEEDED, _WROTE_LINES = 6, 2, 3


def new_text(text: str) -> str:
    """The new text of a letter, without quoted lines, their headings, signatures; empty when all of it is quoted."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\xa0", " ").translate(_INVISIBLE).split("\n")
    kept = _without_quotes(_above(lines))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(_without_signature(kept))).strip()


def _bare(line: str) -> str:
    """A line as patterns meet it: blanks collapsed, the end of a long one left out, so that it ends like no heading."""
    return " ".join(line.split()) if len(line) <= HEADING else f"{' '.join(line[:HEADING].split())}…"


def _is(pattern: re.Pattern[str], line: str) -> bool:
    return bool(pattern.match(_bare(line)))


def _above(lines: list[str]) -> list[str]:
    """Up to our line, or to a heading after which everything is somebody else's, quoted or not."""
    for number, line in enumerate(lines):
        if _is(_LINE, line):
            return _drop_heading(lines[:number])
        if _begins_a_copy(lines, number):
            return _drop_rules(lines[:number])
    return lines


def _begins_a_copy(lines: list[str], number: int) -> bool:
    """«-----Original Message-----», or «Od: …» with at least two more headers under it."""
    if _is(_FORWARDED, lines[number]):
        return True
    if not _is(_FROM, lines[number]):
        return False
    return sum(_is(_HEADER, line) for line in lines[number + 1 : number + 1 + _HEADER_LINES]) >= _HEADERS_NEEDED


# These work on the list they are given, at its end.


def _drop_heading(lines: list[str]) -> list[str]:
    """Without what a program put between the reply and our line: a heading, headers, a rule."""
    _trim(lines)
    for start in range(max(0, len(lines) - _HEADER_LINES - 1), len(lines)):
        if _begins_a_copy(lines, start):
            return _drop_rules(lines[:start])
    _drop_wrote(lines)
    return _drop_rules(lines)


def _drop_rules(lines: list[str]) -> list[str]:
    return _drop_last(lines, _RULE)


def _drop_last(lines: list[str], pattern: re.Pattern[str]) -> list[str]:
    """Without the lines at the end that are such, and the empty ones between."""
    _trim(lines)
    while lines and _is(pattern, lines[-1]):
        lines.pop()
        _trim(lines)
    return lines


def _trim(lines: list[str]) -> None:
    while lines and not lines[-1].strip():
        lines.pop()


def _drop_wrote(lines: list[str]) -> None:
    """Without «W dniu 24.11.2026 o 10:15, Portal pisze:» at the end, perhaps broken over some lines."""
    for size in range(_WROTE_LINES, 0, -1):
        heading = [_bare(line) for line in lines[-size:]]
        if len(heading) < size or not all(heading) or (size > 1 and not _BEGINS.match(heading[0])):
            continue
        joined = " ".join(heading)
        if joined.endswith(":") and _WROTE.search(joined) and _DATED.search(joined):
            del lines[-size:]
            return


def _without_quotes(lines: list[str]) -> list[str]:
    """Without quoted lines, and without the heading right above them."""
    kept: list[str] = []
    said = True  # whether anything new came since the last quoted line
    for line in lines:
        if not line.lstrip().startswith(_QUOTED):
            kept.append(line)
            said = said or bool(line.strip())
        elif said:
            _trim(kept)
            _drop_wrote(kept)
            kept.append("")
            said = False
    return kept


def _without_signature(lines: list[str]) -> list[str]:
    """Up to «-- », the standard mark of a signature; without what a telephone adds at the end."""
    marks = (number for number, line in enumerate(lines) if line.rstrip() == "--")
    return _drop_last(lines[: next(marks, len(lines))], _PHONE)


# -- HTML -----------------------------------------------------------------------------------------------------------

_BREAKS = frozenset({"br", "p", "div", "li", "tr", "h1", "h2", "h3", "h4", "hr", "table", "ul", "ol", "blockquote"})
_UNSEEN = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style|title|template)\b[^<>]*>.*?(?:</\1\b[^<>]*>?|\Z)", re.DOTALL | re.IGNORECASE
)
_TAG = re.compile(r"<(?:(/?)([a-z][a-z0-9]*+)|[!?])[^<>]*+>", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\r\n]+")


class _Words:
    """The words of a page, a line for each block; what stands in a quotation begins with «> »."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.line: list[str] = []
        self.quoted = 0

    def tag(self, name: str, *, ends: bool) -> None:
        if name in _BREAKS:
            self.end_line()
        if name == "blockquote":
            self.quoted = max(0, self.quoted + (-1 if ends else 1))

    def say(self, text: str) -> None:
        words = _BLANKS.sub(" ", _unescaped(text))
        if not self.line:
            words = words.lstrip()
        if words:
            self.line.append(words)

    def end_line(self) -> None:
        words = "".join(self.line).strip()
        self.lines.append(f"> {words}" if self.quoted and words else words)
        self.line = []


def words_of_html(html: str) -> str:
    """An HTML letter as plain text; nothing of it is ever shown as HTML.

    Read in one pass: `html.parser` of Python 3.11 goes to the end of the page for each tag that is not closed.
    """
    page, reader, read = _UNSEEN.sub(" ", html), _Words(), 0
    for tag in _TAG.finditer(page):
        reader.say(page[read : tag.start()])
        reader.tag((tag[2] or "").lower(), ends=bool(tag[1]))
        read = tag.end()
    reader.say(page[read:])
    reader.end_line()
    return re.sub(r"\n{3,}", "\n\n", "\n".join(reader.lines)).strip()


def _unescaped(text: str) -> str:
    try:
        return unescape(text)
    except ValueError:  # a number of thousands of digits
        return text
