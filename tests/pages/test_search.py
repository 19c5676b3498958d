"""Search finds what people mean, whatever the ending, and only what everybody may see."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from coordination.models import Topic
from pages import search
from pages.models import AidPage, EventPage, NewsPage, PageTopic, SearchRow

Add = Callable[..., Any]


@pytest.mark.parametrize("question", ["koordynatorow", "koordynatora", "Koordynatorzy", "KOORDYNATORKA koordynator"])
def test_inflected_and_plain_letters_find_the_same(add: Add, question: str) -> None:
    page = add(NewsPage, title="Nowi koordynatorzy w wydziałach")
    assert [row.page_id for row in search.find(question).rows] == [page.pk]


def test_l_with_stroke_folds(add: Add) -> None:
    page = add(AidPage, title="Bezpłatna sala", for_whom="grupy z Łagiewnik")
    assert [row.page_id for row in search.find("lagiewniki bezplatna").rows] == [page.pk]


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
