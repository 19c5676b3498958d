"""Where allauth asks how this house does it."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from . import book, letters, limits, second_factor

WRONG = _(
    "The name or the password does not fit, or the account is suspended. Check capital letters, set a new password "
    "with the link below, or ask the portal administrator."
)
TOO_OFTEN = _("Too many failed attempts. Try again in a quarter of an hour.")
WRONG_CODE = _(
    "This code does not fit. A code holds for half a minute: type the one that the application shows now. If none "
    "fits, set the time of the phone to automatic."
)
WRONG_PASSWORD = _("The password does not fit. Check capital letters and type it again.")
LOST_KEY = _("The second factor of this account cannot be read any more. Ask the portal administrator to remove it.")


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up; letters go through the outbox; tries are counted; people are told what to do."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": WRONG,
        "incorrect_password": WRONG_PASSWORD,
        "enter_current_password": WRONG_PASSWORD,
        "too_many_login_attempts": TOO_OFTEN,
        "rate_limited": TOO_OFTEN,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        return limits.visitor(request)

    # -- passwords ------------------------------------------------------------------------------------------------

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        name = str(credentials.get("username", ""))
        self._go = limits.password(request, name)
        if not self._go:
            book.shut(request, name)
            raise self.validation_error("too_many_login_attempts")

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        user = super().authenticate(request, **credentials)
        if user:
            self._go.take_back()
        return user

    # -- once more, before what matters ---------------------------------------------------------------------------

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Who signed in some minutes ago has just shown who it is."""
        return not second_factor.shown_lately(context.request)

    def get_reauthentication_methods(self, user: Any) -> list[dict]:
        """Where there is a second factor, a password alone does not remove it."""
        methods = super().get_reauthentication_methods(user)
        return [method for method in methods if method["id"].startswith("mfa")] or methods

    # -- letters --------------------------------------------------------------------------------------------------

    def get_reset_password_from_key_url(self, key: str) -> str:
        """With our own address: a forged Host header must not send the key elsewhere."""
        return letters.reset_address(key)

    def send_password_reset_mail(self, user: Any, email: str, context: dict[str, Any]) -> None:
        now = timezone.now()
        letters.reset_link(user, context["password_reset_url"], now)
        book.write("ask_for_new_password", user, now=now)

    def send_notification_mail(
        self, template_prefix: str, user: Any, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        letters.tell_of(template_prefix, user, timezone.now())

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """Every letter we send is named above; allauth's others are for sites where people sign up."""


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets lie encrypted in the database; the application shows the account's name."""

    error_messages = {**DefaultMFAAdapter.error_messages, "incorrect_code": WRONG_CODE}

    def get_totp_label(self, user: Any) -> str:
        return f"{self.get_totp_issuer()}:{user.get_username()}"

    def encrypt(self, text: str) -> str:
        return second_factor.vault().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        try:
            return second_factor.vault().decrypt(encrypted_text.encode()).decode()
        except second_factor.InvalidToken as lost:
            raise ValidationError(LOST_KEY, code="lost_key") from lost
