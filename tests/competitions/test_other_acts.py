"""A competition run by another act (on sport, on public health): the portal cites no article that does not rule it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from coordination.calendar import warsaw
from pages.bip.offered import Kind, text_of
from pages.competition_life import annulment
from pages.models import CompetitionPage, Result
from pages.results import reminders
from tests.competitions.calls import call
from tests.competitions.test_bip import words
from tests.publishing.city import NOW, TODAY, TUESDAY, WEDNESDAY, handed_over

SPORT = {"outside_act": True, "legal_basis": "art. 27 ustawy o sporcie"}
OURS = {"outside_act": False}
ARTICLES_OF_THE_ACT = re.compile(r"art\. 1[58]|art\. 13 ust\. 5")
ENDED = warsaw(dt.date(2026, 11, 10), dt.time(12))


def ended(city: SimpleNamespace, **values: Any) -> CompetitionPage:
    places = dict.fromkeys(("bip", "tablica", "strona"), dt.date(2026, 10, 12))
    given = {"deadline": ENDED, "choice_on": dt.date(2026, 11, 20), **values}
    return call(city, places=places, planned=False, live=True, based_on_draft_budget=True, **given)


def settled(city: SimpleNamespace, **values: Any) -> CompetitionPage:
    page = ended(city, results_on=TODAY, **values)
    page.results = [Result(bidder="Klub „Wisełka”", task="Zajęcia", amount=Decimal(1000))]
    page.save_revision(clean=False).publish()
    return CompetitionPage.objects.get(pk=page.pk)


def read(client: Client, page: Any) -> str:
    """The words of the page, without its contents that the layout brings."""
    html = client.get(page.url).content.decode().split("<main")[1].split("</main>")[0]
    return re.sub(r"<[^>]+>", " ", html).replace("\u00a0", " ")


@pytest.mark.parametrize(("act", "told"), [(OURS, True), (SPORT, False)])
def test_reasons_may_be_asked_for_only_by_the_act_that_says_so(
    city: SimpleNamespace, client: Client, act: dict[str, Any], told: bool
) -> None:
    page = settled(city, **act)
    for text in (read(client, page), words(text_of(page, Kind.RESULTS, now=NOW))):
        assert "Klub „Wisełka”" in text
        assert ("23 grudnia 2026" in text) is told, "thirty days from the results"
        assert ("art. 15" in text) is told


@pytest.mark.parametrize(
    ("values", "fields"),
    [
        ({**OURS, "annulment_text": "Zmiana planów."}, ["annulment_reason"]),
        ({**OURS, "annulment_reason": "brak-ofert"}, []),
        ({**SPORT, "annulment_text": "Zmiana planów."}, []),
        ({**SPORT, "annulment_text": "  "}, ["annulment_text"]),
        ({**SPORT, "annulment_reason": "brak-ofert"}, ["annulment_text"]),
        (
            {**SPORT, "annulment_reason": "brak-ofert", "annulment_text": "x", "offers_received": 2},
            ["annulment_reason"],
        ),
    ],
)
def test_grounds_of_an_annulment(values: dict[str, Any], fields: list[str]) -> None:
    page = CompetitionPage(annulled_on=TODAY, **values)
    found = list(annulment(page))
    assert [issue.field for issue in found if issue.hard] == fields
    assert not page.outside_act or not any("18a" in str(issue.message) for issue in found)


def all_texts(client: Client, page: Any) -> Iterator[str]:
    yield read(client, page)
    for kind in (Kind.ANNOUNCEMENT, Kind.ANNULMENT):
        yield words(text_of(page, kind, now=NOW))


@pytest.mark.parametrize("reason", ["", "brak-ofert"])
def test_an_annulment_by_another_act_cites_none_of_ours(city: SimpleNamespace, client: Client, reason: str) -> None:
    page = ended(city, **SPORT, annulled_on=TODAY, annulment_reason=reason, annulment_text="Zmiana planów.")
    for text in all_texts(client, page):
        assert not ARTICLES_OF_THE_ACT.search(text), text
    assert "Unieważniono 23 listopada 2026" in read(client, page)
    ours = ended(city, **OURS, annulled_on=TODAY, annulment_reason="brak-ofert")
    assert all(ARTICLES_OF_THE_ACT.search(text) for text in all_texts(client, ours)), "the search above finds some"


def test_the_table_of_results_is_advised_only(city: SimpleNamespace) -> None:
    def asked(**act: Any) -> list[bool]:
        page = ended(city, results_on=TODAY, **act)
        return [issue.hard for issue in page.lacks(now=NOW) if "tabelę wyników" in str(issue.message)]

    assert (asked(**OURS), asked(**SPORT)) == ([True], [False])


@pytest.mark.parametrize(("act", "place"), [(OURS, "art. 15 ust. 2h"), (SPORT, "")])
def test_the_board_of_late_results_cites_the_act_only_where_it_rules(
    city: SimpleNamespace, act: dict[str, Any], place: str
) -> None:
    ended(city, **act)
    asked = SimpleNamespace(today=TODAY, unit_ids=[city.kd.pk], several_units=False, limit=5)
    asked.standing = SimpleNamespace(acts_for=lambda unit: False)
    asked.days_to = lambda day: (day - TODAY).days
    assert [item.place for item in reminders.shelf(asked).items] == [place]


# -- who announces it --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("organ", "other", "name", "field"),
    [
        ("prezydent", "Dyrektor ZBK", "Prezydent Miasta Krakowa", None),
        ("inny", " Dyrektor ZBK ", "Dyrektor ZBK", None),
        ("inny", " ", "", "organ_other"),
        ("", "Dyrektor ZBK", "", "organ"),
    ],
)
def test_another_organ_has_a_name_and_no_other_has_two(
    city: SimpleNamespace, organ: str, other: str, name: str, field: str | None
) -> None:
    page = call(city, organ=organ, organ_other=other).get_latest_revision_as_object()
    assert page.organ_name == name
    assert next((lack.field for lack in page.lacks(now=NOW) if lack.hard), None) == field
    assert "inny organ" not in words(text_of(page, Kind.ANNOUNCEMENT, now=NOW))


PASSED = warsaw(TODAY - dt.timedelta(days=3), dt.time(12))
LATER = warsaw(TODAY + dt.timedelta(days=30), dt.time(12))


def orders(page: Any, at: dt.datetime | None = None) -> list[bool]:
    found = page.requirements_at(at, now=NOW) if at else page.requirements()
    return [lack.hard for lack in found if getattr(lack, "rule", "") == "deadline.order"]


def test_a_call_without_places_begins_on_the_day_the_portal_shows_it(city: SimpleNamespace, clock: Any) -> None:
    over = call(city, places={}, deadline=PASSED, **SPORT)
    assert orders(over) == orders(over, TUESDAY) == [True]
    soon = call(city, places={}, deadline=warsaw(TUESDAY.date(), dt.time(12)), **SPORT)
    assert (orders(soon), orders(soon, TUESDAY), orders(soon, WEDNESDAY)) == ([], [], [True])


def test_what_the_portal_has_told_keeps_its_day(city: SimpleNamespace, clock: Any) -> None:
    page = call(city, places={}, deadline=LATER, **SPORT, live=True)
    clock.move_to(LATER + dt.timedelta(days=9), tick=False)
    assert orders(CompetitionPage.objects.get(pk=page.pk), LATER + dt.timedelta(days=9)) == []


@pytest.mark.parametrize("way", ["queued", "scheduled", "public"])
def test_calls_without_places_are_seen_to_overlap(city: SimpleNamespace, way: str, clock: Any) -> None:
    other = call(city, places={}, deadline=LATER, **SPORT)
    if way == "scheduled":
        other.go_live_at = TUESDAY
        other.save_revision(clean=False).publish()
    elif way == "public":
        other.get_latest_revision().publish()
    else:
        row = handed_over(city, other)
        row.publish_at = TUESDAY
        row.save(update_fields=["publish_at"])
    page = call(city, places={}, deadline=LATER, **SPORT)
    assert "similar" in {getattr(lack, "rule", "") for lack in page.requirements_at(TUESDAY, now=NOW)}


def test_an_agreed_hour_after_the_last_day_is_no_overlap(city: SimpleNamespace, clock: Any) -> None:
    other = call(city, places={}, deadline=LATER, **SPORT)
    row = handed_over(city, other)
    row.publish_at = warsaw(dt.date(2026, 12, 9), dt.time(9))
    row.save(update_fields=["publish_at"])
    page = call(city, places={}, deadline=warsaw(dt.date(2026, 12, 8), dt.time(12)), **SPORT)
    assert "similar" not in {getattr(lack, "rule", "") for lack in page.requirements_at(TUESDAY, now=NOW)}
