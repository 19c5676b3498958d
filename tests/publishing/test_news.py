"""«Co nowego w przekazaniach»: what others did since the person last looked, for those whom it concerns."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from coordination.models import AuditEntry, NoticeSettings, PortalAssignment
from coordination.standing import standing_of
from coordination.states import PortalOffice
from publishing import actions, confinement, scheduling, transfers
from publishing.news import DAYS, News, news_for
from tests.publishing import city as building
from tests.publishing.city import FRIDAY, NOW, TUESDAY, as_read, fresh, handed_over, news

SignIn = Callable[[Any], Client]
MINUTE = dt.timedelta(minutes=1)
LATER = NOW + 10 * MINUTE
TITLE = "Co nowego w przekazaniach"


def read(user: Any, now: dt.datetime = LATER, limit: int = 8) -> News:
    return news_for(standing_of(fresh(user)), now, limit)


def deeds(user: Any, now: dt.datetime = LATER) -> list[str]:
    return [str(event.deed) for event in read(user, now).events]


def home(client: Client) -> str:
    return " ".join(client.get(reverse("wagtailadmin_home")).content.decode().split())


@pytest.fixture
def row(city: SimpleNamespace) -> Any:
    """Handed over by the coordinator, returned by the editor a minute later."""
    made = handed_over(city, news(city, title="Nowe stypendia"), at=FRIDAY)
    return actions.send_back(made, read=as_read(made), by=fresh(city.editor), comment="Brakuje daty.", now=NOW + MINUTE)


@pytest.mark.par(4, ust=2)
def test_each_reads_what_others_did(city: SimpleNamespace, row: Any) -> None:
    sent_back, delivered = "zwrot do poprawy", "przekazanie materiału"
    assert deeds(city.deputy) == deeds(city.head) == deeds(city.administrator) == [sent_back, delivered]
    assert deeds(city.coordinator) == [sent_back], "the own deed is no news"
    assert deeds(city.editor) == [delivered]
    assert deeds(city.other) == []
    event = read(city.coordinator).events[0]
    assert (event.title, event.who, event.note) == ("Nowe stypendia", "Roman Redaktor", "Brakuje daty.")
    assert event.url == reverse("publishing:handoff", args=[row.pk])


def test_the_scope_of_an_office_counts(city: SimpleNamespace, row: Any) -> None:
    PortalAssignment.objects.filter(account=city.operator).delete()
    office = building.assigned(city.operator, PortalOffice.OPERATOR, kinds=["event"])
    assert deeds(city.operator) == []
    office.kinds = ["news"]
    office.save()
    assert len(deeds(city.operator)) == 2
    office.units.set([city.sp])
    assert deeds(city.operator) == []


def test_taking_an_item_in_hand_is_no_news(city: SimpleNamespace, row: Any) -> None:
    before = deeds(city.administrator)
    again = actions.deliver(row, by=fresh(city.coordinator), now=NOW + 2 * MINUTE, unchanged="Tak ma być.")
    actions.claim(again, by=fresh(city.operator), now=NOW + 3 * MINUTE)
    assert deeds(city.administrator) == ["przekazanie materiału", *before]


def test_a_limited_draft_is_nobodys_news_but_of_the_named(city: SimpleNamespace, row: Any) -> None:
    assert deeds(city.deputy)
    confinement.confine(row.page.specific, people=[], reason="x", by=fresh(city.coordinator), now=NOW + 2 * MINUTE)
    for who in (city.deputy, city.head, city.administrator, city.editor):
        assert read(who).events == []
    assert [event.title for event in read(city.coordinator).events] == ["Nowe stypendia"]


def test_both_units_read_that_a_page_changed_hands(city: SimpleNamespace, row: Any) -> None:
    transfers.entrust(row.page.specific, to=city.sp, by=fresh(city.administrator), now=NOW + 2 * MINUTE, reason="x")
    given = "oddanie innej komórce"
    assert deeds(city.other) == [given]
    assert deeds(city.deputy)[0] == given
    assert read(city.deputy).events[0].url == "", "it opens for the new unit only"
    assert read(city.other).events[0].url


def test_marked_as_read_up_to_what_was_shown(city: SimpleNamespace, as_: SignIn, row: Any, clock: Any) -> None:
    clock.move_to(LATER)
    client = as_(city.deputy)
    shown = home(client)
    assert TITLE in shown
    assert "zwrot do poprawy" in shown
    until = read(city.deputy).events[0].at.isoformat()
    assert f'name="do" value="{until}"' in shown
    actions.deliver(
        row, by=fresh(city.coordinator), now=NOW + 5 * MINUTE, unchanged="Bez zmian."
    )  # while the person reads
    address = reverse("publishing:news_read")
    assert client.get(address).status_code == 405
    assert Client(enforce_csrf_checks=True).post(address, {"do": until}).status_code in (302, 403)
    assert not NoticeSettings.objects.exists()
    assert client.post(address, {"do": until}).url == reverse("wagtailadmin_home")
    assert deeds(city.deputy) == ["przekazanie materiału"], "what came meanwhile stays new"
    assert len(deeds(city.head)) == 3, "each for oneself"
    client.post(address, {"do": (NOW - dt.timedelta(days=3)).isoformat()})
    assert len(deeds(city.deputy)) == 1, "never back"
    client.post(address, {"do": "2999-01-01T00:00:00+00:00"})
    assert NoticeSettings.objects.get(account=city.deputy).seen_at == LATER, "never to come"
    assert "Nic nowego od: poniedziałek 23 listopada 2026, godz. 10:10" in home(client)


@pytest.mark.parametrize("until", ["", "wczoraj", "2026-99-99T00:00:00Z", "2026-11-23T10:00:00", "\x00"])
def test_nonsense_means_now(city: SimpleNamespace, as_: SignIn, row: Any, clock: Any, until: str) -> None:
    clock.move_to(LATER)
    assert as_(city.deputy).post(reverse("publishing:news_read"), {"do": until}).status_code == 302
    assert NoticeSettings.objects.get().seen_at == LATER


def test_old_news_are_history(city: SimpleNamespace, row: Any) -> None:
    assert deeds(city.deputy, NOW + dt.timedelta(days=DAYS + 1)) == []


def test_the_watchers_of_the_city_have_their_own_screens(city: SimpleNamespace, as_: SignIn, row: Any) -> None:
    assert TITLE in home(as_(city.editor))
    assert TITLE not in home(as_(city.monitor))


def test_a_publication_that_fails_again_and_again_is_one_line(city: SimpleNamespace, monkeypatch: Any) -> None:
    for title in ("Pierwszy", "Drugi"):
        building.approved(city, news(city, title=title), at=TUESDAY)
    monkeypatch.setattr(scheduling, "put_out", lambda handoff, by=None: 1 / 0)
    for hours in range(5):
        scheduling.run_once(TUESDAY + hours * dt.timedelta(hours=2))
    found = read(city.deputy, TUESDAY + dt.timedelta(hours=12))
    assert AuditEntry.objects.filter(verb="handoff.fail").count() == 10
    failures = [event for event in found.events if str(event.deed) == "publikacja nie udała się"]
    assert sorted(event.title for event in failures) == ["Drugi", "Pierwszy"]
    assert {event.at for event in failures} == {TUESDAY + dt.timedelta(hours=8)}


def test_many_news_cost_as_much_as_one(city: SimpleNamespace, row: Any, django_assert_num_queries: Any) -> None:
    standing = standing_of(fresh(city.deputy))
    with django_assert_num_queries(3):
        news_for(standing, LATER, 8)
    for number in range(6):
        more = handed_over(city, news(city, title=f"Kolejny {number}"), at=FRIDAY + number * dt.timedelta(hours=1))
        actions.send_back(more, read=as_read(more), by=fresh(city.editor), comment="x", now=NOW + MINUTE)
    with django_assert_num_queries(3):
        found = news_for(standing, LATER, 8)
    assert (len(found.events), found.more) == (8, 6)
