"""The rows of law that small grants rest on, read at once."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from coordination.law import Limit, NoLimit, in_force
from coordination.models import LawLimit

PREFIX = "small_grant."
PER_TASK, DURATION, PER_YEAR = "per_task", "duration", "per_organisation_year"
POOL_SHARE = "pool_share"
PUBLISH, DISPLAY, REMARKS = "publish_within", "display", "remarks_window"


@dataclass(frozen=True)
class GrantLaw:
    """All dated rows about small grants; the day that the statute names chooses one."""

    rows: tuple[Limit, ...]

    @classmethod
    def of(cls, rows: Iterable[Limit]) -> "GrantLaw":
        return cls(tuple(row for row in rows if row.key.startswith(PREFIX)))

    def on(self, name: str, day: dt.date) -> Limit:
        """Raises NoLimit where no row holds."""
        return in_force(self.rows, f"{PREFIX}{name}", day)

    def known(self, name: str, day: dt.date) -> Limit | None:
        try:
            return self.on(name, day)
        except NoLimit:
            return None

    def between(self, name: str, first: dt.date, last: dt.date) -> list[Limit]:
        """Every row that holds on some day of the period, both ends inclusive."""
        begun = {first, *(row.valid_from for row in self.rows if row.valid_from and first < row.valid_from <= last)}
        return [row for day in sorted(begun) if (row := self.known(name, day))]


def grant_law() -> GrantLaw:
    """One query."""
    return GrantLaw.of(row.as_limit() for row in LawLimit.objects.filter(key__startswith=PREFIX))
