"""Units, people, designations, absences, phone hours as snippets: searched, filtered, closed but never deleted."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.widgets import AdminDateInput, Button
from wagtail.permissions import policy_registry
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView, SnippetChooserViewSet
from wagtail.snippets.views.snippets import (
    CreateView,
    EditView,
    IndexView,
    InspectView,
    SnippetViewSet,
    SnippetViewSetGroup,
)

from .. import accounts, actions
from ..calendar import warsaw_date
from ..models import Absence, Designation, OfficeHours, Person, Unit
from ..policies import UnitPolicy
from ..standing import standing_of
from ..states import Office
from .accounts import AccountColumn, account_policy, account_row
from .forged import sane
from .people_chooser import PersonChooserViewSet
from .people_forms import AbsenceForm, DesignationForm, OfficeHoursForm, PersonForm, UnitForm

# What a view does to the object decides which right is asked on it; a view not named here only reads.
WANTED = {"edit": "change", "delete": "delete", "copy": "add", "revisions_revert": "change"}


class JudgedOnTheObject:
    """Stock generic views ask about the model only (wagtail-facts.md 3.1); here every view asks about the object."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        model, name = self.model, getattr(self, "view_name", "") or ""  # type: ignore[attr-defined]
        if "pk" in kwargs:
            found = get_object_or_404(model, pk=kwargs["pk"])
            policy = policy_registry.get_by_type(model)
            action = WANTED.get(name, "view")
            if request.user.is_authenticated:
                policy.judge(standing_of(request.user), action, found).enforce()
        super().setup(request, *args, **kwargs)  # type: ignore[misc]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Wagtail's narrow header has a heading for screen readers only where the view names a title."""
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]
        if not context.get("title"):
            context["title"] = context.get("header_title") or context.get("page_title")
        return context


class Offered:
    """Leads to the form of a record only who may change it; stock views ask about the model alone."""

    def _may(self, action: str, instance: Any) -> bool:
        return bool(self.user_has_permission_for_instance(action, instance))  # type: ignore[attr-defined]


class OfferedIndexView(Offered, IndexView):
    """A list that links to the form only where the person may change the record; only operations tick by the dozen."""

    @cached_property
    def columns(self) -> list[Any]:
        found = super().columns
        if self.user_has_permission("delete") and standing_of(self.request.user).is_superuser:
            return found
        return [column for column in found if column.name != "bulk_actions"]

    def get_edit_url(self, instance: Any) -> str | None:
        return super().get_edit_url(instance) if self._may("change", instance) else None

    def get_delete_url(self, instance: Any) -> str | None:
        return super().get_delete_url(instance) if self._may("delete", instance) else None


class OfferedInspectView(Offered, InspectView):
    def get_edit_url(self) -> str | None:
        return super().get_edit_url() if self._may("change", self.object) else None

    def get_delete_url(self) -> str | None:
        return super().get_delete_url() if self._may("delete", self.object) else None


class StaffViewSet(SnippetViewSet):
    index_view_class = OfferedIndexView
    inspect_view_class = OfferedInspectView
    copy_view_enabled = False
    inspect_view_enabled = True
    search_backend_name = None
    list_per_page = 50

    def construct_view(self, view_class: Any, **kwargs: Any) -> Any:
        """One place wraps every view, also those that a later Wagtail adds."""
        judged = type(view_class.__name__, (JudgedOnTheObject, view_class), {})
        return super().construct_view(judged, **kwargs)


# -- units --------------------------------------------------------------------------------------------------------


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


# -- people -------------------------------------------------------------------------------------------------------


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


# -- designations -------------------------------------------------------------------------------------------------


class DesignationFilters(WagtailFilterSet):
    on = django_filters.DateFilter(label=_("In force on"), method="in_force", widget=AdminDateInput)
    office = django_filters.ChoiceFilter(label=_("Office"), choices=Office.choices)

    class Meta:
        model = Designation
        fields = ["unit", "office"]

    def in_force(self, found: QuerySet, name: str, value: Any) -> QuerySet:
        return found.filter(pk__in=Designation.objects.in_force(value).values("pk"))


class Designating(CreateView):
    """Entering a designation is a deed: judged, written into the book, announced; the invitation is offered next."""

    def get_success_url(self) -> str:
        made = self.form.instance
        if account_policy(standing_of(self.request.user), made, timezone.now()).may_invite():
            return f"{reverse('coordination_designations:inspect', args=[made.pk])}#konto"
        return str(super().get_success_url())

    def save_instance(self) -> Designation:
        typed = self.form.cleaned_data
        self.new_revision = None
        made = actions.designate(**typed, by=standing_of(self.request.user), now=timezone.now())
        self.form.instance = made
        return made


class Amending(EditView):
    def save_instance(self) -> Designation:
        self.new_revision = None
        changes = {name: self.form.cleaned_data[name] for name in self.form.changed_data}
        stored = Designation.objects.get(pk=self.form.instance.pk)
        by, now = standing_of(self.request.user), timezone.now()
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


# -- absences, phone hours ----------------------------------------------------------------------------------------


class MarkingAbsent(CreateView):
    def save_instance(self) -> Absence:
        self.new_revision = None
        made = actions.mark_absent(**self.form.cleaned_data, by=standing_of(self.request.user), now=timezone.now())
        self.form.instance = made
        return made


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
        found = Absence.objects.select_related("person").prefetch_related("person__designations")
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


class PeopleGroup(SnippetViewSetGroup):
    menu_label = _("Units and people")
    menu_icon = "group"
    menu_name = "units-and-people"
    menu_order = 300
    items = (UnitViewSet, PersonViewSet, DesignationViewSet, AbsenceViewSet, OfficeHoursViewSet)
