"""A small portal: the indexes, two units with people, a handful of pages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from wagtail.models import Page, Site
from wagtail.rich_text import RichText

from coordination.calendar import warsaw
from coordination.models import Designation, Person, Unit
from coordination.states import Office
from pages.models import (
    AidIndexPage,
    AidPage,
    AnswerIndexPage,
    AnswerPage,
    CompetitionIndexPage,
    CompetitionPage,
    EventIndexPage,
    EventPage,
    HomePage,
    NewsIndexPage,
    NewsPage,
    SmallGrantCallPage,
    SmallGrantIndexPage,
    UnitIndexPage,
    UnitPage,
)
from publishing.governed import entrusting

TODAY = dt.date(2026, 11, 23)
NOW = warsaw(TODAY, dt.time(10, 0))


def person(unit: Unit, office: Office, first: str, last: str) -> Designation:
    who = Person.objects.create(
        first_name=first,
        last_name=last,
        function="specjalistka",
        phone="12 000 00 11",
        email=f"{last.lower()}@umk.example",
    )
    return Designation.objects.create(person=who, unit=unit, office=office, from_on=dt.date(2026, 1, 1))


@pytest.fixture
def clock(time_machine: Any) -> Any:
    time_machine.move_to(NOW, tick=False)
    return time_machine


@pytest.fixture
def house(db: None, clock: Any, settings: Any) -> SimpleNamespace:
    """Home and indexes, kept by SZ; KD beside it; SZ has a coordinator and a deputy, KD a coordinator."""
    sz = Unit.objects.get(symbol="SZ")
    kd = Unit.objects.get(symbol="KD")
    home = HomePage(title="Portal NGO", slug="portal", lead="Tu znajdziesz pomoc.")
    with entrusting(sz):
        Page.objects.get(depth=1).add_child(instance=home)
        shelves = {
            "units": home.add_child(instance=UnitIndexPage(title="Komórki", slug="komorki")),
            "competitions": home.add_child(instance=CompetitionIndexPage(title="Konkursy", slug="konkursy")),
            "news": home.add_child(instance=NewsIndexPage(title="Aktualności", slug="aktualnosci")),
            "events": home.add_child(instance=EventIndexPage(title="Wydarzenia", slug="wydarzenia")),
            "aid": home.add_child(instance=AidIndexPage(title="Pomoc", slug="pomoc")),
            "answers": home.add_child(instance=AnswerIndexPage(title="Pytania i odpowiedzi", slug="pytania")),
            "grants": home.add_child(instance=SmallGrantIndexPage(title="Małe granty", slug="male-granty")),
        }
    Site.objects.all().delete()
    Site.objects.create(hostname="testserver", root_page=home, is_default_site=True)
    return SimpleNamespace(
        home=home,
        sz=sz,
        kd=kd,
        coordinator=person(sz, Office.COORDINATOR, "Hanna", "Wilczyńska"),
        deputy=person(sz, Office.DEPUTY, "Mikołaj", "Sarnecki"),
        other=person(kd, Office.COORDINATOR, "Ewelina", "Brodacka"),
        **shelves,
    )


@pytest.fixture
def add(house: SimpleNamespace) -> Callable[..., Any]:
    """Create and publish a page on its shelf: add(CompetitionPage, title=…, unit=…)."""
    shelves = {
        UnitPage: house.units,
        CompetitionPage: house.competitions,
        NewsPage: house.news,
        EventPage: house.events,
        AidPage: house.aid,
        AnswerPage: house.answers,
        SmallGrantCallPage: house.grants,
    }

    def make(model: Any, *, unit: Unit | None = None, live: bool = True, **values: Any) -> Any:
        values = DEFAULTS.get(model, {}) | {"title": f"Strona {model.__name__}"} | values
        page = model(live=False, **values)
        with entrusting(unit or house.sz):
            shelves[model].get_children()  # a fresh node each time
            type(shelves[model]).objects.get(pk=shelves[model].pk).add_child(instance=page)
        if live:
            page.save_revision().publish()
            page.refresh_from_db()
        return page

    return make


DEFAULTS: dict[Any, dict[str, Any]] = {
    CompetitionPage: {"deadline": NOW + dt.timedelta(days=10), "summary": "W skrócie."},
    EventPage: {
        "starts_at": NOW + dt.timedelta(days=5),
        "ends_at": NOW + dt.timedelta(days=5, hours=2),
        "lead": "Spotkajmy się.",
        "place": "Dom Sąsiedzki Demo",
    },
    NewsPage: {"lead": "Krótko o zmianie."},
    AnswerPage: {
        "question": "Czy klub może działać po lekcjach?",
        "short_answer": "Tak, jeśli wejście jest dostępne.",
        "body": [("paragraph", RichText("<p>Tak, jeśli wejście jest dostępne.</p>"))],
        "answered_on": TODAY,
    },
    AidPage: {"for_whom": "organizacje działające w Krakowie"},
    SmallGrantCallPage: {"summary": "Zajęcia dla dzieci.", "year": 2026, "opens_on": dt.date(2026, 3, 2)},
}
