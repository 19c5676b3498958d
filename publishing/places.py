"""Where in the tree a page could stand: page types say what fits, the policy says whose place it is."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from wagtail.models import Page

from . import kinds
from .facts import site_of
from .governed import GovernedPage
from .models import Confinement, Stewardship
from .policies import MovePolicy, Place


def several_places(page_class: Any) -> bool:
    """Whether pages of the type may stand at more than one place at all. No query."""
    parents = page_class.allowed_parent_page_models()
    return not kinds.get(page_class.kind).structural and any(model.max_count != 1 for model in parents)


def place(page: Any, parent: Any, unit_id: int | None) -> Place:
    """The parent as a place for the page. One query. `unit_id` answers for the parent."""
    governed = isinstance(parent, GovernedPage)
    return Place(
        here=page.is_child_of(parent),
        below=parent.pk == page.pk or parent.is_descendant_of(page),
        fits=governed and bool(page.can_move_to(parent)) and site_of(parent) == site_of(page),
        public=parent.live,
        shared=governed and kinds.get(parent.kind).structural,
        unit_id=unit_id,
        taken=not Page._slug_is_available(page.slug, parent, page),
    )


def place_of(page: Any, parent: Any) -> Place:
    """The same, read with the unit of the parent; a limit to named persons keeps it from being a place."""
    limited = Confinement.objects.in_force().filter(page_id=parent.pk).exists()
    unit_id = Stewardship.objects.filter(page_id=parent.pk).values_list("unit_id", flat=True).first()
    return place(page, parent, None if limited else unit_id)


def offered(page: Any, policy: MovePolicy) -> Iterator[tuple[int, str]]:
    """Numbers and ways («Portal / O nas») of the places the page may move to.

    A place where the address is taken stands among them: that is said at the field. Two queries a place.
    """
    limited = set(Confinement.objects.in_force().values_list("page_id", flat=True))
    for model in page.specific_class.allowed_parent_page_models():
        if not issubclass(model, GovernedPage):
            continue
        rows = model._default_manager.filter(live=True).select_related("stewardship").order_by("path")
        if not kinds.get(model.kind).structural:
            rows = rows.filter(stewardship__unit_id=policy.page.page.unit_id)
        for parent in rows:
            found = place(page, parent, parent.stewardship.unit_id)
            if parent.pk not in limited and policy.may_stand(replace(found, taken=False)):
                yield parent.pk, _way_to(parent)


def _way_to(parent: Any) -> str:
    above = parent.get_ancestors(inclusive=True).filter(depth__gt=1).values_list("title", flat=True)
    return " / ".join(above)
