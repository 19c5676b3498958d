"""Every sign-in and every change of how one signs in is a line in the book; no password ever is."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from django.urls import reverse

from coordination.models import AuditEntry, OutboxMessage
from coordination.states import Outcome
from tests.security.door import CODE, GOOD_PASSWORD, LOGOUT, Visitor, code_of
from tests.security.test_sign_in_reset import FORGOTTEN, NEW, link_in

Arrive = Callable[..., Visitor]


def lines() -> list[tuple[str, str]]:
    return list(AuditEntry.objects.order_by("pk").values_list("verb", "outcome"))


def everything() -> str:
    return " ".join(str(row) for row in AuditEntry.objects.values_list())


def test_a_day_of_a_person(visitor: Arrive, city: SimpleNamespace, clock: Any) -> None:
    before = AuditEntry.objects.count()
    guest = visitor()
    guest.sign_in("redaktor", "zle-haslo-wpisane")
    guest.sign_in("redaktor")
    guest.post(reverse("account_change_password"), {"oldpassword": "demo", **NEW})
    secret = guest.switch_on()
    codes = guest.recovery_codes()
    guest.post(LOGOUT)
    clock.shift(60)
    guest.sign_in("redaktor", GOOD_PASSWORD)
    guest.post(CODE, {"code": "000000"})
    guest.post(CODE, {"code": code_of(secret)})
    guest.post("/konto/drugi-skladnik/kody/nowe/")
    guest.post("/konto/drugi-skladnik/wylacz/")
    done, refused = str(Outcome.DONE), str(Outcome.REFUSED)
    assert lines()[before:] == [
        ("sign_in", refused),
        ("sign_in", done),
        ("change_password", done),
        ("add_second_factor", done),
        ("sign_out", done),
        ("sign_in", refused),
        ("sign_in", done),
        ("renew_recovery_codes", done),
        ("remove_second_factor", done),
    ]
    first, second = AuditEntry.objects.order_by("pk")[before : before + 2]
    assert first.about == second.about == f"portal.user:{city.editor.pk}"
    assert (first.actor_id, first.actor_name) == (None, "nieznana osoba"), "whoever typed it, it need not be the owner"
    assert (second.actor, second.actor_name, second.actor_role) == (city.editor, "Roman Redaktor", "redaktor portalu")
    for secret_word in ("zle-haslo-wpisane", "demo", GOOD_PASSWORD, secret, *codes):
        assert secret_word not in everything()


def test_a_recovery_code_and_a_reset_are_lines_too(visitor: Arrive) -> None:
    guest = visitor()
    guest.sign_in("redaktor")
    guest.switch_on()
    codes = guest.recovery_codes()
    guest.post(LOGOUT)
    guest.post(FORGOTTEN, {"email": "redaktor@umk.example"})
    link = link_in(OutboxMessage.objects.get(kind="account.reset").text)
    guest.post(guest.get(link)["Location"], NEW)
    guest.sign_in("redaktor", GOOD_PASSWORD)
    guest.post(CODE, {"code": codes[0]})
    assert [verb for verb, _outcome in lines()][-4:] == [
        "ask_for_new_password",
        "reset_password",
        "use_recovery_code",
        "sign_in",
    ]
    assert link.strip("/").rpartition("/")[2] not in everything()


def test_a_name_nobody_has_is_not_written_out(visitor: Arrive) -> None:
    """Hurried people type the password where the name belongs."""
    guest = visitor()
    for typed in ("Moje-Tajne-Haslo-1", "x" * 5000, "ą\x00b", "' OR 1=1"):
        guest.sign_in(typed, "cokolwiek")
    assert "Tajne" not in everything()
    found = AuditEntry.objects.filter(verb="sign_in", outcome=Outcome.REFUSED)
    assert {row.label for row in found} >= {"Mo… (18)", "' … (8)"}
    assert max(len(row.about) for row in found) <= 80


def test_a_flood_of_tries_is_not_a_flood_of_lines(visitor: Arrive) -> None:
    """The first wrong password of a minute, the tenth, and one line when the door shuts (decision 0014)."""
    guest = visitor()
    for number in range(40):
        guest.sign_in("redaktor", f"zgaduję-{number}")
    found = AuditEntry.objects.filter(verb="sign_in", outcome=Outcome.REFUSED).order_by("pk")
    shut = "za dużo nieudanych prób"
    assert [(row.times, row.note == shut) for row in found] == [(1, False), (10, False), (1, True)]
