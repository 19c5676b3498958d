"""What every register of staff has in common: each view asks about the object, and rows are closed, not deleted."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from wagtail.permissions import policy_registry
from wagtail.snippets.views.snippets import IndexView, InspectView, SnippetViewSet

from ..standing import standing_of

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
