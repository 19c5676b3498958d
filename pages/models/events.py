"""Events (wydarzenia): sector and consultation meetings, duties, trainings, internal meetings of coordinators."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import PageManager

from coordination.calendar import warsaw_date
from coordination.models import Designation
from coordination.standing import standing_of
from publishing.governed import Issue

from ..blocks import BodyBlock
from ..contacts import contacts_of
from ..content_kinds import EVENT
from ..filters import EventFilter
from ..forms import ContactForm
from ..lists import shelf
from ..panels import tabs, text_of_blocks
from ..querysets import EventQuerySet
from ..vocabularies import EventType
from .base import PublicPage, ShelfPage


class EventIndexPage(ShelfPage):
    """Wydarzenia."""

    max_count = 1
    parent_page_types = ["pages.HomePage"]
    subpage_types = ["pages.EventPage"]
    lead = models.CharField(_("lead"), max_length=300, blank=True)
    edit_handler = tabs(FieldPanel("title"), FieldPanel("lead"))

    class Meta:
        verbose_name = _("index of events")
        verbose_name_plural = _("indexes of events")

    def on_shelf(self) -> Any:
        return EventPage.objects.with_unit()

    def summary_text(self) -> str:
        return self.lead

    def shown(self, request: HttpRequest, now: dt.datetime) -> dict[str, Any]:
        found = self.on_shelf().child_of(self).public_ones()
        return shelf(EventFilter(request.GET), found, request, now=now, size=12)


class EventPage(PublicPage):
    """Wydarzenie. The organiser is the unit that answers for the page."""

    kind = EVENT
    base_form_class = ContactForm
    parent_page_types = ["pages.EventIndexPage"]
    subpage_types: list[str] = []

    event_type = models.CharField(_("type"), max_length=16, choices=EventType, default=EventType.SECTOR)
    lead = models.TextField(_("in short"), max_length=500, help_text=_("What for, for whom, what to bring."))
    starts_at = models.DateTimeField(_("begins"), db_index=True, help_text=_("Warsaw time."))
    ends_at = models.DateTimeField(_("ends"), db_index=True)
    place = models.CharField(_("place"), max_length=255, blank=True)
    online_url = models.URLField(_("link for online participants"), max_length=400, blank=True)
    sign_language = models.BooleanField(_("Polish sign language (PJM)"), default=False)
    induction_loop = models.BooleanField(_("induction loop"), default=False)
    step_free = models.BooleanField(_("step-free entrance or lift"), default=False)
    accessibility_note = models.CharField(_("more on accessibility"), max_length=255, blank=True)
    places = models.PositiveSmallIntegerField(_("number of places"), null=True, blank=True)
    sign_up_until = models.DateField(_("sign-up until"), null=True, blank=True)
    sign_up_how = models.CharField(_("how to sign up"), max_length=255, blank=True)
    cancelled = models.BooleanField(_("cancelled"), default=False)
    contact = models.ForeignKey(
        Designation,
        models.SET_NULL,
        verbose_name=_("contact"),
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Name, phone and e-mail are read from the list of coordinators; the deputy is shown when needed."),
    )
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)

    objects = PageManager.from_queryset(EventQuerySet)()

    edit_handler = tabs(
        FieldPanel("title"),
        FieldPanel("event_type"),
        FieldPanel("lead"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
                FieldPanel("place"),
                FieldPanel("online_url"),
                FieldPanel("cancelled"),
            ],
            heading=_("When and where"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("sign_language"), FieldPanel("induction_loop"), FieldPanel("step_free")]),
                FieldPanel("accessibility_note"),
            ],
            heading=_("Accessibility"),
        ),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("places"), FieldPanel("sign_up_until")]), FieldPanel("sign_up_how")],
            heading=_("Sign-up"),
        ),
        FieldPanel("contact"),
        text_of_blocks("body"),
    )

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")

    @property
    def is_internal(self) -> bool:
        return self.event_type == EventType.INTERNAL

    @property
    def in_public_lists(self) -> bool:
        return not self.is_internal

    @classmethod
    def begun(cls, *, title: str, unit: Any, publish_at: Any) -> "EventPage":
        """The hours are not known yet; they stand on the hour of publication until somebody enters them."""
        return cls(title=title, starts_at=publish_at, ends_at=publish_at)

    def requirements(self) -> Iterator[Issue]:
        yield from super().requirements()
        if not self.lead.strip():
            yield Issue("lead", _("Write a lead of one or two sentences."))
        if self.ends_at and self.starts_at and self.ends_at < self.starts_at:
            yield Issue("ends_at", _("The event ends before it begins."))
        if not self.place and not self.online_url and self.event_type != EventType.DUTY:
            yield Issue("place", _("Say where it is: a place or a link."))

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Internal meetings are for people with an office; others find nothing here."""
        if self.is_internal and not standing_of(request.user).is_staff:
            raise Http404
        return super().serve(request, *args, **kwargs)

    def summary_text(self) -> str:
        return self.lead

    def search_text(self) -> str:
        return f"{self.get_event_type_display()} {self.place} {self.body}"

    def shown_as_past(self) -> frozenset[dt.date]:
        days = {warsaw_date(self.starts_at), warsaw_date(self.ends_at), self.sign_up_until}
        return frozenset(day for day in days if day is not None)

    def over_from(self) -> dt.date | None:
        """The page says «zakończone» from the hour of its end; a cancelled event says so at once."""
        return dt.date.min if self.cancelled else warsaw_date(self.ends_at) + dt.timedelta(days=1)

    def shown(self, request: HttpRequest, now: dt.datetime) -> dict[str, Any]:
        return {
            "contact": contacts_of(self.stewardship.unit, now=now).card_for(self.contact_id),
            "is_over": self.ends_at < now,
            "noindex": self.is_internal,
        }

    def structured_data(self, context: dict[str, Any]) -> dict[str, Any]:
        online = {"@type": "VirtualLocation", "url": self.online_url} if self.online_url else None
        status = "EventCancelled" if self.cancelled else "EventScheduled"
        return {
            "@context": "https://schema.org",
            "@type": "Event",
            "name": self.title,
            "description": self.lead,
            "url": context["canonical"],
            "startDate": self.starts_at,
            "endDate": self.ends_at,
            "eventStatus": f"https://schema.org/{status}",
            "location": {"@type": "Place", "name": self.place} if self.place else online,
            "organizer": {"@type": "GovernmentOrganization", "name": str(self.stewardship.unit)},
        }
