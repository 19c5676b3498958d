"""The sign-in form of the staff screens, in Polish throughout."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.auth import LoginForm

from coordination.guard import SIGNING_IN, address_of

from .demo.people import PASSWORD

TOO_OFTEN = _("Too many failed sign-ins. Try again in a quarter of an hour.")


class SignInForm(LoginForm):
    """Wagtail names the password field by its attribute, in English, and counts no failures."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].label = _("Password")

    def clean(self) -> dict[str, Any]:
        """A guesser is stopped after some failures for one name from one address; the name's owner elsewhere is not.

        Outside a demo the password of the sample accounts opens nothing, however they came into the database.
        """
        if self.request is None:
            return super().clean()
        who = f"{self.cleaned_data.get('username', '').lower()} {address_of(self.request)}"
        if SIGNING_IN.is_spent(who):
            raise forms.ValidationError(TOO_OFTEN, code="too_often")
        try:
            if self.cleaned_data.get("password") == PASSWORD and not settings.PORTAL_DEMO:
                raise self.get_invalid_login_error()
            return super().clean()
        except forms.ValidationError:
            SIGNING_IN.allows(who)
            raise
