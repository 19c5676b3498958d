"""Deadlines as the public was told them: what a later version of the announcement is measured against."""

import datetime as dt
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from coordination.calendar import warsaw_date

from ..competition_life import Told


class ToldDeadlineQuerySet(models.QuerySet):
    def of(self, page_id: int | None) -> Self:
        """Those of one competition, the oldest first; none for a page that was never saved."""
        return self.filter(page=page_id).order_by("told_at", "pk") if page_id else self.none()

    def first_day(self) -> dt.date | None:
        """The Warsaw day of the first of them. One query."""
        at = self.values_list("told_at", flat=True).first()
        return warsaw_date(at) if at else None


class ToldDeadline(models.Model):
    """Ogłoszony termin składania ofert. Written at every publication that tells a new one; never changed."""

    page = models.ForeignKey(
        "pages.CompetitionPage", models.CASCADE, verbose_name=_("competition"), related_name="told_deadlines"
    )
    deadline = models.DateTimeField(_("offers until"))
    note = models.CharField(_("why the deadline was extended"), max_length=255, blank=True)
    told_at = models.DateTimeField(_("published at"))

    objects = ToldDeadlineQuerySet.as_manager()

    class Meta:
        ordering = ["told_at", "pk"]
        verbose_name = _("published deadline")
        verbose_name_plural = _("published deadlines")

    def __str__(self) -> str:
        return f"{self.page_id}: {self.deadline:%Y-%m-%d %H:%M}"

    def as_told(self) -> Told:
        return Told(self.deadline, self.note)
