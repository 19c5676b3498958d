"""Every text of the screens is in the Polish catalogue, translated, and the compiled file is the written one."""

from __future__ import annotations

import ast
import gettext

import pytest
from babel.messages.catalog import Catalog

from scripts import messages

PLURAL_SAMPLES = ((1, 0), (2, 1), (5, 2))  # a number, and the Polish form it takes


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    return messages.read()


def is_translated(catalogue: Catalog, text: messages.Text) -> bool:
    context, message = text
    entry = catalogue.get(message if isinstance(message, str) else message[0], context)
    if entry is None or entry.fuzzy:
        return False
    forms = entry.string if isinstance(entry.string, tuple | list) else (entry.string,)
    return all(forms) and (isinstance(message, str) or len(forms) == catalogue.num_plurals)


def test_every_text_has_its_polish(catalogue: Catalog) -> None:
    missing = [f"{place}: {text[1]!r}" for place, text in messages.texts() if not is_translated(catalogue, text)]
    assert not missing, "\n".join([f"{len(missing)} texts without Polish (`make messages` adds them):", *missing[:40]])


def hidden(source: str) -> list[int]:
    """Lines of f-strings with a text in them, which no gatherer of texts reads."""
    strings = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.JoinedStr)]
    return [node.lineno for node in strings if any(is_text(inner) for inner in ast.walk(node))]


def is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in messages.KEYWORDS


def test_no_text_hides_in_an_f_string() -> None:
    planted = "label = f\"{_('file')}.{kind}\""
    assert hidden(planted) == [1]
    found = [f"{path}:{line}" for path, source in messages.sources() if path.suffix == ".py" for line in hidden(source)]
    assert found == []


def test_polish_has_four_plural_forms(catalogue: Catalog) -> None:
    assert catalogue.num_plurals == 4


def test_placeholders_survive_translation(catalogue: Catalog) -> None:
    wrong = [f"{message.id!r}: {fault}" for message in catalogue if message.id for fault in message.check(catalogue)]
    assert wrong == []


def compiled_forms(compiled: gettext.GNUTranslations, message_id: tuple[str, ...], context: str | None) -> list[str]:
    one, many = message_id
    if context:
        return [compiled.npgettext(context, one, many, number) for number, _form in PLURAL_SAMPLES]
    return [compiled.ngettext(one, many, number) for number, _form in PLURAL_SAMPLES]


def test_the_compiled_catalogue_is_the_written_one(catalogue: Catalog) -> None:
    with messages.PO.with_suffix(".mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    stale = []
    for message in catalogue:
        if not message.id or not message.string:
            continue
        if isinstance(message.id, str):
            found = compiled.pgettext(message.context, message.id) if message.context else compiled.gettext(message.id)
            same = found == message.string
        else:
            forms = tuple(message.string)
            same = compiled_forms(compiled, tuple(message.id), message.context) == [
                forms[form] for _number, form in PLURAL_SAMPLES
            ]
        stale += [] if same else [message.id]
    assert stale == [], "run `make messages`"
