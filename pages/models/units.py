"""Pages of units (komórki): scope, people, and what the unit runs for organisations (§ 5 pkt 1)."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import PageManager

from coordination.models import Unit
from publishing.governed import Issue

from ..blocks import BodyBlock
from ..contacts import contacts_of
from ..content_kinds import UNIT
from ..filters import UnitFilter
from ..forms import UnitForm
from ..lists import shelf
from ..panels import tabs
from ..querysets import PublicQuerySet
from .aid import AidPage
from .base import PublicPage, ShelfPage
from .competitions import CompetitionPage
from .events import EventPage
from .news import NewsPage

SHOWN = 4


class UnitIndexPage(ShelfPage):
    """Komórki."""

    max_count = 1
    parent_page_types = ["pages.HomePage"]
    subpage_types = ["pages.UnitPage"]
    lead = models.CharField(_("lead"), max_length=300, blank=True)
    edit_handler = tabs(FieldPanel("title"), FieldPanel("lead"))

    class Meta:
        verbose_name = _("index of units")
        verbose_name_plural = _("indexes of units")

    def on_shelf(self) -> Any:
        return UnitPage.objects.with_unit().select_related("subject__kind")

    def summary_text(self) -> str:
        return self.lead

    def shown(self, request: HttpRequest, now: dt.datetime) -> dict[str, Any]:
        found = self.on_shelf().child_of(self).visible().prefetch_related("subject__topic_items__tag")
        return shelf(UnitFilter(request.GET), found, request, now=now, size=24)


class UnitPage(PublicPage):
    """Strona komórki. People and phones come from designations, spheres and topics from the register of units."""

    kind = UNIT
    base_form_class = UnitForm
    parent_page_types = ["pages.UnitIndexPage"]
    subpage_types: list[str] = []

    subject = models.OneToOneField(Unit, models.PROTECT, verbose_name=_("unit this page is about"), related_name="+")
    lead = models.TextField(_("in short"), max_length=500, blank=True)
    scope = StreamField(
        BodyBlock(),
        verbose_name=_("what the unit does with organisations"),
        blank=True,
        help_text=_("Do not type names or phones: the page shows them from the list of coordinators."),
    )

    objects = PageManager.from_queryset(PublicQuerySet)()

    edit_handler = tabs(FieldPanel("title"), FieldPanel("subject"), FieldPanel("lead"), FieldPanel("scope"))

    class Meta:
        verbose_name = _("page of a unit")
        verbose_name_plural = _("pages of units")

    @classmethod
    def begun(cls, *, title: str, unit: Any, publish_at: Any) -> "UnitPage":
        return cls(title=title, subject=unit)

    def requirements(self) -> Iterator[Issue]:
        yield from super().requirements()
        if not self.lead.strip() and not self.scope:
            yield Issue("scope", _("Say how the unit works with organisations (§ 5 pkt 1)."))

    def summary_text(self) -> str:
        return self.lead

    def search_text(self) -> str:
        unit = self.subject
        spheres = " ".join(sphere.name for sphere in unit.spheres.all())
        return f"{unit.name} {unit.symbol} {spheres} {self.scope}"

    def shown(self, request: HttpRequest, now: dt.datetime) -> dict[str, Any]:
        unit, spheres, topics = self.subject, self.subject.spheres.all(), self.subject.topic_items.select_related("tag")
        competitions = CompetitionPage.objects.visible().with_unit().of_unit(unit).living_first(now)
        return {
            "unit": unit,
            "spheres": list(spheres),
            "topics": [item.tag for item in topics],
            "contacts": contacts_of(unit, now=now, with_topics=True).cards,
            "competitions": competitions.exclude(state_now="archived")[:SHOWN],
            "news": NewsPage.objects.visible().with_unit().with_picture().of_unit(unit).newest_first()[:SHOWN],
            "events": EventPage.objects.public_ones().with_unit().of_unit(unit).upcoming(now)[:SHOWN],
            "aid": AidPage.objects.visible().with_unit().of_unit(unit).order_by("title")[:SHOWN],
        }

    def structured_data(self, context: dict[str, Any]) -> dict[str, Any]:
        unit = self.subject
        return {
            "@context": "https://schema.org",
            "@type": "GovernmentOrganization",
            "name": unit.name,
            "alternateName": unit.symbol,
            "description": self.lead,
            "url": context["canonical"],
            "address": unit.address,
            "email": unit.email,
            "telephone": unit.phone,
        }
