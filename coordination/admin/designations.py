"""Designations as snippets: each is a deed, and the list is the history."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.snippets.views.snippets import CreateView, EditView

from .. import accounts, actions
from ..models import Designation
from ..standing import standing_of
from ..states import Office
from .accounts import AccountColumn, account_policy, account_row
from .by_deed import ByDeed
from .days import DayInput
from .people_forms import DesignationForm
from .viewsets import OfferedInspectView, StaffViewSet


class DesignationFilters(WagtailFilterSet):
    on = django_filters.DateFilter(label=_("In force on"), method="in_force", widget=DayInput)
    office = django_filters.ChoiceFilter(label=_("Office"), choices=Office.choices)

    class Meta:
        model = Designation
        fields = ["unit", "office"]

    def in_force(self, found: QuerySet, name: str, value: Any) -> QuerySet:
        return found.filter(pk__in=Designation.objects.in_force(value).values("pk"))


class Designating(ByDeed, CreateView):
    """Entering a designation is a deed: judged, written into the book, announced; the invitation is offered next."""

    def get_success_url(self) -> str:
        made = self.form.instance
        if account_policy(standing_of(self.request.user), made, timezone.now()).may_invite():
            return f"{reverse('coordination_designations:inspect', args=[made.pk])}#konto"
        return str(super().get_success_url())

    def deed(self, form: Any) -> Designation:
        return actions.designate(**form.cleaned_data, by=form.standing, now=timezone.now())


class Amending(ByDeed, EditView):
    def deed(self, form: Any) -> Designation:
        changes = {name: form.cleaned_data[name] for name in form.changed_data}
        stored = Designation.objects.get(pk=form.instance.pk)
        by, now = form.standing, timezone.now()
        return actions.amend_designation(stored, changes=changes, by=by, now=now) if changes else stored


class Inspecting(OfferedInspectView):
    """The designation, and how far the person is on the way into the portal."""

    template_name = "coordination/admin/designation_inspect.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row = account_row(standing_of(self.request.user), self.object, timezone.now())
        return super().get_context_data(**kwargs) | {"row": row}

    def get_field_display_value(self, field_name: str, field: Any) -> Any:
        """A date that is not known yet shows as a dash, not as «None»."""
        value = super().get_field_display_value(field_name, field)
        return "–" if value is None else value


class DesignationViewSet(StaffViewSet):
    """The list is the history: ended designations stay, and «in force on» answers for any day."""

    model = Designation
    icon = "clipboard-list"
    menu_label = _("Designations")
    admin_url_namespace = "coordination_designations"
    base_url_path = "wyznaczenia"
    chooser_admin_url_namespace = "coordination_designations_chooser"
    add_view_class = Designating
    edit_view_class = Amending
    inspect_view_class = Inspecting
    list_display = ["person", "office", "unit", "from_on", "until_on", "noticed_on", AccountColumn()]
    search_fields = ["person__last_name", "person__first_name", "last_name", "unit__name", "unit__symbol", "document"]
    filterset_class = DesignationFilters
    ordering = ["unit__name", "office", "-from_on"]
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [FieldPanel("person"), FieldPanel("unit"), FieldPanel("office")], heading=_("Who, where, as what")
            ),
            FieldRowPanel([FieldPanel("from_on"), FieldPanel("until_on")]),
            FieldPanel("substitutes_for"),
            FieldPanel("topics"),
            FieldPanel("spheres"),
            MultiFieldPanel(
                [
                    FieldPanel("designated_by"),
                    FieldPanel("document"),
                    FieldRowPanel([FieldPanel("noticed_on"), FieldPanel("duties_attested_on")]),
                ],
                heading=_("Papers"),
            ),
        ],
        base_form_class=DesignationForm,
    )
    inspect_view_fields = [
        "person",
        "unit",
        "office",
        "from_on",
        "until_on",
        "substitutes_for",
        "first_name",
        "last_name",
        "function",
        "phone",
        "email",
        "designated_by",
        "document",
        "noticed_on",
        "duties_attested_on",
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return accounts.with_accounts(Designation.objects.all())
