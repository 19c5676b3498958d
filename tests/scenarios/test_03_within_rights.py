"""Within its right the unit publishes in the same request, and history says who, for whom, by what (scenario 3)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, Revision

from coordination.models import AuditEntry
from pages.models import NewsPage
from publishing import scheduling
from publishing.models import PublicChange, PublishingRight
from tests.publishing.city import NOW, fresh, news
from tests.scenarios.routes import (
    by_bulk,
    by_creating,
    by_the_publish_button,
    edit_url,
    live,
    schedule,
)

SignIn = Callable[[Any], Client]
PEOPLE = [("coordinator", "Ewelina Brodacka", "koordynator"), ("deputy", "Tomasz Zastępca", "zastępstwie")]


@pytest.fixture
def entitled(city: SimpleNamespace) -> SimpleNamespace:
    """KD publishes news by its own right."""
    city.right = PublishingRight.objects.create(
        unit=city.kd, kind="news", from_on=dt.date(2026, 1, 1), basis="polecenie Dyrektora SZ", granted_by="SZ"
    )
    return city


def history_says(page: Any, city: SimpleNamespace, name: str, role: str) -> None:
    change = PublicChange.objects.filter(page_id=page.pk).first()
    assert (change.publisher_name, change.unit_name, change.right) == (name, str(city.kd), "§ 4 ust. 1 pkt 1")
    line = AuditEntry.objects.filter(verb="page.publish").first()
    page.refresh_from_db()
    right = f"§ 4 ust. 1 pkt 1, uprawnienie nr {city.right.pk} od 1 stycznia 2026: polecenie Dyrektora SZ"
    assert (line.actor_name, line.unit_id, line.right) == (name, city.kd.pk, right)
    assert role in line.actor_role.lower()
    assert line.version == str(page.live_revision_id)


@pytest.mark.par(4, ust=1, pkt=1)
@pytest.mark.parametrize(("who", "name", "role"), PEOPLE)
@pytest.mark.parametrize("route", [by_the_publish_button, by_bulk], ids=lambda route: route.__name__)
def test_a_draft_is_public_with_the_answer(
    entitled: SimpleNamespace, as_: SignIn, who: str, name: str, role: str, route: Any
) -> None:
    page = news(entitled)
    answer = route(as_(getattr(entitled, who)), entitled, page)
    assert answer.status_code == 302
    assert live(page)
    assert Client().get(page.url).status_code == 200
    history_says(page, entitled, name, role)
    assert str(entitled.kd) in Client().get(page.url).content.decode()


@pytest.mark.par(4, ust=1, pkt=1)
@pytest.mark.parametrize(("who", "name", "role"), PEOPLE)
def test_a_new_page_is_public_with_the_answer(
    entitled: SimpleNamespace, as_: SignIn, who: str, name: str, role: str
) -> None:
    answer = by_creating(as_(getattr(entitled, who)), entitled, NewsPage())
    assert answer.status_code == 302, answer.context and answer.context["form"].errors
    page = NewsPage.objects.get(title="Od razu publiczna")
    assert Client().get(page.url).status_code == 200
    history_says(page, entitled, name, role)


@pytest.mark.par(4, ust=1, pkt=1)
def test_what_is_scheduled_within_the_right_goes_public_at_its_hour_and_not_before(
    entitled: SimpleNamespace, clock: Any
) -> None:
    page = news(entitled)
    hour = schedule(page, fresh(entitled.coordinator)).approved_go_live_at
    assert not live(page)
    scheduling.run_once(hour)
    assert not live(page), "not one second before"
    clock.move_to(hour + dt.timedelta(seconds=1))
    scheduling.run_once(hour + dt.timedelta(seconds=1))
    assert live(page)
    change = PublicChange.objects.filter(page_id=page.pk).first()
    said = (change.publisher_name, change.unit_name, change.right)
    assert said == (
        "Ewelina Brodacka",
        str(entitled.kd),
        "§ 4 ust. 1 pkt 1",
    )
    line = AuditEntry.objects.filter(about=f"wagtailcore.page:{page.pk}", verb="page.go_live").get()
    assert (line.actor_name, line.unit_id, line.version) == (
        "system",
        entitled.kd.pk,
        str(Page.objects.get(pk=page.pk).live_revision_id),
    )
    assert f"uprawnienie nr {entitled.right.pk} od 1 stycznia 2026" in line.right
    assert "Ewelina Brodacka" in line.note


def test_the_units_own_schedule_is_cancelled_by_the_unit_and_by_nobody_else(
    entitled: SimpleNamespace, as_: SignIn
) -> None:
    page = news(entitled)
    revision = schedule(page, fresh(entitled.coordinator))
    address = reverse("wagtailadmin_pages:revisions_unschedule", args=[page.pk, revision.pk])
    for who in ("other", "head", "administrator", "root"):
        as_(getattr(entitled, who)).post(address)
        assert Revision.objects.filter(approved_go_live_at__isnull=False).exists(), who
    assert as_(entitled.deputy).post(address).status_code == 302
    assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()


@pytest.mark.par(4, ust=1, pkt=1)
def test_the_right_is_the_units_own_only(entitled: SimpleNamespace, as_: SignIn) -> None:
    for who in ("head", "other", "administrator", "editor", "operator", "root"):
        page = news(entitled)
        client = as_(getattr(entitled, who))
        client.post(edit_url(page), {"title": "x", "slug": "x", "action-publish": "1"})
        by_bulk(client, entitled, page)
        assert not live(page), who


@pytest.mark.par(4, ust=1, pkt=1)
def test_a_change_of_a_public_page_is_public_with_the_answer(entitled: SimpleNamespace, as_: SignIn) -> None:
    page = news(entitled, live=True)
    page.lead = "Poprawiony lead, nabór do piątku."
    page.save_revision(user=entitled.coordinator)
    by_the_publish_button(as_(entitled.deputy), entitled, page)
    assert "Poprawiony lead" in Client().get(page.url).content.decode()
    assert PublicChange.objects.filter(page_id=page.pk, first=False).get().at == NOW
    assert not Page.objects.get(pk=page.pk).has_unpublished_changes
