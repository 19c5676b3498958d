"""«Redakcja portalu»: who edits, operates and watches the portal, with days, scope and basis (§ 4 ust. 1 pkt 2)."""

from typing import Any

import django_filters
from django import forms
from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.models import Site
from wagtail.permissions import register_permission_policy
from wagtail.snippets.views.snippets import CreateView, EditView

from coordination import order
from coordination.admin.days import DayInput
from coordination.admin.forged import sane
from coordination.admin.people_forms import StandingForm
from coordination.admin.permissions import StandingPolicy
from coordination.admin.viewsets import StaffViewSet
from coordination.calendar import warsaw_date
from coordination.models import PortalAssignment, Unit
from coordination.policies import OfficePolicy
from coordination.querysets import on_day
from coordination.standing import Standing, standing_of
from coordination.states import PortalOffice
from coordination.steps import WRITE_TO_PORTAL_TEAM
from coordination.verdict import Verdict

from . import actions, kinds
from .registers import ByDeed

NEVER_DELETED = Verdict(
    gettext_lazy("An office ends with a last day and is never deleted."),
    order.BEYOND_RIGHTS,
    WRITE_TO_PORTAL_TEAM,
)
SETTLED = ("account", "office", "from_on")


def judge_offices(standing: Standing, action: str, row: Any) -> Verdict:
    """Administrators keep the register; nothing is deleted; SZ reads it."""
    if action == "delete":
        return NEVER_DELETED
    rules = OfficePolicy(standing)
    return rules.may_read() if action == "view" else rules.may_keep(row.office if row else "")


class AssignmentForm(StandingForm):
    """Person, office and first day are settled once; later the last day, the scope and the basis change."""

    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("Kinds of content"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Nothing ticked: all kinds."),
    )
    portals = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Portals"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Nothing ticked: all portals."),
    )
    units = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Units"),
        queryset=Unit.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Nothing ticked: all units."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        structure = kinds.get(kinds.STRUCTURE)
        self.fields["kinds"].choices = [*kinds.choices(), (structure.code, structure.label)]
        self.fields["portals"].choices = [(site.pk, str(site)) for site in Site.objects.order_by("pk")]
        held = Q(pk__in=self.instance.units.values("pk")) if self.instance.pk else Q()
        self.fields["units"].queryset = Unit.objects.filter(
            Q(pk__in=Unit.objects.active(self.standing.on).values("pk")) | held
        )
        if self.instance.pk:
            for name in SETTLED:
                self.fields[name].disabled = True
        else:
            self._offer_accounts()

    def _offer_accounts(self) -> None:
        users = get_user_model()._default_manager.filter(is_active=True)
        self.fields["account"].queryset = users.order_by("last_name", "first_name", "pk")
        self.fields["account"].label_from_instance = lambda user: f"{user.get_full_name()} ({user.get_username()})"
        self.fields["from_on"].initial = self.standing.on

    def save(self, commit: bool = True) -> Any:
        """Wagtail's form for the instance; the deed writes (see the views)."""
        return self.instance

    def save_m2m(self) -> None:
        return None

    @property
    def scope(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("kinds", "portals", "units", "until_on", "basis")}


class Assigning(ByDeed, CreateView):
    def deed(self, form: Any) -> PortalAssignment:
        typed, by = form.cleaned_data, standing_of(self.request.user)
        return actions.assign_office(
            typed["account"],
            office=typed["office"],
            from_on=typed["from_on"],
            by=by,
            now=timezone.now(),
            **form.scope,
        )


class Changing(ByDeed, EditView):
    def deed(self, form: Any) -> PortalAssignment:
        row = PortalAssignment.objects.get(pk=form.instance.pk)
        return actions.change_office(row, by=standing_of(self.request.user), now=timezone.now(), **form.scope)


class OfficeFilters(WagtailFilterSet):
    on = django_filters.DateFilter(label=gettext_lazy("In force on"), method="in_force", widget=DayInput)
    office = django_filters.ChoiceFilter(label=gettext_lazy("Office"), choices=PortalOffice.choices)

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(sane(data), *args, **kwargs)

    class Meta:
        model = PortalAssignment
        fields = ["office"]

    def in_force(self, found: QuerySet, name: str, value: Any) -> QuerySet:
        return found.filter(on_day(value))


def state_of(row: PortalAssignment) -> str:
    today = warsaw_date(timezone.now())
    if row.from_on > today:
        return _("begins later")
    if row.until_on and row.until_on < today:
        return _("ended")
    return _("in force")


def scope_of(row: PortalAssignment) -> str:
    """The scope in words, for the list."""
    if not (row.kinds or row.portals or row.units.all()):
        return _("everything")
    parts = [
        ", ".join(str(kinds.label(code)) for code in row.kinds),
        ", ".join(unit.symbol or unit.name for unit in row.units.all()),
        _("portals: %(numbers)s") % {"numbers": ", ".join(map(str, row.portals))} if row.portals else "",
    ]
    return "; ".join(filter(None, parts))


class OfficeViewSet(StaffViewSet):
    model = PortalAssignment
    icon = "user"
    menu_label = gettext_lazy("People of the portal")
    menu_name = "portal-people"
    menu_order = 310
    add_to_admin_menu = True
    admin_url_namespace = "publishing_offices"
    base_url_path = "redakcja"
    chooser_admin_url_namespace = "publishing_offices_chooser"
    add_view_class = Assigning
    edit_view_class = Changing
    list_display = [
        "name",
        "office",
        Column("scope", label=gettext_lazy("Scope"), accessor=scope_of),
        "from_on",
        "until_on",
        Column("state", label=gettext_lazy("State"), accessor=state_of),
        "basis",
    ]
    search_fields = ["name", "basis"]
    filterset_class = OfficeFilters
    ordering = ["office", "name", "from_on"]
    inspect_view_fields = ["name", "office", "from_on", "until_on", "basis", "assigned_by", "units"]
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [FieldPanel("account"), FieldPanel("office")], heading=gettext_lazy("Who, as what (§ 4 ust. 1 pkt 2)")
            ),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("from_on", widget=DayInput), FieldPanel("until_on", widget=DayInput)]),
                    FieldPanel("basis"),
                ],
                heading=gettext_lazy("When and on which basis"),
            ),
            MultiFieldPanel(
                [
                    HelpPanel(
                        gettext_lazy(
                            "An empty scope means everything. A changed scope holds from today; "
                            "until yesterday the old one stays in the register."
                        )
                    ),
                    FieldPanel("kinds"),
                    FieldPanel("portals"),
                    FieldPanel("units"),
                ],
                heading=gettext_lazy("Scope"),
            ),
        ],
        base_form_class=AssignmentForm,
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return PortalAssignment.objects.prefetch_related("units")


def register() -> None:
    """Exact registrations win whatever the order of start (wagtail-facts.md 3.3)."""
    policy = StandingPolicy(PortalAssignment, judge_offices)
    register_permission_policy(PortalAssignment, policy, exact_class=True)
