"""Whoever submitted or wrote decides nothing about it, on any route, administrators and superusers too (scenario 9)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from coordination.models import Designation, Person
from coordination.states import Office, PortalOffice
from publishing import actions, scheduling
from publishing.models import Handoff, Review
from publishing.states import Stage
from tests.publishing.city import FRIDAY, NOW, TUESDAY, as_read, assigned, fresh, handed_over, news, read_fields
from tests.scenarios.routes import api, bulk, edit_url, live

SignIn = Callable[[Any], Client]
BOSSES = ("administrator", "editor", "root")


def both_sides(city: SimpleNamespace, who: str) -> Any:
    """The officer becomes a deputy coordinator of KD as well."""
    user = getattr(city, who)
    holder = Person.objects.create(user=user, first_name="A", last_name="B", function="x", phone="1", email=user.email)
    Designation.objects.create(
        person=holder, unit=city.kd, office=Office.DEPUTY, from_on=dt.date(2026, 1, 1), designated_by="kierujący"
    )
    return fresh(user)


def decides(client: Client, row: Handoff) -> dict[str, Any]:
    """Every way to approve, return or publish the item; the answers by name."""
    page = row.page.specific
    found = {
        "approve": client.post(reverse("publishing:approve", args=[row.pk]), read_fields(row)),
        "approve late": client.post(reverse("publishing:approve", args=[row.pk]), {**read_fields(row), "late": "1"}),
        "return": client.post(
            reverse("publishing:send_back", args=[row.pk]), {**read_fields(row), "return-comment": "Popraw."}
        ),
        "editor": client.post(edit_url(page), {"title": "x", "slug": page.slug, "action-publish": "1"}),
        "bulk": bulk(client, page, "publish", include_descendants="on"),
        "api": api(client, page, "publish"),
    }
    for name in ("approve", "reject"):
        found[f"workflow {name}"] = client.post(
            f"/admin/pages/{page.pk}/edit/", {"action-workflow-action": "1", "workflow-action-name": name}
        )
    return found


def nothing_decided(row: Handoff) -> None:
    row.refresh_from_db()
    assert row.stage == Stage.QUEUED
    assert not Review.objects.exists()
    assert not live(row.page)
    scheduling.run_once(FRIDAY)
    assert not live(row.page)


@pytest.mark.par(4, ust=2)
@pytest.mark.parametrize("who", BOSSES)
def test_whoever_handed_it_over_decides_nothing(city: SimpleNamespace, as_: SignIn, who: str) -> None:
    boss = both_sides(city, who)
    row = actions.hand_over(news(city), by=boss, publish_at=TUESDAY, now=NOW)
    answers = decides(as_(boss), row)
    for name in ("approve", "approve late", "return"):
        assert answers[name].status_code == 403, name
        assert "nie zatwierdza osoba" in answers[name].content.decode(), name
    nothing_decided(row)


@pytest.mark.par(4, ust=2)
@pytest.mark.parametrize("who", BOSSES)
def test_whoever_edited_last_decides_nothing(city: SimpleNamespace, as_: SignIn, who: str) -> None:
    boss = getattr(city, who)
    page = news(city)
    page.lead = "Przepisane przez redakcję."
    page.save_revision(user=boss)
    row = handed_over(city, page)
    answers = decides(as_(boss), row)
    assert answers["approve"].status_code == 403
    nothing_decided(row)


@pytest.mark.par(4, ust=2)
@pytest.mark.parametrize("who", BOSSES)
def test_whoever_wrote_any_version_decides_nothing_though_another_saved_last(
    city: SimpleNamespace, as_: SignIn, who: str
) -> None:
    boss = getattr(city, who)
    page = news(city, by=boss)
    page.save_revision(user=city.coordinator)
    row = handed_over(city, page)
    assert decides(as_(boss), row)["approve"].status_code == 403
    nothing_decided(row)


@pytest.mark.par(4, ust=2)
def test_a_reviewers_own_correction_is_for_another_reviewer(city: SimpleNamespace, as_: SignIn) -> None:
    page = news(city)
    row = handed_over(city, page)
    actions.send_back(row, read=as_read(row), by=fresh(city.editor), comment="Poprawię sam.", now=NOW)
    page.lead = "Poprawka redaktora."
    page.save_revision(user=city.editor)
    row = actions.deliver(Handoff.objects.get(), by=fresh(city.coordinator), now=NOW)
    Review.objects.all().delete()
    assert decides(as_(city.editor), row)["approve"].status_code == 403
    nothing_decided(row)
    done = as_(city.administrator).post(reverse("publishing:approve", args=[row.pk]), read_fields(row))
    assert done.status_code == 302


@pytest.mark.parametrize("who", ["coordinator", "deputy", "operator"])
def test_the_units_own_people_and_operators_decide_nothing(city: SimpleNamespace, as_: SignIn, who: str) -> None:
    row = handed_over(city)
    decides(as_(getattr(city, who)), row)
    nothing_decided(row)


def test_an_office_of_both_sides_does_not_make_one_person_two(city: SimpleNamespace, as_: SignIn) -> None:
    """A coordinator who is also made a portal editor still needs another pair of eyes."""
    row = handed_over(city)
    assigned(city.coordinator, PortalOffice.EDITOR)
    assert decides(as_(fresh(city.coordinator)), row)["approve"].status_code == 403
    nothing_decided(row)


def test_another_pair_of_eyes_opens_the_door(city: SimpleNamespace, as_: SignIn) -> None:
    """The walks above would pass with every door shut."""
    row = actions.hand_over(news(city), by=both_sides(city, "administrator"), publish_at=TUESDAY, now=NOW)
    done = as_(city.editor).post(reverse("publishing:approve", args=[row.pk]), read_fields(row))
    assert done.status_code == 302
    row.refresh_from_db()
    assert row.stage == Stage.SCHEDULED
