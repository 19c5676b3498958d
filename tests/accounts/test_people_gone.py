"""Scenarios 27, 28, 29: somebody is gone, and the work of the unit goes on through the deputy, the head, SZ."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from coordination import actions as deeds
from coordination import outbox
from coordination.actions import Question
from coordination.calendar import warsaw
from coordination.models import AuditEntry, Designation, DutyTask, OutboxMessage, Person
from coordination.standing import standing_of
from coordination.states import Office
from publishing import actions
from publishing.models import Handoff
from publishing.states import Stage
from tests.publishing.city import (
    FRIDAY,
    NOW,
    TODAY,
    TUESDAY,
    WEDNESDAY,
    approved,
    as_read,
    fresh,
    handed_over,
    news,
    read_fields,
)
from tests.publishing.test_direct import typed

SignIn = Callable[[Any], Client]
DAY = dt.timedelta(days=1)


def shut(user: Any) -> None:
    """An administrator unticks «active»."""
    type(user).objects.filter(pk=user.pk).update(is_active=False)


def letters_to(email: str) -> int:
    return OutboxMessage.objects.filter(to=email).count()


# -- 27: a shut account -------------------------------------------------------------------------------------------


@pytest.fixture
def gone(city: SimpleNamespace) -> SimpleNamespace:
    """Three items in the queue and one scheduled for Tuesday, all of a coordinator whose account is shut on Monday."""
    city.queued = [handed_over(city, at=hour) for hour in (WEDNESDAY, FRIDAY, FRIDAY + dt.timedelta(hours=1))]
    city.scheduled = approved(city, at=TUESDAY)
    city.inquiry = deeds.ask(
        Question(subject="Sala na próby", text="Gdzie?", email="ngo@org.example"),
        designation=Designation.objects.get(person__user=city.coordinator),
        now=NOW,
    ).inquiry
    shut(city.coordinator)
    city.letters = letters_to(city.coordinator.email)
    return city


def test_27_what_was_scheduled_goes_public_in_time(gone: SimpleNamespace, clock: Any) -> None:
    clock.move_to(TUESDAY, tick=False)
    call_command("publish_scheduled", now=TUESDAY.isoformat())
    row = Handoff.objects.get(pk=gone.scheduled.pk)
    assert row.stage == Stage.PUBLISHED
    assert row.late_minutes in (0, None)
    assert Client().get(row.page.specific.url).status_code == 200
    told = set(OutboxMessage.objects.filter(kind="handoff.published").values_list("to", flat=True))
    assert gone.deputy.email in told
    assert gone.coordinator.email not in told


def test_27_the_queue_names_the_deputy_as_contact(
    gone: SimpleNamespace, as_: SignIn, django_assert_max_num_queries: Any
) -> None:
    queue = as_(gone.editor).get(reverse("publishing:queue"))
    cards = [*queue.context["mine"], *queue.context["others"]]
    assert {card.contact.email for card in cards} == {gone.deputy.email}
    assert "Tomasz Zastępca" in queue.text
    page = as_(gone.editor).get(reverse("publishing:handoff", args=[gone.queued[0].pk])).text
    assert "Kontakt w komórce" in page
    assert "Tomasz Zastępca" in page


def test_27_questions_and_decisions_go_to_the_deputy_and_never_to_the_old_mailbox(
    gone: SimpleNamespace, as_: SignIn, clock: Any
) -> None:
    editor = as_(gone.editor)
    first, second, third = gone.queued
    editor.post(
        reverse("publishing:send_back", args=[first.pk]),
        {**read_fields(first), "return-comment": "Proszę o dopisanie terminu."},
    )
    editor.post(
        reverse("publishing:propose", args=[second.pk]),
        {"propose-publish_at_0": "2026-11-30", "propose-publish_at_1": "09:00", "propose-reason": "Sesja."},
    )
    actions.approve(third, by=fresh(gone.editor), read=as_read(third), now=NOW)
    asked = deeds.ask(
        Question(subject="Drugie", text="Kiedy?", email="ngo@org.example"),
        designation=Designation.objects.get(person__user=gone.coordinator),
        now=NOW,
    ).inquiry
    assert asked.person == Person.objects.get(user=gone.deputy)
    deeds.continue_inquiry(gone.inquiry, text="Dopisuję.", now=NOW)
    later = NOW + 30 * DAY
    clock.move_to(later, tick=False)
    call_command("remind", now=later.isoformat())
    while outbox.send_due(later):
        pass
    assert letters_to(gone.coordinator.email) == gone.letters, "nothing more"
    told = set(OutboxMessage.objects.filter(to=gone.deputy.email).values_list("kind", flat=True))
    assert {"handoff.sent_back", "handoff.date_proposed", "handoff.scheduled", "inquiry.arrived"} <= told


# -- 28: the deputy carries on ------------------------------------------------------------------------------------


@pytest.mark.par(2, pkt=1)
def test_28_the_deputy_answers_dates_corrects_resubmits_and_withdraws(
    city: SimpleNamespace, as_: SignIn, clock: Any
) -> None:
    deeds.mark_absent(
        Person.objects.get(user=city.coordinator),
        from_on=TODAY,
        until_on=TODAY + 20 * DAY,
        by=standing_of(fresh(city.head)),
        now=NOW,
    )
    page = news(city)
    row = handed_over(city, page, at=FRIDAY)
    deputy, editor = as_(city.deputy), as_(city.editor)
    editor.post(
        reverse("publishing:propose", args=[row.pk]),
        {"propose-publish_at_0": "2026-11-30", "propose-publish_at_1": "09:00", "propose-reason": "Sesja."},
    )
    proposal = row.proposals.get(answer="waiting")
    assert deputy.post(reverse("publishing:accept", args=[row.pk]), {"proposal": proposal.pk}).status_code == 302
    editor.post(
        reverse("publishing:send_back", args=[row.pk]), {**read_fields(row), "return-comment": "Dopiszcie termin."}
    )
    fixed = deputy.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), typed(page, lead="Termin: 30 listopada."))
    assert fixed.status_code == 302
    assert deputy.post(reverse("publishing:deliver", args=[row.pk])).status_code == 302
    row.refresh_from_db()
    assert row.stage == Stage.QUEUED
    assert row.revision.as_object().lead == "Termin: 30 listopada."
    assert row.submitted_by == city.deputy
    withdrawn = deputy.post(
        reverse("publishing:withdraw", args=[row.pk]), {**read_fields(row), "withdraw-reason": "Zmiana planów."}
    )
    assert withdrawn.status_code == 302
    row.refresh_from_db()
    assert row.stage == Stage.WITHDRAWN
    roles = dict(
        AuditEntry.objects.filter(about=f"publishing.handoff:{row.pk}", actor=city.deputy).values_list(
            "verb", "actor_role"
        )
    )
    assert set(roles) == {"handoff.agree", "handoff.deliver", "handoff.withdraw"}
    assert set(roles.values()) == {"w zastępstwie"}
    history = editor.get(reverse("publishing:handoff", args=[row.pk])).text
    assert history.count("Tomasz Zastępca (w zastępstwie)") == 3


# -- 29: neither coordinator nor deputy ---------------------------------------------------------------------------


@pytest.fixture
def empty(city: SimpleNamespace, clock: Any) -> SimpleNamespace:
    """The last day of both was Sunday; it is Monday, eight o'clock."""
    city.row = handed_over(city, at=FRIDAY)
    Designation.objects.filter(unit=city.kd).contacts().update(until_on=TODAY - DAY)
    clock.move_to(NOW, tick=False)
    OutboxMessage.objects.all().delete()
    return city


@pytest.mark.par(2, pkt=1)
def test_29_from_that_day_the_boards_of_the_head_and_of_sz_show_it(empty: SimpleNamespace, as_: SignIn) -> None:
    for user in (empty.head, empty.monitor, empty.director, empty.administrator):
        shown = as_(user).get(reverse("coordination_wanting:units"))
        assert str(empty.kd) in shown.text, user
        row = next(row for row in shown.context["rows"] if row.unit == empty.kd)
        assert row.lacks_coordinator
        assert row.lacks_deputy
    assert as_(empty.other).get(reverse("coordination_wanting:units")).status_code == 403


@pytest.mark.par(2, pkt=1)
def test_29_the_day_before_nothing_was_shown(city: SimpleNamespace, as_: SignIn) -> None:
    Designation.objects.filter(unit=city.kd).contacts().update(until_on=TODAY)
    shown = as_(city.head).get(reverse("coordination_wanting:units"))
    assert [row.unit for row in shown.context["rows"]] == []


@pytest.mark.par(2, pkt=7)
def test_29_submissions_and_inquiries_go_to_the_head(empty: SimpleNamespace, as_: SignIn) -> None:
    asked = deeds.ask(Question(subject="Sala", text="Gdzie?", email="ngo@org.example"), unit=empty.kd, now=NOW).inquiry
    assert asked.person == Person.objects.get(user=empty.head)
    editor = as_(empty.editor)
    editor.post(
        reverse("publishing:send_back", args=[empty.row.pk]),
        {**read_fields(empty.row), "return-comment": "Proszę o termin."},
    )
    told = OutboxMessage.objects.filter(to=empty.head.email).values_list("kind", flat=True)
    assert {"inquiry.arrived", "handoff.sent_back"} <= set(told)
    assert not OutboxMessage.objects.filter(to__in=[empty.coordinator.email, empty.deputy.email]).exists()
    card = next(iter(editor.get(reverse("publishing:queue")).context["others"]))
    assert card.contact.email == empty.head.email
    answered = as_(empty.head).post(
        reverse("coordination_inquiries:detail", args=[asked.number]),
        {"czynnosc": "odpowiedz", "tresc": "Przy Krakowskiej.", "widziano": ""},
    )
    assert answered.status_code == 302, "the head answers for the unit"


@pytest.mark.par(2, pkt=1)
def test_29_a_reminder_repeats_until_the_chairs_are_filled(empty: SimpleNamespace, clock: Any) -> None:
    for day in range(29):
        now = NOW + day * DAY
        clock.move_to(now, tick=False)
        call_command("remind", now=now.isoformat())
    reminders = OutboxMessage.objects.filter(kind="reminder", to=empty.head.email)
    assert reminders.count() >= 3, "again and again"
    assert "koordynatora" in reminders.first().text
    assert DutyTask.objects.open().filter(unit=empty.kd, subject__startswith="office:").count() == 2
    for office, user in ((Office.COORDINATOR, empty.coordinator), (Office.DEPUTY, empty.deputy)):
        deeds.designate(
            person=Person.objects.get(user=user),
            unit=empty.kd,
            office=office,
            from_on=TODAY + 28 * DAY,
            by=standing_of(fresh(empty.head)),
            now=now,
        )
    count = reminders.count()
    for day in range(29, 60):
        now = NOW + day * DAY
        clock.move_to(now, tick=False)
        call_command("remind", now=now.isoformat())
    assert not DutyTask.objects.open().filter(unit=empty.kd, subject__startswith="office:").exists()
    assert not reminders.filter(text__contains="Wyznacz koordynatora").exclude(created_at__lt=now - 31 * DAY).exists()
    assert reminders.count() - count <= 3, "of other matters at most"


def test_29_at_last_the_unit_that_coordinates_hears(empty: SimpleNamespace) -> None:
    """Without a head and without an address of the unit, SZ is asked."""
    Designation.objects.filter(unit=empty.kd).update(until_on=TODAY - DAY)
    type(empty.kd).objects.filter(pk=empty.kd.pk).update(email="")
    type(empty.sz).objects.filter(pk=empty.sz.pk).update(email="sz@umk.example")
    deeds.ask(Question(subject="Sala", text="Gdzie?", email="ngo@org.example"), unit=empty.kd, now=NOW)
    assert OutboxMessage.objects.filter(kind="inquiry.arrived").values_list("to", flat=True)[0] == "sz@umk.example"


def test_a_morning_after_the_end_finds_a_working_portal(city: SimpleNamespace, as_: SignIn, clock: Any) -> None:
    """Every job of the clock passes over the day on which the offices of a unit ended."""
    Designation.objects.filter(unit=city.kd).contacts().update(until_on=TODAY)
    morning = warsaw(TODAY + DAY, dt.time(7, 30))
    clock.move_to(morning, tick=False)
    call_command("remind", now=morning.isoformat())
    assert not fresh(city.coordinator).is_active
    assert not fresh(city.deputy).is_active
    assert fresh(city.head).is_active
    assert as_(city.head).get("/admin/").status_code == 200
