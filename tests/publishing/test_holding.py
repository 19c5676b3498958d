"""In whose hand an item of the queue is: taken, put back, given, lapsed; it never changes who may approve."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from coordination.calendar import WorkingCalendar, warsaw
from coordination.models import AuditEntry, OutboxMessage, ServiceStandard
from coordination.states import PortalOffice
from coordination.verdict import Refused
from publishing import actions, confinement
from publishing.holding import lapses_at, taken_before
from publishing.models import Handoff
from publishing.states import OPEN, Stage
from tests.publishing.city import FRIDAY, NOW, TUESDAY, as_read, fresh, handed_over, news, officer
from tests.publishing.test_policies import OFFICERS, PEOPLE, handoff

SignIn = Callable[[Any], Client]
OFFICE = WorkingCalendar()
HOUR = dt.timedelta(hours=1)


# -- how long -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("since", "until"),
    [
        (("2026-11-23", "10:00"), ("2026-11-23", "12:00")),
        (("2026-11-23", "14:30"), ("2026-11-24", "8:30")),
        (("2026-11-23", "22:00"), ("2026-11-24", "9:30")),
        (("2026-11-27", "15:00"), ("2026-11-30", "9:00")),
        (("2026-12-23", "15:00"), ("2026-12-28", "9:00")),
        (("2026-11-23", "13:30"), ("2026-11-23", "15:30")),
    ],
)
def test_two_hours_of_the_offices_working_time(since: tuple[str, str], until: tuple[str, str]) -> None:
    assert lapses_at(instant(*since), 120, OFFICE) == instant(*until)


def instant(day: str, hour: str) -> dt.datetime:
    hours, minutes = hour.split(":")
    return warsaw(dt.date.fromisoformat(day), dt.time(int(hours), int(minutes)))


@given(
    minutes_on=st.integers(0, 90 * 24 * 60),
    later=st.timedeltas(dt.timedelta(0), dt.timedelta(days=12)),
    minutes=st.integers(1, 2000),
)
def test_lists_and_rows_agree_on_what_has_lapsed(minutes_on: int, later: dt.timedelta, minutes: int) -> None:
    """The database compares with one instant, a row with its own: both say the same."""
    taken = NOW + dt.timedelta(minutes=minutes_on)
    now = taken + later
    assert (lapses_at(taken, minutes, OFFICE) <= now) is (taken <= taken_before(now, minutes, OFFICE))


# -- who ------------------------------------------------------------------------------------------------------------

NOON = dt.datetime(2026, 11, 23, 11, tzinfo=dt.UTC)
MINE = {"held_by_id": 6, "held_by_name": "editor", "held_until": NOON + HOUR}  # the editor of test_policies


@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize("name", PEOPLE)
def test_officers_take_what_is_free_and_administrators_give(name: str, stage: Stage) -> None:
    asked = handoff(name, stage=stage)
    assert bool(asked.may_claim(NOON)) is (name in OFFICERS and stage in OPEN)
    assert bool(asked.may_assign(PEOPLE["operator"])) is (name in ("administrator", "root") and stage in OPEN)
    assert not asked.may_release(), "nobody has it"


@pytest.mark.parametrize("name", PEOPLE)
def test_what_somebody_has_is_theirs_until_the_hour(name: str) -> None:
    asked = handoff(name, **MINE)
    assert not asked.may_claim(NOON)
    assert bool(asked.may_claim(NOON + HOUR)) is (name in OFFICERS), "at the hour it is free"
    assert bool(asked.may_release()) is (name in ("editor", "administrator", "root"))


def test_the_refusal_names_the_holder_and_the_hour() -> None:
    reason = str(handoff("operator", **MINE).may_claim(NOON))
    assert "prowadzi editor: do poniedziałek 23 listopada 2026, godz. 13:00" in reason
    assert reason.endswith("(§ 4 ust. 1 pkt 2)")


@pytest.mark.parametrize("name", ["coordinator", "monitor", "nobody", "other"])
def test_an_item_is_given_to_nobody_without_the_office(name: str) -> None:
    assert not handoff("administrator").may_assign(PEOPLE[name])


def test_a_limited_draft_is_given_to_its_named_persons_only() -> None:
    asked = handoff("administrator", confined_to=frozenset({5, 6}), confined_by="coordinator")
    assert asked.may_assign(PEOPLE["editor"])
    assert not asked.may_assign(PEOPLE["operator"])
    assert not handoff("operator", confined_to=frozenset({6}), confined_by="coordinator").may_claim(NOON)


def test_holding_is_no_approval() -> None:
    """Another editor approves what the editor has in hand; the operator who has it does not."""
    held_by_operator = {"held_by_id": 7, "held_by_name": "operator", "held_until": NOON + HOUR}
    asked, holder = handoff("administrator", **MINE), handoff("operator", **held_by_operator)
    assert asked.may_schedule(asked.handoff.newest, now=NOON)
    assert not holder.may_schedule(holder.handoff.newest, now=NOON)


# -- deeds ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def row(city: SimpleNamespace) -> Handoff:
    return handed_over(city, at=FRIDAY)


def test_of_two_at_once_the_second_reads_who_was_quicker(city: SimpleNamespace, row: Handoff) -> None:
    stale = Handoff.objects.get(pk=row.pk)
    actions.claim(row, by=fresh(city.operator), now=NOW)
    with pytest.raises(Refused, match="Olga Operator"):
        actions.claim(stale, by=fresh(city.editor), now=NOW)
    row.refresh_from_db()
    assert (row.held_by, row.held_by_name, row.held_since) == (city.operator, "Olga Operator", NOW)
    assert AuditEntry.objects.filter(verb="handoff.claim", actor_name="Olga Operator").count() == 1


def test_it_lapses_by_itself_and_another_takes_it(city: SimpleNamespace, row: Handoff) -> None:
    actions.claim(row, by=fresh(city.operator), now=NOW)
    with pytest.raises(Refused):
        actions.claim(row, by=fresh(city.editor), now=NOW + dt.timedelta(minutes=119))
    assert actions.claim(row, by=fresh(city.editor), now=NOW + 2 * HOUR).held_by_name == "Roman Redaktor"


def test_the_time_is_a_service_standard(city: SimpleNamespace, row: Handoff) -> None:
    ServiceStandard.objects.filter(key="handoff.claim").update(value=30)
    actions.claim(row, by=fresh(city.operator), now=NOW)
    assert actions.claim(row, by=fresh(city.editor), now=NOW + HOUR / 2).held_by_name == "Roman Redaktor"


def test_an_administrator_gives_and_the_person_gets_a_letter(city: SimpleNamespace, row: Handoff) -> None:
    actions.claim(row, by=fresh(city.editor), now=NOW)
    actions.assign(row, to=fresh(city.operator), by=fresh(city.administrator), now=NOW)
    letter = OutboxMessage.objects.get(kind="handoff.assigned")
    assert letter.to == "operator@umk.example"
    assert "Anna Administrator przydziela Ci z kolejki" in letter.text
    line = AuditEntry.objects.get(verb="handoff.assign")
    assert (line.actor_name, line.note) == ("Anna Administrator", "Olga Operator")
    released = actions.release(row, by=fresh(city.administrator), now=NOW)
    assert (released.held_by, released.held_by_name, released.held_since) == (None, "", None)
    assert AuditEntry.objects.get(verb="handoff.release").note == "Olga Operator"


def test_nobody_writes_a_letter_to_oneself(city: SimpleNamespace, row: Handoff) -> None:
    actions.assign(row, to=fresh(city.administrator), by=fresh(city.administrator), now=NOW)
    assert not OutboxMessage.objects.filter(kind="handoff.assigned").exists()


def test_the_scope_of_the_office_counts(city: SimpleNamespace, row: Handoff) -> None:
    narrow = officer("redaktor.sp", "Sabina Sport", PortalOffice.EDITOR, units=[city.sp])
    with pytest.raises(Refused, match="nie obejmuje tej komórki"):
        actions.claim(row, by=fresh(narrow), now=NOW)
    with pytest.raises(Refused, match="nie ma dziś w portalu funkcji"):
        actions.assign(row, to=fresh(narrow), by=fresh(city.administrator), now=NOW)


def test_approving_does_not_ask_in_whose_hand_it_is(city: SimpleNamespace, row: Handoff) -> None:
    actions.claim(row, by=fresh(city.operator), now=NOW)
    done = actions.approve(row, by=fresh(city.editor), read=as_read(row), now=NOW)
    assert done.stage == Stage.SCHEDULED


def test_the_name_stays_when_the_account_is_gone_and_the_item_is_free(city: SimpleNamespace, row: Handoff) -> None:
    actions.claim(row, by=fresh(city.operator), now=NOW)
    fresh(city.operator).delete()
    assert actions.claim(row, by=fresh(city.editor), now=NOW).held_by_name == "Roman Redaktor"


# -- screens --------------------------------------------------------------------------------------------------------


def url(name: str, row: Handoff) -> str:
    return reverse(f"publishing:{name}", args=[row.pk])


def text(client: Client, address: str) -> str:
    return " ".join(client.get(address).content.decode().split())


def test_one_click_takes_it_and_the_list_keeps_its_filters(city: SimpleNamespace, as_: SignIn, row: Handoff) -> None:
    team, queue = as_(city.editor), reverse("publishing:queue")
    assert f'action="{url("claim", row)}"' in text(team, queue)
    here = f"{queue}?rodzaj=news"
    assert team.post(url("claim", row), {"wroc": here}).url == f"{here}#przekazanie-{row.pk}"
    shown = text(team, queue)
    assert "Prowadzisz Ty" in shown
    assert "do: poniedziałek 23 listopada 2026, godz. 12:00" in shown
    assert f'action="{url("release", row)}"' in shown
    other = text(as_(city.operator), queue)
    assert "Prowadzi: Roman Redaktor" in other
    assert f'action="{url("claim", row)}"' not in other
    assert team.post(url("release", row), {"wroc": "https://zle.example/"}).url == url("handoff", row)
    assert "Nikt nie prowadzi" in text(team, queue)


def test_filters_and_counts_by_holder(city: SimpleNamespace, as_: SignIn, row: Handoff) -> None:
    free = handed_over(city, news(city, title="Wolna pozycja"), at=TUESDAY)
    actions.claim(row, by=fresh(city.editor), now=NOW)
    team, queue = as_(city.editor), reverse("publishing:queue")

    def titles(asked: str, client: Client = team) -> set[str]:
        shown = client.get(queue + asked).content.decode()
        return {one.title for one in (row, free) if one.title in shown}

    assert titles("?trzyma=moje") == {row.title}
    assert titles("?trzyma=niczyje") == {free.title}
    assert titles(f"?trzyma={city.editor.pk}", as_(city.operator)) == {row.title}
    assert titles("?trzyma=moje", as_(city.operator)) == set()
    assert titles("?trzyma=%00';--") == {row.title, free.title}
    shown = text(team, queue)
    assert "moje (1)" in shown
    assert "niczyje (1)" in shown
    assert "Roman Redaktor (1)" in text(as_(city.administrator), queue)


def test_administrators_give_from_the_list_and_others_are_refused(
    city: SimpleNamespace, as_: SignIn, row: Handoff
) -> None:
    chief = as_(city.administrator)
    assert "Przydziel komuś" in text(chief, reverse("publishing:queue"))
    assert "Przydziel komuś" not in text(as_(city.editor), reverse("publishing:queue"))
    assert chief.post(url("assign", row), {"komu": city.operator.pk}).status_code == 302
    row.refresh_from_db()
    assert row.held_by == city.operator
    for typed in ("", "x", "9" * 30, "987654"):
        assert chief.post(url("assign", row), {"komu": typed}).status_code == 302
    assert chief.post(url("assign", row), {"komu": city.coordinator.pk}).status_code == 403
    assert as_(city.editor).post(url("assign", row), {"komu": city.editor.pk}).status_code == 403
    refused = as_(city.editor).post(url("claim", row))
    assert refused.status_code == 403
    assert "Olga Operator" in refused.content.decode()
    row.refresh_from_db()
    assert row.held_by == city.operator


@pytest.mark.parametrize("who", ["coordinator", "deputy", "head", "other", "monitor", "director", "nobody"])
@pytest.mark.parametrize("name", ["claim", "release", "assign"])
def test_others_get_nowhere(city: SimpleNamespace, as_: SignIn, row: Handoff, who: str, name: str) -> None:
    client = as_(getattr(city, who))
    assert client.get(url(name, row)).status_code in (403, 405)
    assert client.post(url(name, row), {"komu": city.editor.pk}).status_code == 403
    row.refresh_from_db()
    assert row.held_by is None


def test_a_limited_draft_shows_no_buttons_to_those_who_are_not_named(city: SimpleNamespace, as_: SignIn) -> None:
    page = news(city, title="Tajny wynik")
    confinement.confine(page, people=[city.editor], reason="Wyniki.", by=fresh(city.coordinator), now=NOW)
    row = handed_over(city, page, at=FRIDAY)
    shown = text(as_(city.administrator), reverse("publishing:queue"))
    assert url("claim", row) not in shown
    assert "Tajny wynik" not in shown
    assert as_(city.administrator).post(url("claim", row)).status_code == 403
    assert as_(city.editor).post(url("claim", row)).status_code == 302
    given = as_(city.administrator).post(url("assign", row), {"komu": city.operator.pk})
    assert given.status_code == 403


def test_the_queue_says_how_much_lead_is_left_and_what_is_late(
    city: SimpleNamespace, as_: SignIn, row: Handoff, clock: Any
) -> None:
    dates = actions.Dates(FRIDAY, dt.date(2026, 11, 24))
    actions.reserve(title="Spóźniony", unit=city.kd, kind="news", dates=dates, by=fresh(city.coordinator), now=NOW)
    assert "zostały 4 dni robocze" in text(as_(city.editor), reverse("publishing:queue"))
    clock.move_to(NOW + dt.timedelta(days=2))
    shown = text(as_(city.editor), reverse("publishing:queue"))
    assert "spóźniony materiał" in shown
    assert "zostały 2 dni robocze" in shown


def test_our_handoffs_say_the_next_step(city: SimpleNamespace, as_: SignIn, row: Handoff) -> None:
    shown = text(as_(city.coordinator), reverse("publishing:unit_list"))
    assert "Czekamy na redakcję, odpowiedź do 26 listopada 2026." in shown
    assert "Nikt nie prowadzi" not in shown
    queue = text(as_(city.editor), reverse("publishing:queue"))
    assert "Nasz ruch: przeczytać i zdecydować do 26 listopada 2026." in queue


@pytest.mark.parametrize("who", ["administrator", "editor", "monitor"])
def test_the_queue_asks_as_much_for_many_holders_as_for_few(city: SimpleNamespace, as_: SignIn, who: str) -> None:
    client, queue = as_(getattr(city, who)), reverse("publishing:queue")

    def asked() -> int:
        client.get(queue)
        with CaptureQueriesContext(connection) as queries:
            client.get(queue)
        return len(queries)

    actions.claim(handed_over(city, at=FRIDAY), by=fresh(city.editor), now=NOW)
    few = asked()
    for number in range(8):
        row = handed_over(city, news(city), at=FRIDAY + number * HOUR)
        taker = officer(f"operator{number}", f"Osoba {number}", PortalOffice.OPERATOR, units=[city.kd, city.sp])
        actions.assign(row, to=fresh(taker), by=fresh(city.administrator), now=NOW)
    assert asked() == few
