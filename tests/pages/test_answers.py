"""Public answers for the reader (§ 5 pkt 2): found by any ending, shown where they belong, honest about their age."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from coordination.models import Topic
from pages import search
from pages.models import AidPage, AnswerAbout, AnswerPage, CompetitionPage, PageTopic, UnitPage
from publishing.models import Stewardship
from tests.pages.conftest import NOW, TODAY

pytestmark = pytest.mark.par(5, pkt=2)
Add = Callable[..., Any]
CLUB = "Czy klub sąsiedzki może działać w szkole?"


def read(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def about(add: Add, *subjects: Any, **values: Any) -> Any:
    page = add(AnswerPage, live=False, **{"title": CLUB, "slug": "klub-w-szkole", **values})
    page.about = [AnswerAbout(subject=subject) for subject in subjects]
    page.page_topics = [PageTopic(tag=Topic.objects.get(slug="lokale"))]
    page.save_revision().publish()
    return page


def test_a_competition_shows_every_answer_with_their_number(client: Client, house: SimpleNamespace, add: Add) -> None:
    """Whoever asks must not know more than the rest: the eleventh answer stands there, too."""
    call, aid = add(CompetitionPage, slug="kluby"), add(AidPage, slug="sala")
    for number in range(11):
        about(add, call, aid, title=f"Pytanie nr {number}", slug=f"pytanie-{number}")
    html = read(client, "/konkursy/kluby/")
    assert sum(f"Pytanie nr {number}<" in html for number in range(11)) == 11
    assert "Pytania i odpowiedzi (11)</h2>" in html
    assert sum(f"Pytanie nr {number}<" in read(client, "/pomoc/sala/") for number in range(11)) == 10


def test_it_is_linked_both_ways(client: Client, house: SimpleNamespace, add: Add) -> None:
    call, aid = add(CompetitionPage, title="Kluby 60+", slug="kluby"), add(AidPage, title="Sala", slug="sala")
    other, draft = add(CompetitionPage, slug="inny"), add(AidPage, title="Szkic pomocy", live=False)
    add(UnitPage, subject=house.sz, slug=house.sz.slug, title="SZ")
    about(add, call, aid, draft)
    for path in ("/konkursy/kluby/", "/pomoc/sala/", f"/komorki/{house.sz.slug}/"):
        html = read(client, path)
        assert "Pytania i odpowiedzi" in html, path
        assert '<a href="/pytania/klub-w-szkole/">' in html, path
        assert "23 listopada 2026" in html
    assert "klub-w-szkole" not in read(client, other.url)
    html = read(client, "/pytania/klub-w-szkole/")
    for words in (
        'href="/konkursy/kluby/"',
        'href="/pomoc/sala/"',
        "Hanna Wilczyńska",
        "23 listopada 2026",
        "Lokale i sale",
    ):
        assert words in html, words
    assert "Szkic pomocy" not in html, "what is not public is not named"


def test_a_stale_answer_says_since_when_and_whom_to_ask(client: Client, house: SimpleNamespace, add: Add) -> None:
    page = about(add, add(CompetitionPage, slug="kluby"))
    assert "Nikt jej nie potwierdził" not in read(client, page.url)
    Stewardship.objects.filter(page=page).update(review_by=TODAY - dt.timedelta(days=9))
    html = read(client, page.url)
    assert "Nikt jej nie potwierdził od 14 listopada 2026" in html
    assert "Hanna Wilczyńska" in html
    for path in ("/pytania/", "/konkursy/kluby/"):
        assert "nie potwierdzono od 14 listopada 2026" in read(client, path), path


def test_the_list_keeps_its_filters_in_the_address(client: Client, house: SimpleNamespace, add: Add) -> None:
    about(add)
    day = TODAY - dt.timedelta(days=3)
    about(add, title="Ile trwa umowa?", slug="umowa", question="Na ile miesięcy?", unit=house.kd, answered_on=day)
    html = read(client, "/pytania/")
    assert html.index("Czy klub") < html.index("Ile trwa umowa?"), "the newest first"
    assert "Ile trwa" not in read(client, "/pytania/?q=klubami")
    assert "Czy klub" in read(client, "/pytania/?q=klubami+szkole")
    assert "Czy klub" not in read(client, f"/pytania/?komorka={house.kd.slug}")
    assert "Ile trwa umowa?" in read(client, f"/pytania/?temat=lokale&komorka={house.kd.slug}")
    empty = read(client, "/pytania/?q=hipopotam")
    assert 'href="/zapytania/"' in empty
    assert "Wyczyść filtry" in empty


@pytest.mark.parametrize("question", ["klubom sąsiedzkim", "KLUBY", "szkołach"])
def test_search_finds_it_by_any_ending(add: Add, house: SimpleNamespace, question: str) -> None:
    page = about(add)
    assert [row.page_id for row in search.find(question, kind="answer").rows] == [page.pk]


def test_machines_read_a_question_with_its_answer(client: Client, house: SimpleNamespace, add: Add) -> None:
    page = about(add)

    def told(path: str) -> Any:
        return json.loads(re.search(r'ld\+json">(.*?)</script>', read(client, path))[1])

    one = told(page.url)
    assert one["@type"] == "QAPage"
    assert one["mainEntity"]["name"] == CLUB
    assert one["mainEntity"]["acceptedAnswer"]["text"] == "Tak, jeśli wejście jest dostępne."
    assert one["mainEntity"]["acceptedAnswer"]["dateCreated"] == "2026-11-23"
    many = told("/pytania/")
    assert [entry["name"] for entry in many["mainEntity"]] == [CLUB]
    assert page.url in read(client, "/sitemap-strony.xml")


class TestBeforeAsking:
    """«Najpierw sprawdź» above the form, never in its way."""

    def test_without_words_the_newest_of_whom_the_form_is_for(
        self, client: Client, house: SimpleNamespace, add: Add
    ) -> None:
        about(add)
        about(add, title="Ile trwa umowa?", slug="umowa", unit=house.kd)
        both = read(client, "/zapytania/")
        assert "Czy klub" in both
        assert "Ile trwa" in both
        one = read(client, f"/zapytania/?komorka={house.kd.slug}")
        assert "Ile trwa" in one
        assert "Czy klub" not in one
        assert f'<input type="hidden" name="komorka" value="{house.kd.slug}">' in one
        assert "Czy klub" in read(client, "/zapytania/?temat=lokale")

    def test_words_find_at_most_five_and_begin_the_question(
        self, client: Client, house: SimpleNamespace, add: Add
    ) -> None:
        for number in range(7):
            about(add, title=f"Czy klub {number} może?", slug=f"klub-{number}")
        html = read(client, "/zapytania/?q=klubami")
        assert len(set(re.findall(r"/pytania/klub-\d/", html))) == 5
        assert 'value="klubami"' in re.search(r'<input[^>]*name="temat_pytania"[^>]*>', html)[0]
        assert "/pytania/?q=klubami" in html

    def test_nothing_found_says_so_and_the_form_is_there(
        self, client: Client, house: SimpleNamespace, add: Add
    ) -> None:
        about(add)
        html = read(client, "/zapytania/?q=hipopotam")
        assert "Żadna opublikowana odpowiedź nie zawiera tych słów" in html
        assert 'name="tresc"' in html
        for nonsense in ("%00", "x" * 5000, "%3Cscript%3Ealert(1)"):
            assert "<script>alert" not in read(client, f"/zapytania/?q={nonsense}")

    def test_where_there_is_no_shelf_the_form_stands_alone(self, client: Client, house: SimpleNamespace) -> None:
        house.answers.unpublish()
        assert "sprawdz-slowa" not in read(client, "/zapytania/")


def test_what_is_archived_or_taken_off_leaves_every_list(client: Client, house: SimpleNamespace, add: Add) -> None:
    call = add(CompetitionPage, slug="kluby")
    page = about(add, call)
    Stewardship.objects.filter(page=page).update(archived_at=NOW)
    for path in ("/konkursy/kluby/", "/pytania/", "/zapytania/"):
        assert CLUB not in read(client, path), path
