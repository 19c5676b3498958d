"""Refusals to scripts: autosave, Wagtail's dialogs, bulk requests."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from .verdict import Verdict


def wants_json(request: HttpRequest) -> bool:
    """Autosave and bulk requests ask for it, Wagtail's dialogs load their content by script."""
    return not request.accepts("text/html") or request.headers.get("X-Requested-With") == "XMLHttpRequest"


def told(verdict: Verdict) -> dict[str, Any]:
    """`error_code` is the one with which Wagtail's autosave shows the words of `error_message`."""
    return {
        "error": str(verdict),
        "reason": str(verdict.reason),
        "place": str(verdict.place) if verdict.place else None,
        "success": False,
        "error_code": "locked",
        "error_message": str(verdict),
    }
