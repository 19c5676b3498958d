"""An annulment or results of a day to come are not told as facts: the state at the moment decides, in every place."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from coordination.calendar import warsaw
from coordination.standing import standing_of
from coordination.verdict import Refused
from pages.models import CompetitionPage, Result
from pages.planned.rows import planned
from publishing import actions
from tests.competitions.calls import DAY, call
from tests.competitions.test_hour_of_an_announcement import hand_over
from tests.pages.editing import save
from tests.publishing.city import NOW, TODAY, TUESDAY, fresh

CLOSED = warsaw(dt.date(2026, 11, 10), dt.time(12))
OPEN = warsaw(dt.date(2026, 12, 4), dt.time(12))
TOMORROW = TODAY + DAY
PLACES = dict.fromkeys(("bip", "tablica", "strona"), dt.date(2026, 10, 12))


def public(city: SimpleNamespace, deadline: dt.datetime = OPEN, **values: Any) -> Any:
    """Public whatever its days say, as an emergency publication or a clock that was stopped would leave it."""
    page = call(city, places=PLACES, planned=False, deadline=deadline, **values)
    if page.results_on:
        page.results = [Result(bidder="Klub „Wisełka”", task="Zajęcia", amount=Decimal(1000))]
    page.save_revision(clean=False).publish()
    return CompetitionPage.objects.get(pk=page.pk)


def annulled(city: SimpleNamespace, **values: Any) -> Any:
    return public(city, annulled_on=TOMORROW, annulment_reason="wymogi", annulment_text="Napiszemy.", **values)


def read(client: Client, page: Any) -> str:
    return re.sub(r"<[^>]+>", " ", client.get(page.url).content.decode()).replace("\u00a0", " ")


def rows(client: Client) -> list[dict[str, str]]:
    text = client.get("/konkursy/eksport.csv").getvalue().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


@pytest.mark.parametrize(("days", "told"), [(-1, True), (0, True), (1, False)])
def test_an_annulment_is_told_from_its_day(
    city: SimpleNamespace, client: Client, clock: Any, days: int, told: bool
) -> None:
    page = annulled(city)
    clock.move_to(warsaw(TOMORROW - days * DAY, dt.time(0)), tick=False)
    text = read(client, page)
    assert ("Unieważniono 24 listopada 2026" in text) is told
    assert ("Napiszemy." in text) is told
    assert ("Unieważnienie" in text) is told, "the way of the competition"
    assert ("Wybór ofert do" in text) is not told, "else something still comes"
    one = Calendar.from_ical(client.get(reverse("pages:competition_calendar", args=[page.slug])).getvalue())
    assert str(one.walk("VEVENT")[0]["status"]) == ("CANCELLED" if told else "CONFIRMED")
    assert [row["unieważniono dnia"] for row in rows(client)] == (["24.11.2026"] if told else [""])


@pytest.mark.parametrize(("days", "told"), [(-1, True), (0, True), (1, False)])
def test_results_and_their_note_are_told_from_their_day(
    city: SimpleNamespace, client: Client, clock: Any, days: int, told: bool
) -> None:
    page = public(city, CLOSED, results_on=TOMORROW, results_note="Komisja zaleciła zmiany.")
    clock.move_to(warsaw(TOMORROW - days * DAY, dt.time(0)), tick=False)
    text = read(client, page)
    assert [word in text for word in ("Wisełka", "Komisja zaleciła", "Uzasadnień wyboru")] == [told] * 3
    assert ("Wybór ofert do" in text) is not told
    assert [row["wyniki ogłoszono dnia"] for row in rows(client)] == (["24.11.2026"] if told else [""])


@pytest.mark.parametrize("field", ["results_on", "annulled_on"])
def test_reminders_of_results_go_on_until_the_day(city: SimpleNamespace, field: str) -> None:
    page = public(city, CLOSED, choice_on=TODAY, **{field: TOMORROW})

    def owing(today: dt.date) -> list[Any]:
        return list(CompetitionPage.objects.owing_results(today, today=today))

    assert owing(TODAY) == [page]
    assert owing(TOMORROW) == []


def test_a_call_still_foretold_stays_among_the_plans(city: SimpleNamespace) -> None:
    page = call(city, places={}, planned_announcement_on=TOMORROW, annulled_on=TOMORROW, live=True)
    assert page in planned(standing_of(city.administrator), NOW)


# -- before it goes public ---------------------------------------------------------------------------------------------


def told(page: Any, field: str, publish_at: dt.datetime) -> list[bool]:
    return [issue.hard for issue in page.requirements_at(publish_at, now=NOW) if issue.field == field]


@pytest.mark.parametrize(("days", "said"), [(-1, [True]), (0, []), (1, [False])])
@pytest.mark.parametrize("field", ["results_on", "annulled_on"])
def test_the_day_is_measured_against_the_hour_of_publication(
    city: SimpleNamespace, field: str, days: int, said: list[bool]
) -> None:
    """A day after the publication stops it; one before it is pointed out, where it is told for the first time."""
    draft = call(city, places=PLACES, deadline=CLOSED, annulment_reason="wymogi" if field == "annulled_on" else "")
    draft.results = [Result(bidder="Klub", task="Zajęcia", amount=Decimal(1))]
    setattr(draft, field, TUESDAY.date() - days * DAY)
    assert told(draft, field, TUESDAY) == said
    draft.save_revision(clean=False).publish()
    page = CompetitionPage.objects.get(pk=draft.pk)
    assert told(page, field, TUESDAY) == ([True] if days < 0 else []), "what is public already is no news"


def test_the_editor_and_the_handoff_refuse_a_day_to_come(city: SimpleNamespace, as_: Any) -> None:
    page = call(city, places=PLACES, deadline=CLOSED, annulled_on=TUESDAY.date(), annulment_reason="wymogi", live=True)
    CompetitionPage.objects.filter(pk=page.pk).update(annulled_on=None)
    with pytest.raises(Refused, match="unieważnieniu z 24 listopada 2026 już 23 listopada"):
        actions.hand_over(page, by=fresh(city.coordinator), publish_at=NOW + dt.timedelta(hours=8), now=NOW)
    assert actions.hand_over(page, by=fresh(city.coordinator), publish_at=TUESDAY, now=NOW)
    other = public(city, CLOSED)
    answer = save(as_(city.administrator), other, results_on="2026-11-24", **{"action-publish": "1"})
    assert "results_on" in answer.context["form"].errors


ENDS = {"results_on": {}, "annulled_on": {"annulment_reason": "wymogi"}}


@pytest.mark.parametrize("field", ENDS)
def test_an_end_dated_on_the_agreed_day_is_handed_over_today(
    city: SimpleNamespace, as_: Any, clock: Any, field: str
) -> None:
    """Before an hour is asked for, nobody knows on which day it will be shown: only the hour can stop it."""
    page = public(city, CLOSED)
    draft = page.get_latest_revision_as_object()
    draft.results = [Result(bidder="Klub", task="Zajęcia", amount=Decimal(1))]
    for name, value in {field: TUESDAY.date(), **ENDS[field]}.items():
        setattr(draft, name, value)
    draft.save_revision(clean=False)
    client = as_(city.coordinator)
    screen = client.get(reverse("publishing:hand_over", args=[page.pk]))
    assert not screen.context["stopped"]
    before = hand_over(client, page, NOW + dt.timedelta(hours=8))
    assert (before.status_code, list(before.context["form"].errors)) == (422, ["publish_at"])
    assert hand_over(client, page, TUESDAY).status_code == 302


def test_an_hour_before_the_deadline_stops_an_annulment_only_once_it_is_named(city: SimpleNamespace) -> None:
    soon = warsaw(TUESDAY.date(), dt.time(6))
    draft = call(city, places=PLACES, deadline=soon, annulled_on=TUESDAY.date(), annulment_reason="wymogi")
    assert [issue for issue in draft.requirements() if issue.field == "annulled_on"] == []
    assert told(draft, "annulled_on", soon - dt.timedelta(minutes=1)) == [True]
    assert told(draft, "annulled_on", soon) == []
