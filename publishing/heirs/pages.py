"""Pages of a unit that ends, and the limits on drafts among them."""

from __future__ import annotations

from django.utils.translation import gettext as _

from coordination.belongings import Found, Succession, Thing, found
from coordination.models import Unit

from .. import kinds
from ..discretion import OUTWARD_TITLE
from ..models import Confinement, Stewardship
from .addresses import address


def pages(unit: Unit) -> Found:
    rows = Stewardship.objects.filter(unit=unit).select_related("page").order_by("kind", "page__title", "pk")
    limited = set(Confinement.objects.in_force().filter(unit=unit).values_list("page_id", flat=True))
    return found(rows, lambda row: _page(row, row.page_id in limited))


def _page(row: Stewardship, limited: bool) -> Thing:
    """The title of a draft limited to named persons is not told to whoever joins units."""
    title = str(OUTWARD_TITLE) if limited and not row.page.live else row.page.title
    return Thing(title, address("publishing:entrust_one", row.page_id), _kind(row))


def _kind(row: Stewardship) -> str:
    state = _("public page") if row.page.live else _("draft page")
    return f"{kinds.label(row.kind)}, {state}"


def move_pages(succession: Succession) -> int:
    """The stewardship alone changes: text, versions, review days and public history stay as they are."""
    return Stewardship.objects.filter(unit=succession.unit).update(unit=succession.heir)


def limited_drafts(unit: Unit) -> Found:
    return Found(Confinement.objects.in_force().filter(unit=unit).count())


def move_limited_drafts(succession: Succession) -> int:
    """The limit and the named persons stay: a merger opens nothing."""
    if succession.heir is None:
        return 0
    return Confinement.objects.in_force().filter(unit=succession.unit).update(unit=succession.heir)
