"""A preview link for a reader without an account (scenario 37): one version, until its day, its own files only."""

from __future__ import annotations

import datetime as dt
import re
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

from coordination.models import AuditEntry
from publishing import actions, confinement, previews, transfers
from publishing.collections import collection_of
from publishing.models import PreviewLink, Stewardship
from publishing.states import LinkEnd
from tests.publishing.city import NOW, TUESDAY, as_read, fresh, news

SignIn = Callable[[Any], Client]
UNTIL = NOW + dt.timedelta(days=3)
LEAD = "Lead, którego jeszcze nikt nie zna."


@pytest.fixture(autouse=True)
def counts_anew(db: None) -> None:
    """The limits on opening and making links live in the cache."""
    cache.clear()


@pytest.fixture
def linked(city: SimpleNamespace) -> SimpleNamespace:
    city.draft = news(city, title="Szkic dla ekspertki", lead=LEAD)
    city.link, city.key = made(city.draft, city.coordinator)
    city.address = address_of(city.key)
    return city


def made(page: Any, by: Any, *, until: dt.datetime = UNTIL) -> tuple[PreviewLink, str]:
    return previews.make(page, for_whom="ekspertka", expires_at=until, by=fresh(by), now=NOW)


def address_of(key: str) -> str:
    return reverse("publishing_public:preview", args=[key])


def links_url(page: Any) -> str:
    return reverse("publishing:preview_links", args=[page.pk])


# -- making ---------------------------------------------------------------------------------------------------------


@pytest.mark.par(4, ust=1, pkt=1)
def test_the_address_is_shown_once_and_only_its_digest_is_kept(city: SimpleNamespace, as_: SignIn) -> None:
    page, client = news(city, lead=LEAD), as_(city.coordinator)
    assert links_url(page) in client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    answer = client.post(links_url(page), {"for_whom": "ekspertka z rady", "until_on": "2026-11-30"})
    assert answer.url == links_url(page)
    shown = client.get(links_url(page))
    address = shown.context["fresh"]["address"]
    assert address in shown.content.decode()
    assert client.get(links_url(page)).context["fresh"] is None
    row = PreviewLink.objects.get()
    assert (row.for_whom, row.created_by_name, row.created_at) == ("ekspertka z rady", "Ewelina Brodacka", NOW)
    assert row.revision_id == page.latest_revision_id
    assert f"{row.expires_at.astimezone(dt.timezone(dt.timedelta(hours=1))):%Y-%m-%d %H:%M}" == "2026-11-30 23:59"
    key = address.rstrip("/").rpartition("/")[2]
    assert key not in "".join(str(value) for value in PreviewLink.objects.values_list().get())
    assert LEAD in Client().get(address).content.decode()
    assert page.title not in AuditEntry.objects.get(verb="preview.make").label


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"for_whom": "", "until_on": "2026-11-30"}, "for_whom"),
        ({"for_whom": "x" * 161, "until_on": "2026-11-30"}, "for_whom"),
        ({"for_whom": "x\x00", "until_on": "2026-11-30"}, "for_whom"),
        ({"for_whom": "x", "until_on": ""}, "until_on"),
        ({"for_whom": "x", "until_on": "2026-11-22"}, "until_on"),
        ({"for_whom": "x", "until_on": "2026-12-24"}, "until_on"),
        ({"for_whom": "x", "until_on": "2026-02-30"}, "until_on"),
        ({"for_whom": "x", "until_on": "99999999999999999999"}, "until_on"),
        ({}, "for_whom"),
    ],
)
def test_what_is_wrong_is_said_at_the_field(
    city: SimpleNamespace, as_: SignIn, given: dict[str, str], field: str
) -> None:
    answer = as_(city.coordinator).post(links_url(news(city)), given)
    assert answer.status_code == 422
    assert answer.context["form"].errors[field]
    assert not PreviewLink.objects.exists()


@pytest.mark.parametrize(
    ("who", "may"),
    [
        ("coordinator", True),
        ("deputy", True),
        ("editor", True),
        ("administrator", True),
        ("head", False),
        ("other", False),
        ("monitor", False),
        ("nobody", False),
    ],
)
def test_links_are_made_and_revoked_by_who_may_edit(linked: SimpleNamespace, as_: SignIn, who: str, may: bool) -> None:
    client = as_(getattr(linked, who))
    client.post(links_url(linked.draft), {"for_whom": "x", "until_on": "2026-11-30"})
    assert PreviewLink.objects.count() == (2 if may else 1)
    client.post(reverse("publishing:revoke_preview", args=[linked.link.pk]))
    assert (Client().get(linked.address).status_code == 404) is may
    linked.link.refresh_from_db()
    assert (linked.link.end == LinkEnd.REVOKED) is may


def test_making_many_is_stopped(city: SimpleNamespace, as_: SignIn) -> None:
    page, client = news(city), as_(city.coordinator)
    for number in range(previews.MOST + 1):
        answer = client.post(links_url(page), {"for_whom": f"{number}", "until_on": "2026-11-30"})
    assert answer.status_code == 403
    assert "Unieważnij" in answer.content.decode()
    assert PreviewLink.objects.count() == previews.MOST


# -- opening --------------------------------------------------------------------------------------------------------


def test_it_shows_the_version_as_readers_will_see_it_under_a_ribbon(linked: SimpleNamespace) -> None:
    answer = Client().get(linked.address)
    text = answer.content.decode()
    assert answer.status_code == 200
    assert LEAD in text
    assert "<h1" in text
    assert "Podgląd wersji z: poniedziałek 23 listopada 2026, godz. 10:00" in text
    assert "Działa do: czwartek 26 listopada 2026" in text
    assert "nie jest publiczna" in text
    assert answer["X-Robots-Tag"] == "noindex, nofollow, noarchive"
    assert answer["Cache-Control"] == "no-store, private"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert '<meta name="robots" content="noindex, nofollow">' in text


def test_a_newer_version_is_not_shown(linked: SimpleNamespace) -> None:
    linked.draft.lead = "Nowszy lead."
    linked.draft.save_revision(user=linked.coordinator)
    text = Client().get(linked.address).content.decode()
    assert LEAD in text
    assert "Nowszy lead." not in text


def test_every_opening_is_counted_and_written_down_without_who_it_was(linked: SimpleNamespace, as_: SignIn) -> None:
    for _time in range(2):
        Client(HTTP_USER_AGENT="Mozilla/5.0 (X11)", REMOTE_ADDR="203.0.113.7").get(linked.address)
    assert Client().head(linked.address).status_code == 200
    linked.link.refresh_from_db()
    assert (linked.link.uses, linked.link.last_used_at) == (2, NOW)
    lines = AuditEntry.objects.filter(verb="preview.open")
    assert [line.at for line in lines] == [NOW, NOW]
    for line in lines:
        told = f"{line.actor_name} {line.note} {line.label} {line.about}"
        assert "203.0.113.7" not in told
        assert "Mozilla" not in told
        assert linked.key not in told
        assert line.version == str(linked.link.revision_id)
    shown = as_(linked.deputy).get(links_url(linked.draft)).content.decode()
    assert "otwarty 2 razy" in shown


def test_opening_without_end_is_stopped(linked: SimpleNamespace) -> None:
    client = Client()
    codes = [client.get(linked.address).status_code for _time in range(62)]
    assert (codes[0], codes[-1]) == (200, 429)
    assert "Zbyt wiele wejść" in client.get(linked.address).content.decode()


def test_only_looking_is_possible(linked: SimpleNamespace) -> None:
    for verb in ("post", "put", "delete", "patch"):
        assert getattr(Client(), verb)(linked.address).status_code == 405, verb


# -- its end --------------------------------------------------------------------------------------------------------


def ends_like_an_unknown_link(address: str) -> None:
    ended, unknown = Client().get(address), Client().get(address_of("x" * 32))
    assert (ended.status_code, ended.content) == (404, unknown.content)
    text = ended.content.decode()
    assert "Nie ma takiego podglądu" in text
    assert "Poproś o nowy link" in text
    assert Client().head(address).status_code == 404
    for header in ("X-Robots-Tag", "Referrer-Policy", "Cache-Control"):
        assert ended[header] == unknown[header]


def test_it_ends_at_its_minute(linked: SimpleNamespace, clock: Any) -> None:
    clock.move_to(UNTIL - dt.timedelta(seconds=1))
    assert Client().get(linked.address).status_code == 200
    clock.move_to(UNTIL)
    ends_like_an_unknown_link(linked.address)


@pytest.mark.parametrize("newer", [False, True])
def test_it_ends_at_publication_of_its_version_or_a_newer_one(linked: SimpleNamespace, newer: bool) -> None:
    if newer:
        linked.draft.lead = "Nowszy lead."
        linked.draft.save_revision(user=linked.coordinator)
    linked.draft.get_latest_revision().publish(skip_permission_checks=True)
    ends_like_an_unknown_link(linked.address)
    linked.link.refresh_from_db()
    assert (linked.link.end, linked.link.ended_by_name) == (LinkEnd.PUBLISHED, "")
    assert AuditEntry.objects.filter(verb="preview.end").exists()


def test_it_ends_with_the_page(linked: SimpleNamespace) -> None:
    Page.objects.get(pk=linked.draft.pk).specific.delete()
    ends_like_an_unknown_link(linked.address)


def test_it_ends_when_the_handoff_is_withdrawn(linked: SimpleNamespace) -> None:
    row = actions.hand_over(linked.draft, by=fresh(linked.coordinator), publish_at=TUESDAY, now=NOW)
    assert Client().get(linked.address).status_code == 200, "who reads for the unit may read while it waits"
    actions.withdraw(row, read=as_read(row), by=fresh(linked.coordinator), reason="Nieaktualne.", now=NOW)
    ends_like_an_unknown_link(linked.address)


def test_it_ends_when_a_public_page_is_taken_off(city: SimpleNamespace) -> None:
    page = news(city, live=True)
    page.lead = LEAD
    page.save_revision(user=city.coordinator)
    _link, key = made(page, city.coordinator)
    Page.objects.get(pk=page.pk).specific.unpublish()
    ends_like_an_unknown_link(address_of(key))


def test_it_ends_when_the_draft_is_limited_and_none_is_made_then(linked: SimpleNamespace, as_: SignIn) -> None:
    confinement.confine(linked.draft, people=[], reason="Poufne.", by=fresh(linked.coordinator), now=NOW)
    ends_like_an_unknown_link(linked.address)
    answer = as_(linked.coordinator).post(links_url(linked.draft), {"for_whom": "x", "until_on": "2026-11-30"})
    assert answer.status_code == 403
    assert PreviewLink.objects.count() == 1
    confinement.lift(linked.draft, by=fresh(linked.coordinator), now=NOW)
    ends_like_an_unknown_link(linked.address)


def test_it_ends_when_another_unit_answers_for_the_page(linked: SimpleNamespace) -> None:
    """Should the page come back to the unit, the link stays shut."""
    there, back = {"to": linked.sp, "reason": "sport"}, {"to": linked.kd, "reason": "jednak kultura"}
    for way in (there, back):
        transfers.entrust(linked.draft, **way, by=fresh(linked.administrator), now=NOW)
        ends_like_an_unknown_link(linked.address)
    linked.link.refresh_from_db()
    assert linked.link.end == LinkEnd.ENTRUSTED


def test_it_ends_when_the_unit_is_joined_to_another(linked: SimpleNamespace) -> None:
    Stewardship.objects.filter(page_id=linked.draft.pk).update(unit=linked.sp)
    ends_like_an_unknown_link(linked.address)


def test_it_is_the_units_and_outlives_the_office_of_who_made_it(linked: SimpleNamespace, as_: SignIn) -> None:
    linked.coordinator.is_active = False
    linked.coordinator.save()
    assert Client().get(linked.address).status_code == 200
    assert as_(linked.deputy).post(reverse("publishing:revoke_preview", args=[linked.link.pk])).status_code == 302
    ends_like_an_unknown_link(linked.address)


@pytest.mark.parametrize("key", ["x", "%00", "a" * 3000, "..", "ąę", "-1", "' OR 1=1"])
def test_nonsense_is_an_unknown_link(db: None, key: str) -> None:
    answer = Client().get(f"/podglad/{key}/")
    assert answer.status_code == 404, key


# -- pictures and files ---------------------------------------------------------------------------------------------


@pytest.fixture
def pictured(city: SimpleNamespace, settings: Any, tmp_path: Path) -> SimpleNamespace:
    """A draft with a picture and a file, a link to it; another draft's file beside them."""
    settings.MEDIA_ROOT = str(tmp_path)
    own = collection_of(city.kd)
    documents, images = get_document_model().objects, get_image_model().objects
    city.file = documents.create(title="Regulamin", file=ContentFile(b"tajne", name="regulamin.txt"), collection=own)
    city.foreign = documents.create(title="Inny", file=ContentFile(b"inne", name="inny.txt"), collection=own)
    city.image = images.create(title="Obraz", file=get_test_image_file("obraz.png"), collection=own)
    city.later = images.create(title="Późniejszy", file=get_test_image_file("potem.png"), collection=own)
    body = [("paragraph", RichText(f'<p><a linktype="document" id="{city.file.pk}">plik</a></p>'))]
    city.draft = news(city, title="Szkic", image=city.image, image_alt="opis", body=body)
    city.link, city.key = made(city.draft, city.coordinator)
    city.address = address_of(city.key)
    return city


def addresses_in(text: str, key: str) -> set[str]:
    return set(re.findall(rf'/podglad/{key}/[^"\s,]+', text))


def content(answer: Any) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def test_own_pictures_and_files_open_through_the_link_and_nowhere_else(pictured: SimpleNamespace) -> None:
    client = Client()
    text = client.get(pictured.address).content.decode()
    found = addresses_in(text, pictured.key)
    pictures = {address for address in found if "/obraz/" in address}
    files = {address for address in found if "/plik/" in address}
    assert pictures
    assert files
    for address in found:
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert answer["Cache-Control"] == "no-store, private"
        bare = address.replace(f"/podglad/{pictured.key}/obraz/", "/media/")
        if bare != address:
            assert client.get(bare).status_code == 404, bare
    assert content(client.get(files.pop())) == b"tajne"
    assert client.get(pictured.file.url).status_code == 404
    assert 'src="/media/' not in text
    assert pictured.file.url not in text


def test_what_the_version_does_not_show_stays_shut(pictured: SimpleNamespace) -> None:
    client = Client()
    pictured.draft.image = pictured.later
    pictured.draft.save_revision(user=pictured.coordinator)
    foreign = reverse("publishing_public:preview_document", args=[pictured.key, pictured.foreign.pk, "inny.txt"])
    later = pictured.later.get_rendition("width-100").file.name
    for address in (
        foreign,
        foreign.replace("inny.txt", "x.txt"),
        reverse("publishing_public:preview_picture", args=[pictured.key, later]),
        reverse("publishing_public:preview_picture", args=[pictured.key, pictured.image.file.name]),
        reverse("publishing_public:preview_picture", args=[pictured.key, "images/../documents/regulamin.txt"]),
        reverse(
            "publishing_public:preview_picture", args=["x" * 32, pictured.image.get_rendition("width-100").file.name]
        ),
        reverse("publishing_public:preview_document", args=["x" * 32, pictured.file.pk, "regulamin.txt"]),
    ):
        assert client.get(address).status_code == 404, address


def test_pictures_and_files_end_with_the_link_and_count_no_use(pictured: SimpleNamespace) -> None:
    found = addresses_in(Client().get(pictured.address).content.decode(), pictured.key)
    for address in found:
        Client().get(address)
    pictured.link.refresh_from_db()
    assert pictured.link.uses == 1
    previews.revoke(pictured.link, by=fresh(pictured.coordinator), now=NOW)
    assert found
    for address in found:
        assert Client().get(address).status_code == 404, address
