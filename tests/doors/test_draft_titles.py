"""What a public page will be called tomorrow is its unit's business; so are the words a unit puts on its files."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page
from wagtail.test.utils.form_data import streamfield

from publishing.collections import collection_of
from tests.publishing.test_direct import typed

SignIn = Callable[[Any], Client]
NEXT = "Tytuł na jutro"


@pytest.fixture
def renamed(city: SimpleNamespace) -> SimpleNamespace:
    """The public page of KD, whose draft carries another title."""
    page = Page.objects.get(pk=city.unit_page.pk).specific
    page.title = NEXT
    page.save_revision(user=city.coordinator, clean=False)
    return city


def chooser_of(city: SimpleNamespace) -> str:
    return reverse("wagtailadmin_choose_page_child", args=[city.units.pk])


def test_the_page_chooser_tells_strangers_the_public_title_only(renamed: SimpleNamespace, as_: SignIn) -> None:
    shown = as_(renamed.other).get(chooser_of(renamed)).content.decode()
    assert NEXT not in shown
    assert renamed.unit_page.title in shown


def test_a_link_to_it_in_the_editor_neither(renamed: SimpleNamespace, as_: SignIn) -> None:
    action = {"text": "Idź", "page": str(renamed.unit_page.pk), "url": "", "note": ""}
    address = reverse("wagtailadmin_pages:add", args=["pages", "newspage", renamed.news.pk])
    data = typed(title="Nasza", slug="nasza", body=streamfield([("action", action)]))
    assert as_(renamed.other).post(address, data | {"unit": str(renamed.sp.pk)}).status_code == 302
    own = Page.objects.get(slug="nasza")
    editor = as_(renamed.other).get(reverse("wagtailadmin_pages:edit", args=[own.pk])).content.decode()
    assert NEXT not in editor
    assert renamed.unit_page.title in editor


def test_a_typed_address_does_not_turn_into_the_title_of_the_draft(renamed: SimpleNamespace, as_: SignIn) -> None:
    address = reverse("wagtailadmin_choose_page_external_link")
    data = {"external-link-chooser-url": renamed.unit_page.full_url, "external-link-chooser-link_text": "x"}
    answer = as_(renamed.other).post(address, data)
    assert answer.status_code == 200
    assert NEXT not in answer.content.decode()


@pytest.mark.parametrize(("who", "may"), [("coordinator", False), ("editor", True)])
def test_tags_of_files_are_words_of_the_portal_team(
    city: SimpleNamespace, as_: SignIn, settings: Any, tmp_path: Any, who: str, may: bool
) -> None:
    settings.MEDIA_ROOT = str(tmp_path)
    image = get_image_model().objects.create(
        title="Zdjęcie", file=get_test_image_file("zdjecie.png"), collection=collection_of(city.kd)
    )
    client = as_(getattr(city, who))
    address = reverse("wagtailimages:edit", args=[image.pk])
    assert ('name="tags"' in client.get(address).content.decode()) is may
    client.post(address, {"title": "Zdjęcie", "collection": image.collection_id, "tags": "tajne-slowo"})
    assert (image.tags.filter(name="tajne-slowo").exists()) is may
