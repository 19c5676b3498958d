"""What a page refers to. Forms take any number: files and drafts of others are not had by typing theirs (A10)."""

from typing import Any

from wagtail.models import Page
from wagtail.permissions import policy_registry

from coordination.standing import standing_of

from .contents import Reference, references_in
from .facts import open_to
from .files import is_public
from .models import Stewardship


def fields_with_foreign(page: Any, user: Any) -> list[str]:
    """Fields of the page, as typed, that name a picture, file or page the person may not choose.

    What the stored versions of the page hold already stays: the portal team may have put it there.
    """
    asked = {reference: name for reference, name in references_in(page) if not _may_choose(reference, user)}
    if not asked:
        return []
    held = _held(page)
    return sorted({name for reference, name in asked.items() if reference not in held})


def _held(page: Any) -> set[Reference]:
    stored = Page.objects.filter(pk=page.pk).first() if page.pk else None
    if stored is None:
        return set()
    versions = (stored.specific, stored.get_latest_revision_as_object())
    return {reference for version in versions for reference, _name in references_in(version)}


def _may_choose(reference: Reference, user: Any) -> bool:
    model, key = reference
    found = model._default_manager.filter(pk=key).first() if key.isdigit() else None
    if found is None:
        return False
    if model is Page:
        return found.live or _own_page(found, user)
    policy = policy_registry.get_by_type(model)
    return policy.user_has_permission_for_instance(user, "choose", found) or is_public(found)


def _own_page(page: Any, user: Any) -> bool:
    standing = standing_of(user)
    if not open_to(standing, Page.objects.filter(pk=page.pk)).exists():
        return False
    if standing.is_portal_officer or standing.is_superuser:
        return True
    return Stewardship.objects.of_units(list(standing.units)).filter(page=page).exists()
