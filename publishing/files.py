"""Files go out with a public page that refers to them, or to the people who keep them (wagtail-facts.md 2.4, A19).

A draft's attachment has an address as soon as it is uploaded; without this check the address alone opens it.
"""

import posixpath
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.static import serve
from wagtail.images import get_image_model
from wagtail.models import Page, ReferenceIndex

from coordination.standing import Standing, standing_of

from . import shut_files
from .collections import collection_name


def may_fetch(user: Any, file: Any) -> bool:
    """Whether the account, or anybody, may have the file. What everybody may have is asked first: no session then."""
    return is_public(file) or _keeps(user, file) or (standing_of(user).is_staff and is_public(file, internal=True))


def is_public(file: Any, *, internal: bool = False) -> bool:
    """A live, unrestricted page shows it; `internal` counts meetings that only people with an office see."""
    found = ReferenceIndex.get_references_to(file).values_list("base_content_type_id", "object_id").distinct()
    page_type = ContentType.objects.get_for_model(Page).pk
    pages = []
    for type_id, key in found:
        if type_id != page_type:  # a host's own records show their files themselves
            return True
        pages.append(int(key))
    live = Page.objects.filter(pk__in=pages).live()
    if internal:
        return live.exists()
    return any(getattr(page, "in_public_lists", True) for page in live.public().specific())


def _keeps(user: Any, file: Any) -> bool:
    standing = standing_of(user)
    if not standing.is_staff or file.pk in shut_files.shut_to(user, type(file)):
        return False
    if standing.is_portal_officer or standing.watches_city:
        return True
    return _of_own_unit(standing, file) or file.uploaded_by_user_id == standing.user_id


def _of_own_unit(standing: Standing, file: Any) -> bool:
    return file.collection.name in {collection_name(unit) for unit in standing.units}


def picture_at(path: str) -> Any:
    """The image whose rendition stands at the path below the media folder; None for anything else."""
    renditions = get_image_model().get_rendition_model()._default_manager
    found = renditions.filter(file=path).select_related("image__collection").first()
    return found.image if found else None


def is_plain(path: str) -> bool:
    """Whether the path below the media folder names a rendition and nothing else.

    What `serve` would make of «images/../documents/…» is a file elsewhere.
    """
    return path.startswith("images/") and posixpath.normpath(path) == path and "\x00" not in path


def send_picture(request: HttpRequest, path: str) -> HttpResponseBase:
    """The file itself; whether it may be had is judged before."""
    return serve(request, path, document_root=settings.MEDIA_ROOT)
