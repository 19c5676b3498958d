"""The three real announcements once more, typed into the editor's own form and handed on to the reader."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import pytest
from django.contrib.auth import get_user_model
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from wagtail.test.utils import WagtailTestUtils
from wagtail.test.utils.form_data import nested_form_data, querydict_from_html, streamfield

from coordination.models import PortalAssignment
from pages.models import CompetitionPage
from portal.demo import real_announcements
from tests.pages.test_real_announcements import AID, CENTRE, FESTIVALS, GIVEN, told


@pytest.fixture
def administrator(house: SimpleNamespace, client: Client) -> Client:
    user = get_user_model().objects.create_user("administrator")
    PortalAssignment.objects.create(account=user, office="administrator", from_on=dt.date(2026, 1, 1), basis="pismo")
    client.force_login(user)
    return client


def typed(html: str, unit_id: int) -> QueryDict:
    """What stands in the editor's form, as somebody would type it into an empty one."""
    data = querydict_from_html(html, form_id="page-edit-form")
    for box in WagtailTestUtils.get_soup(html).select("input[type=checkbox][checked]:not([value])"):
        data[str(box["name"])] = "on"
    for key in [key for key in data if key.endswith("-INITIAL_FORMS")]:
        data[key] = "0"
    for key in [key for key in data if key.endswith("-id")]:
        data[key] = ""
    data["unit"] = str(unit_id)
    for key, value in nested_form_data({"body": streamfield([])}).items():  # drawn by script in the browser
        data[key] = str(value)
    data.pop("action-publish", None)
    return data


@pytest.mark.parametrize("slug", [CENTRE, AID, FESTIVALS])
def test_the_form_takes_and_keeps_every_field(administrator: Client, house: SimpleNamespace, slug: str) -> None:
    drafts = {page.slug: page for page in real_announcements.build(house.competitions)}
    form = administrator.get(reverse("wagtailadmin_pages:edit", args=[drafts[slug].pk])).content.decode()
    data = typed(form, drafts[slug].stewardship.unit_id)
    for page in drafts.values():
        page.delete()

    add = reverse("wagtailadmin_pages:add", args=["pages", "competitionpage", house.competitions.pk])
    answer = administrator.post(add, data)
    assert answer.status_code == 302, answer.content.decode()[:2000]
    page = CompetitionPage.objects.get()
    assert page.slug == slug
    draft = page.get_latest_revision_as_object()
    found = {name: value for name, value in told(draft).items() if name != "is_archival"}
    assert found == GIVEN[slug]
    assert draft.is_archival
