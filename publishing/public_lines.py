"""Lines of the public history about a page whose text stays: it changed its place, or went to the archive and back.

The content is no newer by them, so they name neither author nor publisher of the page (publishing.metryczka).
"""

import datetime as dt
from typing import Any

from coordination.standing import Standing

from .models import Emergency, Handoff, PublicChange, Stewardship

LONGEST = 255
NAME = 160


def of_handoff(handoff: Handoff, note: str, right: str) -> None:
    """On whose word, for which hour, at which hour. The handoff's row is held, and says when."""
    PublicChange.objects.create(
        page_id=handoff.page_id,
        at=handoff.published_at,
        agreed_for=handoff.publish_at if handoff.is_agreed else None,
        unit_name=str(handoff.unit),
        author_name=handoff.submitted_by_name,
        publisher_name=handoff.approved_by_name,
        right=right,
        note=note[:LONGEST],
        minor=True,
        moved=True,
        unchecked=Emergency.objects.filter(handoff=handoff).exists(),
    )


def of_person(page_id: int, by: Standing, note: str, right: Any, *, at: dt.datetime) -> None:
    """What a person did within their own rights, with no date to agree."""
    unit = Stewardship.objects.select_related("unit").get(page_id=page_id).unit
    PublicChange.objects.create(
        page_id=page_id,
        at=at,
        unit_name=str(unit),
        author_name=by.name[:NAME],
        publisher_name=by.name[:NAME],
        right=str(right),
        note=note[:LONGEST],
        minor=True,
        moved=True,
    )
