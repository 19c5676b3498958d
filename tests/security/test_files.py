"""Files and pictures: out with a public page, else only to those who keep them; numbers typed past a chooser fail."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page
from wagtail.rich_text import RichText
from wagtail.test.utils.form_data import rich_text, streamfield

from publishing.collections import collection_of
from tests.publishing.city import news
from tests.publishing.test_direct import typed

SignIn = Callable[[Any], Client]
SECRET = "Tajny regulamin"


@pytest.fixture
def shelf(city: SimpleNamespace, settings: Any, tmp_path: Path) -> SimpleNamespace:
    """A file and a picture in the collection of KD, and one draft of KD that shows both."""
    settings.MEDIA_ROOT = str(tmp_path)
    cache.clear()  # Wagtail keeps renditions there
    own = collection_of(city.kd)
    city.file = get_document_model().objects.create(
        title=SECRET, file=ContentFile(b"tajne", name="regulamin.txt"), collection=own
    )
    city.image = get_image_model().objects.create(title=SECRET, file=get_test_image_file("tajny.png"), collection=own)
    body = [("paragraph", RichText(f'<p><a linktype="document" id="{city.file.pk}">plik</a></p>'))]
    city.draft = news(city, title="Szkic", image=city.image, body=body)
    city.picture = city.image.get_rendition("width-100").url
    return city


def opens(client: Client, address: str) -> bool:
    answer = client.get(address)
    assert answer.status_code in (200, 404), f"{address} {answer.status_code}"
    return answer.status_code == 200


@pytest.mark.parametrize("what", ["file", "picture"])
def test_a_file_of_a_draft_opens_only_for_those_who_keep_it(shelf: SimpleNamespace, as_: SignIn, what: str) -> None:
    address = shelf.picture if what == "picture" else shelf.file.url
    assert not opens(Client(), address)
    assert not opens(as_(shelf.other), address)
    assert not opens(as_(shelf.nobody), address)
    for who in ("coordinator", "deputy", "head", "editor", "operator", "monitor", "root"):
        assert opens(as_(getattr(shelf, who)), address), who


@pytest.mark.parametrize("what", ["file", "picture"])
def test_a_file_follows_its_page(shelf: SimpleNamespace, what: str) -> None:
    address = shelf.picture if what == "picture" else shelf.file.url
    shelf.draft.get_latest_revision().publish(skip_permission_checks=True)
    assert opens(Client(), address)
    Page.objects.get(pk=shelf.draft.pk).specific.unpublish()
    assert not opens(Client(), address)


@pytest.mark.parametrize("way", ["images/../documents", "images/%2e%2e/documents", "documents", "images//../documents"])
def test_no_path_leads_round_the_check(shelf: SimpleNamespace, way: str) -> None:
    assert not opens(Client(), f"/media/{way}/regulamin.txt")
    assert not opens(Client(), "/media/images/a%00b")
    assert not opens(Client(), "/media/original_images/tajny.png")


def test_the_internal_api_tells_units_of_no_files(shelf: SimpleNamespace, as_: SignIn) -> None:
    for what, found in (("images", shelf.image), ("documents", shelf.file)):
        for address in (f"/admin/api/main/{what}/", f"/admin/api/main/{what}/{found.pk}/"):
            answer = as_(shelf.other).get(address, headers={"accept": "application/json"})
            assert answer.status_code == 403
            assert SECRET not in answer.content.decode()


def forged(city: SimpleNamespace, what: str) -> dict[str, Any]:
    """What a browser would send for a page that names something of KD."""
    if what == "image":
        return {"image": str(city.image.pk), "image_alt": "opis"}
    if what == "document":
        link = f'<p><a linktype="document" id="{city.file.pk}">plik</a></p>'
        return {"body": streamfield([("paragraph", rich_text(link))])}
    if what == "attachment":
        files = streamfield([("item", {"document": str(city.file.pk), "title": ""})])
        return {"body": streamfield([("files", {"title": "", "files": files})])}
    action = {"text": "Idź", "page": str(city.draft.pk), "url": "", "note": ""}
    return {"body": streamfield([("action", action)])}


@pytest.mark.parametrize("what", ["image", "document", "attachment", "page"])
def test_another_units_things_are_not_had_by_their_number(shelf: SimpleNamespace, as_: SignIn, what: str) -> None:
    address = reverse("wagtailadmin_pages:add", args=["pages", "newspage", shelf.news.pk])
    data = typed(title="Podebrane", slug="podebrane", **forged(shelf, what))
    refused = as_(shelf.other).post(address, data | {"unit": str(shelf.sp.pk)})
    told = refused.content.decode()
    assert (refused.status_code, SECRET in told) == (403, False), "the form shown again would tell its title"
    assert "należy do innej komórki" in told
    assert not Page.objects.filter(slug="podebrane").exists()
    kept = as_(shelf.coordinator).post(address, data | {"unit": str(shelf.kd.pk)})
    assert kept.status_code == 302, kept.content.decode()[:3000]
    assert Page.objects.filter(slug="podebrane").exists()


def test_a_page_that_went_off_the_portal_meanwhile_is_said_at_the_field(shelf: SimpleNamespace, as_: SignIn) -> None:
    """What was public once is no secret: the form comes back with everything that was typed."""
    shelf.draft.get_latest_revision().publish(skip_permission_checks=True)
    Page.objects.get(pk=shelf.draft.pk).specific.unpublish()
    address = reverse("wagtailadmin_pages:add", args=["pages", "newspage", shelf.news.pk])
    data = typed(title="Z odsyłaczem", slug="z-odsylaczem", **forged(shelf, "page"))
    answer = as_(shelf.other).post(address, data | {"unit": str(shelf.sp.pk)})
    assert answer.status_code == 200
    assert "należy do innej komórki" in str(answer.context["form"].errors)
    assert "Z odsyłaczem" in answer.content.decode()


def test_what_stands_on_an_own_public_page_may_be_used_again(shelf: SimpleNamespace, as_: SignIn) -> None:
    news(shelf, unit=shelf.sp, by=shelf.other, title="Nasze", image=shelf.image, live=True)
    address = reverse("wagtailadmin_pages:add", args=["pages", "newspage", shelf.news.pk])
    data = typed(title="Druga", slug="druga", **forged(shelf, "image"))
    assert as_(shelf.other).post(address, data | {"unit": str(shelf.sp.pk)}).status_code == 302


def test_what_the_portal_team_put_in_stays(shelf: SimpleNamespace, as_: SignIn) -> None:
    theirs = news(shelf, unit=shelf.sp, by=shelf.other, title="Nasze", image=shelf.image)
    address = reverse("wagtailadmin_pages:edit", args=[theirs.pk])
    data = typed(title="Nasze, poprawione", **forged(shelf, "image"))
    assert as_(shelf.other).post(address, data).status_code == 302
    assert Page.objects.get(pk=theirs.pk).get_latest_revision_as_object().title == "Nasze, poprawione"
