"""The register of publishing rights: administrators give and end them, those who watch the city read (§ 4 ust. 1)."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets import AdminDateInput
from wagtail.permissions import register_permission_policy

from coordination import order
from coordination.admin.people import StaffViewSet
from coordination.admin.people_forms import StandingForm
from coordination.admin.permissions import StandingPolicy
from coordination.standing import Standing
from coordination.verdict import YES, Verdict

from . import actions, kinds
from .models import PublishingRight

NEVER_DELETED = Verdict(_("Rights end with a last day and are never deleted."), order.WITHIN_RIGHTS)
NOT_YOURS = Verdict(_("Publishing rights are given by the portal administrators."), order.BEYOND_RIGHTS)


def judge_rights(standing: Standing, action: str, right: Any) -> Verdict:
    """Administrators keep the register; nothing is deleted; SZ reads it."""
    if action == "delete":
        return NEVER_DELETED
    if standing.is_administrator or (action == "view" and standing.watches_city):
        return YES
    return NOT_YOURS


class RightForm(StandingForm):
    """Gives or ends one right; who gave it is written by itself."""

    kind = forms.ChoiceField(label=_("Kind of content"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = kinds.choices()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        first, last = cleaned.get("from_on"), cleaned.get("until_on")
        if first and last and last < first:
            self.add_error("until_on", _("The last day cannot come before the first."))
        return cleaned

    def save(self, commit: bool = True) -> Any:
        return actions.keep_right(super().save(commit=False), by=self.standing, now=timezone.now())


class RightViewSet(StaffViewSet):
    model = PublishingRight
    icon = "key"
    menu_label = _("Publishing rights")
    menu_order = 850
    add_to_settings_menu = True
    admin_url_namespace = "publishing_rights"
    base_url_path = "uprawnienia"
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
            FieldRowPanel(
                [FieldPanel("from_on", widget=AdminDateInput), FieldPanel("until_on", widget=AdminDateInput)]
            ),
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
