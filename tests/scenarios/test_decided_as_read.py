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
    as_read,
    as_read_of,
    fresh,
    handed_over,
    news,
    read_fields,
    ticked,
)
from tests.publishing.test_commissions import commissioned
from tests.publishing.test_direct import edit
from tests.scenarios.test_25_set_of_five import at_set, set_of_five, set_screen
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
