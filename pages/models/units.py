"""Pages of units (komórki): scope, people, and what the unit runs for organisations (§ 5 pkt 1)."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import PageManager
from wagtail.url_routing import RouteResult

from coordination.calendar import warsaw_date
from coordination.lineage import heir_of, names_leading_to
from coordination.models import Unit
from publishing.governed import Issue

from ..answers import shown
from ..blocks import BodyBlock
from ..competition_timing import timing_with
from ..contacts import contacts_of
from ..content_kinds import UNIT
from ..filters import UnitFilter
from ..forms import UnitForm
from ..grants.states import GrantState
from ..lists import shelf
from ..panels import tabs, text_of_blocks
from ..querysets import PublicQuerySet
from .aid import AidPage
from .base import PublicPage, ShelfPage
from .competitions import CompetitionPage
from .events import EventPage
from .grants import SmallGrantCallPage
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

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """The address of a closed unit leads to its successor, for ever; of one without a page, to its people."""
        try:
            result = super().route(request, path_components)
        except Http404:
            unit = self._unit_at(path_components)
            if unit is None:
                raise
        else:
            unit = getattr(result.page, "subject", None)
            if unit is None or not unit.is_closed(timezone.localdate()):
                return result
        closed = unit.is_closed(timezone.localdate())
        return RouteResult(self, kwargs={"answered_at": self._of_heir(unit), "closed": closed})

    def _unit_at(self, path_components: list[str]) -> Unit | None:
        """By the page withdrawn with its unit, else by the register: what a unit only drafts gives nothing away."""
        if len(path_components) != 1:
            return None
        page = UnitPage.objects.child_of(self).filter(slug=path_components[0]).select_related("subject").first()
        if page is not None and page.subject.is_closed(timezone.localdate()):
            return page.subject
        return Unit.objects.filter(slug=path_components[0]).first()

    def _of_heir(self, unit: Unit) -> str:
        """The successor's page, else its people in the directory; without a successor, the whole directory."""
        heir = heir_of(unit, timezone.localdate())
        directory = reverse("coordination:directory")
        if heir is None:
            return directory
        page = UnitPage.objects.live().filter(subject=heir).first()
        return str(page.url) if page else f"{directory}?{urlencode({'komorka': heir.slug})}"

    def serve(
        self, request: HttpRequest, *args: Any, answered_at: str = "", closed: bool = False, **kwargs: Any
    ) -> HttpResponse:
        if answered_at:
            return HttpResponsePermanentRedirect(answered_at) if closed else HttpResponseRedirect(answered_at)
        return super().serve(request, *args, **kwargs)

    def summary_text(self) -> str:
        return self.lead

    def shown(self, request: HttpRequest, now: dt.datetime) -> dict[str, Any]:
        found = self.on_shelf().child_of(self).visible().prefetch_related("subject__topic_items__tag")
        return shelf(UnitFilter(request.GET), found, request, now=now, size=24)


class UnitPage(PublicPage):
    """Strona komórki. People and phones come from designations, spheres and topics from the register of units."""

    kind = UNIT
    may_end = False  # a unit is found as long as it lives
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

    edit_handler = tabs(FieldPanel("title"), FieldPanel("subject"), FieldPanel("lead"), text_of_blocks("scope"))

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
        former = " ".join(map(str, names_leading_to(unit, timezone.localdate())))
        return f"{unit.name} {unit.symbol} {former} {spheres} {self.scope}"

    def shown(self, request: HttpRequest, now: dt.datetime) -> dict[str, Any]:
        unit, spheres, topics = self.subject, self.subject.spheres.all(), self.subject.topic_items.select_related("tag")
        competitions = CompetitionPage.objects.visible().with_unit().of_unit(unit).living_first(now, timing_with(self))
        calls = SmallGrantCallPage.objects.visible().with_unit().of_unit(unit)
        return {
            "unit": unit,
            "spheres": list(spheres),
            "topics": [item.tag for item in topics],
            "former": names_leading_to(unit, warsaw_date(now)),
            "contacts": contacts_of(unit, now=now, with_topics=True).cards,
            "competitions": competitions.exclude(state_now="archived")[:SHOWN],
            "small_grants": calls.in_state(GrantState.OPEN, on=warsaw_date(now)).order_by("title")[:SHOWN],
            "news": NewsPage.objects.visible().with_unit().with_picture().of_unit(unit).newest_first()[:SHOWN],
            "events": EventPage.objects.public_ones().with_unit().of_unit(unit).upcoming(now)[:SHOWN],
            "answers": shown.of_unit(unit),
            "today": warsaw_date(now),
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
