"""Small registers of administrators and the Director of SZ: dictionaries, days off, standards, limits."""

from __future__ import annotations

from typing import Any

from django.contrib.admin.options import IncorrectLookupParameters
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail_modeladmin.helpers import PermissionHelper
from wagtail_modeladmin.options import ModelAdmin, ModelAdminGroup
from wagtail_modeladmin.views import IndexView

from .. import models
from ..policies import RegisterPolicy
from ..standing import standing_of


class RegisterPermissionHelper(PermissionHelper):
    """Asks the policy, not Django's permissions; whoever may not keep the registers does not meet them."""

    def _may(self, user: Any) -> bool:
        return bool(RegisterPolicy(standing_of(user)).may_keep_dictionaries())

    def user_has_any_permissions(self, user: Any) -> bool:
        return self._may(user)

    def user_has_specific_permission(self, user: Any, perm_codename: str) -> bool:
        return self._may(user)


class RegisterIndex(IndexView):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """A filter that names no field leads to the whole list, as Django's own admin does."""
        try:
            return super().dispatch(request, *args, **kwargs)
        except IncorrectLookupParameters:
            return redirect(request.path)


class Register(ModelAdmin):
    index_view_class = RegisterIndex
    permission_helper_class = RegisterPermissionHelper
    history_view_enabled = False  # its view checks no permission (wagtail-facts.md 1.1)
    list_per_page = 50
    add_to_admin_menu = False


class SphereRegister(Register):
    model = models.Sphere
    menu_icon = "list-ul"
    list_display = ("code", "name")
    search_fields = ("code", "name")
    ordering = ("order",)


class DistrictRegister(Register):
    model = models.District
    menu_icon = "site"
    list_display = ("roman", "name")
    search_fields = ("name",)
    ordering = ("number",)


class UnitKindRegister(Register):
    model = models.UnitKind
    menu_icon = "tag"
    list_display = ("name", "code", "order")


class HolidayRegister(Register):
    model = models.Holiday
    menu_icon = "date"
    list_display = ("on", "name", "source")


class StandardRegister(Register):
    model = models.ServiceStandard
    menu_icon = "time"
    list_display = ("label", "value", "unit")
    search_fields = ("label", "key")


class LimitRegister(Register):
    model = models.LawLimit
    menu_icon = "lock"
    list_display = ("key", "value", "unit", "valid_from", "valid_until", "source", "confidence")
    list_filter = ("confidence",)
    search_fields = ("key", "source")


class OutdatedRegister(Register):
    """What pages still say although it no longer holds; pages are looked at again in the night after a change."""

    model = models.OutdatedReference
    menu_icon = "openquote"
    list_display = ("name", "instead", "since", "source", "confidence")
    list_filter = ("confidence",)
    search_fields = ("name", "phrases", "instead", "source")


class TopicRegister(Register):
    model = models.Topic
    menu_icon = "tag"
    list_display = ("name", "synonyms")
    search_fields = ("name", "synonyms")


class Registers(ModelAdminGroup):
    menu_label = _("Dictionaries")
    menu_icon = "folder-open-inverse"
    menu_order = 750
    items = (
        TopicRegister,
        SphereRegister,
        DistrictRegister,
        UnitKindRegister,
        HolidayRegister,
        StandardRegister,
        LimitRegister,
        OutdatedRegister,
    )
