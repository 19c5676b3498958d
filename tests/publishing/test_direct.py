"""Within granted rights: edit, publish, public in the same request; without them nothing goes public (§ 4 ust. 1)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, streamfield

from coordination.models import Designation
from pages.models import NewsPage
from publishing import actions
from publishing.models import Handoff, PublicChange, PublishingRight, Stewardship
from publishing.states import Stage
from tests.publishing.city import KINDS, NOW, as_read, fresh, handed_over, news

SignIn = Callable[[Any], Client]


def typed(page: Any = None, **values: Any) -> dict[str, Any]:
    """What a browser would send for a page: the fields of its form, with changes."""
    given = {
        "title": page.title if page else "Nowa aktualność",
        "slug": page.slug if page else "nowa-aktualnosc",
        "lead": "Co się zmienia i dla kogo.",
        "body": streamfield([]),
        "scope": streamfield([]),
        "topics": "",
        "change_note": "",
        "comments": nested_form_data({"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 1000}),
    }
    if page is not None and hasattr(page, "subject_id"):
        given["subject"] = page.subject_id
    return nested_form_data({**given, **values})


def edit(client: Client, page: Any, **values: Any) -> Any:
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), typed(page, **values))


def create(client: Client, city: SimpleNamespace, **values: Any) -> Any:
    address = reverse("wagtailadmin_pages:add", args=["pages", "newspage", city.news.pk])
    return client.post(address, typed(**values))


@pytest.mark.par(4, ust=1, pkt=1)
def test_the_coordinator_publishes_the_units_page_in_the_same_request(city: SimpleNamespace, as_: SignIn) -> None:
    client = as_(city.coordinator)
    shown = client.get(reverse("wagtailadmin_pages:edit", args=[city.unit_page.pk])).content.decode()
    assert shown.index('name="action-publish"') < shown.index('name="action-hand-over"'), "one's own right comes first"
    answer = edit(client, city.unit_page, lead="Dyżur we wtorki.", change_note="Nowy dyżur.", **{"action-publish": "1"})
    assert answer.status_code == 302, answer.context and answer.context["form"].errors
    public = Client().get(city.unit_page.url).content.decode()
    assert "Dyżur we wtorki." in public
    change = PublicChange.objects.filter(page_id=city.unit_page.pk).first()
    assert (change.publisher_name, change.unit_name, change.note) == ("Ewelina Brodacka", str(city.kd), "Nowy dyżur.")
    assert change.right == "§ 4 ust. 1 pkt 1"


@pytest.mark.par(4, ust=1, pkt=2)
def test_what_is_ones_own_right_may_be_handed_over_all_the_same(city: SimpleNamespace, as_: SignIn) -> None:
    client = as_(city.coordinator)
    answer = edit(client, city.unit_page, lead="Dyżur we wtorki.", **{"action-hand-over": "1"})
    assert answer.url == reverse("publishing:hand_over", args=[city.unit_page.pk])
    assert client.get(answer.url).status_code == 200


@pytest.mark.par(4, ust=1, pkt=2)
def test_news_beyond_rights_offers_to_hand_over_and_never_goes_public(city: SimpleNamespace, as_: SignIn) -> None:
    page, client = news(city), as_(city.coordinator)
    shown = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert 'name="action-publish"' not in shown
    assert "Przekaż do publikacji" in shown
    edit(client, page, **{"action-publish": "1"})
    assert not Page.objects.get(pk=page.pk).live
    answer = edit(client, page, lead="Lepszy lead.", **{"action-hand-over": "1"})
    assert answer.url == reverse("publishing:hand_over", args=[page.pk])


@pytest.mark.par(4, ust=1, pkt=2)
def test_a_returned_page_is_corrected_and_handed_over_again_in_one_click(city: SimpleNamespace, as_: SignIn) -> None:
    page, client = news(city), as_(city.coordinator)
    row = handed_over(city, page)
    remarks = {"lead": "Brakuje telefonu."}
    actions.send_back(
        row, read=as_read(row), by=fresh(city.editor), comment="Proszę dodać telefon.", remarks=remarks, now=NOW
    )
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    shown = client.get(address).content.decode()
    assert "Proszę dodać telefon." in shown
    assert 'href="#id_lead"' in shown
    assert "Ta strona czeka na publikację" not in shown, "it was returned and waits for nobody else"
    assert "Ta strona została zwrócona do poprawy." in shown
    answer = edit(client, page, lead="Nabór trwa, telefon 12 000 00 21.", **{"action-hand-over": "1"})
    row.refresh_from_db()
    assert answer.url == reverse("publishing:handoff", args=[row.pk])
    assert (row.stage, row.revision_id) == (Stage.QUEUED, Page.objects.get(pk=page.pk).latest_revision_id)


@pytest.mark.par(4, ust=1, pkt=2)
@pytest.mark.parametrize("who", ["coordinator", "administrator", "root"])
def test_creating_with_publish_leaves_no_live_page(city: SimpleNamespace, as_: SignIn, who: str) -> None:
    client = as_(getattr(city, who))
    create(client, city, unit=city.kd.pk, **{"action-publish": "1"})
    assert not NewsPage.objects.filter(title="Nowa aktualność", live=True).exists()
    saved = create(client, city, unit=city.kd.pk)
    assert saved.status_code == 302, saved.context and saved.context["form"].errors
    page = NewsPage.objects.get(title="Nowa aktualność", live=False)
    assert Stewardship.objects.get(page_id=page.pk).unit == city.kd


def test_a_page_cannot_be_created_for_another_unit(city: SimpleNamespace, as_: SignIn) -> None:
    create(as_(city.coordinator), city, unit=city.sp.pk)
    assert not Stewardship.objects.filter(unit=city.sp, kind="news").exists()


def test_units_do_not_create_structure(city: SimpleNamespace, as_: SignIn) -> None:
    address = reverse("wagtailadmin_pages:add", args=["pages", "eventindexpage", city.home.pk])
    as_(city.coordinator).post(address, typed(title="Druga lista", slug="druga"))
    assert not Page.objects.filter(title="Druga lista").exists()


@pytest.mark.par(4, ust=1, pkt=1)
def test_a_right_for_news_opens_publishing_from_its_day(city: SimpleNamespace, as_: SignIn) -> None:
    right = PublishingRight.objects.create(
        unit=city.kd, kind="news", from_on=NOW.date() + dt.timedelta(days=1), basis="polecenie", granted_by="SZ"
    )
    client = as_(city.coordinator)
    create(client, city, **{"action-publish": "1"})
    assert not NewsPage.objects.filter(live=True).exists()
    right.from_on = NOW.date()
    right.save()
    answer = create(client, city, title="Od dziś", slug="od-dzis", **{"action-publish": "1"})
    assert answer.status_code == 302, answer.context and answer.context["form"].errors
    assert NewsPage.objects.get(title="Od dziś").live


@pytest.mark.par(3, pkt=2)
def test_incomplete_content_is_not_published_directly(city: SimpleNamespace, as_: SignIn) -> None:
    client = as_(city.coordinator)
    answer = edit(client, city.unit_page, lead="", **{"action-publish": "1"})
    assert answer.status_code == 200
    assert "§ 5 pkt 1" in str(answer.context["form"].errors["scope"])
    city.unit_page.refresh_from_db()
    assert city.unit_page.lead == "Jak działamy z organizacjami."


@pytest.mark.par(4, ust=2)
def test_incomplete_content_is_not_handed_over(city: SimpleNamespace, as_: SignIn) -> None:
    page = news(city, lead="")
    address = reverse("publishing:hand_over", args=[page.pk])
    client = as_(city.coordinator)
    assert "Przed przekazaniem trzeba uzupełnić materiał" in client.get(address).content.decode()
    answer = client.post(address, {"publish_at_0": "2026-11-25", "publish_at_1": "09:00"})
    assert answer.status_code == 422
    assert not Handoff.objects.exists()


@pytest.mark.par(4, ust=2)
@pytest.mark.parametrize("who", ["coordinator", "deputy", "administrator", "root"])
def test_what_waits_for_publication_is_not_edited_deleted_moved_or_taken_off(
    city: SimpleNamespace, as_: SignIn, who: str
) -> None:
    page = news(city, live=True, title="Publiczna")
    page.lead = "Zmiana."
    page.save_revision(user=city.coordinator)
    row = handed_over(city, page)
    client = as_(getattr(city, who))
    edit(client, page, title="Podmiana")
    for name in ("delete", "unpublish"):
        client.post(reverse(f"wagtailadmin_pages:{name}", args=[page.pk]))
    client.post(reverse("wagtailadmin_pages:move_confirm", args=[page.pk, city.events.pk]))
    client.post(reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, row.revision_id]), typed(page))
    kept = Page.objects.get(pk=page.pk)
    assert (kept.title, kept.live, kept.get_parent().pk) == ("Publiczna", True, city.news.pk)
    assert kept.latest_revision_id == row.revision_id


def test_the_refusal_tells_to_withdraw_first(city: SimpleNamespace, as_: SignIn) -> None:
    row = handed_over(city)
    answer = as_(city.coordinator).post(reverse("wagtailadmin_pages:delete", args=[row.page_id]))
    assert Page.objects.filter(pk=row.page_id).exists()
    assert answer.status_code == 403
    assert "Najpierw trzeba wycofać przekazanie" in answer.content.decode()


def test_an_ended_office_hands_nothing_over_and_the_draft_stays(city: SimpleNamespace, as_: SignIn) -> None:
    page, client = news(city), as_(city.coordinator)
    Designation.objects.filter(person__user=city.coordinator).update(until_on=NOW.date() - dt.timedelta(days=1))
    answer = client.post(
        reverse("publishing:hand_over", args=[page.pk]), {"publish_at_0": "2026-11-25", "publish_at_1": "09:00"}
    )
    assert answer.status_code in (302, 403)
    assert not Handoff.objects.exists()
    assert as_(fresh(city.deputy)).get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 200


def test_a_scheduled_item_of_someone_who_left_is_published_on_time(city: SimpleNamespace) -> None:
    from publishing import scheduling
    from tests.publishing.city import TUESDAY, approved

    row = approved(city)
    city.coordinator.is_active = False
    city.coordinator.save()
    scheduling.run_once(TUESDAY)
    row.refresh_from_db()
    assert row.stage == Stage.PUBLISHED


@pytest.mark.par(4, ust=2)
@pytest.mark.parametrize("kind", KINDS)
def test_a_reservation_of_any_kind_begins_a_draft_or_says_why_not(
    city: SimpleNamespace, as_: SignIn, kind: str
) -> None:
    from publishing import actions
    from tests.publishing.city import FRIDAY

    dates = actions.Dates(FRIDAY, FRIDAY.date())
    row = actions.reserve(title="Zapowiedź", unit=city.kd, kind=kind, dates=dates, by=city.coordinator, now=NOW)
    answer = as_(city.coordinator).post(reverse("publishing:start_material", args=[row.pk]))
    row.refresh_from_db()
    if answer.status_code == 302:
        assert Stewardship.objects.get(page_id=row.page_id).unit == city.kd
    else:
        assert answer.status_code == 403
        assert row.page_id is None
