"""The staff door: the way in, guessing, and the back doors that stay shut (issue 2; every trap has its test)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from allauth.account import app_settings
from django.conf import settings as live
from django.contrib.auth import get_user_model, views
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, resolve, reverse
from django.views.generic import RedirectView

from tests.security.door import GOOD_PASSWORD, LOGIN, LOGOUT, Visitor, text_of

Arrive = Callable[..., Visitor]
HERE = int(app_settings.RATE_LIMITS["wrong_password_here"].split("/")[0])
QUARTER = 15 * 60


def test_a_person_signs_in_and_stands_at_the_desk(visitor: Arrive) -> None:
    guest = visitor()
    answer = guest.sign_in("koordynator.kd")
    assert (answer.status_code, answer["Location"]) == (302, "/admin/")
    assert guest.get("/admin/").status_code == 200


def test_whoever_knocks_at_the_desk_comes_back_to_the_page_asked_for(visitor: Arrive) -> None:
    guest = visitor()
    asked = guest.get("/admin/przekazania/kolejka/")
    assert asked["Location"] == f"{LOGIN}?next=/admin/przekazania/kolejka/"
    page = guest.get(asked["Location"])
    assert 'name="next" value="/admin/przekazania/kolejka/"' in text_of(page)
    assert guest.sign_in("redaktor", next="/admin/przekazania/kolejka/")["Location"] == "/admin/przekazania/kolejka/"


def test_a_wrong_password_says_what_to_do_and_keeps_the_name(visitor: Arrive) -> None:
    guest = visitor()
    answer = guest.sign_in("redaktor", "zle-haslo")
    assert answer.status_code == 200
    assert not guest.is_in
    assert "ustaw nowe hasło" in text_of(answer)
    assert 'value="redaktor"' in text_of(answer)
    assert "zle-haslo" not in text_of(answer)


def test_nobody_learns_which_names_exist(visitor: Arrive, city: SimpleNamespace) -> None:
    """An unknown name, a known one and a suspended account answer with the same words."""
    city.other.is_active = False
    city.other.save()
    guest = visitor()
    answers = [
        guest.sign_in(name, password).context["form"].errors.as_json()
        for name, password in (("redaktor", "zle"), ("nie-ma-mnie", "zle"), (city.other.username, "demo"))
    ]
    assert len(set(answers)) == 1
    assert not guest.is_in


def test_a_suspended_person_is_out_at_once(visitor: Arrive, city: SimpleNamespace) -> None:
    guest = visitor()
    guest.sign_in("koordynator.kd")
    city.coordinator.is_active = False
    city.coordinator.save()
    assert guest.get("/admin/")["Location"].startswith(LOGIN)


def test_the_session_gets_a_new_number_at_sign_in(visitor: Arrive) -> None:
    guest = visitor()
    guest.client.session.save()
    guest.sign_in("redaktor", "zle")
    before = str(guest.client.session.session_key)
    guest.client.cookies[live.SESSION_COOKIE_NAME] = before
    guest.sign_in("redaktor")
    assert guest.is_in
    assert guest.client.session.session_key != before
    thief = Client()
    thief.cookies[live.SESSION_COOKIE_NAME] = before
    assert thief.get("/admin/").status_code == 302


@pytest.mark.parametrize("path", [LOGOUT, "/admin/logout/"])
def test_signing_out_is_a_post(visitor: Arrive, path: str) -> None:
    guest = visitor()
    guest.sign_in("redaktor")
    guest.get(path)
    assert guest.is_in
    assert guest.post(path)["Location"] == LOGIN
    assert not guest.is_in


def test_forms_of_the_door_need_their_token(city: SimpleNamespace) -> None:
    client = Client(enforce_csrf_checks=True)
    assert client.post(LOGIN, {"login": "redaktor", "password": "demo"}).status_code == 403


@pytest.mark.parametrize("name", ["account_login", "account_reset_password", "account_change_password", "mfa_index"])
def test_pages_of_the_door_are_kept_by_no_cache_and_listed_nowhere(visitor: Arrive, name: str) -> None:
    guest = visitor()
    if name in {"account_change_password", "mfa_index"}:
        guest.sign_in("redaktor")
    answer = guest.get(reverse(name))
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert "noindex" in text_of(answer)
    assert "'unsafe-inline'" not in answer["Content-Security-Policy"]


# -- guessing -----------------------------------------------------------------------------------------------------


def test_guessing_ends_and_the_owner_elsewhere_still_enters(visitor: Arrive) -> None:
    guesser = visitor()
    for number in range(HERE):
        guesser.sign_in("redaktor", f"zgaduję-{number}")
    answer = guesser.sign_in("redaktor")
    assert not guesser.is_in, "even the right one waits"
    assert "Spróbuj ponownie za kwadrans." in text_of(answer)
    assert 'value="redaktor"' in text_of(answer)
    assert "za kwadrans" in text_of(guesser.sign_in("REDAKTOR ")), "capitals and blanks are no new name"
    owner = visitor("10.2.2.2")
    owner.sign_in("redaktor")
    assert owner.is_in


def test_after_a_quarter_the_door_takes_passwords_again(visitor: Arrive, clock: Any) -> None:
    guest = visitor()
    for number in range(HERE):
        guest.sign_in("redaktor", f"zgaduję-{number}")
    clock.shift(QUARTER + 1)
    guest.sign_in("redaktor")
    assert guest.is_in


def test_right_passwords_use_up_nothing(visitor: Arrive) -> None:
    for _time in range(HERE + 2):
        guest = visitor()
        guest.sign_in("redaktor")
        assert guest.is_in


def test_one_address_does_not_try_many_names(visitor: Arrive) -> None:
    guesser = visitor()
    most = int(app_settings.RATE_LIMITS["wrong_password"].split("/")[0])
    for number in range(most):
        guesser.sign_in(f"ktos-{number}", "haslo")
    assert "za kwadrans" in text_of(guesser.sign_in("redaktor"))
    assert not guesser.is_in


def test_one_name_is_not_guessed_from_many_addresses(visitor: Arrive) -> None:
    most = int(app_settings.RATE_LIMITS["wrong_password"].split("/")[0])
    for number in range(most):
        visitor(f"10.9.{number // 200}.{number % 200}").sign_in("redaktor", "haslo")
    last = visitor("10.10.10.10")
    assert "za kwadrans" in text_of(last.sign_in("redaktor"))


def test_visitors_behind_a_proxy_are_told_apart(visitor: Arrive, settings: Any) -> None:
    settings.COORDINATION_PROXIES = 1
    proxy = visitor("10.0.0.1")
    for number in range(HERE):
        proxy.client.post(
            LOGIN,
            {"login": "redaktor", "password": f"zgaduję-{number}"},
            headers={"x-forwarded-for": f"6.6.6.{number}, 1.2.3.4"},  # the first part is anybody's word
        )
    entry = {"login": "redaktor", "password": "demo"}
    guesser = proxy.client.post(LOGIN, entry, headers={"x-forwarded-for": "9.9.9.9, 1.2.3.4"})
    assert "za kwadrans" in text_of(guesser)
    assert proxy.client.post(LOGIN, entry, headers={"x-forwarded-for": "5.6.7.8"}).status_code == 302


# -- back doors ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    [
        "/_util/login/",
        "/_util/login/?next=/admin/",
        "/admin/login/",
        "/admin/login/?force=1",
        "/admin/login/?next=/admin/&force=true",
        "/admin/password_reset/",
        "/admin/password_reset/confirm/MQ/abc/",
        "/django-admin/login/",
        "/admin/admin/login/",
        "/accounts/login/",
        "/konto/login/",
    ],
)
def test_no_other_address_takes_a_password(visitor: Arrive, path: str) -> None:
    guest = visitor()
    for entry in ({"username": "redaktor", "password": "demo"}, {"login": "redaktor", "password": "demo"}):
        answer = guest.post(path, {**entry, "force": "1", "this_is_the_login_form": "1"})
        assert answer.status_code in {302, 404}
        assert not guest.is_in
        if answer.status_code == 302:
            assert answer["Location"].startswith(("/konto/", "/admin/login/"))


def test_the_stock_door_leads_to_ours_with_the_way_back(visitor: Arrive) -> None:
    guest = visitor()
    assert guest.get("/admin/login/?next=/admin/reports/")["Location"] == f"{LOGIN}?next=/admin/reports/"
    assert guest.get("/admin/password_reset/")["Location"] == reverse("account_reset_password")


def addresses(patterns: Any, before: str = "") -> Iterator[tuple[str, Any]]:
    """Every plain address of the portal with its view."""
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from addresses(pattern.url_patterns, route)
        else:
            yield f"/{route}", pattern.callback


def test_no_stock_view_that_takes_passwords_can_be_reached() -> None:
    """Also those a later Wagtail brings: each of its doors has ours before it."""
    stock = {
        address: view.view_class
        for address, view in addresses(get_resolver().url_patterns)
        if issubclass(getattr(view, "view_class", object), (views.LoginView, views.PasswordResetView))
    }
    assert {"/admin/login/", "/_util/login/", "/admin/password_reset/"} <= set(stock)
    for address, stock_view in stock.items():
        assert resolve(address).func.view_class is RedirectView, (address, stock_view)


def test_djangos_own_administration_is_not_mounted() -> None:
    with pytest.raises(NoReverseMatch):
        reverse("admin:login")


@pytest.mark.parametrize(
    "away",
    ["https://zly.example/", "//zly.example/", "/\\zly.example", "javascript:alert(1)", "https:zly.example", "\x00//z"],
)
def test_the_way_back_stays_in_the_portal(visitor: Arrive, away: str) -> None:
    assert visitor().sign_in("redaktor", next=away)["Location"] == "/admin/"


def test_nobody_signs_up(visitor: Arrive, settings: Any) -> None:
    """Neither here, where the address is missing, nor where somebody mounts allauth's own addresses one day."""
    entry = {"username": "intruz", "password1": GOOD_PASSWORD, "password2": GOOD_PASSWORD, "email": "i@i.example"}
    guest = visitor()
    for path in ("/konto/signup/", "/konto/rejestracja/", "/accounts/signup/"):
        assert guest.post(path, entry).status_code == 404
    settings.ROOT_URLCONF = "tests.security.stock_urls"
    answer = guest.post("/accounts/signup/", entry)
    assert "Konta zakłada administrator portalu" in text_of(answer)
    assert not get_user_model().objects.filter(username="intruz").exists()


def test_sample_accounts_open_nothing_outside_a_demo(visitor: Arrive, city: SimpleNamespace, settings: Any) -> None:
    settings.PORTAL_DEMO = False
    guest = visitor()
    guest.sign_in("redaktor")
    assert not guest.is_in
    city.editor.set_password(GOOD_PASSWORD)
    city.editor.save()
    guest.sign_in("redaktor", GOOD_PASSWORD)
    assert guest.is_in


# -- Wagtail's own page of the account ----------------------------------------------------------------------------


def test_the_account_page_changes_neither_password_nor_name_nor_address(visitor: Arrive, city: SimpleNamespace) -> None:
    guest = visitor()
    guest.sign_in("koordynator.kd")
    page = text_of(guest.get("/admin/account/"))
    assert "old_password" not in page
    assert reverse("account_change_password") in page
    assert reverse("mfa_index") in page
    guest.post(
        "/admin/account/",
        {
            "password-old_password": "demo",
            "password-new_password1": GOOD_PASSWORD,
            "password-new_password2": GOOD_PASSWORD,
            "name_email-first_name": "Prezydent",
            "name_email-last_name": "Miasta",
            "name_email-email": "intruz@zly.example",
            "theme-theme": "system",
            "theme-contrast": "system",
            "theme-density": "default",
        },
    )
    before = city.coordinator
    after = get_user_model().objects.get(pk=before.pk)
    assert (after.first_name, after.last_name, after.email) == (before.first_name, before.last_name, before.email)
    assert after.check_password("demo")


def test_an_administrator_sets_nobodys_password(visitor: Arrive, city: SimpleNamespace) -> None:
    guest = visitor()
    guest.sign_in("administrator")
    page = guest.get(f"/admin/users/edit/{city.editor.pk}/")
    assert page.status_code == 200
    assert 'name="password1"' not in text_of(page)


def test_a_person_without_an_office_reads_why_and_may_leave(visitor: Arrive) -> None:
    guest = visitor()
    guest.sign_in("nikt")
    answer = guest.get("/admin/")
    assert answer.status_code == 403
    assert "nie ma żadnej funkcji w komórce ani w portalu" in text_of(answer)
    assert "§ 2 pkt 1" in text_of(answer)
    out = reverse("wagtailadmin_logout")
    assert f'action="{out}"' in text_of(answer)
    assert guest.post(out).status_code == 302
    assert not guest.is_in


# -- change of password -------------------------------------------------------------------------------------------


def test_a_new_password_has_to_be_good_and_the_rules_are_polish(visitor: Arrive, settings: Any) -> None:
    from portal.settings import base

    settings.AUTH_PASSWORD_VALIDATORS = base.AUTH_PASSWORD_VALIDATORS
    guest = visitor()
    guest.sign_in("redaktor")
    page = reverse("account_change_password")
    rules = text_of(guest.get(page))
    assert "co najmniej 12 znaków" in rules
    weak = text_of(guest.post(page, {"oldpassword": "demo", "password1": "redaktor1", "password2": "redaktor1"}))
    assert "za krótkie" in weak
    assert "podobne do" in weak


def test_changing_the_password_needs_the_present_one_and_ends_other_sessions(
    visitor: Arrive, city: SimpleNamespace
) -> None:
    here, elsewhere = visitor(), visitor("10.3.3.3")
    here.sign_in("redaktor")
    elsewhere.sign_in("redaktor")
    page, new = reverse("account_change_password"), {"password1": GOOD_PASSWORD, "password2": GOOD_PASSWORD}
    assert "Hasło nie pasuje" in text_of(here.post(page, {"oldpassword": "zle", **new}))
    assert here.post(page, {"oldpassword": "demo", **new}).status_code == 302
    assert here.get("/admin/").status_code == 200
    assert elsewhere.get("/admin/")["Location"].startswith(LOGIN)
    city.editor.refresh_from_db()
    assert city.editor.check_password(GOOD_PASSWORD)


def test_the_present_password_is_not_guessed_in_an_open_session(visitor: Arrive) -> None:
    guest = visitor()
    guest.sign_in("redaktor")
    entry = {"oldpassword": "zle", "password1": GOOD_PASSWORD, "password2": GOOD_PASSWORD}
    answers = [guest.post(reverse("account_change_password"), entry) for _time in range(11)]
    assert {answer.status_code for answer in answers[:10]} == {200}
    assert answers[-1].status_code == 429
    assert "Spróbuj ponownie za kwadrans" in text_of(answers[-1])
    assert answers[-1]["Retry-After"] == str(QUARTER)


@pytest.mark.parametrize("value", ["\x00", "ą" * 5000, "9" * 400, "'; DROP", ""])
@pytest.mark.parametrize("field", ["login", "password"])
def test_nonsense_at_the_door_gets_words(visitor: Arrive, field: str, value: str) -> None:
    answer = visitor().post(LOGIN, {"login": "redaktor", "password": "demo-nie", field: value})
    assert answer.status_code == 200
    assert answer.context["form"].errors
