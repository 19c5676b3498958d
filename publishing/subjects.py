"""What the book calls the things of Wagtail: their reference, their word in a verb, the unit that answers for them."""

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, Page, Site

from coordination.models import OfficeHours, Person, Unit

PAGE = "wagtailcore.page"
COLLECTION = "komorka-"


def page_reference(page_id: Any) -> str:
    """One reference for a page, whatever its type."""
    return f"{PAGE}:{page_id}"


def subject_of(model: Any) -> str:
    """The first word of a verb: «image», «account», «register» for our dictionaries, «thing» for what is left."""
    if model is None:
        return "thing"
    words = {
        get_image_model(): "image",
        get_document_model(): "document",
        get_user_model(): "account",
        Collection: "collection",
        Redirect: "redirect",
        Group: "group",
        Site: "site",
        Unit: "unit",
        Person: "person",
        OfficeHours: "officehours",
    }
    if model in words:
        return words[model]
    own_words = {"absence": "absence", "publishingright": "right"}
    if model._meta.app_label in ("coordination", "publishing"):
        return own_words.get(model._meta.model_name, "register")
    return "thing"


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
    number = collection.name.removeprefix(COLLECTION)
    return Unit.objects.filter(pk=int(number)).first() if number.isascii() and number.isdigit() else None
