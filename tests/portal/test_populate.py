"""Scale data: totals that are met, a tree that is whole, pages that look like others."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from wagtail.models import Collection, Page, Site

from coordination.models import Unit
from coordination.standing import standing_of
from pages.models import (
    CompetitionIndexPage,
    CompetitionPage,
    EventIndexPage,
    EventPage,
    HomePage,
    NewsIndexPage,
    NewsPage,
    SearchRow,
    UnitIndexPage,
    UnitPage,
)
from pages.search import row_of
from portal.models import User
from publishing.governed import entrusting
from publishing.models import Stewardship

pytestmark = pytest.mark.django_db
INDEXES = (
    (UnitIndexPage, "komorki"),
    (NewsIndexPage, "aktualnosci"),
    (CompetitionIndexPage, "konkursy"),
    (EventIndexPage, "wydarzenia"),
)


@pytest.fixture
def shelves() -> None:
    root = Page.get_first_root_node()
    for page in root.get_children():
        page.delete()
    with entrusting(Unit.objects.get(symbol="SZ")):
        home = Page.get_first_root_node().add_child(instance=HomePage(title="Portal", slug="home"))
        for model, slug in INDEXES:
            home.add_child(instance=model(title=slug, slug=slug))
    Site.objects.all().delete()
    Site.objects.create(hostname="localhost", root_page=home, is_default_site=True)


@pytest.fixture
def filled(shelves: None) -> None:
    call_command("populate", "--units", "80", "--pages", "120")


def test_totals_are_met_and_a_second_run_adds_nothing(filled: None, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    call_command("populate", "--units", "80", "--pages", "120")
    assert "komórki 0, strony 0, konta 0" in capsys.readouterr().out
    assert NewsPage.objects.live().count() + CompetitionPage.objects.count() + EventPage.objects.count() == 120


def test_more_tops_up(filled: None) -> None:
    call_command("populate", "--units", "85", "--pages", "150")
    assert NewsPage.objects.live().count() + CompetitionPage.objects.count() + EventPage.objects.count() == 150
    assert (
        UnitPage.objects.filter(slug__startswith="skala-").count()
        == Unit.objects.filter(slug__startswith="skala-").count()
    )


def test_the_tree_is_whole(filled: None) -> None:
    assert Page.find_problems() == ([], [], [], [], [])
    page = NewsPage.objects.last()
    assert page.get_parent().specific_class is NewsIndexPage


def test_bulk_pages_look_like_others(filled: None) -> None:
    for model in (NewsPage, EventPage, CompetitionPage, UnitPage):
        page: Any = model.objects.filter(slug__startswith="skala-").last()
        assert page.stewardship.unit_id
        assert Client().get(page.url).status_code == 200
        row = SearchRow.objects.get(page_id=page.pk)
        assert row.url == page.url
        if model is not UnitPage:
            assert set(row.title_stems.split()) == set(row_of(page)["title_stems"].split())


def test_people_of_bulk_units_hold_their_offices(filled: None) -> None:
    unit = Unit.objects.filter(slug__startswith="skala-").first()
    user = User.objects.get(username=f"koordynator.{unit.slug}")
    assert standing_of(user).acts_for(unit.pk)
    assert Stewardship.objects.filter(unit=unit).exists()


def test_so_many_accounts_as_asked_each_with_an_office(filled: None) -> None:
    call_command("populate", "--users", "260")
    assert User.objects.filter(is_active=True).count() == 260
    assert all(standing_of(user).units for user in User.objects.filter(username__startswith="zastepca.skala."))


def test_every_unit_has_a_full_desk_and_each_page_a_version(filled: None) -> None:
    for unit in Unit.objects.active(dt.date.today()):  # noqa: DTZ011
        assert {row.stage for row in unit.handoffs.all()} == {"queued", "prepared", "scheduled"}
    page = CompetitionPage.objects.last()
    assert page.get_latest_revision_as_object().total_amount == page.total_amount
    assert list(page.get_latest_revision_as_object().publications.all()) == list(page.publications.all())
    assert Collection.find_problems() == ([], [], [], [], [])


def test_an_added_page_goes_where_treebeard_expects_it(filled: None) -> None:
    shelf = NewsIndexPage.objects.get()
    with entrusting(Unit.objects.get(symbol="SZ")):
        shelf.add_child(instance=NewsPage(title="Nowa", slug="nowa", lead="Nowa"))
    assert Page.find_problems() == ([], [], [], [], [])


def test_without_shelves_it_says_what_to_do_first() -> None:
    with pytest.raises(CommandError, match=r"manage\.py demo"):
        call_command("populate", "--pages", "10")
