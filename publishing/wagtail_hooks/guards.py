"""Guards before Wagtail's own views: the last look at the verdict, with a reason that can be read."""

from typing import Any

from django.contrib import messages
from django.forms import CheckboxInput
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail import hooks
from wagtail.models import Page

from coordination.standing import standing_of
from coordination.verdict import Refused, Verdict

from .. import files, seats
from ..facts import desk_of, forget
from ..gate import refuse
from ..governed import GovernedPage
from ..policies.verdicts import NOT_FOR_UNITS
from ..tester import holds_public


@hooks.register("before_create_page")
def name_the_class(request: HttpRequest, parent: Any, page_class: Any) -> HttpResponse | None:
    """The parent's tester is asked about publishing before the child exists; now it knows the child's kind."""
    parent._creating_class = page_class
    tester = parent.permissions_for_user(request.user)
    if issubclass(page_class, GovernedPage) and hasattr(tester, "may_create") and not tester.may_create(page_class):
        desk = desk_of(request.user)
        outside = desk.draft_policy(page_class, None, parent).may_keep()
        messages.error(request, str(outside if desk.standing.is_portal_officer else NOT_FOR_UNITS))
        return redirect("wagtailadmin_explore", parent.pk)
    return None


@hooks.register("before_publish_page")
def judged_once_more(request: HttpRequest, page: Any) -> HttpResponse | None:
    """The last look before the editor publishes; bulk and copy ask the tester."""
    if not isinstance(page, GovernedPage):
        return None
    forget(request.user)
    return refused(request, desk_of(request.user).policy(page).may_publish())


def refused(request: HttpRequest, verdict: Verdict) -> HttpResponse | None:
    """The readable refusal; raised inside Wagtail's views it would become a bare redirect."""
    return None if verdict else refuse(request, Refused(verdict))


@hooks.register("before_delete_page")
@hooks.register("before_unpublish_page")
def never_behind_the_queue(request: HttpRequest, page: Any) -> HttpResponse | None:
    """What waits for publication is withdrawn first (scenario 12)."""
    specific = page.specific if isinstance(page, Page) else page
    if not isinstance(specific, GovernedPage):
        return None
    return refused(request, desk_of(request.user).policy(specific).may_delete())


@hooks.register("before_unpublish_page")
def never_with_public_pages_on_it(request: HttpRequest, page: Any) -> HttpResponse | None:
    specific = page.specific if isinstance(page, Page) else page
    if not isinstance(specific, GovernedPage):
        return None
    verdict = desk_of(request.user).policy(specific).may_unpublish(holds_public=holds_public(specific))
    return refused(request, verdict)


@hooks.register("before_edit_user")
def shut_nobody_who_is_needed(request: HttpRequest, user: Any) -> HttpResponse | None:
    """An account that open items or kinds of content still need is not shut (scenarios 30, 31).

    The own account has no such box: Wagtail leaves it out and nobody shuts themselves.
    """
    if request.method != "POST" or not user.is_active or user == request.user:
        return None
    shuts = not CheckboxInput().value_from_datadict(request.POST, request.FILES, "is_active")
    return refused(request, seats.may_shut(user, standing_of(request.user).on)) if shuts else None


@hooks.register("before_delete_user")
def delete_nobody_who_is_needed(request: HttpRequest, user: Any) -> HttpResponse | None:
    return refused(request, seats.may_shut(user, standing_of(request.user).on))


@hooks.register("before_serve_document")
def only_files_of_public_pages(document: Any, request: HttpRequest) -> None:
    """A draft's attachment is nobody else's; it answers like one that does not exist (A19)."""
    if not files.may_fetch(request.user, document):
        raise Http404
