"""What was announced stays announced: without its places, under another act, opened again, settled, annulled."""

from __future__ import annotations

import datetime as dt
import json
import re
from decimal import Decimal
from importlib import import_module
from pkgutil import iter_modules
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client

from coordination.calendar import warsaw
from pages import migrations
from pages.bip.announcement import announcement_text
from pages.bip.offered import Kind, text_of
from pages.competition_states import State
from pages.models import CompetitionPage, Result
from pages.results import reminders
from tests.competitions.calls import ANNOUNCED, DAY, call
from tests.competitions.test_bip import words
from tests.publishing.city import NOW, TODAY
from tests.scenarios.test_46_only_extended import WHY, lacking, moved

OPEN = warsaw(dt.date(2026, 12, 4), dt.time(12))
PASSED = warsaw(dt.date(2026, 11, 20), dt.time(12))
LONG_AGO = dict.fromkeys(("bip", "tablica", "strona"), dt.date(2026, 10, 12))
SPORT = {"outside_act": True, "legal_basis": "art. 27 ustawy o sporcie"}


def again(page: Any) -> Any:
    return CompetitionPage.objects.get(pk=page.pk)


def without_places(page: Any) -> Any:
    draft = again(page).get_latest_revision_as_object()
    draft.publications = []
    draft.save_revision(clean=False)
    return draft


def test_an_announcement_without_its_places_is_no_zapowiedz(city: SimpleNamespace, client: Client) -> None:
    page = call(city, places=LONG_AGO, planned=False, deadline=OPEN, planned_announcement_on=TODAY, live=True)
    draft = without_places(page)
    assert not draft.is_foretold
    assert {"place.bip", "place.tablica", "place.strona"} <= {
        getattr(lack, "rule", "") for lack in draft.lacks(now=NOW)
    }
    assert "To nie jest ogłoszenie" not in words(announcement_text(draft, now=NOW))
    draft.get_latest_revision().publish()
    assert again(page).state_on(NOW) == State.OPEN
    assert again(page).announced_on == TODAY, "the day on which the portal told of it"
    assert "To nie jest ogłoszenie" not in client.get(page.url).content.decode()


def test_a_zapowiedz_stays_one_until_it_is_announced(city: SimpleNamespace) -> None:
    page = call(city, places={}, deadline=OPEN, planned_announcement_on=TODAY + DAY, live=True)
    assert again(page).is_foretold
    assert again(page).announced_on is None


def test_another_act_may_ask_for_no_places_and_the_results_are_waited_for(city: SimpleNamespace) -> None:
    page = call(city, places={}, deadline=OPEN, choice_on=dt.date(2026, 12, 11), **SPORT, live=True)
    assert (again(page).announced_on, again(page).state_on(NOW)) == (TODAY, State.OPEN)
    again(page).get_latest_revision().publish()
    assert again(page).announced_on == TODAY, "a later version keeps the day"
    assert reminders.run_once(warsaw(dt.date(2026, 12, 4), dt.time(8))) == 1
    owing = CompetitionPage.objects.owing_results(dt.date(2026, 12, 11), today=dt.date(2026, 12, 12))
    assert list(owing) == [page]


def test_calls_without_a_day_get_the_day_they_were_told(city: SimpleNamespace) -> None:
    """The migration."""
    [name] = [one.name for one in iter_modules(migrations.__path__) if one.name.endswith("day_of_telling")]
    page = call(city, places={}, deadline=OPEN, **SPORT, live=True)
    draft, old = call(city, places={}, **SPORT), call(city, places={}, is_archival=True, live=True)
    CompetitionPage.objects.update(announced_on=None)
    import_module(f"pages.migrations.{name}").date_them(apps, SimpleNamespace(connection=connection))
    assert [again(one).announced_on for one in (page, draft, old)] == [TODAY, None, None]


# -- opened again ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("deadline", "choice", "stops"),
    [
        (OPEN, OPEN.date() + DAY, False),
        (OPEN, OPEN.date(), True),
        (OPEN, PASSED.date() + DAY, True),
        (PASSED, PASSED.date(), False),  # history: nothing can be mended any more
    ],
)
def test_a_call_opened_again_is_judged_again(
    city: SimpleNamespace, deadline: dt.datetime, choice: dt.date, stops: bool
) -> None:
    page = call(city, places=LONG_AGO, planned=False, deadline=PASSED, choice_on=dt.date(2026, 12, 20), live=True)
    assert ("choice_on" in lacking(moved(page, deadline, WHY, choice_on=choice))) is stops


# -- no grant ----------------------------------------------------------------------------------------------------------


def test_zero_is_no_grant(city: SimpleNamespace, client: Client) -> None:
    page = call(city, places=LONG_AGO, planned=False, deadline=PASSED, choice_on=TODAY, results_on=TODAY)
    page.results = [Result(bidder="A", task="B", amount=Decimal(0)), Result(bidder="C", task="D", amount=Decimal(5))]
    page.save_revision(clean=False).publish()
    text = " ".join(re.sub(r"<[^>]+>", " ", client.get(page.url).content.decode()).split()).replace("\u00a0", " ")
    for told in (text, words(text_of(again(page), Kind.RESULTS, now=NOW)).replace("\n", " ")):
        assert "A B nie przyznano" in told
        assert "A B 0 zł" not in told
        assert "C D 5 zł" in told


# -- machines ----------------------------------------------------------------------------------------------------------


def machine(client: Client, page: Any) -> dict[str, Any]:
    (data,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', client.get(page.url).content.decode())
    return json.loads(data)


@pytest.mark.parametrize(
    ("values", "acts"),
    [
        ({}, True),
        ({"annulled_on": TODAY, "annulment_reason": "brak-ofert"}, False),
        ({"deadline": PASSED}, False),
        ({"places": {}, "planned_announcement_on": ANNOUNCED}, False),
    ],
)
def test_machines_may_apply_only_while_offers_are_taken(
    city: SimpleNamespace, client: Client, values: dict[str, Any], acts: bool
) -> None:
    page = call(city, **{"places": LONG_AGO, "planned": False, "deadline": OPEN, **values}, live=True)
    assert ("potentialAction" in machine(client, page)) is acts


def test_machines_read_about_as_about(city: SimpleNamespace, client: Client) -> None:
    page = call(city, places=LONG_AGO, planned=False, deadline=OPEN, amount_is_about=True, live=True)
    amount = machine(client, page)["amount"]
    assert amount["description"].replace("\u00a0", " ") == "około 480 000 zł"
    assert "value" not in amount
