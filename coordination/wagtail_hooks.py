"""Doors that Wagtail offers to this room: addresses, menu, registers."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from .admin import inquiries
from .standing import standing_of


class InquiriesItem(MenuItem):
    """«Zapytania», for people of units and for those who watch the city."""

    def is_shown(self, request: HttpRequest) -> bool:
        standing = standing_of(request.user)
        return bool(standing.units) or standing.watches_city


@hooks.register("register_admin_urls")
def addresses() -> list[Any]:
    return [path("zapytania/", include((inquiries.urlpatterns, "coordination_inquiries")))]


@hooks.register("register_admin_menu_item")
def inquiries_item() -> MenuItem:
    return InquiriesItem(
        _("Inquiries"), reverse_lazy("coordination_inquiries:list"), name="inquiries", icon_name="mail", order=150
    )
