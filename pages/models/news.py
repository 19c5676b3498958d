"""News (aktualności)."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import PageManager

from coordination.calendar import warsaw_date
from publishing.governed import Issue

from ..blocks import BodyBlock
from ..content_kinds import NEWS
from ..filters import NewsFilter
from ..lists import shelf
from ..panels import tabs, text_of_blocks
from ..querysets import NewsQuerySet
from .base import PublicPage, ShelfPage
from .topics import PageTopic


class NewsIndexPage(ShelfPage):
    """Aktualności."""

    max_count = 1
    parent_page_types = ["pages.HomePage"]
    subpage_types = ["pages.NewsPage"]
    lead = models.CharField(_("lead"), max_length=300, blank=True)
    edit_handler = tabs(FieldPanel("title"), FieldPanel("lead"))

    class Meta:
        verbose_name = _("index of news")
        verbose_name_plural = _("indexes of news")

    def on_shelf(self) -> Any:
        return NewsPage.objects.with_unit().select_related("image")

    def summary_text(self) -> str:
        return self.lead

    def shown(self, request: HttpRequest, now: dt.datetime) -> dict[str, Any]:
        found = self.on_shelf().child_of(self).visible().with_picture()
        return shelf(NewsFilter(request.GET), found, request, now=now, size=12)


class NewsPage(PublicPage):
    """Aktualność."""

    kind = NEWS
    kind_needs_summary = False
    parent_page_types = ["pages.NewsIndexPage"]
    subpage_types: list[str] = []

    lead = models.TextField(
        _("lead"), max_length=500, help_text=_("One or two sentences: what changes, for whom, until when.")
    )
    image = models.ForeignKey(
        "wagtailimages.Image", models.SET_NULL, verbose_name=_("image"), null=True, blank=True, related_name="+"
    )
    image_alt = models.CharField(
        _("text instead of the image"),
        max_length=250,
        blank=True,
        help_text=_("What somebody who does not see the image should know."),
    )
    image_is_decorative = models.BooleanField(_("the image only decorates"), default=False)
    image_credit = models.CharField(
        _("author of the picture"), max_length=120, blank=True, help_text=_("Shown as «Photo: …».")
    )
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)
    valid_until = models.DateField(
        _("valid until"),
        null=True,
        blank=True,
        help_text=_("After this day the news leaves the home page and says that it is past."),
    )
    topics = ClusterTaggableManager(
        through=PageTopic,
        verbose_name=_("topics"),
        blank=True,
        help_text=_("Choose from the list; new topics are added by the portal team."),
    )

    objects = PageManager.from_queryset(NewsQuerySet)()

    edit_handler = tabs(
        FieldPanel("title"),
        FieldPanel("lead"),
        MultiFieldPanel(
            [
                FieldPanel("image"),
                FieldPanel("image_alt"),
                FieldRowPanel([FieldPanel("image_is_decorative"), FieldPanel("image_credit")]),
            ],
            heading=_("Picture"),
        ),
        text_of_blocks("body"),
        MultiFieldPanel([FieldPanel("topics"), FieldPanel("valid_until")], heading=_("Where and how long")),
    )

    class Meta:
        verbose_name = _("news item")
        verbose_name_plural = _("news")

    def requirements(self) -> Iterator[Issue]:
        yield from super().requirements()
        if not self.lead.strip():
            yield Issue("lead", _("Write a lead of one or two sentences."))
        if self.image_id and not self.image_alt.strip() and not self.image_is_decorative:
            yield Issue("image_alt", _("Describe the image in words, or mark it as decorative (WCAG 1.1.1)."))

    def summary_text(self) -> str:
        return self.lead

    def search_text(self) -> str:
        return str(self.body)

    @property
    def alt(self) -> str:
        return "" if self.image_is_decorative else self.image_alt

    def describes(self, field: str) -> bool:
        return field != "image" or self.image_is_decorative or bool(self.image_alt.strip())

    def over_from(self) -> dt.date | None:
        return self.valid_until + dt.timedelta(days=1) if self.valid_until else None

    def shown(self, request: HttpRequest, now: dt.datetime) -> dict[str, Any]:
        return {
            "topics": [item.tag for item in self.page_topics.select_related("tag")],
            "is_past": bool(self.valid_until and self.valid_until < warsaw_date(now)),
        }

    def structured_data(self, context: dict[str, Any]) -> dict[str, Any]:
        return {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": self.title,
            "description": self.lead,
            "url": context["canonical"],
            "datePublished": self.first_published_at,
            "dateModified": self.last_published_at,
            "publisher": {"@type": "GovernmentOrganization", "name": str(self.stewardship.unit)},
        }
