"""Staff doors of the room: a refusal is a page that says why, with the place in the order and the next step."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from .. import audit
from ..standing import standing_of
from ..verdict import Refused
from .refusals import refusal

View = Callable[..., HttpResponse]


def staff_door(view: View) -> View:
    """Inside Wagtail's own login check, which would turn a refusal into a silent redirect."""

    @wraps(view)
    def opened(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Refused as refused:
            if not refused.told:  # a deed that was refused has written its line
                by, address = standing_of(request.user), f"{request.method} {request.path}"
                audit.write("refuse", now=timezone.now(), about=address, by=by, outcome="refused", note=str(refused))
            return refusal(request, refused)

    return opened
