"""Money for small grants (§ 3 pkt 5): what a unit says it has on a day, and who may say so. Pure. Amounts in złoty."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from . import order, steps
from .standing import Standing
from .verdict import YES, Verdict

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

FIRST_YEAR = 2020
NOTHING = Decimal(0)


@dataclass(frozen=True)
class Figure:
    """The state at the end of the Warsaw day `as_of`. Zero is a statement; a figure that is missing is no figure.

    `committed`: granted so far; `paid`: paid out of it, None where the unit does not say.
    """

    year: int
    as_of: dt.date
    pool: Decimal
    committed: Decimal
    paid: Decimal | None = None
    note: str = ""

    @property
    def left(self) -> Decimal:
        return self.pool - self.committed


def faults(figure: Figure, today: dt.date) -> Iterator[tuple[str, str | _StrPromise]]:
    """What cannot be true, by field."""
    if figure.as_of > today:
        yield "as_of", _("This day is still to come. Give the day for which you counted.")
    elif figure.as_of.year != figure.year:
        yield "as_of", _("The day has to lie in the year of the pool.")
    if not FIRST_YEAR <= figure.year <= today.year:
        yield "year", _("Give this year or one that has passed.")
    for name in ("pool", "committed", "paid"):
        if (getattr(figure, name) or NOTHING) < NOTHING:
            yield name, _("An amount is not negative. Enter 0 where there is nothing.")
    if figure.committed > figure.pool:
        yield "committed", _("More is granted than the pool holds. If the pool has grown, enter the larger pool.")
    if figure.paid is not None and figure.paid > figure.committed:
        yield "paid", _("More is paid out than was granted.")


def has_been_said(figure: Figure, earlier: Figure) -> bool:
    """Whether the earlier version says the same."""
    amounts = ("pool", "committed", "paid")
    return all(getattr(figure, name) == getattr(earlier, name) for name in amounts)


@dataclass(frozen=True)
class Totals:
    """The sum of what is known: `counted` units have said something, `missing` have not."""

    pool: Decimal
    committed: Decimal
    counted: int
    missing: int

    @property
    def left(self) -> Decimal:
        return self.pool - self.committed


def totals(figures: Iterable[Figure | None]) -> Totals:
    rows = list(figures)
    known = [row for row in rows if row is not None]
    return Totals(
        sum((row.pool for row in known), NOTHING),
        sum((row.committed for row in known), NOTHING),
        len(known),
        len(rows) - len(known),
    )


@dataclass(frozen=True)
class FigurePolicy:
    """Figures of `unit_id`: its own people file them on any day, SZ and administrators read all (§ 3 pkt 5, § 7)."""

    standing: Standing
    unit_id: int | None

    def may_read(self) -> Verdict:
        if self.standing.watches_city or self.standing.reads_for(self.unit_id):
            return YES
        return Verdict(_("These figures belong to another unit."), order.SMALL_GRANT_FUNDS, steps.FIND_COORDINATOR)

    def may_file(self) -> Verdict:
        """Coordinator, deputy and the head: what the city knows comes from the unit."""
        if self.standing.acts_for(self.unit_id) or self.standing.heads(self.unit_id):
            return YES
        if not self.may_read():
            return self.may_read()
        reason = _("The coordinator, the deputy or the head of the unit gives its figures.")
        return Verdict(reason, order.SMALL_GRANT_FUNDS, steps.FIND_COORDINATOR)
