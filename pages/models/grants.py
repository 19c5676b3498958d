"""Calls for small grants (art. 19a) as units make them: a task, a district, a pool; opened, then closed."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import PageManager

from coordination.models import Designation, District, Sphere
from publishing.governed import Issue

from ..blocks import BodyBlock
from ..blocks.text import FEATURES
from ..competition_states import is_sensible
from ..content_kinds import SMALL_GRANT
from ..forms import DatedForm
from ..grants import shown
from ..grants.panels import EDIT
from ..grants.queries import GrantCallQuerySet
from ..grants.readiness import lacking
from ..grants.states import A_DAY, ClosedBecause, GrantDates, GrantState, state_on
from ..panels import tabs, text_of_blocks
from ..sphere_topics import spoken
from .base import PublicPage, ShelfPage
from .competition_parts import MONEY


class SmallGrantIndexPage(ShelfPage):
    """Małe granty: money left in units, calls, limits, how it works."""

    max_count = 1
    parent_page_types = ["pages.HomePage"]
    subpage_types = ["pages.SmallGrantCallPage"]
    lead = models.CharField(_("lead"), max_length=300, blank=True)
    body = StreamField(BodyBlock(), verbose_name=_("how it works"), blank=True)
    edit_handler = tabs(FieldPanel("title"), FieldPanel("lead"), text_of_blocks("body"))

    class Meta:
        verbose_name = _("index of small grants")
        verbose_name_plural = _("indexes of small grants")

    def on_shelf(self) -> Any:
        return SmallGrantCallPage.objects.with_unit()

    def summary_text(self) -> str:
        return self.lead

    def shown(self, request: HttpRequest, now: dt.datetime) -> dict[str, Any]:
        return shown.index(self, request, now)


class SmallGrantCallPage(PublicPage):
    """Nabór na małe granty. Empty means unknown and is shown so; zero is a statement. Amounts in złoty."""

    kind = SMALL_GRANT
    may_end = False  # a call is closed with its reason and stays readable
    base_form_class = DatedForm
    parent_page_types = ["pages.SmallGrantIndexPage"]
    subpage_types: list[str] = []

    summary = models.TextField(
        _("the task in short"), max_length=700, blank=True, help_text=_("What the unit wants to support, for whom.")
    )
    spheres = ParentalManyToManyField(Sphere, verbose_name=_("spheres"), blank=True, related_name="+")
    districts = ParentalManyToManyField(
        District, verbose_name=_("districts"), blank=True, related_name="+", help_text=_("None chosen: the whole city.")
    )
    year = models.PositiveSmallIntegerField(
        _("year of the pool"), null=True, blank=True, db_index=True, help_text=_("The budget year, for example 2026.")
    )
    pool = models.DecimalField(
        _("money for this call in zł"), **MONEY, help_text=_("Empty: the call has no money of its own, only the unit.")
    )
    max_grant = models.DecimalField(
        _("largest grant for one offer in zł"), **MONEY, help_text=_("Only where the unit gives less than the act.")
    )
    opens_on = models.DateField(_("offers from"), null=True, blank=True)
    closes_on = models.DateField(
        _("offers until, last day"), null=True, blank=True, help_text=_("Empty: 31 December of the year of the pool.")
    )
    closed_on = models.DateField(
        _("closed on"), null=True, blank=True, help_text=_("From this day the page says that the call is closed.")
    )
    closed_because = models.CharField(_("why it was closed"), max_length=8, choices=ClosedBecause, blank=True)
    closing_note = models.CharField(_("note on the closing"), max_length=255, blank=True)
    realised_from = models.DateField(_("realisation from"), null=True, blank=True)
    realised_until = models.DateField(_("realisation until"), null=True, blank=True)
    how_to_apply = RichTextField(_("how to apply"), features=FEATURES, blank=True)
    tool_url = models.URLField(_("address in the competition tool"), max_length=400, blank=True)
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

    objects = PageManager.from_queryset(GrantCallQuerySet)()
    edit_handler = EDIT

    class Meta:
        verbose_name = _("call for small grants")
        verbose_name_plural = _("calls for small grants")

    def dates(self, left: Any = None) -> GrantDates:
        """`left`: what the unit's last figure leaves, where it was read."""
        return GrantDates(self.opens_on, self.closes_on, self.closed_on, self.closed_because, left, self.year)

    def state_on(self, today: dt.date, left: Any = None) -> GrantState:
        return state_on(self.dates(left), today)

    def requirements(self) -> Iterator[Issue]:
        yield from super().requirements()
        yield from lacking(self)

    def shown_as_past(self) -> frozenset[dt.date]:
        """Days of the call, which its state shows by itself."""
        return frozenset(day for day in (self.opens_on, self.closes_on, self.closed_on) if day)

    def over_from(self) -> dt.date | None:
        last = self.dates().offers_until
        return last + A_DAY if last and is_sensible(last) else None

    def summary_text(self) -> str:
        return self.summary

    def search_text(self) -> str:
        spheres = list(self.spheres.all())
        names = [*map(str, (*spheres, *self.districts.all())), *spoken(spheres)]
        return " ".join([str(self._meta.verbose_name), "art. 19a", *names, self.how_to_apply, str(self.body)])

    def shown(self, request: HttpRequest, now: dt.datetime) -> dict[str, Any]:
        return shown.call(self, now)

    def structured_data(self, context: dict[str, Any]) -> dict[str, Any]:
        return shown.structured(self, context)
