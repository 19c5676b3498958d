"""Small registers of administrators and the Director of SZ: dictionaries, days off, standards, limits."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail_modeladmin.helpers import PermissionHelper
from wagtail_modeladmin.options import ModelAdmin
from wagtail_modeladmin.views import CreateView, DeleteView, EditView, IndexView

from .. import actions, models, standards
from ..deadlines import office_calendar
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


class RecountingView:
    """Before a view of the days off: what it changes is counted in promised days, in the same transaction."""

    request: HttpRequest

    @contextmanager
    def recounting(self) -> Iterator[None]:
        with transaction.atomic():
            before = office_calendar()
            yield
            by = standing_of(self.request.user)
            touched = actions.recount_answers(before=before, by=by, now=timezone.now())
        if touched:
            said = ngettext(
                "The day of %(count)s open inquiry was counted again; its unit has a letter.",
                "The days of %(count)s open inquiries were counted again; their units have letters.",
                len(touched),
            )
            messages.info(self.request, said % {"count": len(touched)})


class SavingDayOff(RecountingView):
    def form_valid(self, form: Any) -> HttpResponse:
        with self.recounting():
            return super().form_valid(form)  # type: ignore[misc]


class AddDayOff(SavingDayOff, CreateView):
    pass


class EditDayOff(SavingDayOff, EditView):
    pass


class DeleteDayOff(RecountingView, DeleteView):
    def delete_instance(self) -> None:
        with self.recounting():
            super().delete_instance()


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
    create_view_class = AddDayOff
    edit_view_class = EditDayOff
    delete_view_class = DeleteDayOff


class StandardForm(WagtailAdminModelForm):
    """The portal asks for a standard by its key and counts it in its own measure, so an entered one keeps both."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            for name in ("key", "unit"):
                self.fields[name].disabled = True

    def clean_key(self) -> str:
        """What a deed keeps is neither entered here nor renamed into."""
        key: str = self.cleaned_data["key"]
        if standards.kept_at(key):
            raise forms.ValidationError(
                _("Intervals of reviews are changed on their own screen, which shows first what becomes overdue.")
            )
        return key


class StandardEdit(EditView):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """A standard that a deed keeps is changed by that deed, so the way leads to its screen."""
        address = standards.kept_at(self.instance.key)
        return redirect(address) if address else super().dispatch(request, *args, **kwargs)


class StandardPermissionHelper(RegisterPermissionHelper):
    def user_can_delete_obj(self, user: Any, obj: Any) -> bool:
        return not standards.kept_at(obj.key) and super().user_can_delete_obj(user, obj)


class StandardRegister(Register):
    model = models.ServiceStandard
    edit_view_class = StandardEdit
    permission_helper_class = StandardPermissionHelper
    edit_handler = ObjectList(
        [FieldPanel(name) for name in ("key", "value", "unit", "label")], base_form_class=StandardForm
    )
    menu_icon = "time"
    list_display = ("label", "value", "unit")
    search_fields = ("label", "key")


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
