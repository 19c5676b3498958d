"""Scenario 35: what is added later without saying its kind or its owner stops the start."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.checks import run_checks
from django.db import models
from django.test.utils import isolate_apps

from coordination import owners
from publishing import checks


@pytest.fixture
def declared(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, str]]:
    """The table of owners as a copy that the test may spoil."""
    table = owners.declared()
    monkeypatch.setattr(owners, "_owners", table)
    return table  # type: ignore[return-value]


def codes(errors: list[Any]) -> list[tuple[str, str]]:
    return [(error.id, error.obj._meta.label_lower) for error in errors]


@pytest.mark.par(4, ust=1, pkt=1)
def test_a_model_that_names_no_owner_stops_the_start(declared: dict[str, str]) -> None:
    del declared["publishing.handoff"]
    found = checks.every_model_says_who_answers_for_its_rows(None)
    assert codes(found) == [("publishing.E003", "publishing.handoff")]


def test_an_owner_along_a_path_that_leads_to_no_unit_stops_it_too(declared: dict[str, str]) -> None:
    declared["publishing.review"] = "handoff__page"
    declared["coordination.dutytask"] = "nobody"
    found = checks.every_model_says_who_answers_for_its_rows(None)
    assert codes(found) == [("publishing.E004", "coordination.dutytask"), ("publishing.E004", "publishing.review")]


@isolate_apps("publishing")
def test_a_new_model_of_a_room_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    class Newcomer(models.Model):  # noqa: DJ008
        class Meta:
            app_label = "publishing"

    monkeypatch.setattr(checks, "_governed_models", lambda: iter([Newcomer]))
    assert codes(checks.every_model_says_who_answers_for_its_rows(None)) == [("publishing.E003", "publishing.newcomer")]


def test_a_page_type_without_a_kind_or_outside_governance_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    from wagtail.models import Page

    from pages.models import NewsPage

    monkeypatch.setattr(NewsPage, "kind", "nobody-declared-it")
    monkeypatch.setattr(checks, "get_page_models", lambda: [NewsPage, Page])
    assert codes(checks.every_page_type_declares_its_kind(None)) == [("publishing.E001", "pages.newspage")]
    monkeypatch.setattr(checks, "_let_be", set)
    ids = [error.id for error in checks.every_page_type_declares_its_kind(None)]
    assert ids == ["publishing.E001", "publishing.E002"]


def test_the_portal_as_it_stands_declares_everything() -> None:
    assert [error for error in run_checks() if str(error.id).startswith("publishing.")] == []
