"""What a publishing right covers: unit × kind × (portal, person) × days. Pure."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

NOBODY = 0
"""The number of no account."""


@dataclass(frozen=True)
class Grant:
    """One right of one unit; `site_id` and `user_id` None mean every portal and every person of the unit."""

    unit_id: int
    kind: str
    from_on: dt.date
    until_on: dt.date | None = None
    site_id: int | None = None
    user_id: int | None = None

    def holds(self, on: dt.date) -> bool:
        return self.from_on <= on and (self.until_on is None or on <= self.until_on)


@dataclass(frozen=True)
class Granted:
    """All rights that may concern a person on a day."""

    grants: frozenset[Grant]
    on: dt.date

    @classmethod
    def of(cls, grants: Iterable[Grant], on: dt.date) -> "Granted":
        return cls(frozenset(grants), on)

    def covers(self, unit_id: int | None, kind: str, *, user_id: int | None = None, site_id: int | None = None) -> bool:
        return any(
            grant.unit_id == unit_id
            and grant.kind == kind
            and grant.holds(self.on)
            and grant.user_id in (None, user_id)
            and grant.site_id in (None, site_id)
            for grant in self.grants
        )
