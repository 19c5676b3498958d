"""A competition is annulled: a reason of the act, the page stays with a notice, what was linked stops (scenario 49)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from coordination.verdict import Refused
from pages.models import CompetitionPage
from publishing import actions
from tests.pages.editing import save
from tests.publishing.city import NOW, TODAY, TUESDAY, as_read, fresh
from tests.scenarios.test_46_only_extended import LATER, TOLD, draft_of, lacking, moved, published
from tests.scenarios.travel import beat

SignIn = Callable[[Any], Client]
ANNULLED = {
    "annulled_on": "2026-11-23",
    "annulment_reason": "brak-ofert",
    "annulment_text": "Nie wpłynęła żadna oferta.",
}


def annulled(page: Any, **values: Any) -> Any:
    given = {"annulled_on": TODAY, "annulment_reason": "brak-ofert", **values}
    return moved(page, page.deadline, "", **given)


@pytest.mark.parametrize(
    ("values", "fields"),
    [
        ({}, set()),
        ({"annulment_reason": ""}, {"annulment_reason"}),
        ({"annulled_on": None}, {"annulled_on"}),
        ({"offers_received": 0}, set()),
        ({"offers_received": 2}, {"annulment_reason"}),
        ({"annulment_reason": "wymogi", "offers_received": 2}, set()),
    ],
)
def test_the_reason_is_one_of_two_and_must_fit(city: SimpleNamespace, values: Any, fields: set[str]) -> None:
    assert set(lacking(annulled(published(city), **values))) == fields


def test_without_a_reason_it_is_not_handed_over(city: SimpleNamespace) -> None:
    page = annulled(published(city), annulment_reason="")
    with pytest.raises(Refused, match=r"art\. 18a"):
        actions.hand_over(page, by=fresh(city.coordinator), publish_at=TUESDAY, now=NOW)


def test_a_reason_of_ones_own_is_refused_in_the_form(city: SimpleNamespace, as_: SignIn) -> None:
    answer = save(as_(city.coordinator), published(city), **{**ANNULLED, "annulment_reason": "brak-srodkow"})
    assert "annulment_reason" in answer.context["form"].errors


def test_the_page_stays_with_its_notice_and_leaves_the_calendars(
    city: SimpleNamespace, as_: SignIn, client: Client
) -> None:
    page = published(city)
    assert page.title in client.get("/konkursy/kalendarz.ics").getvalue().decode()
    assert save(as_(city.coordinator), page, **ANNULLED).status_code == 302
    draft_of(page).get_latest_revision().publish()
    shown = client.get(page.url)
    assert shown.status_code == 200
    assert "Unieważniono 23 listopada 2026: nie złożono żadnej oferty (art. 18a ustawy)." in shown.content.decode()
    assert "Nie wpłynęła żadna oferta." in shown.content.decode()
    assert not Calendar.from_ical(client.get("/konkursy/kalendarz.ics").getvalue()).walk("VEVENT")
    assert page.title in client.get("/konkursy/").content.decode()
    assert list(CompetitionPage.objects.get(pk=page.pk).promised_days()) == []


def test_an_annulled_page_never_expires(city: SimpleNamespace, clock: Any, client: Client) -> None:
    page = published(city)
    draft = page.get_latest_revision_as_object()
    draft.expire_at, draft.annulled_on, draft.annulment_reason = TUESDAY, TODAY, "wymogi"
    draft.save_revision().publish()
    assert beat(clock, TUESDAY + dt.timedelta(hours=1)).startswith("published: 0, failed: 0, expired: 0")
    assert client.get(page.url).status_code == 200


def test_an_agreed_extension_is_taken_back_first_and_never_fires(
    city: SimpleNamespace, as_: SignIn, clock: Any
) -> None:
    """What waits for its hour locks the page: the older text cannot come over the annulment."""
    page = moved(published(city), LATER)
    row = actions.hand_over(page, by=fresh(city.coordinator), publish_at=TUESDAY, now=NOW)
    actions.approve(row, by=fresh(city.editor), read=as_read(row), now=NOW)
    coordinator = as_(city.coordinator)
    before = page.revisions.count()
    coordinator.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), ANNULLED)
    assert page.revisions.count() == before
    actions.withdraw(row, read=as_read(row), by=fresh(city.coordinator), reason="Unieważniamy.", now=NOW)
    moved(page, TOLD, "", annulled_on=TODAY, annulment_reason="wymogi").get_latest_revision().publish()
    beat(clock, TUESDAY)
    assert CompetitionPage.objects.get(pk=page.pk).annulled_on == TODAY
