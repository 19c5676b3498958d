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
    closed = Q(closed_on__lte=on)
    archived = Q(closed_on__lt=on - ARCHIVED_AFTER) | _past_its_term(on - ARCHIVED_AFTER)
    return Case(
        When(archived, then=Value(GrantState.ARCHIVED.value)),
        When(closed & Q(closed_because=ClosedBecause.EXHAUSTED), then=Value(GrantState.EXHAUSTED.value)),
        When(closed | _past_its_term(on), then=Value(GrantState.CLOSED.value)),
        When(Q(opens_on__isnull=True) | Q(opens_on__gt=on), then=Value(GrantState.FORETOLD.value)),
        When(left_now__lte=0, then=Value(GrantState.EXHAUSTED.value)),
        default=Value(GrantState.OPEN.value),
        output_field=CharField(),
    )


def _past_its_term(on: dt.date) -> Q:
    """GrantDates.term before the day: 31 December of a year lies before every day of the next."""
    ended_with_its_year = Q(closes_on__isnull=True, closed_on__isnull=True, year__gt=0, year__lt=on.year)
    return Q(closes_on__lt=on) | ended_with_its_year
