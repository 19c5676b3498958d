"""What the explorer and the choosers list: pages that are public, or the person's to see."""

from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from wagtail import hooks

from coordination.standing import standing_of

from .. import facts, kinds
from ..choosers import chosen_from
from ..models import Stewardship


@hooks.register("construct_explorer_page_queryset")
def own_pages_first(parent_page: Any, pages: Any, request: HttpRequest) -> Any:
    """Units see their own pages and the shared shelves; the portal team sees all; nobody a draft limited to others."""
    standing = standing_of(request.user)
    pages = facts.open_to(standing, pages)
    if standing.is_portal_officer or standing.is_superuser:
        return facts.listed(pages)
    own = Stewardship.objects.of_units(list(standing.units)).values("page_id")
    shared = Stewardship.objects.filter(kind=kinds.STRUCTURE).values("page_id")
    return facts.listed(pages.filter(pk__in=own) | pages.filter(pk__in=shared))


@hooks.register("construct_page_chooser_queryset")
def public_or_own_pages(pages: Any, request: HttpRequest) -> Any:
    """Links lead to public pages, or to one's own drafts (A7)."""
    standing = standing_of(request.user)
    pages = facts.open_to(standing, pages)
    if not standing.is_portal_officer and not standing.is_superuser:
        own = Stewardship.objects.of_units(list(standing.units)).values("page_id")
        pages = pages.filter(Q(live=True) | Q(pk__in=own))
    return chosen_from(facts.listed(pages))


@hooks.register("construct_image_chooser_queryset")
@hooks.register("construct_document_chooser_queryset")
def with_their_collection(files: Any, request: HttpRequest) -> Any:
    """Every row names its collection."""
    return files.select_related("collection")
