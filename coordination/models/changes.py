"""What happened to units by order: new names, mergers, closings; and the names they bore before (§ 1 pkt 2)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..querysets import UnitChangeQuerySet
from ..states import UnitChangeKind
from .units import Unit


class UnitName(models.Model):
    """Dawna nazwa komórki: valid up to `until_on`, inclusive. Found by search, shown in history, never changed."""

    unit = models.ForeignKey(Unit, models.CASCADE, verbose_name=_("unit"), related_name="former_names")
    name = models.CharField(_("name"), max_length=200)
    symbol = models.CharField(_("symbol"), max_length=12, blank=True)
    until_on = models.DateField(_("until (last day)"))

    class Meta:
        ordering = ["unit", "until_on", "pk"]
        verbose_name = _("former name of a unit")
        verbose_name_plural = _("former names of units")

    def __str__(self) -> str:
        return f"{self.name} ({self.symbol})" if self.symbol else self.name


class UnitChange(models.Model):
    """Zmiana organizacyjna: decided by a person, effective from the day `on`. Names are frozen as they were.

    `on` is a Warsaw date, the first day of the new state: the last day of a closed unit is the day before. What dates
    cannot say moves when the day comes; `report` keeps what moved, as [{"key": …, "number": …}], with
    "keeper" where SZ took it for want of a successor.
    """

    kind = models.CharField(_("kind of change"), max_length=8, choices=UnitChangeKind)
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("unit"), related_name="changes")
    unit_name = models.CharField(_("name of the unit then"), max_length=220)
    successor = models.ForeignKey(
        Unit, models.PROTECT, verbose_name=_("successor"), null=True, blank=True, related_name="inheritances"
    )
    successor_name = models.CharField(_("name of the successor then"), max_length=220, blank=True)
    founds = models.BooleanField(_("the successor begins with it"), default=False)
    on = models.DateField(_("effective from"))
    name = models.CharField(_("new name"), max_length=200, blank=True)
    symbol = models.CharField(_("new symbol"), max_length=12, blank=True)
    basis = models.CharField(_("basis (document)"), max_length=200)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name=_("entered by"), null=True, blank=True, related_name="+"
    )
    by_name = models.CharField(_("entered by"), max_length=160)
    decided_at = models.DateTimeField(_("entered at"))
    done_at = models.DateTimeField(_("carried out at"), null=True, blank=True)
    report = models.JSONField(_("what moved"), default=list, blank=True)
    cancelled_at = models.DateTimeField(_("cancelled at"), null=True, blank=True)
    cancelled_by_name = models.CharField(_("cancelled by"), max_length=160, blank=True)

    objects = UnitChangeQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-pk"]
        verbose_name = _("change of a unit")
        verbose_name_plural = _("changes of units")
        indexes = [models.Index(fields=["done_at", "on"])]
        constraints = [
            models.UniqueConstraint(
                fields=["unit"],
                condition=Q(done_at__isnull=True, cancelled_at__isnull=True),
                name="one_waiting_change_a_unit",
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit_name}: {self.get_kind_display()}"

    @property
    def waits(self) -> bool:
        return self.done_at is None and self.cancelled_at is None

    @property
    def new_name(self) -> str:
        """«Wydział Kultury (WK)», of a renaming."""
        return f"{self.name} ({self.symbol})" if self.symbol else self.name
