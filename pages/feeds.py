"""The calendar of public events. The demo says so in each file (DESIGN.md ruling 10)."""

from collections.abc import Iterator

from django.http import HttpRequest, StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from icalendar import Event

from . import calendars
from .models import EventPage

MOST = 300


@require_safe
def events_calendar(request: HttpRequest) -> StreamingHttpResponse:
    """Coming public events."""
    coming = EventPage.objects.public_ones().upcoming(timezone.now())[:MOST]

    def entries() -> Iterator[Event]:
        for page in coming:
            item = calendars.entry(
                page, request, title=page.title, starts=page.starts_at, ends=page.ends_at, text=page.lead
            )
            item.add("location", calendars.printable(page.place or page.online_url))
            item.add("status", "CANCELLED" if page.cancelled else "CONFIRMED")
            yield item

    return calendars.answer(_("Events for organisations in Kraków"), entries(), "wydarzenia.ics")
