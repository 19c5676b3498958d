"""The calendar of what is coming: who sees what, on which days, days off in words, a constant number of queries."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page

from coordination.calendar import WorkingCalendar, warsaw
from coordination.models import Holiday
from pages.models import CompetitionPage
from publishing import confinement
from publishing.models import Handoff, PublishingRight, Stewardship
from publishing.spans import day_off, month_of, typed_day, week_of
from publishing.states import Stage
from tests.publishing.city import FRIDAY, NOW, TUESDAY, approved, child, fresh, handed_over, news

SignIn = Callable[[Any], Client]
TODAY = dt.date(2026, 11, 23)


# -- days -----------------------------------------------------------------------------------------------------------


def test_a_month_is_whole_weeks() -> None:
    span = month_of(dt.date(2026, 11, 23))
    assert (span.first, span.last) == (dt.date(2026, 11, 1), dt.date(2026, 11, 30))
    assert (span.weeks[0][0], span.weeks[-1][-1]) == (dt.date(2026, 10, 26), dt.date(2026, 12, 6))
    assert all(len(week) == 7 and week[0].weekday() == 0 for week in span.weeks)
    assert (span.previous, span.following) == (dt.date(2026, 10, 1), dt.date(2026, 12, 1))
    assert span.title == "Listopad 2026"


def test_a_week_runs_from_monday_to_sunday() -> None:
    span = week_of(dt.date(2027, 1, 1))
    assert span.weeks == [[dt.date(2026, 12, 28) + dt.timedelta(days=number) for number in range(7)]]
    assert span.title == "28 grudnia 2026 – 3 stycznia 2027"
    assert week_of(dt.date(2026, 11, 27)).title == "23–29 listopada 2026"
    assert week_of(dt.date(2026, 12, 1)).title == "30 listopada – 6 grudnia 2026"


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (dt.date(2026, 12, 24), "dzień wolny: Wigilia Bożego Narodzenia"),
        (dt.date(2026, 11, 11), "dzień wolny: Narodowe Święto Niepodległości"),
        (dt.date(2026, 11, 28), "dzień wolny"),
        (dt.date(2026, 12, 31), "dzień wolny: Dzień za 26 grudnia"),
        (dt.date(2026, 11, 24), ""),
    ],
)
def test_days_off_are_marked_in_words(day: dt.date, words: str) -> None:
    assert day_off(day, WorkingCalendar({dt.date(2026, 12, 31): "Dzień za 26 grudnia"})) == words


@pytest.mark.parametrize("typed", ["", "x", "2026-13-01", "0001-01-01", "9999-12-31", "2026-W48-1", "\x00" * 10])
def test_nonsense_in_the_address_is_today(typed: str) -> None:
    assert typed_day(typed, TODAY) == TODAY


# -- what -----------------------------------------------------------------------------------------------------------


def shown(client: Client, **asked: Any) -> str:
    answer = client.get(reverse("publishing:calendar"), asked)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def table(text: str) -> str:
    return text[text.index('<table class="coming') :].partition("</table>")[0]


def competition(city: SimpleNamespace, title: str, deadline: dt.datetime, unit: Any = None) -> Any:
    page = CompetitionPage(title=title, slug=title.lower().replace(" ", "-"), live=False, deadline=deadline)
    child(city.competitions, page, unit or city.kd)
    Page.objects.filter(pk=page.pk).update(live=True)
    return page


@pytest.fixture
def full(city: SimpleNamespace) -> SimpleNamespace:
    """One of everything, in the week of 23 November."""
    city.proposed = handed_over(city, news(city, title="Proponowana aktualność"), at=FRIDAY)
    city.agreed = approved(city, news(city, title="Uzgodniona aktualność"), at=TUESDAY)
    PublishingRight.objects.create(unit=city.kd, kind="news", from_on=dt.date(2026, 1, 1), basis="x", granted_by="SZ")
    own = news(city, title="Sami publikujemy")
    own.go_live_at = warsaw(dt.date(2026, 11, 26), dt.time(8))
    own.save_revision(user=city.coordinator, clean=False).publish(user=city.coordinator, skip_permission_checks=True)
    ending = news(city, title="Strona wygasa", live=True)
    Page.objects.filter(pk=ending.pk).update(expire_at=warsaw(dt.date(2026, 11, 25), dt.time(23)))
    Stewardship.objects.exclude(page_id=city.unit_page.pk).update(review_by=None)
    Stewardship.objects.filter(page_id=city.unit_page.pk).update(review_by=dt.date(2026, 11, 27))
    city.contest = competition(city, "Nabor na kulture", warsaw(dt.date(2026, 11, 25), dt.time(12)))
    return city


EVERYTHING = {
    "Proponowana aktualność": "Publikacja proponowana, 12:00",
    "Uzgodniona aktualność": "Publikacja uzgodniona, 9:00",
    "Sami publikujemy": "Publikacja własna komórki, 8:00",
    "Strona wygasa": "Koniec publikacji, 23:00",
    "Kultura i Dziedzictwo Narodowe": "Przegląd treści",
    "Nabor na kulture": "Koniec naboru ofert, 12:00",
}


@pytest.mark.par(4, ust=2)
@pytest.mark.parametrize("who", ["administrator", "editor", "operator", "monitor", "director", "coordinator", "head"])
@pytest.mark.parametrize("view", ["miesiac", "tydzien"])
def test_everything_that_comes_on_its_day(full: SimpleNamespace, as_: SignIn, who: str, view: str) -> None:
    found = table(shown(as_(getattr(full, who)), widok=view))
    for title, words in EVERYTHING.items():
        assert title in found
        assert words in found


def test_each_entry_stands_on_its_warsaw_day(full: SimpleNamespace, as_: SignIn) -> None:
    found = table(shown(as_(full.editor), widok="tydzien"))
    days = dict(re.findall(r'<time datetime="([\d-]+)">(.*?)</td>', found))
    assert "Uzgodniona" in days["2026-11-24"]
    assert "Strona wygasa" in days["2026-11-25"], "23:00 in Warsaw is still the same day"
    assert "Sami publikujemy" in days["2026-11-26"]
    assert "dzień wolny" in days["2026-11-28"]
    assert "dzisiaj" in days["2026-11-23"] or "dziś" in days["2026-11-23"]
    assert days.keys() == {f"2026-11-{number}" for number in range(23, 30)}


def test_another_unit_sees_taken_hours_without_titles(full: SimpleNamespace, as_: SignIn) -> None:
    found = shown(as_(full.other), widok="tydzien")
    assert table(found).count("Termin zajęty, ") == 2
    for title in EVERYTHING:
        assert title not in found
    assert str(full.kd) not in table(found)
    assert "Termin zajęty, " not in shown(as_(full.other), rodzaj="news"), "a filter would tell the kind"
    assert "Termin zajęty, " not in shown(as_(full.other), komorka=full.kd.pk)


@pytest.mark.par(4, ust=2)
def test_what_failed_is_no_agreed_publication(full: SimpleNamespace, as_: SignIn) -> None:
    Handoff.objects.filter(title="Uzgodniona aktualność").update(stage=Stage.FAILED)
    found = table(shown(as_(full.editor), widok="tydzien", co="nieudane"))
    assert "Publikacja nie udała się, 9:00" in found
    assert "#icon-warning" in found
    assert "Uzgodniona aktualność" not in table(shown(as_(full.editor), widok="tydzien", co="uzgodnione"))
    assert table(shown(as_(full.other), widok="tydzien")).count("Termin zajęty, ") == 2, "others learn no more"


def test_filters_live_in_the_address(full: SimpleNamespace, as_: SignIn) -> None:
    team = as_(full.editor)

    def titles(**asked: Any) -> set[str]:
        found = table(shown(team, widok="tydzien", **asked))
        return {title for title in EVERYTHING if title in found}

    assert titles(co="uzgodnione") == {"Uzgodniona aktualność"}
    assert titles(co="nabor") == {"Nabor na kulture"}
    assert titles(rodzaj="competition") == {"Nabor na kulture"}
    assert titles(komorka=full.sp.pk) == set()
    assert titles(komorka=full.kd.pk) == set(EVERYTHING)
    assert titles(dzien="2026-12-01") == set()
    assert titles(co="x", rodzaj="y", komorka="-1;DROP", dzien="0000-00-00") == set(EVERYTHING)
    found = shown(team, widok="tydzien", rodzaj="news")
    assert "?widok=tydzien&amp;dzien=2026-11-30&amp;rodzaj=news" in found
    assert "?widok=tydzien&amp;dzien=2026-11-16&amp;rodzaj=news" in found


def test_the_month_names_feasts_and_is_a_real_table(city: SimpleNamespace, as_: SignIn) -> None:
    Holiday.objects.create(on=dt.date(2026, 12, 31), name="Dzień za 26 grudnia")
    found = shown(as_(city.editor), dzien="2026-12-01")
    assert table(found).count('<th scope="col">') == 7
    assert "dzień wolny: Wigilia Bożego Narodzenia" in found
    assert "dzień wolny: Dzień za 26 grudnia" in found
    assert "W tych dniach nic nie przypada." in found


def test_a_limited_draft_has_no_title_for_others(city: SimpleNamespace, as_: SignIn) -> None:
    page = news(city, title="Tajny wynik")
    confinement.confine(page, people=[city.editor], reason="Wyniki.", by=fresh(city.coordinator), now=NOW)
    row = handed_over(city, page, at=FRIDAY)
    own = news(city, title="Tajna własna")
    confinement.confine(own, people=[], reason="Wyniki.", by=fresh(city.coordinator), now=NOW)
    own.get_latest_revision().__class__.objects.filter(pk=own.latest_revision_id).update(approved_go_live_at=FRIDAY)
    address = reverse("publishing:handoff", args=[row.pk])
    for who in ("administrator", "operator", "monitor", "deputy", "head"):
        found = shown(as_(getattr(city, who)))
        assert "Tajn" not in found
        assert address not in found
        assert table(found).count("Szkic ograniczony") == 2
    assert "Tajny wynik" in shown(as_(city.editor))
    assert "Tajny wynik" in shown(as_(city.coordinator))
    assert "Tajna własna" in shown(as_(city.coordinator))
    assert "Szkic ograniczony" not in shown(as_(city.other))


def test_drafts_and_old_competitions_do_not_come(city: SimpleNamespace, as_: SignIn) -> None:
    draft = competition(city, "Szkic konkursu", FRIDAY)
    Page.objects.filter(pk=draft.pk).update(live=False)
    annulled = competition(city, "Uniewazniony", FRIDAY)
    CompetitionPage.objects.filter(pk=annulled.pk).update(annulled_on=TODAY)
    found = shown(as_(city.editor))
    assert "Szkic konkursu" not in found
    assert "Uniewazniony" not in found


def test_a_full_day_of_the_month_leads_to_its_week(city: SimpleNamespace, as_: SignIn) -> None:
    for number in range(9):
        handed_over(city, news(city, title=f"Pozycja {number}"), at=FRIDAY + dt.timedelta(minutes=number))
    found = shown(as_(city.editor))
    assert "i jeszcze 3" in found
    assert "?widok=tydzien&amp;dzien=2026-11-27" in found
    assert "Pozycja 8" not in found
    assert "Pozycja 8" in shown(as_(city.editor), widok="tydzien")


def test_who_holds_no_office_gets_nowhere(city: SimpleNamespace, as_: SignIn) -> None:
    assert as_(city.nobody).get(reverse("publishing:calendar")).status_code == 403
    assert as_(city.editor).post(reverse("publishing:calendar")).status_code == 405


@pytest.mark.parametrize("who", ["editor", "monitor", "coordinator", "other"])
def test_the_calendar_asks_as_much_for_many_as_for_few(full: SimpleNamespace, as_: SignIn, who: str) -> None:
    client, address = as_(getattr(full, who)), f"{reverse('publishing:calendar')}?widok=tydzien"

    def asked() -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        return len(queries)

    few = asked()
    for number in range(6):
        handed_over(full, news(full), at=FRIDAY + dt.timedelta(minutes=number))
        competition(full, f"Nabor {number}", FRIDAY)
        page = news(full, live=True)
        Page.objects.filter(pk=page.pk).update(expire_at=FRIDAY)
        Stewardship.objects.filter(page_id=page.pk).update(review_by=FRIDAY.date())
    assert asked() == few
