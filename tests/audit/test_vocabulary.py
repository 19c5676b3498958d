"""One vocabulary: every verb written anywhere is declared, in one group, with Polish words."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import translation

from coordination import verbs
from coordination.verbs import Group
from publishing.verbs import PAGE_FAMILIES, PAGE_VERBS

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("coordination", "publishing", "pages", "portal")
WRITERS = {"audit.write", "deed", "book.write", "book.refused"}
"""A module that calls the first may have a helper of its own, `_write`, which is handed the verb."""


def calls() -> Iterator[tuple[str, ast.expr]]:
    """Every verb handed to a call that writes into the book, with its place."""
    for room in ROOMS:
        for path in (ROOT / room).rglob("*.py"):
            found = [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call) and node.args]
            helpers = {"_write"} if any(ast.unparse(call.func) == "audit.write" for call in found) else set()
            for call in found:
                if ast.unparse(call.func) in WRITERS | helpers:
                    yield f"{path.relative_to(ROOT)}:{call.lineno}", call.args[0]


def undeclared() -> Iterator[str]:
    for place, argument in calls():
        if isinstance(argument, ast.Constant) and not verbs.known(argument.value):
            yield f"{place}: {argument.value!r}"
        if isinstance(argument, ast.JoinedStr) and isinstance(argument.values[0], ast.Constant):
            start = argument.values[0].value
            if not any(verb.code.startswith(start) for verb in verbs.every()):
                yield f"{place}: {start!r}…"


def test_every_verb_that_is_written_is_declared() -> None:
    assert len(list(calls())) > 20
    assert list(undeclared()) == []


def test_an_undeclared_verb_would_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(verbs._verbs, "inquiry.answer")
    assert any("inquiry.answer" in found for found in undeclared())


def test_every_verb_has_polish_words_and_a_group() -> None:
    with translation.override("en"):
        english = {verb.code: str(verb.label) for verb in verbs.every()}
    with translation.override("pl"):
        same = [verb.code for verb in verbs.every() if str(verb.label) == english[verb.code]]
        assert same == []
    assert {verb.group for verb in verbs.every()} == set(Group)


def test_what_wagtail_logs_of_pages_has_declared_verbs() -> None:
    assert all(verbs.known(verb) for verb in [*PAGE_VERBS.values(), *PAGE_FAMILIES.values(), "page.other"])


def test_every_action_wagtail_registers_is_a_page_verb_of_ours() -> None:
    """A later Wagtail may log new deeds: somebody names them before they read «another deed»."""
    from wagtail.log_actions import registry

    registry.scan_for_actions()
    from publishing.verbs import SILENT, page_verb

    unnamed = [
        action
        for action in registry.formatters
        if action.startswith("wagtail.") and action not in SILENT and page_verb(action) == "page.other"
    ]
    assert set(unnamed) <= {"wagtail.apitoken.create", "wagtail.apitoken.revoke"}
