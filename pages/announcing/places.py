"""The days of the three places as they stand: a planned one gives way to the day somebody confirmed."""

from typing import Any


def rows_of(page: Any) -> list[Any]:
    """The publications of the page at hand, confirmed days in place. A query more where something is planned."""
    rows = list(page.publications.all())
    if page.pk and any(row.planned for row in rows):
        confirmed = dict(page.confirmations.values_list("place", "on"))
        for row in rows:
            if row.planned and row.place in confirmed:
                row.on, row.planned = confirmed[row.place], False
    return rows
