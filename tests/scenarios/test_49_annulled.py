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

from coordination.calendar import warsaw
from coordination.verdict import Refused
from pages.models import CompetitionPage
from pages.vocabularies import Place
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
PAST = {
    "places": dict.fromkeys(Place.values, dt.date(2026, 10, 26)),
    "deadline": warsaw(dt.date(2026, 11, 20), dt.time(15)),
}
"""A call whose time for offers has ended: only now anybody knows what came in."""


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
    assert set(lacking(annulled(published(city, **PAST), **values))) == fields


@pytest.mark.parametrize("reason", ["brak-ofert", "wymogi"])
def test_nobody_annuls_for_offers_while_they_come_in(city: SimpleNamespace, as_: SignIn, reason: str) -> None:
    page = annulled(published(city), annulment_reason=reason)
    assert "Oferty można składać do 11 grudnia 2026, 15:00" in lacking(page)["annulled_on"]
    with pytest.raises(Refused, match="Oferty można składać"):
        actions.hand_over(page, by=fresh(city.coordinator), publish_at=TUESDAY, now=NOW)
    another_act = annulled(
        page, outside_act=True, legal_basis="ustawa o sporcie", annulment_reason="", annulment_text="Z."
    )
    assert "annulled_on" not in lacking(another_act)


def test_on_the_day_of_the_deadline_its_hour_decides(city: SimpleNamespace) -> None:
    page = annulled(published(city), annulled_on=TOLD.date())
    draft = draft_of(page)

    def stops(at: dt.datetime) -> bool:
        return any(one.field == "annulled_on" and one.hard for one in draft.requirements_at(at, now=NOW))

    assert (stops(TOLD - dt.timedelta(minutes=1)), stops(TOLD)) == (True, False)


def test_what_was_published_so_before_is_only_pointed_out(city: SimpleNamespace) -> None:
    page = annulled(published(city))
    page.get_latest_revision().publish()
    assert "annulled_on" not in lacking(annulled(CompetitionPage.objects.get(pk=page.pk)))


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
