"""The list of letters: what was sent, what waits, what was given up and is sent again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from coordination import actions, notices, outbox
from coordination.actions import Question
from coordination.models import AuditEntry, OutboxMessage
from coordination.standing import standing_of
from coordination.states import LetterState
from coordination.verdict import Refused
from publishing import confinement
from tests.publishing.city import NOW, as_read, fresh, handed_over, news
from tests.publishing.conftest import as_, city, clock

__all__ = ["as_", "city", "clock"]
SignIn = Callable[[Any], Client]
LIST = "publishing:letters"


def text(client: Client, query: str = "") -> str:
    return " ".join(client.get(reverse(LIST) + query).content.decode().split())


def give_up(**which: Any) -> None:
    OutboxMessage.objects.filter(**which).update(
        given_up_at=NOW, attempts=9, last_error="SMTPServerDisconnected: nie ma serwera"
    )


def again(client: Client, letter: OutboxMessage) -> Any:
    return client.post(reverse("publishing:letter_again", args=[letter.pk]), {"stan": "porzucony"})


@pytest.fixture
def letters(city: SimpleNamespace) -> SimpleNamespace:
    """Two letters of one event: one sent, one given up."""
    handed_over(city, news(city, title="Świetne stypendia"))
    OutboxMessage.objects.filter(to="administrator@umk.example").update(sent_at=NOW, attempts=1)
    give_up(to="redaktor@umk.example")
    return city


def test_each_state_is_told_and_filtered(letters: SimpleNamespace, as_: SignIn) -> None:
    client = as_(letters.administrator)
    shown = text(client)
    for words in ("wysłany", "niedoręczony", "SMTPServerDisconnected", "9 prób", "Świetne stypendia"):
        assert words in shown
    assert "redaktor@umk.example" not in text(client, "?stan=wyslany")
    assert "administrator@umk.example" not in text(client, "?stan=porzucony")
    assert "Żaden list nie pasuje" in text(client, "?stan=czeka")
    assert "redaktor@umk.example" in text(client, "?q=świetne+REDAKTOR")
    assert "Żaden list nie pasuje" in text(client, "?q=nietakiegolistu")
    assert "redaktor@umk.example" in text(client, "?stan=%00zly&starsze=abc")


@pytest.mark.parametrize("who", ["coordinator", "head", "editor", "operator", "monitor", "director", "nobody"])
def test_nobody_but_administrators_reads_or_sends_again(letters: SimpleNamespace, as_: SignIn, who: str) -> None:
    client, letter = as_(getattr(letters, who)), OutboxMessage.objects.get(to="redaktor@umk.example")
    assert client.get(reverse(LIST)).status_code in (302, 403)
    assert again(client, letter).status_code in (302, 403)
    letter.refresh_from_db()
    assert letter.state == LetterState.GIVEN_UP


def test_what_was_given_up_is_sent_again_under_its_number(
    letters: SimpleNamespace, as_: SignIn, mailoutbox: list[Any]
) -> None:
    client, letter = as_(letters.administrator), OutboxMessage.objects.get(to="redaktor@umk.example")
    home = reverse("wagtailadmin_home")
    assert "1 list nie został wysłany" in client.get(home).content.decode()
    assert client.get(reverse("publishing:letter_again", args=[letter.pk])).status_code == 405
    assert again(client, letter).url == f"{reverse(LIST)}?stan=porzucony"
    assert "1 list nie został wysłany" not in client.get(home).content.decode()
    assert AuditEntry.objects.get(verb="letter.again").actor_name == "Anna Administrator"
    assert outbox.send_due(NOW) == 1
    assert mailoutbox[0].extra_headers["Message-ID"] == letter.message_id
    assert "Ponownie wysyła się tylko list" in text_after(again(client, letter), client)
    assert outbox.send_due(NOW) == 0


def text_after(answer: Any, client: Client) -> str:
    return " ".join(client.get(answer.url).content.decode().split())


def test_a_letter_without_its_secret_link_is_not_sent_again(city: SimpleNamespace, as_: SignIn) -> None:
    actions.ask(Question(subject="Sala", text="Czy jest wolna?", email="ngo@fundacja.example"), now=NOW, unit=city.kd)
    give_up(to="ngo@fundacja.example")
    letter, by = OutboxMessage.objects.get(to="ngo@fundacja.example"), standing_of(fresh(city.administrator))
    notices.forget_keys(NOW)
    letter.refresh_from_db()
    with pytest.raises(Refused, match="Tajny odsyłacz"):
        actions.send_again(letter, by=by, now=NOW)
    assert "Tajny odsyłacz w tym liście został usunięty" in text(as_(city.administrator))


def test_the_title_of_a_draft_limited_later_is_neither_read_nor_found(letters: SimpleNamespace, as_: SignIn) -> None:
    from publishing import actions as publishing
    from publishing.models import Handoff

    row = Handoff.objects.get()
    publishing.withdraw(row, read=as_read(row), by=fresh(letters.coordinator), reason="x", now=NOW)
    confinement.confine(row.page.specific, people=[], reason="x", by=fresh(letters.coordinator), now=NOW)
    client = as_(letters.administrator)
    assert "Świetne stypendia" not in text(client)
    assert "Żaden list nie pasuje" in text(client, "?q=stypendia")
    assert "redaktor@umk.example" in text(client)


def test_long_lists_have_pages_and_cost_the_same(
    city: SimpleNamespace, as_: SignIn, django_assert_max_num_queries: Any
) -> None:
    for number in range(60):
        outbox.write(
            "test",
            to=[outbox.Recipient(f"a{number}@ngo.example")],
            template="coordination/emails/inquiry_link",
            context={"rows": []},
            now=NOW + dt.timedelta(minutes=number),
        )
    client = as_(city.administrator)
    shown = text(client)
    assert "a59@ngo.example" in shown
    assert "a34@ngo.example" not in shown
    last = OutboxMessage.objects.get(to="a35@ngo.example")
    assert f"?starsze={last.pk}" in shown
    with django_assert_max_num_queries(25):
        assert "a34@ngo.example" in text(client, f"?starsze={last.pk}")
