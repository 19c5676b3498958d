"""People as snippets."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList

from ..models import Person
from .people_chooser import PersonChooserViewSet
from .people_forms import PersonForm
from .viewsets import StaffViewSet


class PersonViewSet(StaffViewSet):
    model = Person
    icon = "user"
    menu_label = _("People")
    admin_url_namespace = "coordination_people"
    base_url_path = "osoby"
    chooser_admin_url_namespace = "coordination_people_chooser"
    chooser_viewset_class = PersonChooserViewSet
    chooser_per_page = 25
    list_display = ["full_name", "function", "phone", "email", "confirmed_on"]
    search_fields = ["first_name", "last_name", "email"]
    ordering = ["last_name", "first_name"]
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("first_name"), FieldPanel("last_name")]),
            FieldPanel("function"),
            FieldRowPanel([FieldPanel("phone"), FieldPanel("extension")]),
            FieldPanel("email"),
            FieldPanel("confirmed_on"),
        ],
        base_form_class=PersonForm,
    )
    inspect_view_fields = ["first_name", "last_name", "function", "phone", "extension", "email", "confirmed_on"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return Person.objects.prefetch_related("designations")
