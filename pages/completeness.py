"""What the page types tell of units for «Co jeszcze»: the unit's own page, cards of aid, sector meetings."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection

from django.db.models import Count

from coordination.calendar import warsaw, warsaw_date
from publishing import completeness_sources
from publishing.completeness import AID_CARDS, MEETINGS, UNIT_PAGE, Told

from .content_kinds import AID, EVENT, UNIT
from .models import AidPage, EventPage, UnitPage
from .vocabularies import EventType


def unit_pages(unit_ids: Collection[int], on: dt.date) -> dict[int, Told]:
    rows = UnitPage.objects.filter(subject_id__in=unit_ids).values_list("subject_id", "pk", "live")
    return {unit: Told(int(live), pk) for unit, pk, live in rows}


def aid_cards(unit_ids: Collection[int], on: dt.date) -> dict[int, Told]:
    """Public cards that are not in the archive."""
    rows = AidPage.objects.visible().filter(stewardship__unit_id__in=unit_ids).order_by()
    counted = rows.values_list("stewardship__unit_id").annotate(number=Count("pk"))
    return {unit: Told(number) for unit, number in counted}


def sector_meetings(unit_ids: Collection[int], on: dt.date) -> dict[int, Told]:
    """Days of public sector meetings of the calendar year in Warsaw that were not cancelled; past ones count as held.

    A meeting that is in the archive was held all the same.
    """
    first, last = warsaw(dt.date(on.year, 1, 1), dt.time()), warsaw(dt.date(on.year + 1, 1, 1), dt.time())
    rows = EventPage.objects.live().filter(event_type=EventType.SECTOR, cancelled=False)
    rows = rows.filter(stewardship__unit_id__in=unit_ids, starts_at__gte=first, starts_at__lt=last).order_by(
        "starts_at"
    )
    found: dict[int, list[dt.date]] = defaultdict(list)
    for unit, at in rows.values_list("stewardship__unit_id", "starts_at"):
        found[unit].append(warsaw_date(at))
    return {unit: Told(len(days), days=tuple(days)) for unit, days in found.items()}


def register() -> None:
    """The room's AppConfig calls this in ready()."""
    completeness_sources.register(UNIT_PAGE, unit_pages, UNIT)
    completeness_sources.register(AID_CARDS, aid_cards, AID)
    completeness_sources.register(MEETINGS, sector_meetings, EVENT)
