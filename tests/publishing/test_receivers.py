"""What follows from a publication: the public history, the review date, who is named (§ 3 pkt 2)."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any

import pytest
from wagtail.log_actions import LogContext

from coordination.models import AuditEntry
from publishing.freshness import review_day
from publishing.governed import Ungoverned
from publishing.metryczka import metryczka_of
from publishing.models import PublicChange, Stewardship
from tests.publishing.city import NOW, news


def publish(page: Any, by: Any) -> None:
    with LogContext(user=by):
        page.save_revision(user=by, clean=False).publish(user=by, skip_permission_checks=True)
    page.refresh_from_db()


@pytest.mark.par(3, pkt=2)
def test_a_publication_restarts_the_review_clock_and_tells_who(city: SimpleNamespace) -> None:
    page = city.unit_page
    page.change_note = "Nowy numer telefonu."
    publish(page, city.coordinator)
    change = PublicChange.objects.filter(page_id=page.pk).first()
    assert (change.publisher_name, change.note) == ("Ewelina Brodacka", "Nowy numer telefonu.")
    assert change.right == "§ 4 ust. 1 pkt 1"
    kept = Stewardship.objects.get(page_id=page.pk)
    assert (kept.updated_at, kept.review_by) == (NOW, review_day("unit", NOW.date()))
    assert AuditEntry.objects.filter(verb="page.publish", actor_name="Ewelina Brodacka").exists()


@pytest.mark.par(3, pkt=2)
def test_a_minor_edit_moves_no_date(city: SimpleNamespace, clock: Any) -> None:
    page = city.unit_page
    publish(page, city.coordinator)
    before = Stewardship.objects.get(page_id=page.pk)
    clock.move_to(NOW + dt.timedelta(days=40))
    page.minor_edit = True
    publish(page, city.coordinator)
    after = Stewardship.objects.get(page_id=page.pk)
    assert (after.updated_at, after.review_by) == (before.updated_at, before.review_by)
    assert PublicChange.objects.filter(page_id=page.pk).first().minor


def test_the_first_publication_is_never_minor(city: SimpleNamespace) -> None:
    page = news(city, minor_edit=True)
    publish(page, city.coordinator)
    change = PublicChange.objects.get(page_id=page.pk)
    assert (change.first, change.minor) == (True, False)


def test_the_metryczka_costs_two_queries(city: SimpleNamespace, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(2):
        found = metryczka_of(city.unit_page)
    assert found.unit == city.kd


@pytest.mark.par(3, pkt=2)
def test_a_page_without_a_unit_cannot_be_saved(city: SimpleNamespace) -> None:
    from pages.models import NewsPage

    with pytest.raises(Ungoverned):
        city.news.add_child(instance=NewsPage(title="Niczyja", lead="x", live=False))
    assert not NewsPage.objects.filter(title="Niczyja").exists()


def test_a_copy_belongs_to_the_unit_of_its_source(city: SimpleNamespace) -> None:
    page = news(city)
    copy = page.copy(update_attrs={"slug": "kopia", "title": "Kopia"}, keep_live=False, user=city.coordinator)
    assert Stewardship.objects.get(page_id=copy.pk).unit == city.kd
