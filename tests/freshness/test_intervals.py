"""Intervals of reviews: a preview of what becomes overdue, then one deed for all dates of the kind (scenario 60)."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from coordination.calendar import warsaw, warsaw_date
from coordination.models import AuditEntry, DutyTask, ServiceStandard
from coordination.standing import standing_of
from coordination.verdict import Refused
from publishing import actions, kinds, upkeep
from publishing.intervals import restarted_on
from publishing.models import Stewardship
from tests.freshness.conftest import LONG_AGO, aged, care
from tests.publishing.city import NOW, fresh, news

ADDRESS = "/admin/raporty/okresy/news/"
DAY = dt.timedelta(days=1)


def change(city: SimpleNamespace, months: int, who: str = "director") -> Any:
    by = standing_of(fresh(getattr(city, who)))
    return actions.change_interval(kinds.get("news"), months=months, by=by, now=NOW)


def said(desk: Client, query: str = "") -> str:
    answer = desk.get(ADDRESS + query)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def dated(city: SimpleNamespace) -> SimpleNamespace:
    """Pages with the dates that 12 months give: one changed long ago, one confirmed in March, one never reviewed."""
    march = warsaw(dt.date(2026, 3, 10), dt.time(12))
    aged(city.stale, dt.date(2026, 9, 1))
    aged(city.current, dt.date(2027, 3, 10), confirmed_at=march)
    aged(city.never, None, updated_at=None)
    aged(city.foreign, dt.date(2026, 9, 1))
    return city


@pytest.mark.par(3, pkt=2)
def test_a_shorter_interval_makes_pages_overdue_and_setting_it_back_gives_the_days_back(dated: SimpleNamespace) -> None:
    before = {page.pk: care(page).review_by for page in (dated.stale, dated.current)}
    done = change(dated, 6)
    assert care(dated.current).review_by == dt.date(2026, 9, 10)
    assert care(dated.never).review_by == dt.date(2027, 5, 23), "from the first publication"
    assert [one.page_id for one in done.overdue] == [dated.current.pk]
    upkeep.run_once(NOW)
    assert DutyTask.objects.open().filter(subject=f"page:{dated.current.pk}").exists()
    change(dated, 12)
    assert {page.pk: care(page).review_by for page in (dated.stale, dated.current)} == before
    upkeep.run_once(NOW + DAY)
    assert not DutyTask.objects.open().filter(subject=f"page:{dated.current.pk}").exists()


def test_the_later_of_confirmation_and_public_change_counts(dated: SimpleNamespace) -> None:
    later = warsaw(dt.date(2026, 10, 1), dt.time(12))
    Stewardship.objects.filter(page=dated.current).update(updated_at=later)
    change(dated, 6)
    assert care(dated.current).review_by == dt.date(2027, 4, 1)


def test_tasks_follow_their_page_to_its_new_day(dated: SimpleNamespace) -> None:
    upkeep.run_once(NOW)
    change(dated, 3)
    task = DutyTask.objects.open().get(subject=f"page:{dated.stale.pk}")
    assert task.due_on == care(dated.stale).review_by == dt.date(2025, 12, 1)


def test_other_kinds_and_the_date_updated_stay(dated: SimpleNamespace) -> None:
    unit_page = care(dated.unit_page).review_by
    change(dated, 3)
    assert care(dated.unit_page).review_by == unit_page
    assert care(dated.stale).updated_at == LONG_AGO
    assert ServiceStandard.objects.get(key="review.news").value == 3


def test_the_book_says_from_what_to_what_and_how_many(dated: SimpleNamespace) -> None:
    change(dated, 6)
    entry = AuditEntry.objects.get(verb="register.review")
    assert (entry.actor_name, entry.right) == ("Dorota Dyrektor", "§ 3 pkt 2")
    assert "z 12 na 6 mies." in entry.note
    assert "terminy stron: 4" in entry.note


def test_only_those_who_keep_the_standards_change_it(dated: SimpleNamespace, at_desk: Any) -> None:
    for who in ("coordinator", "head", "editor", "monitor", "nobody"):
        with pytest.raises(Refused):
            change(dated, 6, who)
    with pytest.raises(ValidationError):
        change(dated, 0)
    monitor = said(at_desk(dated.monitor), "?miesiace=6")
    assert "Zmień na 6" not in monitor
    assert at_desk(dated.monitor).post(ADDRESS, {"miesiace": "6", "read": "12"}).status_code == 403
    assert at_desk(dated.coordinator).get(ADDRESS).status_code == 403
    assert ServiceStandard.objects.get(key="review.news").value == 12


# -- doors ----------------------------------------------------------------------------------------------------------


def test_the_preview_comes_first_and_changes_nothing(dated: SimpleNamespace, at_desk: Any) -> None:
    desk = at_desk(dated.director)
    text = said(desk, "?miesiace=6")
    assert "Ćwiczenia chóru" in text
    assert "10 września 2026" in text
    assert "Łąki w mieście" not in text, "it was overdue before"
    assert ServiceStandard.objects.get(key="review.news").value == 12
    answer = desk.post(ADDRESS, {"miesiace": "6", "read": "9"}, follow=True)
    assert "Niczego nie zmieniono" in answer.content.decode(), "somebody else changed it meanwhile"
    answer = desk.post(ADDRESS, {"miesiace": "6", "read": "12"}, follow=True)
    assert "miesiace=12" in answer.content.decode(), "the way back"
    assert care(dated.current).review_by == dt.date(2026, 9, 10)


def test_nonsense_is_said_at_the_field(dated: SimpleNamespace, at_desk: Any) -> None:
    desk = at_desk(dated.director)
    for typed in ("", "0", "61", "-3", "sześć", "9" * 40, "%00"):
        text = said(desk, f"?miesiace={typed}")
        assert 'aria-invalid="true"' in text
    assert "obowiązuje teraz" in said(desk, "?miesiace=12")
    assert desk.get("/admin/raporty/okresy/nie-ma/").status_code == 404
    assert desk.get("/admin/raporty/okresy/structure/").status_code == 404
    assert desk.post(ADDRESS, {"miesiace": "0", "read": "12"}).status_code == 422


def test_the_plain_register_does_not_bypass_the_deed(dated: SimpleNamespace, at_desk: Any) -> None:
    row = ServiceStandard.objects.get(key="review.news")
    desk = at_desk(dated.administrator)
    register = f"/admin/coordination/servicestandard/edit/{row.pk}/"
    values = {"key": "review.news", "value": "1", "unit": "months", "label": "Przegląd"}
    for answer in (desk.get(register), desk.post(register, values)):
        assert answer["Location"] == ADDRESS
    assert desk.post(f"/admin/coordination/servicestandard/delete/{row.pk}/").status_code in (302, 403)
    made = desk.post("/admin/coordination/servicestandard/create/", {**values, "key": "review.aid"})
    assert "na własnym ekranie" in made.content.decode()
    other = ServiceStandard.objects.get(key="handoff.claim")
    renamed = desk.post(f"/admin/coordination/servicestandard/edit/{other.pk}/", {**values, "key": "review.event"})
    assert renamed.status_code == 302
    other.refresh_from_db()
    assert (other.key, other.unit) == ("handoff.claim", "minutes"), "an entered standard keeps its key"
    assert desk.get(f"/admin/coordination/servicestandard/edit/{other.pk}/").status_code == 200
    row.refresh_from_db()
    assert row.value == 12


def test_queries_of_the_preview_do_not_grow(dated: SimpleNamespace, at_desk: Any) -> None:
    desk = at_desk(dated.director)

    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            said(desk, "?miesiace=6&co=po-terminie")
        return len(caught)

    queries()
    before = queries()
    march = warsaw(dt.date(2026, 3, 10), dt.time(12))
    for number in range(60):
        aged(news(dated, live=True, title=f"Strona {number}"), dt.date(2027, 3, 10), confirmed_at=march)
    assert queries() == before
    assert "Strona 1 z 2" in said(desk, "?miesiace=6")


instants = st.none() | st.integers(0, 1_000).map(lambda days: dt.datetime(2024, 1, 1, tzinfo=dt.UTC) + days * DAY)


@given(confirmed=instants, updated=instants)
def test_the_day_depends_on_what_happened_and_never_on_the_interval_before(
    confirmed: dt.datetime | None, updated: dt.datetime | None
) -> None:
    first = dt.datetime(2023, 5, 5, 23, 30, tzinfo=dt.UTC)
    row = {"confirmed_at": confirmed, "updated_at": updated, "page__first_published_at": first}
    start = restarted_on(row)
    assert all(start >= warsaw_date(at) for at in (confirmed, updated, first) if at and at >= first)
    assert start in {warsaw_date(at) for at in (confirmed, updated, first) if at}
