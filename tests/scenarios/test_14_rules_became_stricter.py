"""Rules were tightened after the approval: the item goes out, the unit is asked to correct it (scenario 14)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from coordination.models import DutyTask
from pages.models import NewsPage
from publishing.governed import Issue
from publishing.states import Stage
from tests.publishing.city import TUESDAY, approved, news
from tests.scenarios.travel import beat, row_of


def stricter_form(monkeypatch: pytest.MonkeyPatch) -> None:
    def clean(self: Any) -> None:
        raise ValidationError({"lead": "Wstęp ma najwyżej dziesięć znaków."})

    monkeypatch.setattr(NewsPage, "clean", clean)


def stricter_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    def requirements(self: Any) -> Iterator[Issue]:
        yield Issue("image", "Wstęp ma najwyżej dziesięć znaków.")

    monkeypatch.setattr(NewsPage, "requirements", requirements)


@pytest.mark.par(4, ust=2)
@pytest.mark.parametrize("stricter", [stricter_form, stricter_kind])
def test_it_is_published_and_a_task_follows(
    city: SimpleNamespace, as_: Any, clock: Any, monkeypatch: pytest.MonkeyPatch, stricter: Any
) -> None:
    row = approved(city, news(city, title="Nowe stypendia"))
    with monkeypatch.context() as patch:
        stricter(patch)
        assert beat(clock, TUESDAY).startswith("published: 1, failed: 0")
    assert (row_of(row).stage, Client().get(row.page.url).status_code) == (Stage.PUBLISHED, 200)
    task = DutyTask.objects.open().get(unit=city.kd, subject=f"correct:{row.page_id}")
    assert task.due_on == TUESDAY.date() + dt.timedelta(days=7)
    board = as_(city.coordinator).get(reverse("coordination_todo")).content.decode()
    assert "Popraw „Nowe stypendia”: Wstęp ma najwyżej dziesięć znaków." in board
    row.page.specific.save_revision(user=city.coordinator).publish()
    assert not DutyTask.objects.open().filter(pk=task.pk).exists(), "a corrected version settles it"


def test_what_keeps_the_rules_leaves_no_task(city: SimpleNamespace, clock: Any) -> None:
    approved(city)
    assert beat(clock, TUESDAY).startswith("published: 1")
    assert not DutyTask.objects.filter(subject__startswith="correct:").exists()


def test_no_other_save_is_lenient(city: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    page = news(city, live=True)
    stricter_form(monkeypatch)
    with pytest.raises(ValidationError):
        page.save()
    assert page.live
