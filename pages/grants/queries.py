"""Calls in a list: the judgement of states.py, in SQL (a test compares them)."""

import datetime as dt
from typing import Self

from django.db.models import Case, CharField, F, OuterRef, Q, Subquery, Value, When

from coordination.models import GrantFigure

from ..querysets import PublicQuerySet
from .states import ARCHIVED_AFTER, ClosedBecause, GrantState

ORDER = (GrantState.OPEN, GrantState.FORETOLD, GrantState.EXHAUSTED, GrantState.CLOSED, GrantState.ARCHIVED)


class GrantCallQuerySet(PublicQuerySet):
    def with_left(self, on: dt.date) -> Self:
        """Annotates `left_now`: pool without what is granted, by the unit's last figure of the call's year."""
        said = GrantFigure.objects.filter(unit=OuterRef("stewardship__unit"), year=OuterRef("year"), as_of__lte=on)
        return self.annotate(left_now=Subquery(said.newest_first().values(left=F("pool") - F("committed"))[:1]))

    def with_state(self, on: dt.date) -> Self:
        """Annotates `state_now`."""
        return self.with_left(on).annotate(state_now=_state_case(on))

    def in_state(self, *states: str, on: dt.date) -> Self:
        return self.with_state(on).filter(state_now__in=states)

    def living_first(self, on: dt.date) -> Self:
        """Open ones by the nearest last day, then those to come, then those that ended, the latest first."""
        rank = Case(*(When(state_now=state, then=Value(place)) for place, state in enumerate(ORDER)), default=Value(9))
        rows = self.with_state(on).annotate(rank=rank)
        return rows.order_by("rank", F("closes_on").asc(nulls_last=True), F("closed_on").desc(nulls_last=True), "title")


def _state_case(on: dt.date) -> Case:
    year_ago = on - ARCHIVED_AFTER
    closed = Q(closed_on__lte=on)
    return Case(
        When(Q(closed_on__lt=year_ago) | Q(closes_on__lt=year_ago), then=Value(GrantState.ARCHIVED.value)),
        When(closed & Q(closed_because=ClosedBecause.EXHAUSTED), then=Value(GrantState.EXHAUSTED.value)),
        When(closed | Q(closes_on__lt=on), then=Value(GrantState.CLOSED.value)),
        When(Q(opens_on__isnull=True) | Q(opens_on__gt=on), then=Value(GrantState.FORETOLD.value)),
        When(left_now__lte=0, then=Value(GrantState.EXHAUSTED.value)),
        default=Value(GrantState.OPEN.value),
        output_field=CharField(),
    )
