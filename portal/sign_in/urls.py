"""The door under /konto/: names are allauth's, addresses Polish. What is not here does not exist: nobody signs up."""

from __future__ import annotations

from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from django.urls import URLPattern, path, re_path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.generic import RedirectView

from . import views


def page(view: Any, title: Any) -> Any:
    """A page that no cache keeps and no search engine lists."""
    return never_cache(view.as_view(extra_context={"title": title, "noindex": True}))


def door(route: str, view: Any, name: str, title: Any) -> URLPattern:
    make = re_path if route.startswith("^") else path
    return make(route, page(view, title), name=name)


sign_out = page(account.LogoutView, _("Signing out"))

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="wagtailadmin_account"), name="account"),
    door("logowanie/", account.LoginView, "account_login", _("Signing in")),
    path("wylogowanie/", sign_out, name="account_logout"),
    door("zawieszone/", account.AccountInactiveView, "account_inactive", _("The account is suspended")),
    door("potwierdzenie/", account.ReauthenticateView, "account_reauthenticate", _("Confirm that it is you")),
    door("haslo/", account.PasswordChangeView, "account_change_password", _("Change of password")),
    door("haslo/pierwsze/", account.PasswordSetView, "account_set_password", _("Set a password")),
    door("haslo/zapomniane/", account.PasswordResetView, "account_reset_password", _("Forgotten password")),
    door(
        "haslo/zapomniane/list/",
        account.PasswordResetDoneView,
        "account_reset_password_done",
        _("Look into the mailbox"),
    ),
    door(
        "haslo/nowe/",
        account.PasswordResetFromKeyDoneView,
        "account_reset_password_from_key_done",
        _("The new password works"),
    ),
    door(
        r"^haslo/nowe/(?P<uidb36>[0-9A-Za-z]{1,13})-(?P<key>[^/]+)/$",
        views.NewPassword,
        "account_reset_password_from_key",
        _("New password"),
    ),
    door("drugi-skladnik/", views.SecondFactor, "mfa_index", _("Second factor")),
    door("drugi-skladnik/kod/", views.Code, "mfa_authenticate", _("Code of the second factor")),
    door("drugi-skladnik/potwierdzenie/", mfa.ReauthenticateView, "mfa_reauthenticate", _("Confirm that it is you")),
    door("drugi-skladnik/wlacz/", views.SetUp, "mfa_activate_totp", _("Switch on the second factor")),
    door("drugi-skladnik/wylacz/", views.Remove, "mfa_deactivate_totp", _("Switch off the second factor")),
    door("drugi-skladnik/kody/", codes.ViewRecoveryCodesView, "mfa_view_recovery_codes", _("Recovery codes")),
    door(
        "drugi-skladnik/kody/nowe/",
        codes.GenerateRecoveryCodesView,
        "mfa_generate_recovery_codes",
        _("New recovery codes"),
    ),
    door("drugi-skladnik/kody/plik/", views.DownloadCodes, "mfa_download_recovery_codes", _("Recovery codes")),
]
