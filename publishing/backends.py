"""Django's question «may this account …?», answered by standing: rights begin and end by the calendar."""

from typing import Any

from coordination.standing import standing_of

ADMIN = "wagtailadmin.access_admin"
ADMINISTRATOR_APPS = frozenset(
    {"coordination", "publishing", "pages", "wagtailredirects", "wagtailcore", "taggit", "wagtailimages", "wagtaildocs"}
)


class StandingBackend:
    """Opens the staff door to whoever holds an office today; registers only to administrators.

    It answers questions and signs nobody in; without `get_user` no session can name it, wherever it stands in the list.
    """

    def authenticate(self, request: Any, **credentials: Any) -> None:
        return None

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        if not user_obj.is_active or user_obj.is_anonymous:
            return False
        standing = standing_of(user_obj)
        if perm == ADMIN:
            return standing.is_staff
        app_label, _dot, codename = perm.partition(".")
        if standing.is_administrator:
            return app_label in ADMINISTRATOR_APPS or app_label == user_obj._meta.app_label
        return standing.watches_city and codename.startswith("view_") and app_label == "coordination"

    def has_module_perms(self, user_obj: Any, app_label: str) -> bool:
        return self.has_perm(user_obj, f"{app_label}.view_")
