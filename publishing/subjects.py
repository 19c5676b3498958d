"""What the book calls the things of Wagtail: their reference, their word in a verb, the unit that answers for them."""

from typing import Any

from django.contrib.auth import get_user_model
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, Page

from coordination.models import Person, Unit
from coordination.numbers import number

PAGE = "wagtailcore.page"
COLLECTION = "komorka-"


def page_reference(page_id: Any) -> str:
    """One reference for a page, whatever its type."""
    return f"{PAGE}:{page_id}"


WORDS = {
    "auth.group": "group",
    "coordination.absence": "absence",
    "coordination.officehours": "officehours",
    "coordination.person": "person",
    "coordination.unit": "unit",
    "publishing.publishingright": "right",
    "wagtailcore.collection": "collection",
    "wagtailcore.site": "site",
    "wagtailredirects.redirect": "redirect",
}
"""By label, so that a host may leave a part of Wagtail out."""


def subject_of(model: Any) -> str:
    """The first word of a verb: «image», «account», «register» for our dictionaries, «thing» for what is left."""
    if model is None:
        return "thing"
    swapped = {get_image_model(): "image", get_document_model(): "document", get_user_model(): "account"}
    ours = "register" if model._meta.app_label in ("coordination", "publishing") else "thing"
    return swapped.get(model) or WORDS.get(model._meta.label_lower, ours)


def unit_of(thing: Any) -> Unit | None:
    """The unit that answers for a record: itself, its own, its page's, its collection's, its person's. Few queries."""
    if thing is None or isinstance(thing, Unit):
        return thing
    if isinstance(thing, Page):
        return Unit.objects.filter(stewardships__page_id=thing.pk).first()
    if isinstance(thing, Person):
        return _unit_of_person(thing)
    if isinstance(thing, Collection):
        return _unit_of_collection(thing)
    for name in ("unit", "collection", "person"):
        near = getattr(thing, name, None)
        if near is not None:
            return near if isinstance(near, Unit) else unit_of(near) if hasattr(near, "_meta") else None
    return None


def _unit_of_person(person: Person) -> Unit | None:
    held = person.designations.in_force(timezone.localdate()).select_related("unit").order_by("pk").first()
    return held.unit if held else None


def _unit_of_collection(collection: Collection) -> Unit | None:
    """The collection's name carries the unit's number (`publishing.collections`)."""
    return Unit.objects.filter(pk=number(collection.name.removeprefix(COLLECTION))).first()
