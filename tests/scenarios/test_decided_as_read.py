"""A decision is about what the person read: the version, its delivery, the hour. What has moved since is told."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any

import pytest
from django.urls import reverse

from coordination.models import AuditEntry
from coordination.verdict import Refused
from publishing import actions
from publishing.actions import Dates
from publishing.models import Emergency, Handoff
from publishing.states import Purpose, Stage
from tests.publishing.city import (
    NOW,
    TUESDAY,
    WEDNESDAY,
    approved,
    as_read,
    as_read_of,
    fresh,
    handed_over,
    hour_field,
    news,
    read_fields,
    ticked,
)
from tests.publishing.test_commissions import commissioned
from tests.publishing.test_direct import edit
from tests.scenarios.test_25_set_of_five import approved_set, at_set, set_of_five, set_screen
from tests.scenarios.test_74_taken_off import ask, form, screen_of
from tests.scenarios.travel import dates, press, row_of, screen

TO_WEDNESDAY = {**dates("2026-11-25", "9:00", "propose-"), "propose-reason": "Sesja Rady."}
RETURN = {"return-comment": "Popraw datę."}


@pytest.mark.par(4, ust=2)
def test_the_hour_that_was_read_is_the_one_agreed_to(city: SimpleNamespace, as_: Any) -> None:
    """Tuesday stands on the editor's button; the unit proposes Wednesday; the button does not consent to Wednesday."""
    row, editor = handed_over(city), as_(city.editor)
    read = read_fields(row)
    assert press(as_(city.coordinator), "propose", row, **TO_WEDNESDAY).status_code == 302
    answer = press(editor, "approve", row, **read)
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "termin zmienił się od ostatniego czytania" in shown
    assert "wtorek 24 listopada 2026, godz. 9:00" in shown, "what was read"
    assert "Zatwierdź na termin: środa 25 listopada 2026, godz. 9:00" in shown, "the way on"
    left = row_of(row)
    assert (left.stage, left.agreed_at, left.reviews.count()) == (Stage.QUEUED, None, 0)
    assert AuditEntry.objects.filter(verb="refuse", note__contains="Termin zmienił się").count() == 1
    done = editor.post(reverse("publishing:approve", args=[row.pk]), read_fields(row), follow=True)
    assert "środa 25 listopada 2026, godz. 9:00" in done.content.decode(), "the hour is said"
    assert (row_of(row).stage, row_of(row).publish_at) == (Stage.SCHEDULED, WEDNESDAY)


@pytest.mark.par(4, ust=2)
@pytest.mark.parametrize("hour", ["", "jutro", "2026-13-45T99:99:99+01:00", "2026-11-24T09:00:00"])
def test_a_form_that_says_no_hour_agrees_to_none(city: SimpleNamespace, as_: Any, hour: str) -> None:
    row = handed_over(city)
    assert press(as_(city.editor), "approve", row, **{**read_fields(row), "hour": hour}).status_code == 403
    assert row_of(row).stage == Stage.QUEUED


def test_the_deed_itself_asks_for_the_hour(city: SimpleNamespace) -> None:
    """Between the screen's judgement and the deed's lock the hour may move, too."""
    row = handed_over(city)
    read = as_read(row)
    actions.propose(row, dates=Dates(WEDNESDAY), by=fresh(city.coordinator), now=NOW)
    with pytest.raises(Refused, match="Termin zmienił się"):
        actions.approve(row, by=fresh(city.editor), read=read, now=NOW)


@pytest.mark.par(4, ust=2)
def test_publish_now_is_no_consent_to_a_later_hour(city: SimpleNamespace, as_: Any, clock: Any) -> None:
    """«Publish now (late)» is pressed on an hour that was moved ahead meanwhile: nothing is scheduled for that hour."""
    row = handed_over(city)
    clock.move_to(TUESDAY + dt.timedelta(minutes=5), tick=False)
    read = read_fields(row)
    press(as_(city.coordinator), "propose", row, **TO_WEDNESDAY)
    for given, status in ((read, 409), (read_fields(row), 403)):
        answer = press(as_(city.editor), "approve", row, **given, late="1")
        assert answer.status_code == status
        assert row_of(row).stage == Stage.QUEUED
    assert "niczego nie trzeba publikować z opóźnieniem" in answer.content.decode()


@pytest.mark.par(4, ust=2)
def test_the_hour_of_a_set_that_was_read_is_the_one_agreed_to(city: SimpleNamespace, as_: Any) -> None:
    found, rows = set_of_five(city, as_)
    editor, read = as_(city.editor), ticked(rows)
    press(as_(city.coordinator), "propose", rows[3], **TO_WEDNESDAY)
    for boxes in (read, {"hour": read["hour"]}):
        answer = at_set(editor, "approve_set", found, **boxes)
        shown = answer.content.decode()
        assert answer.status_code == 409
        assert "termin zmienił się od ostatniego czytania" in shown
        assert "piątek 27 listopada 2026, godz. 12:00" in shown
        assert "Zatwierdź komplet na termin: środa 25 listopada 2026, godz. 9:00" in shown
        assert " checked" not in shown, "every box is ticked anew"
    assert {row_of(row).stage for row in rows} == {Stage.QUEUED}
    done = editor.post(reverse("publishing:approve_set", args=[found.pk]), ticked(rows), follow=True)
    assert "środa 25 listopada 2026, godz. 9:00" in done.content.decode()
    assert {(row_of(row).stage, row_of(row).publish_at) for row in rows} == {(Stage.SCHEDULED, WEDNESDAY)}


def test_the_deed_asks_every_member_of_a_set(city: SimpleNamespace, as_: Any) -> None:
    found, rows = set_of_five(city, as_)
    read = as_read_of(found)
    actions.propose(rows[0], dates=Dates(TUESDAY), by=fresh(city.coordinator), now=NOW)
    with pytest.raises(Refused, match="Termin zmienił się"):
        actions.approve_set(found, by=fresh(city.editor), read=read, now=NOW)


@pytest.mark.par(4, ust=2)
def test_a_return_is_of_the_version_that_was_read(city: SimpleNamespace, as_: Any) -> None:
    """While an editor writes a return another returns it and the unit corrects it: the first answers no new text."""
    row, unit = handed_over(city), as_(city.coordinator)
    read = read_fields(row)
    press(as_(city.administrator), "send_back", row, **read, **{"return-comment": "Podaj godzinę."})
    edit(unit, row.page.specific, lead="Spotkanie o 17:00.")
    press(unit, "deliver", row)
    answer = press(as_(city.editor), "send_back", row, **read, **RETURN)
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "17:00" in shown, "the comparison"
    assert "Popraw datę." in shown, "what was written stays"
    left = row_of(row)
    assert (left.stage, left.reviews.count()) == (Stage.QUEUED, 1)
    assert press(as_(city.editor), "send_back", row, **read_fields(row), **RETURN).status_code == 302
    assert row_of(row).reviews.get(comment="Popraw datę.").revision_id == left.revision_id


@pytest.mark.par(4, ust=2)
@pytest.mark.parametrize("deed", ["approve", "send_back", "publish_unchecked"])
def test_a_request_that_was_changed_meanwhile_is_not_decided_on(
    city: SimpleNamespace, as_: Any, clock: Any, deed: str
) -> None:
    """Asked to be taken off, returned, asked to be archived: the version is the same all along."""
    row = ask(as_(city.coordinator), page := news(city, live=True))
    read = read_fields(row)
    press(as_(city.editor), "send_back", row, **read, **{"return-comment": "Lepiej archiwum."})
    clock.move_to(NOW + dt.timedelta(minutes=10), tick=False)
    as_(city.coordinator).post(screen_of(page), form(Purpose.ARCHIVE, words="Nowe słowa."))
    given = {**RETURN, "emergency-reason": "Alarm."}
    answer = press(as_(city.administrator), deed, row, **read, **given)
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "przekazała to od nowa po ostatnim czytaniu" in shown
    left = row_of(row)
    assert (left.stage, left.purpose, left.reviews.count()) == (Stage.QUEUED, Purpose.ARCHIVE, 1)
    assert not Emergency.objects.exists()
    assert press(as_(city.administrator), deed, row, **read_fields(row), **given).status_code == 302


@pytest.mark.par(4, ust=2)
def test_a_brief_in_other_words_is_not_returned_for_the_former_ones(
    city: SimpleNamespace, as_: Any, clock: Any
) -> None:
    row = commissioned(city)
    read = read_fields(row)
    clock.move_to(NOW + dt.timedelta(minutes=10), tick=False)
    changed = {"title": "Nabór do Rady", "text": "Termin: piątek."}
    assert (
        as_(city.coordinator).post(reverse("publishing:change_commission", args=[row.pk]), changed).status_code == 302
    )
    assert press(as_(city.editor), "send_back", row, **read, **RETURN).status_code == 409
    assert row_of(row).stage == Stage.QUEUED
    assert press(as_(city.editor), "send_back", row, **read_fields(row), **RETURN).status_code == 302


@pytest.mark.par(4, ust=2)
def test_every_form_that_decides_carries_what_stands_on_its_screen(city: SimpleNamespace, as_: Any) -> None:
    row = handed_over(city)
    shown = screen(as_(city.administrator), row)
    for deed in ("approve", "send_back", "publish_unchecked"):
        part = shown.partition(f'action="{reverse(f"publishing:{deed}", args=[row.pk])}"')[2].partition("</form>")[0]
        assert f'name="revision" value="{row.revision_id}"' in part, deed
        assert 'name="hour" value="2026-11-24T09:00:00+01:00"' in part, deed
        assert 'name="delivered" value="2026-11-2' in part, deed


@pytest.mark.par(4, ust=2)
def test_the_boxes_of_a_set_carry_what_stands_on_its_screen(city: SimpleNamespace, as_: Any) -> None:
    found, rows = set_of_five(city, as_)
    shown = set_screen(as_(city.editor), found)
    assert 'name="hour" value="2026-11-27T12:00:00+01:00"' in shown
    for row in Handoff.objects.filter(pk__in=[row.pk for row in rows]):
        assert f'value="{row.pk}:{row.revision_id}:2026-11-2' in shown


# -- taken back, cancelled --------------------------------------------------------------------------------------------


@pytest.mark.par(4, ust=2)
def test_a_withdrawal_is_no_withdrawal_of_what_a_colleague_has_handed_over_since(
    city: SimpleNamespace, as_: Any
) -> None:
    """The coordinator gives the returned text up; the deputy has corrected it and handed it over a moment before."""
    row = handed_over(city)
    press(as_(city.editor), "send_back", row, **read_fields(row), **RETURN)
    read = read_fields(row)
    edit(as_(city.deputy), row.page.specific, lead="Spotkanie o 17:00.")
    press(as_(city.deputy), "deliver", row)
    answer = press(as_(city.coordinator), "withdraw", row, **read, **{"withdraw-reason": "Rezygnujemy."})
    assert answer.status_code == 409
    assert "17:00" in answer.content.decode()
    assert "Rezygnujemy." in answer.content.decode(), "what was written stays"
    assert row_of(row).stage == Stage.QUEUED
    again = press(as_(city.coordinator), "withdraw", row, **read_fields(row), **{"withdraw-reason": "Rezygnujemy."})
    assert (again.status_code, row_of(row).stage) == (302, Stage.WITHDRAWN)


@pytest.mark.par(4, ust=2)
def test_a_schedule_is_cancelled_for_the_hour_that_was_read(city: SimpleNamespace, as_: Any) -> None:
    """«Tuesday is full» cancels no Wednesday that both sides agreed meanwhile."""
    row = approved(city)
    read = read_fields(row)
    proposal = actions.propose(row, dates=Dates(WEDNESDAY), by=fresh(city.editor), reason="Sesja.", now=NOW)
    press(as_(city.deputy), "accept", row, proposal=proposal.pk)
    answer = press(as_(city.administrator), "unschedule", row, **read, **{"unschedule-reason": "Wtorek jest pełny."})
    assert answer.status_code == 409
    assert "termin zmienił się od ostatniego czytania" in answer.content.decode()
    assert "Wtorek jest pełny." in answer.content.decode()
    assert (row_of(row).stage, row_of(row).publish_at) == (Stage.SCHEDULED, WEDNESDAY)
    given = {**read_fields(row), "unschedule-reason": "Środa też."}
    assert press(as_(city.administrator), "unschedule", row, **given).status_code == 302


@pytest.mark.par(4, ust=2)
def test_the_schedule_of_a_set_is_cancelled_for_the_hour_that_was_read(city: SimpleNamespace, as_: Any) -> None:
    found, rows = approved_set(city, as_)
    read = hour_field(found)
    proposal = actions.propose(rows[0], dates=Dates(WEDNESDAY), by=fresh(city.editor), reason="Sesja.", now=NOW)
    press(as_(city.deputy), "accept", rows[0], proposal=proposal.pk)
    editor, why = as_(city.editor), {"unschedule-reason": "Piątek jest pełny."}
    answer = at_set(editor, "unschedule_set", found, **read, **why)
    assert answer.status_code == 409
    assert "Piątek jest pełny." in answer.content.decode()
    assert {row_of(row).stage for row in rows} == {Stage.SCHEDULED}
    with pytest.raises(Refused, match="Termin zmienił się"):
        actions.unschedule_set(found, by=fresh(city.editor), hour=rows[0].publish_at, reason="x", now=NOW)
    assert at_set(editor, "unschedule_set", found, **hour_field(found), **why).status_code == 302
    assert {row_of(row).stage for row in rows} == {Stage.QUEUED}


def test_an_old_return_is_not_told_as_the_decision_that_was_faster(city: SimpleNamespace, as_: Any) -> None:
    """Returned once, handed over again, withdrawn: whoever approves then reads no «somebody was faster»."""
    row = handed_over(city)
    press(as_(city.editor), "send_back", row, **read_fields(row), **RETURN)
    edit(as_(city.deputy), row.page.specific, lead="Spotkanie o 17:00.")
    press(as_(city.deputy), "deliver", row)
    read = read_fields(row)
    press(as_(city.deputy), "withdraw", row, **read, **{"withdraw-reason": "Rezygnujemy."})
    answer = press(as_(city.administrator), "approve", row, **read)
    assert answer.status_code == 403
    assert "Popraw datę." not in answer.content.decode()


@pytest.mark.par(4, ust=2)
@pytest.mark.parametrize("deed", ["accept_correction", "refuse_correction"])
def test_an_answer_is_to_the_correction_that_was_read(city: SimpleNamespace, as_: Any, deed: str) -> None:
    """Given up by the editor and corrected anew: the unit's answer to the first one is none to the second."""
    row, editor = handed_over(city), as_(city.editor)

    def corrected(lead: str) -> int | None:
        actions.begin_correction(row, by=fresh(city.editor), now=NOW)
        assert edit(editor, row.page.specific, lead=lead).status_code == 302
        return actions.send_correction(row, by=fresh(city.editor), now=NOW).revision_id

    read = corrected("Spotkanie o 17:00.")
    actions.drop_correction(row, by=fresh(city.editor), now=NOW)
    corrected("Spotkanie o 18:00.")
    answer = press(as_(city.coordinator), deed, row, revision=read, **{"refuse-comment": "Jednak o 16:00."})
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "poprawka zmieniła się od ostatniego czytania" in shown
    assert "18:00" in shown
    assert ("Jednak o 16:00." in shown) is (deed == "refuse_correction"), "what was written stays"
    assert row.corrections.open().exists()
