"""Which pages a commission may be about, and which may be its result."""

from collections.abc import Iterable
from typing import Any

from django.db.models import F, Q
from wagtail.models import Page

from . import kinds
from .commission import commission_of
from .models import Confinement, Handoff


def possible_targets(unit_ids: Iterable[int]) -> Any:
    """Public pages of the units whose change may be commissioned, by title."""
    rows = _free().filter(stewardship__unit_id__in=list(unit_ids), live=True)
    return rows.exclude(stewardship__kind=kinds.STRUCTURE).select_related("stewardship__unit").order_by("title", "pk")


def possible_results(handoff: Handoff) -> Any:
    """Pages with a draft, of the unit and kind of the commission; none where the commission names its page."""
    commission = commission_of(handoff)
    if commission is None or commission.target_id is not None:
        return Page.objects.none()
    rows = _free(but=handoff).filter(stewardship__unit_id=handoff.unit_id, stewardship__kind=handoff.kind)
    drafts = Q(live=False) | Q(has_unpublished_changes=True)
    return rows.filter(drafts, latest_revision__isnull=False).order_by(F("latest_revision_created_at").desc(), "pk")


def _free(but: Handoff | None = None) -> Any:
    """Pages outside the archive that wait for nothing and are limited to nobody."""
    busy = Handoff.objects.open().filter(page__isnull=False).exclude(pk=but.pk if but else None)
    limited = Confinement.objects.in_force()
    rows = Page.objects.filter(stewardship__archived_at__isnull=True)
    return rows.exclude(pk__in=busy.values("page_id")).exclude(pk__in=limited.values("page_id"))
