"""«Pilna poprawka»: a change of a public page without lead time, first in the queue (§ 4 ust. 2)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from coordination.calendar import WorkingCalendar, warsaw
from coordination.models import AuditEntry, OutboxMessage
from coordination.verdict import Refused
from publishing import actions, scheduling
from publishing.models import Handoff
from publishing.slots import earliest_slot
from tests.publishing.city import NOW, TODAY, TUESDAY, fresh, handed_over, news, read_fields

SignIn = Callable[[Any], Client]
ELEVEN = warsaw(TODAY, dt.time(11))


def changed(city: SimpleNamespace) -> Any:
    page = news(city, live=True, title="Godziny dyżuru")
    page.lead = "Dyżur we wtorki, nie w środy."
    page.save_revision(user=city.coordinator)
    return page


def hand_over(client: Client, page: Any, query: str = "?pilne=1", **more: Any) -> Any:
    typed = {"publish_at_0": "2026-11-23", "publish_at_1": "11:00", "urgent_reason": "Ludzie przychodzą na darmo."}
    return client.post(reverse("publishing:hand_over", args=[page.pk]) + query, {**typed, **more})


@pytest.mark.par(4, ust=2)
def test_from_the_form_to_the_public_page_on_the_same_day(city: SimpleNamespace, as_: SignIn, clock: Any) -> None:
    handed_over(city, at=warsaw(TODAY, dt.time(10, 30)))  # goes public sooner, and waits all the same
    page = changed(city)
    unit, team = as_(city.coordinator), as_(city.editor)
    address = reverse("publishing:hand_over", args=[page.pk])
    assert "?pilne=1" in unit.get(address).content.decode()
    form = unit.get(f"{address}?pilne=1").context["form"]
    assert form["publish_at"].initial == ELEVEN, "the earliest free hour"
    assert hand_over(unit, page).status_code == 302
    row = Handoff.objects.get(page_id=page.pk)
    assert (row.publish_at, row.urgent_reason) == (ELEVEN, "Ludzie przychodzą na darmo.")
    assert "Ludzie przychodzą" in AuditEntry.objects.get(verb="handoff.deliver", about__endswith=f":{row.pk}").note
    letter = OutboxMessage.objects.filter(kind="handoff.handed_over", about__endswith=f":{row.pk}").first()
    assert letter.subject.startswith("Pilne")
    assert "Ludzie przychodzą na darmo." in letter.text

    queue = team.get(reverse("publishing:queue"))
    assert next(card.handoff.pk for card in queue.context["mine"]) == row.pk
    assert "Pilna poprawka" in queue.content.decode()
    shown = team.get(reverse("publishing:handoff", args=[row.pk])).content.decode()
    assert "Co zmieni się na stronie publicznej" in shown, "the difference stands beside the decision"
    done = team.post(reverse("publishing:approve", args=[row.pk]), read_fields(row))
    assert done.status_code == 302
    clock.move_to(ELEVEN)
    scheduling.run_once(ELEVEN)
    assert "Dyżur we wtorki" in Client().get(page.url).content.decode()


def test_an_urgent_correction_says_why(city: SimpleNamespace, as_: SignIn) -> None:
    answer = hand_over(as_(city.coordinator), changed(city), urgent_reason=" ")
    assert answer.status_code == 422
    assert answer.context["form"].errors["urgent_reason"]
    assert not Handoff.objects.exists()


@pytest.mark.par(4, ust=2)
def test_only_a_public_page_is_corrected_urgently(city: SimpleNamespace, as_: SignIn) -> None:
    page, unit = news(city), as_(city.coordinator)
    assert "?pilne=1" not in unit.get(reverse("publishing:hand_over", args=[page.pk])).content.decode()
    assert hand_over(unit, page).status_code == 403
    with pytest.raises(Refused):
        actions.hand_over(page, by=fresh(city.coordinator), publish_at=TUESDAY, now=NOW, urgent="Bo tak.")
    assert not Handoff.objects.exists()


def test_the_usual_form_knows_no_urgency(city: SimpleNamespace, as_: SignIn) -> None:
    assert hand_over(as_(city.coordinator), changed(city), query="").status_code == 302
    assert not Handoff.objects.get().is_urgent


@pytest.mark.parametrize(
    ("now", "slot"),
    [
        (warsaw(TODAY, dt.time(7)), warsaw(TODAY, dt.time(9))),
        (warsaw(TODAY, dt.time(9)), warsaw(TODAY, dt.time(10))),
        (warsaw(TODAY, dt.time(9, 45)), warsaw(TODAY, dt.time(11))),  # a quarter of an hour is too short to read
        (warsaw(TODAY, dt.time(15)), TUESDAY),
        (warsaw(dt.date(2026, 11, 27), dt.time(20)), warsaw(dt.date(2026, 11, 30), dt.time(9))),
        (warsaw(dt.date(2026, 11, 11), dt.time(10)), warsaw(dt.date(2026, 11, 12), dt.time(9))),  # Independence Day
    ],
)
def test_the_earliest_hour_is_the_next_one_of_a_working_day(now: dt.datetime, slot: dt.datetime) -> None:
    assert earliest_slot(now, set(), WorkingCalendar()) == slot
    assert earliest_slot(now, {slot}, WorkingCalendar()) > slot
