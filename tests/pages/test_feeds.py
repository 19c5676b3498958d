"""Calendars, feed and map."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from django.test import Client
from icalendar import Calendar

from pages.models import CompetitionPage, EventPage, NewsPage
from tests.pages.conftest import NOW

Add = Callable[..., Any]


def test_calendar_of_deadlines(client: Client, add: Add) -> None:
    add(CompetitionPage, title="Otwarty", summary="Linia\nz przecinkiem, i średnikiem;")
    add(CompetitionPage, title="Zamknięty", deadline=NOW - dt.timedelta(days=1))
    response = client.get("/konkursy/kalendarz.ics")
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    calendar = Calendar.from_ical(response.getvalue())
    (event,) = calendar.walk("VEVENT")
    assert "Otwarty" in event["SUMMARY"]
    assert event.decoded("dtend") == NOW + dt.timedelta(days=10)
    assert "Dane demonstracyjne" in event["DESCRIPTION"]
    assert len(calendar.walk("VALARM")) == 2


def test_calendar_of_events_leaves_internal_ones_out(client: Client, add: Add) -> None:
    add(EventPage, title="Spotkanie")
    add(EventPage, title="Narada", event_type="wewnetrzne")
    add(EventPage, title="Odwołane", cancelled=True)
    events = Calendar.from_ical(client.get("/wydarzenia/kalendarz.ics").getvalue()).walk("VEVENT")
    assert {str(event["SUMMARY"]): str(event["STATUS"]) for event in events} == {
        "Spotkanie": "CONFIRMED",
        "Odwołane": "CANCELLED",
    }


def test_feed(client: Client, add: Add) -> None:
    add(CompetitionPage, title="Otwarty & nowy")
    text = client.get("/konkursy/atom/").content.decode()
    assert "Otwarty &amp; nowy" in text
    assert "Dane demonstracyjne" in text


def test_map_holds_public_pages_only(client: Client, house: SimpleNamespace, add: Add) -> None:
    public, internal = add(NewsPage), add(EventPage, event_type="wewnetrzne")
    index = client.get("/sitemap.xml").content.decode()
    assert "/sitemap-strony.xml" in index
    text = client.get("/sitemap-strony.xml").content.decode()
    assert public.url in text
    assert internal.url not in text
    assert "/koordynatorzy/" in client.get("/sitemap-narzedzia.xml").content.decode()
    assert client.get("/sitemap-nic.xml").status_code == 404


def test_robots_stay_out_of_the_demo(client: Client, house: SimpleNamespace, settings: Any) -> None:
    settings.PORTAL_DEMO = True
    assert "Disallow: /\n" in client.get("/robots.txt").content.decode()
    settings.PORTAL_DEMO = False
    assert "sitemap.xml" in client.get("/robots.txt").content.decode()
