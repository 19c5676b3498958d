"""«Limity ustawowe»: dated rows of law with their history; kept by deeds, deleted only before they begin."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail_modeladmin.views import CreateView, DeleteView, EditView

from .. import actions, limit_names, limits, models
from ..actions.limits import gap_after
from ..audit import reference
from ..law import Limit
from ..standing import standing_of
from ..states import Outcome
from ..verdict import Refused
from ..wording import full_day
from .by_deed import blame
from .registers import Register, RegisterPermissionHelper

FIELDS = ("key", "value", "unit", "valid_from", "valid_until", "source", "confidence")


class LimitForm(WagtailAdminModelForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = {key: str(name.label) for key, name in limit_names.NAMES.items()}
        if self.instance.pk:
            known.setdefault(self.instance.key, self.instance.key)
        choices = sorted(((key, f"{label} ({key})") for key, label in known.items()), key=lambda pair: pair[1])
        field = forms.ChoiceField(choices=[("", "---------"), *choices], label=capfirst(_("which limit")))
        self.fields["key"] = field
        if self.instance.pk:
            measures = limit_names.measures_of(self.instance.key)
            self.fields["unit"].choices = [(one.value, one.label) for one in measures]
        value = self.initial.get("value")
        if value is not None:
            self.initial["value"] = f"{value.normalize():f}"

    def _get_validation_exclusions(self) -> set[str]:
        """Leaves «one row of a key a day» to the deed, which says of every overlap at the field what to do."""
        return super()._get_validation_exclusions() | {"key"}

    @property
    def limit(self) -> Limit:
        return Limit(**{name: self.cleaned_data[name] for name in FIELDS})


class SavingLimit:
    """Before a view of the register: the deed saves; what it refuses is said at the field, what was typed stays."""

    request: HttpRequest

    def deed(self, limit: Limit) -> models.LawLimit:
        raise NotImplementedError

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            self.instance = self.deed(form.limit)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        except ValidationError as error:
            blame(form, error)
        if form.errors:
            return self.form_invalid(form)  # type: ignore[attr-defined]
        messages.success(self.request, self.get_success_message(self.instance))  # type: ignore[attr-defined]
        gap = gap_after(self.instance)
        if gap:
            said = _("From %(day)s no row of this limit holds. Enter the next one.")
            messages.warning(self.request, said % {"day": full_day(gap)})
        return redirect(self.get_success_url())  # type: ignore[attr-defined]


class EnterLimit(SavingLimit, CreateView):
    def deed(self, limit: Limit) -> models.LawLimit:
        return actions.enter_limit(limit, by=standing_of(self.request.user), now=timezone.now())


class ChangeLimit(SavingLimit, EditView):
    def deed(self, limit: Limit) -> models.LawLimit:
        by, now = standing_of(self.request.user), timezone.now()
        return actions.change_limit(self.instance, limit=limit, by=by, now=now)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        book = models.AuditEntry.objects.filter(about=reference(self.instance), outcome=Outcome.DONE)
        history = book.order_by("-at", "-pk")
        chosen = limit_names.chosen_by(self.instance.key)
        return super().get_context_data(**kwargs, history=history, chosen_by=chosen)


class DeleteLimit(DeleteView):
    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        actions.delete_limit(self.instance, by=standing_of(request.user), now=timezone.now())
        messages.success(request, _("The limit that had not begun has been deleted."))
        return redirect(self.index_url)


class LimitPermissionHelper(RegisterPermissionHelper):
    def user_can_delete_obj(self, user: Any, obj: Any) -> bool:
        may = limits.may_delete(obj.as_limit(), standing_of(user).on)
        return bool(may) and super().user_can_delete_obj(user, obj)


class LimitRegister(Register):
    model = models.LawLimit
    menu_icon = "lock"
    create_view_class = EnterLimit
    edit_view_class = ChangeLimit
    delete_view_class = DeleteLimit
    permission_helper_class = LimitPermissionHelper
    edit_template_name = "coordination/admin/limit_edit.html"
    list_display = ("label", "words", "valid_from", "valid_until", "source", "confidence")
    list_filter = ("confidence",)
    search_fields = ("key", "source")
    edit_handler = ObjectList(
        [
            FieldPanel("key"),
            FieldRowPanel([FieldPanel("value"), FieldPanel("unit")]),
            FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_until")]),
            FieldPanel("source"),
            FieldPanel("confidence"),
        ],
        base_form_class=LimitForm,
    )

    def label(self, row: models.LawLimit) -> str:
        return row.label

    def words(self, row: models.LawLimit) -> str:
        return row.words

    label.short_description = gettext_lazy("which limit")  # type: ignore[attr-defined]
    label.admin_order_field = "key"  # type: ignore[attr-defined]
    words.short_description = gettext_lazy("value")  # type: ignore[attr-defined]
