"""The register of publishing rights, a row at a time: SZ and administrators give and end them (§ 4 ust. 1)."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.permissions import register_permission_policy
from wagtail.snippets.views.snippets import CreateView, EditView

from coordination import order
from coordination.admin.by_deed import ByDeed
from coordination.admin.days import DayInput
from coordination.admin.people_forms import StandingForm, living
from coordination.admin.permissions import StandingPolicy
from coordination.admin.viewsets import StaffViewSet
from coordination.standing import Standing
from coordination.steps import WRITE_TO_PORTAL_TEAM
from coordination.verdict import Verdict

from . import actions, kinds
from .models import PublishingRight
from .policies import RightsPolicy

NEVER_DELETED = Verdict(
    _("Rights end with a last day and are never deleted."), order.WITHIN_RIGHTS, WRITE_TO_PORTAL_TEAM
)


def judge_rights(standing: Standing, action: str, right: Any) -> Verdict:
    """SZ and administrators keep the register; nothing is deleted."""
    if action == "delete":
        return NEVER_DELETED
    rules = RightsPolicy(standing)
    if action == "view":
        return rules.may_read()
    return rules.may_change() if right is None else rules.may_amend(right.until_on)


class RightForm(StandingForm):
    """Gives one right; later only its last day and basis change. Who gave it is written by itself."""

    kind = forms.ChoiceField(label=_("Kind of content"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = kinds.choices()
        if self.instance.pk:
            for name in ("unit", "kind", "person", "site", "from_on"):
                self.fields[name].disabled = True
        else:
            self.fields["unit"].queryset = living(self, "unit")  # SZ gives rights to any unit (RightsPolicy)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        first, last = cleaned.get("from_on"), cleaned.get("until_on")
        if first and last and last < first:
            self.add_error("until_on", _("The last day cannot come before the first."))
        return cleaned

    def save(self, commit: bool = True) -> Any:
        """The deed writes (see the views)."""
        return self.instance


class Giving(ByDeed, CreateView):
    def deed(self, form: Any) -> PublishingRight:
        return actions.keep_right(form.instance, by=form.standing, now=timezone.now())


class Ending(ByDeed, EditView):
    def deed(self, form: Any) -> PublishingRight:
        return actions.keep_right(form.instance, by=form.standing, now=timezone.now(), changed=form.changed_data)


class RightViewSet(StaffViewSet):
    model = PublishingRight
    icon = "key"
    menu_label = _("Publishing rights, row by row")
    menu_order = 850
    add_to_settings_menu = True
    admin_url_namespace = "publishing_rights"
    base_url_path = "uprawnienia"
    add_view_class = Giving
    edit_view_class = Ending
    list_display = [
        "unit",
        Column("kind_label", label=_("Kind of content"), sort_key="kind"),
        "from_on",
        "until_on",
        "basis",
        "granted_by",
    ]
    list_filter = ["unit"]
    search_fields = ["unit__name", "unit__symbol", "basis"]
    ordering = ["unit__name", "kind", "from_on"]
    inspect_view_fields = ["unit", "kind", "site", "person", "from_on", "until_on", "basis", "granted_by"]
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("unit"), FieldPanel("kind")]),
            FieldRowPanel([FieldPanel("from_on", widget=DayInput), FieldPanel("until_on", widget=DayInput)]),
            FieldPanel("basis"),
            FieldRowPanel([FieldPanel("person"), FieldPanel("site")]),
        ],
        base_form_class=RightForm,
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return PublishingRight.objects.select_related("unit", "person", "site")


def register() -> None:
    """Exact registrations win whatever the order of start (wagtail-facts.md 3.3)."""
    register_permission_policy(PublishingRight, StandingPolicy(PublishingRight, judge_rights), exact_class=True)
