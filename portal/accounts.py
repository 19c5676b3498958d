"""Accounts in the staff screens: nobody is made a superuser here, nobody types another person's password.

Stock forms let whoever keeps accounts tick «Administrator» for anybody, themselves included, and set the password of a
superuser. What a person may do follows from designations and offices (coordination.standing); superusers are made on
the server (`createsuperuser`).
"""

import secrets
from typing import Any

from django.contrib.auth import get_user_model
from django.utils.functional import cached_property
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views.users import IndexView, UserViewSet

FIELDS = {"username", "email", "first_name", "last_name"}


class WithoutPowers:
    """The fields that would give rights are not there, so nothing typed past the screen gives them either."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields  # type: ignore[attr-defined]
        for name in ("is_superuser", "groups", "password1", "password2"):
            fields.pop(name, None)


class NewAccountForm(WithoutPowers, UserCreationForm):
    """The owner sets the password with the link in the letter; until then nobody knows the one made here."""

    class Meta(UserCreationForm.Meta):
        fields = FIELDS

    def save(self, commit: bool = True) -> Any:
        self.instance.set_password(secrets.token_urlsafe(48))
        return super().save(commit)


class AccountForm(WithoutPowers, UserEditForm):
    class Meta(UserEditForm.Meta):
        fields = FIELDS | {"is_active"}


class Accounts(IndexView):
    """Only operations act on several accounts at once (publishing.gate)."""

    @cached_property
    def columns(self) -> list[Any]:
        found = super().columns
        return found if self.request.user.is_superuser else [one for one in found if one.name != "bulk_actions"]


class AccountViewSet(UserViewSet):
    model = get_user_model()
    index_view_class = Accounts
    copy_view_enabled = False

    def get_form_class(self, for_update: bool = False) -> Any:
        return AccountForm if for_update else NewAccountForm
