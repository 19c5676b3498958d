"""What allauth and Django announce: lines in the book, and the mark of the second factor in the session."""

from __future__ import annotations

from typing import Any

from allauth.account import signals as account
from allauth.mfa import signals as mfa
from allauth.mfa.models import Authenticator
from django.contrib.auth import signals as auth
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils.translation import gettext as _

from . import book, limits, second_factor

CODES = Authenticator.Type.RECOVERY_CODES


@receiver(auth.user_logged_in)
def signed_in(sender: Any, request: HttpRequest, user: Any, **kwargs: Any) -> None:
    second_factor.mark_login(request, user)
    book.write("sign_in", user)


@receiver(auth.user_logged_out)
def signed_out(sender: Any, request: HttpRequest, user: Any, **kwargs: Any) -> None:
    if user:
        book.write("sign_out", user)


@receiver(auth.user_login_failed)
def sign_in_failed(sender: Any, credentials: dict[str, Any], **kwargs: Any) -> None:
    book.refused("sign_in", book.named(str(credentials.get("username", ""))), _("wrong name or password"))


@receiver(account.password_changed)
def password_changed(sender: Any, user: Any, **kwargs: Any) -> None:
    book.write("change_password", user)


@receiver(account.password_set)
def password_set(sender: Any, user: Any, **kwargs: Any) -> None:
    book.write("set_password", user)


@receiver(account.password_reset)
def password_reset(sender: Any, request: HttpRequest, user: Any, **kwargs: Any) -> None:
    limits.forget_passwords(request, user.get_username())
    book.write("reset_password", user)


@receiver(mfa.authenticator_added)
def factor_added(sender: Any, request: HttpRequest, user: Any, authenticator: Authenticator, **kwargs: Any) -> None:
    if authenticator.type != CODES:
        second_factor.mark_added(request, user)
        book.write("add_second_factor", user)


@receiver(mfa.authenticator_removed)
def factor_removed(sender: Any, request: HttpRequest, user: Any, authenticator: Authenticator, **kwargs: Any) -> None:
    if authenticator.type != CODES:
        second_factor.unmark(request)
        book.write("remove_second_factor", user)


@receiver(mfa.authenticator_reset)
def codes_renewed(sender: Any, user: Any, **kwargs: Any) -> None:
    book.write("renew_recovery_codes", user)


@receiver(mfa.authenticator_used)
def factor_used(sender: Any, request: HttpRequest, user: Any, authenticator: Authenticator, **kwargs: Any) -> None:
    second_factor.mark_passed(request, user)
    if authenticator.type == CODES:
        book.write("use_recovery_code", user)


@receiver(mfa.authentication_failed)
def code_failed(sender: Any, user: Any, **kwargs: Any) -> None:
    book.refused("sign_in", user, _("wrong code of the second factor"))
