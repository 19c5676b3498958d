"""allauth's views where they need a word more."""

from __future__ import annotations

from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from . import second_factor

QUARTER = 15 * 60


class NewPassword(account.PasswordResetFromKeyView):
    """The key goes into the session at once; this stands in its place in the address."""

    reset_url_key = "ustaw"


class Demanded:
    """Tells the page whether the person's office needs the second factor."""

    request: HttpRequest

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        demanded = second_factor.is_demanded_of(self.request.user)
        return super().get_context_data(demanded=demanded, **kwargs)  # type: ignore[misc]


class SecondFactor(Demanded, mfa.IndexView):
    pass


class SetUp(Demanded, totp.ActivateTOTPView):
    pass


class Remove(Demanded, totp.DeactivateTOTPView):
    pass


class Code(mfa.AuthenticateView):
    """A form that comes without a code is an empty form: allauth takes it for a passkey, which nobody has yet."""

    def _build_forms(self) -> Any:
        self.webauthn_form = None
        data = self.request.POST if self.request.method == "POST" else None
        self.auth_form = self.get_form_class()(user=self.stage.login.user, data=data)
        return self.auth_form


class DownloadCodes(codes.DownloadRecoveryCodesView):
    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        answer = super().render_to_response(context, **kwargs)
        answer["Content-Disposition"] = 'attachment; filename="kody-zapasowe.txt"'
        return answer


def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    answer = render(request, "429.html", status=429)
    answer["Retry-After"] = str(QUARTER)
    return answer
