"""When people can be reached: absences and phone hours as snippets."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.snippets.views.snippets import CreateView

from .. import actions
from ..models import Absence, Designation, OfficeHours
from ..standing import standing_of
from .by_deed import ByDeed
from .people_forms import AbsenceForm, OfficeHoursForm
from .viewsets import StaffViewSet


class MarkingAbsent(ByDeed, CreateView):
    def deed(self, form: Any) -> Absence:
        return actions.mark_absent(**form.cleaned_data, by=form.standing, now=timezone.now())


class AbsenceViewSet(StaffViewSet):
    """Days only. A unit sees its own people; those who watch the city see everybody."""

    model = Absence
    icon = "date"
    menu_label = _("Absences")
    admin_url_namespace = "coordination_absences"
    base_url_path = "nieobecnosci"
    chooser_admin_url_namespace = "coordination_absences_chooser"
    add_view_class = MarkingAbsent
    list_display = ["person", "from_on", "until_on"]
    search_fields = ["person__last_name"]
    ordering = ["-from_on"]
    edit_handler = ObjectList(
        [FieldPanel("person"), FieldRowPanel([FieldPanel("from_on"), FieldPanel("until_on")])],
        base_form_class=AbsenceForm,
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        standing = standing_of(request.user)
        found = Absence.objects.of_units().select_related("person").prefetch_related("person__designations")
        if standing.watches_city:
            return found
        rows = Designation.objects.in_force(standing.on).filter(unit_id__in=list(standing.units))
        return found.filter(person__in=rows.values("person_id"))


class OfficeHoursViewSet(StaffViewSet):
    model = OfficeHours
    icon = "time"
    menu_label = _("Phone hours")
    admin_url_namespace = "coordination_hours"
    base_url_path = "dyzury"
    chooser_admin_url_namespace = "coordination_hours_chooser"
    list_display = ["unit", "person", "weekday", "opens", "closes"]
    list_filter = ["unit", "weekday"]
    search_fields = ["unit__name", "unit__symbol"]
    ordering = ["unit__name", "weekday", "opens"]
    edit_handler = ObjectList(
        [
            FieldPanel("unit"),
            FieldPanel("person"),
            FieldRowPanel([FieldPanel("weekday"), FieldPanel("opens"), FieldPanel("closes")]),
        ],
        base_form_class=OfficeHoursForm,
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return OfficeHours.objects.select_related("unit", "person")
