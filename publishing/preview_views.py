"""The public door of preview links: one version, with its own pictures and files, and nothing else."""

import re
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe
from wagtail.documents import get_document_model

from coordination.guard import Limit, address_of

from . import files, previews
from .contents import files_in
from .models import PreviewLink

OPENING = Limit("preview", 60, 600)
ADDRESSES = re.compile(r'(?P<name>\s(?:src|srcset|href|poster)=)"(?P<value>[^"]*)"')

Door = Callable[..., HttpResponseBase]


def secret(door: Door) -> Door:
    """Never stored, never indexed, never told to the next page; a wrong key and an ended link answer alike."""

    @wraps(door)
    def guarded(request: HttpRequest, key: str, **kwargs: Any) -> HttpResponseBase:
        link = previews.found(key, now=timezone.now())
        answer = door(request, link, key, **kwargs) if link else unknown(request)
        answer["Cache-Control"] = "no-store, private"
        answer["Referrer-Policy"] = "no-referrer"
        answer["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        return answer

    return require_safe(guarded)


def unknown(request: HttpRequest) -> HttpResponse:
    return render(request, "publishing/preview_unknown.html", {"noindex": True}, status=404)


def too_often(request: HttpRequest) -> HttpResponse:
    return render(request, "publishing/preview_unknown.html", {"noindex": True, "limit": OPENING}, status=429)


@secret
def preview(request: HttpRequest, link: PreviewLink, key: str) -> HttpResponseBase:
    """The version the link was made for, as readers will see it. Asking for the head alone is no use."""
    if request.method == "HEAD":
        return HttpResponse()
    if not OPENING.allows(address_of(request)):
        return too_often(request)
    previews.use(link, now=timezone.now())
    page = link.revision.as_object()
    shown = page.make_preview_request(request, page.default_preview_mode, {"preview_link": link})
    if hasattr(shown, "render") and not shown.is_rendered:
        shown.render()
    answer = HttpResponse(with_keys(shown.content.decode(), key), status=shown.status_code)
    return answer


def with_keys(markup: str, key: str) -> str:
    """Pictures and files of the portal asked through the link: by themselves those of a draft stay shut."""
    pictures = reverse("publishing_public:preview_picture", args=[key, "x"])[:-1]
    documents = reverse("publishing_public:preview_document", args=[key, 0, "x"])[: -len("0/x")]
    shelf = reverse("wagtaildocs_serve", args=[0, "x"])[: -len("0/x")]

    def through(found: re.Match[str]) -> str:
        value = re.sub(rf"(^|,\s*){re.escape(settings.MEDIA_URL)}", rf"\g<1>{pictures}", found["value"])
        value = re.sub(rf"^(?:https?://[^/]+)?{re.escape(shelf)}", documents, value)
        return f'{found["name"]}"{value}"'

    return ADDRESSES.sub(through, markup)


@secret
def picture(request: HttpRequest, link: PreviewLink, key: str, path: str) -> HttpResponseBase:
    """A picture of the version, or one that is public anyway."""
    plain = files.is_plain(path)
    image = files.picture_at(path) if plain else None
    if image is None or not shows(link, image):
        return unknown(request)
    return files.send_picture(request, path)


@secret
def document(request: HttpRequest, link: PreviewLink, key: str, pk: int, name: str) -> HttpResponseBase:
    """A file of the version, or one that is public anyway; always to be saved, never shown inside the portal."""
    found = get_document_model().objects.filter(pk=pk).first()
    if found is None or found.filename != name or not shows(link, found):
        return unknown(request)
    return FileResponse(
        found.file.open("rb"), as_attachment=True, filename=found.filename, content_type=found.content_type
    )


def shows(link: PreviewLink, file: Any) -> bool:
    own = (type(file), str(file.pk)) in files_in(link.revision.as_object())
    return own or files.is_public(file)
