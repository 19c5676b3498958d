"""A draft page for a reservation, made where pages of its kind live."""

from typing import Any

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
    parents = [m for m in page_class.allowed_parent_page_models() if issubclass(m, GovernedPage)]
    for model in parents:
        for parent in model._default_manager.filter(live=True).order_by("path"):
            if page_class.can_create_at(parent):
                return parent
    return None


def address_of_new(kind: str) -> str:
    """Where a page of the kind is begun by hand; empty when nobody declared the kind, or it has no place yet."""
    page_class = page_class_of(kind) if kinds.known(kind) else None
    shelf = shelf_for(page_class) if page_class else None
    if shelf is None or page_class is None:
        return ""
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
