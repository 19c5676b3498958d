"""Other calls of the unit in the same sphere that take offers at the same time: public, foretold, or on their way.

On their way are versions that wait in the queue or for an agreed hour, so two that were prepared side by side meet
before either is public (scenario 48). Drafts limited to named people are left out: nobody learns their titles here.
"""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db.models import CharField, OuterRef, Q, Subquery
from django.db.models.functions import Cast, Coalesce
from django.urls import reverse
from wagtail.models import Revision

from coordination.calendar import warsaw_date
from publishing.discretion import Confinement
from publishing.models import Handoff
from publishing.states import HOLDING, KEEPING_TEXT

from ..competition_states import EARLIEST, midnight
from .facts import Announcement, Similar

SHOWN, LOOKED_AT = 5, 20


def similar_to(page: Any, said: Announcement) -> tuple[Similar, ...]:
    """What stands beside the announcement, which comes with its day on the portal; at most five, the public ones first.

    Three queries, and a few for each version that is on its way.
    """
    unit_id, spheres = unit_of(page), {sphere.pk for sphere in page.spheres.all()}
    since = said.last_announced or said.planned_on
    if unit_id is None or not spheres or since is None or said.last_day is None:
        return ()
    of_unit = type(page).objects.filter(stewardship__unit_id=unit_id, is_archival=False).exclude(pk=page.pk)
    first, last = max(since, EARLIEST), said.last_day
    found = {row.pk: Similar(row.title, address_of(row)) for row in _public(of_unit, spheres, first, last)}
    for version, shown_on in _on_their_way(of_unit):
        if version.pk not in found and _overlaps(version, shown_on, spheres, first, last):
            found[version.pk] = Similar(version.title, address_of(version))
    return tuple(found.values())[:SHOWN]


def same_number(page: Any) -> tuple[Similar, ...]:
    """Other competitions of the unit, drafts too, that carry the number of this one. One query where it has one."""
    unit_id, number = unit_of(page), page.number.strip()
    if unit_id is None or not number:
        return ()
    shut = Confinement.objects.in_force().values("page_id")
    rows = type(page).objects.filter(stewardship__unit_id=unit_id, number__iexact=number)
    rows = rows.exclude(pk=page.pk).exclude(pk__in=shut).order_by("pk")
    return tuple(Similar(row.title, address_of(row)) for row in rows[:SHOWN])


def is_handed_over(page: Any) -> bool:
    """Whether the portal team has it already. One query."""
    return page.pk is not None and Handoff.objects.holding().filter(page=page.pk).exists()


def unit_of(page: Any) -> int | None:
    """Of a page not saved yet, whom it was entrusted to."""
    return page.stewardship.unit_id if page.pk else getattr(page, "_unit_id", None)


def address_of(page: Any) -> str:
    if not page.pk:
        return ""
    public = page.url if page.live else None
    return public or reverse("wagtailadmin_pages:edit", args=[page.pk])


def _public(of_unit: Any, spheres: set[int], first: dt.date, last: dt.date) -> Any:
    begun = Q(announced_on__lte=last) | Q(announced_on__isnull=True, planned_announcement_on__lte=last)
    rows = of_unit.visible().filter(begun, spheres__in=spheres, deadline__gt=midnight(first), annulled_on__isnull=True)
    return rows.distinct().order_by("deadline", "pk")[:SHOWN]


def _on_their_way(of_unit: Any) -> Iterator[tuple[Any, dt.date]]:
    """Versions that a handoff holds or that have an hour of their own, the newest first; each with its day."""
    shut = Confinement.objects.in_force().values("page_id")
    pages = of_unit.exclude(pk__in=shut).order_by()
    handed = Handoff.objects.filter(page__in=pages.values("pk"), stage__in=HOLDING)
    handed = handed.exclude(purpose__in=KEEPING_TEXT).exclude(revision=None)
    numbers = pages.values_list(Cast("pk", CharField()))
    waiting = Q(pk__in=handed.values("revision")) | Q(object_id__in=numbers, approved_go_live_at__isnull=False)
    hour = handed.filter(revision=OuterRef("pk")).order_by("-pk").values("publish_at")[:1]
    rows = Revision.page_revisions.filter(waiting).annotate(hour=Coalesce("approved_go_live_at", Subquery(hour)))
    for row in rows.order_by("-pk")[:LOOKED_AT]:
        yield row.as_object(), warsaw_date(row.hour)


def _overlaps(version: Any, shown_on: dt.date, spheres: set[int], first: dt.date, last: dt.date) -> bool:
    """`shown_on` is the day of a call that names no place and no planned day."""
    begins = version.last_day_of_announcing() or version.planned_announcement_on or shown_on
    if version.deadline is None or version.is_archival or version.annulled_on:
        return False
    shared = spheres & {sphere.pk for sphere in version.spheres.all()}
    return bool(shared) and begins <= last and version.deadline > midnight(first)
