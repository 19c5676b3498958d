"""Standard pages, and the accessibility declaration with the ministry's ids (domain.md 5.1)."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import PageManager

from coordination.models import Designation
from publishing.governed import Issue

from ..blocks import BodyBlock
from ..blocks.text import FEATURES
from ..contacts import contacts_of
from ..content_kinds import STANDARD
from ..forms import ContactForm
from ..panels import tabs, text_of_blocks
from ..querysets import PublicQuerySet
from ..vocabularies import Conformance
from .base import PublicPage


class StandardPage(PublicPage):
    """Strona standardowa."""

    kind = STANDARD
    parent_page_types = ["pages.HomePage", "pages.StandardPage"]
    subpage_types = ["pages.StandardPage"]

    lead = models.TextField(_("lead"), max_length=500, blank=True)
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)

    objects = PageManager.from_queryset(PublicQuerySet)()

    edit_handler = tabs(FieldPanel("title"), FieldPanel("lead"), text_of_blocks("body"))

    class Meta:
        verbose_name = _("standard page")
        verbose_name_plural = _("standard pages")

    def requirements(self) -> Iterator[Issue]:
        yield from super().requirements()
        if not self.body and not self.lead.strip():
            yield Issue("body", _("The page has no text yet."))

    def summary_text(self) -> str:
        return self.lead

    def search_text(self) -> str:
        return str(self.body)

    def shown(self, request: HttpRequest, now: dt.datetime) -> dict[str, Any]:
        return {"below": list(StandardPage.objects.child_of(self).visible().order_by("path"))}


class AccessibilityPage(PublicPage):
    """Deklaracja dostępności, technical conditions 2.0: one id for each statement, dates as <time>."""

    kind = STANDARD
    may_end = False  # the law asks for it at all times
    base_form_class = ContactForm
    max_count = 1
    parent_page_types = ["pages.HomePage"]
    subpage_types: list[str] = []

    specimen_note = models.CharField(
        _("note that this is a specimen"),
        max_length=255,
        blank=True,
        help_text=_("Leave empty once the declaration is the City's own."),
    )
    entity = models.CharField(_("entity"), max_length=200)
    site_name = models.CharField(_("name of the website"), max_length=200)
    site_url = models.URLField(_("address of the website"))
    site_published_on = models.DateField(_("website published on"))
    site_updated_on = models.DateField(_("website last significantly updated on"))
    conformance = models.CharField(_("status"), max_length=12, choices=Conformance, default=Conformance.PARTIAL)
    not_accessible = RichTextField(_("content that is not accessible, and why"), features=FEATURES, blank=True)
    exclusions = RichTextField(_("exclusions"), features=FEATURES, blank=True)
    prepared_on = models.DateField(_("declaration prepared on"))
    reviewed_on = models.DateField(_("declaration last reviewed on"), null=True, blank=True)
    method = models.TextField(_("how it was assessed"), max_length=1000)
    auditor = models.CharField(_("external auditor"), max_length=200, blank=True)
    shortcuts = models.TextField(_("keyboard shortcuts"), max_length=600, blank=True)
    contact = models.ForeignKey(
        Designation,
        models.SET_NULL,
        verbose_name=_("contact"),
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Name, phone and e-mail are read from the list of coordinators; the deputy is shown when needed."),
    )
    procedure = RichTextField(_("procedure of requests and complaints"), features=FEATURES)
    architecture = RichTextField(_("architectural accessibility"), features=FEATURES)
    communication = RichTextField(_("sign language and easy-to-read information"), features=FEATURES, blank=True)
    apps = RichTextField(_("mobile applications"), features=FEATURES, blank=True)

    objects = PageManager.from_queryset(PublicQuerySet)()

    edit_handler = tabs(
        FieldPanel("title"),
        FieldPanel("specimen_note"),
        MultiFieldPanel(
            [
                FieldPanel("entity"),
                FieldRowPanel([FieldPanel("site_name"), FieldPanel("site_url")]),
                FieldRowPanel([FieldPanel("site_published_on"), FieldPanel("site_updated_on")]),
            ],
            heading=_("Statement"),
        ),
        MultiFieldPanel(
            [FieldPanel("conformance"), FieldPanel("not_accessible"), FieldPanel("exclusions")],
            heading=_("Conformance"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("prepared_on"), FieldPanel("reviewed_on")]),
                FieldPanel("method"),
                FieldPanel("auditor"),
                FieldPanel("shortcuts"),
            ],
            heading=_("Preparation of the declaration"),
        ),
        MultiFieldPanel([FieldPanel("contact"), FieldPanel("procedure")], heading=_("Contact and procedure")),
        FieldPanel("architecture"),
        FieldPanel("communication"),
        FieldPanel("apps"),
    )

    class Meta:
        verbose_name = _("accessibility declaration")
        verbose_name_plural = _("accessibility declarations")

    def summary_text(self) -> str:
        return str(_("How accessible this portal is, and whom to tell when something is not."))

    def search_text(self) -> str:
        return f"{self.entity} {self.not_accessible} {self.procedure} {self.architecture}"

    def shown(self, request: HttpRequest, now: dt.datetime) -> dict[str, Any]:
        return {"contact": contacts_of(self.stewardship.unit, now=now).card_for(self.contact_id)}
