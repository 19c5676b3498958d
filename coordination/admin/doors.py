"""Staff doors of the room: a refusal is a page that says why, with the place in the order and the next step."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse

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
            return refusal(request, refused)

    return opened
