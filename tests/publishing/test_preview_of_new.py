"""The preview of a page that does not exist yet: it names the unit that the form names, and keeps nothing."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Page

from pages.models import AidIndexPage, CompetitionPage, EventPage, NewsPage
from pages.models.aid import AidPage
from publishing.models import Stewardship
from tests.publishing.city import child, fresh
from tests.scenarios.routes import form_at

HOURS = {"starts_at": "2026-12-01 10:00", "ends_at": "2026-12-01 12:00"}  # no page of an event without them
SHELVES = {NewsPage: "news", EventPage: "events", CompetitionPage: "competitions", AidPage: "aid"}


def previewed(client: Client, shelf: Any, model: Any, **changes: Any) -> str:
    """The preview of the form as it opens: hardly anything is typed yet."""
    address = f"/admin/pages/add/pages/{model._meta.model_name}/{shelf.pk}/"
    told = client.post(f"{address}preview/", form_at(client, address, model, **changes)).json()
    assert told == {"is_valid": True, "is_available": True}
    answer = client.get(f"{address}preview/?in_preview_panel=true")
    assert answer.status_code == 200
    return str(answer.content.decode())


@pytest.mark.parametrize("model", SHELVES)
def test_an_empty_form_shows_what_there_is(city: SimpleNamespace, as_: Any, model: Any) -> None:
    city.aid = child(city.home, AidIndexPage(title="Pomoc", slug="pomoc"), city.sz)
    before = Page.objects.count(), Stewardship.objects.count()
    typed = {"title": "Jeszcze jej nie ma", **(HOURS if model is EventPage else {})}
    shown = previewed(as_(fresh(city.coordinator)), getattr(city, SHELVES[model]), model, **typed)
    assert "Jeszcze jej nie ma" in shown
    assert str(city.kd) in shown
    assert (Page.objects.count(), Stewardship.objects.count()) == before
