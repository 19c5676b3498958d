"""The second factor: a code besides the password, for offices of the portal by duty, for units as they like."""

from __future__ import annotations

from collections.abc import Callable
from io import StringIO
from types import SimpleNamespace
from typing import Any

import pytest
from allauth.account import app_settings
from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from coordination.models import AuditEntry, OutboxMessage
from portal.sign_in.adapters import SecondFactorAdapter
from tests.security.door import AGAIN, CODE, CODES, LOGIN, LOGOUT, REMOVE, SET_UP, Visitor, code_of, text_of

Arrive = Callable[..., Visitor]
IN_A_QUARTER = int(app_settings.RATE_LIMITS["login_failed"].split("/")[0])
IN_A_DAY = int(app_settings.RATE_LIMITS["wrong_code"].split("/")[0])
HALF_MINUTE, QUARTER, DAY = 30, 15 * 60, 24 * 60 * 60
OFFICERS = ("administrator", "redaktor", "operator", "sz", "dyrektor", "root")
UNIT_PEOPLE = ("koordynator.kd", "zastepca.kd", "kierownik.kd")


@pytest.fixture
def required(settings: Any) -> None:
    settings.PORTAL_REQUIRE_SECOND_FACTOR = True


@pytest.fixture
def armed(visitor: Arrive, clock: Any) -> SimpleNamespace:
    """The editor has switched the second factor on, kept the codes and gone home; half a minute passed."""
    editor = visitor()
    editor.sign_in("redaktor")
    secret = editor.switch_on()
    codes = editor.recovery_codes()
    editor.post(LOGOUT)
    clock.shift(2 * HALF_MINUTE)
    return SimpleNamespace(secret=secret, codes=codes)


def test_password_then_code_opens(visitor: Arrive, armed: SimpleNamespace) -> None:
    guest = visitor()
    answer = guest.sign_in("redaktor", next="/admin/przekazania/kolejka/")
    assert answer["Location"] == CODE
    assert not guest.is_in, "the password alone opens nothing"
    assert guest.get("/admin/")["Location"].startswith(LOGIN)
    assert "Nie masz telefonu" in text_of(guest.get(CODE))
    assert guest.post(CODE, {"code": code_of(armed.secret)})["Location"] == "/admin/przekazania/kolejka/"
    assert guest.get("/admin/").status_code == 200


def test_the_session_gets_a_new_number_after_the_code(visitor: Arrive, armed: SimpleNamespace) -> None:
    guest = visitor()
    guest.sign_in("redaktor")
    before = guest.client.session.session_key
    guest.post(CODE, {"code": code_of(armed.secret)})
    assert guest.is_in
    assert guest.client.session.session_key != before


@pytest.mark.parametrize("step", [-1, 1])
def test_a_clock_half_a_minute_off_is_forgiven(visitor: Arrive, armed: SimpleNamespace, step: int) -> None:
    guest = visitor()
    guest.sign_in("redaktor")
    guest.post(CODE, {"code": code_of(armed.secret, step)})
    assert guest.is_in


@pytest.mark.parametrize("step", [-3, 3])
def test_a_code_of_another_time_is_not(visitor: Arrive, armed: SimpleNamespace, step: int) -> None:
    guest = visitor()
    guest.sign_in("redaktor")
    answer = guest.post(CODE, {"code": code_of(armed.secret, step)})
    assert not guest.is_in
    assert "co pół minuty" in text_of(answer)


def test_a_code_works_once(visitor: Arrive, armed: SimpleNamespace) -> None:
    """Whoever looked over the shoulder comes too late."""
    code, first, second = code_of(armed.secret), visitor(), visitor()
    for guest in (first, second):
        guest.sign_in("redaktor")
        guest.post(CODE, {"code": code})
    assert (first.is_in, second.is_in) == (True, False)


def test_a_recovery_code_replaces_the_phone_once(visitor: Arrive, armed: SimpleNamespace) -> None:
    first, second = visitor(), visitor()
    for guest in (first, second):
        guest.sign_in("redaktor")
        guest.post(CODE, {"code": f"{armed.codes[0][:4]} {armed.codes[0][4:]}"})
    assert (first.is_in, second.is_in) == (True, False)
    assert armed.codes[0] not in first.recovery_codes()


def test_codes_are_not_guessed(visitor: Arrive, armed: SimpleNamespace, clock: Any) -> None:
    """From however many addresses: the limit is the account's."""
    for number in range(IN_A_QUARTER):
        guest = visitor(f"10.7.7.{number}")
        guest.sign_in("redaktor")
        guest.post(CODE, {"code": f"{number:06}"})
    late = visitor("10.8.8.8")
    late.sign_in("redaktor")
    answer = late.post(CODE, {"code": code_of(armed.secret)})
    assert not late.is_in, "even the right one waits"
    assert "Spróbuj ponownie za kwadrans." in text_of(answer)
    clock.shift(QUARTER + 1)
    later = visitor("10.8.8.8")
    later.sign_in("redaktor")
    later.post(CODE, {"code": code_of(armed.secret)})
    assert later.is_in


def test_nor_by_patience(visitor: Arrive, armed: SimpleNamespace, clock: Any) -> None:
    guest = visitor()
    for number in range(IN_A_DAY):
        if number % IN_A_QUARTER == 0:
            clock.shift(QUARTER + 1)
            guest.post(LOGOUT)
            guest.sign_in("redaktor")
        guest.post(CODE, {"code": f"{number:06}"})
    clock.shift(QUARTER + 1)
    guest.post(LOGOUT)
    guest.sign_in("redaktor")
    assert "jutro" in text_of(guest.post(CODE, {"code": code_of(armed.secret)}))
    assert not guest.is_in
    clock.shift(DAY)
    guest.post(LOGOUT)
    guest.sign_in("redaktor")
    guest.post(CODE, {"code": code_of(armed.secret)})
    assert guest.is_in


def test_half_a_sign_in_does_not_wait_for_ever(visitor: Arrive, armed: SimpleNamespace, clock: Any) -> None:
    guest = visitor()
    guest.sign_in("redaktor")
    clock.shift(QUARTER + 60)
    assert guest.post(CODE, {"code": code_of(armed.secret)})["Location"] == LOGIN
    assert not guest.is_in


@pytest.mark.parametrize(
    "entry",
    [
        {},
        {"code": ""},
        {"code": "\x00"},
        {"code": "ąęć" * 5},
        {"code": "9" * 5000},
        {"credential": "{}"},
        {"code": "\uff11\uff12\uff13"},
    ],
)
def test_nonsense_for_a_code_gets_words(visitor: Arrive, armed: SimpleNamespace, entry: dict[str, str]) -> None:
    guest = visitor()
    guest.sign_in("redaktor")
    answer = guest.post(CODE, entry)
    assert answer.status_code == 200
    assert answer.context["form"].errors["code"]
    assert not guest.is_in


def test_a_session_that_came_by_another_way_owes_the_code(city: SimpleNamespace, armed: SimpleNamespace) -> None:
    """Whatever signs somebody in one day: an account with a second factor is not in without it."""
    client = Client()
    client.force_login(city.editor, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get("/admin/", headers={"accept": "application/json"}).status_code == 403
    answer = client.get("/admin/")
    assert answer["Location"] == LOGIN
    assert "_auth_user_id" not in client.session
    assert "podaj kod" in text_of(client.get(LOGIN))


# -- set-up -------------------------------------------------------------------------------------------------------


def test_the_page_shows_the_key_as_picture_and_text(visitor: Arrive) -> None:
    guest = visitor()
    guest.sign_in("koordynator.kd")
    page = text_of(guest.get(SET_UP))
    secret = guest.client.session["mfa.totp.secret"]
    assert "data:image/svg+xml;base64," in page
    assert " ".join(secret[at : at + 4] for at in range(0, len(secret), 4)) in page
    assert "Portal%20NGO%20Krak%C3%B3w%3Akoordynator.kd" in page
    assert secret == guest.client.session["mfa.totp.secret"], "loading anew keeps what was scanned"
    assert 'value="000000"' in text_of(guest.post(SET_UP, {"code": "000000"}))
    assert not Authenticator.objects.exists()


def test_switching_on_shows_recovery_codes_at_once(visitor: Arrive) -> None:
    guest = visitor()
    guest.sign_in("koordynator.kd")
    guest.switch_on()
    page = guest.get(CODES)
    assert len(page.context["unused_codes"]) == 10
    shown = [f"{code[:4]} {code[4:]}" for code in page.context["unused_codes"]]
    assert all(code in text_of(page) for code in shown)
    assert "no-store" in page["Cache-Control"]
    file = guest.get(f"{CODES}plik/")
    assert file["Content-Disposition"] == 'attachment; filename="kody-zapasowe.txt"'
    assert all(code in text_of(file) for code in shown)


def test_secrets_lie_encrypted(visitor: Arrive, settings: Any) -> None:
    guest = visitor()
    guest.sign_in("koordynator.kd")
    secret = guest.switch_on()
    kept = " ".join(str(row.data) for row in Authenticator.objects.all())
    assert secret not in kept
    adapter = SecondFactorAdapter()
    locked = adapter.encrypt(secret)
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "nowy-klucz"
    assert adapter.decrypt(locked) == secret, "a changed key reads what the former one wrote"
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(ValidationError):
        adapter.decrypt(locked)


def test_the_application_is_asked_again_before_the_factor_goes(
    visitor: Arrive, armed: SimpleNamespace, clock: Any
) -> None:
    guest = visitor()
    guest.sign_in("redaktor")
    guest.post(CODE, {"code": code_of(armed.secret)})
    clock.shift(QUARTER)
    for page in (REMOVE, CODES, f"{CODES}nowe/", f"{CODES}plik/"):
        assert guest.get(page)["Location"].startswith(AGAIN), page
    guest.post(REMOVE)
    assert Authenticator.objects.filter(type="totp").exists()
    # the password is no way round
    assert guest.post("/konto/potwierdzenie/", {"password": "demo"})["Location"].startswith(AGAIN)
    assert "Ten kod nie pasuje" in text_of(guest.post(AGAIN, {"code": "000000", "next": REMOVE}))
    guest.post(AGAIN, {"code": code_of(armed.secret), "next": REMOVE})
    assert not Authenticator.objects.exists(), "what was asked for is done; recovery codes go with it"
    again = visitor()
    again.sign_in("redaktor")
    assert again.is_in


def test_switching_on_in_an_old_session_asks_for_the_password(visitor: Arrive, clock: Any) -> None:
    guest = visitor()
    guest.sign_in("koordynator.kd")
    clock.shift(QUARTER)
    assert guest.get(SET_UP)["Location"].startswith("/konto/potwierdzenie/")
    assert "Hasło nie pasuje" in text_of(guest.post("/konto/potwierdzenie/", {"password": "zle", "next": SET_UP}))
    assert guest.post("/konto/potwierdzenie/", {"password": "demo", "next": SET_UP})["Location"] == SET_UP
    guest.switch_on()


def test_new_codes_replace_the_old(visitor: Arrive, armed: SimpleNamespace) -> None:
    guest = visitor()
    guest.sign_in("redaktor")
    guest.post(CODE, {"code": code_of(armed.secret)})
    assert guest.post(f"{CODES}nowe/").status_code == 302
    assert not set(guest.recovery_codes()) & set(armed.codes)
    other = visitor()
    other.sign_in("redaktor")
    other.post(CODE, {"code": armed.codes[3]})
    assert not other.is_in


# -- required -----------------------------------------------------------------------------------------------------


@pytest.mark.par(4, ust=1, pkt=2)
@pytest.mark.parametrize("name", OFFICERS)
def test_offices_of_the_portal_set_it_up_before_anything_answers(required: None, visitor: Arrive, name: str) -> None:
    guest = visitor()
    guest.sign_in(name)
    for path in ("", "przekazania/kolejka/", "pages/", "api/main/pages/", "jsi18n/", "account/", "nie-ma/"):
        path = f"/admin/{path}"
        assert guest.get(path)["Location"] == SET_UP, path
        assert guest.post(path)["Location"] == SET_UP, path
    refused = guest.get("/admin/api/main/pages/", headers={"accept": "application/json"})
    assert (refused.status_code, "drugiego składnika" in refused.json()["error"]) == (403, True)
    assert "samo hasło nie wystarcza" in text_of(guest.get(SET_UP))
    guest.switch_on()
    assert guest.get("/admin/").status_code == 200


@pytest.mark.parametrize("name", UNIT_PEOPLE)
def test_people_of_units_do_as_they_like(required: None, visitor: Arrive, name: str) -> None:
    guest = visitor()
    guest.sign_in(name)
    assert guest.get("/admin/").status_code == 200
    guest.switch_on()
    assert guest.get("/admin/").status_code == 200


def test_where_it_is_not_required_the_desk_opens(visitor: Arrive) -> None:
    guest = visitor()
    guest.sign_in("administrator")
    assert guest.get("/admin/").status_code == 200


def test_until_then_an_officer_is_nobody_on_public_pages_too(
    required: None, visitor: Arrive, city: SimpleNamespace
) -> None:
    """Drafts have files and pictures with addresses of their own."""
    guest = visitor()
    guest.sign_in("redaktor")
    assert "wagtail-userbar" not in text_of(guest.get(city.unit_page.url))
    assert guest.get(city.unit_page.url).wsgi_request.user.is_authenticated is False


def test_removing_it_closes_the_desk_until_a_new_one_is_on(required: None, visitor: Arrive, clock: Any) -> None:
    guest = visitor()
    guest.sign_in("redaktor")
    guest.switch_on()
    clock.shift(2 * HALF_MINUTE)
    assert "panel będzie zamknięty" in text_of(guest.get(REMOVE))
    guest.post(REMOVE)
    assert guest.get("/admin/")["Location"] == SET_UP
    clock.shift(2 * HALF_MINUTE)
    guest.switch_on()
    assert guest.get("/admin/").status_code == 200


def test_a_second_browser_of_an_officer_gives_the_code(required: None, visitor: Arrive) -> None:
    """It was open before the factor was switched on in the first: no way in, and no circle."""
    first, second = visitor(), visitor()
    first.sign_in("redaktor")
    second.sign_in("redaktor")
    first.switch_on()
    assert second.get("/admin/")["Location"] == LOGIN
    assert not second.is_in


def test_signing_out_works_before_it_is_set_up(required: None, visitor: Arrive) -> None:
    guest = visitor()
    guest.sign_in("redaktor")
    guest.post("/admin/logout/")
    assert not guest.is_in


def test_the_citys_servers_require_it_and_the_demo_does_not() -> None:
    from portal.settings import base

    assert base.PORTAL_REQUIRE_SECOND_FACTOR is False
    source = (base.BASE_DIR / "portal" / "settings" / "production.py").read_text()
    assert 'env.bool("PORTAL_REQUIRE_SECOND_FACTOR", default=True)' in source


def test_a_unit_persons_desk_costs_no_query_for_it(
    required: None, visitor: Arrive, django_assert_num_queries: Any, settings: Any
) -> None:
    guest = visitor()
    guest.sign_in("koordynator.kd")
    guest.get("/admin/account/")
    with CaptureQueriesContext(connection) as with_it:
        guest.get("/admin/account/")
    settings.PORTAL_REQUIRE_SECOND_FACTOR = False
    with django_assert_num_queries(len(with_it)):
        guest.get("/admin/account/")


# -- a lost phone -------------------------------------------------------------------------------------------------


def test_an_operator_of_the_server_takes_away_a_lost_factor(visitor: Arrive, armed: SimpleNamespace) -> None:
    call_command("remove_second_factor", "redaktor", stdout=StringIO())
    guest = visitor()
    guest.sign_in("redaktor")
    assert guest.is_in
    entry = AuditEntry.objects.get(verb="remove_second_factor")
    assert (entry.actor_name, entry.note) == ("system", "przez operatora serwera")
    assert OutboxMessage.objects.filter(kind="account.changed", to="redaktor@umk.example").count() == 2
    for name in ("redaktor", "nie-ma-mnie"):
        with pytest.raises(CommandError):
            call_command("remove_second_factor", name)
