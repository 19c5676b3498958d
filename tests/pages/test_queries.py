"""Few queries, and the same number whatever the number of pages (DESIGN.md section 10)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file

from coordination.models import District, OfficeHours, Sphere, Topic, Unit
from pages.models import (
    AidPage,
    AidStep,
    AmountPart,
    AnswerAbout,
    AnswerPage,
    CompetitionAttachment,
    CompetitionPage,
    Criterion,
    EventPage,
    NewsPage,
    PageTopic,
    Premise,
    Publication,
    Result,
    SmallGrantCallPage,
    UnitPage,
)
from tests.pages.conftest import NOW

Add = Callable[..., Any]
PAGE, LIST = 20, 30


@pytest.fixture
def filled(house: SimpleNamespace, add: Add) -> SimpleNamespace:
    """Some of everything, with rows of every kind."""
    image = Image.objects.create(title="Planty", file=get_test_image_file())
    document = Document.objects.create(title="Wzór", file=ContentFile(b"x", name="wzor.pdf"))
    units = [house.sz, *Unit.objects.filter(active_until__isnull=True).exclude(pk=house.sz.pk)[:7]]
    OfficeHours.objects.create(unit=house.sz, weekday=0, opens=dt.time(7, 30), closes=dt.time(15, 30))
    for number, unit in enumerate(units):
        add(UnitPage, subject=unit, slug=unit.slug, title=unit.name, unit=unit)
        news = add(NewsPage, title=f"Wiadomość {number}", unit=unit, image=image, image_alt="Planty", live=False)
        news.page_topics = [PageTopic(tag=topic) for topic in Topic.objects.all()[:3]]
        news.save_revision().publish()
        competition(add, number, unit, document, house)
        add(EventPage, title=f"Spotkanie {number}", unit=unit)
        add(SmallGrantCallPage, title=f"Nabór {number}", slug=f"nabor-{number}", unit=unit)
        aid = add(AidPage, title=f"Pomoc {number}", unit=unit, live=False)
        aid.steps = [AidStep(text=f"Krok {n}") for n in range(4)]
        aid.save_revision().publish()
        for subject in (aid, CompetitionPage.objects.get(title=f"Konkurs {number}")):
            answer_about(add, subject, unit)
    return house


def answer_about(add: Add, subject: Any, unit: Unit) -> None:
    page = add(AnswerPage, title=f"Co z: {subject.title}?", unit=unit, live=False)
    page.about = [AnswerAbout(subject=subject)]
    page.page_topics = [PageTopic(tag=topic) for topic in Topic.objects.all()[:2]]
    page.save_revision().publish()


def competition(add: Add, number: int, unit: Unit, document: Document, house: SimpleNamespace) -> None:
    page = add(CompetitionPage, title=f"Konkurs {number}", unit=unit, live=False, contact=house.coordinator)
    page.spheres, page.districts = Sphere.objects.all()[:5], District.objects.all()[:5]
    page.amounts = [AmountPart(year=2027, amount=1), AmountPart(year=2028, amount=2)]
    page.criteria = [Criterion(name=f"Kryterium {n}", points=10) for n in range(5)]
    page.publications = [Publication(place=place, on=dt.date(2026, 11, 2)) for place in ("bip", "tablica", "strona")]
    page.premises = [Premise(name="Sala", area=40)]
    page.attachments = [CompetitionAttachment(document=document) for _ in range(3)]
    if number % 2 == 0:
        page.deadline, page.results_on = NOW - dt.timedelta(days=40), dt.date(2026, 11, 16)
        page.results = [Result(bidder=f"Fundacja {n}", task="Zadanie", amount=1) for n in range(5)]
    page.save_revision().publish()


def queries(path: str) -> int:
    """Asked with empty caches, by somebody who was never here."""
    client = Client()
    client.get(path)  # renditions are made once, at the first view of a picture
    cache.clear()
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return len(asked)


def test_every_public_page_is_cheap(filled: SimpleNamespace) -> None:
    pages = {
        "/": PAGE,
        f"/komorki/{filled.sz.slug}/": PAGE,
        "/konkursy/": LIST,
        "/konkursy/?stan=open&sfera=1&dzielnica=1&kolejnosc=najnowsze": LIST,
        "/aktualnosci/": LIST,
        "/wydarzenia/": LIST,
        "/pomoc/?rodzaj=finansowa": LIST,
        "/pytania/": LIST,
        "/male-granty/": LIST,
        "/male-granty/nabor-0/": PAGE,
        "/pytania/?q=konkursem&temat=dotacje&komorka=wydzial": LIST,
        "/zapytania/?q=konkursem": PAGE,
        "/komorki/?sfera=10": LIST,
        "/szukaj/?q=konkurs": PAGE,
    }
    for model in (CompetitionPage, NewsPage, EventPage, AidPage, AnswerPage):
        pages[model.objects.live().last().url] = PAGE
    settled = CompetitionPage.objects.get(title="Konkurs 0")
    pages[settled.url] = PAGE
    counted = {path: queries(path) for path in pages}
    assert {path: number for path, number in counted.items() if number > pages[path]} == {}, counted


def test_lists_do_not_ask_more_for_more_pages(filled: SimpleNamespace, add: Add) -> None:
    paths = (
        "/",
        "/konkursy/",
        "/aktualnosci/",
        "/wydarzenia/",
        "/pomoc/",
        "/pytania/",
        "/zapytania/",
        "/komorki/",
        f"/komorki/{filled.sz.slug}/",
    )
    before = {path: queries(path) for path in paths}
    unit = Unit.objects.get(symbol="ZZM")
    for number in range(6):
        add(CompetitionPage, title=f"Nowy {number}", unit=unit)
        add(NewsPage, title=f"Nowa {number}", unit=unit)
        add(EventPage, title=f"Nowe {number}", unit=unit)
        answer_about(add, add(AidPage, title=f"Następna {number}", unit=unit), unit)
    after = {path: queries(path) for path in paths}
    assert {path: (number, before[path]) for path, number in after.items() if number > before[path]} == {}
