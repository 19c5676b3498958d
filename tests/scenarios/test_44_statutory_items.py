"""An announcement without one of the statutory items stays a draft, and the item is named (scenario 44, art. 13)."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any

import pytest
from django.urls import reverse

from pages.models import CompetitionPage
from pages.vocabularies import Place
from publishing.models import Handoff, PublishingRight
from tests.competitions.calls import ANNOUNCED, SAME_DAY, call
from tests.publishing.city import TUESDAY, news
from tests.scenarios.routes import by_the_publish_button
from tests.scenarios.test_43_twenty_one_days import hand_over

MISSING: list[tuple[dict[str, Any], str, str]] = [
    ({"spheres": ""}, "sferę zadań publicznych", "art. 13 ust. 2 pkt 1"),
    ({"total_amount": None}, "wysokość środków", "art. 13 ust. 2 pkt 2"),
    ({"award_rules": "<p> </p>"}, "zasady przyznawania dotacji", "art. 13 ust. 2 pkt 3"),
    ({"conditions": ""}, "warunki realizacji", "art. 13 ust. 2 pkt 4"),
    ({"realised_until": None}, "do którego zadanie będzie realizowane", "art. 13 ust. 2 pkt 4"),
    ({"deadline": None}, "dzień i godzinę", "art. 13 ust. 2 pkt 5"),
    ({"choice_mode": ""}, "tryb wyboru ofert", "art. 13 ust. 2 pkt 6"),
    ({"choice_on": None}, "termin dokonania wyboru ofert", "art. 13 ust. 2 pkt 6"),
    ({"same_kind_this_year": None}, "tego samego rodzaju", "art. 13 ust. 2 pkt 7"),
    ({"places": {**SAME_DAY, Place.BOARD: None}}, "tablicy ogłoszeń", "art. 13 ust. 3"),
]


@pytest.mark.parametrize(("without", "words", "article"), MISSING, ids=[next(iter(row[0])) for row in MISSING])
def test_it_is_named_and_nothing_leaves_the_draft(
    city: SimpleNamespace, as_: Any, without: dict[str, Any], words: str, article: str
) -> None:
    page, client = call(city, **without), as_(city.coordinator)
    screen = client.get(reverse("publishing:hand_over", args=[page.pk])).content.decode()
    assert words in screen
    assert f"({article} ustawy)." in screen
    assert hand_over(client, page).status_code == 422
    assert not Handoff.objects.exists()


def test_the_publish_button_is_no_way_around(city: SimpleNamespace, as_: Any, clock: Any) -> None:
    PublishingRight.objects.create(
        unit=city.kd, kind="competition", from_on=dt.date(2026, 1, 1), basis="x", granted_by="SZ"
    )
    page = call(city, award_rules="", choice_mode="")
    clock.move_to(TUESDAY, tick=False)
    answer = by_the_publish_button(as_(city.coordinator), city, page)
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "art. 13 ust. 2 pkt 3 ustawy" in text
    assert "art. 13 ust. 2 pkt 6 ustawy" in text
    assert not CompetitionPage.objects.get(pk=page.pk).live


def test_with_all_of_them_it_goes(city: SimpleNamespace, as_: Any) -> None:
    """The tests above would pass with a portal that refuses everything."""
    assert hand_over(as_(city.coordinator), call(city)).status_code == 302


@pytest.mark.parametrize(
    "given", [{"same_kind_this_year": 0}, {"same_kind_this_year": None, "same_kind_together": 0}], ids=["zero", "both"]
)
def test_zero_is_a_statement(city: SimpleNamespace, as_: Any, given: dict[str, Any]) -> None:
    assert hand_over(as_(city.coordinator), call(city, **given)).status_code == 302


@pytest.mark.parametrize(
    "other",
    [
        {"spheres": "17"},
        {"deadline": TUESDAY - dt.timedelta(days=1)},
        {"annulled_on": ANNOUNCED},
        {"is_archival": True},
    ],
    ids=["another sphere", "over before", "annulled", "archival"],
)
def test_what_is_not_open_at_the_same_time_in_the_same_sphere_is_not_similar(
    city: SimpleNamespace, other: dict[str, Any]
) -> None:
    call(city, live=True, **other)
    assert "similar" not in {getattr(issue, "rule", "") for issue in call(city).requirements()}


def test_another_units_call_is_not_similar(city: SimpleNamespace) -> None:
    call(city, live=True, unit=city.sp)
    assert "similar" not in {getattr(issue, "rule", "") for issue in call(city).requirements()}


def test_a_contact_who_left_is_mentioned(city: SimpleNamespace) -> None:
    from coordination.models import Designation

    row = Designation.objects.get(person__user=city.coordinator)
    page = call(city, contact=row)
    assert "contact" not in {getattr(issue, "rule", "") for issue in page.requirements()}
    Designation.objects.filter(pk=row.pk).update(until_on=ANNOUNCED - dt.timedelta(days=10))
    assert "contact" in {getattr(issue, "rule", "") for issue in page.requirements()}


def test_an_old_announcement_is_asked_for_nothing(city: SimpleNamespace, as_: Any) -> None:
    page = call(city, is_archival=True, award_rules="", total_amount=None, places={}, deadline=None)
    assert [issue for issue in page.requirements() if hasattr(issue, "rule")] == []
    assert hand_over(as_(city.coordinator), page).status_code == 302


def test_a_foretold_call_needs_task_and_days_and_says_that_it_is_no_announcement(
    city: SimpleNamespace, as_: Any
) -> None:
    bare = {"places": {}, "planned_announcement_on": ANNOUNCED, "award_rules": "", "choice_mode": ""}
    assert hand_over(as_(city.coordinator), call(city, **bare, deadline=None)).status_code == 422
    page = call(city, **bare, live=True)
    assert "To nie jest ogłoszenie" in as_(city.nobody).get(page.url).content.decode()
    assert hand_over(as_(city.coordinator), call(city, **bare)).status_code == 302


def test_other_kinds_are_asked_nothing_of_the_act(city: SimpleNamespace) -> None:
    assert [issue for issue in news(city).requirements() if hasattr(issue, "rule")] == []
