"""Facts about an announcement that are no part of its text: who confirmed a place, who let an exception from a rule in.

They would travel in versions otherwise, and restoring an old text would take them back.
"""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ..vocabularies import OutcomePlace, Place

USER = settings.AUTH_USER_MODEL


class PlaceConfirmation(models.Model):
    """Potwierdzenie miejsca: the day on which announcement, results or annulment really appeared there."""

    page = models.ForeignKey(
        "pages.CompetitionPage", models.CASCADE, verbose_name=_("competition"), related_name="confirmations"
    )
    place = models.CharField(_("where"), max_length=24, choices=[*Place.choices, *OutcomePlace.choices])
    on = models.DateField(_("day"))
    by = models.ForeignKey(USER, models.SET_NULL, verbose_name=_("confirmed by"), null=True, related_name="+")
    by_name = models.CharField(_("confirmed by"), max_length=160)
    at = models.DateTimeField(_("confirmed at"))

    class Meta:
        ordering = ["place"]
        verbose_name = _("confirmation of an announcement")
        verbose_name_plural = _("confirmations of announcements")
        constraints = [models.UniqueConstraint(fields=["page", "place"], name="a_place_is_confirmed_once")]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.get_place_display()}"


class RuleExceptionQuerySet(models.QuerySet):
    def for_breach(self, rule: str, value: str) -> Self:
        return self.filter(rule=rule, value=value)


class RuleException(models.Model):
    """Wyjątek od reguły: of one page, one rule, and the very days or amounts it was made for. Never changed."""

    page = models.ForeignKey(
        "pages.CompetitionPage", models.CASCADE, verbose_name=_("competition"), related_name="rule_exceptions"
    )
    rule = models.CharField(_("rule"), max_length=40)
    value = models.CharField(_("made for"), max_length=120, blank=True)
    breach = models.TextField(_("what was let pass"))
    reason = models.TextField(_("reason"), max_length=1500)
    by = models.ForeignKey(USER, models.SET_NULL, verbose_name=_("let pass by"), null=True, related_name="+")
    by_name = models.CharField(_("let pass by"), max_length=160)
    at = models.DateTimeField(_("let pass at"))

    objects = RuleExceptionQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("exception from a rule")
        verbose_name_plural = _("exceptions from rules")
        constraints = [
            models.UniqueConstraint(fields=["page", "rule", "value"], name="one_exception_a_page_rule_and_value")
        ]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.rule}"
