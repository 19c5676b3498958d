"""What a unit declares itself, with a day and a name: that it grants no aid, that it held the meeting of the year."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from coordination.models import Unit


class DeclaredQuerySet(models.QuerySet):
    def in_force(self) -> Self:
        return self.filter(revoked_at__isnull=True)

    def of_units(self, unit_ids: object) -> Self:
        return self.filter(unit_id__in=unit_ids)

    def of_year(self, year: int) -> Self:
        """Meetings of the calendar year (§ 2 pkt 5)."""
        return self.filter(on__year=year)


class Declared(models.Model):
    """A declaration of a unit; taken back, never deleted."""

    at = models.DateTimeField(_("declared at"))
    by_name = models.CharField(_("declared by"), max_length=160)
    revoked_at = models.DateTimeField(_("taken back at"), null=True, blank=True)
    revoked_by_name = models.CharField(_("taken back by"), max_length=160, blank=True)

    objects = DeclaredQuerySet.as_manager()

    class Meta:
        abstract = True


class AidDeclaration(Declared):
    """«Nie udzielamy pomocy»: why the unit has no aid card (§ 5 pkt 3). One in force a unit."""

    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("unit"), related_name="+")
    reason = models.TextField(_("reason"), max_length=600)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("declaration that no aid is granted")
        verbose_name_plural = _("declarations that no aid is granted")
        constraints = [
            models.UniqueConstraint(
                fields=["unit"], condition=Q(revoked_at__isnull=True), name="one_aid_declaration_in_force_a_unit"
            )
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name}: {self.unit}"


class MeetingAttestation(Declared):
    """Poświadczenie spotkania branżowego that has no page in the portal: the day and the place (§ 2 pkt 5)."""

    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("unit"), related_name="+")
    on = models.DateField(_("held on"))
    place = models.CharField(_("place"), max_length=255)

    class Meta:
        ordering = ["-on", "-pk"]
        verbose_name = _("attestation of a sector meeting")
        verbose_name_plural = _("attestations of sector meetings")
        indexes = [models.Index(fields=["unit", "on"])]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name}: {self.unit}, {self.on:%d.%m.%Y}"

    def holds(self, year: int) -> bool:
        return self.revoked_at is None and self.on.year == year
