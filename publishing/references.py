"""What a page refers to. Forms take any number: files and drafts of others are not had by typing theirs (A10)."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, ReferenceIndex
from wagtail.permissions import policy_registry

from coordination import order
from coordination.standing import standing_of
from coordination.verdict import Verdict

from .contents import Reference, references_in
from .facts import open_to
from .files import is_public
from .models import Stewardship

FOREIGN = _("This picture, file or page belongs to another unit. Choose one of your own, or one that is public.")


class ForeignReference(Exception):
    """The form names a thing that was never public and is another unit's: not even its title may come back."""

    verdict = Verdict(FOREIGN, order.WITHIN_RIGHTS)


def fields_with_foreign(page: Any, user: Any) -> list[str]:
    """Fields of the page, as typed, that name a picture, file or page the person may not choose.

    What stored versions of the page, or public pages of the own units, hold already stays: the portal team may have
    put it there. Raises ForeignReference where showing the form again would tell what the person never saw.
    """
    asked = {reference: name for reference, name in references_in(page) if not _may_choose(reference, user)}
    if not asked:
        return []
    held = _held(page)
    refused = {one: name for one, name in asked.items() if one not in held and not _on_own_pages(one, user)}
    if any(not _was_public(reference) for reference in refused):
        raise ForeignReference
    return sorted(set(refused.values()))


def _on_own_pages(reference: Reference, user: Any) -> bool:
    model, key = reference
    found = model._default_manager.filter(pk=key).first() if key.isdigit() else None
    if found is None:
        return False
    own = Stewardship.objects.of_units(list(standing_of(user).units)).values_list("page_id", flat=True)
    rows = ReferenceIndex.get_references_to(found).filter(base_content_type=ContentType.objects.get_for_model(Page))
    return rows.filter(object_id__in=[str(page) for page in own]).exists()


def _was_public(reference: Reference) -> bool:
    """A page that went off the portal meanwhile; a number that nothing has tells nothing either."""
    model, key = reference
    found = model._default_manager.filter(pk=key).first() if key.isdigit() else None
    return found is None or (model is Page and found.first_published_at is not None)


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
