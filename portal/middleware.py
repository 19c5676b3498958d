"""What every answer of the portal carries: the language of the page and a content security policy."""

from collections.abc import Callable
from typing import Any

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

# Wagtail's own screens carry inline scripts and styles; measured, and still limited to this origin.
STAFF_DIRECTIVES = {
    "script-src": ["'self'", "'unsafe-inline'"],
    "style-src": ["'self'", "'unsafe-inline'"],
    "img-src": ["'self'", "data:", "blob:"],
    "frame-src": ["'self'"],
    "worker-src": ["'self'", "blob:"],
}


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
