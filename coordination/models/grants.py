"""Środki na małe granty: what units said, version by version; nothing is ever written over (scenario 62)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from ..figures import Figure
from .units import Unit

MONEY: dict[str, Any] = {"max_digits": 12, "decimal_places": 2}


class GrantFigureQuerySet(models.QuerySet):
    def newest_first(self) -> Self:
        return self.order_by("-as_of", "-version")

    def current(self, year: int, on: dt.date | None = None) -> Self:
        """The last word of each unit about the year: the newest day (up to `on`, where given), its newest version."""
        rows = GrantFigure.objects.filter(unit=OuterRef("unit"), year=year)
        if on is not None:
            rows = rows.filter(as_of__lte=on)
        return self.filter(pk=Subquery(rows.newest_first().values("pk")[:1]))


class GrantFigure(models.Model):
    """Stan środków komórki na małe granty w dniu `as_of`. A correction is a further version of the same day."""

    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("unit"), related_name="grant_figures")
    year = models.PositiveSmallIntegerField(_("year"))
    as_of = models.DateField(_("as of the day"))
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    pool = models.DecimalField(_("pool of the year in zł"), **MONEY)
    committed = models.DecimalField(_("granted so far in zł"), **MONEY)
    paid = models.DecimalField(_("paid out of it in zł"), null=True, blank=True, **MONEY)
    note = models.CharField(_("remark, or why it is corrected"), max_length=255, blank=True)
    at = models.DateTimeField(_("filed at"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name=_("filed by"), null=True, related_name="+"
    )
    by_name = models.CharField(_("filed by (name)"), max_length=160)

    objects = GrantFigureQuerySet.as_manager()

    class Meta:
        ordering = ["-as_of", "-version"]
        verbose_name = _("figure of small grants")
        verbose_name_plural = _("figures of small grants")
        constraints = [
            models.UniqueConstraint(fields=["unit", "year", "as_of", "version"], name="one_version_of_a_grant_figure"),
            models.CheckConstraint(
                condition=Q(committed__lte=F("pool"), committed__gte=0), name="grants_within_their_pool"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id}: {self.year}, {self.as_of:%d.%m.%Y} ({self.version})"

    @property
    def left(self) -> Decimal:
        return self.pool - self.committed

    def as_figure(self) -> Figure:
        return Figure(self.year, self.as_of, self.pool, self.committed, self.paid, self.note)
