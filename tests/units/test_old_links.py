"""Lists filtered by a unit that was closed since show the rows of its successor, and say whose they are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from coordination import actions
from coordination.lineage import follow
from coordination.models import Unit
from coordination.standing import Standing
from tests.publishing.city import NOW, TODAY
from tests.units.conftest import BASIS

SignIn = Callable[[Any], Client]
OLD = "kultura-i-dziedzictwo-narodowe"


@pytest.fixture
def merged(laden: SimpleNamespace, admin: Standing) -> SimpleNamespace:
    actions.merge_units(units=[laden.kd], into=laden.sp, on=TODAY, basis=BASIS, by=admin, now=NOW)
    return laden


@pytest.mark.parametrize("shelf", ["news", "competitions", "events"])
def test_a_public_list_follows_the_old_slug(merged: SimpleNamespace, shelf: str) -> None:
    answer = Client().get(getattr(merged, shelf).url, {"komorka": OLD})
    form = answer.context["filters"]
    assert form.errors == {}
    assert form.value("komorka") == merged.sp
    assert f'value="{merged.sp.slug}" selected' in answer.content.decode()
    assert answer.context["count"] == (1 if shelf == "news" else 0)


def test_the_directory_follows_it(merged: SimpleNamespace) -> None:
    answer = Client().get(reverse("coordination:directory"), {"komorka": OLD})
    assert answer.context["wish"].unit == merged.sp.slug
    assert answer.context["count"] == 1
    assert f'value="{merged.sp.slug}" selected' in answer.content.decode()


@pytest.mark.parametrize("named", ["slug", "pk"])
def test_lists_of_staff_follow_it(merged: SimpleNamespace, as_: SignIn, named: str) -> None:
    old, admin = {"komorka": getattr(merged.kd, named)}, as_(merged.administrator)
    queue = admin.get(reverse("publishing:queue"), old)
    assert queue.context["filters"].chosen == {"komorka": str(merged.sp.pk)}
    assert merged.queued.title in queue.content.decode()
    stale = as_(merged.monitor).get(reverse("publishing:stale"), old)
    assert stale.context["filters"].unit == merged.sp.pk
    assert merged.public.title in stale.content.decode()
    todo = as_(merged.monitor).get(reverse("coordination_todo"), old)
    assert todo.context["unit"] == str(merged.sp)


def test_the_list_of_inquiries_follows_it(merged: SimpleNamespace, as_: SignIn) -> None:
    answer = as_(merged.monitor).get(reverse("coordination_inquiries:list"), {"komorka": OLD})
    assert answer.context["unit"] == merged.sp.slug
    assert merged.asked.number in answer.content.decode()


def test_who_lives_is_unknown_or_has_no_successor_stays_as_typed(city: SimpleNamespace) -> None:
    gone = dt.date(2026, 1, 1)
    Unit.objects.create(name="Biuro Bez Następcy", slug="bez-nastepcy", kind=city.kd.kind, active_until=gone)
    for typed in ("", f"komorka={OLD}", "komorka=nie-ma", "komorka=bez-nastepcy", "komorka=%00", "komorka=" + "9" * 40):
        asked = QueryDict(typed)
        assert follow(asked, TODAY) is asked
        assert follow(asked, TODAY, by="pk") is asked


def test_the_rest_of_the_address_stays(merged: SimpleNamespace) -> None:
    asked = QueryDict(f"komorka={OLD}&temat=sport&strona=2")
    assert follow(asked, TODAY).urlencode() == f"komorka={merged.sp.slug}&temat=sport&strona=2"
