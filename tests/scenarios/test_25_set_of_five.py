"""A set of five has to appear together: approved whole or not at all, and whole or with a retry (scenario 25)."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from coordination.models import AuditEntry, OutboxMessage
from publishing.models import DateProposal, Handoff, HandoffSet, Review
from publishing.states import Answer, Stage
from tests.publishing.city import (
    FRIDAY,
    NOW,
    TUESDAY,
    WEDNESDAY,
    fresh,
    handed_over,
    hour_field,
    news,
    read_fields,
    ticked,
)
from tests.publishing.test_scheduling import break_publication
from tests.scenarios.travel import MINUTE, beat, dates, letters, press, queue, row_of, screen

TITLES = ("Regulamin", "Ogłoszenie", "Wzór oferty", "Harmonogram", "Pytania i odpowiedzi")
UNIT = {"koordynator.kd@umk.example", "zastepca.kd@umk.example"}
PORTAL = {"administrator@umk.example", "redaktor@umk.example"}


def at_set(client: Client, name: str, found: HandoffSet, **data: Any) -> Any:
    """The button of the name on the screen of the set."""
    return client.post(reverse(f"publishing:{name}", args=[found.pk]), data)


def set_screen(client: Client, found: HandoffSet) -> str:
    return client.get(reverse("publishing:handoff_set", args=[found.pk])).content.decode()


def set_of_five(city: SimpleNamespace, as_: Any) -> tuple[HandoffSet, list[Handoff]]:
    """Five news handed over for different hours; the coordinator makes them a set for Friday noon."""
    hours = (TUESDAY, TUESDAY, WEDNESDAY, FRIDAY, FRIDAY)
    rows = [handed_over(city, news(city, title=title), at=at) for title, at in zip(TITLES, hours, strict=True)]
    chosen = {"title": "Nabór 2027", "handoffs": [row.pk for row in rows], **dates("2026-11-27", "12:00")}
    answer = as_(city.coordinator).post(reverse("publishing:new_set"), chosen)
    assert answer.status_code == 302, answer.content.decode()
    return HandoffSet.objects.get(), [row_of(row) for row in rows]


def approved_set(city: SimpleNamespace, as_: Any) -> tuple[HandoffSet, list[Handoff]]:
    found, rows = set_of_five(city, as_)
    assert at_set(as_(city.editor), "approve_set", found, **ticked(rows)).status_code == 302
    return found, [row_of(row) for row in rows]


def stages(rows: list[Handoff]) -> list[str]:
    return [row_of(row).stage for row in rows]


@pytest.mark.par(4, ust=2)
def test_one_hour_for_all_and_where_it_differs_it_is_proposed(city: SimpleNamespace, as_: Any) -> None:
    _found, rows = set_of_five(city, as_)
    assert {row.publish_at for row in rows} == {FRIDAY}
    waiting = DateProposal.objects.filter(answer=Answer.WAITING)
    assert {(one.publish_at, one.side) for one in waiting} == {(FRIDAY, "unit")}
    assert DateProposal.objects.filter(answer=Answer.REPLACED).count() == 3, "the old hours stay readable"
    assert "Nabór 2027" in waiting.get(handoff=rows[0]).reason
    assert letters("set_made") == PORTAL
    assert "Komplet: Nabór 2027" in queue(as_(city.editor))
    assert "czeka na redakcję" in set_screen(as_(city.editor), _found)


@pytest.mark.par(4, ust=2)
def test_one_that_is_not_ready_stops_the_approval_of_all(city: SimpleNamespace, as_: Any) -> None:
    found, rows = set_of_five(city, as_)
    editor = as_(city.editor)
    press(editor, "send_back", rows[2], **read_fields(rows[2]), **{"return-comment": "Brak załącznika."})
    page = rows[3].page.specific
    page.lead = "Nowsza wersja."
    page.save_revision(user=city.coordinator)  # past the lock: a newer version than the one handed over
    unread = ticked(rows[:4])
    refused = at_set(editor, "approve_set", found, **unread)
    told = refused.content.decode()
    assert refused.status_code == 409
    for words in ("Wzór oferty: zwrócono", "Harmonogram: Tekst zmienił się", "Pytania i odpowiedzi: nie"):
        assert words in told, words
    assert "Regulamin: " not in told
    assert told.count(" checked") == 3, "the boxes of what still waits stay ticked"
    assert stages(rows) == [Stage.QUEUED, Stage.QUEUED, Stage.RETURNED, Stage.QUEUED, Stage.QUEUED]
    assert not Review.objects.filter(decision="approved").exists()
    assert not AuditEntry.objects.filter(verb__in=["handoff.approve", "handoff.agree", "set.approve"]).exists()
    assert "w przygotowaniu" in set_screen(as_(city.coordinator), found)


@pytest.mark.par(4, ust=2)
def test_a_box_that_is_not_ticked_makes_the_form_incomplete_and_nothing_else(city: SimpleNamespace, as_: Any) -> None:
    found, rows = set_of_five(city, as_)
    editor, lines = as_(city.editor), AuditEntry.objects.count()
    for read, number in ({"hour": ticked(rows)["hour"]}, 5), (ticked(rows[:3]), 2):
        answer = at_set(editor, "approve_set", found, **read)
        told = answer.content.decode()
        assert answer.status_code == 422
        assert told.count('aria-invalid="true"') == number
        assert told.count(" checked") == 5 - number, "what was ticked stays"
        assert "nie zatwierdzono" not in told
    assert AuditEntry.objects.count() == lines, "no line in the book"
    assert stages(rows) == [Stage.QUEUED] * 5


@pytest.mark.par(4, ust=2)
def test_one_alone_is_not_approved_and_the_way_leads_to_the_set(city: SimpleNamespace, as_: Any) -> None:
    found, rows = set_of_five(city, as_)
    refused = press(as_(city.editor), "approve", rows[0], **read_fields(rows[0]))
    assert refused.status_code == 403
    for shown in (refused.content.decode(), screen(as_(city.editor), rows[0])):
        assert reverse("publishing:handoff_set", args=[found.pk]) in shown
        assert "nie zatwierdza się jej osobno" in shown
    assert stages(rows) == [Stage.QUEUED] * 5


@pytest.mark.par(4, ust=2)
def test_the_whole_set_is_approved_by_one_button_and_one_letter(city: SimpleNamespace, as_: Any) -> None:
    _found, rows = approved_set(city, as_)
    assert stages(rows) == [Stage.SCHEDULED] * 5
    assert all(row.is_agreed and row.approved_by_name == "Roman Redaktor" for row in rows)
    assert [review.revision_id for review in Review.objects.order_by("handoff")] == [row.revision_id for row in rows]
    assert letters("set_scheduled") == UNIT
    assert OutboxMessage.objects.filter(kind__in=["handoff.set_scheduled", "handoff.scheduled"]).count() == len(UNIT)
    assert AuditEntry.objects.filter(verb="handoff.approve").count() == 5


@pytest.mark.par(4, ust=2)
def test_at_the_hour_all_go_out_and_what_fails_is_tried_again(
    city: SimpleNamespace, as_: Any, clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    found, rows = approved_set(city, as_)
    editor = as_(city.editor)
    with monkeypatch.context() as patch:
        break_publication(patch, "Ogłoszenie")
        assert beat(clock, FRIDAY).startswith("published: 4, failed: 1")
        assert [Client().get(row.page.url).status_code for row in rows] == [200, 404, 200, 200, 200]
        for shown in (set_screen(editor, found), queue(editor), screen(editor, rows[1])):
            assert "częściowo opublikowany" in shown
        for desk in (editor, as_(city.coordinator)):
            home = desk.get(reverse("wagtailadmin_home")).content.decode()
            assert reverse("publishing:handoff_set", args=[found.pk]) in home
        assert letters("failed") == UNIT | PORTAL | {"operator@umk.example"}
        assert "Nabór 2027" in OutboxMessage.objects.filter(kind="handoff.failed").first().text
        assert beat(clock, FRIDAY + MINUTE).startswith("published: 0, failed: 1"), "by the usual pause"
        assert row_of(rows[1]).next_try_at == FRIDAY + 6 * MINUTE
    clock.move_to(FRIDAY + 2 * MINUTE, tick=False)
    assert at_set(as_(city.coordinator), "retry_set", found).status_code == 403, "the portal side looks into it"
    assert at_set(editor, "retry_set", found).status_code == 302
    assert Client().get(rows[1].page.url).status_code == 200
    assert row_of(rows[1]).late_minutes == 2
    assert stages(rows) == [Stage.PUBLISHED] * 5
    assert "częściowo" not in set_screen(editor, found)
    assert "opublikowany" in set_screen(editor, found)
    assert at_set(editor, "retry_set", found).status_code == 403


@pytest.mark.par(4, ust=2)
def test_the_rest_of_a_partly_published_set_is_cancelled_and_approved_again(
    city: SimpleNamespace, as_: Any, clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    found, rows = approved_set(city, as_)
    editor = as_(city.editor)
    with monkeypatch.context() as patch:
        break_publication(patch, "Ogłoszenie")
        beat(clock, FRIDAY)
    assert (
        at_set(editor, "unschedule_set", found, **hour_field(found), **{"unschedule-reason": "Zły adres."}).status_code
        == 302
    )
    assert stages(rows) == [Stage.PUBLISHED, Stage.QUEUED, *[Stage.PUBLISHED] * 3]
    back = row_of(rows[1])
    press(as_(city.coordinator), "propose", back, **dates("2026-11-30", "9:00", "propose-"))
    assert row_of(rows[0]).publish_at == FRIDAY, "what is public keeps its hour"
    assert at_set(editor, "approve_set", found, **ticked([back])).status_code == 302
    assert stages(rows) == [Stage.PUBLISHED, Stage.SCHEDULED, *[Stage.PUBLISHED] * 3]


@pytest.mark.par(4, ust=2)
def test_a_moved_or_accepted_hour_is_that_of_all(city: SimpleNamespace, as_: Any, clock: Any) -> None:
    found, rows = set_of_five(city, as_)
    OutboxMessage.objects.all().delete()
    moved = {**dates("2026-11-30", "9:00", "propose-"), "propose-reason": "Piątek jest pełny."}
    press(as_(city.editor), "propose", rows[1], **moved)
    assert {row_of(row).publish_at for row in rows} == {dt.datetime(2026, 11, 30, 8, tzinfo=dt.UTC)}
    assert letters("date_proposed") == UNIT
    assert OutboxMessage.objects.count() == len(UNIT), "one letter, not five"
    assert "Dotyczy to całego kompletu „Nabór 2027”" in OutboxMessage.objects.first().text
    early = at_set(as_(city.editor), "approve_set", found, **ticked(rows))
    assert early.status_code == 409, "the unit has not answered"
    waiting = DateProposal.objects.get(handoff=rows[4], answer=Answer.WAITING)
    assert "Przyjmij godzinę dla całego kompletu" in set_screen(as_(city.deputy), found)
    press(as_(city.deputy), "accept", rows[4], proposal=waiting.pk)
    assert [row_of(row).agreed_at for row in rows] == [NOW] * 5
    assert AuditEntry.objects.filter(verb="handoff.agree").count() == 5, "a line in the history of each"
    refused = press(as_(city.coordinator), "propose", rows[0], **{**moved, "propose-reason": ""})
    assert refused.status_code == 422, "what is agreed moves with a reason"


@pytest.mark.par(4, ust=2)
def test_cancelling_one_cancels_all_with_the_reason_in_one_letter(city: SimpleNamespace, as_: Any) -> None:
    _found, rows = approved_set(city, as_)
    OutboxMessage.objects.all().delete()
    press(as_(city.editor), "unschedule", rows[3], **read_fields(rows[3]), **{"unschedule-reason": "Błąd w kwocie."})
    assert stages(rows) == [Stage.QUEUED] * 5
    assert not any(row_of(row).is_agreed for row in rows)
    assert letters("set_unscheduled") == UNIT | {"administrator@umk.example", "operator@umk.example"}
    assert OutboxMessage.objects.count() == 4
    assert all("Błąd w kwocie." in letter.text for letter in OutboxMessage.objects.all())
    notes = AuditEntry.objects.filter(verb="handoff.unschedule").values_list("note", flat=True)
    assert list(notes) == ["Błąd w kwocie."] * 5


@pytest.mark.par(4, ust=2)
def test_after_the_hour_it_is_published_late_by_an_explicit_choice(city: SimpleNamespace, as_: Any, clock: Any) -> None:
    found, rows = set_of_five(city, as_)
    clock.move_to(FRIDAY + 30 * MINUTE, tick=False)
    editor = as_(city.editor)
    assert "Zatwierdź komplet i opublikuj teraz (z opóźnieniem)" in set_screen(editor, found)
    assert at_set(editor, "approve_set", found, **ticked(rows)).status_code == 409
    assert at_set(editor, "approve_set", found, late="1", **ticked(rows)).status_code == 302
    assert {row_of(row).late_minutes for row in rows} == {30}, "in the same request"


@pytest.mark.par(4, ust=2)
def test_withdrawing_one_leaves_the_others_together(city: SimpleNamespace, as_: Any, clock: Any) -> None:
    found, rows = approved_set(city, as_)
    press(as_(city.coordinator), "withdraw", rows[0], **read_fields(rows[0]), **{"withdraw-reason": "Nieaktualne."})
    assert stages(rows) == [Stage.WITHDRAWN, *[Stage.SCHEDULED] * 4]
    assert found.members.count() == 4
    beat(clock, FRIDAY)
    assert stages(rows) == [Stage.WITHDRAWN, *[Stage.PUBLISHED] * 4]


@pytest.mark.par(4, ust=2)
def test_four_eyes_hold_for_each_of_the_set(city: SimpleNamespace, as_: Any) -> None:
    found, rows = set_of_five(city, as_)
    page = rows[4].page.specific
    revision = page.save_revision(user=city.editor)
    Handoff.objects.filter(pk=rows[4].pk).update(revision=revision)
    rows = [row_of(row) for row in rows]
    refused = at_set(as_(city.editor), "approve_set", found, **ticked(rows))
    assert refused.status_code == 409
    assert "Pytania i odpowiedzi: Tekstu nie zatwierdza" in refused.content.decode()
    assert at_set(as_(city.administrator), "approve_set", found, **ticked(rows)).status_code == 302


@pytest.mark.par(4, ust=1, pkt=2)
def test_another_unit_learns_nothing_of_it(city: SimpleNamespace, as_: Any) -> None:
    found, _rows = set_of_five(city, as_)
    other = as_(city.other)
    hidden = other.get(reverse("publishing:handoff_set", args=[found.pk]))
    nowhere = other.get(reverse("publishing:handoff_set", args=[found.pk + 999]))
    assert (hidden.status_code, nowhere.status_code) == (403, 403)
    assert "Nabór 2027" not in hidden.content.decode()
    for name in ("approve_set", "dissolve_set", "take_out", "add_to_set", "unschedule_set", "retry_set"):
        assert at_set(other, name, found).status_code == 403, name
    assert fresh(city.coordinator)
    assert found.members.count() == 5
