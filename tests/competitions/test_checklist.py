"""The editor guides: what is missing with its article, a way to the field, the states the dates would give."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from django.urls import reverse

from coordination.calendar import warsaw
from pages.announcing.forms import ConfirmForm
from pages.announcing.preview import course
from pages.competition_states import CompetitionDates, State, Timing
from pages.models import CompetitionPage
from tests.competitions.calls import ANNOUNCED, call
from tests.pages.editing import save
from tests.scenarios.routes import add_url, edit_url, form_at

END = warsaw(dt.date(2026, 12, 15), dt.time(15))


def at(day: dt.date, hour: int = 0) -> dt.datetime:
    return warsaw(day, dt.time(hour))


def test_the_editor_shows_what_is_missing_and_leads_there(city: SimpleNamespace, as_: Any) -> None:
    page = call(city, award_rules="", place="")
    shown = as_(city.coordinator).get(edit_url(page)).content.decode()
    assert "art. 13 ust. 2 pkt 3 ustawy" in shown
    assert 'data-ngo-field="award_rules"' in shown
    assert "Warto sprawdzić: Podaj miejsce realizacji" in " ".join(shown.split())
    assert 'data-ngo-field="conditions"' not in shown
    assert "pages/checklist.js" in shown


def test_a_new_page_says_when_the_list_comes(city: SimpleNamespace, as_: Any) -> None:
    shown = as_(city.coordinator).get(add_url(city, CompetitionPage)).content.decode()
    assert "Po pierwszym zapisie" in shown
    assert "data-checklist-body" in shown
    assert "data-address" not in shown


def test_an_old_announcement_has_no_list(city: SimpleNamespace, as_: Any) -> None:
    shown = as_(city.coordinator).get(edit_url(call(city, is_archival=True))).content.decode()
    assert "data-checklist" not in shown


def test_the_list_follows_an_automatic_save(city: SimpleNamespace, as_: Any) -> None:
    page, client = call(city, award_rules=""), as_(city.coordinator)
    address = reverse("competitions:checklist", args=[page.pk])
    assert "art. 13 ust. 2 pkt 3" in client.get(address).content.decode()
    rules = '{"blocks": [{"key": "a", "type": "unstyled", "text": "Dotacja.", "depth": 0, "inlineStyleRanges": [], '
    rules += '"entityRanges": []}], "entityMap": {}}'
    data = form_at(client, edit_url(page), CompetitionPage, award_rules=rules)
    saved = client.post(edit_url(page), data, headers={"accept": "application/json"})
    assert saved.json()["success"]
    told = client.get(address).content.decode()
    assert "art. 13 ust. 2 pkt 3" not in told
    assert "Niczego, czego wymaga ustawa, nie brakuje" in told


def test_another_units_list_is_shut(city: SimpleNamespace, as_: Any) -> None:
    address = reverse("competitions:checklist", args=[call(city).pk])
    assert as_(city.other).get(address).status_code == 403


DATES = CompetitionDates(deadline=END, announced_on=ANNOUNCED)
NEXT_DAY = at(dt.date(2026, 12, 16))


@pytest.mark.parametrize(
    ("dates", "timing", "turns"),
    [
        (
            DATES,
            Timing(),
            [(None, State.FORETOLD), (at(ANNOUNCED), State.OPEN), (END, State.CLOSED), (NEXT_DAY, State.ASSESSMENT)],
        ),
        (
            CompetitionDates(deadline=END, announced_on=ANNOUNCED, formal_review_until=dt.date(2026, 12, 20)),
            Timing(),
            [
                (None, State.FORETOLD),
                (at(ANNOUNCED), State.OPEN),
                (END, State.CLOSED),
                (at(dt.date(2026, 12, 21)), State.ASSESSMENT),
            ],
        ),
        (
            DATES,
            Timing(assessed_after=5),
            [
                (None, State.FORETOLD),
                (at(ANNOUNCED), State.OPEN),
                (END, State.CLOSED),
                (at(dt.date(2026, 12, 20)), State.ASSESSMENT),
            ],
        ),
        (
            CompetitionDates(deadline=END, announced_on=ANNOUNCED, results_on=dt.date(2027, 1, 20)),
            Timing(),
            [
                (None, State.FORETOLD),
                (at(ANNOUNCED), State.OPEN),
                (END, State.CLOSED),
                (NEXT_DAY, State.ASSESSMENT),
                (at(dt.date(2027, 1, 20)), State.SETTLED),
            ],
        ),
        (CompetitionDates(), Timing(), []),
    ],
)
def test_with_these_dates(dates: CompetitionDates, timing: Timing, turns: list[Any]) -> None:
    assert [tuple(turn) for turn in course(dates, timing)] == turns


def test_the_states_stand_in_the_editor(city: SimpleNamespace, as_: Any) -> None:
    shown = " ".join(as_(city.coordinator).get(edit_url(call(city))).content.decode().split())
    assert "Z tymi terminami:" in shown
    assert "od 15 grudnia 2026, godz. 15:00" in shown


FIRST, LAST = dt.date.min, dt.date.max


@pytest.mark.parametrize(
    "dates",
    [
        replace(DATES, formal_review_until=LAST),
        replace(DATES, announced_on=FIRST),
        replace(DATES, deadline=at(LAST, 15)),
        replace(DATES, results_on=LAST),
        replace(DATES, annulled_on=FIRST),
    ],
)
def test_a_day_beyond_our_times_breaks_nothing(dates: CompetitionDates) -> None:
    assert all(turn.at is None or turn.at.year == 2026 for turn in course(dates, Timing()))


@pytest.mark.parametrize(
    "saved",
    [
        {"formal_review_until": LAST},
        {"places": {"bip": FIRST}},
        {"deadline": at(LAST, 15)},
        {"places": {"bip": LAST}},
        {"choice_on": FIRST, "realised_until": LAST, "offers_from": LAST},
        {"results_on": LAST},
        {"annulled_on": FIRST},
    ],
)
def test_a_draft_with_such_a_day_still_opens(city: SimpleNamespace, as_: Any, saved: dict[str, Any]) -> None:
    page = call(city, **saved)
    assert as_(city.coordinator).get(edit_url(page)).status_code == 200
    assert page.over_from() is None or page.over_from().year <= 2026


@pytest.mark.parametrize(
    ("field", "typed", "wrong"),
    [
        ("formal_review_until", "9999-12-31", True),
        ("realised_from", "0206-02-08", True),
        ("choice_on", "1989-12-31", True),
        ("choice_on", "2101-01-01", True),
        ("choice_on", "2100-12-31", False),
        ("deadline", "9999-12-31 15:00", True),
        ("publications-0-on", "0001-01-01", True),
        ("publications-0-on", "2026-11-24", False),
    ],
)
def test_the_field_refuses_it(city: SimpleNamespace, as_: Any, field: str, typed: str, wrong: bool) -> None:
    client, page = as_(city.coordinator), call(city)
    answer = save(client, page, **{field: typed})
    told = "Podaj dzień od 1 stycznia 1990 do 31 grudnia 2100." in answer.content.decode()
    assert (answer.status_code, told) == ((200, True) if wrong else (302, False))


def test_no_place_is_confirmed_with_such_a_day() -> None:
    assert "on" in ConfirmForm({"on": "0001-01-01"}).errors
    assert ConfirmForm({"on": "2026-11-24"}).is_valid()
