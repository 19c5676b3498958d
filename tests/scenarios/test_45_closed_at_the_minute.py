"""At the closing minute, with nobody editing, all that is public says «closed», not a second before (scenario 45)."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.cache import cache
from django.test import Client
from icalendar import Calendar

from coordination.calendar import warsaw
from coordination.models import ServiceStandard
from pages.competition_states import State, next_change
from pages.models import CompetitionPage, Publication, UnitPage
from tests.pages.conftest import add, house

__all__ = ["add", "house"]

Add = Callable[..., Any]
SECOND, DAY = dt.timedelta(seconds=1), dt.timedelta(days=1)
ANNOUNCED = dt.date(2026, 10, 1)
AFTERNOON = warsaw(dt.date(2026, 11, 26), dt.time(14))
DEADLINES = {
    "a plain afternoon": AFTERNOON,
    "the hour that comes twice": dt.datetime(2026, 10, 25, 0, 30, tzinfo=dt.UTC),
    "the end of the day on which clocks go forward": warsaw(dt.date(2027, 3, 28), dt.time(23, 59)),
    "the end of the year": warsaw(dt.date(2026, 12, 31), dt.time(23, 59, 59)),
}


@pytest.fixture(params=[*DEADLINES.values()], ids=[*DEADLINES])
def deadline(request: pytest.FixtureRequest) -> dt.datetime:
    return request.param


def announced(add: Add, deadline: dt.datetime, **values: Any) -> Any:
    page = add(CompetitionPage, title="Kluby sąsiedzkie", live=False, deadline=deadline, **values)
    page.publications = [Publication(place=place, on=ANNOUNCED) for place in ("bip", "tablica", "strona")]
    page.save_revision().publish()
    add(UnitPage, title="SZ", slug="sz", subject=page.stewardship.unit)
    return page


def told(client: Client, page: Any) -> dict[str, bool]:
    """Whether each public place says that offers are taken."""
    openly = client.get(page.url)
    listed = client.get("/konkursy/").content.decode()
    only_open = client.get("/konkursy/", {"stan": State.OPEN.value}).content.decode()
    calendar = Calendar.from_ical(client.get("/konkursy/kalendarz.ics").getvalue())
    return {
        "page": openly.context["takes_offers"] if openly.context else "deadline__big" in openly.content.decode(),
        "list": "deadline__big" in listed,
        "filter": page.title in only_open,
        "home": "deadline__big" in client.get("/").content.decode(),
        "feed": f"({State.OPEN.label})" in client.get("/konkursy/atom/").getvalue().decode(),
        "calendar": bool(calendar.walk("VEVENT")),
        "unit": "deadline__big" in client.get("/komorki/sz/").content.decode(),
    }


def test_everything_says_closed_at_the_second_and_not_before(
    client: Client, add: Add, clock: Any, deadline: dt.datetime
) -> None:
    page = announced(add, deadline)
    clock.move_to(deadline - SECOND, tick=False)
    assert set(told(client, page).values()) == {True}
    clock.move_to(deadline, tick=False)
    assert set(told(client, page).values()) == {False}


def test_nobody_edits_and_no_job_runs(client: Client, add: Add, clock: Any, deadline: dt.datetime) -> None:
    page = announced(add, deadline)
    rows = list(CompetitionPage.objects.filter(pk=page.pk).values())
    clock.move_to(deadline, tick=False)
    client.get(page.url)
    assert list(CompetitionPage.objects.filter(pk=page.pk).values()) == rows


@pytest.mark.parametrize(
    "day", [dt.date(2026, 10, 24), dt.date(2026, 10, 25), dt.date(2027, 3, 27), dt.date(2027, 3, 28)]
)
def test_the_assessment_begins_at_midnight_in_warsaw(client: Client, add: Add, clock: Any, day: dt.date) -> None:
    """The nights on which clocks change, and the ones before."""
    page = announced(add, warsaw(day, dt.time(15)))
    midnight = warsaw(day + DAY, dt.time())
    clock.move_to(midnight - SECOND, tick=False)
    assert client.get(page.url).context["state"] == State.CLOSED
    clock.move_to(midnight, tick=False)
    assert client.get(page.url).context["state"] == State.ASSESSMENT


def test_a_formal_review_puts_the_assessment_off(client: Client, add: Add, clock: Any) -> None:
    page = announced(add, AFTERNOON, formal_review_until=dt.date(2026, 12, 2))
    begins = warsaw(dt.date(2026, 12, 3), dt.time())
    clock.move_to(begins - SECOND, tick=False)
    assert client.get(page.url).context["state"] == State.CLOSED
    clock.move_to(begins, tick=False)
    assert client.get(page.url).context["state"] == State.ASSESSMENT


@pytest.mark.parametrize("ended", ["results_on", "annulled_on"])
def test_archival_a_year_after_the_end(client: Client, add: Add, clock: Any, ended: str) -> None:
    page = announced(add, AFTERNOON, **{ended: dt.date(2026, 12, 4)}, annulment_reason="wymogi")
    archived = warsaw(dt.date(2027, 12, 5), dt.time())
    clock.move_to(archived - SECOND, tick=False)
    assert client.get(page.url).context["state"] in {State.SETTLED, State.ANNULLED}
    assert page.title in client.get("/konkursy/").content.decode()
    clock.move_to(archived, tick=False)
    assert client.get(page.url).context["state"] == State.ARCHIVED
    assert page.title not in client.get("/konkursy/").content.decode()


def test_the_city_sets_both_numbers(client: Client, add: Add, clock: Any) -> None:
    ServiceStandard.objects.filter(key="competition.assessment").update(value=3)
    ServiceStandard.objects.filter(key="competition.archive").update(value=2)
    page = announced(add, AFTERNOON)
    clock.move_to(warsaw(dt.date(2026, 11, 28), dt.time(23, 59)), tick=False)
    assert client.get(page.url).context["state"] == State.CLOSED
    clock.move_to(warsaw(dt.date(2026, 11, 29), dt.time()), tick=False)
    assert client.get(page.url).context["state"] == State.ASSESSMENT
    page.results_on = dt.date(2026, 12, 4)
    page.save_revision().publish()
    clock.move_to(warsaw(dt.date(2027, 2, 5), dt.time()), tick=False)
    assert client.get(page.url).context["state"] == State.ARCHIVED


# -- caches ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def kept(settings: Any) -> Iterator[None]:
    """A cache in front of the portal that obeys what answers say of themselves, for an hour at most."""
    cache.clear()
    settings.PUBLIC_CACHE_SECONDS = 3600
    settings.MIDDLEWARE = [
        "django.middleware.cache.UpdateCacheMiddleware",
        *django_settings.MIDDLEWARE,
        "django.middleware.cache.FetchFromCacheMiddleware",
    ]
    yield
    cache.clear()


PLACES = ("/konkursy/", "/konkursy/?stan=open", "/", "/konkursy/atom/", "/konkursy/kalendarz.ics")


def test_no_cache_is_stale_for_a_second(kept: None, add: Add, clock: Any) -> None:
    page = announced(add, AFTERNOON)
    places = (*PLACES, page.url)
    answers = {}
    for left in (600, 2):
        clock.move_to(AFTERNOON - dt.timedelta(seconds=left), tick=False)
        answers = {place: Client().get(place).getvalue() for place in places}
        assert answers == {place: Client().get(place).getvalue() for place in places}
    clock.move_to(AFTERNOON, tick=False)
    for place in places:
        assert Client().get(place).getvalue() != answers[place], place


def test_a_cached_answer_ends_at_midnight(kept: None, client: Client, add: Add, clock: Any) -> None:
    page = announced(add, AFTERNOON)
    midnight = warsaw(AFTERNOON.date() + DAY, dt.time())
    clock.move_to(midnight - dt.timedelta(seconds=90), tick=False)
    assert client.get(page.url)["Cache-Control"] == "max-age=89, must-revalidate"
    clock.move_to(midnight, tick=False)
    assert client.get(page.url).context["state"] == State.ASSESSMENT


def test_what_is_kept_is_really_kept(kept: None, add: Add, clock: Any, django_assert_num_queries: Any) -> None:
    """Else the tests above would pass without a cache."""
    page = announced(add, AFTERNOON)
    clock.move_to(AFTERNOON - dt.timedelta(minutes=10), tick=False)
    Client().get(page.url)
    with django_assert_num_queries(0):
        Client().get(page.url)


def test_without_the_setting_nothing_is_kept(client: Client, add: Add, clock: Any) -> None:
    page = announced(add, AFTERNOON)
    for place in (*PLACES, page.url):
        assert client.get(place)["Cache-Control"] == "max-age=0, must-revalidate"


def test_what_was_made_for_one_reader_is_never_kept(
    settings: Any, client: Client, add: Add, clock: Any, django_user_model: Any
) -> None:
    settings.PUBLIC_CACHE_SECONDS = 3600
    page = announced(add, AFTERNOON)
    assert client.get(page.url)["Cache-Control"] == "max-age=3600, must-revalidate"
    client.force_login(
        django_user_model.objects.create_user("ktos"), backend="django.contrib.auth.backends.ModelBackend"
    )
    assert client.get(page.url)["Cache-Control"] == "max-age=0, must-revalidate"
    assert "Cookie" in client.get(page.url)["Vary"]


@pytest.mark.parametrize(("hours", "deadline_in"), [*itertools.product(range(0, 26, 5), [None, -1, 1, 30, 90_000])])
def test_the_next_change_is_ahead_and_within_a_day(hours: int, deadline_in: int | None) -> None:
    now = warsaw(dt.date(2026, 10, 24), dt.time(22)) + dt.timedelta(hours=hours)
    deadline = None if deadline_in is None else now + dt.timedelta(seconds=deadline_in)
    found = next_change(now, deadline)
    assert now < found <= now + dt.timedelta(hours=25)
    assert deadline is None or deadline <= now or found <= deadline
