"""The adjectives of publishing. Time is always an argument."""

import datetime as dt
from typing import Self

from django.db import models
from django.db.models import Case, F, Q, When

from coordination.clock import SILENCE
from coordination.querysets import on_day

from . import failures
from .states import HOLDING, OPEN, Offer, Stage


class HandoffQuerySet(models.QuerySet):
    def open(self) -> Self:
        return self.filter(stage__in=OPEN)

    def holding(self) -> Self:
        """Those that lock their page."""
        return self.filter(stage__in=HOLDING)

    def of_units(self, unit_ids: object) -> Self:
        return self.filter(unit_id__in=unit_ids)

    def with_hour(self) -> Self:
        """Without urgent corrections that name no hour."""
        return self.exclude(~Q(urgent_reason=""), publish_at__lte=F("created_at"))

    def waiting(self) -> Self:
        """The queue: delivered or failed, by the hour of publication."""
        return self.filter(stage__in=[Stage.QUEUED, Stage.FAILED, Stage.PREPARED, Stage.RETURNED]).order_by(
            "publish_at", "pk"
        )

    def urgent_first(self) -> Self:
        """By the hour of publication, before all others what is urgent and waits to be read."""
        urgent = Q(stage=Stage.QUEUED) & ~Q(urgent_reason="")
        return self.order_by(Case(When(urgent, then=0), default=1), "publish_at", "pk")

    def due(self, now: dt.datetime) -> Self:
        """What the clock owes: scheduled, or failed and due for another try, in the order promised.

        Where the approved version is gone no other try is owed: a person cancels the publication.
        """
        retry = Q(next_try_at__isnull=True) | Q(next_try_at__lte=now)
        rows = self.filter(retry, stage__in=[Stage.SCHEDULED, Stage.FAILED], publish_at__lte=now)
        return rows.exclude(stage=Stage.FAILED, failure__startswith=failures.FINAL).order_by("publish_at", "pk")

    def overdue(self, now: dt.datetime) -> Self:
        """Promised to the public fifteen minutes ago or longer, and still only scheduled: the clock does not do it."""
        return self.filter(stage=Stage.SCHEDULED, publish_at__lt=now - SILENCE).order_by("publish_at", "pk")

    def fallen_into(self, since: dt.datetime, now: dt.datetime) -> Self:
        """Approved for an hour in a silence of the clock, which goes out, or has just gone, after it."""
        late = Q(stage=Stage.SCHEDULED) | Q(stage=Stage.PUBLISHED, published_at__gte=now)
        return self.filter(late, publish_at__gt=since, publish_at__lt=now)


class StewardshipQuerySet(models.QuerySet):
    def of_units(self, unit_ids: object) -> Self:
        return self.filter(unit_id__in=unit_ids)

    def stale(self, on: dt.date) -> Self:
        """Public pages whose review date has passed on the day (§ 3 pkt 2)."""
        return self.filter(page__live=True, archived_at__isnull=True, review_by__lt=on)

    def under_review(self) -> Self:
        """Public pages that have a review date at all."""
        return self.filter(page__live=True, archived_at__isnull=True, review_by__isnull=False)


class TransferQuerySet(models.QuerySet):
    def waiting(self) -> Self:
        return self.filter(answer=Offer.WAITING)


class PublishingRightQuerySet(models.QuerySet):
    def in_force(self, on: dt.date) -> Self:
        """Rights on the day; those of a closed unit have ended with it."""
        return self.filter(on_day(on), Q(unit__active_until__isnull=True) | Q(unit__active_until__gte=on))

    def for_person(self, user_id: int | None) -> Self:
        """Rights that hold for everybody of the unit, or for this person."""
        return self.filter(Q(person__isnull=True) | Q(person__user_id=user_id))
