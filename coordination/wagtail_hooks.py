"""Doors that Wagtail offers to this room: addresses, menu, registers."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import include, path, reverse_lazy
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet
from wagtail_modeladmin.options import modeladmin_register

from .admin import (  # noqa: F401
    accounts,
    blocks,
    boards,
    inquiry_urls,
    letter_choices,
    permissions,
    unit_changes,
    wanting,
)
from .admin.mail import readable as readable_mail
from .admin.people_group import PeopleGroup
from .admin.register_group import Registers
from .models import Designation
from .standing import standing_of

permissions.register()
register_snippet(PeopleGroup)
modeladmin_register(Registers)


class InquiriesItem(MenuItem):
    """«Zapytania», for people of units and for those who watch the city."""

    def is_shown(self, request: HttpRequest) -> bool:
        standing = standing_of(request.user)
        return bool(standing.units) or standing.watches_city


@hooks.register("insert_global_admin_css")
def looks_of_refusals() -> SafeString:
    """Refused buttons stand in Wagtail's own menus, on any screen."""
    return format_html('<link rel="stylesheet" href="{}">', static("coordination/refusals.css"))


@hooks.register("register_admin_urls")
def addresses() -> list[Any]:
    return [
        path("zapytania/poczta/", include((blocks.urlpatterns, "coordination_mail"))),
        path("zapytania/", include((inquiry_urls.urlpatterns, "coordination_inquiries"))),
        path("konta/", include((accounts.urlpatterns, "coordination_accounts"))),
        path("zmiany-komorek/", include((unit_changes.urlpatterns, "coordination_unit_changes"))),
        path("komorki-bez-koordynatora/", include((wanting.urlpatterns, "coordination_wanting"))),
    ]


@hooks.register("register_admin_menu_item")
def inquiries_item() -> MenuItem:
    return InquiriesItem(
        _("Inquiries"), reverse_lazy("coordination_inquiries:list"), name="inquiries", icon_name="mail", order=150
    )


class MailItem(MenuItem):
    """«Poczta», with how many letters wait for a person; for the same people as the inquiries."""

    def is_shown(self, request: HttpRequest) -> bool:
        standing = standing_of(request.user)
        return bool(standing.units) or standing.watches_city

    def render_component(self, request: HttpRequest) -> Any:
        waiting = readable_mail(standing_of(request.user)).waiting().count()
        component = super().render_component(request)
        if waiting:
            component.label = f"{component.label} ({waiting})"
        return component


@hooks.register("register_admin_menu_item")
def mail_item() -> MenuItem:
    return MailItem(
        _("Mail of inquiries"), reverse_lazy("coordination_mail:list"), name="mail", icon_name="mail", order=152
    )


class AccountsItem(MenuItem):
    """«Konta i zaproszenia», for those who designate."""

    def is_shown(self, request: HttpRequest) -> bool:
        return accounts.may_list(standing_of(request.user))


@hooks.register("register_admin_menu_item")
def accounts_item() -> MenuItem:
    return AccountsItem(
        _("Accounts and invitations"),
        reverse_lazy("coordination_accounts:list"),
        name="accounts",
        icon_name="key",
        order=310,
    )


@hooks.register("register_snippet_listing_buttons")
def invite_button(instance: Any, user: Any, next_url: str | None = None) -> list[Any]:
    """«Zaproś do portalu» on every designation that waits for it."""
    if not isinstance(instance, Designation):
        return []
    return accounts.listing_buttons(standing_of(user), instance, timezone.now())
