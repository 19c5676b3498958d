"""What every answer of the portal carries: language, content security policy, and how long it may be kept."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.cache import patch_cache_control, patch_vary_headers

from pages import lasting

# Wagtail's own screens carry inline scripts and styles; measured, and still limited to this origin.
STAFF_DIRECTIVES = {
    "script-src": ["'self'", "'unsafe-inline'"],
    "style-src": ["'self'", "'unsafe-inline'"],
    "img-src": ["'self'", "data:", "blob:"],
    "frame-src": ["'self'"],
    "worker-src": ["'self'", "blob:"],
}

STAFF_AND_KEYS = ("/admin/", "/konto/", "/podglad/", "/zapytania/", "/dokumenty/", settings.MEDIA_URL)
"""Addresses whose answers are for one person, or say themselves how long they last."""


class ContentSecurityPolicy(CSPMiddleware):
    """A strict policy for the public; a relaxed one, same origin still, for the staff screens."""

    def get_policy_parts(self, request: HttpRequest, response: HttpResponse, report_only: bool = False) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if request.path.startswith("/admin/"):
            # The configuration comes later from the settings; what is replaced here wins over it.
            parts.replace = {**STAFF_DIRECTIVES, **(parts.replace or {})}
        return parts


class LanguageOfThePage:
    """The language follows from the portal, never from the browser's header (DESIGN.md ruling 11)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> Any:
        translation.activate(settings.LANGUAGE_CODE)
        request.LANGUAGE_CODE = settings.LANGUAGE_CODE
        return self.get_response(request)


class NoNulInPaths:
    """No address holds the character NUL, and PostgreSQL refuses to be asked about it: not found, before it is."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> Any:
        if "\x00" in request.path_info:
            raise Http404
        return self.get_response(request)


class LastingAnswers:
    """A public answer may be kept until the clock changes a competition; one made for somebody, not at all.

    Without a word browsers and proxies guess how long: a competition would stay open for them after its deadline.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> Any:
        now = timezone.now()
        response = self.get_response(request)
        if is_public(request, response):
            at_most = 0 if is_personal(request, response) else settings.PUBLIC_CACHE_SECONDS
            patch_cache_control(response, max_age=lasting.seconds(now, at_most=at_most), must_revalidate=True)
            patch_vary_headers(response, ["Cookie"])
        return response


def is_public(request: HttpRequest, response: HttpResponse) -> bool:
    return (
        request.method in {"GET", "HEAD"}
        and response.status_code == HTTPStatus.OK
        and not response.has_header("Cache-Control")
        and not request.path.startswith(STAFF_AND_KEYS)
    )


def is_personal(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether a session, a message or the token of a form may stand in it."""
    return bool(response.cookies) or not {settings.SESSION_COOKIE_NAME, "messages"}.isdisjoint(request.COOKIES)
