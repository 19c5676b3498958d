"""What of pages follows a unit: its own page is withdrawn with it, rows of the search and titles follow its names."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from coordination.belongings import Belonging, Found, Succession, Thing, found
from coordination.models import Unit
from publishing.heirs.handoffs import withdraw_of

from .models import SearchRow, UnitPage


def own_page(unit: Unit) -> Found:
    rows = UnitPage.objects.filter(subject=unit, live=True)
    return found(rows, lambda page: Thing(page.title, page.url or ""))


def withdraw_own_page(succession: Succession) -> int:
    """It leaves the public; its address leads to the successor (UnitIndexPage.route). Versions and history stay."""
    page = UnitPage.objects.filter(subject=succession.unit).first()
    if page is None:
        return 0
    withdraw_of(page.pk, succession)
    if not page.live:
        return 0
    page.unpublish(log_action=True)
    return 1


BELONGINGS = (
    Belonging(
        "own-page",
        title=_("The unit's own page"),
        fate=_("It is withdrawn; its address leads to the page of the successor from then on."),
        order=32,
        read=own_page,
        move=withdraw_own_page,
    ),
)
"""Registered by the room's AppConfig."""


def rows_follow(old: Unit, heir: Unit) -> None:
    """Search rows name the unit that answers now, and the heir's own row learns the old name."""
    SearchRow.objects.filter(unit=old).update(unit=heir)
    index_page_of(heir)


def index_page_of(unit: Unit) -> None:
    from . import search

    for page in UnitPage.objects.filter(Q(subject=unit), live=True):
        search.put(page)


def retitle(unit: Unit, old_name: str, new_name: str) -> None:
    """A page that bears the unit's name takes the new one, public text and newest draft; its address stays.

    A version that waits for publication is left as it was read.
    """
    page = UnitPage.objects.filter(subject=unit).first()
    if page is None:
        return
    changed: dict[str, Any] = {}
    if page.title == old_name:
        changed["title"] = new_name
    if page.draft_title == old_name:
        changed["draft_title"] = new_name
    if changed:
        Page.objects.filter(pk=page.pk).update(**changed)
    revision = page.latest_revision
    if revision is not None and not page._waits() and revision.content.get("title") == old_name:
        revision.content["title"] = new_name
        revision.object_str = new_name
        revision.save(update_fields=["content", "object_str"])


def name_of(change: Any) -> str:
    """The bare name, without the symbol, of the unit before a renaming."""
    last: dt.date = change.on - dt.timedelta(days=1)
    then = change.unit.former_names.filter(until_on=last).order_by("-pk").first()
    return then.name if then else change.unit.name
