"""Django's question «may this account …?», answered by standing: rights begin and end by the calendar."""

from typing import Any

from django.core.exceptions import PermissionDenied

from coordination.standing import Standing, standing_of

ADMINISTRATOR_APPS = frozenset(
    {"coordination", "publishing", "pages", "wagtailredirects", "wagtailcore", "taggit", "wagtailimages", "wagtaildocs"}
)
HOUSE_APPS = ADMINISTRATOR_APPS | {"wagtailadmin", "auth"}
"""Of these, and of the accounts, only standing decides."""


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
        if app_label in HOUSE_APPS or app_label == user_obj._meta.app_label:
            raise PermissionDenied  # Django asks nobody else
        return False

    def has_module_perms(self, user_obj: Any, app_label: str) -> bool:
        return self.has_perm(user_obj, f"{app_label}.view_")


def _allows(standing: Standing, app_label: str, codename: str, user: Any) -> bool:
    if app_label == "wagtailadmin":
        return standing.is_staff and codename == "access_admin"
    if standing.is_administrator:
        return app_label in ADMINISTRATOR_APPS or app_label == user._meta.app_label
    return standing.watches_city and codename.startswith("view_") and app_label == "coordination"
