"""A forgotten password: a letter with a link, for whoever reads the mailbox, and for nobody else."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings as live
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from coordination import clock as beat
from coordination import outbox
from coordination.models import OutboxMessage
from portal.sign_in import letters
from tests.security.door import CODE, GOOD_PASSWORD, Visitor, code_of, text_of

Arrive = Callable[..., Visitor]
FORGOTTEN, SENT = "/konto/haslo/zapomniane/", "/konto/haslo/zapomniane/list/"
ADDRESS = "redaktor@umk.example"
NEW = {"password1": GOOD_PASSWORD, "password2": GOOD_PASSWORD}


def link_in(text: str) -> str:
    """The path of the link in the letter."""
    found = re.search(r"https?://[^/\s]+(/konto/haslo/nowe/\S+/)", text)
    assert found, text
    return found.group(1)


def asked(guest: Visitor, email: str = ADDRESS, **more: Any) -> str:
    assert guest.post(FORGOTTEN, {"email": email}, **more)["Location"] == SENT
    return link_in(OutboxMessage.objects.get(kind=letters.RESET).text)


def test_the_letter_brings_a_link_and_the_name_of_the_account(visitor: Arrive) -> None:
    guest = visitor()
    asked(guest)
    assert "list z linkiem jest już w drodze" in text_of(guest.get(SENT))
    assert outbox.send_due(timezone.now()) == 1
    letter = mail.outbox[0]
    assert letter.to == [ADDRESS]
    assert letter.subject == "Nowe hasło do portalu NGO"
    html = str(letter.alternatives[0][0])
    for text in (letter.body, html):
        assert f"{live.PORTAL_URL}/konto/haslo/nowe/" in text
        assert "Nazwa Twojego konta: redaktor" in text
        assert "24 listopada 2026" in text
        assert "Dane demonstracyjne" in text


def test_the_link_sets_a_password_once_and_signs_nobody_in(visitor: Arrive, city: SimpleNamespace) -> None:
    guest, second = visitor(), visitor()
    link = asked(guest)
    page = guest.get(link)
    assert page["Location"].endswith("-ustaw/"), "the key does not stay in the address"
    assert "no-store" in guest.get(page["Location"])["Cache-Control"]
    done = guest.post(page["Location"], NEW)
    assert done["Location"] == "/konto/haslo/nowe/"
    assert not guest.is_in
    assert "Nowe hasło już działa" in text_of(guest.get(done["Location"]))
    guest.sign_in("redaktor", GOOD_PASSWORD)
    assert guest.is_in
    assert "już nie działa" in text_of(second.get(link))


def test_other_sessions_end_and_the_limit_of_guesses_with_them(visitor: Arrive) -> None:
    guest, elsewhere = visitor(), visitor("10.3.3.3")
    elsewhere.sign_in("redaktor")
    for number in range(12):
        guest.sign_in("redaktor", f"nie-pamietam-{number}")
    guest.post(guest.get(asked(guest))["Location"], NEW)
    assert elsewhere.get("/admin/").status_code == 302
    guest.sign_in("redaktor", GOOD_PASSWORD)
    assert guest.is_in


def test_it_is_no_way_round_the_second_factor(visitor: Arrive, clock: Any) -> None:
    owner = visitor()
    owner.sign_in("redaktor")
    secret = owner.switch_on()
    clock.shift(60)
    thief = visitor("10.4.4.4")
    thief.post(thief.get(asked(thief))["Location"], NEW)
    assert thief.sign_in("redaktor", GOOD_PASSWORD)["Location"] == CODE
    assert not thief.is_in
    thief.post(CODE, {"code": code_of(secret)})
    assert thief.is_in


@pytest.mark.parametrize("who", ["nikogo@nie.example", "zawieszona", "bez hasła"])
def test_nobody_learns_which_addresses_have_accounts(visitor: Arrive, city: SimpleNamespace, who: str) -> None:
    if who == "zawieszona":
        city.other.is_active = False
        city.other.save()
    if who == "bez hasła":  # invited, and has not come yet: the invitation is the way
        city.other.set_unusable_password()
        city.other.save()
    guest = visitor()
    known = guest.post(FORGOTTEN, {"email": ADDRESS})
    OutboxMessage.objects.all().delete()
    unknown = guest.post(FORGOTTEN, {"email": who if "@" in who else city.other.email})
    assert (unknown.status_code, unknown["Location"]) == (known.status_code, known["Location"])
    assert not OutboxMessage.objects.exists()


def test_capitals_in_the_address_do_not_matter(visitor: Arrive, city: SimpleNamespace) -> None:
    city.editor.email = "Redaktor@UMK.example"
    city.editor.save()
    asked(visitor(), "redaktor@umk.EXAMPLE")
    assert OutboxMessage.objects.get().to == "Redaktor@UMK.example"


def test_a_forged_host_leads_the_link_nowhere_else(visitor: Arrive) -> None:
    guest = visitor()
    guest.post(FORGOTTEN, {"email": ADDRESS}, headers={"host": "zly.example"})
    letter = OutboxMessage.objects.get()
    assert "zly.example" not in letter.text + letter.html


def test_asking_is_limited_by_mailbox_and_by_address_known_or_not(visitor: Arrive) -> None:
    for email in (ADDRESS, "nikogo@nie.example"):
        for number in range(3):
            assert visitor(f"10.5.5.{number}").post(FORGOTTEN, {"email": email}).status_code == 302
        fourth = text_of(visitor("10.5.5.9").post(FORGOTTEN, {"email": email}))
        assert "spróbuj ponownie za kwadrans" in fourth
        assert f'value="{email}"' in fourth
    flood = visitor("10.6.6.6")
    answers = [flood.post(FORGOTTEN, {"email": f"ktos{number}@nie.example"}).status_code for number in range(22)]
    assert answers.count(302) == 20


def test_a_link_ends_after_a_day_and_when_the_address_changes(
    visitor: Arrive, city: SimpleNamespace, clock: Any
) -> None:
    link = asked(visitor())
    clock.shift(dt.timedelta(hours=23))
    assert visitor().get(link).status_code == 302
    clock.shift(dt.timedelta(hours=2))
    assert "już nie działa" in text_of(visitor().get(link))
    OutboxMessage.objects.all().delete()
    link = asked(visitor())
    city.editor.email = "nowy@umk.example"
    city.editor.save()
    assert "już nie działa" in text_of(visitor().get(link))


def test_the_former_address_gets_nothing(visitor: Arrive, city: SimpleNamespace) -> None:
    """allauth's own table of addresses stays empty: the account's address is the only one."""
    asked(visitor())
    assert not EmailAddress.objects.exists()
    city.editor.email = "nowy@umk.example"
    city.editor.save()
    OutboxMessage.objects.all().delete()
    visitor().post(FORGOTTEN, {"email": ADDRESS})
    assert not OutboxMessage.objects.exists()


def test_the_key_leaves_the_outbox_with_the_letter(visitor: Arrive) -> None:
    link = asked(visitor())
    now = timezone.now()
    assert letters.forget_keys(now) == 0, "an unsent letter still needs it"
    outbox.send_due(now)
    assert letters.forget_keys(now) == 1
    kept = OutboxMessage.objects.get()
    key = link.removeprefix("/konto/haslo/nowe/").strip("/")
    assert key not in kept.text + kept.html
    assert "/konto/haslo/nowe/---/" in kept.text
    assert "/konto/haslo/nowe/---/" in kept.html
    assert letters.forget_keys(now) == 0
    assert "reset-keys" in {job.name for job in beat.jobs()}


def test_a_dead_mail_server_loses_nothing(visitor: Arrive, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    link = asked(visitor())
    now = timezone.now()
    with pytest.raises(outbox.ServerAway):
        outbox.send_due(now)
    assert letters.forget_keys(now) == 0
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert outbox.send_due(now + dt.timedelta(minutes=10)) == 1
    assert link in mail.outbox[0].body


@pytest.mark.parametrize(
    "path",
    [
        "/konto/haslo/nowe/zzzzzzzzzzzzz-abc/",
        "/konto/haslo/nowe/0-ustaw/",
        "/konto/haslo/nowe/1-" + "a" * 3000 + "/",
    ],
)
def test_nonsense_for_a_key_gets_words(visitor: Arrive, path: str) -> None:
    answer = visitor().get(path)
    assert answer.status_code == 200
    assert "już nie działa" in text_of(answer)


@pytest.mark.parametrize("email", ["", "\x00", "to nie adres", "a" * 4000 + "@x.example", "ąę@ćż.example"])
def test_nonsense_for_an_address_gets_words(visitor: Arrive, email: str) -> None:
    answer = visitor().post(FORGOTTEN, {"email": email})
    assert answer.status_code == 200
    assert answer.context["form"].errors["email"]


def test_what_an_intruder_would_change_is_told_to_the_owner(visitor: Arrive, clock: Any) -> None:
    guest = visitor()
    guest.sign_in("redaktor")
    guest.post(reverse("account_change_password"), {"oldpassword": "demo", **NEW})
    guest.switch_on()
    guest.post("/konto/drugi-skladnik/kody/nowe/")
    guest.post("/konto/drugi-skladnik/wylacz/")
    told = list(OutboxMessage.objects.filter(kind="account.changed").order_by("pk"))
    assert [letter.to for letter in told] == [ADDRESS] * 4
    for letter, words in zip(
        told, ("Zmieniono hasło.", "Włączono drugi", "nowe kody zapasowe", "Wyłączono drugi"), strict=True
    ):
        assert words in letter.text
        assert words in letter.html
        assert "23 listopada 2026, godz. 10:00" in letter.text.replace("\xa0", " ")
        assert GOOD_PASSWORD not in letter.text
