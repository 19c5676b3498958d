"""What looks at public pages remember: days and people that a page names, and which pages are to be looked at."""

import datetime as dt
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .signals_seen import PLACE_LENGTH


class DatedMentionQuerySet(models.QuerySet):
    def passed(self, on: dt.date) -> Self:
        """Days that have passed on the day, on pages that do not tell so themselves."""
        return self.filter(Q(moot_from__isnull=True) | Q(moot_from__gt=on), on__lt=on)


class DatedMention(models.Model):
    """Wzmianka o dniu: a day that a public page speaks of as coming. The day after, it becomes a finding.

    `moot_from`: from this day the page itself says that it is over, and the mention misleads nobody.
    """

    page = models.ForeignKey("wagtailcore.Page", models.CASCADE, verbose_name=_("page"), related_name="+")
    place = models.CharField(_("place on the page"), max_length=PLACE_LENGTH)
    digest = models.CharField(_("what exactly"), max_length=16, editable=False)
    wording = models.CharField(_("text around it"), max_length=16, editable=False)
    on = models.DateField(_("day"), db_index=True)
    moot_from = models.DateField(_("over from"), null=True, blank=True)
    detail = models.JSONField(_("facts"), default=dict)

    objects = DatedMentionQuerySet.as_manager()

    class Meta:
        ordering = ["on", "pk"]
        verbose_name = _("mention of a day")
        verbose_name_plural = _("mentions of days")
        constraints = [models.UniqueConstraint(fields=["page", "place", "digest"], name="one_mention_a_place")]

    def __str__(self) -> str:
        return f"{self.on:%d.%m.%Y}"


class ContactUse(models.Model):
    """Kontakt na stronie: the designation a page names, or the unit whose people a card shows. Keys, not relations:
    the row says what the text says, also of what is gone."""

    page = models.ForeignKey("wagtailcore.Page", models.CASCADE, verbose_name=_("page"), related_name="+")
    place = models.CharField(_("place on the page"), max_length=PLACE_LENGTH)
    digest = models.CharField(_("what exactly"), max_length=16, editable=False)
    wording = models.CharField(_("text around it"), max_length=16, editable=False)
    designation = models.BigIntegerField(_("designation"), null=True, blank=True, db_index=True)
    unit = models.BigIntegerField(_("unit"), null=True, blank=True, db_index=True)
    detail = models.JSONField(_("facts"), default=dict)

    class Meta:
        ordering = ["page", "pk"]
        verbose_name = _("contact on a page")
        verbose_name_plural = _("contacts on pages")
        constraints = [models.UniqueConstraint(fields=["page", "place", "digest"], name="one_contact_a_place")]

    def __str__(self) -> str:
        return self.place


class WantedLook(models.Model):
    """Strona do sprawdzenia: its public text changed, or what it leads to did. Gone once somebody has looked."""

    page = models.OneToOneField("wagtailcore.Page", models.CASCADE, verbose_name=_("page"), related_name="wanted_look")
    asked_at = models.DateTimeField(_("asked at"))
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    error = models.CharField(_("why it failed"), max_length=255, blank=True)

    class Meta:
        ordering = ["tries", "asked_at", "pk"]
        verbose_name = _("page to be looked at")
        verbose_name_plural = _("pages to be looked at")

    def __str__(self) -> str:
        return str(self.page)


class LookRound(models.Model):
    """Obchód: one look at all public pages, in small transactions. `last_page_id` is where it goes on."""

    on = models.DateField(_("day"), unique=True)
    started_at = models.DateTimeField(_("started at"))
    last_page_id = models.BigIntegerField(_("looked up to page"), default=0)
    looked = models.PositiveIntegerField(_("pages looked at"), default=0)
    failed = models.PositiveIntegerField(_("pages that could not be read"), default=0)
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)

    class Meta:
        ordering = ["-on"]
        verbose_name = _("look at all pages")
        verbose_name_plural = _("looks at all pages")

    def __str__(self) -> str:
        return f"{self.on:%d.%m.%Y}"
