"""A refusal at a door, in the book: of which page, handoff or address, of which unit, and why.

What the refused person may not know, the line tells only those who may: a unit reads it among its own things.
"""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils import timezone
from wagtail.models import Page

from coordination import audit
from coordination.numbers import number
from coordination.standing import standing_of
from coordination.states import Outcome

from .models import Handoff, HandoffSet
from .subjects import page_reference, unit_of


def record(request: HttpRequest, error: PermissionDenied) -> None:
    """Write the refusal once, whichever of deed, view and gate met it first."""
    if getattr(error, "told", False):
        return
    _write(request, error, *thing_of(request))
    error.told = True  # type: ignore[attr-defined]


def record_page(request: HttpRequest, page: Page, reason: object) -> None:
    """Of several ticked pages, one that a deed left out."""
    _write(request, reason, page_reference(page.pk), page.draft_title or page.title, unit_of(page))


def _write(request: HttpRequest, reason: object, about: str, label: str, unit: Any) -> None:
    audit.write(
        "refuse",
        now=timezone.now(),
        about=about,
        label=label,
        by=standing_of(request.user),
        unit=unit,
        outcome=Outcome.REFUSED,
        note=f"{reason} [{request.method} {request.path[:200]}]",
    )


def ticked(request: HttpRequest) -> int | None:
    """The one page that was ticked for a bulk action; None where there are several, or it is no such action."""
    match = request.resolver_match
    if match is None or match.view_name != "wagtail_bulk_action" or match.kwargs.get("model_name") != "page":
        return None
    ids = request.GET.getlist("id")
    return number(ids[0]) if len(ids) == 1 else None


def thing_of(request: HttpRequest) -> tuple[str, str, Any]:
    """Reference, title and unit of what the address names; the address itself where it names nothing we keep."""
    page_id = ticked(request)
    match = request.resolver_match
    name, kwargs = (match.view_name, match.kwargs) if match else ("", {})
    page_id = page_id or next((value for key, value in kwargs.items() if "page" in key), None)
    if page_id is None and name.startswith("wagtailadmin_pages:"):
        page_id = kwargs.get("pk")
    if page_id is not None:
        found = Page.objects.filter(pk=number(str(page_id))).first()
        if found is not None:
            return page_reference(found.pk), found.draft_title or found.title, unit_of(found)
    if "handoff_id" in kwargs:
        handoff = Handoff.objects.select_related("unit").filter(pk=kwargs["handoff_id"]).first()
        if handoff is not None:
            return audit.reference(handoff), handoff.title, handoff.unit
    if "set_id" in kwargs:
        handoff_set = HandoffSet.objects.select_related("unit").filter(pk=kwargs["set_id"]).first()
        if handoff_set is not None:
            return audit.reference(handoff_set), handoff_set.title, handoff_set.unit
    return f"{request.method} {request.path}", "", None
