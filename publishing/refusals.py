"""Every refusal of the staff doors becomes readable: ours, and those that Wagtail gives without a word.

Wagtail answers «Sorry, you do not have permission» and sends people to the start page (`wagtail.admin.auth`), or raises
a bare PermissionDenied to scripts. Both meet `verdict_of` here, which says why.
"""

import sys
from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import auth
from wagtail.models import Page

from coordination import order
from coordination.admin.refusals import Way, as_json, finds, refusal
from coordination.numbers import number
from coordination.standing import standing_of
from coordination.steps import SIGN_IN, WRITE_TO_PORTAL_TEAM
from coordination.verdict import Refused, Verdict

from . import steps
from .denials import record, ticked
from .facts import desk_of, handoff_policy, move_policy, takedown_policy
from .governed import GovernedPage
from .models import Handoff
from .policies import PagePolicy
from .policies.completeness import may_read_report
from .policies.finding import may_list

NOT_OFFERED = Verdict(gettext_lazy("Your office does not include this."), order.BEYOND_RIGHTS, WRITE_TO_PORTAL_TEAM)
SIGNED_OUT = Verdict(gettext_lazy("You are signed out. Sign in and try again."), None, SIGN_IN)

# What Wagtail's page views do, as our policies ask it; the first refusal is the reason.
VERBS: Mapping[str, tuple[str, ...]] = {
    "edit": ("may_read", "may_edit"),
    "usage": ("may_read", "may_edit"),
    "copy": ("may_read", "may_edit"),
    "delete": ("may_read", "may_delete"),
    "unpublish": ("may_read", "may_unpublish"),
    "move": ("may_read", "may_move"),
    "move_confirm": ("may_read", "may_move"),
    "revisions_revert": ("may_read", "may_edit"),
}


def refuse(request: HttpRequest, error: PermissionDenied) -> HttpResponse:
    """403 in words a person can use, JSON for scripts; the attempt stands in the book."""
    refused = error if isinstance(error, Refused) else Refused(verdict_of(request))
    record(request, refused)
    return refusal(request, refused)


def verdict_of(request: HttpRequest) -> Verdict:
    """Why Wagtail refused: what our policies say of the page in the address, else that it is no part of the office."""
    policy = _policy_of_page(request)
    if policy is None:
        return NOT_OFFERED
    match = request.resolver_match
    name = match.view_name.removeprefix("wagtailadmin_pages:") if match else ""
    asked = [getattr(policy, verb)() for verb in VERBS.get(name, ("may_read",))]
    return next((verdict for verdict in asked if not verdict), NOT_OFFERED)


def permission_denied(request: HttpRequest) -> HttpResponse:
    """In place of Wagtail's own: called while it handles the exception, which may carry the verdict."""
    error = sys.exc_info()[1]
    if request.headers.get("X-Requested-With") == "XMLHttpRequest" and error is None:
        raise PermissionDenied
    return refuse(request, error if isinstance(error, PermissionDenied) else PermissionDenied())


def install() -> None:
    """Replaces a function of Wagtail, which offers no hook for its answer to a refusal (the other one: choosers)."""
    auth.permission_denied = permission_denied


class ReadableRefusals:
    """Middleware: what Wagtail raises past its own handler is told in words too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """What Wagtail raises past its own handler: requests of scripts."""
        if not isinstance(exception, PermissionDenied) or not _is_staff_address(request):
            return None
        if not request.user.is_authenticated:
            return JsonResponse(as_json(request, SIGNED_OUT), status=403)
        return refuse(request, exception)


def _is_staff_address(request: HttpRequest) -> bool:
    return request.path.startswith(reverse("wagtailadmin_home"))


# -- next steps ---------------------------------------------------------------------------------------------------


def _page_of(request: HttpRequest) -> GovernedPage | None:
    """The governed page that the address names, also by its handoff."""
    match = request.resolver_match
    if match is None:
        return None
    of_pages = match.view_name.startswith("wagtailadmin_pages:")
    for key, value in {**match.kwargs, "page": ticked(request) or ""}.items():
        if value and ("page" in key or (key == "pk" and of_pages)):
            found = Page.objects.filter(pk=number(str(value))).first()
            page = found.specific_deferred if found else None
            return page if isinstance(page, GovernedPage) else None
    return None


def _policy_of_page(request: HttpRequest) -> PagePolicy | None:
    page = _page_of(request)
    return desk_of(request.user).policy(page) if page is not None and request.user.is_authenticated else None


def _handoff_of(request: HttpRequest) -> Handoff | None:
    """The handoff in the address, or the open one of the page in the address; None when it is not theirs to read."""
    match = request.resolver_match
    if match and "handoff_id" in match.kwargs:
        found = Handoff.objects.filter(pk=match.kwargs["handoff_id"]).first()
    else:
        page = _page_of(request)
        found = Handoff.objects.open().filter(page_id=page.pk).first() if page else None
    return found if found and handoff_policy(request.user, found).may_read() else None


def way_for_page(user: Any, page: Any, verdict: Verdict) -> Way | None:
    """The next step beside a button that is not offered; the page is at hand, the address may be any list."""
    if verdict.next == steps.WITHDRAW:
        policy, pk = desk_of(user).policy(page), desk_of(user).busy(page.pk).handoff_id
        return _way_to_handoff(pk, policy.may_withdraw()) if pk and policy.may_read() else None
    if verdict.next == steps.SEE_HANDOFF:
        pk = desk_of(user).busy(page.pk).handoff_id
        return _way_to_see(pk) if pk and desk_of(user).policy(page).may_read() else None
    if verdict.next == steps.HAND_OVER and page.pk and desk_of(user).policy(page).may_hand_over():
        return Way(_("Hand over for publication"), reverse("publishing:hand_over", args=[page.pk]))
    return None


def _way_to_handoff(pk: int, may_withdraw: Verdict) -> Way:
    label = _("Withdraw the handoff") if may_withdraw else _("See the handoff")
    return Way(label, reverse("publishing:handoff", args=[pk]))


def _way_to_see(pk: int) -> Way:
    return Way(_("See the handoff"), reverse("publishing:handoff", args=[pk]))


@finds(steps.WITHDRAW)
def withdraw(request: HttpRequest) -> Way | None:
    found = _handoff_of(request)
    policy = handoff_policy(request.user, found) if found else None
    return _way_to_handoff(found.pk, policy.may_withdraw(policy.handoff.newest)) if found and policy else None


@finds(steps.SEE_HANDOFF)
def see_handoff(request: HttpRequest) -> Way | None:
    found = _handoff_of(request)
    return _way_to_see(found.pk) if found else None


@finds(steps.SEE_SET)
def see_set(request: HttpRequest) -> Way | None:
    """The set of the handoff in the address, or the set in the address itself."""
    match = request.resolver_match
    if match and "set_id" in match.kwargs:
        return Way(_("See the set"), reverse("publishing:handoff_set", args=[match.kwargs["set_id"]]))
    found = _handoff_of(request)
    if found is None or found.together_id is None:
        return None
    return Way(_("See the set"), reverse("publishing:handoff_set", args=[found.together_id]))


@finds(steps.HAND_OVER)
def hand_over(request: HttpRequest) -> Way | None:
    page = _page_of(request)
    if page is None or not desk_of(request.user).policy(page).may_hand_over():
        return None
    return Way(_("Hand over for publication"), reverse("publishing:hand_over", args=[page.pk]))


@finds(steps.OWN_HANDOFFS)
def own_handoffs(request: HttpRequest) -> Way | None:
    standing = standing_of(request.user)
    if standing.units:
        return Way(_("Our handoffs"), reverse("publishing:unit_list"))
    return queue(request)


@finds(steps.QUEUE)
def queue(request: HttpRequest) -> Way | None:
    standing = standing_of(request.user)
    if not (standing.is_portal_officer or standing.watches_city):
        return None
    return Way(_("Publication queue"), reverse("publishing:queue"))


@finds(steps.LIMIT)
def limit(request: HttpRequest) -> Way | None:
    """The named persons of the draft, for whoever may see them."""
    page = _page_of(request)
    if page is None or not desk_of(request.user).policy(page).may_read():
        return None
    return Way(_("Named persons"), reverse("publishing:confinement", args=[page.pk]))


@finds(steps.RIGHTS)
def rights(request: HttpRequest) -> Way | None:
    if not standing_of(request.user).watches_city:
        return None
    return Way(_("Publishing rights"), reverse("publishing:rights"))


@finds(steps.EDIT)
def edit(request: HttpRequest) -> Way | None:
    page = _page_of(request)
    if page is None:
        found = _handoff_of(request)
        page = found.page.specific_deferred if found and found.page else None
    if page is None or not desk_of(request.user).policy(page).may_edit():
        return None
    return Way(_("Open the text in the editor"), reverse("wagtailadmin_pages:edit", args=[page.pk]))


@finds(steps.TAKE_OFF)
def take_off(request: HttpRequest) -> Way | None:
    """How the page stands, for whoever may take it off, ask for it or put it back."""
    page = _page_of(request)
    if page is None or not desk_of(request.user).policy(page).may_read():
        return None
    policy = takedown_policy(request.user, page)
    if not (policy.in_force or policy.may_take_down() or policy.may_ask()):
        return None
    return Way(_("Take off or archive"), reverse("publishing:take_off", args=[page.pk]))


@finds(steps.MOVE)
def move(request: HttpRequest) -> Way | None:
    """«Przekaż przeniesienie», for the unit of a public page."""
    page = _page_of(request)
    if page is None or not move_policy(request.user, page).may_ask():
        return None
    return Way(_("Hand the move over"), reverse("publishing:move", args=[page.pk]))


@finds(steps.FINDINGS)
def findings(request: HttpRequest) -> Way | None:
    if not may_list(standing_of(request.user)):
        return None
    return Way(_("Findings"), reverse("publishing:findings"))


@finds(steps.COMPLETENESS)
def what_else(request: HttpRequest) -> Way | None:
    standing = standing_of(request.user)
    return Way(_("What else"), reverse("publishing:completeness")) if standing.units else None


@finds(steps.CITY)
def city(request: HttpRequest) -> Way | None:
    if not may_read_report(standing_of(request.user)):
        return None
    return Way(_("Report of the city"), reverse("publishing:city_report"))


@finds(SIGN_IN)
def sign_in(request: HttpRequest) -> Way:
    return Way(
        _("Go to the sign-in page"), resolve_url(getattr(settings, "WAGTAILADMIN_LOGIN_URL", "wagtailadmin_login"))
    )
