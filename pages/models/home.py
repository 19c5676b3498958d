"""The front door."""

import datetime as dt
from typing import Any

from django.db import models
from django.http import Http404, HttpRequest
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from coordination.calendar import warsaw_date
from publishing.governed import StructuralPage

from ..competition_states import State
from ..competition_timing import timing
from ..panels import tabs
from .aid import AidPage
from .base import Presented
from .competitions import CompetitionPage
from .events import EventPage
from .news import NewsPage

QUICK_WORDS = (
    ("seniorzy", _("seniors")),
    ("sport", _("sport")),
    ("kultura", _("culture")),
    ("park", _("park")),
    ("lokal", _("premises")),
    ("mały grant", _("small grant")),
)

SHELVES = (
    "unitindexpage",
    "newsindexpage",
    "competitionindexpage",
    "eventindexpage",
    "aidindexpage",
    "answerindexpage",
    "smallgrantindexpage",
)


class HomePage(Presented, StructuralPage):
    """Strona główna."""

    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "pages.UnitIndexPage",
        "pages.NewsIndexPage",
        "pages.CompetitionIndexPage",
        "pages.EventIndexPage",
        "pages.AidIndexPage",
        "pages.AnswerIndexPage",
        "pages.SmallGrantIndexPage",
        "pages.StandardPage",
        "pages.AccessibilityPage",
    ]
    headline = models.CharField(_("headline"), max_length=120, blank=True)
    lead = models.CharField(_("lead"), max_length=300, blank=True)

    edit_handler = tabs(FieldPanel("title"), FieldPanel("headline"), FieldPanel("lead"))

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """A shelf is found whole in one query, where Wagtail asks one for the page and one for its type."""
        if not path_components:
            return super().route(request, path_components)
        rows = Page.objects.child_of(self).select_related(*SHELVES)
        found = rows.filter(slug=path_components[0]).first()
        if found is None:
            raise Http404
        shelf = next((getattr(found, name) for name in SHELVES if hasattr(found, name)), None)
        return (shelf or found.specific).route(request, path_components[1:])

    def summary_text(self) -> str:
        return self.lead

    def shown(self, request: HttpRequest, now: dt.datetime) -> dict[str, Any]:
        competitions, times = CompetitionPage.objects.visible().with_unit(), timing()
        news = NewsPage.objects.visible().with_unit().with_picture()
        return {
            "hero_links": [
                {"url": f"/koordynatorzy/?{urlencode({'q': q})}", "label": label} for q, label in QUICK_WORDS
            ],
            "competitions": competitions.in_state(State.OPEN, now=now, timing=times).closing_first()[:3],
            "foretold": competitions.in_state(State.FORETOLD, now=now, timing=times).order_by(
                "planned_announcement_on"
            )[:2],
            "news": news.current(warsaw_date(now)).newest_first()[:3],
            "events": EventPage.objects.public_ones().with_unit().upcoming(now)[:3],
            "aid": AidPage.objects.visible().with_unit().order_by("title")[:3],
            "title": "",
        }

    def structured_data(self, context: dict[str, Any]) -> dict[str, Any]:
        address = context["canonical"]
        return {
            "@context": "https://schema.org",
            "@type": "WebSite",
            "name": self.title,
            "url": address,
            "inLanguage": "pl",
            "potentialAction": {
                "@type": "SearchAction",
                "target": {"@type": "EntryPoint", "urlTemplate": f"{address}szukaj/?q={{search_term_string}}"},
                "query-input": "required name=search_term_string",
            },
        }
