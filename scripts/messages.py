"""Gathers the texts of the screens into the Polish catalogue and compiles it, without GNU gettext.

Django's makemessages would also rewrite portal/locale, where the Polish of the packages we stand on is kept, and drop
all of it as obsolete. Templates are read by Django's own reader, Python by Babel's.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("portal", "pages", "publishing", "coordination")
PO = ROOT / "locale" / "pl" / "LC_MESSAGES" / "django.po"
PLURAL = (1, 2)
CONTEXT = ((1, "c"), 2)
CONTEXT_PLURAL = ((1, "c"), 2, 3)
KEYWORDS = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop")),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), PLURAL),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), CONTEXT),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), CONTEXT_PLURAL),
}
Text = tuple[str | None, str | tuple[str, ...]]  # context, msgid or (singular, plural)


def sources() -> Iterator[tuple[Path, str]]:
    """Files with texts, templates already turned into the Python that gettext reads."""
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            if "/migrations/" not in path.as_posix():
                yield path, path.read_text()
    for folder in (ROOT / "templates", *(ROOT / room / "templates" for room in ROOMS)):
        for path in sorted([*folder.rglob("*.html"), *folder.rglob("*.txt")]):
            yield path, f"({templatize(path.read_text(), origin=str(path))})"  # in brackets, indents mean nothing


def texts() -> Iterator[tuple[str, Text]]:
    """Every text with its place, «pages/views.py:12»."""
    for path, source in sources():
        for line, message, _comments, context in extract("python", io.BytesIO(source.encode()), keywords=KEYWORDS):
            yield f"{path.relative_to(ROOT)}:{line}", (context, message)


def gathered() -> Catalog:
    template = Catalog()
    for _place, (context, message) in texts():
        template.add(message, context=context)
    return template


def read() -> Catalog:
    with PO.open("rb") as file:
        return read_po(file, locale="pl")


def main() -> int:
    catalogue = read()
    catalogue.update(gathered(), no_fuzzy_matching=True, update_creation_date=False)
    with PO.open("wb") as file:
        write_po(file, catalogue, no_location=True, sort_output=True, ignore_obsolete=True, width=120)
    with PO.with_suffix(".mo").open("wb") as file:
        write_mo(file, catalogue)
    empty = [message.id for message in catalogue if message.id and not any(message.string or ())]
    sys.stdout.writelines(f"no Polish yet: {text!r}\n" for text in empty)
    sys.stdout.write(f"{len(catalogue)} texts, {len(empty)} without Polish\n")
    return 1 if empty else 0


if __name__ == "__main__":
    sys.exit(main())
