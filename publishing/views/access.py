"""Who comes in: staff, a handoff the person may read, a page whose draft the person reads."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST
from wagtail.admin.auth import require_admin_access
from wagtail.models import Page

from coordination.verdict import Refused

from ..facts import desk_of, handoff_policy
from ..gate import judged
from ..models import Handoff
from ..policies.verdicts import NOT_FOR_YOU

View = Callable[..., HttpResponse]


def staff(view: View) -> View:
    """A door for people who hold an office."""
    return require_admin_access(judged(view))


def on_handoff(deed: View) -> View:
    """A POST door on one handoff the person may read; the deed judges the rest."""

    @wraps(deed)
    def door(request: HttpRequest, handoff_id: int) -> HttpResponse:
        found = readable(request, handoff_id)
        return deed(request, found)

    return require_POST(staff(door))


def readable(request: HttpRequest, handoff_id: int) -> Handoff:
    """The handoff when the person may read it. Whether another unit's number exists is not told."""
    found = Handoff.objects.select_related("page", "revision", "unit", "commission").filter(pk=handoff_id).first()
    if found is None:
        raise Refused(NOT_FOR_YOU)
    handoff_policy(request.user, found).may_read().enforce()
    return found


def governed_or_refused(request: HttpRequest, page_id: int) -> Any:
    """The specific page; another unit's page answers exactly like one that does not exist."""
    found = Page.objects.filter(pk=page_id).first()
    page = found.specific if found else None
    if page is None or not hasattr(page, "kind") or not desk_of(request.user).policy(page).reads_drafts():
        raise Refused(NOT_FOR_YOU)
    desk_of(request.user).policy(page).within().enforce()
    return page
