"""Doors that Wagtail offers to this room: addresses, menu, registers, and a line in the book for every change."""

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

from . import audit
from .admin import boards, inquiries, permissions, wanting  # noqa: F401
from .admin.people import PeopleGroup
from .admin.registers import Registers
from .models import OfficeHours, Person, Unit
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
        path("zapytania/", include((inquiries.urlpatterns, "coordination_inquiries"))),
        path("komorki-bez-koordynatora/", include((wanting.urlpatterns, "coordination_wanting"))),
    ]


@hooks.register("register_admin_menu_item")
def inquiries_item() -> MenuItem:
    return InquiriesItem(
        _("Inquiries"), reverse_lazy("coordination_inquiries:list"), name="inquiries", icon_name="mail", order=150
    )


@hooks.register("after_create_snippet")
def write_creation(request: HttpRequest, instance: Any) -> None:
    _write(request, instance, "create")


@hooks.register("after_edit_snippet")
def write_change(request: HttpRequest, instance: Any) -> None:
    _write(request, instance, "change")


def _write(request: HttpRequest, instance: Any, verb: str) -> None:
    """Units, people and phone hours; designations and absences are deeds and write their own line."""
    if isinstance(instance, Unit | Person | OfficeHours):
        unit = instance if isinstance(instance, Unit) else getattr(instance, "unit", None)
        name = f"{instance._meta.model_name}.{verb}"
        audit.write(name, now=timezone.now(), about=instance, by=standing_of(request.user), unit=unit)
