"""The public doors of the inquiry desk: from the form to the page behind the link, good input and bad."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
import time_machine
from django.core import signing
from django.core.cache import cache
from django.test import Client

from coordination import actions, guard
from coordination.actions import Question
from coordination.models import Inquiry, OutboxMessage
from coordination.states import InquiryState
from tests.coordination.people import NOW, designation, person, standing, topic, unit

pytestmark = [pytest.mark.django_db, pytest.mark.par(5, pkt=2)]
FORM = "/zapytania/"
MEGABYTES_10 = "a" * (10 * 1024 * 1024)


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    cache.clear()
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def typed(clock: time_machine.Traveller, **values: str) -> dict[str, str]:
    """A filled form, sent by somebody who needed half a minute."""
    stamp = guard.stamp()
    clock.shift(30)
    good = {"temat_pytania": "Lokal na klub", "tresc": "Czy jest wolny lokal?", "email": "ngo@organizacja.example"}
    return {**good, "pieczec": stamp, "strona_www": "", **values}


def link_in_mail(address: str = "ngo@organizacja.example") -> str:
    letter = OutboxMessage.objects.filter(to=address, text__contains="klucz=").latest("pk")
    found = re.search(r"(/zapytania/NGO-\S+\?klucz=\S+)", letter.text)
    assert found
    return found[1]


def test_from_a_card_to_the_answer_behind_the_link(client: Client, clock: time_machine.Traveller) -> None:
    """Journey (c) in short: ask from a card, get number and day, read the answer."""
    kd = unit("Wydział Lokali")
    card = designation(kd, who=person("Ewa Lokalna"))
    assert "Ewa Lokalna" in client.get(FORM, {"do": card.pk}).content.decode()
    response = client.post(f"{FORM}?do={card.pk}", typed(clock))
    inquiry = Inquiry.objects.get()
    assert response.status_code == 302
    assert response["Location"] == link_in_mail()
    shown = client.get(response["Location"])
    text = shown.content.decode()
    assert "Dziękujemy" in text
    assert "2 grudnia 2026" in text
    assert "7 dni roboczych" in text
    assert shown["Referrer-Policy"] == "no-referrer"
    assert "noindex" in shown["X-Robots-Tag"]
    assert "no-store" in shown["Cache-Control"]
    assert "Dziękujemy" not in client.get(response["Location"]).content.decode()
    actions.answer(inquiry, text="Tak, <i>przy</i> ul. Próbnej.", by=standing(kd), now=NOW)
    actions.note(inquiry, text="sekret komórki", by=standing(kd), now=NOW)
    text = client.get(response["Location"]).content.decode()
    assert "Tak, &lt;i&gt;przy&lt;/i&gt; ul. Próbnej." in text
    assert "sekret komórki" not in text


@pytest.mark.parametrize("target", ["komorka", "temat"])
def test_the_address_may_name_a_unit_or_a_topic(client: Client, clock: time_machine.Traveller, target: str) -> None:
    kd = unit("Wydział Wskazany")
    garden = topic("Temat wskazany", kd)
    designation(kd)
    client.post(f"{FORM}?{target}={kd.slug if target == 'komorka' else garden.slug}", typed(clock))
    assert Inquiry.objects.get().unit == kd


def test_the_privacy_notice_stands_beside_the_form(client: Client) -> None:
    text = client.get(FORM).content.decode()
    for word in ("Prezydent Miasta Krakowa", "art. 6 ust. 1 lit. e", "PUODO", "Zgoda nie jest potrzebna"):
        assert word in text


BAD = {
    "nothing": ({"temat_pytania": "", "tresc": "", "email": ""}, "Napisz, o co chcesz zapytać."),
    "blank": ({"tresc": "   \n "}, "Napisz, o co chcesz zapytać."),
    "overlong subject": ({"temat_pytania": "a" * 161}, "co najwyżej 160"),
    "overlong text": ({"tresc": "a" * 5001}, "co najwyżej 5000"),
    "no address": ({"email": "to nie jest adres"}, "To nie jest adres e-mail"),
    "overlong address": ({"email": f"{'a' * 300}@organizacja.example"}, "co najwyżej 254"),
    "unknown choice": ({"forma_prawna": "=1+1"}, "=1+1"),
    "null byte": ({"tresc": "a\x00b"}, "Znaki null są niedozwolone"),
    "10 MB": ({"tresc": MEGABYTES_10}, "co najwyżej 5000"),
    "filled trap": ({"strona_www": "http://spam.example"}, "przez automat"),
    "forged stamp": ({"pieczec": "podrobiona"}, "otwarty zbyt długo"),
    "no stamp": ({"pieczec": ""}, "otwarty zbyt długo"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_said_at_the_field_and_nothing_typed_is_lost(
    client: Client, clock: time_machine.Traveller, name: str
) -> None:
    values, said = BAD[name]
    kept = {"imie": "Łucja", "organizacja": "Fundacja «Próba»"}
    response = client.post(FORM, typed(clock, **kept, **values))
    text = response.content.decode()
    assert response.status_code == 422
    assert said in text
    assert "data-error-summary" in text
    assert "errors.js" in text
    assert 'value="Łucja"' in text
    assert not Inquiry.objects.exists()


STRANGE = ("<script>alert(1)</script>", "=HYPERLINK(1)", "🦄 ąęś", "'; DROP TABLE x; --", "{{ 7|add:7 }}\r\nBcc: x")


@pytest.mark.parametrize("text", STRANGE)
def test_strange_but_lawful_text_is_only_text(client: Client, clock: time_machine.Traveller, text: str) -> None:
    response = client.post(FORM, typed(clock, temat_pytania=text, tresc=text, imie=text, organizacja=text))
    assert response.status_code == 302
    shown = client.get(response["Location"]).content.decode()
    assert "<script>alert" not in shown
    letter = OutboxMessage.objects.filter(to="ngo@organizacja.example").get()
    assert "\n" not in letter.subject
    assert "<script>alert" not in letter.html


def test_more_than_the_server_reads_gets_words_too(client: Client, settings: object) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000  # type: ignore[attr-defined]
    strict = Client(enforce_csrf_checks=True)
    strict.get(FORM)
    for browser in (strict, client):
        response = browser.post(FORM, {"tresc": "a" * 2000}, content_type="application/x-www-form-urlencoded")
        assert response.status_code == 413
        assert "o wiele za dużo tekstu" in response.content.decode()


def test_a_form_without_its_token_is_refused() -> None:
    assert Client(enforce_csrf_checks=True).post(FORM, {"tresc": "x"}).status_code == 403


def test_browsers_that_hide_the_referrer_may_write_behind_the_link(clock: time_machine.Traveller) -> None:
    """Under `no-referrer` a browser posts «Origin: null»; the key in the address stands for the token."""
    received = actions.ask(Question("Temat", "Treść", "ngo@organizacja.example"), now=NOW, unit=unit())
    strict = Client(enforce_csrf_checks=True)
    address = link_in_mail()
    assert "Referrer-Policy" in strict.get(address)
    assert strict.post(address, typed(clock, tresc="Dopisek"), HTTP_ORIGIN="null").status_code == 302
    assert received.inquiry.messages.count() == 2
    assert strict.get(FORM)["Referrer-Policy"] != "no-referrer"


def test_too_fast_is_asked_again_and_then_accepted(client: Client, clock: time_machine.Traveller) -> None:
    values = {**typed(clock), "pieczec": guard.stamp()}
    assert client.post(FORM, values).status_code == 422
    clock.shift(5)
    assert client.post(FORM, values).status_code == 302


def test_a_form_open_over_a_long_weekend_still_works(client: Client, clock: time_machine.Traveller) -> None:
    values = typed(clock)
    clock.shift(4 * 24 * 3600)
    assert client.post(FORM, values).status_code == 302
    clock.shift(4 * 24 * 3600)
    late = client.post(FORM, values)
    assert late.status_code == 422
    assert "otwarty zbyt długo" in late.content.decode()
    assert "Czy jest wolny lokal?" in late.content.decode()


def test_a_flood_from_one_address_is_stopped_kindly(client: Client, clock: time_machine.Traveller) -> None:
    values = typed(clock)
    codes = [client.post(FORM, values).status_code for _ in range(guard.ASKING.count + 1)]
    assert codes[:-1] == [302] * guard.ASKING.count
    response = client.post(FORM, values)
    text = response.content.decode()
    assert response.status_code == 429
    assert response["Retry-After"] == "600"
    assert "za 10 minut" in text
    assert "Czy jest wolny lokal?" in text
    assert client.post(FORM, values, REMOTE_ADDR="192.0.2.7").status_code == 302
    kept = [key for key in getattr(cache, "_cache", {}) if "guard" in key]
    assert kept
    assert not any("127.0.0.1" in key for key in kept)


def test_a_wrong_key_looks_like_a_number_never_given(client: Client, clock: time_machine.Traveller) -> None:
    client.post(FORM, typed(clock))
    number = Inquiry.objects.get().number
    answers = []
    for address in (number, "NGO-2026-99999", "cokolwiek"):
        for key in ("", "zly", "ż\x00", "a" * 5000):
            response = client.get(f"{FORM}{address}/", {"klucz": key})
            assert response.status_code == 404
            body = re.sub(r'name="csrfmiddlewaretoken" value="\w+"|value="[\w:-]+"', "", response.content.decode())
            answers.append(body.replace(address, ""))
            assert client.post(f"{FORM}{address}/?klucz={'zly'}", {"tresc": "x"}).status_code == 404
    assert len(set(answers)) == 1


def test_the_asker_adds_a_message_and_reopens(client: Client, clock: time_machine.Traveller) -> None:
    kd = unit()
    received = actions.ask(Question("Temat", "Treść", "ngo@organizacja.example"), now=NOW, unit=kd)
    actions.answer(received.inquiry, text="Odpowiedź", by=standing(kd), now=NOW)
    address = link_in_mail()
    assert client.post(address, {"tresc": "", "pieczec": guard.stamp()}).status_code == 422
    assert client.post(address, typed(clock, tresc="Jeszcze jedno")).status_code == 302
    received.inquiry.refresh_from_db()
    assert received.inquiry.state == InquiryState.OPEN
    assert "Jeszcze jedno" in client.get(address).content.decode()
    actions.close(received.inquiry, because="spam", by=standing(kd), now=NOW)
    assert client.post(address, typed(clock, tresc="Po zamknięciu")).status_code == 422


def test_the_link_is_sent_again_and_the_answer_tells_nothing(client: Client, clock: time_machine.Traveller) -> None:
    client.post(FORM, typed(clock))
    old = link_in_mail()
    client.get(old)
    before = OutboxMessage.objects.count()
    said = []
    for email in ("ngo@organizacja.example", "nikt@organizacja.example"):
        response = client.post(f"{FORM}link/", {"email": email, "pieczec": typed(clock)["pieczec"]}, follow=True)
        said.append(re.sub(r'value="[\w:-]+"', "", response.content.decode()))
    assert said[0] == said[1]
    assert OutboxMessage.objects.count() == before + 1
    new = link_in_mail()
    assert new != old
    assert client.get(new).status_code == 200
    assert client.get(old).status_code == 404
    assert client.post(f"{FORM}link/", {"email": "x"}).status_code == 422


def test_links_are_limited_per_visitor_and_per_mailbox(client: Client, clock: time_machine.Traveller) -> None:
    client.post(FORM, typed(clock))
    before = OutboxMessage.objects.count()
    for number in range(guard.LINKS_TO_ONE_MAILBOX.count + 2):
        values = {"email": "ngo@organizacja.example", "pieczec": typed(clock)["pieczec"]}
        assert client.post(f"{FORM}link/", values, REMOTE_ADDR=f"192.0.2.{number}").status_code == 302
    assert OutboxMessage.objects.count() == before + guard.LINKS_TO_ONE_MAILBOX.count
    codes = [client.post(f"{FORM}link/", values).status_code for _ in range(guard.LINKS.count + 1)]
    assert codes[-1] == 429


@pytest.mark.parametrize("wish", ["do=abc", "do=99999999999999999999", "do=-1", "komorka=%00", "temat=<b>", "do="])
def test_unknown_targets_mean_nobody_chosen(client: Client, wish: str) -> None:
    assert client.get(f"{FORM}?{wish}").status_code == 200


def test_a_stamp_is_signed() -> None:
    with pytest.raises(signing.BadSignature):
        signing.loads(guard.stamp() + "x", salt=guard.SALT)
