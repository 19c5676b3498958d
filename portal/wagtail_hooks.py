"""The staff screens wear the portal's word-mark and colours; the gallery of components stands among them."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.views.account import NameEmailSettingsPanel
from wagtail.sites.views import IndexView as SiteList

from coordination import order
from coordination.standing import standing_of
from coordination.verdict import Refused, Verdict
from publishing.gate import refuse

from . import dashboard, gallery
from .sign_in import letters

OPERATIONS_ONLY = Verdict(
    _("Accounts of operations are kept on the server, not here. Ask whoever runs the portal."), order.BEYOND_RIGHTS
)

# Wagtail names these columns after their attributes, in English (wagtail/sites/views.py of 8.0.1).
SITE_COLUMNS = {"port": _("Port"), "site_name": _("Name of the site"), "root_page": _("Home page of the site")}
for column in SiteList.columns:
    column.label = SITE_COLUMNS.get(column.name, column.label)

# Names stand in the book and on public cards: the account's administrators keep them, not the owner.
NameEmailSettingsPanel.is_active = lambda panel: False  # type: ignore[method-assign]


@hooks.register("register_account_menu_item")
def password(request: HttpRequest) -> dict[str, Any]:
    return {
        "url": reverse("account_change_password"),
        "label": _("Change the password"),
        "help_text": _("You need the present one."),
    }


@hooks.register("register_account_menu_item")
def second_factor(request: HttpRequest) -> dict[str, Any]:
    return {
        "url": reverse("mfa_index"),
        "label": _("Second factor"),
        "help_text": _("A code from the phone, asked for at sign-in; recovery codes."),
    }


@hooks.register("insert_global_admin_css")
def portal_colours() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("portal/admin.css"))


@hooks.register("register_admin_urls")
def gallery_address() -> list[URLPattern]:
    """Wagtail lets only staff through."""
    return [path("galeria/", gallery.gallery, name="portal_gallery")]


@hooks.register("construct_homepage_panels", order=1000)
def what_waits(request: HttpRequest, panels: list[Any]) -> None:
    """Wagtail's own panels go; each person meets what waits for them, and nothing else."""
    panels[:] = dashboard.panels_for(standing_of(request.user), timezone.now())


@hooks.register("construct_homepage_summary_items", order=1000)
def no_numbers_of_pages(request: HttpRequest, items: list[Any]) -> None:
    items.clear()


@hooks.register("construct_help_menu")
def only_help_in_polish(request: HttpRequest, items: list[Any]) -> None:
    """Wagtail's news and guide are English pages elsewhere, with a red number that asks to be read."""
    items[:] = [item for item in items if item.name == "keyboard-shortcuts-trigger"]


@hooks.register("before_edit_user")
@hooks.register("before_delete_user")
def superusers_are_for_operations(request: HttpRequest, user: Any) -> HttpResponse | None:
    """Whoever keeps accounts does not take over the one that may do everything."""
    if user.is_superuser and not request.user.is_superuser:
        return refuse(request, Refused(OPERATIONS_ONLY))
    return None


@hooks.register("after_create_user")
def let_the_owner_set_the_password(request: HttpRequest, user: Any) -> None:
    letters.first_password(user, timezone.now())
    messages.success(request, _("%(name)s gets a letter with a link to set the password.") % {"name": user})
