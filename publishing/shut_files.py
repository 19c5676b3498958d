"""Pictures and files of drafts limited to others: shut like the drafts (scenario 36)."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, ReferenceIndex, Revision

from .contents import Reference, files_in
from .facts import desk_of


def shut_to(user: Any, model: Any) -> frozenset[int]:
    """Keys of the pictures or files that only confined drafts show, none of which names the account.

    Nothing is read where no limit shuts the person out, which is nearly always.
    """
    desk = desk_of(user)
    pages = [pk for pk, limit in desk.limits.items() if desk.standing.user_id not in limit.to]
    if not pages:
        return frozenset()
    kept = desk.__dict__.setdefault("_shut_files", {})
    if model not in kept:
        kept[model] = _shown_only_by(pages, model)
    return kept[model]


def _shown_only_by(pages: list[int], model: Any) -> frozenset[int]:
    held: set[Reference] = set()
    newest = Page.objects.filter(pk__in=pages).values("latest_revision")
    for revision in Revision.objects.filter(pk__in=newest):
        held |= files_in(revision.as_object())
    keys = {key for found, key in held if found is model} | set(_indexed(pages, model))
    elsewhere = ReferenceIndex.objects.filter(to_content_type=_type(model), to_object_id__in=keys).exclude(
        base_content_type=_type(Page), object_id__in=[str(pk) for pk in pages]
    )
    live = Page.objects.filter(pk__in=pages, live=True).values_list("pk", flat=True)
    public = set(_indexed(list(live), model))
    return frozenset(int(key) for key in keys - set(elsewhere.values_list("to_object_id", flat=True)) - public)


def _indexed(pages: list[int], model: Any) -> Any:
    """What the stored pages show, drafts and public ones alike."""
    rows = ReferenceIndex.objects.filter(
        base_content_type=_type(Page), object_id__in=[str(pk) for pk in pages], to_content_type=_type(model)
    )
    return rows.values_list("to_object_id", flat=True)


def _type(model: Any) -> ContentType:
    return ContentType.objects.get_for_model(model)
