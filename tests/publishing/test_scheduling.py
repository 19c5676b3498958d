"""The clock: exactly what was promised, each item on its own, once (scenarios 4-7, 13, 15)."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.management import find_commands, get_commands, load_command_class
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, Revision

from coordination.models import AuditEntry, OutboxMessage
from publishing import actions, failures, scheduling
from publishing.models import Handoff, PublicChange
from publishing.states import Stage
from tests.publishing.city import NOW, TUESDAY, WEDNESDAY, approved, as_read, fresh, news

ROOT = Path(__file__).resolve().parent.parent.parent
MINUTE = dt.timedelta(minutes=1)


def break_publication(monkeypatch: pytest.MonkeyPatch, title: str) -> None:
    """One page cannot be saved; the others can."""
    real = Revision.publish

    def publish(self: Any, *args: Any, **kwargs: Any) -> None:
        if self.content["title"] == title:
            raise ValueError("disk full")
        real(self, *args, **kwargs)

    monkeypatch.setattr(Revision, "publish", publish)


@pytest.mark.par(4, ust=2)
def test_one_failure_holds_up_nobody_keeps_its_date_and_is_tried_again(
    city: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad, *good = (approved(city, news(city, title=title)) for title in ("Zła", "Dobra", "Lepsza"))
    with monkeypatch.context() as patch:
        break_publication(patch, "Zła")
        assert scheduling.run_once(TUESDAY) == {"published": 2, "failed": 1, "expired": 0}
        bad.refresh_from_db()
        assert (bad.stage, bad.publish_at, bad.attempts) == (Stage.FAILED, TUESDAY, 1)
        assert "disk full" in bad.failure
        assert bad.next_try_at == TUESDAY + MINUTE
        assert not bad.page.live
        assert not PublicChange.objects.filter(page=bad.page).exists(), "a failure leaves nothing half done"
        assert scheduling.run_once(TUESDAY + MINUTE / 2) == {"published": 0, "failed": 0, "expired": 0}
        assert scheduling.run_once(TUESDAY + MINUTE)["failed"] == 1
    told = OutboxMessage.objects.filter(kind="handoff.failed")
    assert set(told.values_list("to", flat=True)) >= {"koordynator.kd@umk.example", "redaktor@umk.example"}
    assert told.count() == 5, "the unit, and every officer in scope: once, not at every try"
    assert scheduling.run_once(TUESDAY + 10 * MINUTE)["published"] == 1
    bad.refresh_from_db()
    assert (bad.stage, bad.late_minutes, bad.failure) == (Stage.PUBLISHED, 10, "")
    assert all(row.page.live for row in Handoff.objects.filter(pk__in=[row.pk for row in good]))


def test_an_address_taken_meanwhile_gets_a_suffix(city: SimpleNamespace) -> None:
    """DESIGN.md section 12, ruling 8."""
    page = news(city, title="Ferie")
    page.slug = "ferie-w-miescie"
    page.save_revision(user=city.coordinator)
    row = approved(city, page)
    news(city, title="Rywal", slug="ferie-w-miescie", live=True)
    assert scheduling.run_once(TUESDAY) == {"published": 1, "failed": 0, "expired": 0}
    assert Page.objects.get(pk=row.page_id).slug == "ferie-w-miescie-2"


def test_people_read_a_sentence_and_the_cause_is_kept(city: SimpleNamespace, as_: Any) -> None:
    row = approved(city)
    Revision.objects.filter(pk=row.revision_id).delete()
    assert scheduling.run_once(TUESDAY)["failed"] == 1
    row.refresh_from_db()
    assert row.failure == "VersionVanished: the page or the approved version is gone"
    letter = OutboxMessage.objects.filter(kind="handoff.failed", to="redaktor@umk.example").get()
    screen = as_(city.editor).get(f"/admin/przekazania/{row.pk}/").content.decode()
    for shown in (letter.text, screen):
        assert "Zatwierdzona wersja już nie istnieje." in shown
    assert screen.count("VersionVanished") == 1, "in the details only"
    assert "Zatwierdzona wersja zniknęła, więc portal nie próbuje ponownie." in screen
    assert f"/admin/przekazania/{row.pk}/sprobuj/" not in screen
    main = screen.partition('class="deed deed--main" open')[2]
    assert main.partition("</details>")[0].count("Odwołaj publikację") == 2, "cancelling is the main deed, and open"
    assert scheduling.run_once(TUESDAY + 600 * MINUTE)["failed"] == 0, "nothing is tried in vain"
    assert AuditEntry.objects.filter(verb="handoff.fail").count() == 1


@pytest.mark.parametrize(
    ("failure", "beginning"),
    [
        ("", ""),
        ("ValidationError: {'slug': ['zajęty']}", "Adres „ferie” jest już zajęty. Zmień adres"),
        ("ValidationError: {'title': ['za długi']}", "Treść nie spełnia już wymagań"),
        ("OperationalError: disk I/O error", "Publikacja się nie udała z przyczyny technicznej."),
    ],
)
def test_every_cause_has_words(failure: str, beginning: str) -> None:
    said = str(failures.words(failure, "ferie"))
    assert said.startswith(beginning)
    assert bool(said) is bool(failure)


def test_a_claim_that_the_database_refuses_is_no_failed_publication(
    city: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another clock held it too long: the item keeps its stage, nobody is told, the next beat publishes."""
    row = approved(city)

    def locked(*_anything: Any) -> None:
        raise OperationalError("database is locked")

    with monkeypatch.context() as patch:
        patch.setattr(scheduling, "_claim", locked)
        assert scheduling.run_once(TUESDAY) == {"published": 0, "failed": 0, "expired": 0}
    row.refresh_from_db()
    assert (row.stage, row.attempts) == (Stage.SCHEDULED, 0)
    assert not OutboxMessage.objects.filter(kind="handoff.failed").exists()
    assert scheduling.run_once(TUESDAY + MINUTE)["published"] == 1


def test_people_are_asked_for_once_a_pass_not_once_an_item(city: SimpleNamespace) -> None:
    def asked(items: int) -> int:
        for _number in range(items):
            approved(city)
        with CaptureQueriesContext(connection) as said:
            assert scheduling.run_once(TUESDAY)["published"] == items
        assert len(said) <= items * 82 + 10
        return sum("coordination_portalassignment" in query["sql"] for query in said.captured_queries)

    assert asked(2) == asked(6) > 0


def test_after_an_outage_everything_goes_out_once_in_due_order(city: SimpleNamespace) -> None:
    hours = [TUESDAY + dt.timedelta(minutes=m) for m in (30, 0, 15)]
    rows = [approved(city, at=at) for at in hours]
    back = TUESDAY + dt.timedelta(hours=2)
    assert scheduling.run_once(back)["published"] == 3
    assert scheduling.run_once(back)["published"] == 0
    order = PublicChange.objects.filter(page__in=[row.page_id for row in rows]).order_by("pk")
    assert list(order.values_list("page_id", flat=True)) == [rows[1].page_id, rows[2].page_id, rows[0].page_id]
    for row, minutes in zip(rows, (90, 120, 105), strict=True):
        row.refresh_from_db()
        assert row.late_minutes == minutes


def test_a_date_moved_meanwhile_never_fires(city: SimpleNamespace) -> None:
    row = approved(city)
    actions.unschedule(row, read=as_read(row), by=fresh(city.editor), reason="Później.", now=NOW)
    actions.propose(row, dates=actions.Dates(WEDNESDAY), by=fresh(city.editor), reason="Później.", now=NOW)
    waiting = row.proposals.get(answer="waiting").pk
    actions.accept(row, by=fresh(city.coordinator), proposal_id=waiting, now=NOW)
    actions.approve(row, by=fresh(city.editor), read=as_read(row), now=NOW)
    assert scheduling.attempt(row.pk, TUESDAY, TUESDAY) == ""
    assert scheduling.run_once(TUESDAY)["published"] == 0
    assert scheduling.run_once(WEDNESDAY)["published"] == 1


def test_the_agreed_hour_rules_over_the_schedule_dialog(city: SimpleNamespace) -> None:
    page = news(city)
    page.go_live_at = WEDNESDAY + dt.timedelta(days=30)
    page.save_revision(user=city.coordinator)
    row = approved(city, page)
    assert scheduling.run_once(TUESDAY)["published"] == 1
    assert Page.objects.get(pk=row.page_id).live
    assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()


def test_a_live_page_shows_the_old_version_up_to_the_minute(city: SimpleNamespace, client: Any) -> None:
    page = news(city, title="Stare godziny", live=True)
    page.title = "Nowe godziny"
    page.save_revision(user=city.coordinator)
    approved(city, page)
    assert "Stare godziny" in client.get(page.url).content.decode()
    scheduling.run_once(TUESDAY)
    assert "Nowe godziny" in client.get(page.url).content.decode()


def test_expiry_never_darkens_a_page_whose_replacement_is_on_its_way(city: SimpleNamespace) -> None:
    page = news(city, live=True)
    Page.objects.filter(pk=page.pk).update(expire_at=TUESDAY - MINUTE)
    page.refresh_from_db()
    page.expire_at = None
    page.lead = "Nowa treść."
    page.save_revision(user=city.coordinator)
    approved(city, page, at=TUESDAY + MINUTE)
    assert scheduling.run_once(TUESDAY)["expired"] == 0
    assert Page.objects.get(pk=page.pk).live
    scheduling.run_once(TUESDAY + MINUTE)
    assert Page.objects.get(pk=page.pk).live
    alone = news(city, live=True)
    Page.objects.filter(pk=alone.pk).update(expire_at=TUESDAY - MINUTE)
    assert scheduling.run_once(TUESDAY)["expired"] == 1
    assert not Page.objects.get(pk=alone.pk).live


def test_our_command_wins_over_wagtails() -> None:
    """The rooms stand before wagtail in INSTALLED_APPS (DESIGN.md ruling 6)."""
    assert get_commands()["publish_scheduled"] == "publishing"
    assert load_command_class("publishing", "publish_scheduled").__module__.startswith("publishing.")
    assert "publish_scheduled" in find_commands(str(ROOT / "publishing" / "management"))
