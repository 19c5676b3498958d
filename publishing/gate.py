"""Default-deny gate over the staff addresses: what is not listed for an office does not exist for it.

Wagtail's own views check rights, but not all of them (wagtail-facts.md 2.4, A8, A9). Names that a later Wagtail adds
are shut until somebody lists them here.
"""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from coordination.standing import Standing, standing_of
from coordination.verdict import Refused

from .policies import NOT_HERE

# Names or prefixes (ending in «:» or «*») open to everybody who holds an office.
OPEN_TO_STAFF = (
    "wagtailadmin_home",
    "wagtailadmin_login",
    "wagtailadmin_logout",
    "wagtailadmin_account",
    "wagtailadmin_javascript_catalog",
    "wagtailadmin_sprite",
    "wagtailadmin_dismissibles",
    "wagtailadmin_explore*",
    "wagtailadmin_pages:*",
    "wagtailadmin_choose_page*",
    "wagtailadmin_editing_sessions:*",
    "wagtailadmin_tag_autocomplete",
    "wagtailadmin_block_preview",
    "wagtailimages:*",
    "wagtailimages_chooser:*",
    "wagtaildocs:*",
    "wagtaildocs_chooser:*",
    "wagtailusers_users:avatar",
    "publishing:*",
    "publishing_public:*",
    "coordination*",
    "portal*",
)
SHUT_TO_UNITS = (
    "wagtailadmin_pages:confirm_workflow_cancellation",
    "wagtailadmin_pages:convert_alias",
    "wagtailadmin_pages:workflow_*",
    "wagtailadmin_pages:collect_workflow_action_data",
    "wagtailadmin_pages:confirm_workflow_action",
    "wagtailadmin_choose_page_chosen_multiple",
    "wagtailadmin_pages:type_use",
    "wagtailadmin_pages:privacy",
    "wagtailadmin_pages:set_page_position",
)


class AdminGate:
    """Middleware: judges the name of the address before the view runs; turns refusals into readable pages."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        name = request.resolver_match.view_name or ""
        if not request.path.startswith("/admin/") or not request.user.is_authenticated:
            return None
        standing = standing_of(request.user)
        if may_pass(standing, name, request.method or "GET"):
            return None
        return refuse(request, Refused(NOT_HERE))

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A refusal says why, on every door."""
        return refuse(request, exception) if isinstance(exception, Refused) else None


def may_pass(standing: Standing, name: str, method: str) -> bool:
    """Whether the office may meet the address at all; the view judges the object."""
    if not standing.is_staff:
        return True  # Wagtail's own login check answers
    if name.startswith("wagtailadmin_api:"):
        # The sidebar needs to read; the actions of the internal API are nobody's door.
        return method in {"GET", "HEAD", "OPTIONS"} and not name.endswith(":action")
    if standing.is_superuser or standing.is_administrator:
        return True
    if standing.is_portal_officer and not matches(name, SHUT_TO_UNITS):
        return matches(name, OPEN_TO_STAFF) or matches(name, ("wagtailredirects:*", "wagtailsnippets*"))
    return matches(name, OPEN_TO_STAFF) and not matches(name, SHUT_TO_UNITS)


def matches(name: str, patterns: tuple[str, ...]) -> bool:
    return any(name.startswith(p[:-1]) if p.endswith("*") else name == p for p in patterns)


def refuse(request: HttpRequest, error: PermissionDenied) -> HttpResponse:
    """403 in words a person can use; JSON for scripts."""
    if request.headers.get("Accept", "").startswith("application/json"):
        return JsonResponse({"error": str(error)}, status=403)
    return render(request, "publishing/refused.html", {"reason": str(error)}, status=403)
