"""Before the staff screens: an office of the portal opens no desk without a second factor."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext_lazy as _

from . import second_factor

SHOW_FACTOR = _("Your account has a second factor. Sign in once more and give its code.")
SET_UP_FACTOR = _("Your office needs a second factor. Set it up under /konto/drugi-skladnik/.")


class StaffDoor:
    """Stands before `coordination.closing`, which asks for an office, and the gate, which judges single addresses."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self._stopped(request)
        if answer is None:
            return self.get_response(request)
        add_never_cache_headers(answer)
        return answer

    def _stopped(self, request: HttpRequest) -> HttpResponse | None:
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or request.path.startswith("/konto/"):
            return None
        if request.path == reverse("wagtailadmin_logout") or not request.user.is_authenticated:
            return None
        is_desk = request.path.startswith(reverse("wagtailadmin_home"))
        if second_factor.is_owed(request):
            if is_desk:
                return ask_for_factor(request)
            request.user = AnonymousUser()  # no drafts and files either, until then
        return None


def ask_for_factor(request: HttpRequest) -> HttpResponse:
    """To the set-up page; or to the door again, where the account has a factor that this session never showed."""
    has = second_factor.has(request.user)
    if request.headers.get("Accept", "").startswith("application/json"):
        return JsonResponse({"error": str(SHOW_FACTOR if has else SET_UP_FACTOR)}, status=403)
    if not has:
        return redirect("mfa_activate_totp")
    logout(request)
    messages.warning(request, SHOW_FACTOR)
    return redirect("account_login")
