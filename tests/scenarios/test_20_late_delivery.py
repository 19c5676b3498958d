"""The agreed day of delivery passes without complete material (scenario 20)."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any

import pytest
from django.urls import reverse

from coordination.calendar import warsaw
from coordination.models import OutboxMessage
from publishing import actions, watch
from publishing.actions import Dates
from publishing.models import Handoff
from publishing.offered import offered_slot
from publishing.states import Answer, Stage
from tests.publishing.city import FRIDAY, NOW, TUESDAY, fresh, read_fields
from tests.scenarios.travel import beat, letters, press, queue, row_of

LATE = "spóźniony materiał"
MORNING = warsaw(dt.date(2026, 11, 25), dt.time(7))


def reserved(city: SimpleNamespace) -> Handoff:
    """Material by Tuesday 24 November, publication on Friday 27 November; agreed."""
    dates = Dates(FRIDAY, TUESDAY.date())
    row = actions.reserve(
        title="Spotkanie", unit=city.kd, kind="news", dates=dates, by=fresh(city.coordinator), now=NOW
    )
    waiting = row.proposals.get(answer=Answer.WAITING)
    actions.accept(row, by=fresh(city.editor), proposal_id=waiting.pk, now=NOW)
    return row


def lists(city: SimpleNamespace, as_: Any) -> dict[str, str]:
    """What the unit, its head and the portal side read."""
    own = {who: as_(getattr(city, who)).get(reverse("publishing:unit_list")) for who in ("coordinator", "head")}
    return {who: answer.content.decode() for who, answer in own.items()} | {"editor": queue(as_(city.editor))}


@pytest.mark.par(4, ust=2)
@pytest.mark.par(2, pkt=7)
def test_it_is_late_the_next_morning_for_the_unit_and_its_head(city: SimpleNamespace, as_: Any, clock: Any) -> None:
    reserved(city)
    clock.move_to(warsaw(TUESDAY.date(), dt.time(23, 59)), tick=False)
    assert not [who for who, text in lists(city, as_).items() if LATE in text], "the day itself is still in time"
    clock.move_to(MORNING, tick=False)
    assert [who for who, text in lists(city, as_).items() if LATE in text] == ["coordinator", "head", "editor"]


@pytest.mark.par(4, ust=2)
@pytest.mark.par(2, pkt=7)
def test_the_unit_and_its_head_get_one_letter_that_morning(city: SimpleNamespace, clock: Any) -> None:
    row = reserved(city)
    for at in (warsaw(TUESDAY.date(), dt.time(12)), MORNING - dt.timedelta(minutes=1)):
        assert remind(clock, at) == set()
    unit = {"koordynator.kd@umk.example", "zastepca.kd@umk.example", "kierownik.kd@umk.example"}
    assert remind(clock, MORNING) == unit
    remind(clock, MORNING + dt.timedelta(hours=3))
    remind(clock, MORNING + dt.timedelta(days=1))
    assert letters_of(row) == len(unit), "once, whatever the clock does"
    Handoff.objects.filter(pk=row.pk).update(deliver_by=MORNING.date())
    remind(clock, MORNING + dt.timedelta(days=1))
    assert letters_of(row) == 2 * len(unit), "a moved day begins anew"


@pytest.mark.par(4, ust=2)
def test_what_an_outage_swallowed_is_told_after_it_and_only_of_what_is_late(city: SimpleNamespace, clock: Any) -> None:
    row, delivered, proposed = reserved(city), reserved(city), reserved(city)
    Handoff.objects.filter(pk=delivered.pk).update(stage=Stage.RETURNED, delivered_at=NOW)
    Handoff.objects.filter(pk=proposed.pk).update(agreed_at=None)
    remind(clock, MORNING + dt.timedelta(days=5))
    assert [letters_of(one) for one in (row, delivered, proposed)] == [3, 0, 0]


def remind(clock: Any, at: dt.datetime) -> set[str]:
    """Travel to the instant and let the clock watch; who was told so far."""
    clock.move_to(at, tick=False)
    watch.run_once(at)
    return letters("late_material")


def letters_of(row: Handoff) -> int:
    about = f"publishing.handoff:{row.pk}"
    return OutboxMessage.objects.filter(kind="handoff.late_material", about=about).count()


@pytest.mark.par(4, ust=2)
def test_the_slot_is_released_by_a_person_only(city: SimpleNamespace, as_: Any, clock: Any) -> None:
    row = reserved(city)
    Handoff.objects.filter(pk=row.pk).update(publish_at=offered_slot("news", MORNING))
    slot = row_of(row).publish_at
    for hours in (0, 24, 100):
        beat(clock, MORNING + dt.timedelta(hours=hours))
        assert (row_of(row).stage, row_of(row).publish_at) == (Stage.PREPARED, slot)
    clock.move_to(MORNING, tick=False)
    assert offered_slot("news", MORNING) != slot
    press(as_(city.coordinator), "withdraw", row, **read_fields(row), **{"withdraw-reason": "Nie zdążymy."})
    assert offered_slot("news", MORNING) == slot
