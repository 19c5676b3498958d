"""Every text of the screens is in the Polish catalogue, translated, and the compiled file is the written one.

Texts are read from the sources here, by Django's own template reader and Babel's Python reader, so that the test needs
no gettext tools. Python's form of a plural has to name both forms; Polish has four.
"""

from __future__ import annotations

import gettext
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent.parent
ROOMS = ("portal", "pages", "publishing", "coordination")
PO = ROOT / "locale" / "pl" / "LC_MESSAGES" / "django.po"
PLURAL = (1, 2)
CONTEXT = ((1, "c"), 2)
CONTEXT_PLURAL = ((1, "c"), 2, 3)
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": PLURAL,
    "ngettext_lazy": PLURAL,
    "pgettext": CONTEXT,
    "pgettext_lazy": CONTEXT,
    "npgettext": CONTEXT_PLURAL,
    "npgettext_lazy": CONTEXT_PLURAL,
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
            lines = templatize(path.read_text(), origin=str(path)).split("\n")
            yield path, "\n".join(map(str.lstrip, lines))  # Python would stumble over the indents of HTML


def texts() -> Iterator[tuple[str, Text]]:
    for path, source in sources():
        found = extract("python", io.BytesIO(source.encode()), keywords=KEYWORDS)
        for line, message, _comments, context in found:
            yield f"{path.relative_to(ROOT)}:{line}", (context, message)


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    with PO.open("rb") as file:
        return read_po(file, locale="pl")


def is_translated(catalogue: Catalog, text: Text) -> bool:
    context, message = text
    entry = catalogue.get(message if isinstance(message, str) else message[0], context)
    if entry is None or entry.fuzzy:
        return False
    forms = entry.string if isinstance(entry.string, tuple | list) else (entry.string,)
    return all(forms) and (isinstance(message, str) or len(forms) == catalogue.num_plurals)


def test_every_text_has_its_polish(catalogue: Catalog) -> None:
    missing = [f"{place}: {text[1]!r}" for place, text in texts() if not is_translated(catalogue, text)]
    assert missing == []


def test_polish_has_four_plural_forms(catalogue: Catalog) -> None:
    assert catalogue.num_plurals == 4


def test_placeholders_survive_translation(catalogue: Catalog) -> None:
    wrong = [str(message.id) for message in catalogue if message.id and message.check(catalogue)]
    assert wrong == []


def test_the_compiled_catalogue_is_the_written_one(catalogue: Catalog) -> None:
    with PO.with_suffix(".mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    for message in catalogue:
        if not message.id or message.fuzzy:
            continue
        if isinstance(message.id, str):
            found = compiled.pgettext(message.context, message.id) if message.context else compiled.gettext(message.id)
            assert found == message.string, f"{message.id!r}: run `make messages`"
        else:
            one, many = message.id
            forms = tuple(message.string or ())
            for number, form in ((1, 0), (2, 1), (5, 2)):
                found = (
                    compiled.npgettext(message.context, one, many, number)
                    if message.context
                    else compiled.ngettext(one, many, number)
                )
                assert found == forms[form], f"{message.id!r}: run `make messages`"
