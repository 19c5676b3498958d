"""Django's question «may this account …?», answered by standing: rights begin and end by the calendar."""

import functools
from typing import Any

from django.apps import apps
from django.core.exceptions import PermissionDenied

from coordination.standing import Standing, standing_of

ADMINISTRATORS = frozenset(
    {
        "coordination",
        "publishing",
        "pages",
        "taggit",
        "wagtail",
        "wagtail.contrib.redirects",
        "wagtail.documents",
        "wagtail.images",
    }
)
"""Apps by their full names: a host may have a `pages` of its own."""
OTHERS = frozenset({"wagtail.admin", "django.contrib.auth"})


@functools.cache
def house_labels() -> frozenset[str]:
    """Of these apps, and of the accounts, only standing decides."""
    return frozenset(config.label for config in apps.get_app_configs() if config.name in ADMINISTRATORS | OTHERS)


@functools.cache
def administrators_labels() -> frozenset[str]:
    return frozenset(config.label for config in apps.get_app_configs() if config.name in ADMINISTRATORS)


def _is_of_accounts(app_label: str, codename: str, user: Any) -> bool:
    """Of the model of accounts, not of whatever else its app holds."""
    return app_label == user._meta.app_label and codename.endswith(f"_{user._meta.model_name}")


class StandingBackend:
    """Opens the staff door to whoever holds an office today; registers only to administrators.

    Its no is final for whatever this house answers for: there Django's groups and permissions open nothing, and the
    backends behind it are not asked. It signs nobody in; without `get_user` no session can name it.
    """

    def authenticate(self, request: Any, **credentials: Any) -> None:
        return None

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        if not user_obj.is_active or user_obj.is_anonymous:
            return False
        app_label, _dot, codename = perm.partition(".")
        if _allows(standing_of(user_obj), app_label, codename, user_obj):
            return True
        if app_label in house_labels() or _is_of_accounts(app_label, codename, user_obj):
            raise PermissionDenied  # Django asks nobody else
        return False

    def has_module_perms(self, user_obj: Any, app_label: str) -> bool:
        accounts = user_obj._meta
        of_accounts = app_label == accounts.app_label
        return self.has_perm(user_obj, f"{app_label}.view_{accounts.model_name if of_accounts else ''}")


def _allows(standing: Standing, app_label: str, codename: str, user: Any) -> bool:
    if app_label == "wagtailadmin":
        return standing.is_staff and codename == "access_admin"
    if standing.is_administrator:
        return app_label in administrators_labels() or _is_of_accounts(app_label, codename, user)
    return standing.watches_city and codename.startswith("view_") and app_label == "coordination"
