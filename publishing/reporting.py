"""Records of SZ's report: views that a person keeps, and how many gaps there were at the beginning of each month."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

USER = settings.AUTH_USER_MODEL


class SavedView(models.Model):
    """Zapisany widok: the filters and the order of the report under a name of one's own."""

    account = models.ForeignKey(USER, models.CASCADE, verbose_name=_("account"), related_name="+")
    name = models.CharField(_("name"), max_length=80)
    query = models.CharField(_("what is asked for"), max_length=2000, blank=True)
    made_at = models.DateTimeField(_("kept since"))

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("saved view")
        verbose_name_plural = _("saved views")
        constraints = [models.UniqueConstraint(fields=["account", "name"], name="one_view_of_a_name_a_person")]

    def __str__(self) -> str:
        return self.name


class MonthOfGaps(models.Model):
    """Stan na początek miesiąca: how many units lack something of an item, and how many things in all.

    Measured by the clock on its first pass in the month, `taken_at`; a month that no clock saw has no rows.
    """

    month = models.DateField(_("month"))
    item = models.CharField(_("item"), max_length=60)
    units = models.PositiveIntegerField(_("units that lack it"))
    things = models.PositiveIntegerField(_("how many in all"))
    taken_at = models.DateTimeField(_("measured at"))

    class Meta:
        ordering = ["month", "item"]
        verbose_name = _("state of a month")
        verbose_name_plural = _("states of months")
        constraints = [models.UniqueConstraint(fields=["month", "item"], name="one_measurement_a_month_and_item")]

    def __str__(self) -> str:
        return f"{self.month:%m.%Y} {self.item}: {self.units}"
