"""A draft page for a reservation, made where pages of its kind live."""

from collections.abc import Collection, Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page, get_page_models

from coordination import order
from coordination.steps import WRITE_TO_PORTAL_TEAM
from coordination.verdict import Refused, Verdict

from . import kinds, steps
from .governed import GovernedPage, entrusting
from .models import Handoff


def page_class_of(kind: str) -> Any:
    """The page type that carries the kind; the first declared when several do."""
    return next((m for m in get_page_models() if issubclass(m, GovernedPage) and m.kind == kind), None)


def shelf_for(page_class: Any) -> Page | None:
    """The live shared index under which pages of the type are created."""
    return shelves_for([page_class]).get(page_class)


def shelves_for(page_classes: Collection[Any]) -> dict[Any, Page]:
    """The same of several types at once; those without a place are left out. One query."""
    parents = {
        one: [m for m in one.allowed_parent_page_models() if issubclass(m, GovernedPage)] for one in page_classes
    }
    types = ContentType.objects.get_for_models(*{model for models in parents.values() for model in models})
    there = list(Page.objects.live().filter(content_type__in=types.values()).order_by("path"))
    found = {}
    for one, models in parents.items():
        places = (page for model in models for page in there if page.content_type_id == types[model].pk)
        if (place := next(filter(one.can_create_at, places), None)) is not None:
            found[one] = place
    return found


def address_of_new(kind: str) -> str:
    """Where a page of the kind is begun by hand; empty when nobody declared the kind, or it has no place yet."""
    return addresses_of_new([kind]).get(kind, "")


def addresses_of_new(codes: Iterable[str]) -> dict[str, str]:
    """The same of several kinds at once, in their order; those without one are left out. One query."""
    classes = {code: one for code in codes if kinds.known(code) and (one := page_class_of(code))}
    shelves = shelves_for(list(classes.values()))
    return {code: _adding(one, shelves[one]) for code, one in classes.items() if one in shelves}


def _adding(page_class: Any, shelf: Page) -> str:
    meta = page_class._meta
    return reverse("wagtailadmin_pages:add", args=[meta.app_label, meta.model_name, shelf.pk])


@transaction.atomic
def create(handoff: Handoff, *, by: Any) -> Any:
    """A new draft titled like the reservation; the parent's row is held so that paths do not clash."""
    page_class = page_class_of(handoff.kind)
    shelf = shelf_for(page_class) if page_class else None
    if shelf is None:
        wanting = _("There is no place for this kind of content yet. Ask the administrators.")
        raise Refused(Verdict(wanting, order.BEYOND_RIGHTS, WRITE_TO_PORTAL_TEAM))
    parent = Page.objects.select_for_update().get(pk=shelf.pk).specific
    page = page_class.begun(title=handoff.title, unit=handoff.unit, publish_at=handoff.publish_at)
    page.owner, page.live = by, False
    try:
        with entrusting(handoff.unit_id), transaction.atomic():
            parent.add_child(instance=page)
    except IntegrityError as error:
        reason = _("This page exists already, or cannot be begun empty. Create it among the pages and hand it over.")
        raise Refused(Verdict(reason, order.BEYOND_RIGHTS, steps.SEE_HANDOFF)) from error
    page.save_revision(user=by, log_action=True, clean=False)
    return page
