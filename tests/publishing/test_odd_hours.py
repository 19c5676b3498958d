"""Days off and nights among the dates people type, and the hour clocks show twice (§ 4 ust. 2)."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any

import pytest
from django.urls import reverse

from coordination.calendar import WorkingCalendar, warsaw
from publishing.leads import lead_days
from publishing.models import Handoff, HandoffSet
from publishing.odd_hours import delivery_error, question
from publishing.slots import reservation
from tests.publishing.city import KINDS, handed_over, news
from tests.scenarios.travel import dates, press, row_of

OFFICE = WorkingCalendar({dt.date(2027, 6, 4): "dzień wolny urzędu"})
NINE, EVE = dt.time(9), dt.date(2026, 12, 24)


def asked(day: dt.date, hour: dt.time = NINE, fold: int = 0) -> str:
    found = question(warsaw(day, hour, fold=fold), OFFICE)
    return found.words if found else ""


@pytest.mark.par(4, ust=2)
@pytest.mark.parametrize(
    ("day", "said"),
    [
        (EVE, "24 grudnia to dzień wolny (Wigilia Bożego Narodzenia); najbliższy roboczy: 28 grudnia."),
        (dt.date(2026, 11, 28), "28 listopada to dzień wolny (sobota); najbliższy roboczy: 30 listopada."),
        (dt.date(2027, 3, 29), "29 marca to dzień wolny (Poniedziałek Wielkanocny); najbliższy roboczy: 30 marca."),
        (dt.date(2027, 6, 4), "4 czerwca to dzień wolny (dzień wolny urzędu); najbliższy roboczy: 7 czerwca."),
        (dt.date(2026, 11, 27), ""),
    ],
)
def test_a_publication_on_a_day_off_is_asked_about(day: dt.date, said: str) -> None:
    assert asked(day) == said


@pytest.mark.par(4, ust=2)
@pytest.mark.parametrize(
    ("hour", "odd"), [("05:59", True), ("06:00", False), ("22:00", False), ("22:01", True), ("00:00", True)]
)
def test_a_publication_at_night_is_asked_about(hour: str, odd: bool) -> None:
    words = asked(dt.date(2026, 11, 27), dt.time.fromisoformat(hour))
    assert ("to noc" in words) is odd


@pytest.mark.par(4, ust=2)
def test_an_hour_that_comes_twice_may_mean_either() -> None:
    found = question(warsaw(dt.date(2027, 10, 31), dt.time(2, 30), fold=0), OFFICE)
    assert found is not None
    assert [instant.utcoffset() for instant, _words in found.choices] == [dt.timedelta(hours=2), dt.timedelta(hours=1)]
    assert "czas letni" in found.choices[0][1]
    assert "czas zimowy" in found.choices[1][1]


@pytest.mark.par(4, ust=2)
@pytest.mark.parametrize(
    ("day", "publish_on", "nearest"),
    [
        (EVE, dt.date(2026, 12, 29), "23 grudnia"),
        (dt.date(2026, 12, 27), dt.date(2026, 12, 29), "28 grudnia"),
        (dt.date(2026, 12, 27), dt.date(2026, 12, 27), "23 grudnia"),
        (dt.date(2026, 12, 26), None, "28 grudnia"),
        (dt.date(2027, 3, 29), dt.date(2027, 3, 29), "26 marca"),
    ],
)
def test_material_is_delivered_on_the_nearest_working_day(
    day: dt.date, publish_on: dt.date | None, nearest: str
) -> None:
    assert f"Najbliższy dzień roboczy: {nearest}." in delivery_error(day, dt.date(2026, 12, 1), publish_on, OFFICE)


def test_where_no_working_day_is_left_a_later_hour_is_asked_for() -> None:
    words = delivery_error(EVE, EVE, dt.date(2026, 12, 27), OFFICE)
    assert "późniejszą" in words
    assert delivery_error(dt.date(2026, 12, 28), EVE, None, OFFICE) == ""


@pytest.mark.par(4, ust=2)
@pytest.mark.parametrize("lead", [0, 2, 5])
def test_what_is_offered_leaves_the_lead_time_after_the_delivery(lead: int) -> None:
    deliver_by, publish_at = reservation(warsaw(dt.date(2026, 12, 21), NINE), lead, {warsaw(EVE, NINE)}, OFFICE)
    assert OFFICE.is_working_day(deliver_by)
    assert OFFICE.working_days_between(deliver_by, publish_at.date()) >= max(lead, 1)


ODD = [
    ("2026-12-24", "09:00", "najbliższy roboczy: 28 grudnia", "2026-12-24T09:00:00+01:00"),
    ("2026-12-22", "23:30", "23:30 to noc", "2026-12-22T23:30:00+01:00"),
    ("2027-10-31", "02:30", "ta godzina wypada dwa razy", "2027-10-31T02:30:00+01:00"),
]


@pytest.mark.par(4, ust=2)
@pytest.mark.parametrize(("day", "hour", "said", "meant"), ODD)
def test_every_form_that_asks_when_asks_once_more(
    city: SimpleNamespace, as_: Any, clock: Any, day: str, hour: str, said: str, meant: str
) -> None:
    if day.startswith("2027"):
        clock.move_to("2027-10-20 08:00+00:00")
    first, second = handed_over(city), handed_over(city)
    draft, public, unit, editor = news(city), news(city, live=True), as_(city.coordinator), as_(city.editor)
    reserved = {"title": "Spotkanie", "kind": "news", "unit": city.kd.pk, "deliver_by": day_before(day)}
    commissioned = {"title": "Zlecenie", "kind": "news", "unit": city.kd.pk, "text": "Treść.", "target": ""}
    taken_off = {"purpose": "take_off", "ground": "outdated", "words": "", "target": "", "note": ""}
    forms: dict[str, Any] = {
        "hand_over": lambda more: unit.post(
            reverse("publishing:hand_over", args=[draft.pk]), {**dates(day, hour), "note": "Uwaga.", **more}
        ),
        "reserve": lambda more: unit.post(reverse("publishing:reserve"), {**reserved, **dates(day, hour), **more}),
        "commission": lambda more: unit.post(
            reverse("publishing:commission"), {**commissioned, **dates(day, hour), **more}
        ),
        "set": lambda more: unit.post(
            reverse("publishing:new_set"),
            {"title": "Komplet", "handoffs": [first.pk, second.pk], **dates(day, hour), **more},
        ),
        "take_off": lambda more: unit.post(
            reverse("publishing:take_off", args=[public.pk]), {**taken_off, **dates(day, hour), **more}
        ),
    }
    for name, send in forms.items():
        answer = send({})
        text = answer.content.decode()
        assert answer.status_code == 422, name
        assert said in text, name
        assert f'value="{day}"' in text, name
        assert f'value="{meant}"' in text, name
        assert send({"meant": "2026-12-25T09:00:00+01:00"}).status_code == 422, name
        assert send({"meant": meant}).status_code == 302, name
    wanted = dt.datetime.fromisoformat(meant)
    assert Handoff.objects.filter(publish_at=wanted).count() == 6
    assert HandoffSet.objects.count() == 1

    proposal = {**dates(day, "10:00" if hour == "09:00" else hour, "propose-"), "propose-reason": "Uwaga."}
    answer = press(editor, "propose", first, **proposal)
    if hour == "09:00":
        assert answer.status_code == 422
        again = meant.replace("T09", "T10")
        assert press(editor, "propose", first, **proposal, **{"propose-meant": again}).status_code == 302
        assert row_of(first).publish_at == dt.datetime.fromisoformat(again)


def day_before(day: str) -> str:
    return {"2026-12-24": "2026-12-23", "2026-12-22": "2026-12-21", "2027-10-31": "2027-10-29"}[day]


@pytest.mark.par(4, ust=2)
def test_material_is_not_due_on_a_day_off(city: SimpleNamespace, as_: Any) -> None:
    typed = {"title": "Spotkanie", "kind": "news", "unit": city.kd.pk, "deliver_by": "2026-12-24", "note": "Uwaga."}
    answer = as_(city.coordinator).post(reverse("publishing:reserve"), {**typed, **dates("2026-12-29", "09:00")})
    assert answer.status_code == 422
    assert "Najbliższy dzień roboczy: 23 grudnia." in answer.content.decode()
    assert "Uwaga." in answer.content.decode()


@pytest.mark.par(4, ust=2)
def test_the_forms_name_the_lead_time_of_every_kind(city: SimpleNamespace, as_: Any) -> None:
    for name in ("reserve", "commission"):
        text = as_(city.coordinator).get(reverse(f"publishing:{name}"), {"rodzaj": "competition"}).content.decode()
        assert 'value="competition" selected' in text, name
        assert text.count("data-kind=") == len(KINDS), name
        assert "kind_dates.js" in text, name
    assert lead_days("competition") == 0  # the city of the tests asks for none
