"""What is queued or scheduled is not deleted, moved or taken off; withdrawing comes first (scenario 12)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from coordination.deadlines import office_calendar
from coordination.models import OutboxMessage
from pages.models import NewsPage
from publishing import slots
from publishing.models import Handoff, PublishingRight
from publishing.states import Stage
from tests.publishing.city import NOW, TUESDAY, approved, fresh, handed_over, news, read_fields
from tests.scenarios.routes import api, bulk, schedule

SignIn = Callable[[Any], Client]
PEOPLE = ("coordinator", "deputy", "administrator", "editor", "root")


def in_stage(city: SimpleNamespace, stage: str) -> Handoff:
    """A change of a public page in the stage."""
    page = news(city, live=True, title="Publiczna")
    page.lead = "Zmiana."
    page.save_revision(user=city.coordinator)
    row = handed_over(city, page) if stage == Stage.QUEUED else approved(city, page)
    if stage == Stage.FAILED:
        Handoff.objects.filter(pk=row.pk).update(stage=Stage.FAILED, failure="brak miejsca")
        row.refresh_from_db()
    return row


def deeds(client: Client, city: SimpleNamespace, page: Any, row: Handoff) -> dict[str, Any]:
    """Every way to delete, move, take off, change or unschedule the page; the answers by name."""

    def one(name: str, *args: Any, **data: Any) -> Any:
        return client.post(reverse(f"wagtailadmin_pages:{name}", args=[page.pk, *args]), data)

    shelf = NewsPage(pk=city.news.pk)
    return {
        "delete": one("delete"),
        "unpublish": one("unpublish", include_descendants="on"),
        "move": one("move", new_parent_page=city.events.pk),
        "move_confirm": one("move_confirm", city.events.pk),
        "set_page_position": client.post(
            reverse("wagtailadmin_pages:set_page_position", args=[page.pk]) + "?position=0"
        ),
        "revisions_unschedule": one("revisions_unschedule", row.revision_id),
        "revisions_revert": one("revisions_revert", page.revisions.order_by("pk").first().pk),
        "convert_alias": one("convert_alias"),
        "bulk delete": bulk(client, page, "delete"),
        "bulk unpublish": bulk(client, page, "unpublish", include_descendants="on"),
        "bulk move": bulk(client, page, "move", chooser=city.events.pk),
        "bulk publish": bulk(client, page, "publish"),
        "shelf bulk delete": bulk(client, shelf, "delete"),
        "shelf bulk unpublish": bulk(client, shelf, "unpublish", include_descendants="on"),
        "shelf delete": client.post(reverse("wagtailadmin_pages:delete", args=[city.news.pk])),
        "shelf unpublish": client.post(
            reverse("wagtailadmin_pages:unpublish", args=[city.news.pk]), {"include_descendants": "on"}
        ),
        "api delete": api(client, page, "delete"),
        "api unpublish": api(client, page, "unpublish", recursive=True),
        "api move": api(client, page, "move", destination_page_id=city.events.pk),
        "api revert": api(client, page, "revert_to_page_revision", revision_id=page.revisions.first().pk),
    }


@pytest.mark.par(4, ust=2)
@pytest.mark.parametrize("stage", [Stage.QUEUED, Stage.SCHEDULED, Stage.FAILED])
@pytest.mark.parametrize("who", PEOPLE)
def test_it_stays_where_it_is_and_as_it_is(city: SimpleNamespace, as_: SignIn, who: str, stage: str) -> None:
    row = in_stage(city, stage)
    page = row.page.specific
    for name, answer in deeds(as_(getattr(city, who)), city, page, row).items():
        assert answer.status_code in (200, 302, 400, 403, 404), f"{name} {answer.status_code}"
        kept = Page.objects.filter(pk=page.pk).first()
        assert kept is not None, name
        assert (kept.title, kept.live, kept.get_parent().pk) == ("Publiczna", True, city.news.pk), name
        assert kept.latest_revision_id == row.revision_id, name
        row.refresh_from_db()
        assert row.stage == stage, name
    assert Client().get(page.url).status_code == 200


@pytest.mark.par(4, ust=2)
@pytest.mark.parametrize("who", ["coordinator", "administrator", "root"])
@pytest.mark.parametrize("name", ["delete", "unpublish"])
def test_the_refusal_says_what_comes_first(city: SimpleNamespace, as_: SignIn, who: str, name: str) -> None:
    row = in_stage(city, Stage.SCHEDULED)
    answer = as_(getattr(city, who)).post(reverse(f"wagtailadmin_pages:{name}", args=[row.page_id]))
    assert answer.status_code == 403
    assert "Najpierw trzeba wycofać przekazanie" in answer.content.decode()


@pytest.mark.par(4, ust=2)
def test_withdrawing_tells_the_portal_team_and_the_colleague_and_frees_the_slot(
    city: SimpleNamespace, as_: SignIn
) -> None:
    row = in_stage(city, Stage.SCHEDULED)
    client = as_(city.coordinator)
    before = NOW - dt.timedelta(days=4)

    def free() -> dt.datetime:
        taken = set(Handoff.objects.open().values_list("publish_at", flat=True))
        return slots.next_slot(before, 0, taken, office_calendar())

    Handoff.objects.filter(pk=row.pk).update(publish_at=free())
    wanted = Handoff.objects.get().publish_at
    assert free() != wanted, "the slot is taken"
    done = client.post(
        reverse("publishing:withdraw", args=[row.pk]), {**read_fields(row), "withdraw-reason": "Zmiana planów."}
    )
    assert done.status_code == 302
    assert free() == wanted
    letters = OutboxMessage.objects.filter(kind="handoff.withdrawn")
    colleague = "zastepca.kd@umk.example"
    assert {letter.to for letter in letters} == {
        f"{name}@umk.example" for name in ("administrator", "redaktor", "operator")
    } | {colleague}
    assert all("Zmiana planów." in letter.text for letter in letters)


def test_after_withdrawing_the_draft_may_be_deleted(city: SimpleNamespace, as_: SignIn) -> None:
    row = handed_over(city)
    client = as_(city.coordinator)
    client.post(reverse("publishing:withdraw", args=[row.pk]), {**read_fields(row), "withdraw-reason": "Nieaktualne."})
    assert client.post(reverse("wagtailadmin_pages:delete", args=[row.page_id])).status_code == 302
    assert not Page.objects.filter(pk=row.page_id).exists()


def test_what_waits_beside_it_is_untouched_by_a_bulk_deed(city: SimpleNamespace, as_: SignIn) -> None:
    """A held page and a free one ticked together: the free one goes, the held one stays."""
    held, free = handed_over(city).page, news(city, title="Wolna")
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    as_(city.coordinator).post(f"{address}?id={held.pk}&id={free.pk}&next=/admin/")
    assert Page.objects.filter(pk=held.pk).exists()
    assert not Page.objects.filter(pk=free.pk).exists()


@pytest.mark.par(4, ust=1, pkt=1)
def test_a_schedule_of_the_units_own_is_no_handoff_and_is_handed_over_only_as_it_is(
    city: SimpleNamespace,
) -> None:
    """A unit's own schedule does not hold the page; once handed over, the queue decides and the schedule is over."""
    PublishingRight.objects.create(
        unit=city.kd, kind="news", from_on=dt.date(2026, 1, 1), basis="polecenie", granted_by="SZ"
    )
    page = news(city)
    revision = schedule(page, fresh(city.coordinator))
    page.refresh_from_db()
    row = handed_over(city, page, at=TUESDAY)
    assert row.stage == Stage.QUEUED
    revision.refresh_from_db()
    assert revision.approved_go_live_at is None, "one page, one way to the public"
