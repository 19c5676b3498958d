"""An account works from the first to the last day of its office; one that nobody uses is shut, after a warning."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.test import Client

from coordination import actions, lifetimes
from coordination.calendar import warsaw
from coordination.models import (
    AccountEvent,
    AuditEntry,
    Designation,
    Invitation,
    OutboxMessage,
    Person,
    PortalAssignment,
)
from coordination.standing import standing_of
from coordination.states import Office, Outcome, PortalOffice
from coordination.verdict import Refused
from tests.publishing.city import NOW, TODAY, assigned, fresh, officer

SignIn = Callable[[Any], Client]
DAY = dt.timedelta(days=1)
EVENING = warsaw(TODAY, dt.time(23, 59))
MIDNIGHT = warsaw(TODAY + DAY, dt.time(0))
MORNING = warsaw(TODAY + DAY, dt.time(7))


def ends_today(city: SimpleNamespace, user: Any = None) -> Designation:
    row = Designation.objects.get(person__user=user or city.coordinator)
    return actions.end_designation(row, until_on=TODAY, by=standing_of(fresh(city.head)), now=NOW)


def is_active(user: Any) -> bool:
    return bool(fresh(user).is_active)


@pytest.mark.par(2, pkt=1)
def test_the_last_minute_works_and_midnight_shuts_out_without_any_job(
    city: SimpleNamespace, as_: SignIn, clock: Any
) -> None:
    browser = as_(city.coordinator)
    ends_today(city)
    clock.move_to(EVENING, tick=False)
    assert browser.get("/admin/").status_code == 200
    clock.move_to(MIDNIGHT, tick=False)
    out = browser.get("/admin/")
    assert out.status_code == 403
    assert "Twoja funkcja skończyła się 23 listopada 2026" in out.text
    assert "(§ 2 pkt 1)" in out.text
    assert "Maria Kierująca" in out.text, "whom to ask"
    assert is_active(city.coordinator), "no job has run"


def test_signing_in_after_the_end_meets_words_and_no_loop(city: SimpleNamespace, clock: Any) -> None:
    ends_today(city)
    clock.move_to(MIDNIGHT, tick=False)
    browser = Client()
    page = browser.post("/konto/logowanie/", {"login": "koordynator.kd", "password": "demo"}, follow=True)
    assert page.status_code == 403
    assert "Twoja funkcja skończyła się" in page.text
    assert len(page.redirect_chain) == 1
    assert browser.post("/admin/logout/").status_code == 302, "and can leave"


@pytest.mark.par(4, ust=1, pkt=2)
def test_whose_office_in_the_portal_ended_is_told_so(city: SimpleNamespace, as_: SignIn) -> None:
    PortalAssignment.objects.filter(account=city.operator).update(until_on=TODAY - DAY)
    page = as_(city.operator).get("/admin/")
    assert page.status_code == 403
    assert "Twoja funkcja skończyła się 22 listopada 2026: operator" in page.text
    assert "(§ 4 ust. 1 pkt 2)" in page.text


def test_an_account_that_never_held_an_office_is_told_so(city: SimpleNamespace, as_: SignIn) -> None:
    page = as_(city.nobody).get("/admin/pages/")
    assert page.status_code == 403
    assert "nie ma żadnej funkcji" in page.text
    assert as_(city.nobody).get("/admin/", headers={"Accept": "application/json"}).json()["error"]


def test_the_day_after_the_clock_shuts_the_account_and_ends_its_sessions(
    city: SimpleNamespace, as_: SignIn, clock: Any
) -> None:
    browser, other = as_(city.coordinator), as_(city.deputy)
    ends_today(city)
    assert lifetimes.run_once(EVENING)["ended"] == 0
    assert lifetimes.run_once(MIDNIGHT)["ended"] == 0, "a form may still be open"
    sessions = Session.objects.count()
    assert lifetimes.run_once(MORNING)["ended"] == 1
    assert not is_active(city.coordinator)
    assert Session.objects.count() == sessions - 1
    clock.move_to(MORNING, tick=False)
    assert browser.get("/admin/").status_code == 302, "signed out"
    assert other.get("/admin/").status_code == 200, "colleagues stay"
    line = AuditEntry.objects.get(verb="account.suspend")
    assert line.actor_name == "system"
    assert line.unit_id == city.kd.pk
    assert not OutboxMessage.objects.filter(to=city.coordinator.email, kind__startswith="account").exists()


def test_a_pass_repeated_or_missed_changes_nothing(city: SimpleNamespace) -> None:
    ends_today(city)
    late = MORNING + 30 * DAY
    assert lifetimes.run_once(late)["ended"] == 1
    assert lifetimes.run_once(late)["ended"] == 0
    assert AccountEvent.objects.filter(user=city.coordinator).count() == 1


def test_the_command_takes_the_pass(city: SimpleNamespace) -> None:
    ends_today(city)
    call_command("remind", now=MORNING.isoformat())
    assert not is_active(city.coordinator)


def test_who_holds_or_will_hold_another_office_keeps_the_account(city: SimpleNamespace) -> None:
    ends_today(city)
    who = Person.objects.get(user=city.coordinator)
    later = Designation.objects.create(person=who, unit=city.sp, office=Office.DEPUTY, from_on=TODAY + 60 * DAY)
    assert lifetimes.run_once(MORNING)["ended"] == 0
    Designation.objects.filter(pk=later.pk).update(from_on=TODAY)
    assert lifetimes.run_once(MORNING)["ended"] == 0


def test_portal_officers_and_superusers_keep_the_account(city: SimpleNamespace) -> None:
    for user in (city.editor, city.root):
        who = Person.objects.create(
            user=user, first_name="A", last_name="B", function="-", phone="12 000 00 14", email=user.email
        )
        Designation.objects.create(
            person=who, unit=city.sp, office=Office.DEPUTY, from_on=TODAY - 9 * DAY, until_on=TODAY
        )
    assert lifetimes.run_once(MORNING)["ended"] == 0


@pytest.mark.par(4, ust=1, pkt=2)
def test_an_office_of_the_portal_that_begins_later_keeps_the_account(city: SimpleNamespace) -> None:
    ends_today(city)
    assigned(city.coordinator, PortalOffice.OPERATOR, from_on=TODAY + 60 * DAY)
    assert lifetimes.run_once(MORNING)["ended"] == 0
    assert is_active(city.coordinator)


@pytest.mark.par(4, ust=1, pkt=2)
def test_the_day_after_the_last_office_of_the_portal_the_account_is_shut(city: SimpleNamespace) -> None:
    """Never designated in any unit: the portal's register alone gave the account its days."""
    row = PortalAssignment.objects.get(account=city.operator)
    PortalAssignment.objects.filter(pk=row.pk).update(until_on=TODAY)
    assigned(city.operator, PortalOffice.MONITOR, until_on=TODAY - 9 * DAY)
    assert lifetimes.run_once(EVENING)["ended"] == 0
    assert lifetimes.run_once(MORNING)["ended"] == 1
    assert not is_active(city.operator)
    assert AccountEvent.objects.get(user=city.operator).since == TODAY
    assert is_active(city.nobody), "never held an office, so none has ended"


@pytest.mark.par(2, pkt=1)
def test_the_later_of_both_last_days_is_written_down(city: SimpleNamespace) -> None:
    ends_today(city)
    assigned(city.coordinator, PortalOffice.OPERATOR, until_on=TODAY - 30 * DAY)
    assert lifetimes.run_once(MORNING)["ended"] == 1
    assert AccountEvent.objects.get(user=city.coordinator).since == TODAY


def test_an_open_invitation_is_cancelled_with_the_office(city: SimpleNamespace) -> None:
    who = Person.objects.create(
        first_name="E", last_name="F", function="-", phone="12 000 00 15", email="ef@umk.example"
    )
    by = standing_of(fresh(city.head))
    row = actions.designate(
        person=who, unit=city.kd, office=Office.DEPUTY, from_on=TODAY, until_on=TODAY, by=by, now=NOW
    )
    actions.invite(row, by=by, now=NOW)
    assert lifetimes.run_once(MORNING)["ended"] == 1
    assert Invitation.objects.get(person=who).revoked_at == MORNING


@pytest.mark.par(2, pkt=1)
def test_designating_again_opens_the_account(city: SimpleNamespace, clock: Any) -> None:
    ends_today(city)
    lifetimes.run_once(MORNING)
    clock.move_to(MORNING, tick=False)
    actions.designate(
        person=Person.objects.get(user=city.coordinator),
        unit=city.kd,
        office=Office.COORDINATOR,
        from_on=TODAY + DAY,
        by=standing_of(fresh(city.head)),
        now=MORNING,
    )
    assert is_active(city.coordinator)
    assert AuditEntry.objects.filter(verb="account.restore", actor=city.head).exists()
    assert lifetimes.run_once(MORNING + DAY)["ended"] == 0


def test_prolonging_a_designation_opens_the_account(city: SimpleNamespace, clock: Any) -> None:
    row = ends_today(city)
    lifetimes.run_once(MORNING)
    clock.move_to(MORNING, tick=False)
    actions.amend_designation(row, changes={"until_on": None}, by=standing_of(fresh(city.head)), now=MORNING)
    assert is_active(city.coordinator)


# -- accounts nobody uses -----------------------------------------------------------------------------------------


def last_seen(user: Any, days_ago: int) -> None:
    """Signed in so long ago for the last time; the account is older than that, and so is the office."""
    type(user).objects.filter(pk=user.pk).update(
        last_login=NOW - days_ago * DAY, date_joined=NOW - dt.timedelta(days=900)
    )
    Designation.objects.filter(person__user=user).update(from_on=dt.date(2025, 1, 1))


def test_a_dormant_account_is_warned_once_and_shut_fourteen_days_later(city: SimpleNamespace) -> None:
    last_seen(city.coordinator, 165)
    assert lifetimes.run_once(NOW)["warned"] == 0
    tomorrow = NOW + DAY
    assert lifetimes.run_once(tomorrow)["warned"] == 1
    assert lifetimes.run_once(tomorrow)["warned"] == 0
    letter = OutboxMessage.objects.get(kind="account.warning")
    assert letter.to == city.coordinator.email
    assert "8 grudnia 2026" in letter.text
    assert lifetimes.run_once(NOW + 14 * DAY)["dormant"] == 0
    assert lifetimes.run_once(NOW + 15 * DAY) == {"ended": 0, "warned": 0, "dormant": 1}
    assert not is_active(city.coordinator)
    assert lifetimes.run_once(NOW + 16 * DAY)["dormant"] == 0
    assert OutboxMessage.objects.filter(kind__startswith="account.").count() == 2


def test_after_an_outage_the_warning_still_comes_its_full_time_ahead(city: SimpleNamespace) -> None:
    last_seen(city.coordinator, 400)
    assert lifetimes.run_once(NOW) == {"ended": 0, "warned": 1, "dormant": 0}
    assert lifetimes.run_once(NOW + 13 * DAY)["dormant"] == 0
    assert lifetimes.run_once(NOW + 40 * DAY)["dormant"] == 1


def test_signing_in_once_is_enough(city: SimpleNamespace, clock: Any) -> None:
    last_seen(city.coordinator, 170)
    lifetimes.run_once(NOW)
    clock.move_to(NOW + 5 * DAY, tick=False)
    assert Client().login(username="koordynator.kd", password="demo")
    assert lifetimes.run_once(NOW + 30 * DAY) == {"ended": 0, "warned": 0, "dormant": 0}
    assert is_active(city.coordinator)


def test_portal_offices_count_and_superusers_do_not(city: SimpleNamespace) -> None:
    for user in (city.operator, city.root):
        last_seen(user, 300)
    lifetimes.run_once(NOW)
    assert lifetimes.run_once(NOW + 20 * DAY)["dormant"] == 1
    assert not is_active(city.operator)
    assert is_active(city.root)


@pytest.mark.par(4, ust=1, pkt=2)
def test_an_editor_whom_the_portal_needs_is_not_shut_for_silence(city: SimpleNamespace) -> None:
    """Scenarios 30, 31: the clock asks what a person would be asked, and leaves one line."""
    last_seen(city.editor, 300)
    lifetimes.run_once(NOW)
    later = NOW + 20 * DAY
    for day in range(3):
        assert lifetimes.run_once(later + day * DAY)["dormant"] == 0
    assert is_active(city.editor)
    line = AuditEntry.objects.get(verb="account.suspend")
    assert (line.outcome, line.actor_name) == (Outcome.REFUSED, "system")
    assert "Bez redaktora" in line.note
    officer("redaktor2", "Renata Redaktor", PortalOffice.EDITOR)
    assert lifetimes.run_once(later + 4 * DAY)["dormant"] == 1
    assert not is_active(city.editor)


def shut_for_silence(city: SimpleNamespace, user: Any) -> dt.datetime:
    last_seen(user, 300)
    lifetimes.run_once(NOW)
    later = NOW + 20 * DAY
    assert lifetimes.run_once(later)["dormant"] == 1
    return later


@pytest.mark.parametrize(("who", "may"), [("head", True), ("administrator", True), ("deputy", False), ("other", False)])
def test_the_head_or_an_administrator_opens_it_again(
    city: SimpleNamespace, as_: SignIn, clock: Any, who: str, may: bool
) -> None:
    later = shut_for_silence(city, city.coordinator)
    clock.move_to(later, tick=False)
    row = Designation.objects.get(person__user=city.coordinator)
    as_(getattr(city, who)).post(f"/admin/konta/{row.pk}/przywroc/")
    assert is_active(city.coordinator) is may
    assert OutboxMessage.objects.filter(kind="account.restored", to=city.coordinator.email).exists() is may
    if may:
        assert lifetimes.run_once(later + DAY) == {"ended": 0, "warned": 0, "dormant": 0}, "its silence starts anew"


def test_an_administrator_opens_an_account_of_the_portal_team(city: SimpleNamespace, as_: SignIn, clock: Any) -> None:
    later = shut_for_silence(city, city.operator)
    clock.move_to(later, tick=False)
    type(city.administrator).objects.filter(pk=city.administrator.pk).update(last_login=later)
    assert "Olga Operator" in as_(city.administrator).get("/admin/konta/").text
    address = f"/admin/konta/portal/{city.operator.pk}/przywroc/"
    with pytest.raises(Refused):
        actions.restore_officer(city.operator, by=standing_of(fresh(city.head)), now=later)
    assert as_(city.administrator).post(address).status_code == 302
    assert is_active(city.operator)


def test_ticked_active_by_hand_counts_as_opened_again(city: SimpleNamespace) -> None:
    later = shut_for_silence(city, city.operator)
    type(city.operator).objects.filter(pk=city.operator.pk).update(is_active=True)
    assert lifetimes.run_once(later + DAY)["dormant"] == 0
    assert lifetimes.run_once(later + 2 * DAY) == {"ended": 0, "warned": 0, "dormant": 0}
    assert is_active(city.operator)


def test_a_pass_costs_the_same_for_any_number_of_open_accounts(
    city: SimpleNamespace, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(8):
        lifetimes.run_once(NOW)
