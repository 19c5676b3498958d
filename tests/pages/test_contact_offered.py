"""Whom the editor offers as the contact of a page: the people of its unit, from a short list."""

from __future__ import annotations

from typing import Any

from django import forms
from django.urls import reverse

from tests.competitions.calls import call
from tests.pages.editing import fields
from tests.publishing.conftest import as_, city, clock

__all__ = ["as_", "city", "clock"]


def contact_of(form: Any) -> Any:
    return form.fields["contact"]


def test_a_page_offers_the_people_of_its_own_unit(city: Any, as_: Any) -> None:
    page = call(city)
    answer = as_(city.coordinator).get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    offered = contact_of(answer.context["form"])
    assert isinstance(offered.widget, forms.Select)
    units = {row.unit_id for row in offered.queryset}
    assert units == {city.kd.pk}
    assert "contact" in fields(answer.content.decode())


def test_a_new_page_offers_the_people_of_the_units_one_acts_for(city: Any, as_: Any) -> None:
    address = reverse("wagtailadmin_pages:add", args=["pages", "competitionpage", city.competitions.pk])
    offered = contact_of(as_(city.coordinator).get(address).context["form"])
    assert {row.unit_id for row in offered.queryset} == {city.kd.pk}
