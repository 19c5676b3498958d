"""The days of places as they stand: a planned one gives way to the day somebody confirmed."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from coordination.calendar import warsaw_date

from ..vocabularies import OutcomePlace

RESULTS = (OutcomePlace.RESULTS_BIP, OutcomePlace.RESULTS_BOARD)
ANNULMENT = (OutcomePlace.ANNULMENT_BIP, OutcomePlace.ANNULMENT_BOARD)


def rows_of(page: Any) -> list[Any]:
    """The publications of the page at hand, confirmed days in place. A query more where something is planned."""
    rows = list(page.publications.all())
    if page.pk and any(row.planned for row in rows):
        confirmed = dict(page.confirmations.values_list("place", "on"))
        for row in rows:
            if row.planned and row.place in confirmed:
                row.on, row.planned = confirmed[row.place], False
    return rows


@dataclass(frozen=True)
class OutcomeRow:
    """One of the other two places of results or of an annulment; on their day until somebody confirms another."""

    place: OutcomePlace
    on: dt.date
    planned: bool

    def get_place_display(self) -> str:
        return str(self.place.label)


def outcome_rows(page: Any, today: dt.date) -> list[OutcomeRow]:
    """Of what the portal tells by today; another act has places of its own. A query where there is an outcome.

    Told anew on a later day they are asked about anew: what was confirmed before that day was another outcome.
    """
    if page.outside_act or page.is_archival:
        return []
    ends = ((page.results_on, RESULTS), (page.annulled_on, ANNULMENT))
    told = [(place, day) for day, places in ends if day and day <= today for place in places]
    made = {row.place: row for row in page.confirmations.all()} if told else {}
    return [_outcome_row(place, day, made.get(place)) for place, day in told]


def _outcome_row(place: OutcomePlace, day: dt.date, made: Any) -> OutcomeRow:
    stands = made is not None and warsaw_date(made.at) >= day
    return OutcomeRow(place, made.on if stands else day, planned=not stands)
