"""«Potwierdzam aktualność»: the clock restarts, «updated» stays, and nobody confirms for another unit (§ 3 pkt 2)."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any

import pytest
from django.urls import reverse

from coordination.calendar import warsaw
from coordination.models import AuditEntry, DutyTask
from coordination.verdict import Refused
from publishing import freshness, upkeep
from publishing.staleness import Freshness
from publishing.staleness import freshness as state_on
from tests.freshness.conftest import LONG_AGO, care
from tests.publishing.city import NOW, TODAY, fresh, news

LATER = NOW + dt.timedelta(hours=1)


@pytest.mark.par(3, pkt=2)
def test_confirming_restarts_the_clock_and_not_the_date_updated(city: SimpleNamespace) -> None:
    freshness.confirm_current(city.stale.pk, by=fresh(city.coordinator), now=NOW)
    row = care(city.stale)
    assert row.review_by == dt.date(2027, 11, 23)
    assert (row.confirmed_at, row.confirmed_by) == (NOW, "Ewelina Brodacka")
    assert row.updated_at == LONG_AGO


def test_who_and_when_is_in_the_book(city: SimpleNamespace) -> None:
    freshness.confirm_current(city.stale.pk, by=fresh(city.deputy), now=NOW)
    entry = AuditEntry.objects.get(verb="page.confirm")
    assert (entry.actor_name, entry.at, entry.unit_id) == ("Tomasz Zastępca", NOW, city.kd.pk)
    assert entry.right == "§ 3 pkt 2"
    assert entry.label == "Łąki w mieście: nabór"


@pytest.mark.par(3, pkt=2)
def test_confirming_settles_the_task_and_the_next_review_asks_again(city: SimpleNamespace) -> None:
    upkeep.run_once(NOW)
    task = DutyTask.objects.get(duty__key="current-content", unit=city.kd)
    freshness.confirm_current(city.stale.pk, by=fresh(city.coordinator), now=LATER)
    task.refresh_from_db()
    assert (task.settled_at, task.evidence_kind) == (LATER, "confirmed")
    upkeep.run_once(warsaw(dt.date(2027, 11, 24), dt.time(6)))
    task.refresh_from_db()
    assert task.settled_at is None
    assert task.due_on == dt.date(2027, 11, 23)


def test_only_the_unit_confirms(city: SimpleNamespace) -> None:
    for who in ("other", "head", "editor", "administrator", "monitor", "director", "nobody"):
        with pytest.raises(Refused):
            freshness.confirm_current(city.stale.pk, by=fresh(getattr(city, who)), now=NOW)
    assert care(city.stale).confirmed_at is None


def test_of_many_pages_one_foreign_stops_all(city: SimpleNamespace) -> None:
    with pytest.raises(Refused):
        freshness.confirm_many([city.stale.pk, city.foreign.pk], by=fresh(city.coordinator), now=NOW)
    assert care(city.stale).confirmed_at is None


def test_a_draft_cannot_be_confirmed(city: SimpleNamespace) -> None:
    with pytest.raises(Refused, match="nie jest publiczna"):
        freshness.confirm_current(news(city).pk, by=fresh(city.coordinator), now=NOW)


def test_undo_restores_what_was_and_the_task(city: SimpleNamespace) -> None:
    upkeep.run_once(NOW)
    before = (care(city.stale).review_by, care(city.stale).confirmed_at, care(city.stale).confirmed_by)
    kept = freshness.confirm_many([city.stale.pk, city.current.pk], by=fresh(city.coordinator), now=NOW)
    text = freshness.as_text(kept)
    assert freshness.undo(freshness.from_text(text), by=fresh(city.coordinator), now=LATER) == 2
    row = care(city.stale)
    assert (row.review_by, row.confirmed_at, row.confirmed_by) == before
    assert care(city.current).confirmed_at == LONG_AGO
    assert DutyTask.objects.open().filter(subject=f"page:{city.stale.pk}").exists()


def test_undo_leaves_what_somebody_confirmed_since(city: SimpleNamespace) -> None:
    kept = [freshness.confirm_current(city.stale.pk, by=fresh(city.coordinator), now=NOW)]
    freshness.confirm_current(city.stale.pk, by=fresh(city.deputy), now=LATER)
    assert freshness.undo(kept, by=fresh(city.coordinator), now=LATER) == 0
    assert care(city.stale).confirmed_by == "Tomasz Zastępca"


@pytest.mark.parametrize(("minor", "restarts"), [(True, False), (False, True)])
def test_a_minor_edit_does_not_restart_the_clock(city: SimpleNamespace, minor: bool, restarts: bool) -> None:
    page = city.stale.specific
    page.title, page.minor_edit, page.change_note = "Łąki w mieście: nabór trwa", minor, "Poprawka"
    page.save_revision(user=city.coordinator).publish()
    row = care(page)
    assert (row.review_by == dt.date(2027, 11, 23)) is restarts
    assert (row.updated_at == NOW) is restarts


# -- doors ----------------------------------------------------------------------------------------------------------


def test_one_click_from_the_report_with_undo_at_hand(city: SimpleNamespace, at_desk: Any) -> None:
    desk = at_desk(city.coordinator)
    report = reverse("publishing:stale") + "?stan=przeterminowane"
    answer = desk.post(reverse("publishing:confirm", args=[city.stale.pk]), {"next": report}, follow=True)
    assert answer.redirect_chain == [(report, 302)]
    text = answer.content.decode()
    assert "Potwierdzono aktualność 1 strony" in text
    assert "Łąki w mieście" not in text
    code = desk.session["freshness_undo"]["code"]
    answer = desk.post(reverse("publishing:undo_confirmation"), {"code": code, "next": report}, follow=True)
    assert "Łąki w mieście" in answer.content.decode()
    assert care(city.stale).confirmed_at is None


def test_an_undo_works_once_and_only_with_its_code(city: SimpleNamespace, at_desk: Any) -> None:
    desk = at_desk(city.coordinator)
    desk.post(reverse("publishing:confirm", args=[city.stale.pk]))
    desk.post(reverse("publishing:undo_confirmation"), {"code": "zgadywany"})
    desk.post(reverse("publishing:undo_confirmation"), {"code": "zażółć"})
    assert care(city.stale).confirmed_at == NOW
    code = desk.session["freshness_undo"]["code"]
    desk.post(reverse("publishing:undo_confirmation"), {"code": code})
    answer = desk.post(reverse("publishing:undo_confirmation"), {"code": code}, follow=True)
    assert "Nie ma już czego cofnąć" in answer.content.decode()


def test_several_ticked_pages_at_once(city: SimpleNamespace, at_desk: Any) -> None:
    pages = [city.stale.pk, city.never.pk, city.stale.pk]
    at_desk(city.coordinator).post(reverse("publishing:confirm_ticked"), {"strona": pages})
    assert care(city.stale).review_by == care(city.never).review_by == dt.date(2027, 11, 23)
    assert AuditEntry.objects.filter(verb="page.confirm").count() == 2


def test_nothing_ticked_is_said_in_words(city: SimpleNamespace, at_desk: Any) -> None:
    desk = at_desk(city.coordinator)
    for ticked in ([], ["", "x", "-1", "9" * 30, "<b>"]):
        answer = desk.post(reverse("publishing:confirm_ticked"), {"strona": ticked}, follow=True)
        assert "Niczego nie zaznaczono" in answer.content.decode()


def test_another_unit_is_refused_at_the_door(city: SimpleNamespace, at_desk: Any) -> None:
    answer = at_desk(city.other).post(reverse("publishing:confirm", args=[city.stale.pk]))
    assert answer.status_code == 403
    assert "§ 4 ust. 1 pkt 1" in answer.content.decode()
    missing = at_desk(city.other).post(reverse("publishing:confirm", args=[999_999]))
    assert missing.status_code == 403
    assert care(city.stale).confirmed_at is None


def test_confirming_by_get_is_not_possible(city: SimpleNamespace, at_desk: Any) -> None:
    assert at_desk(city.coordinator).get(reverse("publishing:confirm", args=[city.stale.pk])).status_code == 405


def test_the_way_back_stays_in_the_portal(city: SimpleNamespace, at_desk: Any) -> None:
    desk = at_desk(city.coordinator)
    for address in ("https://zly.example/", "//zly.example", "javascript:alert(1)"):
        answer = desk.post(reverse("publishing:confirm", args=[city.stale.pk]), {"next": address})
        assert answer["Location"] == reverse("publishing:stale")


def test_the_review_day_itself_is_still_in_time() -> None:
    assert state_on(TODAY, None, TODAY) == Freshness.NEVER
    assert state_on(TODAY, NOW, TODAY) == Freshness.IN_DATE
    assert state_on(TODAY - dt.timedelta(days=1), NOW, TODAY) == Freshness.OVERDUE
