"""Links from public pages to other sites, each address checked once for all the pages that use it."""

import datetime as dt
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from .signals_seen import PLACE_LENGTH
from .states import LinkState


class ExternalLinkQuerySet(models.QuerySet):
    def due(self, now: dt.datetime) -> Self:
        """Those to be checked, the longest waiting first."""
        return self.filter(next_check_at__lte=now).order_by("next_check_at", "pk")

    def in_use(self) -> Self:
        return self.filter(models.Exists(LinkUse.objects.filter(link=models.OuterRef("pk"))))


class ExternalLink(models.Model):
    """Adres zewnętrzny. `failures` counts checks in a row that say «gone»; `failing_since` is the first of them."""

    url = models.CharField(_("address"), max_length=2000)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    host = models.CharField(_("site"), max_length=255, db_index=True)
    state = models.CharField(_("state"), max_length=20, choices=LinkState, default=LinkState.NEW, db_index=True)
    answer = models.CharField(_("last answer"), max_length=120, blank=True)
    status = models.PositiveSmallIntegerField(_("status of the answer"), null=True, blank=True)
    first_seen_at = models.DateTimeField(_("first seen at"))
    last_checked_at = models.DateTimeField(_("last checked at"), null=True, blank=True)
    next_check_at = models.DateTimeField(_("next check at"), db_index=True)
    failures = models.PositiveSmallIntegerField(_("failures in a row"), default=0)
    failing_since = models.DateTimeField(_("failing since"), null=True, blank=True)
    calm = models.PositiveSmallIntegerField(_("good answers in a row"), default=0)
    troubles = models.PositiveSmallIntegerField(_("outages in a row"), default=0)

    objects = ExternalLinkQuerySet.as_manager()

    class Meta:
        ordering = ["host", "url"]
        verbose_name = _("link to another site")
        verbose_name_plural = _("links to other sites")

    def __str__(self) -> str:
        return self.url


class LinkUse(models.Model):
    """Użycie linku: which public page leads to the address, and where on it."""

    page = models.ForeignKey("wagtailcore.Page", models.CASCADE, verbose_name=_("page"), related_name="+")
    link = models.ForeignKey(ExternalLink, models.CASCADE, verbose_name=_("link"), related_name="uses")
    place = models.CharField(_("place on the page"), max_length=PLACE_LENGTH)
    digest = models.CharField(_("what exactly"), max_length=16, editable=False)
    wording = models.CharField(_("text around it"), max_length=16, editable=False)
    detail = models.JSONField(_("facts"), default=dict)

    class Meta:
        ordering = ["page", "pk"]
        verbose_name = _("use of a link")
        verbose_name_plural = _("uses of links")
        constraints = [models.UniqueConstraint(fields=["page", "link", "place"], name="one_use_a_place")]

    def __str__(self) -> str:
        return f"{self.link}"
