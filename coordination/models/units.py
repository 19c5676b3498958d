"""Units of the city that speak with NGOs (§ 1 pkt 2)."""

import datetime as dt

from django.db import models
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from taggit.models import ItemBase

from ..querysets import UnitQuerySet
from ..wording import named
from .dictionaries import District, Sphere, Topic, UnitKind


class Unit(models.Model):
    """Komórka merytoryczna: department, bureau or municipal unit. Closed with a successor, never deleted.

    Only a successor that was to begin with a merger, and has nothing yet, goes when the merger is cancelled.
    """

    name = models.CharField(_("name"), max_length=200)
    slug = models.SlugField(_("address part"), max_length=80, unique=True)
    symbol = models.CharField(_("symbol"), max_length=12, blank=True, help_text=_("Leave blank when unsure."))
    kind = models.ForeignKey(UnitKind, models.PROTECT, verbose_name=_("kind of unit"), related_name="units")
    parent = models.ForeignKey(
        "self", models.PROTECT, verbose_name=_("parent unit"), null=True, blank=True, related_name="children"
    )
    served_by = models.ForeignKey(
        "self", models.PROTECT, verbose_name=_("served by"), null=True, blank=True, related_name="serves"
    )
    spheres = models.ManyToManyField(Sphere, verbose_name=_("spheres"), blank=True, related_name="units")
    districts = models.ManyToManyField(
        District, verbose_name=_("districts"), blank=True, related_name="units", help_text=_("Empty: the whole city.")
    )
    topics = TaggableManager(through="coordination.UnitTopic", verbose_name=_("topics"), blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    phone = models.CharField(_("general phone"), max_length=20, blank=True)
    email = models.EmailField(_("general e-mail"), blank=True)
    active_from = models.DateField(_("active from"), null=True, blank=True)
    active_until = models.DateField(_("active until"), null=True, blank=True)
    successor = models.ForeignKey(
        "self", models.PROTECT, verbose_name=_("successor"), null=True, blank=True, related_name="predecessors"
    )
    coordinates = models.BooleanField(_("coordinates the cooperation (SZ)"), default=False)

    has_coordinator: bool  # annotated by UnitQuerySet.with_offices, like the next
    has_deputy: bool

    objects = UnitQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("unit")
        verbose_name_plural = _("units")

    def __str__(self) -> str:
        return named(self.name, self.symbol)

    def is_closed(self, on: dt.date) -> bool:
        """Whether its last day has passed."""
        return self.active_until is not None and self.active_until < on

    @property
    def key(self) -> str:
        """The symbol in lower case, or the slug where the symbol is unsure."""
        return self.symbol.lower() or self.slug


class UnitTopic(ItemBase):
    """Which topics a unit answers for."""

    tag = models.ForeignKey(Topic, models.CASCADE, related_name="unit_items", verbose_name=_("topic"))
    content_object = models.ForeignKey(Unit, models.CASCADE, related_name="topic_items", verbose_name=_("unit"))

    class Meta:
        verbose_name = _("topic of a unit")
        verbose_name_plural = _("topics of units")
