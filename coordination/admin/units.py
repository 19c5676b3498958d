"""Units as snippets: searched by any name they bore, changed by deeds."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.widgets import Button
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView, SnippetChooserViewSet
from wagtail.snippets.views.snippets import EditView

from ..calendar import warsaw_date
from ..models import Unit
from ..policies import UnitPolicy
from ..standing import standing_of
from .forged import sane
from .people_forms import UnitForm
from .viewsets import OfferedIndexView, OfferedInspectView, StaffViewSet


class UnitFilters(WagtailFilterSet):
    incomplete = django_filters.BooleanFilter(label=_("Without a coordinator or deputy"), method="only_incomplete")

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(sane(data), *args, **kwargs)

    class Meta:
        model = Unit
        fields = ["kind", "districts", "spheres"]

    def only_incomplete(self, found: QuerySet, name: str, value: bool) -> QuerySet:
        today = warsaw_date(timezone.now())
        wanting = Unit.objects.incomplete(today).values("pk")
        return found.filter(pk__in=wanting) if value else found.exclude(pk__in=wanting)


def change_buttons(request: HttpRequest, unit: Unit) -> list[Button]:
    """Name, last day and successor change by a deed, on the basis of a document; the form has no fields for them."""
    if not UnitPolicy(standing_of(request.user)).may_change() or unit.active_until:
        return []
    doors = (("rename", _("Rename"), "edit"), ("close", _("Join or close"), "resubmit"))
    return [
        Button(label, url=reverse(f"coordination_unit_changes:{name}", args=[unit.pk]), icon_name=icon, priority=place)
        for place, (name, label, icon) in enumerate(doors, start=40)
    ]


class UnitIndex(OfferedIndexView):
    @cached_property
    def header_more_buttons(self) -> list[Button]:
        followed = UnitPolicy(standing_of(self.request.user)).may_follow()
        changes = Button(
            _("Changes of units"), url=reverse("coordination_unit_changes:list"), icon_name="history", priority=50
        )
        return [*super().header_more_buttons, *([changes] if followed else [])]

    def search_queryset(self, queryset: QuerySet) -> QuerySet:
        """A unit with several former names is still one unit."""
        return super().search_queryset(queryset).distinct()

    def get_list_more_buttons(self, instance: Unit) -> list[Any]:
        return [*super().get_list_more_buttons(instance), *change_buttons(self.request, instance)]


class UnitEdit(EditView):
    @cached_property
    def header_more_buttons(self) -> list[Button]:
        return [*super().header_more_buttons, *change_buttons(self.request, self.object)]


class UnitInspect(OfferedInspectView):
    @cached_property
    def header_more_buttons(self) -> list[Button]:
        return [*super().header_more_buttons, *change_buttons(self.request, self.object)]


class LivingUnits:
    """Choosers offer units that exist today."""

    def get_object_list(self) -> QuerySet:
        return Unit.objects.active(warsaw_date(timezone.now()))


class LivingUnitsChooser(SnippetChooserViewSet):
    choose_view_class = type("ChooseUnit", (LivingUnits, ChooseView), {})
    choose_results_view_class = type("ChooseUnitResults", (LivingUnits, ChooseResultsView), {})


class UnitViewSet(StaffViewSet):
    model = Unit
    index_view_class = UnitIndex
    edit_view_class = UnitEdit
    inspect_view_class = UnitInspect
    chooser_viewset_class = LivingUnitsChooser
    icon = "group"
    menu_label = _("Units")
    admin_url_namespace = "coordination_units"
    base_url_path = "komorki"
    chooser_admin_url_namespace = "coordination_units_chooser"
    list_display = [
        "name",
        "symbol",
        "kind",
        BooleanColumn("has_coordinator", label=_("Coordinator")),
        BooleanColumn("has_deputy", label=_("Deputy")),
        Column("active_until", label=_("active until"), sort_key="active_until"),
    ]
    search_fields = ["name", "symbol", "slug", "former_names__name", "former_names__symbol"]
    filterset_class = UnitFilters
    ordering = ["name"]
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [FieldPanel("name"), FieldRowPanel([FieldPanel("symbol"), FieldPanel("slug"), FieldPanel("kind")])],
                heading=_("Unit"),
            ),
            MultiFieldPanel(
                [
                    FieldPanel("address"),
                    FieldRowPanel([FieldPanel("phone"), FieldPanel("email")]),
                ],
                heading=_("General contact"),
            ),
            MultiFieldPanel([FieldPanel("parent"), FieldPanel("served_by")], heading=_("Place in the city")),
            FieldPanel("topics"),
            FieldPanel("spheres"),
            FieldPanel("districts"),
            FieldPanel("active_from"),
            FieldPanel("coordinates"),
        ],
        base_form_class=UnitForm,
    )
    inspect_view_fields = [
        "name",
        "symbol",
        "kind",
        "parent",
        "served_by",
        "address",
        "phone",
        "email",
        "active_from",
        "active_until",
        "successor",
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return Unit.objects.with_offices(warsaw_date(timezone.now())).select_related("kind")
