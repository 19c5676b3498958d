"""The unit that a page is about is no matter of its text (§ 4 ust. 1 pkt 1)."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from wagtail.test.utils.form_data import nested_form_data, streamfield

from coordination.models import Unit
from pages.models import UnitPage
from tests.publishing.city import fresh


def edited(city: SimpleNamespace, as_: Any, who: Any, subject: Unit) -> UnitPage:
    """The editor's form posted with a subject of one's own making; what the newest version holds then."""
    form = {"title": "Kultura", "slug": city.unit_page.slug, "lead": "Nowe.", "subject": subject.pk, "comments": {}}
    page = city.unit_page
    data = nested_form_data(form | {"scope": streamfield([])}) | {
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
    }
    answer = as_(who).post(f"/admin/pages/{page.pk}/edit/", data)
    assert answer.status_code == 302, answer.context["form"].errors
    return UnitPage.objects.get(pk=page.pk).get_latest_revision_as_object()


@pytest.mark.par(4, ust=1, pkt=1)
def test_unit_people_cannot_point_their_page_at_another_unit(city: SimpleNamespace, as_: Any) -> None:
    zzm = Unit.objects.get(symbol="ZZM")
    kept = edited(city, as_, fresh(city.coordinator), zzm)
    assert (kept.lead, kept.subject) == ("Nowe.", city.kd)


def test_the_portal_team_may_correct_it(city: SimpleNamespace, as_: Any) -> None:
    zzm = Unit.objects.get(symbol="ZZM")
    assert edited(city, as_, fresh(city.administrator), zzm).subject == zzm


def test_a_new_page_is_about_a_unit_of_ones_own(city: SimpleNamespace, as_: Any) -> None:
    form = as_(city.coordinator).get(f"/admin/pages/add/pages/unitpage/{city.units.pk}/").context["form"]
    assert list(form.fields["subject"].queryset) == [city.kd]
