"""A right for one kind opens no door for another: nothing goes public on any route (scenario 2)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from coordination.models import Unit
from pages.models import CompetitionPage, NewsPage, UnitPage
from publishing import scheduling
from publishing.models import Handoff, PublishingRight
from tests.publishing.city import NOW
from tests.scenarios.routes import (
    CONTENT,
    KINDS,
    LATER,
    ROUTES,
    add_url,
    by_the_publish_button,
    draft_of,
    edit_url,
    form_at,
    live,
    promised,
    public,
)

SignIn = Callable[[Any], Client]
ACTORS = ("coordinator", "deputy")


def rights_but(city: SimpleNamespace, kind: str) -> None:
    """KD may publish every kind but one."""
    PublishingRight.objects.filter(unit=city.kd).delete()
    for other in KINDS:
        if other != kind:
            give(city, other)


def give(city: SimpleNamespace, kind: str, **values: Any) -> PublishingRight:
    given = {"from_on": dt.date(2026, 1, 1), "basis": "polecenie", "granted_by": "SZ", **values}
    return PublishingRight.objects.create(unit=city.kd, kind=kind, **given)


@pytest.mark.par(4, ust=1, pkt=2)
@pytest.mark.parametrize("model", CONTENT, ids=lambda model: model.__name__)
def test_nothing_of_the_kind_goes_public_by_any_route(city: SimpleNamespace, as_: SignIn, model: Any) -> None:
    rights_but(city, model.kind)
    client, before = as_(city.coordinator), public(model)
    for route, go in ROUTES.items():
        page = draft_of(city, model, **subject_of(model))
        answer = go(client, city, page)
        assert answer.status_code in (200, 302, 400, 403, 404, 422), f"{route} {answer.status_code}"
        assert public(model) == before, route
        assert not list(promised()), f"{route}: the clock would publish it"
    scheduling.run_once(LATER + dt.timedelta(days=1))
    assert public(model) == before


def subject_of(model: Any) -> dict[str, Any]:
    """A unit has one page of its own, so each draft needs another unit."""
    if model is not UnitPage:
        return {}
    taken = UnitPage.objects.values("subject_id")
    return {"subject": Unit.objects.exclude(pk__in=taken).exclude(symbol__in=["KD", "SP", "SZ"]).first()}


@pytest.mark.par(4, ust=1, pkt=1)
@pytest.mark.parametrize("model", [m for m in CONTENT if m is not CompetitionPage], ids=lambda model: model.__name__)
def test_the_same_form_publishes_with_the_right(city: SimpleNamespace, as_: SignIn, model: Any) -> None:
    """The walk above would pass with forms that no editor accepts. A competition needs more to be complete."""
    rights_but(city, "")
    page = draft_of(city, model)
    answer = by_the_publish_button(as_(city.coordinator), city, page)
    assert answer.status_code == 302, answer.context and answer.context["form"].errors
    assert live(page)


@pytest.mark.par(4, ust=1, pkt=2)
@pytest.mark.parametrize("who", ACTORS)
def test_the_offer_is_to_hand_over(city: SimpleNamespace, as_: SignIn, who: str) -> None:
    rights_but(city, "competition")
    client = as_(getattr(city, who))
    for address in (edit_url(draft_of(city, CompetitionPage)), add_url(city, CompetitionPage)):
        shown = client.get(address).content.decode()
        assert 'name="action-publish"' not in shown
        assert 'name="action-hand-over"' in shown
        assert "Przekaż do publikacji" in shown


@pytest.mark.par(4, ust=1, pkt=2)
def test_a_denied_button_leaves_the_typed_text_or_a_draft_but_nothing_live(city: SimpleNamespace, as_: SignIn) -> None:
    rights_but(city, "news")
    client, address = as_(city.coordinator), add_url(city, NewsPage)
    data = form_at(client, address, NewsPage, title="Próba", slug="proba", lead="Co się zmienia.")
    answer = client.post(address, {**data, "action-publish": "1"})
    assert not NewsPage.objects.filter(live=True, title="Próba").exists()
    if answer.status_code == 200:
        assert "Próba" in answer.content.decode()
    assert Client().get("/aktualnosci/proba/").status_code == 404


def test_the_type_of_a_page_does_not_change_with_a_copy(city: SimpleNamespace, as_: SignIn) -> None:
    """Copy, then pretend the copy is of a kind one may publish: the form of another type meets no such page."""
    rights_but(city, "competition")
    page, client = draft_of(city, CompetitionPage), as_(city.coordinator)
    client.post(
        reverse("wagtailadmin_pages:copy", args=[page.pk]),
        {"new_title": "Kopia", "new_slug": "kopia", "new_parent_page": city.competitions.pk},
    )
    copy = Page.objects.get(slug="kopia").specific
    assert isinstance(copy, CompetitionPage)
    assert copy.stewardship.kind == "competition"
    news_form = form_at(client, add_url(city, NewsPage), NewsPage, title="Przebrana", slug="przebrana", lead="Lead.")
    client.post(edit_url(copy), {**news_form, "action-publish": "1", "content_type": "newspage", "kind": "news"})
    assert isinstance(Page.objects.get(pk=copy.pk).specific, CompetitionPage)
    assert not live(copy)
    for wrong in ("newspage", "competitionpage"):
        shelf = city.competitions if wrong == "newspage" else city.news
        address = reverse("wagtailadmin_pages:add", args=["pages", wrong, shelf.pk])
        client.post(address, {**news_form, "action-publish": "1"})
    assert public(CompetitionPage) == set()
    assert not Page.objects.child_of(city.competitions).filter(live=True).exists()


@pytest.mark.par(4, ust=1, pkt=1)
def test_a_right_of_one_person_is_not_the_deputys(city: SimpleNamespace, as_: SignIn) -> None:
    rights_but(city, "news")
    give(city, "news", person=city.coordinator.person)
    page = draft_of(city, NewsPage)
    by_the_publish_button(as_(city.deputy), city, page)
    assert not live(page)
    by_the_publish_button(as_(city.coordinator), city, page)
    assert live(page)


@pytest.mark.par(4, ust=1, pkt=1)
@pytest.mark.parametrize(
    ("from_on", "until_on", "may"),
    [
        (NOW.date(), None, True),
        (NOW.date(), NOW.date(), True),
        (NOW.date() + dt.timedelta(days=1), None, False),
        (dt.date(2026, 1, 1), NOW.date() - dt.timedelta(days=1), False),
    ],
)
def test_a_right_opens_and_shuts_with_its_days(
    city: SimpleNamespace, as_: SignIn, from_on: dt.date, until_on: dt.date | None, may: bool
) -> None:
    rights_but(city, "news")
    give(city, "news", from_on=from_on, until_on=until_on)
    page = draft_of(city, NewsPage)
    by_the_publish_button(as_(city.coordinator), city, page)
    assert live(page) is may


def test_no_handoff_is_made_by_a_refusal(city: SimpleNamespace, as_: SignIn) -> None:
    rights_but(city, "news")
    page = draft_of(city, NewsPage)
    for route in ("the_publish_button", "schedule", "bulk", "api", "copy", "alias"):
        ROUTES[route](as_(city.coordinator), city, page)
    assert not Handoff.objects.exists()
