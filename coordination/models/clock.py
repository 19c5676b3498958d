"""When the clock last ran."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ..querysets import BeatQuerySet


class ClockBeat(models.Model):
    """Takt zegara: one row a job, so that silence can be seen (DESIGN.md ruling 9).

    `finished_at` is when the job last did its work; a try that failed leaves it, and its cause in `error`.
    """

    job = models.CharField(_("job"), max_length=60, unique=True)
    started_at = models.DateTimeField(_("started at"), null=True, blank=True)
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)
    result = models.CharField(_("result"), max_length=255, blank=True)
    error = models.TextField(_("error"), blank=True)

    objects = BeatQuerySet.as_manager()

    class Meta:
        ordering = ["job"]
        verbose_name = _("beat of the clock")
        verbose_name_plural = _("beats of the clock")

    def __str__(self) -> str:
        return self.job
