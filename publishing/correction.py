"""Corrections of what was handed over: one side's corrected version, until the other side has answered."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .states import UNSETTLED, CorrectionState, Side

USER = settings.AUTH_USER_MODEL


class CorrectionQuerySet(models.QuerySet):
    def open(self) -> Self:
        return self.filter(state__in=UNSETTLED)

    def writing(self) -> Self:
        return self.filter(state=CorrectionState.WRITING)


class Correction(models.Model):
    """Poprawka: `base` is the version it began from, `revision` the corrected one once it was sent or given up.

    The portal side corrects what waits in the queue and the unit answers; the unit corrects what is approved, and an
    approver answers. `by` wrote it (of a unit's: sent it last). Names frozen as they were.
    """

    handoff = models.ForeignKey(
        "publishing.Handoff", models.CASCADE, verbose_name=_("handoff"), related_name="corrections"
    )
    side = models.CharField(_("side"), max_length=6, choices=Side)
    state = models.CharField(_("state"), max_length=10, choices=CorrectionState, default=CorrectionState.WRITING)
    base = models.ForeignKey(
        "wagtailcore.Revision", models.SET_NULL, verbose_name=_("version it began from"), null=True, related_name="+"
    )
    revision = models.ForeignKey(
        "wagtailcore.Revision",
        models.SET_NULL,
        verbose_name=_("corrected version"),
        null=True,
        blank=True,
        related_name="+",
    )
    by = models.ForeignKey(
        USER, models.SET_NULL, verbose_name=_("corrected by"), null=True, blank=True, related_name="+"
    )
    by_name = models.CharField(_("corrected by"), max_length=160)
    begun_at = models.DateTimeField(_("begun at"))
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    words = models.TextField(_("what was corrected"), blank=True)
    answered_by = models.ForeignKey(
        USER, models.SET_NULL, verbose_name=_("answered by"), null=True, blank=True, related_name="+"
    )
    answered_by_name = models.CharField(_("answered by"), max_length=160, blank=True)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    comment = models.TextField(_("comment"), blank=True)

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        ordering = ["begun_at", "pk"]
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        constraints = [
            models.UniqueConstraint(
                fields=["handoff"], condition=Q(state__in=sorted(UNSETTLED)), name="one_open_correction_a_handoff"
            )
        ]

    def __str__(self) -> str:
        return f"{self.handoff}: {self.get_state_display()}"

    @property
    def is_open(self) -> bool:
        return self.state in UNSETTLED
