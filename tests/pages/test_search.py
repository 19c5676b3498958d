"""Search finds what people mean, whatever the ending, and only what everybody may see."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from coordination.models import District, Sphere, Topic
from pages import search
from pages.models import (
    AidPage,
    AmountPart,
    CompetitionPage,
    Criterion,
    EventPage,
    NewsPage,
    PageTopic,
    Result,
    SearchRow,
)
from pages.sphere_topics import SPOKEN
from tests.pages.conftest import TODAY

Add = Callable[..., Any]


@pytest.mark.parametrize("question", ["koordynatorow", "koordynatora", "Koordynatorzy", "KOORDYNATORKA koordynator"])
def test_inflected_and_plain_letters_find_the_same(add: Add, question: str) -> None:
    page = add(NewsPage, title="Nowi koordynatorzy w wydziałach")
    assert [row.page_id for row in search.find(question).rows] == [page.pk]


def test_l_with_stroke_folds(add: Add) -> None:
    page = add(AidPage, title="Bezpłatna sala", for_whom="grupy z Łagiewnik")
    assert [row.page_id for row in search.find("lagiewniki bezplatna").rows] == [page.pk]


@pytest.mark.parametrize(
    ("question", "finds"),
    [
        ("Nowa Huta", True),
        ("XVIII Nowa Huta", True),
        ("dostępność budynku", True),
        ("komisja opiniuje", True),
        ("pkt 1-34", True),
        ("remont boiska", True),
        ("Fundacja Wygrana", False),
        ("Stowarzyszenie Przegrane", False),
    ],
)
def test_a_competition_is_found_by_what_is_only_ticked_or_stands_in_its_rows(
    add: Add, question: str, finds: bool
) -> None:
    page = call_with_rows(add)
    assert [row.page_id for row in search.find(question).rows if not search.find(question).is_wider] == (
        [page.pk] if finds else []
    )


@pytest.mark.parametrize("question", ["seniorzy", "senior", "dla seniorów", "emeryci", "osoby starsze", "potrzebami"])
def test_a_competition_is_found_by_the_words_people_use_for_its_spheres(add: Add, question: str) -> None:
    """Art. 4 says «w wieku emerytalnym»; the topics of the register say how people call it."""
    page = add(CompetitionPage, title="Kluby sąsiedzkie 60+", live=False)
    page.spheres = Sphere.objects.filter(code__in=["10", "13"])
    page.criteria = [Criterion(name="zgodność z potrzebami", points=5)]
    page.save_revision().publish()
    assert [row.page_id for row in search.find(question).rows] == [page.pk]


def test_a_call_in_every_sphere_is_not_about_each_of_them(add: Add) -> None:
    page = add(CompetitionPage, title="Inkubator", live=False)
    page.spheres = Sphere.objects.all()
    page.save_revision().publish()
    assert not search.find("emeryci").rows.exists()


@pytest.mark.django_db
def test_every_topic_a_sphere_is_spoken_of_by_stands_in_the_register() -> None:
    known = set(Topic.objects.values_list("slug", flat=True))
    assert {slug for slugs in SPOKEN.values() for slug in slugs} <= known
    assert set(SPOKEN) <= set(Sphere.objects.values_list("code", flat=True))


def test_winners_are_found_once_they_are_told(add: Add) -> None:
    """A table without its day, or with one to come, is no secret of the search either."""
    page = call_with_rows(add)
    for results_on, finds in ((TODAY + dt.timedelta(days=1), False), (TODAY, True)):
        page.results_on = results_on
        page.save_revision().publish()
        assert search.find("Fundacja Wygrana").rows.filter(page=page).exists() is finds, results_on
    assert not search.find("Stowarzyszenie Przegrane").rows.filter(page=page).exists()


def test_rows_of_a_competition_cost_publishing_no_query(add: Add) -> None:
    """A version brings its rows along."""
    bare = add(CompetitionPage, title="Goły", live=False)
    full = call_with_rows(add)
    counts = []
    for page in (bare, full):
        page.results_on = TODAY
        revision = page.save_revision()
        found = revision.as_object()
        with CaptureQueriesContext(connection) as asked:
            found.search_text()
        counts.append(len(asked))
    assert counts[0] == counts[1]


def call_with_rows(add: Add) -> Any:
    page = add(CompetitionPage, title="Jedno zadanie", live=False, choice_mode="<p>Komisja opiniuje oferty.</p>")
    page.spheres_wording = "art. 4 ust. 1 pkt 1-34"
    page.districts = District.objects.filter(number=18)
    page.criteria = [Criterion(name="dostępność budynku", points=5)]
    page.amounts = [AmountPart(purpose="remont boiska", amount=5)]
    page.results = [
        Result(bidder="Fundacja Wygrana", task="Klub", amount=5),
        Result(bidder="Stowarzyszenie Przegrane", task="Chór"),
    ]
    page.save_revision().publish()
    return page


def test_title_before_text(add: Add) -> None:
    text = add(NewsPage, title="Inna sprawa", lead="Wspomnienie o dotacjach.")
    title = add(NewsPage, title="Dotacje", lead="Krótko.")
    assert [row.page_id for row in search.find("dotacja").rows] == [title.pk, text.pk]


def test_a_topic_lends_its_synonyms(add: Add) -> None:
    page = add(NewsPage, title="Nowe zasady", live=False)
    page.page_topics = [PageTopic(tag=Topic.objects.get(slug="dotacje"))]
    page.save_revision().publish()
    assert [row.page_id for row in search.find("dofinansowanie").rows] == [page.pk]


def test_rows_follow_the_page(add: Add) -> None:
    page = add(NewsPage, title="Pierwszy tytuł")
    page.title = "Zmieniony tytuł"
    page.save_revision().publish()
    assert SearchRow.objects.get(page=page).title == "Zmieniony tytuł"
    page.unpublish()
    assert not SearchRow.objects.filter(page=page).exists()
    page.save_revision().publish()
    page.delete()
    assert not SearchRow.objects.filter(title="Zmieniony tytuł").exists()


def test_what_is_not_for_everybody_is_not_indexed(add: Add) -> None:
    add(EventPage, title="Narada", event_type="wewnetrzne")
    add(NewsPage, title="Szkic narady", live=False)
    assert not search.find("narada").rows.exists()


def test_words_that_do_not_meet_widen_the_answer(add: Add) -> None:
    page = add(NewsPage, title="Konkurs na festyn")
    found = search.find("konkurs hipopotam")
    assert found.is_wider
    assert [row.page_id for row in found.rows] == [page.pk]


def test_reindex_writes_the_same(add: Add) -> None:
    add(NewsPage, title="Raz")
    before = list(SearchRow.objects.values_list("key", "stems"))
    SearchRow.objects.all().delete()
    call_command("reindex", verbosity=0)
    assert list(SearchRow.objects.values_list("key", "stems")) == before


@pytest.mark.parametrize(
    "question", ["", "   ", "%", "_", "' OR 1=1 --", "<script>alert(1)</script>", "😀", "a", "i" * 200]
)
def test_any_question_is_answered(client: Client, add: Add, question: str) -> None:
    add(NewsPage, title="Cokolwiek")
    response = client.get("/szukaj/", {"q": question})
    assert response.status_code == 200
    assert b"<script>alert(1)" not in response.content


@pytest.mark.parametrize("question", ["x" * 5000, "a\x00b"])
def test_a_refused_question_says_why(client: Client, house: Any, question: str) -> None:
    response = client.get("/szukaj/", {"q": question})
    assert response.status_code == 400
    assert 'role="alert"' in response.content.decode()


def test_search_page(client: Client, add: Add) -> None:
    add(NewsPage, title="Przerwa w Generatorze")
    html = client.get("/szukaj/?q=generator").content.decode()
    assert "Przerwa w Generatorze" in html
    assert "noindex" in html
