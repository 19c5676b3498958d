"""Public answers (pytania i odpowiedzi): what one organisation asked and all may read (§ 5 pkt 2)."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, PageChooserPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable, PageManager

from coordination.calendar import warsaw_date
from coordination.models import Inquiry
from publishing.governed import Issue

from ..answers import nobody, shown
from ..answers.panels import TakenOutPanel
from ..blocks import BodyBlock
from ..content_kinds import ANSWER
from ..filters import AnswerFilter
from ..lists import shelf
from ..panels import tabs, text_of_blocks
from ..querysets import AnswerQuerySet
from .base import PublicPage, ShelfPage
from .topics import PageTopic


class AnswerIndexPage(ShelfPage):
    """Pytania i odpowiedzi."""

    max_count = 1
    parent_page_types = ["pages.HomePage"]
    subpage_types = ["pages.AnswerPage"]
    lead = models.CharField(_("lead"), max_length=300, blank=True)
    edit_handler = tabs(FieldPanel("title"), FieldPanel("lead"))

    class Meta:
        verbose_name = _("index of questions and answers")
        verbose_name_plural = _("indexes of questions and answers")

    def on_shelf(self) -> Any:
        return AnswerPage.objects.with_unit()

    def summary_text(self) -> str:
        return self.lead

    def shown(self, request: HttpRequest, now: dt.datetime) -> dict[str, Any]:
        found = self.on_shelf().child_of(self).visible()
        return shelf(AnswerFilter(request.GET), found, request, now=now, size=12) | {"today": warsaw_date(now)}

    def structured_data(self, context: dict[str, Any]) -> dict[str, Any] | None:
        return shown.many(context["results"])


class AnswerPage(PublicPage):
    """Pytanie i odpowiedź. Names nobody: `requirements()` stops what would (pages.answers.nobody)."""

    kind = ANSWER
    parent_page_types = ["pages.AnswerIndexPage"]
    subpage_types: list[str] = []

    question = models.TextField(
        _("question"),
        max_length=3000,
        blank=True,
        help_text=_("As it was asked, without anything that tells who asked."),
    )
    short_answer = models.TextField(
        _("answer in short"), max_length=300, blank=True, help_text=_("One or two sentences, shown in lists.")
    )
    body = StreamField(BodyBlock(), verbose_name=_("answer"), blank=True)
    asked_on = models.DateField(
        _("date of the question"), null=True, blank=True, help_text=_("The day on which it was asked.")
    )
    answered_on = models.DateField(
        _("date of the answer"), null=True, blank=True, db_index=True, help_text=_("The day on which it was given.")
    )
    topics = ClusterTaggableManager(
        through=PageTopic,
        verbose_name=_("topics"),
        blank=True,
        help_text=_("Choose from the list; new topics are added by the portal team."),
    )

    objects = PageManager.from_queryset(AnswerQuerySet)()

    edit_handler = tabs(
        TakenOutPanel(),
        FieldPanel("title", help_text=_("The question in one sentence.")),
        FieldPanel("question"),
        FieldPanel("short_answer"),
        text_of_blocks("body"),
        FieldRowPanel([FieldPanel("asked_on"), FieldPanel("answered_on")]),
        MultiFieldPanel(
            [
                FieldPanel("topics"),
                InlinePanel("about", heading=_("Competitions and aid cards it is about"), label=_("page")),
            ],
            heading=_("Where it is shown"),
        ),
    )

    class Meta:
        verbose_name = _("question and answer")
        verbose_name_plural = _("questions and answers")

    def requirements(self) -> Iterator[Issue]:
        yield from super().requirements()
        if not self.question.strip():
            yield Issue("question", _("Write the question as it was asked, without who asked it."))
        if not self.body:
            yield Issue("body", _("Write the answer."))
        if not self.short_answer.strip():
            yield Issue("short_answer", _("Put the answer into one or two sentences for lists."))
        if self.answered_on is None:
            yield Issue("answered_on", _("Give the day of the answer."))
        elif self.answered_on > timezone.localdate():
            yield Issue("answered_on", _("The answer cannot have been given on a day to come."))
        if self.asked_on and self.answered_on and self.asked_on > self.answered_on:
            yield Issue("asked_on", _("The question cannot have come after its answer."))
        yield from nobody.issues(self)

    def summary_text(self) -> str:
        return self.short_answer

    def search_text(self) -> str:
        return f"{self.question} {self.body}"

    def shown(self, request: HttpRequest, now: dt.datetime) -> dict[str, Any]:
        return shown.one(self, now)

    def structured_data(self, context: dict[str, Any]) -> dict[str, Any]:
        return shown.structured(self, context)


class AnswerAbout(Orderable):
    """A page of the portal that the answer is about; it is shown there, too."""

    page = ParentalKey(AnswerPage, on_delete=models.CASCADE, related_name="about", verbose_name=_("answer"))
    subject = models.ForeignKey(
        "wagtailcore.Page", models.CASCADE, verbose_name=_("competition or aid card"), related_name="+"
    )

    panels = [PageChooserPanel("subject", ["pages.CompetitionPage", "pages.AidPage"])]

    class Meta(Orderable.Meta):
        verbose_name = _("page the answer is about")
        verbose_name_plural = _("pages the answer is about")

    def __str__(self) -> str:
        return str(self.subject)


class PublishedAnswer(models.Model):
    """Odpowiedź opublikowana: which inquiry a public answer was made of. Told to the unit and the asker only."""

    inquiry = models.OneToOneField(Inquiry, models.CASCADE, verbose_name=_("inquiry"), related_name="+")
    page = models.OneToOneField(AnswerPage, models.CASCADE, verbose_name=_("public answer"), related_name="+")
    begun_at = models.DateTimeField(_("begun at"))

    class Meta:
        verbose_name = _("published answer")
        verbose_name_plural = _("published answers")

    def __str__(self) -> str:
        return f"{self.inquiry.number}: {self.page_id}"
