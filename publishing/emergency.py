"""Records of emergency publication: what went public without a second check, until somebody else confirms it."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

USER = settings.AUTH_USER_MODEL


class EmergencyQuerySet(models.QuerySet):
    def unchecked(self) -> Self:
        """Those that nobody else has confirmed yet."""
        return self.filter(checked_at__isnull=True)

    def checked(self) -> Self:
        return self.filter(checked_at__isnull=False)


class Emergency(models.Model):
    """Publikacja awaryjna: published at once, «bez drugiej kontroli», with a written reason (scenario 10).

    `barred_ids` are the accounts that wrote or handed over the text, as they were that moment: with the publisher,
    the people who cannot be its second pair of eyes. Names frozen as they were.
    """

    handoff = models.OneToOneField(
        "publishing.Handoff", models.CASCADE, verbose_name=_("handoff"), related_name="emergency"
    )
    reason = models.TextField(_("reason"))
    by = models.ForeignKey(
        USER, models.SET_NULL, verbose_name=_("published by"), null=True, blank=True, related_name="+"
    )
    by_name = models.CharField(_("published by"), max_length=160)
    at = models.DateTimeField(_("published at"))
    barred_ids = models.JSONField(_("accounts that may not check it"), default=list)
    checked_by = models.ForeignKey(
        USER, models.SET_NULL, verbose_name=_("checked by"), null=True, blank=True, related_name="+"
    )
    checked_by_name = models.CharField(_("checked by"), max_length=160, blank=True)
    checked_at = models.DateTimeField(_("checked at"), null=True, blank=True)
    remark = models.TextField(_("remark"), blank=True)

    objects = EmergencyQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("emergency publication")
        verbose_name_plural = _("emergency publications")

    def __str__(self) -> str:
        return str(self.handoff)
