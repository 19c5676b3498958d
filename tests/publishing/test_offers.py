"""What a screen offers works for whoever looks at it; the crawl in tests/journeys finds such things by clicking."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from coordination.models import OfficeHours
from publishing.collections import collection_of
from tests.publishing.city import approved, news

SignIn = Callable[[Any], Client]


def shown(client: Client, name: str, *args: Any) -> str:
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200
    return str(answer.content.decode())


def links_of_lines(html: str) -> list[str]:
    """Where the things of a book's lines lead."""
    return re.findall(r'href="(/admin/[^"?]+)"', html.partition("<main")[2])


@pytest.mark.parametrize(
    ("who", "screen"),
    [
        ("coordinator", "publishing:unit_history"),
        ("head", "publishing:unit_history"),
        ("monitor", "publishing:journal"),
        ("director", "publishing:journal"),
        ("administrator", "publishing:journal"),
    ],
)
def test_lines_of_the_book_lead_only_where_the_reader_may_go(
    city: SimpleNamespace, as_: SignIn, who: str, screen: str
) -> None:
    approved(city)
    collection_of(city.kd)
    client = as_(getattr(city, who))
    found = links_of_lines(shown(client, screen))
    assert found
    assert {url: client.get(url, follow=True).status_code for url in found} == dict.fromkeys(found, 200)


def test_registers_tick_nothing_and_lead_to_forms_of_the_own_unit_only(city: SimpleNamespace, as_: SignIn) -> None:
    eight, four = dt.time(8), dt.time(16)
    own, foreign = (
        OfficeHours.objects.create(unit=unit, weekday=0, opens=eight, closes=four) for unit in (city.kd, city.sp)
    )
    client = as_(city.coordinator)
    for name in ("units", "people", "designations", "absences", "hours"):
        assert "data-bulk-action-checkbox" not in shown(client, f"coordination_{name}:list")
    assert reverse("coordination_hours:edit", args=[own.pk]) in shown(client, "coordination_hours:inspect", own.pk)
    assert "/edit/" not in shown(client, "coordination_hours:inspect", foreign.pk).partition("<main")[2]


def test_a_chooser_offers_to_edit_what_is_chosen_to_whom_it_opens(city: SimpleNamespace, as_: SignIn) -> None:
    unit_form = reverse("coordination_units:edit", args=[city.kd.pk])
    assert unit_form not in shown(as_(city.coordinator), "wagtailadmin_pages:edit", city.unit_page.pk)
    assert unit_form in shown(as_(city.administrator), "wagtailadmin_pages:edit", city.unit_page.pk)


def test_bulk_actions_stand_in_a_row_without_those_of_the_portal_team(city: SimpleNamespace, as_: SignIn) -> None:
    """In Wagtail's menu «more» a click forgets what is ticked."""
    news(city)
    file = get_test_image_file()
    get_image_model().objects.create(title="Zdjęcie", file=file, collection=collection_of(city.kd))
    tags = reverse("wagtail_bulk_action", args=["wagtailimages", "image", "add_tags"])
    assert tags not in shown(as_(city.coordinator), "wagtailimages:index")
    assert tags in shown(as_(city.administrator), "wagtailimages:index")
    footer = shown(as_(city.administrator), "wagtailadmin_explore", city.news.pk).partition("bulk-actions-buttons")[2]
    row = footer.partition("</section>")[0]
    assert row.count("data-bulk-action-button") == len(re.findall(r"/admin/bulk/wagtailcore/page/\w+/", row)) == 5
    assert "w-dropdown" not in row


def test_the_page_chooser_names_its_search_in_polish(city: SimpleNamespace, as_: SignIn) -> None:
    """Wagtail forgot to give the word to translators; only screen readers meet it."""
    shown = as_(city.coordinator).get(reverse("wagtailadmin_choose_page")).json()["html"]
    assert 'value="Search"' not in shown
    assert 'value="Szukaj"' in shown


@pytest.mark.parametrize(("app", "model"), [("wagtailimages", "image"), ("wagtaildocs", "document")])
def test_tags_of_several_files_are_asked_for_in_words(city: SimpleNamespace, as_: SignIn, app: str, model: str) -> None:
    """The browser would refuse the empty field without a word, for nobody sees it."""
    things: dict[str, Any] = {"image": get_image_model(), "document": get_document_model()}
    file = {"image": get_test_image_file(), "document": ContentFile(b"x", name="a.pdf")}[model]
    made = things[model].objects.create(title="Rysunek", file=file, collection=collection_of(city.kd))
    action = f"{reverse('wagtail_bulk_action', args=[app, model, 'add_tags'])}?id={made.pk}"
    client = as_(city.administrator)
    assert " required" not in client.get(action).content.decode().partition('name="tags"')[2][:300]
    answer = client.post(action, {"tags": ""})
    assert "To pole jest wymagane" in answer.content.decode()
