"""Aid (rodzaje pomocy): what an organisation may get, and how (§ 5 pkt 3)."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Orderable, PageManager

from coordination.calendar import warsaw_date
from coordination.models import Designation
from publishing.governed import Issue

from ..answers import shown
from ..blocks import BodyBlock
from ..blocks.text import FEATURES
from ..contacts import contacts_of
from ..content_kinds import AID
from ..filters import AidFilter
from ..forms import ContactForm
from ..lists import shelf
from ..panels import tabs, text_of_blocks
from ..querysets import PublicQuerySet
from ..vocabularies import AidKind
from .base import PublicPage, ShelfPage


class AidIndexPage(ShelfPage):
    """Pomoc."""

    max_count = 1
    parent_page_types = ["pages.HomePage"]
    subpage_types = ["pages.AidPage"]
    lead = models.CharField(_("lead"), max_length=300, blank=True)
    edit_handler = tabs(FieldPanel("title"), FieldPanel("lead"))

    class Meta:
        verbose_name = _("index of aid")
        verbose_name_plural = _("indexes of aid")

    def on_shelf(self) -> Any:
        return AidPage.objects.with_unit()

    def summary_text(self) -> str:
        return self.lead

    def shown(self, request: HttpRequest, now: dt.datetime) -> dict[str, Any]:
        found = self.on_shelf().child_of(self).visible()
        return shelf(AidFilter(request.GET), found, request, now=now, size=12)


class AidStep(Orderable):
    """Krok: what to do, in order."""

    page = ParentalKey("pages.AidPage", on_delete=models.CASCADE, related_name="steps", verbose_name=_("aid"))
    text = models.CharField(_("step"), max_length=400)

    class Meta(Orderable.Meta):
        verbose_name = _("step")
        verbose_name_plural = _("steps")

    def __str__(self) -> str:
        return self.text


class AidPage(PublicPage):
    """Karta pomocy."""

    kind = AID
    base_form_class = ContactForm
    parent_page_types = ["pages.AidIndexPage"]
    subpage_types: list[str] = []

    aid_kind = models.CharField(_("kind of aid"), max_length=16, choices=AidKind, default=AidKind.OTHER)
    lead = models.TextField(_("in short"), max_length=500, blank=True)
    for_whom = models.TextField(_("for whom"), max_length=600)
    what = RichTextField(_("what you get"), features=FEATURES, blank=True)
    limits = models.CharField(_("amount or limit"), max_length=400, blank=True)
    term = models.CharField(_("when"), max_length=255, blank=True)
    restrictions = RichTextField(_("what is not covered"), features=FEATURES, blank=True)
    to_confirm = models.TextField(
        _("to be confirmed by SZ"),
        max_length=600,
        blank=True,
        help_text=_("What in this card is not certain yet, and why. Shown to the reader."),
    )
    provider = models.CharField(
        _("who helps"), max_length=255, blank=True, help_text=_("Only where it is not the unit of this page.")
    )
    contact = models.ForeignKey(
        Designation,
        models.SET_NULL,
        verbose_name=_("contact"),
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Name, phone and e-mail are read from the list of coordinators; the deputy is shown when needed."),
    )
    body = StreamField(BodyBlock(), verbose_name=_("further text"), blank=True)

    objects = PageManager.from_queryset(PublicQuerySet)()

    edit_handler = tabs(
        FieldPanel("title"),
        FieldPanel("aid_kind"),
        FieldPanel("lead"),
        FieldPanel("for_whom"),
        FieldPanel("what"),
        MultiFieldPanel([FieldPanel("limits"), FieldPanel("term")], heading=_("Limits")),
        InlinePanel("steps", heading=_("How to apply, step by step"), label=_("step")),
        FieldPanel("restrictions"),
        FieldPanel("to_confirm"),
        MultiFieldPanel([FieldPanel("provider"), FieldPanel("contact")], heading=_("Contact")),
        text_of_blocks("body"),
    )

    class Meta:
        verbose_name = _("aid card")
        verbose_name_plural = _("aid cards")

    def requirements(self) -> Iterator[Issue]:
        yield from super().requirements()
        if not self.for_whom.strip():
            yield Issue("for_whom", _("Say for whom the aid is (§ 5 pkt 3)."))
        if not self.steps.all():
            yield Issue("steps", _("Say how to apply, step by step."), hard=False)

    @property
    def icon(self) -> str:
        return "banknote" if self.aid_kind == AidKind.FINANCIAL else "hand-helping"

    def summary_text(self) -> str:
        return self.lead or self.for_whom

    def search_text(self) -> str:
        steps = " ".join(step.text for step in self.steps.all())
        return f"{self.get_aid_kind_display()} {self.for_whom} {self.what} {self.limits} {self.restrictions} {steps}"

    def shown(self, request: HttpRequest, now: dt.datetime) -> dict[str, Any]:
        return {
            "steps": list(self.steps.all()),
            "answers": shown.about(self, most=shown.MOST),
            "today": warsaw_date(now),
            "contact": contacts_of(self.stewardship.unit, now=now).card_for(self.contact_id),
        }

    def structured_data(self, context: dict[str, Any]) -> dict[str, Any]:
        return {
            "@context": "https://schema.org",
            "@type": "GovernmentService",
            "name": self.title,
            "description": self.summary_text(),
            "url": context["canonical"],
            "audience": {"@type": "Audience", "audienceType": self.for_whom},
            "provider": {"@type": "GovernmentOrganization", "name": str(self.stewardship.unit)},
        }
