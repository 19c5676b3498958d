"""Records of sets: handoffs of one unit that go public together, at one hour (scenario 25)."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from coordination.models import Unit

USER = settings.AUTH_USER_MODEL


class HandoffSet(models.Model):
    """Komplet: its members point to it (`Handoff.together`) and share one hour; its state is computed from theirs.

    A set that nothing points to any more was dissolved, or everything in it was withdrawn. Names frozen as they were.
    """

    title = models.CharField(_("name of the set"), max_length=200)
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("unit"), related_name="+")
    unit_name = models.CharField(_("unit that began it"), max_length=220, editable=False)
    created_by = models.ForeignKey(
        USER, models.SET_NULL, verbose_name=_("begun by"), null=True, blank=True, related_name="+"
    )
    created_by_name = models.CharField(_("begun by"), max_length=160)
    created_at = models.DateTimeField(_("begun at"))

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("set of handoffs")
        verbose_name_plural = _("sets of handoffs")

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self._state.adding and not self.unit_name:
            self.unit_name = str(self.unit)
        super().save(*args, **kwargs)
