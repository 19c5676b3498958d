"""Letters once a day: who chose it, what never waits, one letter on working days, nothing lost and nothing doubled."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from coordination import actions as coordination
from coordination import clock as clocks
from coordination import digests, letters, outbox
from coordination.calendar import warsaw
from coordination.models import AuditEntry, NoticeSettings, OutboxMessage, ServiceStandard
from coordination.standing import standing_of
from coordination.states import LetterState
from publishing import actions, scheduling
from tests.publishing.city import NOW, TUESDAY, approved, as_read, fresh, handed_over, news
from tests.publishing.conftest import as_, city, clock

__all__ = ["as_", "city", "clock"]
SignIn = Callable[[Any], Client]
ACCOUNT = "wagtailadmin_account"
EVERYTHING = ("outcomes", "keeping")
WEDNESDAY_EIGHT = warsaw(dt.date(2026, 11, 25), dt.time(8))
FRIDAY_TEN = warsaw(dt.date(2026, 11, 27), dt.time(10))
MONDAY_EIGHT = warsaw(dt.date(2026, 11, 30), dt.time(8))
MINUTE = dt.timedelta(minutes=1)


def choose(user: Any, *daily: str) -> None:
    user = fresh(user)
    coordination.choose_letters(user, daily=daily, by=standing_of(user), now=NOW)


def published(city: SimpleNamespace, title: str = "Nowe stypendia", at: dt.datetime = TUESDAY) -> None:
    approved(city, news(city, title=title), at=at)
    scheduling.run_once(at)


def of(user: Any, kind: str) -> list[OutboxMessage]:
    return list(OutboxMessage.objects.filter(to=user.email, kind=kind).order_by("pk"))


@pytest.fixture
def waiting(city: SimpleNamespace) -> SimpleNamespace:
    """The deputy wants outcomes once a day; something went public on Tuesday at nine."""
    choose(city.deputy, "outcomes")
    published(city)
    return city


def test_a_letter_waits_for_whoever_chose_it_and_for_nobody_else(waiting: SimpleNamespace) -> None:
    outbox.send_due(TUESDAY + MINUTE)
    assert [letter.state for letter in of(waiting.deputy, "handoff.published")] == [LetterState.DAILY]
    assert [letter.state for letter in of(waiting.coordinator, "handoff.published")] == [LetterState.SENT]
    assert [letter.state for letter in of(waiting.deputy, "handoff.scheduled")] == [LetterState.SENT], "a date: at once"


def test_one_letter_tells_all_that_waited_and_goes_once(waiting: SimpleNamespace, mailoutbox: list[Any]) -> None:
    published(waiting, "Drugi materiał", TUESDAY + dt.timedelta(hours=1))
    outbox.send_due(TUESDAY + dt.timedelta(hours=2))
    mailoutbox.clear()
    assert digests.run_once(WEDNESDAY_EIGHT - MINUTE) == 0, "not before the hour"
    assert digests.run_once(WEDNESDAY_EIGHT) == 1
    assert digests.run_once(WEDNESDAY_EIGHT + MINUTE) == 0
    assert outbox.send_due(WEDNESDAY_EIGHT + MINUTE) == 1
    (mail,) = mailoutbox
    assert mail.to == [waiting.deputy.email]
    assert mail.subject == "2 wiadomości z portalu dla organizacji"
    html = mail.alternatives[0][0]
    for letter in of(waiting.deputy, "handoff.published"):
        assert (letter.state, letter.gathered_in.kind) == (LetterState.GATHERED, "digest")
        assert letter.link.startswith("/admin/przekazania/")
        for told in (mail.body, html):
            assert letter.subject in told
            assert letter.link in told
    assert OutboxMessage.objects.due(WEDNESDAY_EIGHT + dt.timedelta(days=9)).count() == 0


def test_what_comes_after_the_hour_waits_for_the_next_working_day(city: SimpleNamespace) -> None:
    choose(city.deputy, "outcomes")
    published(city, at=FRIDAY_TEN)
    for hours in range(1, 69):  # till Monday, seven o'clock
        assert digests.run_once(FRIDAY_TEN + dt.timedelta(hours=hours)) == 0
    assert digests.run_once(MONDAY_EIGHT) == 1


def test_after_an_outage_everything_that_waited_is_told(waiting: SimpleNamespace) -> None:
    published(waiting, "Drugi materiał", TUESDAY + dt.timedelta(days=1))
    assert digests.run_once(MONDAY_EIGHT + dt.timedelta(hours=5)) == 1
    (letter,) = of(waiting.deputy, "digest")
    assert {row.gathered_in for row in of(waiting.deputy, "handoff.published")} == {letter}
    assert len(of(waiting.deputy, "handoff.published")) == 2


def test_a_pass_that_breaks_leaves_everything_as_it_was(waiting: SimpleNamespace, monkeypatch: Any) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(OutboxMessage.objects.all().__class__, "update", lambda *args, **kwargs: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            digests.run_once(WEDNESDAY_EIGHT)
    assert of(waiting.deputy, "digest") == []
    assert digests.run_once(WEDNESDAY_EIGHT + MINUTE) == 1


def test_the_hour_is_a_service_standard(waiting: SimpleNamespace) -> None:
    assert ServiceStandard.objects.filter(key=digests.HOUR).update(value=15) == 1
    assert digests.run_once(WEDNESDAY_EIGHT) == 0
    assert digests.run_once(WEDNESDAY_EIGHT + dt.timedelta(hours=7)) == 1


def test_the_clock_and_the_command_know_the_job(waiting: SimpleNamespace) -> None:
    assert "digests" in {job.name for job in clocks.jobs()}
    call_command("remind", now=WEDNESDAY_EIGHT.isoformat())
    assert len(of(waiting.deputy, "digest")) == 1


def test_a_shut_account_gets_it_when_it_is_open_again(waiting: SimpleNamespace) -> None:
    waiting.deputy.is_active = False
    waiting.deputy.save()
    assert digests.run_once(WEDNESDAY_EIGHT) == 0
    waiting.deputy.is_active = True
    waiting.deputy.save()
    assert digests.run_once(WEDNESDAY_EIGHT + dt.timedelta(days=1)) == 1


def test_of_a_deleted_account_the_letter_goes_as_it_is(waiting: SimpleNamespace) -> None:
    pk = of(waiting.deputy, "handoff.published")[0].pk
    fresh(waiting.deputy).delete()
    assert OutboxMessage.objects.get(pk=pk).state == LetterState.WAITING


# -- what never waits -----------------------------------------------------------------------------------------------

ASKS_OR_BINDS = {
    "handoff.handed_over",
    "handoff.reserved",
    "handoff.date_proposed",
    "handoff.date_agreed",
    "handoff.scheduled",
    "handoff.unscheduled",
    "handoff.withdrawn",
    "handoff.sent_back",
    "handoff.failed",
    "handoff.lapsed",
    "handoff.assigned",
    "handoff.out_of_hand",
    "handoff.unchecked",
    "handoff.no_editor",
    "page.offered",
    "page.given",
    "page.kept",
    "draft.named",
    "inquiry.arrived",
    "reminder",
    "account.warning",
    "unit.done",
    "digest",
}


def test_what_asks_somebody_to_act_belongs_to_no_choice() -> None:
    assert {kind for kind in ASKS_OR_BINDS if letters.family_of(kind)} == set()
    assert [family.key for family in letters.families()] == list(EVERYTHING)


def test_whoever_chose_everything_still_hears_at_once(city: SimpleNamespace) -> None:
    for user in (city.coordinator, city.deputy, city.editor):
        choose(user, *EVERYTHING)
    row = handed_over(city, at=FRIDAY_TEN)
    actions.send_back(row, read=as_read(row), by=fresh(city.editor), comment="Popraw.", now=NOW)
    assert {letter.state for letter in OutboxMessage.objects.all()} == {LetterState.WAITING}


# -- the settings of the account ------------------------------------------------------------------------------------


def settings_of(client: Client) -> str:
    return " ".join(client.get(reverse(ACCOUNT)).content.decode().split())


def theme(**more: str) -> dict[str, str]:
    """What the account screen always sends."""
    return {"theme-theme": "system", "theme-contrast": "system", "theme-density": "default"} | more


@pytest.mark.parametrize("who", ["coordinator", "deputy", "head", "editor", "administrator", "monitor"])
def test_everybody_with_an_office_chooses_for_oneself(city: SimpleNamespace, as_: SignIn, who: str) -> None:
    user = getattr(city, who)
    client = as_(user)
    shown = settings_of(client)
    for words in ("od razu", "raz dziennie, w zbiorczym liście", "od godziny 8:00", "Zawsze od razu"):
        assert words in shown
    sent = theme(**{"letters-outcomes": "daily", "letters-keeping": "at_once"})
    assert client.post(reverse(ACCOUNT), sent).status_code == 302
    assert list(NoticeSettings.objects.values_list("account_id", "daily")) == [(user.pk, ["outcomes"])]
    assert AuditEntry.objects.get(verb="account.letters").actor_id == user.pk
    assert client.post(reverse(ACCOUNT), theme()).status_code == 302
    assert NoticeSettings.objects.get().daily == ["outcomes"], "a choice that was not sent stays"
    assert AuditEntry.objects.filter(verb="account.letters").count() == 1
    assert client.post(reverse(ACCOUNT), theme(**{"letters-outcomes": "never"})).status_code == 200
    assert NoticeSettings.objects.get().daily == ["outcomes"], "there is no «never»"
    assert client.post(reverse(ACCOUNT), theme(**{"letters-outcomes": "at_once"})).status_code == 302
    assert NoticeSettings.objects.get().daily == []


def test_what_was_read_stays_read(city: SimpleNamespace) -> None:
    coordination.mark_read(city.deputy, until=NOW, now=NOW)
    choose(city.deputy, "keeping")
    kept = NoticeSettings.objects.get()
    assert (kept.seen_at, kept.daily) == (NOW, ["keeping"])


def test_administrators_see_what_waits_for_a_daily_letter(waiting: SimpleNamespace, as_: SignIn) -> None:
    client, address = as_(waiting.administrator), reverse("publishing:letters")
    assert waiting.deputy.email in client.get(f"{address}?stan=na-zbiorczy").content.decode()
    digests.run_once(WEDNESDAY_EIGHT)
    assert waiting.deputy.email not in client.get(f"{address}?stan=na-zbiorczy").content.decode()
    assert waiting.deputy.email in client.get(f"{address}?stan=w-zbiorczym").content.decode()
    states = [OutboxMessage.objects.in_state(state).count() for state in LetterState]
    assert sum(states) == OutboxMessage.objects.count(), "every letter is in exactly one state"
