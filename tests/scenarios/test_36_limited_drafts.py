"""A draft limited to named persons (scenario 36): nobody else opens, lists, finds, previews, chooses or counts it."""

from __future__ import annotations

import datetime as dt
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
from wagtail.models import Page, PageLogEntry, PageSubscription
from wagtail.test.utils.form_data import nested_form_data, streamfield

from coordination.models import AuditEntry, Designation, OutboxMessage
from coordination.verdict import Refused
from publishing import actions, confinement, scheduling, transfers
from publishing.collections import collection_of
from publishing.models import Confinement, Handoff
from publishing.states import Stage
from tests.publishing.city import FRIDAY, NOW, TUESDAY, as_read, fresh, news, officer, read_fields
from tests.publishing.test_direct import edit, typed
from tests.publishing.test_other_units import LISTS, addresses_of

SignIn = Callable[[Any], Client]
SECRET = "Tajne wyniki konkursu"
REASON = "Wyniki przed ogłoszeniem."
SHUT_OUT = ("deputy", "head", "administrator", "editor", "operator", "monitor", "director", "root")
"""People who read every other draft of KD."""


@pytest.fixture
def limited(city: SimpleNamespace) -> SimpleNamespace:
    """A draft of KD that only its coordinator sees."""
    city.draft = news(city, title=SECRET, lead=SECRET + " w treści")
    city.row = SimpleNamespace(page=city.draft)
    confinement.confine(city.draft, people=[], reason=REASON, by=fresh(city.coordinator), now=NOW)
    return city


def let_in(city: SimpleNamespace, *people: Any) -> None:
    confinement.let_in(city.draft, people=people, by=fresh(city.coordinator), now=NOW)


def url(name: str, *args: Any) -> str:
    return reverse(f"publishing:{name}", args=args)


# -- setting the limit ----------------------------------------------------------------------------------------------


@pytest.mark.par(4, ust=1, pkt=1)
def test_the_coordinator_limits_a_draft_in_two_steps(city: SimpleNamespace, as_: SignIn) -> None:
    page, client = news(city), as_(city.coordinator)
    address = url("confinement", page.pk)
    assert address in client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    given = {"people": [city.editor.pk], "reason": REASON}
    asked = client.post(address, given).content.decode()
    assert not Confinement.objects.exists(), "the first step only shows what will happen"
    for name in ("Ewelina Brodacka", "Roman Redaktor"):
        assert name in asked
    assert client.post(address, {**given, "confirmed": "1"}).url == address
    row = Confinement.objects.get()
    assert (row.begun_by_name, row.begun_at, row.unit, row.reason) == ("Ewelina Brodacka", NOW, city.kd, REASON)
    assert row.names == ["Ewelina Brodacka", "Roman Redaktor"], "whoever limits the draft stays in"
    entry = AuditEntry.objects.get(verb="draft.confine")
    assert page.title not in entry.label
    assert set(OutboxMessage.objects.values_list("to", flat=True)) == {"redaktor@umk.example"}
    told = OutboxMessage.objects.get()
    assert page.title not in told.subject + told.text + told.html


def test_the_form_keeps_what_was_typed_and_says_what_is_missing(city: SimpleNamespace, as_: SignIn) -> None:
    page, client = news(city), as_(city.deputy)
    answer = client.post(url("confinement", page.pk), {"people": [city.editor.pk], "reason": " "})
    assert answer.status_code == 422
    assert f'value="{city.editor.pk}"' in answer.content.decode()
    assert "checked" in answer.content.decode()
    for odd in ("x", "0", "-1", "9" * 40, "\x00"):
        assert client.post(url("confinement", page.pk), {"people": odd, "reason": "x"}).status_code == 422, odd
    assert not Confinement.objects.exists()


def test_only_people_with_an_office_here_are_named(city: SimpleNamespace, as_: SignIn) -> None:
    page, client = news(city), as_(city.coordinator)
    shown = client.get(url("confinement", page.pk)).content.decode()
    assert "Tomasz Zastępca" in shown
    assert "Radosław Toporek" not in shown
    given = {"people": [city.other.pk], "reason": REASON, "confirmed": "1"}
    assert client.post(url("confinement", page.pk), given).status_code == 422
    with pytest.raises(confinement.Refused):
        confinement.confine(page, people=[city.other], reason=REASON, by=fresh(city.coordinator), now=NOW)
    assert not Confinement.objects.exists()


@pytest.mark.parametrize("who", ["head", "other", "administrator", "editor", "monitor", "root"])
def test_nobody_but_the_units_coordinator_and_deputy_limits_its_drafts(
    city: SimpleNamespace, as_: SignIn, who: str
) -> None:
    page = news(city)
    answer = as_(getattr(city, who)).post(
        url("confinement", page.pk), {"people": [], "reason": REASON, "confirmed": "1"}
    )
    assert answer.status_code == 403
    assert not Confinement.objects.exists()


def test_structure_is_limited_by_the_portal_team(city: SimpleNamespace, as_: SignIn) -> None:
    given = {"people": [city.editor.pk], "reason": REASON, "confirmed": "1"}
    assert as_(city.coordinator).post(url("confinement", city.news.pk), given).status_code == 403
    assert as_(city.administrator).post(url("confinement", city.news.pk), given).status_code == 302
    assert as_(city.operator).get(reverse("wagtailadmin_pages:edit", args=[city.news.pk])).status_code in (302, 403)
    assert as_(city.coordinator).get(f"/admin/pages/{city.news.pk}/").status_code == 200, "the shelf stays in use"


def test_what_waits_for_publication_is_not_limited(city: SimpleNamespace) -> None:
    page = news(city)
    actions.hand_over(page, by=fresh(city.coordinator), publish_at=TUESDAY, now=NOW)
    with pytest.raises(confinement.Refused):
        confinement.confine(page, people=[], reason=REASON, by=fresh(city.coordinator), now=NOW)


# -- what the limit shuts -------------------------------------------------------------------------------------------


@pytest.mark.par(4, ust=1, pkt=1)
def test_no_address_of_the_page_opens_or_tells(limited: SimpleNamespace, as_: SignIn) -> None:
    for who in SHUT_OUT:
        client = as_(getattr(limited, who))
        data = {"title": "Przejęte", "slug": "x", "action-publish": "1"}
        addresses = addresses_of(limited, limited.draft)
        addresses |= {
            "confinement": url("confinement", limited.draft.pk),
            "name_people": url("name_people", limited.draft.pk),
            "preview_links": url("preview_links", limited.draft.pk),
        }
        for name, address in addresses.items():
            for answer in (client.get(address), client.post(address, data)):
                assert answer.status_code in (403, 405), (
                    f"{who} {name}: {answer.status_code} {getattr(answer, 'url', '')}"
                )
                assert SECRET not in answer.content.decode(), f"{who} {name}"
        kept = Page.objects.get(pk=limited.draft.pk)
        assert (kept.title, kept.live, kept.latest_revision_id) == (SECRET, False, limited.draft.latest_revision_id)


def test_the_refusal_says_who_lifts_it_and_whom_to_ask(limited: SimpleNamespace, as_: SignIn) -> None:
    for who in SHUT_OUT:
        answer = as_(getattr(limited, who)).get(reverse("wagtailadmin_pages:edit", args=[limited.draft.pk]))
        assert answer.status_code == 403
        text = answer.content.decode()
        for words in ("ograniczony do wskazanych osób", "Ewelina Brodacka", "Administrator portalu"):
            assert words in text


def reason_of(answer: Any) -> str:
    return answer.content.decode().partition('class="refused__reason">')[2].partition("<")[0]


def test_another_unit_does_not_even_learn_of_the_limit(limited: SimpleNamespace, as_: SignIn) -> None:
    client = as_(limited.other)
    there = client.get(url("confinement", limited.draft.pk))
    nowhere = client.get(url("confinement", 987654))
    assert (there.status_code, reason_of(there)) == (403, reason_of(nowhere))
    assert SECRET not in there.content.decode()


MORE_LISTS = (
    "/admin/pages/{news}/?q=Tajne",
    "/admin/api/main/pages/?search=Tajne&fields=*",
    "/admin/choose-page/?page_type=pages.newspage",
    "/admin/przekazania/",
    "/admin/przekazania/kolejka/",
    "/admin/szkice/ograniczone/",
    "/admin/raporty/aktualnosc/",
    "/admin/raporty/aktualnosc/eksport.csv",
)


def test_no_list_search_chooser_report_or_export_names_it(limited: SimpleNamespace, as_: SignIn) -> None:
    for who in SHUT_OUT:
        client = as_(getattr(limited, who))
        for address in (*LISTS, *MORE_LISTS):
            path = address.format(draft=limited.draft.pk, news=limited.news.pk)
            if "chosen-multiple" in path:
                continue  # by number: the gate's door, walked with the bulk actions below
            answer = client.get(path, headers={"accept": "application/json"} if "/api/" in path else {})
            assert answer.status_code in (200, 302, 400, 403, 404), f"{path} {answer.status_code}"
            assert SECRET not in answer.content.decode(), path


def test_the_named_persons_meet_it_where_the_others_do_not(limited: SimpleNamespace, as_: SignIn) -> None:
    """The walks above would pass with every door shut."""
    let_in(limited, limited.deputy, limited.administrator)
    for who in ("coordinator", "deputy", "administrator"):
        client = as_(getattr(limited, who))
        for address in (
            f"/admin/pages/{limited.news.pk}/",
            f"/admin/choose-page/{limited.news.pk}/",
            reverse("wagtailadmin_pages:edit", args=[limited.draft.pk]),
            url("confinements"),
        ):
            answer = client.get(address)
            assert answer.status_code == 200, f"{who} {address} {getattr(answer, 'url', '')}"
            assert SECRET in answer.content.decode(), f"{who} {address}"
    shown = as_(limited.deputy).get(f"/admin/pages/{limited.news.pk}/").content.decode()
    assert "Tylko dla wskazanych osób" in shown
    shown = as_(limited.deputy).get(reverse("wagtailadmin_pages:edit", args=[limited.draft.pk])).content.decode()
    assert "Tylko dla wskazanych osób" in shown
    answer = edit(as_(limited.deputy), limited.draft, lead="Dopisek zastępcy.")
    assert answer.status_code == 302, answer.context and answer.context["form"].errors


def test_the_editor_offers_a_named_person_only_what_works_on_a_limited_draft(
    limited: SimpleNamespace, as_: SignIn
) -> None:
    """Neither the limit again, nor a copy, nor a preview link: each would be refused."""
    screen = as_(limited.coordinator).get(reverse("wagtailadmin_pages:edit", args=[limited.draft.pk])).content.decode()
    assert SECRET in screen
    assert "Tylko dla wskazanych osób" in screen
    assert "Ogranicz szkic" not in screen
    assert url("preview_links", limited.draft.pk) not in screen
    assert reverse("wagtailadmin_pages:copy", args=[limited.draft.pk]) not in screen


def test_a_named_person_without_an_office_any_more_is_shut_out(limited: SimpleNamespace, as_: SignIn) -> None:
    let_in(limited, limited.deputy)
    Designation.objects.filter(person__user=limited.deputy).update(until_on=NOW.date() - dt.timedelta(days=1))
    answer = as_(limited.deputy).get(reverse("wagtailadmin_pages:edit", args=[limited.draft.pk]))
    assert answer.status_code in (302, 403)
    assert SECRET not in answer.content.decode()


def test_the_draft_of_a_public_page_is_shut_and_its_public_face_stays(city: SimpleNamespace, as_: SignIn) -> None:
    page = news(city, live=True, title="Konkurs ogłoszony")
    page.title = SECRET
    page.save_revision(user=city.coordinator)
    confinement.confine(page, people=[], reason=REASON, by=fresh(city.coordinator), now=NOW)
    city.draft = page
    city.row = SimpleNamespace(page=page)
    client = as_(city.administrator)
    for address in (
        f"/admin/pages/{city.news.pk}/",
        f"/admin/choose-page/{city.news.pk}/",
        "/admin/raporty/aktualnosc/",
    ):
        answer = client.get(address)
        shown = answer.json()["html"] if "choose" in address else answer.content.decode()
        assert SECRET not in shown, address
        assert "Konkurs ogłoszony" in shown, address
    for name, address in addresses_of(city, page).items():
        answer = client.get(address)
        assert answer.status_code == 403, name
        assert SECRET not in answer.content.decode(), name
    assert "Konkurs ogłoszony" in Client().get(page.url).content.decode()


def test_comments_go_to_the_named_only(city: SimpleNamespace) -> None:
    page = news(city)
    for user in (city.coordinator, city.deputy):
        PageSubscription.objects.create(page=page, user=user, comment_notifications=True)
    confinement.confine(page, people=[], reason=REASON, by=fresh(city.coordinator), now=NOW)
    told = PageSubscription.objects.filter(page=page, comment_notifications=True)
    assert [row.user for row in told] == [city.coordinator]


def test_a_limited_draft_is_not_copied_out_of_its_limit(limited: SimpleNamespace, as_: SignIn) -> None:
    address = reverse("wagtailadmin_pages:copy", args=[limited.draft.pk])
    for alias in ("", "on"):
        data = {"new_title": "Kopia", "new_slug": "kopia", "new_parent_page": limited.news.pk, "alias": alias}
        as_(limited.coordinator).post(address, data)
    assert not Page.objects.filter(slug="kopia").exists()


@pytest.fixture
def files(limited: SimpleNamespace, settings: Any, tmp_path: Path) -> SimpleNamespace:
    """A picture and a file that only the newest version of the limited draft shows."""
    settings.MEDIA_ROOT = str(tmp_path)
    cache.clear()
    own = collection_of(limited.kd)
    limited.file = get_document_model().objects.create(
        title=SECRET, file=ContentFile(b"tajne", name="tajne-wyniki.txt"), collection=own
    )
    limited.image = get_image_model().objects.create(
        title=SECRET, file=get_test_image_file("tajne.png"), collection=own
    )
    limited.picture = limited.image.get_rendition("width-100").url
    attachments = streamfield([("item", {"document": str(limited.file.pk), "title": ""})])
    body = streamfield([("files", {"title": "", "files": attachments})])
    answer = edit(
        as_client(limited.coordinator), limited.draft, image=str(limited.image.pk), image_alt="opis", body=body
    )
    assert answer.status_code == 302, answer.context and answer.context["form"].errors
    return limited


def as_client(user: Any) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_pictures_and_files_are_shut_like_the_draft(files: SimpleNamespace, as_: SignIn) -> None:
    for who in SHUT_OUT:
        client = as_(getattr(files, who))
        for address in (files.picture, files.file.url):
            assert client.get(address).status_code == 404, f"{who} {address}"
        for address in (
            reverse("wagtailimages:index"),
            reverse("wagtaildocs:index"),
            reverse("wagtailimages_chooser:choose"),
            reverse("wagtaildocs_chooser:choose"),
            reverse("wagtailimages:edit", args=[files.image.pk]),
            reverse("wagtaildocs:edit", args=[files.file.pk]),
            reverse("wagtailimages:image_usage", args=[files.image.pk]),
            reverse("wagtaildocs:document_usage", args=[files.file.pk]),
            reverse("wagtailimages_chooser:chosen", args=[files.image.pk]),
            reverse("wagtaildocs_chooser:chosen", args=[files.file.pk]),
        ):
            answer = client.get(address)
            assert SECRET not in answer.content.decode(), f"{who} {address}"
            assert "tajne-wyniki" not in answer.content.decode(), f"{who} {address}"
    own = as_(files.coordinator)
    assert [own.get(address).status_code for address in (files.picture, files.file.url)] == [200, 200]
    assert SECRET in own.get(reverse("wagtaildocs:index")).content.decode()


def test_pictures_and_files_open_again_with_the_limit_lifted(files: SimpleNamespace, as_: SignIn) -> None:
    confinement.lift(files.draft, by=fresh(files.coordinator), now=NOW)
    for address in (files.picture, files.file.url):
        assert as_(files.deputy).get(address).status_code == 200, address
        assert Client().get(address).status_code == 404, address


BULK = ("delete", "publish", "unpublish", "move")


def test_bulk_actions_name_it_to_nobody_and_touch_it_never(limited: SimpleNamespace, as_: SignIn) -> None:
    for who in SHUT_OUT:
        client = as_(getattr(limited, who))
        for action in BULK:
            address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
            for chosen in (f"?id={limited.draft.pk}", f"?id=all&childOf={limited.news.pk}"):
                for answer in (
                    client.get(f"{address}{chosen}&next=/admin/"),
                    client.post(f"{address}{chosen}&next=/admin/", {"chooser": limited.events.pk}),
                ):
                    assert SECRET not in answer.content.decode(), f"{who} {action} {chosen}"
            kept = Page.objects.get(pk=limited.draft.pk)
            assert (kept.live, kept.get_parent().pk) == (False, limited.news.pk), f"{who} {action}"


@pytest.mark.parametrize("who", ["administrator", "editor", "root"])
def test_everything_in_a_list_is_gathered_without_what_is_shut(files: SimpleNamespace, as_: SignIn, who: str) -> None:
    """«Select all in listing» is offered to the portal team, so it works; the limited draft and its files stay out."""
    news(files, title="Zwykła rzecz")
    own = {"title": "Zwykła rzecz", "collection": collection_of(files.kd)}
    get_image_model().objects.create(file=get_test_image_file("zwykly.png"), **own)
    get_document_model().objects.create(file=ContentFile(b"x", name="zwykly.txt"), **own)
    client = as_(getattr(files, who))
    for model, shelf in (
        ("wagtailcore.page", {"childOf": files.news.pk}),
        ("wagtailimages.image", {}),
        ("wagtaildocs.document", {}),
    ):
        address = reverse("wagtail_bulk_action", args=[*model.split("."), "delete"])
        answer = client.get(address, {"id": "all", "next": "/admin/", **shelf})
        assert answer.status_code == 200, f"{who} {model}"
        assert "Zwykła rzecz" in answer.content.decode()
        assert SECRET not in answer.content.decode(), f"{who} {model}"


def test_nobody_else_gathers_everything_in_a_list(limited: SimpleNamespace, as_: SignIn) -> None:
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    for who in ("coordinator", "deputy", "head", "other", "monitor"):
        answer = as_(getattr(limited, who)).get(address, {"id": "all", "childOf": limited.news.pk})
        assert answer.status_code == 403, who


def test_pages_that_fit_no_common_place_are_named_without_the_limited_one(
    limited: SimpleNamespace, as_: SignIn
) -> None:
    other = news(limited, title="Zwykły szkic")
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "move"])
    ids = [other.pk, limited.unit_page.pk]
    answer = as_(limited.administrator).get(address, {"id": ids})
    assert answer.status_code == 200
    shown = answer.content.decode()
    assert "Zwykły szkic" in shown
    assert SECRET not in shown


def test_the_log_of_wagtail_keeps_no_title_of_it(limited: SimpleNamespace, as_: SignIn) -> None:
    edit(as_(limited.coordinator), limited.draft, lead="Zmiana pod ograniczeniem.")
    shown = as_(limited.administrator).get("/admin/reports/site-history/").content.decode()
    assert SECRET not in shown


def test_the_log_of_wagtail_tells_no_title_from_before_the_limit(city: SimpleNamespace, as_: SignIn) -> None:
    """Of a public page it keeps the public title; of a draft that never was public, none."""
    public, draft = news(city, title="Jawny tytuł", live=True), news(city, title=SECRET)
    public.draft_title = public.title = SECRET
    public.save_revision(user=city.coordinator, log_action=True)
    assert SECRET in set(PageLogEntry.objects.filter(page_id=public.pk).values_list("label", flat=True))
    for page in (public, draft):
        specific = Page.objects.get(pk=page.pk).specific
        confinement.confine(specific, people=[], reason=REASON, by=fresh(city.coordinator), now=NOW)
    labels = dict(PageLogEntry.objects.values_list("page_id", "label"))
    assert (labels[public.pk], labels[draft.pk]) == ("Jawny tytuł", "szkic ograniczony")
    assert SECRET not in as_(city.administrator).get("/admin/reports/site-history/").content.decode()


def test_a_limited_draft_that_is_deleted_stays_sealed_in_the_book(limited: SimpleNamespace, as_: SignIn) -> None:
    """Its line of birth names it; after it is gone, too, only those who were named read that."""
    gone = as_(limited.coordinator).post(reverse("wagtailadmin_pages:delete", args=[limited.draft.pk]))
    assert gone.status_code == 302
    assert not Page.objects.filter(pk=limited.draft.pk).exists()
    assert SECRET in AuditEntry.objects.get(verb="page.create", about=f"wagtailcore.page:{limited.draft.pk}").label
    for who in ("administrator", "monitor", "root"):
        client = as_(getattr(limited, who))
        assert SECRET not in client.get(url("journal")).content.decode(), who
        assert SECRET not in client.get(f"{url('journal')}?q={SECRET}").content.decode().replace(
            f'value="{SECRET}"', ""
        )
    assert SECRET not in as_(limited.root).get("/admin/reports/site-history/").content.decode()
    history = as_(limited.coordinator).get(url("unit_history")).content.decode()
    assert SECRET in history, "whoever was named still reads it"


def test_what_quoted_the_title_before_the_limit_quotes_it_no_more(city: SimpleNamespace, as_: SignIn) -> None:
    """Closed handoffs, answered offers; also when the draft is deleted under its limit."""
    page = news(city, title=SECRET)
    past = actions.hand_over(page, by=fresh(city.coordinator), publish_at=TUESDAY, now=NOW)
    past = actions.withdraw(past, by=fresh(city.coordinator), read=as_read(past), reason="jeszcze nie", now=NOW)
    offered = transfers.offer(page, to=city.sp, by=fresh(city.coordinator), now=NOW, reason="sport")
    transfers.decline(offered, by=fresh(city.other), now=NOW)
    waiting = transfers.offer(page, to=city.sp, by=fresh(city.coordinator), now=NOW, reason="sport")
    confinement.confine(page, people=[], reason=REASON, by=fresh(city.coordinator), now=NOW)
    assert AuditEntry.objects.filter(verb="page.offer-withdrawn").exists()
    waiting.refresh_from_db()
    assert waiting.answer == "withdrawn"

    def nobody_reads_it() -> None:
        for who in ("deputy", "head", "other", "administrator", "monitor"):
            client = as_(fresh(getattr(city, who)))
            for name in ("unit_list", "transfers", "queue"):
                assert SECRET not in client.get(url(name)).content.decode(), (who, name)
            assert client.get(url("handoff", past.pk)).status_code == 403, who

    nobody_reads_it()
    page.refresh_from_db()
    page.delete()
    nobody_reads_it()
    assert as_(fresh(city.coordinator)).get(url("handoff", past.pk)).status_code == 200


def test_an_edit_under_the_limit_leaves_no_title_in_wagtails_log(limited: SimpleNamespace, as_: SignIn) -> None:
    edit(as_(limited.coordinator), limited.draft, title=SECRET + " po poprawce")
    assert not PageLogEntry.objects.filter(page_id=limited.draft.pk, label__contains=SECRET).exists()


# -- lifting --------------------------------------------------------------------------------------------------------


def test_the_book_keeps_titles_from_before_the_limit_to_the_named_persons(
    limited: SimpleNamespace, as_: SignIn
) -> None:
    """The line of the page's birth holds its title for ever; who may not know it neither reads nor finds it."""
    assert SECRET in AuditEntry.objects.get(verb="page.create", about=f"wagtailcore.page:{limited.draft.pk}").label
    about = f"?rzecz=wagtailcore.page:{limited.draft.pk}"
    for who in ("administrator", "root", "monitor", "director"):
        client = as_(getattr(limited, who))
        assert SECRET not in (whole := client.get(url("journal") + about).content.decode())
        assert "szkic ograniczony" in whole, "the line is there, its words are not"
        assert "szkic ograniczony" not in client.get(url("journal"), {"q": SECRET}).content.decode()
    confinement.lift(limited.draft, by=fresh(limited.coordinator), now=NOW)
    assert SECRET in as_(limited.administrator).get(url("journal") + about).content.decode()


def test_a_limited_draft_stays_with_its_unit_and_what_was_offered_is_taken_back(city: SimpleNamespace) -> None:
    """Another unit would learn the title, and the named persons would lose the page with their office there."""
    page = news(city, title=SECRET)
    offered = transfers.offer(page, to=city.sp, by=fresh(city.coordinator), now=NOW, reason="Przejęcie zadania.")
    assert offered.title == SECRET
    confinement.confine(page, people=[], reason=REASON, by=fresh(city.coordinator), now=NOW)
    offered.refresh_from_db()
    assert (offered.answer, SECRET in offered.title) == ("withdrawn", False)
    for who, give in (("coordinator", transfers.offer), ("administrator", transfers.entrust)):
        with pytest.raises(Refused, match="znieś ograniczenie"):
            give(page, to=city.sp, by=fresh(getattr(city, who)), now=NOW, reason="Przejęcie zadania.")


def test_whose_office_in_the_unit_ended_reads_no_title_in_the_list(limited: SimpleNamespace, as_: SignIn) -> None:
    """Named in the limit and at work in another unit since: the list of limited drafts is no way back."""
    let_in(limited, limited.deputy)
    assert SECRET in as_(limited.deputy).get(url("confinements")).content.decode()
    held = Designation.objects.filter(person__user=limited.deputy)
    held.update(until_on=NOW.date() - dt.timedelta(days=1))
    Designation.objects.create(
        person=held.get().person, unit=limited.sp, office="deputy", from_on=NOW.date(), until_on=None
    )
    assert SECRET not in as_(limited.deputy).get(url("confinements")).content.decode()


@pytest.mark.parametrize("who", ["other", "administrator"])
def test_more_ticks_than_anybody_makes_hide_no_draft_of_others(limited: SimpleNamespace, as_: SignIn, who: str) -> None:
    """Hundreds of pages that need no judgement before the one that is shut to the person."""
    page = limited.draft if who == "administrator" else news(limited, title=SECRET)
    ids = [*[str(number) for number in range(900_000, 900_600)], str(page.pk)]
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    answer = as_(getattr(limited, who)).get(address, {"id": ids})
    assert answer.status_code == 403
    assert SECRET not in answer.content.decode()


@pytest.mark.parametrize("who", ["administrator", "root"])
def test_an_administrator_lifts_with_a_remark_and_sees_nothing_before(
    limited: SimpleNamespace, as_: SignIn, who: str
) -> None:
    client = as_(getattr(limited, who))
    assert url("lift", limited.draft.pk) in client.get(url("confinements")).content.decode()
    shown = client.get(url("lift", limited.draft.pk)).content.decode()
    assert SECRET not in shown
    assert REASON in shown
    empty = client.post(url("lift", limited.draft.pk), {"lift-remark": " "})
    assert empty.status_code == 422
    assert Confinement.objects.in_force().exists()
    done = client.post(url("lift", limited.draft.pk), {"lift-remark": "Koordynatorka na urlopie."})
    assert done.status_code == 302
    row = Confinement.objects.get()
    assert (row.lifted_at, row.remark, row.lifted_automatically) == (NOW, "Koordynatorka na urlopie.", False)
    assert AuditEntry.objects.get(verb="draft.lift").note == "Koordynatorka na urlopie."
    letter = OutboxMessage.objects.get(kind="draft.limit_lifted")
    assert letter.to == "koordynator.kd@umk.example"
    assert "Koordynatorka na urlopie." in letter.text
    assert client.get(reverse("wagtailadmin_pages:edit", args=[limited.draft.pk])).status_code == 200


@pytest.mark.parametrize("who", ["deputy", "head", "editor", "operator", "monitor", "director", "other"])
def test_nobody_else_lifts(limited: SimpleNamespace, as_: SignIn, who: str) -> None:
    client = as_(getattr(limited, who))
    assert client.post(url("lift", limited.draft.pk), {"lift-remark": "Bo tak."}).status_code == 403
    assert Confinement.objects.in_force().exists()


def test_a_named_person_lifts_at_any_time_and_the_others_hear_of_it(limited: SimpleNamespace, as_: SignIn) -> None:
    let_in(limited, limited.deputy)
    assert as_(limited.deputy).post(url("lift", limited.draft.pk), {"lift-remark": ""}).status_code == 302
    assert {row.to for row in OutboxMessage.objects.filter(kind="draft.limit_lifted")} == {"koordynator.kd@umk.example"}
    assert as_(limited.operator).get(reverse("wagtailadmin_pages:edit", args=[limited.draft.pk])).status_code == 200


def test_who_is_named_may_change(limited: SimpleNamespace, as_: SignIn) -> None:
    client = as_(limited.coordinator)
    client.post(url("name_people", limited.draft.pk), {"people": [limited.deputy.pk, limited.head.pk]})
    assert set(Confinement.objects.get().names) == {"Ewelina Brodacka", "Tomasz Zastępca", "Maria Kierująca"}
    as_(limited.deputy).post(url("name_people", limited.draft.pk), {"people": [limited.coordinator.pk]})
    assert set(Confinement.objects.get().names) == {"Ewelina Brodacka", "Tomasz Zastępca"}
    assert as_(limited.head).post(url("name_people", limited.draft.pk), {"people": []}).status_code == 403
    assert "+ Tomasz Zastępca" in AuditEntry.objects.filter(verb="draft.name").last().note


# -- handing over ---------------------------------------------------------------------------------------------------


def hand_over(client: Client, page: Any, **data: Any) -> Any:
    return client.post(
        url("hand_over", page.pk),
        {"publish_at_0": "2026-11-25", "publish_at_1": "09:00", "note": "Proszę o pilną lekturę.", **data},
    )


@pytest.mark.par(4, ust=1, pkt=2)
def test_handing_over_asks_who_reads_it_and_names_the_reviewer(limited: SimpleNamespace, as_: SignIn) -> None:
    client = as_(limited.coordinator)
    shown = client.get(url("hand_over", limited.draft.pk)).content.decode()
    assert "Roman Redaktor" in shown
    assert "Olga Operator" not in shown, "an operator does not approve"
    refused = hand_over(client, limited.draft)
    assert refused.status_code == 422
    assert not Handoff.objects.exists()
    assert hand_over(client, limited.draft, reviewers=[limited.editor.pk]).status_code == 302
    row = Handoff.objects.get()
    assert row.stage == Stage.QUEUED
    assert SECRET not in row.title
    assert "Roman Redaktor" in Confinement.objects.get().names
    letters = OutboxMessage.objects.filter(kind="handoff.handed_over")
    assert {letter.to for letter in letters} == {"redaktor@umk.example"}
    assert all(SECRET not in letter.subject + letter.text + letter.html for letter in letters)
    assert not AuditEntry.objects.filter(label__contains=SECRET, at__gte=NOW, verb__startswith="handoff").exists()


def test_only_reviewers_of_such_content_are_offered(limited: SimpleNamespace) -> None:
    """An editor of competitions could be named, and nobody could decide then."""
    officer("redaktor.konkursow", "Kinga Konkursowa", "redaktor", kinds=["competition"])
    offered = [user.get_full_name() for user in confinement.reviewers(limited.draft, on=NOW.date())]
    assert "Roman Redaktor" in offered
    assert "Kinga Konkursowa" not in offered


@pytest.mark.par(4, ust=2)
def test_the_queue_shows_it_to_others_without_title_and_opens_only_for_the_reviewer(
    limited: SimpleNamespace, as_: SignIn
) -> None:
    hand_over(as_(limited.coordinator), limited.draft, reviewers=[limited.editor.pk])
    row = Handoff.objects.get()
    for who in ("administrator", "operator", "monitor", "director", "root"):
        client = as_(getattr(limited, who))
        queue = client.get(url("queue")).content.decode()
        assert "Szkic ograniczony" in queue, who
        assert url("handoff", row.pk) not in queue, who
        for name in ("handoff", "material"):
            answer = client.get(url(name, row.pk))
            assert answer.status_code == 403, f"{who} {name}"
            assert SECRET not in answer.content.decode()
        for name in ("propose", "accept", "approve", "send_back", "unschedule", "withdraw"):
            given = {**read_fields(row), "return-comment": "x", "withdraw-reason": "x"}
            assert client.post(url(name, row.pk), given).status_code == 403, f"{who} {name}"
        assert SECRET not in client.get("/admin/").content.decode()
        assert "Szkic ograniczony" not in client.get("/admin/").content.decode(), "not counted among what waits"
    deputy = as_(limited.deputy)
    assert SECRET not in deputy.get(url("unit_list")).content.decode()
    reviewer = as_(limited.editor)
    assert SECRET in reviewer.get(url("queue")).content.decode()
    assert SECRET in reviewer.get(url("handoff", row.pk)).content.decode()
    assert SECRET in reviewer.get(url("material", row.pk)).content.decode()
    assert reviewer.post(url("approve", row.pk), read_fields(row)).status_code == 302


def test_publication_lifts_the_limit_and_tells_everybody_the_title(
    limited: SimpleNamespace, as_: SignIn, clock: Any
) -> None:
    hand_over(as_(limited.coordinator), limited.draft, reviewers=[limited.editor.pk])
    row = Handoff.objects.get()
    as_(limited.editor).post(url("approve", row.pk), read_fields(row))
    clock.move_to(FRIDAY)
    scheduling.run_once(FRIDAY)
    found = Confinement.objects.get()
    assert (found.lifted_automatically, found.lifted_by_name) == (True, "")
    row.refresh_from_db()
    assert (row.stage, row.title) == (Stage.PUBLISHED, SECRET)
    told = OutboxMessage.objects.filter(kind="handoff.published")
    assert {letter.to for letter in told} >= {"zastepca.kd@umk.example", "administrator@umk.example"}
    assert all(SECRET in letter.text for letter in told)
    assert SECRET in Client().get(limited.draft.url).content.decode()
    assert as_(limited.deputy).get(reverse("wagtailadmin_pages:edit", args=[limited.draft.pk])).status_code == 200


def test_a_direct_publication_lifts_it_too(city: SimpleNamespace, as_: SignIn) -> None:
    confinement.confine(city.unit_page, people=[], reason=REASON, by=fresh(city.coordinator), now=NOW)
    assert edit(as_(city.deputy), city.unit_page, **{"action-publish": "1"}).status_code == 403
    answer = edit(as_(city.coordinator), city.unit_page, lead="Nowy lead.", **{"action-publish": "1"})
    assert answer.status_code == 302, answer.context and answer.context["form"].errors
    assert Confinement.objects.get().lifted_automatically


def test_a_reserved_item_is_not_delivered_without_a_reviewer(city: SimpleNamespace, as_: SignIn) -> None:
    dates = actions.Dates(FRIDAY, FRIDAY.date())
    row = actions.reserve(title=SECRET, unit=city.kd, kind="news", dates=dates, by=fresh(city.coordinator), now=NOW)
    client = as_(city.coordinator)
    client.post(url("start_material", row.pk))
    row.refresh_from_db()
    page = row.page.specific
    page.lead = "Treść."
    page.save_revision(user=city.coordinator)
    confinement.confine(page, people=[], reason=REASON, by=fresh(city.coordinator), now=NOW)
    row.refresh_from_db()
    assert SECRET not in row.title
    refused = client.post(url("deliver", row.pk))
    assert refused.status_code == 403
    assert "recenzenta" in refused.content.decode()
    confinement.let_in(page, people=[city.editor], by=fresh(city.coordinator), now=NOW)
    assert client.post(url("deliver", row.pk)).status_code == 302
    with pytest.raises(confinement.Refused):  # a reviewer stays while it waits
        confinement.name_people(page, people=[], by=fresh(city.coordinator), now=NOW)


def test_the_title_comes_back_when_the_limit_is_lifted(limited: SimpleNamespace, as_: SignIn) -> None:
    hand_over(as_(limited.coordinator), limited.draft, reviewers=[limited.editor.pk])
    confinement.lift(limited.draft, by=fresh(limited.coordinator), now=NOW)
    assert Handoff.objects.get().title == SECRET
    assert SECRET in as_(limited.administrator).get(url("queue")).content.decode()


# -- forged numbers -------------------------------------------------------------------------------------------------


def test_a_limited_draft_is_not_linked_by_its_number(limited: SimpleNamespace, as_: SignIn) -> None:
    action = {"text": "Idź", "page": str(limited.draft.pk), "url": "", "note": ""}
    data = typed(title="Odkryte", slug="odkryte", body=streamfield([("action", action)]))
    for who in ("deputy", "administrator", "root"):
        address = reverse("wagtailadmin_pages:add", args=["pages", "newspage", limited.news.pk])
        answer = as_(getattr(limited, who)).post(address, data | {"unit": str(limited.kd.pk)})
        assert answer.status_code == 403, f"{who} {getattr(answer, 'url', '')}"
        assert limited.draft.title not in answer.content.decode()
        assert not Page.objects.filter(slug="odkryte").exists()


@pytest.mark.parametrize("who", ["deputy", "administrator", "root"])
def test_autosave_and_editing_sessions_are_refused(limited: SimpleNamespace, as_: SignIn, who: str) -> None:
    client = as_(getattr(limited, who))
    saved = client.post(
        reverse("wagtailadmin_pages:edit", args=[limited.draft.pk]),
        typed(limited.draft, title="Nadpisane"),
        headers={"accept": "application/json"},
    )
    assert saved.status_code == 403
    assert SECRET not in saved.content.decode()
    ping = reverse("wagtailadmin_editing_sessions:ping", args=["wagtailcore", "page", limited.draft.pk, 1])
    assert client.post(ping, nested_form_data({})).status_code in (302, 403, 404)
    assert Page.objects.get(pk=limited.draft.pk).latest_revision_id == limited.draft.latest_revision_id


def test_the_staff_list_asks_as_much_for_many_limits_as_for_few(
    limited: SimpleNamespace, as_: SignIn, django_assert_max_num_queries: Any
) -> None:
    client, address = as_(limited.deputy), f"/admin/pages/{limited.news.pk}/"
    client.get(address)
    with django_assert_max_num_queries(60) as few:
        client.get(address)
    for _number in range(6):
        page = news(limited)
        confinement.confine(page, people=[], reason=REASON, by=fresh(limited.coordinator), now=NOW)
    with django_assert_max_num_queries(len(few)):
        client.get(address)
