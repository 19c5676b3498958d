"""Who did what, in which role, under which right; refusals too."""

from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ..states import Outcome


class AuditEntry(models.Model):
    """Wpis: names are frozen as they were; rows are only ever added."""

    at = models.DateTimeField(_("at"), db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name=_("account"), null=True, blank=True, related_name="+"
    )
    actor_name = models.CharField(_("who"), max_length=160)
    actor_role = models.CharField(_("in which role"), max_length=200, blank=True)
    unit_id = models.BigIntegerField(_("unit number"), null=True, blank=True, db_index=True)
    unit_name = models.CharField(_("unit"), max_length=200, blank=True)
    verb = models.CharField(_("deed"), max_length=60, db_index=True)
    about = models.CharField(_("about"), max_length=80, db_index=True)
    label = models.CharField(_("title"), max_length=255, blank=True)
    right = models.CharField(_("under which right"), max_length=255, blank=True)
    version = models.CharField(_("version"), max_length=40, blank=True)
    outcome = models.CharField(_("outcome"), max_length=8, choices=Outcome, default=Outcome.DONE)
    note = models.TextField(_("note"), blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit entries")
        indexes = [models.Index(fields=["about", "at"])]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor_name}: {self.verb} {self.label}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            self._refuse()
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        self._refuse()

    @staticmethod
    def _refuse() -> NoReturn:
        raise TypeError("Audit entries are only ever added.")
