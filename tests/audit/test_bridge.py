"""What Wagtail's own screens change leaves one line each, with unit, right and version; the clock's deeds too."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.log_actions import log
from wagtail.models import Collection, Page

from coordination import audit
from coordination.models import AuditEntry, OfficeHours, Sphere
from coordination.standing import standing_of
from coordination.states import Outcome
from pages.models import NewsPage
from publishing import scheduling, upkeep
from publishing.collections import collection_of
from publishing.models import PublishingRight, Stewardship
from publishing.subjects import page_reference
from tests.publishing.city import NOW, TODAY, TUESDAY, approved, fresh, news
from tests.publishing.test_direct import create, edit

SignIn = Callable[[Any], Client]
Written = Callable[[], list[AuditEntry]]


@pytest.fixture
def written(city: SimpleNamespace) -> Written:
    """The lines written since the last look, oldest first; signing in is not what these tests ask about."""
    seen = {"pk": AuditEntry.objects.order_by("pk").values_list("pk", flat=True).last() or 0}

    def look() -> list[AuditEntry]:
        found = list(AuditEntry.objects.filter(pk__gt=seen["pk"]).exclude(verb="sign_in").order_by("pk"))
        seen["pk"] = found[-1].pk if found else seen["pk"]
        return found

    return look


def verbs_of(found: list[AuditEntry]) -> list[str]:
    return [entry.verb for entry in found]


def page_url(name: str, *args: Any) -> str:
    return reverse(f"wagtailadmin_pages:{name}", args=args)


# -- pages ----------------------------------------------------------------------------------------------------------


@pytest.mark.par(4, ust=1, pkt=1)
def test_a_direct_publication_names_the_very_right(city: SimpleNamespace, as_: SignIn, written: Written) -> None:
    edit(as_(city.coordinator), city.unit_page, lead="Dyżur we wtorki.", **{"action-publish": "1"})
    saved, line = written()
    city.unit_page.refresh_from_db()
    assert (saved.verb, line.verb) == ("page.edit", "page.publish")
    assert (line.about, line.label) == (page_reference(city.unit_page.pk), city.unit_page.title)
    assert (line.actor_name, line.actor_role, line.actor_unit_name) == (
        "Ewelina Brodacka",
        "koordynator",
        str(city.kd),
    )
    held = PublishingRight.objects.get(unit=city.kd, kind="unit")
    assert line.right_about == f"publishing.publishingright:{held.pk}"
    assert "§ 4 ust. 1 pkt 1" in line.right
    assert "polecenie Dyrektora SZ" in line.right
    assert line.version == str(city.unit_page.live_revision_id)


def test_a_new_page_is_one_line_of_its_unit(city: SimpleNamespace, as_: SignIn, written: Written) -> None:
    assert create(as_(city.coordinator), city, title="Nowa").status_code == 302
    [line] = written()
    assert (line.verb, line.unit_id, line.label) == ("page.create", city.kd.pk, "Nowa")
    assert "§ 4 ust. 1 pkt 1" in line.right


def test_autosaves_of_a_session_are_one_line(city: SimpleNamespace, as_: SignIn, written: Written) -> None:
    page, client = news(city), as_(city.coordinator)
    written()
    edit(client, page, lead="Pierwszy zapis.")
    revision = Page.objects.get(pk=page.pk).latest_revision_id
    for number in range(5):
        edit(client, page, lead=f"Zapis {number}.", overwrite_revision_id=revision)
    assert Page.objects.get(pk=page.pk).latest_revision_id == revision
    [line] = written()
    assert (line.verb, line.version) == ("page.edit", str(revision))
    edit(client, page, lead="Druga sesja.")
    assert verbs_of(written()) == ["page.edit"]


def unpublish(client: Client, city: SimpleNamespace) -> Page:
    """Our screens take content off with a ground; code and another host's screens may do it as Wagtail does."""
    UnpublishPageAction(city.unit_page, user=fresh(city.coordinator)).execute(skip_permission_checks=True)
    return city.unit_page


def delete(client: Client, city: SimpleNamespace) -> Page:
    client.post(page_url("delete", city.draft.pk))
    return city.draft


def copy(client: Client, city: SimpleNamespace) -> None:
    values = {"new_title": "Kopia", "new_slug": "kopia", "new_parent_page": city.news.pk}
    client.post(page_url("copy", city.draft.pk), values)


def move(client: Client, city: SimpleNamespace) -> Page:
    client.post(page_url("move_confirm", city.draft.pk, city.second.pk))
    return city.draft


def lock(client: Client, city: SimpleNamespace) -> Page:
    client.post(page_url("lock", city.draft.pk))
    return city.draft


def restrict(client: Client, city: SimpleNamespace) -> Page:
    client.post(page_url("set_privacy", city.draft.pk), {"restriction_type": "login"})
    return city.draft


def schedule(client: Client, city: SimpleNamespace) -> Page:
    """Screens offer no hour for direct publication; code and older versions may carry one."""
    city.unit_page.go_live_at = TUESDAY
    by = fresh(city.coordinator)
    city.unit_page.save_revision(user=by).publish(user=by)
    return city.unit_page


PAGE_DEEDS = {
    "page.unpublish": ("coordinator", unpublish),
    "page.delete": ("coordinator", delete),
    "page.copy": ("coordinator", copy),
    "page.move": ("root", move),
    "page.lock": ("editor", lock),
    "page.restrict": ("root", restrict),
    "page.schedule": ("coordinator", schedule),
}


@pytest.mark.parametrize("verb", PAGE_DEEDS)
def test_each_deed_on_a_page_is_one_line(city: SimpleNamespace, as_: SignIn, written: Written, verb: str) -> None:
    from pages.models import NewsIndexPage
    from tests.publishing.city import child

    city.draft = news(city, title="Szkic KD")
    city.second = child(city.home, NewsIndexPage(title="Archiwum", slug="archiwum"), city.sz)
    who, deed = PAGE_DEEDS[verb]
    written()
    page = deed(as_(getattr(city, who)), city)
    found = [line for line in written() if line.verb != "page.edit"]
    assert verbs_of(found) == [verb]
    assert found[0].unit_id == city.kd.pk
    assert found[0].actor_id == getattr(city, who).pk
    assert found[0].outcome == Outcome.DONE
    if page is not None:
        assert found[0].about == page_reference(page.pk)


# -- the clock ------------------------------------------------------------------------------------------------------


def test_the_clock_names_who_approved_and_who_agreed(city: SimpleNamespace, written: Written) -> None:
    """Scenario 66: not the clock alone, but on whose word."""
    row = approved(city)
    written()
    scheduling.run_once(TUESDAY)
    [line] = written()
    assert (line.verb, line.actor_name, line.at) == ("handoff.publish", "system", TUESDAY)
    assert "§ 4 ust. 1 pkt 2, na podstawie zatwierdzenia: Roman Redaktor" in line.right
    assert "termin uzgodnili: Ewelina Brodacka i Roman Redaktor" in line.right
    assert line.version == str(row.revision_id)


def test_what_a_unit_scheduled_itself_names_the_person_and_the_right(
    city: SimpleNamespace, as_: SignIn, written: Written, clock: Any
) -> None:
    schedule(as_(city.coordinator), city)
    promised = written()[-1]
    later = TUESDAY + dt.timedelta(minutes=1)
    clock.move_to(later, tick=False)
    scheduling.run_once(later)
    [line] = written()
    assert (promised.verb, line.verb, line.actor_name) == ("page.schedule", "page.go_live", "system")
    assert line.right == promised.right != ""
    assert line.right_about == promised.right_about != ""
    assert "Ewelina Brodacka" in line.note


def test_expiry_and_a_task_of_the_calendar_are_lines_of_the_clock(city: SimpleNamespace, written: Written) -> None:
    page = news(city, live=True, title="Wygasa")
    NewsPage.objects.filter(pk=page.pk).update(expire_at=NOW - dt.timedelta(minutes=5))
    scheduling.run_once(NOW)
    line = written()[-1]
    assert (line.verb, line.actor_name, line.unit_id) == ("page.expire", "system", city.kd.pk)
    Stewardship.objects.filter(page=city.unit_page).update(review_by=TODAY - dt.timedelta(days=1))
    upkeep.run_once(NOW)
    opened = [line for line in written() if line.about == page_reference(city.unit_page.pk)]
    assert verbs_of(opened) == ["task.open"]


# -- records, files, accounts ---------------------------------------------------------------------------------------


def post(client: Client, name: str, values: dict[str, Any], *args: Any) -> None:
    answer = client.post(reverse(name, args=args), values)
    assert answer.status_code in (200, 302), answer.content


def picture(name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, get_test_image_file().file.getvalue(), "image/png")


def upload_image(client: Client, city: SimpleNamespace) -> None:
    values = {"title": "Łąka", "file": picture("laka.png"), "collection": collection_of(city.kd).pk}
    post(client, "wagtailimages:add", values)


def upload_document(client: Client, city: SimpleNamespace) -> None:
    file = SimpleUploadedFile("regulamin.txt", b"tekst", "text/plain")
    post(client, "wagtaildocs:add", {"title": "Regulamin", "file": file, "collection": collection_of(city.kd).pk})


def change_document(client: Client, city: SimpleNamespace) -> None:
    values = {"title": "Nowy tytuł", "collection": collection_of(city.kd).pk, "tags": ""}
    post(client, "wagtaildocs:edit", values, city.document.pk)


def dictionary(client: Client, city: SimpleNamespace) -> None:
    sphere = Sphere.objects.order_by("pk").first()
    values = {"code": sphere.code, "name": "Zmieniona nazwa", "order": sphere.order}
    assert client.post(f"/admin/coordination/sphere/edit/{sphere.pk}/", values).status_code == 302


def phone_hours(client: Client, city: SimpleNamespace) -> None:
    person = city.coordinator.person.pk
    values = {"unit": city.kd.pk, "person": person, "weekday": "1", "opens": "9:00", "closes": "10:00"}
    post(client, "coordination_hours:add", values)


def new_account(client: Client, city: SimpleNamespace) -> None:
    values = {
        "username": "nowa.osoba",
        "email": "nowa@umk.example",
        "first_name": "Nowa",
        "last_name": "Osoba",
        "password1": "Bardzo-dlugie-haslo-17",
        "password2": "Bardzo-dlugie-haslo-17",
    }
    post(client, "wagtailusers_users:add", values)


def shut_account(client: Client, city: SimpleNamespace) -> None:
    user = city.nobody
    values = {"username": user.username, "email": user.email, "first_name": "Nikt", "last_name": "Ważny"}
    post(client, "wagtailusers_users:edit", values, user.pk)
    user.refresh_from_db()
    assert not user.is_active


def delete_account(client: Client, city: SimpleNamespace) -> None:
    post(client, "wagtailusers_users:delete", {}, city.nobody.pk)
    assert not get_user_model().objects.filter(username="nikt").exists()


def new_group(client: Client, city: SimpleNamespace) -> None:
    forms = {}
    for prefix in ("page_permissions", "document_permissions", "image_permissions", "collection_permissions"):
        forms |= {f"{prefix}-TOTAL_FORMS": 0, f"{prefix}-INITIAL_FORMS": 0, f"{prefix}-MAX_NUM_FORMS": 1000}
    post(client, "wagtailusers_groups:add", {"name": "goście", **forms})
    assert Group.objects.filter(name="goście").exists()


def redirection(client: Client, city: SimpleNamespace) -> None:
    values = {"old_path": "/stary", "redirect_link": "https://ngo.example/", "is_permanent": "on", "site": ""}
    post(client, "wagtailredirects:add", values)
    assert Redirect.objects.exists()


def collection(client: Client, city: SimpleNamespace) -> None:
    root = Collection.get_first_root_node()
    post(client, "wagtailadmin_collections:add", {"name": "Wspólne", "parent": root.pk})


def close_collection(client: Client, city: SimpleNamespace) -> None:
    values = {"restriction_type": "login"}
    post(client, "wagtailadmin_collections:set_privacy", values, collection_of(city.kd).pk)


THINGS = {
    "image.create": ("coordinator", upload_image, True),
    "document.create": ("coordinator", upload_document, True),
    "document.change": ("coordinator", change_document, True),
    "officehours.create": ("coordinator", phone_hours, True),
    "register.change": ("administrator", dictionary, False),
    "account.create": ("root", new_account, False),
    "account.change": ("root", shut_account, False),
    "account.delete": ("root", delete_account, False),
    "group.create": ("root", new_group, False),
    "redirect.create": ("root", redirection, False),
    "collection.create": ("root", collection, False),
    "collection.restrict": ("root", close_collection, True),
}


@pytest.mark.parametrize("verb", THINGS)
def test_each_deed_on_a_record_a_file_or_an_account_is_one_line(
    city: SimpleNamespace, as_: SignIn, written: Written, verb: str
) -> None:
    who, deed, of_unit = THINGS[verb]
    city.document = get_document_model().objects.create(
        title="Pismo", file=ContentFile(b"x", name="pismo.txt"), collection=collection_of(city.kd)
    )
    written()
    deed(as_(getattr(city, who)), city)
    [line] = written()
    assert line.verb == verb
    assert line.actor_id == getattr(city, who).pk
    assert line.unit_id == (city.kd.pk if of_unit else None)
    assert line.label
    assert line.right


def test_the_line_of_an_account_says_how_it_stands_now(city: SimpleNamespace, as_: SignIn, written: Written) -> None:
    shut_account(as_(city.root), city)
    [line] = written()
    assert line.note == "konto zawieszone"
    assert get_image_model()  # accounts and files are told apart by their models


def test_a_register_of_rights_writes_one_line_and_not_two(city: SimpleNamespace, as_: SignIn, written: Written) -> None:
    values = {"unit": city.kd.pk, "kind": "news", "from_on": "2026-11-23", "basis": "pismo", "person": "", "site": ""}
    post(as_(city.administrator), "publishing_rights:add", values)
    [line] = written()
    held = PublishingRight.objects.get(kind="news")
    assert (line.verb, line.right_about) == ("right.give", f"publishing.publishingright:{held.pk}")


def test_a_view_that_calls_a_deed_of_its_own_is_one_line(city: SimpleNamespace, written: Written) -> None:
    """Also for registers that this room has never heard of: Wagtail logs the view, the deed has told it."""
    by = standing_of(fresh(city.administrator))
    audit.write("designation.amend", now=NOW, about=city.kd, by=by, unit=city.kd)
    log(city.kd, "wagtail.edit", user=fresh(city.administrator))
    assert verbs_of(written()) == ["designation.amend"]
    log(city.kd, "wagtail.edit", user=fresh(city.root))
    assert verbs_of(written()) == ["unit.change"]


def test_phone_hours_are_deleted_with_a_line(city: SimpleNamespace, as_: SignIn, written: Written) -> None:
    phone_hours(as_(city.coordinator), city)
    written()
    post(as_(city.coordinator), "coordination_hours:delete", {}, OfficeHours.objects.get().pk)
    assert verbs_of(written()) == ["officehours.delete"]


# -- refusals -------------------------------------------------------------------------------------------------------


def test_repeated_refusals_are_counted_and_do_not_flood(
    city: SimpleNamespace, as_: SignIn, written: Written, clock: Any
) -> None:
    client = as_(city.other)
    for _time in range(25):
        assert client.get(page_url("edit", city.unit_page.pk)).status_code == 403
    lines = written()
    assert [(line.verb, line.times) for line in lines] == [("refuse", 1), ("refuse", 10)]
    assert {line.actor_name for line in lines} == {"Radosław Toporek"}
    clock.move_to(NOW + dt.timedelta(minutes=2), tick=False)
    client.get(page_url("edit", city.unit_page.pk))
    assert [line.times for line in written()] == [1]


def test_a_refusal_names_the_page_and_its_unit(city: SimpleNamespace, rf: Any, written: Written) -> None:
    from django.urls import resolve

    from coordination.verdict import Refused
    from publishing import denials as refusals
    from publishing.policies.verdicts import NOT_YOURS

    request = rf.get(page_url("edit", city.unit_page.pk))
    request.user, request.resolver_match = fresh(city.other), resolve(request.path)
    error = Refused(NOT_YOURS)
    refusals.record(request, error)
    refusals.record(request, error)  # the same refusal, met again by the next door
    [line] = written()
    assert (line.verb, line.outcome) == ("refuse", Outcome.REFUSED)
    assert (line.about, line.unit_id) == (page_reference(city.unit_page.pk), city.kd.pk)
    assert (line.actor_unit_id, line.actor_name) == (city.sp.pk, "Radosław Toporek")
    assert "Ta strona należy do innej komórki" in line.note
