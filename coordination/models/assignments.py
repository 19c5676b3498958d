"""Who holds an office of the portal side (§ 4 ust. 1 pkt 2)."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ..querysets import PortalAssignmentQuerySet
from ..standing import Post
from ..states import PortalOffice
from .units import Unit


class PortalAssignment(models.Model):
    """Powierzenie funkcji w portalu: account × office × days × scope, on a basis. Ended, never deleted.

    `from_on` and `until_on` are inclusive Warsaw dates. An empty part of the scope means everything: `kinds` holds
    codes of kinds of content, `portals` numbers of Wagtail sites (a number and no key: this room knows no Wagtail).
    Names are frozen as they were on the day of the entry; the row outlives its account.
    """

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("account"),
        null=True,
        related_name="portal_assignments",
    )
    name = models.CharField(_("person"), max_length=160, editable=False)
    office = models.CharField(_("office in the portal"), max_length=16, choices=PortalOffice)
    from_on = models.DateField(_("from"))
    until_on = models.DateField(_("until (last day)"), null=True, blank=True)
    units = models.ManyToManyField(
        Unit, verbose_name=_("units"), blank=True, related_name="+", help_text=_("Empty: all units.")
    )
    kinds = models.JSONField(_("kinds of content"), default=list, blank=True, help_text=_("Empty: all kinds."))
    portals = models.JSONField(_("portals"), default=list, blank=True, help_text=_("Empty: all portals."))
    basis = models.CharField(_("basis"), max_length=200)
    assigned_by = models.CharField(_("assigned by"), max_length=160, editable=False)

    objects = PortalAssignmentQuerySet.as_manager()

    class Meta:
        ordering = ["office", "name", "from_on"]
        verbose_name = _("assignment of a portal office")
        verbose_name_plural = _("assignments of portal offices")
        indexes = [models.Index(fields=["account", "from_on"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
                name="assignment_ends_after_it_starts",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.get_office_display()}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self._state.adding and not self.name and self.account:
            self.name = (self.account.get_full_name() or self.account.get_username())[:160]
        super().save(*args, **kwargs)

    def clean(self) -> None:
        if self.until_on and self.from_on and self.until_on < self.from_on:
            raise ValidationError({"until_on": _("The last day cannot come before the first.")})

    def post(self) -> Post:
        """The office with its scope. One query for the units unless they were prefetched."""
        units = frozenset(unit.pk for unit in self.units.all())
        return Post(self.office, units, frozenset(self.kinds), frozenset(self.portals))
