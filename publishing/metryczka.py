"""Metryczka: who answers for a page, who wrote and published it, when, and what has changed since."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from .models import PublicChange, Stewardship

SHOWN = 20
"""Changes shown in the public history; the rest stays in the database."""


@dataclass(frozen=True)
class Metryczka:
    """What the reader sees. Instants are aware; None where nothing is known."""

    unit: Any
    author: str
    publisher: str
    right: str
    published_at: dt.datetime | None
    updated_at: dt.datetime | None
    confirmed_at: dt.datetime | None
    confirmed_by: str
    review_by: dt.date | None
    changes: list[PublicChange]
    last: PublicChange | None = None
    archived_at: dt.datetime | None = None

    @property
    def carried_out_by(self) -> str:
        """Who of the portal team made the text from the unit's commission."""
        return self.last.carried_out_by_name if self.last else ""

    @property
    def unit_name(self) -> str:
        """Lines of the history name the unit of their day where it is not this one."""
        return str(self.unit)


def metryczka_of(page: Any) -> Metryczka | None:
    """The metryczka of a governed page, in two queries; None for a page nobody stewards."""
    stewardship = page._state.fields_cache.get("stewardship")  # lists and shelves have read it with the page
    if stewardship is None:
        stewardship = Stewardship.objects.filter(page_id=page.pk).select_related("unit").first()
    if stewardship is None:
        return None
    changes = list(PublicChange.objects.filter(page_id=page.pk)[:SHOWN])
    last = next((change for change in changes if not change.moved), None)
    return Metryczka(
        unit=stewardship.unit,
        author=last.author_name if last else "",
        publisher=last.publisher_name if last else "",
        right=last.right if last else "",
        published_at=page.first_published_at,
        updated_at=stewardship.updated_at or page.first_published_at,
        confirmed_at=stewardship.confirmed_at,
        confirmed_by=stewardship.confirmed_by,
        review_by=stewardship.review_by,
        changes=changes,
        last=last,
        archived_at=stewardship.archived_at,
    )
