"""allauth's forms in plain words: labels instead of placeholders, help where it helps."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account
from allauth.core import context
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.totp.internal.auth import get_totp_secret
from django import forms
from django.contrib.auth import get_user_model
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from coordination.forms import LONGEST_PASSWORD

from . import limits

TODAY = _("Too many wrong codes today. Try again tomorrow, or ask the portal administrator.")
RESET_TOO_OFTEN = _(
    "Too many requests for a new password. Look into the mailbox, or try again in a quarter of an hour."
)


class Plain(forms.Form):
    """Names of fields as people say them; a placeholder vanishes while one types."""

    template_name = "components/form.html"
    labels: dict[str, Any] = {}
    helps: dict[str, Any] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.labels.get(name, field.label)
            field.help_text = self.helps.get(name, "" if "oldpassword" in name else field.help_text)
            if isinstance(field.widget, forms.PasswordInput):
                field.validators.append(MaxLengthValidator(LONGEST_PASSWORD))


class SignInForm(Plain, account.LoginForm):
    labels = {"login": _("Account name"), "password": _("Password"), "remember": _("Keep me signed in")}
    helps = {"password": "", "remember": _("Only on a computer that nobody else uses.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs |= {"autocapitalize": "none", "spellcheck": "false"}


class ForgottenPasswordForm(Plain, account.ResetPasswordForm):
    """Answers alike whether the address is known; goes are counted for both."""

    labels = {"email": _("E-mail address of the account")}

    def clean_email(self) -> str:
        email = self.cleaned_data["email"].lower()
        if not limits.go(context.request, limits.RESET_ASKED, email):
            raise forms.ValidationError(RESET_TOO_OFTEN, code="too_often")
        found = get_user_model().objects.filter(email__iexact=email, is_active=True)
        self.users = [user for user in found if user.has_usable_password()]
        return email


class NewPasswordForm(Plain, account.ResetPasswordKeyForm):
    labels = {"password1": _("New password"), "password2": _("New password once more")}


class ChangePasswordForm(Plain, account.ChangePasswordForm):
    labels = {"oldpassword": _("Present password"), **NewPasswordForm.labels}


class SetPasswordForm(Plain, account.SetPasswordForm):
    labels = NewPasswordForm.labels


class PasswordAgainForm(Plain, account.ReauthenticateForm):
    labels = {"password": _("Password")}
    helps = {"password": ""}


class Code(Plain):
    """A field for six digits of the application, or eight of a recovery code."""

    labels = {"code": _("Code")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs |= {"inputmode": "numeric", "spellcheck": "false"}
        self.fields["code"].validators.append(MaxLengthValidator(40))


class CountedCode(Code):
    """Six digits could be guessed in some weeks of patient tries; so there is a limit per account and day too."""

    helps = {"code": _("Six digits from the application, or a recovery code.")}

    def clean_code(self) -> str:
        go = limits.go(context.request, limits.WRONG_CODE, f"code {self.user.pk}")
        if not go:
            raise forms.ValidationError(TODAY, code="too_often")
        code = super().clean_code()
        go.take_back()
        return code


class CodeForm(CountedCode, mfa.AuthenticateForm):
    pass


class CodeAgainForm(CountedCode, mfa.ReauthenticateForm):
    pass


class SetUpForm(Code, totp.ActivateTOTPForm):
    """Keeps the secret while the page is loaded anew, so that what was scanned stays true."""

    helps = {"code": _("Six digits that the application shows now.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.secret = get_totp_secret(regenerate=False)

    @property
    def secret_in_groups(self) -> str:
        """Four letters at a time can be read and typed."""
        return " ".join(self.secret[at : at + 4] for at in range(0, len(self.secret), 4))
