"""What every public door of inquiries has in common: never cached, readable refusals, hidden where a key opens it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from .. import conf
from ..file_fields import files_help
from ..forms import InquiryForm, MessageForm, PublicForm
from ..guard import Limit
from ..numbers import number as whole

View = Callable[..., HttpResponseBase]
UNPROCESSABLE, TOO_LARGE, TOO_MANY = 422, 413, 429


def door(view: View) -> View:
    """A public form: never cached, its token checked; more than the server reads gets words, too."""
    return _readable(csrf_protect(_plain(view)))


def secret_door(view: View) -> View:
    """The page behind a secret link: not indexed, and no other site learns its address.

    Under `no-referrer` browsers send «Origin: null», which no token check can accept. None is needed: nothing here
    rests on a cookie, and the key in the address is a token that no other site can know.
    """
    hidden = _readable(_plain(view))

    @csrf_exempt
    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = hidden(request, *args, **kwargs)
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return opened


def _plain(view: View) -> View:
    return never_cache(require_http_methods(["GET", "HEAD", "POST"])(view))


def _readable(view: View) -> View:
    """Reading the form may fail before the view runs; that is said on a page, not by a bare error."""

    @csrf_exempt
    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if (whole(str(request.META.get("CONTENT_LENGTH", ""))) or 0) > conf.largest_form():
            return too_large(request, "pliki", **kwargs)
        try:
            return view(request, *args, **kwargs)
        except (RequestDataTooBig, TooManyFilesSent):
            return too_large(request, "tresc", **kwargs)

    return opened


def respond(
    request: HttpRequest, template: str, context: dict[str, Any], status: int, limit: Limit | None
) -> HttpResponse:
    """The page, or the same page saying «too often», with when to come back."""
    response = render(request, template, context, status=TOO_MANY if limit else status)
    if limit:
        response["Retry-After"] = str(limit.seconds)
    return response


def too_large(request: HttpRequest, field: str, number: str = "", **_more: Any) -> HttpResponse:
    """More than the server reads at all: nothing was parsed, so there is nothing to give back."""
    form: PublicForm = MessageForm({}) if number else InquiryForm({})
    form.full_clean()
    form.errors.clear()
    if field == "pliki":
        title, said = _("The files are too large"), files_help()
    else:
        title, said = _("The text is too long"), _("This is far too long. Please shorten the text.")
    form.add_error(field if field in form.fields else None, said)
    context = {"title": title, "noindex": True, "form": form, "back": request.get_full_path()}
    return render(request, "coordination/too_large.html", context, status=TOO_LARGE)
