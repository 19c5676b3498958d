"""Drafts, limited ones too, show on no public list, feed, map, search or address; their files neither (A17, A19)."""

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
from wagtail.models import Comment, Page, PageViewRestriction
from wagtail.test.utils.form_data import nested_form_data

from pages import search
from pages.models import CompetitionPage, EventPage, NewsPage, SearchRow
from publishing import confinement
from publishing.collections import collection_of
from tests.publishing.city import NOW, fresh, handed_over, news
from tests.publishing.test_direct import edit, typed
from tests.scenarios.routes import CONTENT, add_url, draft_of, edit_url, form_at

SignIn = Callable[[Any], Client]
SECRET = "Zorbatron"
PUBLIC = (
    "/",
    "/aktualnosci/",
    "/aktualnosci/?q=Tajemnica",
    "/konkursy/",
    "/konkursy/atom/",
    "/konkursy/kalendarz.ics",
    "/konkursy/eksport.csv",
    "/konkursy/eksport.json",
    "/wydarzenia/",
    "/wydarzenia/kalendarz.ics",
    "/komorki/",
    "/komorki/kd/",
    "/szukaj/?q=Tajemnica",
    "/szukaj/?q=tajemnicy",
    "/sitemap.xml",
    "/koordynatorzy/",
)


@pytest.fixture
def drafts(city: SimpleNamespace) -> SimpleNamespace:
    """A draft of every type, one queued, one limited, one taken off, one secret change of a public page."""
    city.pages = [draft_of(city, model, title=f"Tajemnica {SECRET} {model.__name__}") for model in CONTENT]
    city.queued = news(city, title=f"Tajemnica {SECRET} w kolejce")
    handed_over(city, city.queued)
    city.limited = news(city, title=f"Tajemnica {SECRET} ograniczona")
    confinement.confine(city.limited, people=[], reason="x", by=fresh(city.coordinator), now=NOW)
    city.off = news(city, title=f"Tajemnica {SECRET} zdjęta", live=True)
    Page.objects.get(pk=city.off.pk).specific.unpublish()
    city.changed = news(city, title="Publiczna", live=True)
    city.changed.title = f"Tajemnica {SECRET} w zmianie"
    city.changed.lead = SECRET
    city.changed.save_revision(user=city.coordinator)
    city.pages += [city.queued, city.limited, city.off]
    return city


def test_no_public_list_feed_map_or_search_names_one(drafts: SimpleNamespace) -> None:
    search.rebuild()
    seen = 0
    for address in PUBLIC:
        answer = Client().get(address)
        assert answer.status_code in (200, 301, 302, 404), address
        seen += answer.status_code == 200
        assert SECRET not in answer.getvalue().decode(), address
    assert seen > len(PUBLIC) // 2
    assert not SearchRow.objects.filter(page__in=[page.pk for page in drafts.pages]).exists()
    assert "Publiczna" in Client().get("/aktualnosci/").getvalue().decode()


def test_no_draft_opens_at_its_own_address(drafts: SimpleNamespace, as_: SignIn) -> None:
    for client in (Client(), as_(drafts.other), as_(drafts.coordinator), as_(drafts.root)):
        for page in drafts.pages:
            address = page.get_url() or f"{page.get_parent().url}{page.slug}/"
            for query in ("", "?preview=1", "?mode=preview", "?draft=1"):
                assert client.get(address + query).status_code == 404, f"{address}{query}"
        assert SECRET not in client.get(drafts.changed.url).getvalue().decode()


def test_a_restricted_page_leaves_lists_and_search(city: SimpleNamespace) -> None:
    page = news(city, title=f"Tajemnica {SECRET} za hasłem", live=True)
    assert SECRET in Client().get("/aktualnosci/").getvalue().decode(), "it was there"
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    cache.clear()
    for address in PUBLIC:
        text = Client().get(address).getvalue().decode()
        assert SECRET not in text, address


@pytest.fixture
def files(city: SimpleNamespace, settings: Any, tmp_path: Path) -> SimpleNamespace:
    settings.MEDIA_ROOT = str(tmp_path)
    cache.clear()
    own = collection_of(city.kd)
    city.file = get_document_model().objects.create(
        title=SECRET, file=ContentFile(b"tajne", name="zalacznik.txt"), collection=own
    )
    city.image = get_image_model().objects.create(title=SECRET, file=get_test_image_file("obraz.png"), collection=own)
    city.draft = news(city, image=city.image)
    city.renditions = [city.image.get_rendition(spec).url for spec in ("width-100", "fill-40x40", "original")]
    return city


def test_attachments_renditions_and_originals_of_a_draft_open_by_no_address(
    files: SimpleNamespace, as_: SignIn
) -> None:
    number, name = files.file.pk, files.file.filename
    addresses = [
        *files.renditions,
        files.image.file.url,
        f"/media/{files.file.file.name}",
        files.file.url,
        f"/dokumenty/{number}/",
        f"/dokumenty/{number}/{name}?x=1",
        f"/dokumenty/{number}/inna-nazwa.txt",
        f"/media/images/../{files.file.file.name}",
        f"/media/images/%2e%2e/{files.file.file.name}",
        f"/media//images/{Path(files.renditions[0]).name}",
    ]
    for client in (Client(), as_(files.other), as_(files.nobody)):
        for address in addresses:
            answer = client.get(address)
            assert answer.status_code in (301, 302, 404), f"{address} {answer.status_code}"
            assert client.head(address).status_code in (301, 302, 404), address
            assert client.get(address, headers={"range": "bytes=0-3"}).status_code in (301, 302, 404), address
    assert [as_(files.deputy).get(address).status_code for address in files.renditions] == [200, 200, 200]


def test_an_image_is_made_by_no_address_of_its_own(files: SimpleNamespace, as_: SignIn) -> None:
    """Wagtail can make pictures on demand and preview them in the admin: another unit gets none."""
    for address in (
        reverse("wagtailimages:url_generator", args=[files.image.pk]),
        f"/admin/images/{files.image.pk}/generate_url/width-100/",
        f"/admin/images/{files.image.pk}/preview/width-100/",
        reverse("wagtailimages:edit", args=[files.image.pk]),
        reverse("wagtailimages:delete", args=[files.image.pk]),
        reverse("wagtaildocs:edit", args=[files.file.pk]),
        reverse("wagtaildocs:delete", args=[files.file.pk]),
    ):
        answer = as_(files.other).get(address)
        assert answer.status_code in (302, 403, 404), f"{address} {answer.status_code}"
        assert as_(files.other).post(address, {"title": "Przejęte"}).status_code in (302, 403, 404, 405), address
    assert get_image_model().objects.get(pk=files.image.pk).title == SECRET
    assert get_document_model().objects.get(pk=files.file.pk).title == SECRET


# -- the small doors of the editor ----------------------------------------------------------------------------------


SMALL = ("lock", "unlock", "privacy", "convert_alias", "copy", "history", "usage", "preview_on_edit", "view_draft")


@pytest.mark.par(4, ust=1, pkt=1)
@pytest.mark.parametrize("who", ["coordinator", "deputy"])
def test_units_do_not_lock_restrict_reorder_or_convert(city: SimpleNamespace, as_: SignIn, who: str) -> None:
    page, client = news(city, live=True), as_(getattr(city, who))
    other = news(city, live=True)
    order = [child.pk for child in Page.objects.get(pk=city.news.pk).get_children()]
    for name in ("lock", "convert_alias"):
        client.post(reverse(f"wagtailadmin_pages:{name}", args=[page.pk]))
    client.post(f"/admin/pages/{page.pk}/privacy/", {"restriction_type": "password", "password": "x"})
    address = reverse("wagtailadmin_pages:set_page_position", args=[other.pk])
    client.post(f"{address}?position=0")
    kept = Page.objects.get(pk=page.pk)
    assert not kept.locked
    assert not PageViewRestriction.objects.exists()
    assert [child.pk for child in Page.objects.get(pk=city.news.pk).get_children()] == order
    for name in ("unpublish", "move_confirm"):
        args = [page.pk] if name == "unpublish" else [page.pk, city.events.pk]
        client.post(reverse(f"wagtailadmin_pages:{name}", args=args), {"include_descendants": "on"})
    kept = Page.objects.get(pk=page.pk)
    assert (kept.live, kept.get_parent().pk) == (True, city.news.pk)


def test_an_alias_is_made_by_nobody_of_a_unit(city: SimpleNamespace, as_: SignIn) -> None:
    """An alias would change live whenever its source does (A6)."""
    page = news(city, live=True)
    data = {"new_title": "Alias", "new_slug": "alias", "new_parent_page": city.news.pk, "alias": "on"}
    for who in ("coordinator", "deputy", "other", "administrator", "root"):
        as_(getattr(city, who)).post(reverse("wagtailadmin_pages:copy", args=[page.pk]), data)
        assert not Page.objects.filter(alias_of=page, live=True).exists(), who


def test_a_copy_is_a_draft_of_the_same_unit_and_shows_nothing_public(city: SimpleNamespace, as_: SignIn) -> None:
    page = news(city, live=True)
    data = {"new_title": "Kopia", "new_slug": "kopia", "new_parent_page": city.news.pk, "publish_copies": "on"}
    for who in ("other", "head"):
        as_(getattr(city, who)).post(reverse("wagtailadmin_pages:copy", args=[page.pk]), data)
        assert not Page.objects.filter(slug="kopia").exists(), who
    client, address = as_(city.coordinator), reverse("wagtailadmin_pages:copy", args=[page.pk])
    refused = client.post(address, data)
    assert "Nie masz uprawnień do publikowania" in refused.getvalue().decode()
    assert not Page.objects.filter(slug="kopia").exists()
    del data["publish_copies"]
    assert client.post(address, data).status_code == 302
    copy = Page.objects.get(slug="kopia").specific
    assert (copy.live, copy.stewardship.unit) == (False, city.kd)


def thread(**values: Any) -> dict[str, Any]:
    """One comment as the editor's form sends it; a new one, unless it has a number."""
    known = bool(values.get("id"))
    one = {
        "text": "Cudza uwaga",
        "contentpath": "title",
        "position": "",
        "resolved": "",
        "DELETE": "",
        "id": "",
        **values,
    }
    replies = {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": ""}
    forms = {"TOTAL_FORMS": 1, "INITIAL_FORMS": int(known), "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": ""}
    return nested_form_data({"comments": {**forms, "0": {**one, "replies": replies}}})


def test_comments_are_taken_from_those_who_keep_the_page_only(city: SimpleNamespace, as_: SignIn) -> None:
    page = news(city)
    for who in ("other", "head", "monitor"):
        as_(getattr(city, who)).post(edit_url(page), typed(page) | thread())
        assert not Comment.objects.exists(), who
    forged = thread(text="Nasza uwaga", user=str(city.editor.pk))
    assert as_(city.deputy).post(edit_url(page), typed(page) | forged).status_code == 302
    written = Comment.objects.get()
    assert (written.user, written.page_id, written.text) == (city.deputy, page.pk, "Nasza uwaga")


def test_a_comment_on_another_units_page_is_neither_changed_nor_told_by_its_number(
    city: SimpleNamespace, as_: SignIn
) -> None:
    page, secret = news(city), news(city, unit=city.sp, by=city.other)
    foreign = Comment.objects.create(page=secret, user=city.other, text="Tajna uwaga", contentpath="title")
    client = as_(city.coordinator)
    for changes in ({"text": "Zmieniona"}, {"resolved": "1"}, {"DELETE": "1"}):
        answer = client.post(edit_url(page), typed(page) | thread(id=str(foreign.pk), **changes))
        assert "Tajna uwaga" not in answer.getvalue().decode(), changes
        kept = Comment.objects.get(pk=foreign.pk)
        assert (kept.text, kept.resolved_at, kept.page_id) == ("Tajna uwaga", None, secret.pk), changes


def test_while_a_page_waits_nobody_comments_past_the_queue(city: SimpleNamespace, as_: SignIn) -> None:
    page = handed_over(city).page.specific
    for who in ("coordinator", "editor", "administrator", "root"):
        as_(getattr(city, who)).post(edit_url(page), typed(page) | thread())
        assert not Comment.objects.exists(), who


def test_addresses_that_clash_get_a_number_and_never_another_page(city: SimpleNamespace, as_: SignIn) -> None:
    first = news(city, title="Nabór", slug="nabor", live=True)
    client, address = as_(city.other), add_url(city, NewsPage)
    data = form_at(client, address, NewsPage, title="Nabór", slug="nabor", lead="Inny.", unit=str(city.sp.pk))
    assert client.post(address, data).status_code == 302
    second = NewsPage.objects.exclude(pk=first.pk).get(title="Nabór")
    assert second.slug == "nabor-2"
    third = news(city, title="Trzecia", unit=city.sp, by=city.other)
    answer = edit(client, third, slug="nabor")
    assert answer.status_code == 302
    assert NewsPage.objects.get(pk=third.pk).get_latest_revision_as_object().slug != "nabor"
    assert "Nabór trwa do końca miesiąca." in Client().get(first.url).getvalue().decode()


@pytest.mark.parametrize("model", [NewsPage, EventPage, CompetitionPage], ids=lambda model: model.__name__)
def test_previewing_in_the_editor_is_for_those_who_keep_it(city: SimpleNamespace, as_: SignIn, model: Any) -> None:
    page = draft_of(city, model, title=f"Tajemnica {SECRET} podglądu")
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    for who in ("other", "nobody"):
        client = as_(getattr(city, who))
        for answer in (client.get(address), client.post(address, {"title": "x"}), client.get(f"{address}?mode=")):
            assert answer.status_code in (302, 403), who
            assert SECRET not in answer.getvalue().decode()
    own = as_(city.deputy)
    own.post(address, form_at(own, edit_url(page), model))
    assert SECRET in own.get(address).getvalue().decode()
