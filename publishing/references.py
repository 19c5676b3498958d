"""What a page refers to. Forms take any number: files and drafts of others are not had by typing theirs (A10)."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.forms import ModelChoiceField
from django.utils.translation import gettext_lazy as _
from draftjs_exporter.error import ExporterException
from wagtail.admin.rich_text import DraftailRichTextArea
from wagtail.blocks.base import BlockField
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, ReferenceIndex
from wagtail.permissions import policy_registry
from wagtail.rich_text import extract_references_from_rich_text

from coordination import order
from coordination.numbers import number
from coordination.standing import standing_of
from coordination.verdict import Verdict

from .contents import Reference, references_in
from .facts import open_to
from .files import is_public
from .models import Stewardship

UNREADABLE = (AttributeError, LookupError, TypeError, ValueError, ExporterException)
FOREIGN = _("This picture, file or page belongs to another unit. Choose one of your own, or one that is public.")


class ForeignReference(Exception):
    """The form names a thing that was never public and is another unit's: not even its title may come back."""

    verdict = Verdict(FOREIGN, order.WITHIN_RIGHTS)


def typed_in(form: Any) -> Iterator[tuple[Reference, str]]:
    """Every reference that a form of a page was sent, right or wrong in other ways, with the name of its field."""
    inner = [row for formset in getattr(form, "formsets", {}).values() for row in formset.forms]
    for one in (form, *inner):
        for name, field in one.fields.items():
            for model, key in _named_by(field, one, name):
                yield (Page if issubclass(model, Page) else model, str(key)), name


def _named_by(field: Any, form: Any, name: str) -> Iterator[tuple[Any, Any]]:
    """What one field names; what cannot even be read names nothing."""
    try:
        value = form[name].data
    except UNREADABLE:
        return
    if isinstance(field, BlockField):
        yield from ((model, key) for model, key, _model_path, _path in field.block.extract_references(value))
    elif isinstance(field.widget, DraftailRichTextArea):
        yield from ((model, key) for model, key, _model_path, _path in extract_references_from_rich_text(value or ""))
    elif isinstance(field, ModelChoiceField) and field.queryset is not None and value:
        yield from ((field.queryset.model, key) for key in (value if isinstance(value, list) else [value]))


def fields_with_foreign(references: Iterable[tuple[Reference, str]], page: Any, user: Any) -> list[str]:
    """Of the references that a page is to have, the fields with a picture, file or page the person may not choose.

    What stored versions of the page, or public pages of the own units, hold already stays: the portal team may have
    put it there. Raises ForeignReference where showing the form again would tell what the person never saw.
    """
    chosen = (Page, get_image_model(), get_document_model())
    named = {reference: name for reference, name in references if reference[0] in chosen}
    asked = {reference: name for reference, name in named.items() if not _may_choose(reference, user)}
    if not asked:
        return []
    held = _held(page)
    refused = {one: name for one, name in asked.items() if one not in held and not _on_own_pages(one, user)}
    if any(not _was_public(reference) for reference in refused):
        raise ForeignReference
    return sorted(set(refused.values()))


def _on_own_pages(reference: Reference, user: Any) -> bool:
    model, key = reference
    found = model._default_manager.filter(pk=number(key)).first()
    if found is None:
        return False
    own = Stewardship.objects.of_units(list(standing_of(user).units)).filter(page__live=True)
    rows = ReferenceIndex.get_references_to(found).filter(base_content_type=ContentType.objects.get_for_model(Page))
    return rows.filter(object_id__in=[str(page) for page in own.values_list("page_id", flat=True)]).exists()


def _was_public(reference: Reference) -> bool:
    """A page that went off the portal meanwhile; a number that nothing has tells nothing either."""
    model, key = reference
    found = model._default_manager.filter(pk=number(key)).first()
    return found is None or (model is Page and found.first_published_at is not None)


def _held(page: Any) -> set[Reference]:
    stored = Page.objects.filter(pk=page.pk).first() if page.pk else None
    if stored is None:
        return set()
    versions = (stored.specific, stored.get_latest_revision_as_object())
    return {reference for version in versions for reference, _name in references_in(version)}


def _may_choose(reference: Reference, user: Any) -> bool:
    model, key = reference
    found = model._default_manager.filter(pk=number(key)).first()
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
